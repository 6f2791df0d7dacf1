"""The first figures of a report: how much there is, what it scored, and how that went over time and between groups."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import polars as pl

from webcarelint.archive.quantities import Mean, Share, mean_of, read_mean, read_share, share_of
from webcarelint.archive.report.baselines import baseline_sums
from webcarelint.archive.scored import Scored, collect, first_row
from webcarelint.archive.scores import DIMENSION, VERDICTS

WEEKS: Final = 183
"""Days; what spans no more is shown per week, the rest per month."""

BIN: Final = 10
GROUPS: Final = {"channel": "kanaal", "account": "account", "team": "team", "agent": "medewerker"}


@dataclass(frozen=True, slots=True)
class Size:
    """What there is: rows, of which so many judged; the first and last moment in UTC; how many rows have no moment."""

    rows: int
    judged: int
    first: datetime | None
    last: datetime | None
    without_time: int
    with_customer: Share


@dataclass(frozen=True, slots=True)
class Headline:
    """Scores over everything. `histogram` counts scores of 0 to 10, 10 to 20 … 90 to 100 (100 is in the last)."""

    score: Mean
    median: float | None
    pass_mark: float
    verdicts: Mapping[str, Share]
    dimensions: Mapping[str, Mean]
    histogram: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A week (from Monday) or a month, with its first day."""

    start: date
    score: Mean
    verdicts: Mapping[str, Share]
    baselines: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Trend:
    """`unit` is week or maand. Periods without replies are absent."""

    unit: str
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    score: Mean
    verdicts: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one kind, largest first. What is too small is counted, and not shown."""

    kind: str
    minimum: int
    shown: tuple[Group, ...]
    too_small: int
    too_small_replies: int
    unnamed_replies: int


def size_of(scored: Scored) -> Size:
    time, judged = pl.col("time"), pl.col("error").is_null()
    row = first_row(
        scored.rows,
        [
            pl.len().alias("rows"),
            judged.sum().alias("judged"),
            time.min().alias("first"),
            time.max().alias("last"),
            time.is_null().sum().alias("timeless"),
            *share_of("customer", pl.col("has_customer"), judged),
        ],
    )
    return Size(row["rows"], row["judged"], row["first"], row["last"], row["timeless"], read_share(row, "customer"))


def headline_of(scored: Scored) -> Headline:
    score = pl.col("score")
    bins = 100 // BIN
    sums = [
        *_basic_sums(),
        score.median().alias("median"),
        *(sums for name in scored.dimensions for sums in mean_of(DIMENSION + name, pl.col(DIMENSION + name))),
        *(((score // BIN).clip(0, bins - 1) == n).sum().alias(f"bin{n}") for n in range(bins)),
    ]
    row = first_row(scored.judged, sums)
    return Headline(
        score=read_mean(row, "score"),
        median=row["median"],
        pass_mark=scored.pass_mark,
        verdicts=_verdicts(row),
        dimensions={name: read_mean(row, DIMENSION + name) for name in scored.dimensions},
        histogram=tuple(row[f"bin{n}"] for n in range(bins)),
    )


def trend_of(scored: Scored, size: Size, timezone: str) -> Trend | None:
    """Per week or per month of the timezone. None when there are no moments, or all fall in one period."""
    if size.first is None or size.last is None:
        return None
    unit, step = ("week", "1w") if (size.last - size.first).days <= WEEKS else ("maand", "1mo")
    baselines = baseline_sums(scored)
    start = pl.col("time").dt.convert_time_zone(timezone).dt.truncate(step).dt.date().alias("start")
    timed = scored.judged.filter(pl.col("time").is_not_null()).with_columns(start)
    rows = collect(timed.group_by("start").agg(*_basic_sums(), *(sums for some in baselines.values() for sums in some)).sort("start"))
    periods = tuple(
        Period(row["start"], read_mean(row, "score"), _verdicts(row), {name: read_share(row, name) for name in baselines}) for row in rows
    )
    return Trend(unit, periods) if len(periods) > 1 else None


def groups_of(scored: Scored, column: str, minimum: int, name: Callable[[str], str] = str) -> Groups:
    """Per channel, account, team or agent; `name` says what a group may be called."""
    rows = collect(scored.judged.group_by(column).agg(*_basic_sums()))
    named = [row for row in rows if row[column] is not None]
    enough = sorted((row for row in named if row["replies"] >= minimum), key=lambda row: (-row["replies"], row[column]))
    small = [row["replies"] for row in named if row["replies"] < minimum]
    return Groups(
        kind=column,
        minimum=minimum,
        shown=tuple(Group(name(row[column]), read_mean(row, "score"), _verdicts(row)) for row in enough),
        too_small=len(small),
        too_small_replies=sum(small),
        unnamed_replies=sum(row["replies"] for row in rows if row[column] is None),
    )


def _basic_sums() -> list[pl.Expr]:
    verdict = pl.col("verdict")
    verdicts = [sums for name in VERDICTS for sums in share_of(name, verdict == name)]
    return [pl.len().cast(pl.Int64).alias("replies"), *mean_of("score", pl.col("score")), *verdicts]


def _verdicts(row: Mapping[str, Any]) -> dict[str, Share]:
    return {name: read_share(row, name) for name in VERDICTS}
