"""What is in the replies: the human voice, the findings, and what was not looked at and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from webcarelint.archive.quantities import Share, read_share, share, share_of
from webcarelint.archive.report.people import Excerpt, People
from webcarelint.archive.scored import Scored, collect, first_row, replies_by_rule
from webcarelint.archive.scores import SIGNAL
from webcarelint.voice import NOTE, SOURCE, TACTICS

EXAMPLES: Final = 3
LONGEST_EXAMPLE: Final = 400
"""Code points; examples are chosen among shorter replies when there are any."""


@dataclass(frozen=True, slots=True)
class VoiceProfile:
    """tactic -> element -> the share of replies that hold it; None when these scores do not have its signals."""

    tactics: Mapping[str, Mapping[str, Share | None]]
    note: str = NOTE
    source: str = SOURCE


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule found something: `replies` with a finding among the judged, `findings` in all, and what they cost together."""

    rule: str
    title: str
    dimension: str
    severity: str
    why: str
    claim: str
    source: str
    strength: str
    replies: Share
    findings: int
    points: float
    examples: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """`clean` are replies without any finding; `rules` is every rule that found something, the most frequent first."""

    clean: Share
    rules: tuple[RuleCount, ...]


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that did not run on so many replies, and why."""

    rule: str
    title: str
    reason: str
    replies: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """What the report says nothing about. `left_out` was never a row; `errors` are rows without a judgement; `off` never ran."""

    left_out: Mapping[str, int]
    errors: Mapping[str, int]
    rules: tuple[NotRun, ...]
    off: Mapping[str, str]


def voice_of_archive(scored: Scored) -> VoiceProfile:
    shown = {
        (tactic, element): [SIGNAL + name for name in names if SIGNAL + name in scored.columns]
        for tactic, elements in TACTICS.items()
        for element, names in elements.items()
    }
    sums = [sums for place, columns in shown.items() if columns for sums in share_of("/".join(place), pl.any_horizontal(columns))]
    row = first_row(scored.judged, sums)
    return VoiceProfile(
        {
            tactic: {e: read_share(row, f"{tactic}/{e}") if shown[tactic, e] else None for e in elements}
            for tactic, elements in TACTICS.items()
        }
    )


def findings_of(scored: Scored, examples: Mapping[str, tuple[Excerpt, ...]]) -> Findings:
    found = pl.col("findings")
    row = first_row(scored.judged, share_of("clean", found.list.len() == 0))
    judged = row["clean:of"]
    replies = replies_by_rule(scored.judged, "findings")
    sums = (pl.len().alias("findings"), pl.col("points").sum(), pl.col("severity").max())
    rows = collect(_exploded(scored.judged.select(found), "findings").group_by("rule").agg(sums))
    rows.sort(key=lambda row: (-replies[row["rule"]], row["rule"]))
    counts = tuple(_rule_count(scored, row, share(replies[row["rule"]], judged), examples) for row in rows)
    return Findings(read_share(row, "clean"), counts)


def _rule_count(scored: Scored, row: Mapping[str, Any], replies: Share, examples: Mapping[str, tuple[Excerpt, ...]]) -> RuleCount:
    rule, card = row["rule"], scored.cards.get(row["rule"])
    return RuleCount(
        rule=rule,
        title=scored.title(rule),
        dimension=card.dimension if card else "",
        severity=row["severity"],
        why=card.why if card else "",
        claim=card.claim if card else "",
        source=card.source if card else "",
        strength=card.strength if card else "",
        replies=replies,
        findings=row["findings"],
        points=row["points"],
        examples=examples.get(rule, ()),
    )


def examples_of(sample: Iterable[Mapping[str, Any]], people: People) -> dict[str, tuple[Excerpt, ...]]:
    """For each rule a few different replies of the sample in which it found something, with the place; short ones first."""
    chosen: dict[str, list[Excerpt]] = {}
    seen: set[tuple[str, str]] = set()
    for row in sorted(sample, key=lambda row: (len(row["text"]) > LONGEST_EXAMPLE, row["row"])):
        for finding in row["findings"]:
            some = chosen.setdefault(finding["rule"], [])
            mark = (finding["rule"], finding["match"].lower() or row["text"])  # what is missing has no words of its own
            if len(some) < EXAMPLES and mark not in seen:
                seen.add(mark)
                some.append(people.excerpt(row, [(finding["start"], finding["end"])]))
    return {rule: tuple(some) for rule, some in chosen.items()}


def skipped_of(scored: Scored) -> Skipped:
    errors = collect(
        scored.rows.filter(pl.col("error").is_not_null()).group_by("error").len().sort("len", "error", descending=[True, False])
    )
    rows = collect(
        _exploded(scored.judged.select("skipped"), "skipped")
        .group_by("rule", "reason")
        .len()
        .sort("len", "rule", "reason", descending=[True, False, False])
    )
    return Skipped(
        left_out=scored.left_out,
        errors={row["error"]: row["len"] for row in errors},
        rules=tuple(NotRun(row["rule"], scored.title(row["rule"]), row["reason"], row["len"]) for row in rows),
        off=scored.off,
    )


def _exploded(frame: pl.LazyFrame, column: str) -> pl.LazyFrame:
    """One row for each item of a list of structs, its fields as columns."""
    return frame.filter(pl.col(column).list.len() > 0).explode(column).unnest(column)
