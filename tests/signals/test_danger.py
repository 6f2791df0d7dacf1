"""What cannot wait, the help that fits it, and sentences that fit under any case."""

import pytest

from tests.helpers import Sides, sided
from webcarelint.linter import Linter
from webcarelint.model import Draft

CASES: Sides = {
    "_klant.gevaar": (
        [
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
            "Alwéér afgezegd die monteur. Staat hier blank!!",
            "De hele gang staat blank, wat nu?",
        ],
        [
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
            "Dat veld staat blank in het formulier",
        ],
    ),
    "_hulp-nu": (
        [
            "Ga naar buiten en bel 0800-9009.",
            "Onze beveiliger komt nu naar u toe.",
            "De monteur is onderweg.",
            "Ik heb je pas geblokkeerd.",
            "Draai de hoofdkraan dicht, dan stuur ik iemand.",
            "We zijn er om 14.30 uur.",
            "Bel meteen de huisarts.",
        ],
        [
            "Stuur ons een privébericht met je gegevens.",
            "We nemen uw melding mee in het teamoverleg.",
            "De installateur belt u binnen vijf werkdagen.",
            "Dan weet de vakman meteen wat hij mee moet nemen.",
            "Wat naar om te lezen, veel sterkte.",
        ],
    ),
    "_klant.gedupeerd": (
        [
            "De monteur heeft alwéér afgezegd!!",
            "Voor de derde keer geannuleerd, lekker dan",
            "Afspraak afgezegd zonder enig bericht",
            "Jullie hebben mijn afspraak gewoon geannuleerd",
        ],
        [
            "Ik heb mijn afspraak weer afgezegd, krijg ik mijn borg terug?",
            "Kan een afspraak zonder kosten worden afgezegd?",
            "Kan ik de les van morgen nog afzeggen?",
        ],
    ),
    "_zegt-wanneer": (
        [
            "De monteur komt donderdag.",
            "Dank voor je geduld, het is nu verholpen.",
            "Dat is nog niet bekend.",
            "Volgende week hoor je meer.",
        ],
        ["Onze monteurs doen elke dag hun uiterste best.", "Bij drukte kan het altijd gebeuren dat iets uitloopt.", "Wat naar voor u!"],
    ),
    "_algemene-zin": (
        [
            "Bij drukte kan het voorkomen dat een rit uitvalt.",
            "Dat is helaas niet altijd te voorkomen.",
            "Onze planners doen hun uiterste best.",
            "Wij hechten veel waarde aan tevreden gasten.",
            "We nemen dit heel serieus.",
            "Wij danken u voor uw begrip.",
            "Kunnen we je verder nog ergens mee helpen?",
        ],
        [
            "Het kan voorkomen dat je twee dagen wacht.",
            "We doen ons best om hem vrijdag te leveren.",
            "Uw dossier ligt bij mevrouw Smit.",
            "Je mag je eigen eten meenemen, veel plezier!",
            "Dank voor uw begrip, bel gerust nog even.",
        ],
    ),
}


@pytest.mark.parametrize(("signal", "text", "present"), sided(CASES))
def test_danger_and_what_only_looks_like_it(linter: Linter, signal: str, text: str, present: bool) -> None:
    draft = Draft("Hoi!", customer=text) if signal.startswith("_klant.") else Draft(text)
    ((reading, _),) = linter.readings([draft])
    assert reading.has(signal) is present


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Beste mevrouw Smit,\n\nWat vervelend. Bij drukte kan dit voorkomen. Wij vragen uw begrip.\n\nMet vriendelijke groet, Eva", True),
        ("Hoi Jan, wat vervelend. Bij drukte kan dit voorkomen. Je geld is onderweg. ^EK", False),
        ("Hoi Jan, sorry! ^EK", False),
    ],
)
def test_a_reply_that_says_nothing(linter: Linter, text: str, expected: bool) -> None:
    ((reading, _),) = linter.readings([Draft(text)])
    assert reading.has("_zegt-niets") == expected
