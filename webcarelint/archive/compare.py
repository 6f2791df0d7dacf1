"""Two sets of scores, two periods or two teams: what differs, by how much, and how sure that is."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC
from math import sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Any, Final, Literal

import polars as pl

from webcarelint.archive.quantities import CONFIDENCE, Mean, Share, mean_of, read_mean, read_share, share, share_of
from webcarelint.archive.scored import Scored, first_row, open_scores, replies_by_rule
from webcarelint.archive.scores import DIMENSION, MEASURE, SIGNAL, VERDICTS
from webcarelint.archive.selection import parse_moment
from webcarelint.errors import InputError
from webcarelint.render.words import VERDICT
from webcarelint.wilson import newcombe

SCHEMA: Final = 1
ABOUT: Final = (
    "Richtinggevend signaal, geen oordeel. Intervallen zijn van 95 % (aandelen volgens Newcombe, gemiddelden volgens Welch). Een onderdeel, regel, "
    "signaal of maat heet pas anders als het verschil ook standhoudt nu er zoveel tegelijk zijn vergeleken (Bonferroni)."
)
COLUMNS: Final = ("channel", "account", "team", "agent", "source")
HEADLINE: Final = ("score", "verdict")
TIMEZONE: Final = "Europe/Amsterdam"

Outcome = Literal["better", "worse", "changed", "same"]
Family = Literal["score", "verdict", "dimension", "rule", "signal", "measure"]


@dataclass(frozen=True, slots=True)
class Side:
    """Scores in a folder, or those rows of them for which every `only` holds: team=Zuid, since=2025-01-01, until=2025-03-31 …"""

    path: Path
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One side: how many judged replies, and by which rules and pipeline."""

    path: str
    only: tuple[str, ...]
    replies: int
    webcarelint: str
    rules: str
    pipeline: str


@dataclass(frozen=True, slots=True)
class Difference:
    """B minus A of one share (0 to 1) or mean, with its interval; None when a side has nothing to count in.

    `verdict` is `better` or `worse` only where one direction is better; signals and measures can only be `changed`.
    """

    family: Family
    name: str
    title: str
    kind: Literal["share", "mean"]
    first: float | None
    first_of: int
    second: float | None
    second_of: int
    difference: float | None
    low: float | None
    high: float | None
    verdict: Outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """`headline` is the score and the verdicts, judged each by its own interval; `others` are dimensions, rules, signals and measures, the surest change first."""

    schema: int
    about: str
    confidence: float
    first: Compared
    second: Compared
    warnings: tuple[str, ...]
    headline: tuple[Difference, ...]
    others: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _Counts:
    score: Mean
    verdicts: Mapping[str, Share]
    dimensions: Mapping[str, Mean]
    measures: Mapping[str, Mean]
    signals: Mapping[str, Share]
    rules: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two values of one thing; `good` is 1 when more is better, -1 when less is, 0 when neither."""

    family: Family
    name: str
    title: str
    first: Share | Mean
    second: Share | Mean
    good: int


def compare(first: Side, second: Side) -> Comparison:
    """Raises FolderError when there are no complete scores, InputError when a selection is not one or leaves nothing."""
    one, two = open_scores(first.path), open_scores(second.path)
    a, b = _counts(one, first), _counts(two, second)
    pairs = list(_pairs(a, b, two))
    # One thing in twenty differs by chance at 95 %; asking for more than that keeps the list free of what is nothing.
    strict = 1 - (1 - CONFIDENCE) / len(pairs)
    differences = [(_difference(pair, CONFIDENCE if pair.family in HEADLINE else strict), _sureness(pair)) for pair in pairs]
    return Comparison(
        schema=SCHEMA,
        about=ABOUT,
        confidence=CONFIDENCE,
        first=_side(one, first, a),
        second=_side(two, second, b),
        warnings=tuple(_warnings(one, two)),
        headline=tuple(d for d, _ in differences if d.family in HEADLINE),
        others=tuple(
            d for d, _ in sorted(differences, key=lambda item: (-item[1], item[0].name)) if d.family not in HEADLINE
        ),
    )  # fmt: skip


def comparison_as_json(comparison: Comparison) -> str:
    return json.dumps(asdict(comparison), ensure_ascii=False, indent=1) + "\n"


def _side(scored: Scored, side: Side, counts: _Counts) -> Compared:
    return Compared(str(side.path), side.only, counts.score.of, scored.version, scored.rules, scored.pipeline)


def _warnings(one: Scored, two: Scored) -> Iterable[str]:
    if one.schema != two.schema:
        yield "de scores hebben een andere indeling; alleen wat in beide staat is vergeleken."
    if one.rules != two.rules:
        yield "A en B zijn met andere regels of een andere huisstijl beoordeeld; een verschil kan daarvan komen. Beoordeel ze opnieuw met dezelfde regels."
    if one.pipeline != two.pipeline:
        yield "A en B zijn met een andere pijplijn beoordeeld; een verschil kan daarvan komen."
    if one.version != two.version:
        yield f"A is met webcarelint {one.version} beoordeeld, B met {two.version}."
    if only := set(one.cards) ^ set(two.cards):
        yield f"regels die maar aan één kant liepen, zijn niet vergeleken: {', '.join(sorted(only))}."


def _selected(scored: Scored, side: Side) -> pl.LazyFrame:
    rows = scored.judged
    for only in side.only:
        column, equals, value = only.partition("=")
        if not equals or not value or column not in (*COLUMNS, "since", "until"):
            raise InputError(f"'{only}' is geen selectie. Schrijf hem als team=Zuid; het kan met {', '.join(COLUMNS)}, since en until.")
        if column == "since":
            rows = rows.filter(pl.col("time") >= _moment(value))
        elif column == "until":
            rows = rows.filter(pl.col("time") < _moment(value, end=True))
        else:
            rows = rows.filter(pl.col(column) == value)
    return rows


def _moment(value: str, *, end: bool = False) -> pl.Expr:
    return pl.lit(parse_moment(value, TIMEZONE, end=end).astimezone(UTC), pl.Datetime("us", "UTC"))


def _counts(scored: Scored, side: Side) -> _Counts:
    rows = _selected(scored, side)
    columns = [*(DIMENSION + name for name in scored.dimensions), *(MEASURE + name for name in scored.measures)]
    sums = [
        *mean_of("score", pl.col("score")),
        *(sums for name in VERDICTS for sums in share_of(name, pl.col("verdict") == name)),
        *(sums for name in columns for sums in mean_of(name, pl.col(name))),
        *(sums for name in scored.signals for sums in share_of(SIGNAL + name, pl.col(SIGNAL + name))),
    ]
    row = first_row(rows, sums)
    score = read_mean(row, "score")
    if not score.of:
        raise InputError(f"Er is hier geen enkel beoordeeld antwoord om te vergelijken: {' '.join((str(side.path), *side.only))}")
    return _Counts(
        score=score,
        verdicts={name: read_share(row, name) for name in VERDICTS},
        dimensions={name: read_mean(row, DIMENSION + name) for name in scored.dimensions},
        measures={name: read_mean(row, MEASURE + name) for name in scored.measures},
        signals={name: read_share(row, SIGNAL + name) for name in scored.signals},
        rules=_rules(scored, rows, score.of),
    )


def _rules(scored: Scored, rows: pl.LazyFrame, judged: int) -> dict[str, Share]:
    """Of each rule that ran, the share of replies with a finding among those on which it was not skipped."""
    with_finding = replies_by_rule(rows, "findings")
    skipped = replies_by_rule(rows, "skipped")
    return {rule: share(with_finding.get(rule, 0), judged - skipped.get(rule, 0)) for rule in scored.cards if rule not in scored.off}


def _pairs(a: _Counts, b: _Counts, scored: Scored) -> Iterable[_Pair]:
    yield _Pair("score", "score", "gemiddelde score", a.score, b.score, 1)
    for verdict in VERDICTS:
        yield _Pair("verdict", verdict, VERDICT[verdict], a.verdicts[verdict], b.verdicts[verdict], 1 if verdict == "send" else -1)
    for name in _both(a.dimensions, b.dimensions):
        yield _Pair("dimension", name, f"score {name}", a.dimensions[name], b.dimensions[name], 1)
    for name in _both(a.rules, b.rules):
        yield _Pair("rule", name, scored.title(name), a.rules[name], b.rules[name], -1)
    for name in _both(a.signals, b.signals):
        yield _Pair("signal", name, f"signaal {name}", a.signals[name], b.signals[name], 0)
    for name in _both(a.measures, b.measures):
        yield _Pair("measure", name, f"maat {name}", a.measures[name], b.measures[name], 0)


def _both(one: Mapping[str, Any], two: Mapping[str, Any]) -> Sequence[str]:
    return sorted(one.keys() & two.keys())


def _difference(pair: _Pair, strict: float) -> Difference:
    first, second = _value(pair.first), _value(pair.second)
    low, high = _interval(pair.first, pair.second, CONFIDENCE)
    return Difference(
        family=pair.family,
        name=pair.name,
        title=pair.title,
        kind="share" if isinstance(pair.first, Share) else "mean",
        first=first,
        first_of=pair.first.of,
        second=second,
        second_of=pair.second.of,
        difference=None if first is None or second is None else second - first,
        low=low,
        high=high,
        verdict=_outcome(_interval(pair.first, pair.second, strict), pair.good),
    )


def _value(found: Share | Mean) -> float | None:
    return found.share if isinstance(found, Share) else found.mean


def _interval(first: Share | Mean, second: Share | Mean, confidence: float) -> tuple[float | None, float | None]:
    """Of second minus first."""
    if isinstance(first, Share) and isinstance(second, Share):
        return newcombe(first.count, first.of, second.count, second.of, confidence) if first.of and second.of else (None, None)
    if isinstance(first, Mean) and isinstance(second, Mean) and (error := _standard_error(first, second)) is not None:
        middle = (second.mean or 0) - (first.mean or 0)
        half = NormalDist().inv_cdf((1 + confidence) / 2) * error
        return middle - half, middle + half
    return None, None


def _standard_error(first: Mean, second: Mean) -> float | None:
    if first.deviation is None or second.deviation is None:
        return None
    return sqrt(first.deviation**2 / first.of + second.deviation**2 / second.of)


def _outcome(interval: tuple[float | None, float | None], good: int) -> Outcome:
    low, high = interval
    if low is None or high is None or low <= 0 <= high:
        return "same"
    if not good:
        return "changed"
    return "better" if (low > 0) == (good > 0) else "worse"


def _sureness(pair: _Pair) -> float:
    """How many half intervals the difference is from nothing: what is surest comes first, whatever its unit."""
    low, high = _interval(pair.first, pair.second, CONFIDENCE)
    if low is None or high is None or high <= low:
        return 0.0
    return abs(low + high) / (high - low)
