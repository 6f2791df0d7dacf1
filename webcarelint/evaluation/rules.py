"""How far each rule can be trusted: how often it fires, how often a reader says that it is right, and what it misses."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, TypedDict

from webcarelint.evaluation.changes import Run, RunDict
from webcarelint.evaluation.judgements import Judgement, Judgements
from webcarelint.evaluation.replies import Reply, by_variety, in_variety
from webcarelint.examples import style_for
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.model import Report
from webcarelint.pack import Rule
from webcarelint.wilson import wilson

PENALTY: Final = 2.0
"""The k of the lintscore: how much harder a false finding weighs than a good one."""

Place = tuple[str, str]
"""The id of a reply, and the words that a finding points at."""


def lintscore(right: int, wrong: int, penalty: float = PENALTY) -> float:
    """What a rule is worth: its right findings, times its precision to the power `penalty`. Silence is 0."""
    return right * (right / (right + wrong)) ** penalty if right else 0.0


class CountsDict(TypedDict):
    found: int
    right: int
    wrong: int
    open: int
    named: int


@dataclass(slots=True)
class Counts:
    """Findings of one rule: judged right, judged wrong, not judged yet, and named by a reader before the linter found them.

    While some are open, those that were judged are a sample of them; what a reader named is none, and would flatter it.
    """

    approved: int = 0
    wrong: int = 0
    open: int = 0
    named: int = 0

    @property
    def found(self) -> int:
        return self.approved + self.wrong + self.open + self.named

    @property
    def right(self) -> int:
        return self.approved + (0 if self.open else self.named)

    @property
    def judged(self) -> int:
        return self.right + self.wrong

    @property
    def precision(self) -> float | None:
        return self.right / self.judged if self.judged else None

    def to_dict(self) -> CountsDict:
        return {"found": self.found, "right": self.right, "wrong": self.wrong, "open": self.open, "named": self.named}


class RuleTallyDict(CountsDict):
    precision: float | None
    interval: list[float]
    recall: float | None
    expected: int
    missed: int
    lintscore: float
    parts: dict[str, CountsDict]


@dataclass(slots=True)
class RuleTally(Counts):
    """One rule: its findings in all, by part of the corpus, and how many of the places that a reader named it finds."""

    parts: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    hit: int = 0
    missed: int = 0

    @property
    def expected(self) -> int:
        return self.hit + self.missed

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.right, self.judged)

    @property
    def recall(self) -> float | None:
        """Of the places that a reader named without the linter's help, the share that the rule finds; None without any."""
        return self.hit / self.expected if self.expected else None

    @property
    def lintscore(self) -> float:
        return lintscore(self.right, self.wrong)

    def add(self, part: str, judgement: Judgement | None) -> None:
        """Count one finding; None when nobody judged it."""
        for counts in (self, self.parts[part]):
            if judgement is None:
                counts.open += 1
            elif not judgement.right:
                counts.wrong += 1
            elif judgement.found_by == "reader":
                counts.named += 1
            else:
                counts.approved += 1

    def to_dict(self) -> RuleTallyDict:
        return {
            "found": self.found,
            "right": self.right,
            "wrong": self.wrong,
            "open": self.open,
            "named": self.named,
            "precision": _rounded(self.precision),
            "interval": [round(bound, 4) for bound in self.interval],
            "recall": _rounded(self.recall),
            "expected": self.expected,
            "missed": self.missed,
            "lintscore": round(self.lintscore, 2),
            "parts": {part: counts.to_dict() for part, counts in sorted(self.parts.items())},
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding that a reader calls wrong, that nobody judged, or that is missing."""

    rule: str
    reply: str
    words: str
    kind: str
    note: str = ""


class RuleEvaluationDict(TypedDict):
    schema: int
    by: str
    replies: int
    lintscore: float
    rules: dict[str, RuleTallyDict]
    remarks: list[dict[str, str]]
    run: RunDict


@dataclass(frozen=True, slots=True)
class RuleEvaluation:
    """What came of it. `run` is what was found under the house style itself, to compare a later run with."""

    replies: int
    tallies: Mapping[str, RuleTally]
    remarks: tuple[Remark, ...]
    run: Run

    @property
    def lintscore(self) -> float:
        """Of all rules together."""
        return lintscore(sum(t.right for t in self.tallies.values()), sum(t.wrong for t in self.tallies.values()))

    def to_dict(self) -> RuleEvaluationDict:
        return {
            "schema": 1,
            "by": "rule",
            "replies": self.replies,
            "lintscore": round(self.lintscore, 2),
            "rules": {rule: tally.to_dict() for rule, tally in self.tallies.items()},
            "remarks": [
                {"id": one.reply, "rule": one.rule, "words": one.words, "kind": one.kind, **({"note": one.note} if one.note else {})}
                for one in self.remarks
            ],
            "run": self.run.to_dict(),
        }


def evaluate_rules(linter: Linter, replies: Sequence[Reply], judgements: Judgements) -> RuleEvaluation:
    """Run every rule that is on over the replies, each under a house style in which it applies, and ask the reader.

    Findings of one rule that point at the same words in the same reply count once.
    """
    judgements = judgements.under({alias: rule.id for rule in linter.pack.rules for alias in rule.aliases})
    found, run = _findings(linter, replies)
    rules = [rule.id for rule in linter.pack.rules if rule.enabled]
    tallies = {rule: RuleTally() for rule in rules}
    parts = {reply.draft.id: reply.part for reply in replies}
    remarks = [*_judged(tallies, found, parts, judgements), *_missed(tallies, found, parts, judgements)]
    return RuleEvaluation(len(replies), tallies, tuple(remarks), run)


def _findings(linter: Linter, replies: Sequence[Reply]) -> tuple[dict[str, list[Place]], Run]:
    """The distinct findings of each rule, and the run under the house style as it is. Each reply is analysed once."""
    by_style: dict[HouseStyle, list[Rule]] = defaultdict(list)
    for rule in linter.pack.rules:
        if rule.enabled:
            by_style[style_for(rule, linter.style)].append(rule)
    found: dict[str, dict[Place, None]] = {rule.id: {} for rules in by_style.values() for rule in rules}
    plain = {rule.id for rule in by_style.pop(linter.style, [])}
    styled = [Linter(linter.pack.with_rules(rules), style, linter.nlp) for style, rules in by_style.items()]
    run: list[Report] = []
    for variety, here in by_variety(replies):
        judging, *others = (in_variety(one, variety) for one in (linter, *styled))
        for reading, cleaned in judging.readings(reply.draft for reply in here):
            report = judging.report_of(reading, cleaned)
            run.append(report)
            elsewhere = (other.findings_of(other.reread(reading), cleaned)[0] for other in others)
            for finding in chain((one for one in report.findings if one.rule in plain), *elsewhere):
                found[finding.rule][report.draft_id, finding.match] = None
    return {rule: list(places) for rule, places in found.items()}, Run.of(run)


def _judged(
    tallies: Mapping[str, RuleTally], found: Mapping[str, list[Place]], parts: Mapping[str, str], judgements: Judgements
) -> Iterator[Remark]:
    for rule, tally in tallies.items():
        for reply, words in found[rule]:
            judgement = judgements.of(reply, rule, words)
            tally.add(parts[reply], judgement)
            if judgement is None:
                yield Remark(rule, reply, words, "open")
            elif not judgement.right:
                yield Remark(rule, reply, words, "wrong", judgement.note)


def _missed(
    tallies: Mapping[str, RuleTally], found: Mapping[str, list[Place]], parts: Mapping[str, str], judgements: Judgements
) -> Iterator[Remark]:
    for judgement in judgements:
        if judgement.found_by == "linter" or not judgement.right or judgement.reply not in parts or judgement.rule not in tallies:
            continue
        own = Judgements([judgement])
        if any(reply == judgement.reply and own.of(reply, judgement.rule, words) for reply, words in found[judgement.rule]):
            tallies[judgement.rule].hit += 1
        else:
            tallies[judgement.rule].missed += 1
            yield Remark(judgement.rule, judgement.reply, judgement.quote, "missed", judgement.note)
