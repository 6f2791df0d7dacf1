"""How well signals are found, against labelled replies: precision, recall, F1 and support per signal."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypedDict

from webcarelint.linter import Linter
from webcarelint.model import Draft

REPLY_SIGNALS: Final = (
    "begroeting", "klantnaam", "je-vorm", "u-vorm", "ik-vorm", "wij-vorm", "initialen", "naam", "bedrijf", "slotgroet",
    "bedankje", "excuus", "schijnexcuus", "medeleven", "welwens", "actieverzoek", "vraag", "uitnodiging", "eigen-actie",
    "kanaalwissel", "termijn", "vage-termijn", "emoji", "verboden-woord", "gegevensverzoek",
)  # fmt: skip
"""The signals that the annotation guideline defines; replies are labelled with exactly these."""

ENOUGH: Final = 5
"""Signals with fewer positives than this are shown, and left out of the macro average."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A draft and the signals that a reader says are in it."""

    draft: Draft
    signals: frozenset[str]


class TallyDict(TypedDict):
    precision: float
    recall: float
    f1: float
    support: int
    found: int


@dataclass(slots=True)
class Tally:
    """How often a signal was found rightly, found wrongly and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def support(self) -> int:
        return self.right + self.missed

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.support if self.support else 0.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 0.0

    def to_dict(self) -> TallyDict:
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "support": self.support,
            "found": self.right + self.wrong,
        }


class EvaluationDict(TypedDict):
    schema: int
    replies: int
    signals: dict[str, TallyDict]
    macro_f1: float
    micro_f1: float
    misses: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Miss:
    """One label on which linter and reader disagree: `found` says that only the linter sees the signal."""

    draft_id: str
    signal: str
    found: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of it. Macro F1 is over signals with at least `ENOUGH` positives, micro F1 over every decision."""

    replies: int
    tallies: dict[str, Tally]
    misses: tuple[Miss, ...]

    @property
    def macro_f1(self) -> float:
        counted = [tally.f1 for tally in self.tallies.values() if tally.support >= ENOUGH]
        return sum(counted) / len(counted) if counted else 0.0

    @property
    def micro_f1(self) -> float:
        whole = Tally(
            sum(t.right for t in self.tallies.values()),
            sum(t.wrong for t in self.tallies.values()),
            sum(t.missed for t in self.tallies.values()),
        )
        return whole.f1

    def to_dict(self) -> EvaluationDict:
        return {
            "schema": 1,
            "replies": self.replies,
            "signals": {name: tally.to_dict() for name, tally in self.tallies.items()},
            "macro_f1": round(self.macro_f1, 4),
            "micro_f1": round(self.micro_f1, 4),
            "misses": [{"id": m.draft_id, "signal": m.signal, "kind": "extra" if m.found else "missed"} for m in self.misses],
        }


def evaluate(linter: Linter, labelled: Sequence[Labelled], names: Iterable[str] = REPLY_SIGNALS) -> Evaluation:
    """Compare what the linter finds with what a reader labelled, signal by signal."""
    names = tuple(names)
    tallies = {name: Tally() for name in names}
    misses: list[Miss] = []
    readings = linter.readings(item.draft for item in labelled)
    for item, (reading, _) in zip(labelled, readings, strict=True):
        found = frozenset(linter.signals_of(reading, names))
        misses.extend(_count(tallies, item, found))
    return Evaluation(len(labelled), tallies, tuple(misses))


def _count(tallies: dict[str, Tally], item: Labelled, found: frozenset[str]) -> Iterator[Miss]:
    for name, tally in tallies.items():
        here, wanted = name in found, name in item.signals
        if here and wanted:
            tally.right += 1
        elif here:
            tally.wrong += 1
            yield Miss(item.draft.id, name, found=True)
        elif wanted:
            tally.missed += 1
            yield Miss(item.draft.id, name, found=False)
