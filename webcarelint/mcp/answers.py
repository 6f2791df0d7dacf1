"""What the tools answer. Small by default, because every byte is context of a model; more on request.

Offsets are code points of the text that was given.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from pydantic import BaseModel, Field

from webcarelint.model import Finding, Gate, Report, Severity, Strength, Verdict
from webcarelint.pack import Rule
from webcarelint.render.words import VERDICT, number

FEW: Final = 5
"""How many findings an answer holds when nobody asks for detail."""

RULES_AT_ONCE: Final = 25

_GATES: Final[dict[Gate, int]] = {"block": 0, "confirm": 1, "none": 2}
_SEVERITIES: Final[dict[Severity, int]] = {"error": 0, "warning": 1, "info": 2}


class FindingAnswer(BaseModel):
    rule: str = Field(description="Id van de regel; explain_rule legt hem uit.")
    message: str = Field(description="Wat er is, in het Nederlands.")
    match: str = Field(description="De woorden waar het om gaat; leeg als er iets ontbreekt.")
    start: int
    end: int
    better: str | None = Field(default=None, description="Betere woorden voor precies deze plaats.")
    severity: Severity
    gate: Gate | None = Field(default=None, description="block houdt het antwoord tegen, confirm vraagt een mens om bevestiging.")
    why: str | None = Field(default=None, description="Alleen met detail.")
    evidence: str | None = Field(default=None, description="Bron en hoe sterk die is. Alleen met detail.")


class SkippedAnswer(BaseModel):
    rule: str
    reason: str


class CheckAnswer(BaseModel):
    verdict: Verdict = Field(description="send: versturen, revise: herzien, hold: tegenhouden.")
    score: float = Field(description="0 tot 100.")
    summary: str = Field(description="Eén Nederlandse zin.")
    findings: list[FindingAnswer] = Field(description="De zwaarste eerst.")
    more: int = Field(default=0, description="Hoeveel vondsten hier niet staan; vraag detail om ze te zien.")
    skipped: int = Field(default=0, description="Hoeveel regels niet konden draaien, bijvoorbeeld omdat het bericht van de klant ontbrak.")
    dimensions: dict[str, float] | None = Field(default=None, description="Score per dimensie. Alleen met detail.")
    skipped_rules: list[SkippedAnswer] | None = Field(default=None, description="Alleen met detail.")
    fingerprint: str = Field(description="Welke regels, huisstijl en pijplijn oordeelden.")


class AppliedFix(BaseModel):
    rule: str
    before: str
    after: str


class FixAnswer(BaseModel):
    text: str = Field(description="Het antwoord met de veilige verbeteringen erin.")
    applied: list[AppliedFix]
    remaining: list[FindingAnswer] = Field(description="Wat een mens of model zelf moet herschrijven; plaatsen tellen in de nieuwe tekst.")
    more: int = 0
    verdict: Verdict
    score_before: float
    score: float


class RuleAnswer(BaseModel):
    id: str
    title: str
    why: str
    claim: str
    source: str
    strength: Strength
    dimension: str
    severity: Severity
    gate: Gate
    weight: float
    enabled: bool
    needs: list[str] = Field(description="Wat de regel van het gesprek moet weten om te kunnen draaien.")
    bad: list[str]
    good: list[str]


class RuleLine(BaseModel):
    id: str
    title: str
    severity: Severity
    enabled: bool | None = Field(default=None, description="Alleen genoemd als de regel uit staat.")


class RulesAnswer(BaseModel):
    total: int
    dimensions: dict[str, int] = Field(description="Hoeveel regels er per dimensie passen.")
    rules: list[RuleLine]
    more: int = 0


def check_answer(report: Report, *, detail: bool) -> CheckAnswer:
    """What a report says, the heaviest findings first: the first few, or everything with `detail`."""
    shown = ranked(report.findings)
    kept = shown if detail else shown[:FEW]
    return CheckAnswer(
        verdict=report.verdict,
        score=report.score,
        summary=summary(report),
        findings=[finding_answer(finding, detail=detail) for finding in kept],
        more=len(shown) - len(kept),
        skipped=len(report.skipped),
        dimensions=dict(report.dimensions) if detail else None,
        skipped_rules=[SkippedAnswer(rule=s.rule, reason=s.reason) for s in report.skipped] if detail else None,
        fingerprint=report.fingerprint,
    )


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """What blocks first, then what asks for confirmation, then by severity and cost; equals stay in order of place."""
    return sorted(findings, key=lambda f: (_GATES[f.gate], _SEVERITIES[f.severity], -f.points))


def finding_answer(finding: Finding, *, detail: bool = False) -> FindingAnswer:
    return FindingAnswer(
        rule=finding.rule,
        message=finding.message,
        match=finding.match,
        start=finding.start,
        end=finding.end,
        better=finding.better,
        severity=finding.severity,
        gate=None if finding.gate == "none" else finding.gate,
        why=finding.why if detail else None,
        evidence=f"{finding.evidence.source} ({finding.evidence.strength})" if detail else None,
    )


def fix_answer(text: str, applied: Sequence[Finding], before: Report, after: Report) -> FixAnswer:
    remaining = ranked(after.findings)
    return FixAnswer(
        text=text,
        applied=[AppliedFix(rule=f.rule, before=f.match, after=f.better or "") for f in applied],
        remaining=[finding_answer(f) for f in remaining[:FEW]],
        more=max(0, len(remaining) - FEW),
        verdict=after.verdict,
        score_before=before.score,
        score=after.score,
    )


def summary(report: Report) -> str:
    """One Dutch sentence: the verdict, the score, how many findings, and what blocks."""
    count = len(report.findings)
    found = "niets gevonden" if not count else f"{count} vondst{'' if count == 1 else 'en'}"
    blockers = list(dict.fromkeys(f.rule for f in report.findings if f.gate == "block"))
    held = f"; tegengehouden door {', '.join(blockers)}" if blockers else ""
    return f"{VERDICT[report.verdict].capitalize()}: score {number(report.score)} van 100, {found}{held}."


def rule_answer(rule: Rule) -> RuleAnswer:
    return RuleAnswer(
        id=rule.id,
        title=rule.title,
        why=rule.why,
        claim=rule.evidence.claim,
        source=rule.evidence.source,
        strength=rule.evidence.strength,
        dimension=rule.dimension,
        severity=rule.severity,
        gate=rule.gate,
        weight=rule.weight,
        enabled=rule.enabled,
        needs=list(rule.needs),
        bad=[example.text for example in rule.bad],
        good=[example.text for example in rule.good],
    )


def rules_answer(rules: Iterable[Rule], search: str | None, limit: int) -> RulesAnswer:
    """The rules whose id, title, dimension or severity holds `search`; at most `limit` of them."""
    wanted = [r for r in rules if search is None or search.lower() in f"{r.id} {r.title} {r.dimension} {r.severity}".lower()]
    dimensions: dict[str, int] = {}
    for rule in wanted:
        dimensions[rule.dimension] = dimensions.get(rule.dimension, 0) + 1
    return RulesAnswer(
        total=len(wanted),
        dimensions=dimensions,
        rules=[RuleLine(id=r.id, title=r.title, severity=r.severity, enabled=None if r.enabled else False) for r in wanted[:limit]],
        more=max(0, len(wanted) - limit),
    )
