"""A folder of scores, opened to count in: a lazy table of its rows, and what its manifest says of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from webcarelint.archive.export import check_complete
from webcarelint.archive.folder import Folder
from webcarelint.archive.scores import DIMENSION, MEASURE, SIGNAL

VERSION: Final = "webcarelint"


@dataclass(frozen=True, slots=True)
class Card:
    """What the manifest tells of a rule."""

    id: str
    title: str
    dimension: str
    severity: str
    gate: str
    why: str
    claim: str
    source: str
    strength: str


@dataclass(frozen=True, slots=True)
class Scored:
    """Complete scores. `rows` is lazy: whoever collects it does so in a stream, so that memory does not grow with the archive.

    `counts` and `left_out` are those of the run that made them; `rules` and `pipeline` are fingerprints.
    """

    path: Path
    rows: pl.LazyFrame
    columns: frozenset[str]
    cards: Mapping[str, Card]
    off: Mapping[str, str]
    pass_mark: float
    version: str
    rules: str
    pipeline: str
    schema: int
    pseudonyms: str | None
    left_out: Mapping[str, int]

    @property
    def has_text(self) -> bool:
        return "text" in self.columns

    @property
    def judged(self) -> pl.LazyFrame:
        """The rows that have a score."""
        return self.rows.filter(pl.col("error").is_null())

    @property
    def dimensions(self) -> list[str]:
        return self._named(DIMENSION)

    @property
    def measures(self) -> list[str]:
        return self._named(MEASURE)

    @property
    def signals(self) -> list[str]:
        return self._named(SIGNAL)

    def _named(self, prefix: str) -> list[str]:
        return sorted(name.removeprefix(prefix) for name in self.columns if name.startswith(prefix))

    def title(self, rule: str) -> str:
        return self.cards[rule].title if rule in self.cards else rule


def open_scores(path: Path) -> Scored:
    """The scores in a folder. Raises FolderError when there are none, or when their run is not finished."""
    folder = Folder(path)
    check_complete(folder)
    manifest = folder.manifest() or {}
    rows = pl.scan_parquet(folder.parts)
    catalogue, identity = manifest["catalogue"], manifest["rules"]
    return Scored(
        path=path,
        rows=rows,
        columns=frozenset(rows.collect_schema().names()),
        cards={rule["id"]: _card(rule) for rule in catalogue["rules"]},
        off={skipped["rule"]: skipped["reason"] for skipped in catalogue["off"]},
        pass_mark=catalogue["pass_mark"],
        version=identity[VERSION],
        rules=identity["rules"],
        pipeline=identity["pipeline"],
        schema=identity["schema"],
        pseudonyms=identity["pseudonyms"],
        left_out=manifest["counts"]["left_out"],
    )


def _card(rule: Mapping[str, Any]) -> Card:
    evidence = rule["evidence"]
    kept = {name: rule[name] for name in ("id", "title", "dimension", "severity", "gate", "why")}
    return Card(**kept, claim=evidence["claim"], source=evidence["source"], strength=evidence["strength"])


def collect(frame: pl.LazyFrame) -> list[dict[str, Any]]:
    """The rows of a small outcome, computed in a stream."""
    return frame.collect(engine="streaming").to_dicts()


def first_row(frame: pl.LazyFrame, expressions: Sequence[pl.Expr]) -> dict[str, Any]:
    """One row of sums over the whole table; empty when nothing is asked."""
    return collect(frame.select(expressions))[0] if expressions else {}


def replies_by_rule(rows: pl.LazyFrame, column: str) -> dict[str, int]:
    """In how many rows each rule stands in `findings` or `skipped`."""
    rules = pl.col(column).list.eval(pl.element().struct.field("rule")).list.unique().alias("rule")
    found = collect(rows.select(rules).filter(pl.col("rule").list.len() > 0).explode("rule").group_by("rule").len())
    return {row["rule"]: row["len"] for row in found}
