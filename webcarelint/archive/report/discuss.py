"""Which replies are worth a talk: held back, low, and those that could go either way."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, zip_longest
from typing import Any, Final

import polars as pl

from webcarelint.archive.report.people import Excerpt, People
from webcarelint.archive.scored import Scored

HELD, LOW, UNCERTAIN = "tegengehouden", "lage score", "twijfelgeval"
_PARTS: Final = {HELD: 0.4, LOW: 0.3, UNCERTAIN: 0.3}
_COLUMNS: Final = ("row", "source", "id", "time", "channel", "agent", "score", "verdict", "text_hash", "text", "findings")
_CHOICE: Final = 8
"""So many candidates are looked at for each reply that is chosen, so that one rule does not fill the list."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding of a reply; `better` is null when the rule has no other wording, or the scores hold no text."""

    rule: str
    title: str
    severity: str
    points: float
    better: str | None


@dataclass(frozen=True, slots=True)
class Talk:
    """A reply to discuss. `id` is null in a report with pseudonyms over scores without; `row` and `source` find it then."""

    why: str
    row: int
    source: str
    id: str | None
    time: datetime | None
    channel: str
    agent: str | None
    score: float
    verdict: str
    excerpt: Excerpt | None
    remarks: tuple[Remark, ...]


def worth_discussing(scored: Scored, wanted: int, people: People) -> tuple[Talk, ...]:
    """At most so many replies: held ones, the lowest of the rest, and those nearest to the pass mark; each text once."""
    score = pl.col("score")
    held = scored.judged.filter(pl.col("verdict") == "hold")
    loose = scored.judged.filter((pl.col("verdict") != "hold") & (pl.col("findings").list.len() > 0))
    candidates = {
        HELD: _lowest(scored, held, score, wanted),
        LOW: _lowest(scored, loose, score, wanted),
        UNCERTAIN: _lowest(scored, loose, (score - scored.pass_mark).abs(), wanted),
    }
    queues = {why: _varied(rows) for why, rows in candidates.items()}
    talks: list[Talk] = []
    seen: set[str] = set()
    # First everybody's own part, then whoever has more fills what is left.
    for limits in ({why: round(part * wanted) for why, part in _PARTS.items()}, dict.fromkeys(_PARTS, wanted)):
        for why, queue in queues.items():
            taken = 0
            while queue and taken < limits[why] and len(talks) < wanted:
                row = queue.pop(0)
                if row["text_hash"] not in seen:
                    seen.add(row["text_hash"])
                    talks.append(_talk(scored, why, row, people))
                    taken += 1
    return tuple(sorted(talks, key=lambda talk: list(_PARTS).index(talk.why)))


def _lowest(scored: Scored, rows: pl.LazyFrame, by: pl.Expr, wanted: int) -> list[dict[str, Any]]:
    kept = [name for name in _COLUMNS if name in scored.columns]
    lowest = rows.select(*kept, by.alias("_by")).bottom_k(wanted * _CHOICE, by=["_by", "row"])
    return lowest.sort("_by", "row").collect(engine="streaming").to_dicts()


def _varied(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Each rule that weighs most in a reply takes its turn; within a rule the order stays."""
    queues: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        worst = max(row["findings"], key=lambda finding: (finding["gate"] == "block", finding["points"]), default=None)
        queues[worst["rule"] if worst else ""].append(row)
    return [row for row in chain.from_iterable(zip_longest(*queues.values())) if row is not None]


def _talk(scored: Scored, why: str, row: Mapping[str, Any], people: People) -> Talk:
    findings = sorted(row["findings"], key=lambda finding: -finding["points"])
    places = [(finding["start"], finding["end"]) for finding in row["findings"]]
    return Talk(
        why=why,
        row=row["row"],
        source=row["source"],
        id=row["id"] if people.shows_ids else None,
        time=row["time"],
        channel=row["channel"],
        agent=people.agent(row["agent"]) if row["agent"] is not None else None,
        score=row["score"],
        verdict=row["verdict"],
        excerpt=people.excerpt(row, places) if scored.has_text else None,
        remarks=tuple(
            Remark(f["rule"], scored.title(f["rule"]), f["severity"], f["points"], f["better"] and _fit(f["better"], row, people))
            for f in findings
        ),
    )


def _fit(better: str, row: Mapping[str, Any], people: People) -> str:
    return people.text({**row, "text": better})
