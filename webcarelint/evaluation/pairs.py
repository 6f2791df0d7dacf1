"""Does the better of two replies score higher? And would anybody be allowed to send it?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypedDict

from webcarelint.evaluation.replies import Pair, reports
from webcarelint.linter import Linter
from webcarelint.model import Verdict

Outcome = Literal["won", "tied", "lost"]
VERDICTS: Final[tuple[Verdict, ...]] = ("send", "revise", "hold")


@dataclass(frozen=True, slots=True)
class Duel:
    """One pair, scored."""

    pair: Pair
    better: float
    worse: float
    verdict: Verdict
    rules: tuple[str, ...]
    """What fires on the better reply: where to look when the pair is lost."""

    @property
    def outcome(self) -> Outcome:
        if self.better > self.worse:
            return "won"
        return "tied" if self.better == self.worse else "lost"


class ShareDict(TypedDict):
    pairs: int
    won: int
    tied: int
    lost: int
    share: float


@dataclass(frozen=True, slots=True)
class Share:
    """How many pairs were won, tied and lost. Only a higher score is won: a linter that sees no difference does not choose."""

    won: int
    tied: int
    lost: int

    @classmethod
    def of(cls, duels: Iterable[Duel]) -> "Share":
        counts = Counter(duel.outcome for duel in duels)
        return cls(counts["won"], counts["tied"], counts["lost"])

    @property
    def pairs(self) -> int:
        return self.won + self.tied + self.lost

    @property
    def share(self) -> float:
        return self.won / self.pairs if self.pairs else 0.0

    def to_dict(self) -> ShareDict:
        return {"pairs": self.pairs, "won": self.won, "tied": self.tied, "lost": self.lost, "share": round(self.share, 4)}


class PairEvaluationDict(TypedDict):
    schema: int
    by: str
    all: ShareDict
    subtle: ShareDict
    reasons: dict[str, ShareDict]
    verdicts: dict[Verdict, int]
    not_won: list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class PairEvaluation:
    """Every pair, scored."""

    duels: tuple[Duel, ...]

    @property
    def all(self) -> Share:
        return Share.of(self.duels)

    @property
    def subtle(self) -> Share:
        return Share.of(duel for duel in self.duels if duel.pair.subtle)

    @property
    def reasons(self) -> Mapping[str, Share]:
        """By reason; a pair with three reasons counts under each. Those with most pairs come first."""
        names = Counter(reason for duel in self.duels for reason in duel.pair.reasons)
        return {name: Share.of(duel for duel in self.duels if name in duel.pair.reasons) for name, _ in names.most_common()}

    @property
    def verdicts(self) -> Mapping[Verdict, int]:
        """What the better replies got."""
        counts = Counter(duel.verdict for duel in self.duels)
        return {verdict: counts[verdict] for verdict in VERDICTS}

    @property
    def not_won(self) -> tuple[Duel, ...]:
        """The lost pairs, then the ties."""
        return tuple(sorted((d for d in self.duels if d.outcome != "won"), key=lambda d: d.outcome == "tied"))

    def to_dict(self) -> PairEvaluationDict:
        return {
            "schema": 1,
            "by": "pair",
            "all": self.all.to_dict(),
            "subtle": self.subtle.to_dict(),
            "reasons": {name: share.to_dict() for name, share in self.reasons.items()},
            "verdicts": dict(self.verdicts),
            "not_won": [
                {
                    "id": duel.pair.id,
                    "outcome": duel.outcome,
                    "subtle": duel.pair.subtle,
                    "reasons": list(duel.pair.reasons),
                    "better": duel.better,
                    "worse": duel.worse,
                    "fires_on_better": list(duel.rules),
                }
                for duel in self.not_won
            ],
        }


def evaluate_pairs(linter: Linter, pairs: Sequence[Pair]) -> PairEvaluation:
    """Score both replies of each pair."""
    better = {reply.draft.id: report for reply, report in reports(linter, [pair.better for pair in pairs])}
    worse = {reply.draft.id: report.score for reply, report in reports(linter, [pair.worse for pair in pairs])}
    duels = []
    for pair in pairs:
        report = better[pair.better.draft.id]
        rules = tuple(dict.fromkeys(finding.rule for finding in report.findings))
        duels.append(Duel(pair, report.score, worse[pair.worse.draft.id], report.verdict, rules))
    return PairEvaluation(tuple(duels))
