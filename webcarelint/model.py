"""The shape of what goes in (`Draft`) and what comes out (`Finding`, `Report`).

All offsets are half-open ranges of Unicode code points in the text of the draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypedDict, get_args

Channel = Literal["twitter", "facebook", "instagram", "whatsapp", "review", "email", "chat", "unknown"]
Source = Literal["human", "ai", "assisted"]
Severity = Literal["info", "warning", "error"]
Gate = Literal["none", "confirm", "block"]
Verdict = Literal["send", "revise", "hold"]
Strength = Literal["corpus-baseline", "experiment", "survey", "practitioner", "house-rule", "law", "derived"]

CHANNELS: tuple[Channel, ...] = get_args(Channel)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
PUBLIC_CHANNELS: frozenset[Channel] = frozenset({"twitter", "facebook", "instagram", "review"})
CHANNEL_ALIASES: Mapping[str, Channel] = {"x": "twitter", "mail": "email", "e-mail": "email", "insta": "instagram", "dm": "chat"}

Span = tuple[int, int]
"""Start and end in code points; the end is exclusive."""

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply not yet sent, with what is known about the conversation.

    `customer` is the customer's message, `customer_name` the customer's (first) name, `agent` the initials or name of
    whoever signs, `thread` the earlier replies of the organisation in this conversation, oldest first.
    """

    text: str
    customer: str | None = None
    channel: Channel = "unknown"
    customer_name: str | None = None
    agent: str | None = None
    thread: tuple[str, ...] = ()
    source: Source = "human"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule rests on, and how strong that is."""

    claim: str
    source: str
    strength: Strength


class EvidenceDict(TypedDict):
    claim: str
    source: str
    strength: Strength


class FindingDict(TypedDict):
    rule: str
    dimension: str
    severity: Severity
    gate: Gate
    start: int
    end: int
    match: str
    message: str
    why: str
    better: str | None
    safe: bool
    points: float
    evidence: EvidenceDict


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule applies. `text[start:end] == match`, always; an empty match is a place where something misses."""

    start: int
    end: int
    rule: str
    severity: Severity
    message: str
    match: str
    points: float
    better: str | None
    evidence: Evidence
    why: str = ""
    dimension: str = ""
    gate: Gate = "none"
    safe: bool = False

    def to_dict(self) -> FindingDict:
        return {
            "rule": self.rule,
            "dimension": self.dimension,
            "severity": self.severity,
            "gate": self.gate,
            "start": self.start,
            "end": self.end,
            "match": self.match,
            "message": self.message,
            "why": self.why,
            "better": self.better,
            "safe": self.safe,
            "points": self.points,
            "evidence": {
                "claim": self.evidence.claim,
                "source": self.evidence.source,
                "strength": self.evidence.strength,
            },
        }


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that did not run on this draft, and why. `timed_out` says that time was what it lacked."""

    rule: str
    reason: str
    timed_out: bool = field(default=False, compare=False)


class SkippedDict(TypedDict):
    rule: str
    reason: str


class ReportDict(TypedDict):
    draft_id: str
    verdict: Verdict
    score: float
    dimensions: dict[str, float]
    findings: list[FindingDict]
    signals: dict[str, list[list[int]]]
    measures: dict[str, float]
    skipped: list[SkippedDict]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Report:
    """What webcarelint says of one draft.

    `signals` maps a signal's name to its spans; a signal that does not occur is not a key. `fingerprint` names the rules,
    the house style and the pipeline that judged, so that two reports can be compared honestly.
    """

    draft_id: str
    findings: tuple[Finding, ...]
    score: float
    dimensions: Mapping[str, float]
    verdict: Verdict
    signals: Mapping[str, tuple[Span, ...]]
    skipped: tuple[Skipped, ...]
    fingerprint: str
    measures: Mapping[str, float] = field(default_factory=dict)
    sentences: tuple[Span, ...] = ()
    """Where the reply's sentences lie. Not on the wire: who has the text can cut it."""

    def to_dict(self) -> ReportDict:
        """Wire format v1. It echoes the words that findings point at, never the whole reply."""
        return {
            "draft_id": self.draft_id,
            "verdict": self.verdict,
            "score": self.score,
            "dimensions": dict(self.dimensions),
            "findings": [finding.to_dict() for finding in self.findings],
            "signals": {name: [list(span) for span in spans] for name, spans in self.signals.items()},
            "measures": dict(self.measures),
            "skipped": [{"rule": s.rule, "reason": s.reason} for s in self.skipped],
            "fingerprint": self.fingerprint,
        }
