"""What a change adds and removes: two runs over the same replies, compared finding by finding."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypedDict

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from webcarelint.errors import InputError
from webcarelint.model import Report, Verdict


class FoundDict(TypedDict):
    rule: str
    words: str
    start: int


class OutcomeDict(TypedDict):
    verdict: Verdict
    score: float
    findings: list[FoundDict]


class RunDict(TypedDict):
    fingerprint: str
    replies: dict[str, OutcomeDict]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, as far as a comparison needs it; `start` in code points."""

    rule: str
    words: str
    start: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was said of one reply."""

    verdict: Verdict
    score: float
    findings: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What was said of every reply, by id. `fingerprint` names rules, house style and pipeline; empty when they were several."""

    fingerprint: str
    replies: Mapping[str, Outcome]

    @classmethod
    def of(cls, reports: Iterable[Report]) -> "Run":
        prints: set[str] = set()
        replies: dict[str, Outcome] = {}
        for report in reports:
            prints.add(report.fingerprint)
            found = tuple(Found(one.rule, one.match, one.start) for one in report.findings)
            replies[report.draft_id] = Outcome(report.verdict, report.score, found)
        return cls(prints.pop() if len(prints) == 1 else "", replies)

    def to_dict(self) -> RunDict:
        return {
            "fingerprint": self.fingerprint,
            "replies": {
                name: {
                    "verdict": outcome.verdict,
                    "score": outcome.score,
                    "findings": [{"rule": one.rule, "words": one.words, "start": one.start} for one in outcome.findings],
                }
                for name, outcome in self.replies.items()
            },
        }


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that only one of the two runs has."""

    kind: Literal["added", "removed"]
    reply: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A reply whose verdict changed."""

    reply: str
    before: Verdict
    after: Verdict


class ComparisonDict(TypedDict):
    schema: int
    replies: int
    added: dict[str, int]
    removed: dict[str, int]
    changes: list[dict[str, str]]
    verdicts: list[dict[str, str]]
    only_before: list[str]
    only_after: list[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs beside each other. Replies that only one of them has are named, not compared."""

    replies: int
    changes: tuple[Change, ...]
    turns: tuple[Turn, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    def count(self, kind: Literal["added", "removed"]) -> Mapping[str, int]:
        """How many findings came, or went, by rule."""
        return dict(sorted(Counter(change.rule for change in self.changes if change.kind == kind).items()))

    def to_dict(self) -> ComparisonDict:
        return {
            "schema": 1,
            "replies": self.replies,
            "added": dict(self.count("added")),
            "removed": dict(self.count("removed")),
            "changes": [{"kind": c.kind, "id": c.reply, "rule": c.rule, "words": c.words} for c in self.changes],
            "verdicts": [{"id": t.reply, "before": t.before, "after": t.after} for t in self.turns],
            "only_before": list(self.only_before),
            "only_after": list(self.only_after),
        }


def compare(before: Run, after: Run) -> Comparison:
    """Which findings and verdicts differ between two runs. A finding is the same when reply, rule and words are."""
    both = [name for name in after.replies if name in before.replies]
    changes: list[Change] = []
    turns: list[Turn] = []
    for name in both:
        old, new = before.replies[name], after.replies[name]
        changes.extend(_changes(name, old.findings, new.findings))
        if old.verdict != new.verdict:
            turns.append(Turn(name, old.verdict, new.verdict))
    changes.sort(key=lambda change: (change.rule, change.kind))
    return Comparison(
        replies=len(both),
        changes=tuple(changes),
        turns=tuple(turns),
        only_before=tuple(name for name in before.replies if name not in after.replies),
        only_after=tuple(name for name in after.replies if name not in before.replies),
    )


def _changes(reply: str, before: Iterable[Found], after: Iterable[Found]) -> Iterable[Change]:
    old, new = (Counter((one.rule, one.words) for one in found) for found in (before, after))
    for rule, words in (new - old).elements():
        yield Change("added", reply, rule, words)
    for rule, words in (old - new).elements():
        yield Change("removed", reply, rule, words)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)


class _FoundRow(_Strict):
    rule: str
    words: str
    start: int = 0


class _OutcomeRow(_Strict):
    verdict: Verdict
    score: float
    findings: list[_FoundRow]


class _RunRow(_Strict):
    fingerprint: str = ""
    replies: dict[str, _OutcomeRow]


class _SavedRow(_Strict):
    by: Annotated[Literal["rule"], Field()]
    run: _RunRow


def read_run(path: Path) -> Run:
    """A run that `evaluate --by rule --save` wrote. Raises InputError."""
    try:
        saved = _SavedRow.model_validate_json(path.read_bytes()).run
    except OSError as cause:
        raise InputError(f"Dit bestand is niet te lezen ({cause.strerror}):", path) from cause
    except ValidationError as cause:
        raise InputError(
            "Dit is geen bewaarde meting. Maak er een met: webcarelint evaluate BESTAND --by rule --save meting.json", path
        ) from cause
    replies = {
        name: Outcome(one.verdict, one.score, tuple(Found(f.rule, f.words, f.start) for f in one.findings))
        for name, one in saved.replies.items()
    }
    return Run(saved.fingerprint, replies)
