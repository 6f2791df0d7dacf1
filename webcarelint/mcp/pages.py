"""Rules and the house style as Markdown, for resources, and the prompt that asks for a better reply."""

from collections.abc import Iterable
from typing import Final

from webcarelint.house_style import HouseStyle
from webcarelint.house_style.style import Register
from webcarelint.mcp.answers import ranked
from webcarelint.model import Draft, Report
from webcarelint.pack import Rule
from webcarelint.render.words import GATE, SEVERITY, STRENGTH, number

_REGISTER: Final[dict[Register, str]] = {
    "je": "met je en jij",
    "u": "met u",
    "spiegel": "zoals de klant het zelf doet",
    "vrij": "met je of u, maar niet door elkaar",
}


def rule_page(rule: Rule) -> str:
    """Everything about one rule."""
    lines = [
        f"# {rule.id}: {rule.title}",
        "",
        rule.why,
        "",
        f"- Bewijs: {rule.evidence.claim}",
        f"- Bron: {rule.evidence.source} ({STRENGTH[rule.evidence.strength]})",
        f"- Toon: {SEVERITY[rule.severity]}; weegt {number(rule.weight)} punten in ‘{rule.dimension}’; poort: {GATE[rule.gate]}",
        *([] if rule.enabled else ["- Staat uit in deze huisstijl."]),
        *(f"- Fout: {example.text}" for example in rule.bad),
        *(f"- Goed: {example.text}" for example in rule.good),
    ]
    return "\n".join(lines) + "\n"


def index_page(rules: Iterable[Rule]) -> str:
    """One line a rule, by dimension."""
    by_dimension: dict[str, list[Rule]] = {}
    for rule in rules:
        by_dimension.setdefault(rule.dimension, []).append(rule)
    lines = ["# Regels van webcarelint"]
    for dimension, members in by_dimension.items():
        lines += ["", f"## {dimension}", ""]
        lines += [f"- {rule.id}{'' if rule.enabled else ' (uit)'}: {rule.title}" for rule in members]
    return "\n".join(lines) + "\n"


def house_style_page(style: HouseStyle) -> str:
    """How this brand writes; what it leaves open is not named."""
    told = {
        "Merk": style.name,
        "Aanspreken": _REGISTER[style.register],
        "Taal": style.variety,
        "Sector": style.sector,
        "Ondertekenen": " of ".join(style.sign_off),
        "Eigen kanalen": ", ".join(style.own_channels),
        "Verboden woorden, naast de vaste lijst": ", ".join(style.banned_words),
        "Woorden van de verboden lijst die hier mogen": ", ".join(style.allowed_words),
        "Score vanaf waar een antwoord weg mag": number(style.pass_mark),
    }
    return "\n".join(["# Huisstijl", "", *(f"- {name}: {value}" for name, value in told.items() if value)]) + "\n"


def rewrite_request(draft: Draft, report: Report, style: HouseStyle) -> str:
    """A prompt that asks for a reply without these findings, and with no fact or promise that was not there."""
    lines = [
        "Herschrijf dit webcare-antwoord zodat de bevindingen hieronder verdwijnen.",
        "Laat staan wat goed is. Voeg geen feiten, namen, termijnen of toezeggingen toe die er niet in stonden;",
        "mis je er een, vraag er dan naar. Controleer je tekst daarna met check_reply. Geef alleen het nieuwe antwoord.",
        "",
        house_style_page(style),
    ]
    if draft.channel != "unknown":
        lines += [f"Kanaal: {draft.channel}", ""]
    if draft.customer:
        lines += ["# Bericht van de klant", "", draft.customer, ""]
    lines += ["# Antwoord", "", draft.text, "", "# Bevindingen", ""]
    for finding in ranked(report.findings):
        place = f" bij ‘{finding.match}’" if finding.match else ""
        better = f" Liever: {finding.better}" if finding.better else ""
        lines.append(f"- [{SEVERITY[finding.severity]}] {finding.rule}{place}: {finding.message}{better}")
    if not report.findings:
        lines.append("- Geen. Geef het antwoord ongewijzigd terug.")
    return "\n".join(lines) + "\n"
