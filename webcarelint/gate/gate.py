"""One question, one answer: may this reply go out?"""

import html
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import Final

from webcarelint import score
from webcarelint.errors import HouseStyleError, InputError
from webcarelint.gate.contract import EvidenceAnswer, FindingAnswer, Format, GateAnswer, GateRequest, SkippedAnswer, Waived
from webcarelint.gate.markup import Reduced, reduce
from webcarelint.gate.waivers import Weighed, weigh
from webcarelint.house_style import HouseStyle
from webcarelint.house_style.style import OnError
from webcarelint.linter import OUT_OF_TIME, Linter
from webcarelint.model import SEVERITIES, Draft, Finding, Report, Skipped, Verdict
from webcarelint.render.fixes import fixed

_MOST_NAMED: Final = 3
"""How many findings the message for the agent spells out."""


def decide(linter: Linter, request: GateRequest, *, started: float | None = None, today: date | None = None) -> GateAnswer:
    """What the gate says of this request, by this Linter; whoever calls has chosen the Linter of `request.profile`.

    `started` is when the request came in, a moment of `time.perf_counter` from which the deadline and `elapsed_ms` count (default:
    now); `today` decides which waivers have expired. Raises HouseStyleError when the house style has not chosen `on_error`,
    InputError when nothing readable is left of the text, RuleCrash when a rule fails: the door then follows `on_error`.
    """
    started = perf_counter() if started is None else started
    on_error = chosen_on_error(linter.style)
    reduced = reduce(request.text, request.format)
    if not reduced.text.strip():
        raise InputError("Dit antwoord is leeg: er staat geen tekst in om na te kijken.")
    until = started + request.deadline_ms / 1000 if request.deadline_ms is not None else None
    findings, skipped = _checked(linter, _draft(request, reduced.text), until)
    weighed = weigh(findings, request.waive, linter.pack, reduced.text, skipped, today or date.today())
    incomplete = any(skip.timed_out for skip in skipped)
    total = score.overall_score(weighed.counting)
    verdict = _verdict(score.verdict(weighed.counting, total, linter.style.pass_mark), incomplete, on_error)
    return GateAnswer(
        verdict=verdict,
        score=total,
        findings=tuple(_answered(finding, reduced) for finding in (*weighed.counting, *weighed.remarks)),
        waived=tuple(_waived(finding, reason, reduced) for finding, reason in weighed.waived),
        message=_message(verdict, weighed, incomplete, on_error),
        fixed_text=_fixed_text(request, reduced, weighed.counting),
        incomplete=incomplete,
        skipped=tuple(SkippedAnswer(rule=skip.rule, reason=skip.reason) for skip in skipped),
        fingerprint=linter.fingerprint,
        elapsed_ms=_elapsed_ms(started),
    )


def fallback(on_error: OnError, reason: str, started: float | None = None) -> GateAnswer:
    """The answer of a door that could not have the reply checked: `reason` is a Dutch sentence that says why."""
    passed = "Het antwoord gaat ongezien door" if on_error == "allow" else "Het antwoord wordt tegengehouden"
    return GateAnswer(
        verdict="send" if on_error == "allow" else "hold",
        score=None,
        findings=(),
        message=f"Dit antwoord is niet nagekeken: {reason} {passed}, want zo staat het in de huisstijl (on_error).",
        fixed_text=None,
        incomplete=True,
        skipped=(),
        fingerprint="",
        elapsed_ms=_elapsed_ms(started) if started is not None else 0.0,
    )


def chosen_on_error(style: HouseStyle) -> OnError:
    """What this house style wants when checking fails. Raises HouseStyleError when it has not chosen: there is no default."""
    if style.on_error is None:
        raise HouseStyleError(
            'De huisstijl zegt niet wat de poort doet als nakijken niet lukt. Zet on_error op "allow" (laat door) of "hold" (houdt tegen) '
            "in webcarelint.toml, of maak dat bestand met: webcarelint init"
        )
    return style.on_error


def _draft(request: GateRequest, text: str) -> Draft:
    return Draft(
        text=text,
        customer=request.customer,
        channel=request.channel,
        customer_name=request.customer_name,
        agent=request.agent,
        thread=request.thread,
        source=request.source,
    )


def _checked(linter: Linter, draft: Draft, until: float | None) -> tuple[Sequence[Finding], Sequence[Skipped]]:
    """Findings and skipped rules. A request that waited past its deadline is not read at all: every rule is skipped."""
    if until is not None and perf_counter() >= until:
        return (), tuple(Skipped(rule.id, OUT_OF_TIME, timed_out=True) for rule in linter.rules)
    report: Report = linter.check(draft, until)
    return report.findings, report.skipped


def _verdict(known: Verdict, incomplete: bool, on_error: OnError) -> Verdict:
    """What is known so far may only be sent unseen further when the house style says so."""
    return "hold" if incomplete and known == "send" and on_error == "hold" else known


def _answered(finding: Finding, reduced: Reduced) -> FindingAnswer:
    start, end = reduced.back((finding.start, finding.end))
    return FindingAnswer(
        rule=finding.rule,
        dimension=finding.dimension,
        severity=finding.severity,
        gate=finding.gate,
        start=start,
        end=end,
        match=finding.match,
        message=finding.message,
        why=finding.why,
        better=finding.better,
        safe=finding.safe,
        points=finding.points,
        evidence=EvidenceAnswer(claim=finding.evidence.claim, source=finding.evidence.source, strength=finding.evidence.strength),
    )


def _waived(finding: Finding, reason: str, reduced: Reduced) -> Waived:
    start, end = reduced.back((finding.start, finding.end))
    return Waived(rule=finding.rule, start=start, end=end, match=finding.match, reason=reason)


def _fixed_text(request: GateRequest, reduced: Reduced, findings: Sequence[Finding]) -> str | None:
    """The given text with the safe corrections made. In markup only where the words stand there as they are seen, and only
    when the corrected markup reads as the corrected text."""
    if reduced.places is None:
        text, applied = fixed(request.text, findings)
        return text if applied else None
    plain = [finding for finding in findings if _stands_literally(finding, request.text, reduced)]
    wanted, applied = fixed(reduced.text, plain)
    if not applied:
        return None
    source, _ = fixed(request.text, [_in_source(finding, reduced, request.format) for finding in applied])
    return source if reduce(source, request.format).text == wanted else None


def _stands_literally(finding: Finding, source: str, reduced: Reduced) -> bool:
    start, end = reduced.back((finding.start, finding.end))
    return source[start:end] == finding.match


def _in_source(finding: Finding, reduced: Reduced, format: Format) -> Finding:
    """The finding in the markup, with its better wording as the markup writes it."""
    start, end = reduced.back((finding.start, finding.end))
    better = html.escape(finding.better or "", quote=False) if format == "html" else finding.better
    return replace(finding, start=start, end=end, better=better)


def _message(verdict: Verdict, weighed: Weighed, incomplete: bool, on_error: OnError) -> str:
    """A few short Dutch sentences for whoever wrote the reply, the gravest finding first."""
    grave = sorted((f for f in weighed.counting if _counts(f)), key=lambda f: (f.gate != "block", -SEVERITIES.index(f.severity), -f.points))
    sentences = [_headline(verdict, bool(grave), incomplete, on_error)]
    sentences += dict.fromkeys(finding.message for finding in grave[:_MOST_NAMED])
    if len(grave) > _MOST_NAMED:
        sentences.append(f"En nog {len(grave) - _MOST_NAMED} {'ding' if len(grave) == _MOST_NAMED + 1 else 'dingen'}.")
    if weighed.waived:
        sentences.append(f"Buiten beschouwing gelaten op verzoek: {len(weighed.waived)}.")
    return " ".join(sentences)


def _counts(finding: Finding) -> bool:
    return finding.severity != "info" or finding.gate != "none"


def _headline(verdict: Verdict, remarks: bool, incomplete: bool, on_error: OnError) -> str:
    if incomplete and verdict == "hold" and not remarks:
        return "Nog niet versturen: de tijd was op voordat alles was nagekeken."
    headline = {
        "send": "Dit kan weg, maar kijk nog even hiernaar." if remarks else "Dit kan weg.",
        "revise": "Pas dit aan voordat je het verstuurt.",
        "hold": "Verstuur dit niet.",
    }[verdict]
    if not incomplete:
        return headline
    return f"{headline} Niet alles is nagekeken: de tijd was op" + (" (de huisstijl laat het dan door)." if on_error == "allow" else ".")


def _elapsed_ms(started: float) -> float:
    return round(1000 * (perf_counter() - started), 2)
