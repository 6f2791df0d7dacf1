"""Exceptions with a reason: which findings they take away, and what is wrong with the exceptions themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from webcarelint.gate.contract import Waiver
from webcarelint.gate.markup import places_of, within
from webcarelint.model import Evidence, Finding, Skipped, Span
from webcarelint.pack import Pack

_EVIDENCE: Final = Evidence(
    "Een uitzondering zonder reden, voorbij haar datum of zonder doel is niet te verantwoorden.", "Ontwerp van webcarelint", "derived"
)
_WHY: Final = "Zo blijft zichtbaar wie wat waarom oversloeg, en slijt een uitzondering niet ongemerkt in."


@dataclass(frozen=True, slots=True)
class Weighed:
    """Findings after the waivers: those that still count, those that were waived (each with the reason), and remarks on waivers."""

    counting: tuple[Finding, ...]
    waived: tuple[tuple[Finding, str], ...]
    remarks: tuple[Finding, ...]


@dataclass(slots=True)
class _Applied:
    """A waiver that may be applied, with what it aims at; `used` once it took a finding away."""

    waiver: Waiver
    rule: str | None
    places: list[Span] | None
    used: bool = False

    def covers(self, finding: Finding) -> bool:
        if self.rule is not None and finding.rule != self.rule:
            return False
        return self.places is None or (finding.end > finding.start and within((finding.start, finding.end), self.places))


def weigh(
    findings: Sequence[Finding], waivers: Iterable[Waiver], pack: Pack, text: str, skipped: Sequence[Skipped], today: date
) -> Weighed:
    """Take away what is waived. Offsets are those of `text`, the words as a reader sees them."""
    applied: list[_Applied] = []
    remarks: list[Finding] = []
    for waiver in waivers:
        fault = _fault(waiver, pack, today)
        if fault is not None:
            remarks.append(fault)
        else:
            rule = pack.rule(waiver.rule) if waiver.rule is not None else None
            applied.append(_Applied(waiver, rule.id if rule else None, places_of(text, waiver.quote) if waiver.quote is not None else None))
    waived = [(finding, _reason(applied, finding)) for finding in findings]
    late = {skip.rule for skip in skipped if skip.timed_out}
    remarks.extend(_remark("ongebruikt", _unused(one)) for one in applied if not one.used and not _undecided(one, late))
    gone = tuple((finding, reason) for finding, reason in waived if reason is not None)
    return Weighed(_recosted([finding for finding, reason in waived if reason is None], findings), gone, tuple(remarks))


def _fault(waiver: Waiver, pack: Pack, today: date) -> Finding | None:
    """Why this waiver may not be applied, as a remark."""
    if waiver.rule is not None and pack.rule(waiver.rule) is None:
        return _remark("onbekende-regel", f"De uitzondering voor regel '{waiver.rule}' telt niet: die regel bestaat niet.")
    if not waiver.reason.strip():
        return _remark("zonder-reden", f"De uitzondering voor {_aim(waiver)} telt niet: er staat geen reden bij.")
    if waiver.until is not None and waiver.until < today:
        return _remark("verlopen", f"De uitzondering voor {_aim(waiver)} telt niet meer: zij gold tot en met {waiver.until:%d-%m-%Y}.")
    return None


def _reason(applied: Iterable[_Applied], finding: Finding) -> str | None:
    """The reason of the first waiver that covers a finding; every waiver that covers it is used."""
    covering = [one for one in applied if one.covers(finding)]
    for one in covering:
        one.used = True
    return covering[0].waiver.reason.strip() if covering else None


def _undecided(one: _Applied, late: set[str]) -> bool:
    """Whether a rule that was cut off might still have needed this waiver."""
    return one.rule in late if one.rule is not None else bool(late and one.places)


def _unused(one: _Applied) -> str:
    return f"De uitzondering voor {_aim(one.waiver)} is niet nodig: er viel niets weg te laten."


def _aim(waiver: Waiver) -> str:
    if waiver.rule is None:
        return f"‘{_short(waiver.quote or '')}’"
    return f"regel '{waiver.rule}'" + (f" bij ‘{_short(waiver.quote)}’" if waiver.quote is not None else "")


def _short(quote: str) -> str:
    return quote if len(quote) <= 40 else quote[:39] + "…"


def _remark(name: str, message: str) -> Finding:
    return Finding(
        start=0, end=0, rule=f"uitzondering/{name}", severity="info", message=message, match="", points=0.0, better=None,
        evidence=_EVIDENCE, why=_WHY, dimension="uitzonderingen",
    )  # fmt: skip


def _recosted(counting: Sequence[Finding], before: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that are left, each at the price of its new rank within its rule."""
    prices: dict[str, list[float]] = {}
    for finding in before:
        prices.setdefault(finding.rule, []).append(finding.points)
    left = {rule: iter(sorted(points, reverse=True)) for rule, points in prices.items()}
    return tuple(replace(finding, points=next(left[finding.rule])) for finding in counting)
