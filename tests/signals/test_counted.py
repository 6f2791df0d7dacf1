"""Signals that only count: what national figures are about."""

import pytest

from webcarelint.linter import Linter
from webcarelint.model import Draft

# signal: (replies that have it, replies that do not)
CASES: dict[str, tuple[list[str], list[str]]] = {
    "onze-excuses": (
        ["Onze excuses voor de vertraging.", "Onze welgemeende excuses!", "Namens de winkel onze oprechte verontschuldigingen.", "Excuses van onze kant."],
        ["Mijn excuses.", "Sorry, onze fout.", "Excuses!", "Onze winkel is open."],
    ),
    "mijn-excuses": (
        ["Mijn excuses, ik had je moeten bellen.", "Mijn oprechte excuses.", "Excuses van mijn kant."],
        ["Onze excuses.", "Sorry, mijn fout.", "Mijn collega belt je."],
    ),
    "dm-verzoek": (
        [
            "Stuur ons even een DM met je postcode.", "DM je ordernummer, dan kijk ik mee.", "Kun je dat via een privébericht doorgeven?", "Zet je gegevens in een pb.",
            "Als u ons een privébericht stuurt, zoeken we het uit.", "Laat het even weten in een DM'etje.", "Geef het door via Messenger.", "dm?",
        ],
        [
            "We hebben je DM beantwoord.", "Ik stuur je zo een DM.", "Bel ons op 0800-1234.", "Stuur een mail naar de winkel.", "Geen DM nodig, het is geregeld.",
            "Ik heb je zojuist een privébericht gestuurd.", "Het pakket is 12 dm lang.",
        ],
    ),
    "vervelend": (["Wat vervelend!", "Een vervelende situatie.", "Dat is het vervelendste."], ["We vervelen ons niet.", "Wat naar voor je."]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "there"),
    [(n, text, there) for n, (yes, no) in CASES.items() for texts, there in ((yes, True), (no, False)) for text in texts],
)
def test_counted(linter: Linter, name: str, text: str, there: bool) -> None:
    reading, _ = next(iter(linter.readings([Draft(text=text, channel="twitter")])))
    assert bool(reading.spans(name)) is there
