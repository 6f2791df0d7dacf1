"""Conditions, presents that look like pasts, participles that look like infinitives, and channels and data that are only mentioned."""

import pytest

from tests.helpers import Sides, sided
from webcarelint.linter import Linter
from webcarelint.model import Draft

CASES: Sides = {
    "actieverzoek": (
        [
            "Ze komen om tien uur. zorg dat de poort dan open is.",
            "Maak er even een foto van en mail die naar het loket.",
            "Lukt dat niet? Laat me dan twee andere ochtenden weten.",
            "De actie is voorbij, dus houd onze pagina in de gaten.",
            "De bon is klaar, dus app je adres even naar 06-12 34 56 78.",
            "Met de pas check je uit bij de gele paal.",
        ],
        [
            "Haalt u de aansluiting niet, dan zet de machinist het op het bord.",
            "Ik rijd er maandag zelf langs en breng de sleutel mee.",
            "Dat zou u woensdag op uw rekening moeten zien.",
            "Maak er een prachtige avond van!",
        ],
    ),
    "je-vorm": (
        ["Het is balen als je pakket kwijt is.", "Hebt u het nummer? Dan bel ik je.", "Jammer als u het niet redt, stuur me dan je adres."],
        [
            "Het is balen als je fiets op dag een al kraakt. Belt u ons even?",
            "Een klacht indienen omdat je moest wachten is uw goed recht.",
        ],
    ),
    "termijn": (
        [
            "Mijn collega's ronden het binnen drie dagen af.",
            "Nog voor het eten bel ik je.",
        ],
        [
            "Op 3 april heeft onze schilder de kozijnen behandeld en de deur vervangen.",
            "De bonnen voor eten zitten in de map.",
            "Dank je! Zie je donderdag op de club.",
            "Boven de rivieren sneeuwt het vanavond flink.",
            "Bezwaar maken? Dat regelt u binnen zes weken via het formulier op de site.",
        ],
    ),
    "eigen-actie": (
        [
            "Binnen twee dagen krijgt u antwoord van een van mijn collega's.",
            "Op 3 april heeft onze schilder het raam vervangen.",
        ],
        [
            "Sinds gisteren krijgen we veel meldingen over die brief.",
            "Het lijkt erop dat de koerier de bel niet gevonden heeft.",
            "Mogen we u vragen het typeplaatje te fotograferen?",
            "De reportage blijft nog een week te bekijken.",
        ],
    ),
    "kanaalwissel": (
        ["Bel ons op 050 00 00 00.", "Stuur ons een DM met je nummer."],
        [
            "U hoeft er niet voor naar het gemeentehuis.",
            "Dat mag gewoon hier in WhatsApp.",
            "U krijgt deze mail twee keer, door een fout van ons.",
            "Ik heb de paal op de lijst gezet: nummer AB-120.",
        ],
    ),
    "uitnodiging": (
        [
            "Voor verdere vragen staan wij te uwer beschikking.",
            "Je weet waar de deur staat!",
            "U weet ons nu te vinden.",
            "Wil je daar nog iets aan toevoegen? Ga je gang!",
            "Schroomt u vooral niet.",
            "Een berichtje en we staan klaar als er iets is.",
            "U mag ons altijd iets laten weten.",
            "Mogen we het een volgende keer goedmaken?",
        ],
        [
            "Wij weten waar het misging.",
            "We hopen dat je je jas snel terugvindt!",
            "Ik heb je vraag voorgelegd aan de monteur.",
            "Kom gerust met de bon langs bij de balie, dan ruilen we hem.",
        ],
    ),
    "welwens": (
        ["Zet 'm op straks!", "Van harte gefeliciteerd met jullie zoon.", "Vier het lekker, Bram!"],
        ["Zet 'm op het rek naast de deur."],
    ),
    "medeleven": (
        ["Da's niet plezant voor jou.", "En dat maakt het extra zuur.", "Wij zijn er zelf ook ziek van."],
        ["Dat is niet mogelijk.", "Hij is er vandaag niet, hij is ziek."],
    ),
    "vraag": (
        ["geen probleem! wil je hem laten bezorgen of leg ik hem hier klaar", "Mag hij weg of wil je hem nog houden?"],
        ["Vindt u het bedrag te hoog? In de app zet u het zelf lager."],
    ),
    "slotgroet": (["Het is geregeld.\n\nBest,\nAnouk", "Tot dan! Liefs, Roos"], ["Best, dan doen we het zo."]),
    "gegevensverzoek": (["Mag ik je huisnummer?"], ["Geef ons het wagennummer door, het staat boven de deur."]),
}


@pytest.mark.parametrize(("signal", "text", "present"), sided(CASES))
def test_a_signal_between_the_lines(linter: Linter, signal: str, text: str, present: bool) -> None:
    assert (signal in linter.check(Draft(text)).signals) == present
