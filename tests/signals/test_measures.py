"""Every measure: what it counts, and what it leaves out."""

import pytest

from webcarelint.linter import MEASURES, Linter
from webcarelint.model import Draft

THREAD = "\n\nOp ma 3 mrt schreef Jan:\n> Waar is mijn pakket? WAAR BLIJFT HET?! 😡"

# measure, the reply, the number
COUNTS: list[tuple[str, str, float]] = [
    ("woorden", "Je pakket komt morgen.", 4),
    ("woorden", "Kijk op https://a.nl/b, @jan! 😊 ^EK", 2),
    ("woorden", "Dat is klaar." + THREAD, 3),
    ("woorden", "😊", 0),
    ("tekens", "Hoi! 😊", 6),
    ("tekens", "Dat is klaar." + THREAD, 13),
    ("zinnen", "Dat kan. Kom maar langs! Tot morgen?", 3),
    ("zinnen", "Dat is klaar." + THREAD, 1),
    ("zinnen", "Tot 18.00 uur, m.u.v. zondag. 😊", 1),
    ("woorden-per-zin", "Dat kan. Kom maar even langs.", 3),
    ("woorden-per-zin", "Dat kan wel. Kom maar even langs.", 3.5),
    ("woorden-per-zin", "😊", 0),
    ("vragen", "Welke maat heb je? En welke kleur wil je?", 2),
    ("vragen", "Echt waar?? Dat zoek ik uit.", 1),
    ("vragen", "Kijk op https://a.nl/zoek?q=1.", 0),
    ("vragen", "Je schreef: “waar blijft het?” Dat snap ik.", 0),
    ("vragen", "Dat is klaar." + THREAD, 0),
    ("vraagtekens", "Welke maat? Welke kleur?" + THREAD, 2),
    ("uitroeptekens", "Top! Fijn!!" + THREAD, 3),
    ("hoofdletters", "Je kunt dit NIET ruilen zonder bon.", 14.3),
    ("hoofdletters", "DIT KAN ECHT NIET MENEER", 100),
    ("hoofdletters", "STUUR EEN BRIEF NAAR DE KLANTENSERVICE", 100),
    ("hoofdletters", "BETALINGSHERINNERING KLANTENSERVICE AFDELING INCASSO", 100),
    ("hoofdletters", "De NS, het GVB en de RET rijden vandaag.", 0),
    ("hoofdletters", "NS EN GVB rijden vandaag.", 0),
    ("hoofdletters", "NS, GVB, RET, HTM en Arriva rijden vandaag.", 0),
    ("hoofdletters", "LET OP: morgen zijn we dicht.", 0),
    ("hoofdletters", "Houd code ABX QRZ bij de hand. ^EK", 0),
    ("hoofdletters", "Je BSN en IBAN hebben we niet nodig.", 0),
    ("hoofdletters", "Je schreef: “DIT KAN ECHT NIET”. Klopt.", 0),
    ("hoofdletters", "U krijgt bericht.", 0),
    ("hoofdletters", "Dat is klaar." + THREAD, 0),
    ("hoofdletters", "", 0),
    ("emoji-aantal", "Top 😊 👩‍👩‍👧 👋🏽 :-)", 4),
    ("emoji-aantal", "Dat is klaar 😊" + THREAD, 1),
    ("woorden-langste-zin", "Dat is klaar." + THREAD, 3),
    ("tekens-op-x", "Dat is klaar." + THREAD, 13),
    ("emoji-aantal", "Stap 1️⃣ klopt ✓ en het merk™ ook.", 0),
]


@pytest.mark.parametrize(("name", "text", "number"), COUNTS)
def test_a_measure_counts(linter: Linter, name: str, text: str, number: float) -> None:
    assert linter.check(Draft(text)).measures[name] == number


def test_every_measure_of_a_draft_is_in_its_report(linter: Linter) -> None:
    measures = linter.check(Draft("Dat kan. ^EK")).measures
    assert set(measures) == set(MEASURES)
    assert {"woorden", "zinnen", "woorden-per-zin", "vragen", "uitroeptekens", "hoofdletters", "emoji-aantal"} <= set(measures)


def test_every_measure_says_what_it_counts() -> None:
    assert [name for name, count in MEASURES.items() if not (count.__doc__ or "").strip()] == []
