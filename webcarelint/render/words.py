"""The Dutch words for what reports hold."""

from typing import Final

from webcarelint.model import Gate, Severity, Strength, Verdict

SEVERITY: Final[dict[Severity, str]] = {"error": "fout", "warning": "let op", "info": "tip"}
VERDICT: Final[dict[Verdict, str]] = {"send": "versturen", "revise": "herzien", "hold": "tegenhouden"}
GATE: Final[dict[Gate, str]] = {"none": "houdt niets tegen", "confirm": "vraagt om bevestiging", "block": "houdt het antwoord tegen"}
STRENGTH: Final[dict[Strength, str]] = {
    "corpus-baseline": "telling, geen norm",
    "experiment": "experiment",
    "survey": "onderzoek",
    "practitioner": "praktijkadvies",
    "house-rule": "huisregel van één organisatie",
    "law": "wet of toezichthouder",
    "derived": "eigen afleiding",
}


def number(value: float) -> str:
    """A number as Dutch writes it, without a needless decimal: 6, 2,5."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
