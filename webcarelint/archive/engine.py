"""The engine: record batches of replies in, record batches of scores out, by a recipe that any process can build a Linter from.

`score_batches` is all there is. Local processes and Spark executors run the same function on their share of the rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from webcarelint import __version__
from webcarelint.archive.judging import Judge, Judgement, Row, key_of, packed, unpacked
from webcarelint.archive.pseudonyms import Pseudonymiser
from webcarelint.archive.recipe import Recipe
from webcarelint.archive.scores import COPIED, CUSTOMER_SIGNAL, FINDING, GATES, SIGNAL, SKIPPED, VERDICTS, Layout, RuleCard
from webcarelint.archive.seen import Seen
from webcarelint.language import pipeline_identity
from webcarelint.linter import Linter
from webcarelint.model import SEVERITIES, Draft
from webcarelint.pack import Rule
from webcarelint.wording import in_form

SLICE_ROWS: Final = 1024
"""So many rows are judged together at most: enough to make columns cheap, little enough for memory."""


def score_batches(batches: Iterable[pa.RecordBatch], recipe: Recipe) -> Iterator[pa.RecordBatch]:
    """Scores for replies: `INPUT_SCHEMA` in, `Layout.schema` out; the same rows in the same order, in batches that may be smaller.

    The first call in a process builds the Linter (a second or so); later calls with the same recipe find it ready.
    Raises what `Linter.of` raises; a reply that cannot be judged is a row with an error.
    """
    scorer = scorer_of(recipe)
    for batch in batches:
        for start in range(0, batch.num_rows, SLICE_ROWS):
            yield scorer.score(batch.slice(start, SLICE_ROWS))


@lru_cache(maxsize=1)
def scorer_of(recipe: Recipe) -> "Scorer":
    """The scorer of this process for a recipe."""
    return Scorer(recipe)


def layout_of(recipe: Recipe) -> Layout:
    """What the scores of this recipe look like."""
    return scorer_of(recipe).layout


@dataclass(frozen=True, slots=True)
class InProcess:
    """The engine that is this process itself."""

    recipe: Recipe
    batch_rows: int = SLICE_ROWS

    @property
    def layout(self) -> Layout:
        return layout_of(self.recipe)

    def score(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return score_batches(batches, self.recipe)


class Scorer:
    """Judges each reply once and lays the judgements out in columns."""

    def __init__(self, recipe: Recipe) -> None:
        linter = Linter.of(recipe.style, pipeline=recipe.pipeline)
        self.layout = _layout(linter, recipe)
        self.schema = self.layout.schema
        self._pseudonymiser = Pseudonymiser(recipe.key, recipe.style.agents) if recipe.key else None
        self._judge = Judge(linter, self.layout, self._pseudonymiser)
        self._seen = Seen()
        self._rule_names = pa.array([card.id for card in self.layout.rules], pa.string())

    def score(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The scores of a batch, row for row."""
        rows = _rows(batch)
        errors = batch.column("error").to_pylist()
        judgements = self._judgements(rows, errors)
        columns = self._columns(batch, rows, judgements, errors)
        return pa.RecordBatch.from_arrays([columns[field.name].cast(field.type) for field in self.schema], schema=self.schema)

    def _judgements(self, rows: Sequence[Row], errors: Sequence[str | None]) -> list[Judgement]:
        keys = [b"" if error is not None else key_of(row) for row, error in zip(rows, errors, strict=True)]
        first = {key: row for key, row in zip(keys, rows, strict=True) if key}
        known = {key: unpacked(raw) for key, raw in self._seen.get(list(first)).items()}
        new = [key for key in first if key not in known]
        if new:
            fresh = dict(zip(new, self._judge.judge([first[key] for key in new]), strict=True))
            self._seen.keep({key: packed(judgement) for key, judgement in fresh.items()})
            known |= fresh
        unread = self._judge.failed("")
        return [known[key] if key else unread for key in keys]

    def _columns(
        self, batch: pa.RecordBatch, rows: Sequence[Row], judgements: Sequence[Judgement], errors: Sequence[str | None]
    ) -> dict[str, pa.Array]:
        failed = np.array([judgement.error is not None for judgement in judgements])
        columns = {name: batch.column(name) for name in COPIED}
        columns["error"] = pa.array([error or judgement.error for error, judgement in zip(errors, judgements, strict=True)], pa.string())
        columns["text"] = self._texts(batch, judgements)
        columns["text_hash"] = pa.array([None if row[0] is None else self._hash(row[0]) for row in rows], pa.string())
        columns["has_customer"] = pa.array([bool(row[1]) for row in rows], pa.bool_())
        columns["verdict"] = pa.array([None if j.error is not None else VERDICTS[j.verdict] for j in judgements], pa.string())
        columns |= self._numbers(judgements, failed)
        columns |= self._signals(judgements)
        columns["findings"] = self._findings(judgements, failed)
        columns["skipped"] = self._skipped(judgements)
        if self._pseudonymiser is not None:
            columns |= self._codes(batch, self._pseudonymiser)
        return columns

    def _texts(self, batch: pa.RecordBatch, judgements: Sequence[Judgement]) -> pa.Array:
        if self._pseudonymiser is None:
            return batch.column("text")
        return pa.array([judgement.text for judgement in judgements], pa.string())

    def _hash(self, text: str) -> str:
        if self._pseudonymiser is not None:
            return self._pseudonymiser.digest(text)
        return blake2b(text.encode(), digest_size=8).hexdigest()

    def _codes(self, batch: pa.RecordBatch, pseudonymiser: Pseudonymiser) -> dict[str, pa.Array]:
        kinds = {"id": "antwoord", "thread_id": "gesprek", "agent": "medewerker"}
        return {
            name: pa.array([value and pseudonymiser.code(kind, value) for value in batch.column(name).to_pylist()], pa.string())
            for name, kind in kinds.items()
        }

    def _numbers(self, judgements: Sequence[Judgement], failed: npt.NDArray[np.bool_]) -> dict[str, pa.Array]:
        names = [field.name for field in self.schema if field.type == pa.float64()]
        nothing = bytes(8 * len(names))
        values = np.frombuffer(b"".join([j.numbers or nothing for j in judgements])).reshape(len(judgements), len(names))
        return {name: pa.array(values[:, n], mask=failed) for n, name in enumerate(names)}

    def _signals(self, judgements: Sequence[Judgement]) -> dict[str, pa.Array]:
        present, known = (_unpacked_bits([j.signals for j in judgements]), _unpacked_bits([j.known for j in judgements]))
        names = [field.name for field in self.schema if field.name.startswith(SIGNAL)]
        return {name: pa.array(present[:, n], mask=~known[:, n]) for n, name in enumerate(names)}

    def _findings(self, judgements: Sequence[Judgement], failed: npt.NDArray[np.bool_]) -> pa.Array:
        found = [finding for judgement in judgements for finding in judgement.findings]
        names, starts, ends, severities, gates, points, matches, better = zip(*found, strict=True) if found else ((),) * 8
        nothing = None if self.layout.text else np.ones(len(found), bool)
        values = pa.StructArray.from_arrays(
            [
                self._rule_names.take(pa.array(names, pa.int32())),
                pa.array(starts, pa.int32()),
                pa.array(ends, pa.int32()),
                pa.array(SEVERITIES).take(pa.array(severities, pa.int32())),
                pa.array(GATES).take(pa.array(gates, pa.int32())),
                pa.array(points, pa.float64()),
                pa.array(matches, pa.string(), mask=nothing),
                pa.array(better, pa.string()),
            ],
            fields=list(FINDING),
        )
        return _lists(values, [len(judgement.findings) for judgement in judgements], failed)

    def _skipped(self, judgements: Sequence[Judgement]) -> pa.Array:
        used = sorted({judgement.skipped for judgement in judgements if judgement.error is None})
        sets = [self._judge.skips[number] for number in used]
        flat = [pair for pairs in sets for pair in pairs]
        values = pa.StructArray.from_arrays(
            [pa.array([rule for rule, _ in flat], pa.string()), pa.array([reason for _, reason in flat], pa.string())], fields=list(SKIPPED)
        )
        places = {number: place for place, number in enumerate(used)}
        few = _lists(values, [len(pairs) for pairs in sets], np.zeros(len(sets), bool))
        return few.take(pa.array([None if j.error is not None else places[j.skipped] for j in judgements], pa.int32()))


def _rows(batch: pa.RecordBatch) -> list[Row]:
    names = ("text", "customer", "channel", "customer_name", "agent", "earlier")
    return list(zip(*(batch.column(name).to_pylist() for name in names), strict=True))


def _unpacked_bits(rows: Sequence[bytes]) -> npt.NDArray[np.bool_]:
    packed_bits = np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), -1)
    return np.unpackbits(packed_bits, axis=1, bitorder="little").astype(bool)


def _lists(values: pa.Array, lengths: Sequence[int], failed: npt.NDArray[np.bool_]) -> pa.Array:
    """One list a row: the next so many values; null where judging failed."""
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    kind = pa.list_(pa.field("element", values.type, nullable=False))
    return pa.ListArray.from_arrays(pa.array(offsets), values, type=kind, mask=pa.array(failed))


def _layout(linter: Linter, recipe: Recipe) -> Layout:
    running = {rule.id for rule in linter.rules}
    probe = linter.check(Draft(text="Dag!"))
    return Layout(
        fingerprint=linter.fingerprint,
        version=__version__,
        pipeline=pipeline_identity(linter.nlp),
        pass_mark=recipe.style.pass_mark,
        dimensions=tuple(probe.dimensions),
        measures=tuple(probe.measures),
        signals=_signal_names(linter),
        rules=tuple(_card(rule) for rule in linter.rules),
        off=tuple(skipped for skipped in probe.skipped if skipped.rule not in running),
        text=recipe.text,
        pseudonyms=Pseudonymiser(recipe.key).name if recipe.key else None,
    )


def _signal_names(linter: Linter) -> tuple[str, ...]:
    """Those of the reply, then those of the customer; names with an underscore are for rules only."""
    names = [name for name in linter.pack.signals if not name.startswith("_")]
    return tuple(sorted(names, key=lambda name: name.startswith(CUSTOMER_SIGNAL)))


def _card(rule: Rule) -> RuleCard:
    return RuleCard(
        rule.id, rule.title, rule.dimension, rule.severity, rule.gate, rule.weight, in_form(rule.message), rule.why, rule.evidence
    )
