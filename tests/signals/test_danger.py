"""What cannot wait, the help that fits it, and sentences that fit under any case."""

from collections.abc import Iterable

import pytest

from webcarelint.linter import Linter
from webcarelint.model import Draft
from webcarelint.reading import Reading

DANGER = [
    "Het ruikt hier sterk naar gas in de keuken",
    "Er komt rook uit de droger!!",
    "Onze meterkast staat onder stroom, ik kreeg een schok",
    "Het water stroomt uit het plafond, langs de lamp",
    "We zitten met z'n tweeën vast in de lift van het stadhuis",
    "Er ligt een jongen op de stoep met een diepe snee in zijn arm",
    "De cv is uitgevallen en onze baby van 5 weken ligt hier in de kou",
    "Ik wil niet meer leven met die schuld",
    "Mijn pinpas is net gestolen op de markt",
    "Mijn man is dement en is uw dagopvang uit gelopen",
]
NO_DANGER = [
    "Mijn telefoon staat in brand van jullie appjes",
    "Vorig jaar is mijn keuken uitgebrand, er was brand in de flat",
    "Is waterschade gedekt als de kelder onder water loopt?",
    "Ik zit vast in een abonnement dat ik niet wil",
    "De gaslucht van gisteren is verholpen, dank",
    "Hoe werkt een koolmonoxidemelder?",
    "Al drie dagen geen internet, schandalig",
    "Wat een geur komt er uit die nieuwe parfumlijn!",
    "De vonk slaat niet echt over bij deze serie",
    "De slagboom beweegt niet en de app ook niet",
    "De tosti ruikt verbrand, zonde",
    "Wat zit er in jullie pillen tegen hooikoorts?",
]
HELP = [
    "Ga naar buiten en bel 0800-9009.",
    "Onze beveiliger komt nu naar u toe.",
    "De monteur is onderweg.",
    "Ik heb je pas geblokkeerd.",
    "Draai de hoofdkraan dicht, dan stuur ik iemand.",
    "We zijn er om 14.30 uur.",
    "Bel meteen de huisarts.",
]
NO_HELP = [
    "Stuur ons een privébericht met je gegevens.",
    "We nemen uw melding mee in het teamoverleg.",
    "De installateur belt u binnen vijf werkdagen.",
    "Dan weet de vakman meteen wat hij mee moet nemen.",
    "Wat naar om te lezen, veel sterkte.",
]
GENERAL = [
    "Bij drukte kan het voorkomen dat een rit uitvalt.",
    "Dat is helaas niet altijd te voorkomen.",
    "Onze planners doen hun uiterste best.",
    "Wij hechten veel waarde aan tevreden gasten.",
    "We nemen dit heel serieus.",
    "Wij danken u voor uw begrip.",
    "Kunnen we je verder nog ergens mee helpen?",
]
PARTICULAR = [
    "Het kan voorkomen dat je twee dagen wacht.",
    "We doen ons best om hem vrijdag te leveren.",
    "Uw dossier ligt bij mevrouw Smit.",
    "Je mag je eigen eten meenemen, veel plezier!",
    "Dank voor uw begrip, bel gerust nog even.",
]


def read(linter: Linter, given: Iterable[tuple[str, str | None]]) -> list[tuple[str, Reading]]:
    """Each text, or the customer's message where there is one, and what is read in it."""
    given = list(given)
    readings = linter.readings([Draft(text, customer) for text, customer in given])
    return [(customer or text, reading) for (text, customer), (reading, _) in zip(given, readings, strict=True)]


@pytest.mark.parametrize(("expected", "messages"), [(True, DANGER), (False, NO_DANGER)])
def test_danger(linter: Linter, expected: bool, messages: list[str]) -> None:
    found = {message: reading.has("_klant.gevaar") for message, reading in read(linter, [("Hoi!", message) for message in messages])}
    assert found == dict.fromkeys(messages, expected)


@pytest.mark.parametrize(("signal", "expected", "texts"), [("_hulp-nu", True, HELP), ("_hulp-nu", False, NO_HELP), ("_algemene-zin", True, GENERAL), ("_algemene-zin", False, PARTICULAR)])  # fmt: skip
def test_help_and_what_is_none(linter: Linter, signal: str, expected: bool, texts: list[str]) -> None:
    found = {text: reading.has(signal) for text, reading in read(linter, [(text, None) for text in texts])}
    assert found == dict.fromkeys(texts, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Beste mevrouw Smit,\n\nWat vervelend. Bij drukte kan dit voorkomen. Wij vragen uw begrip.\n\nMet vriendelijke groet, Eva", True),
        ("Hoi Jan, wat vervelend. Bij drukte kan dit voorkomen. Je geld is onderweg. ^EK", False),
        ("Hoi Jan, sorry! ^EK", False),
    ],
)
def test_a_reply_that_says_nothing(linter: Linter, text: str, expected: bool) -> None:
    ((_, reading),) = read(linter, [(text, None)])
    assert reading.has("_zegt-niets") == expected
