"""Where a condition decides: a negation, advice, where an answer lies, who stands before and behind a comma in a signature."""

import pytest

from tests.helpers import Sides, sided
from webcarelint.linter import Linter
from webcarelint.model import Draft

CASES: Sides = {
    "termijn": (
        [
            # an expectation makes the perfect one of what is to come
            "We verwachten dat het om vier uur is verholpen.",
            # who does it for the customer, in a clause that opens with 'die'
            "De collega die u morgen belt, kent uw dossier.",
            # brought along, rather than on its way by a timetable
            "Je jas gaat vanavond mee met de bus.",
            "De tas komt morgen met de eerste vlucht mee.",
            # from which invoice on
            "Het verschil volgt met de factuur van 1 juni.",
            "Vanaf de nota van mei komt alles in uw mailbox terecht.",
            "Het bedrag is de volgende bankwerkdag beschikbaar.",
            "Ze gaat op de post en is er overmorgen.",
            "Het duurt niet langer dan twee weken.",
        ],
        [
            # then it does not happen
            "Op zondag wordt er niet bezorgd.",
            "Online lukt het binnen 24 uur niet meer.",
            "Mevrouw Kramer is er vandaag niet.",
            "Mijn collega is morgen afwezig.",
            "Vanavond hebben we helaas geen plek meer.",
            # advice, what comes every month, what is long past
            "Ons advies is later op de dag terug te bellen.",
            "De incassodatum is de 27e van de maand.",
            "Rond de 25e van elke maand.",
            "Dat is de waarde rond 1 januari vorig jaar.",
            "We zien hier: betaald op 11/6.",
            # what can be had, and what the customer looks forward to
            "Een levering op zaterdag behoort tot de mogelijkheden.",
            "Over drie dagen is het zover!",
            "Uw reservering voor zaterdag om 19 uur staat vast.",
        ],
    ),
    "kanaalwissel": (
        [
            "Blijft het misgaan: hulp@kanoshop.example.",
            "Mogen we u verwijzen naar onze ombudsdienst, ombuds@kanoshop.example?",
            "Dat mag via info@{{domein}}.",
            "Stuur het bonnetje naar {{support_email}}.",
            "Indien u ons uw polisnummer mailt, storten we het terug.",
        ],
        [
            "Het label zit in je mail.",
            "Antwoord staat in je DM.",
            "Kijk in je DM, daar staat het.",
            "Dan kun je deze mail weggooien.",
            "Je kunt op deze mail reageren.",
            "Zoals daarnet aan de telefoon besproken, zit het contract erbij.",
            "Hierbij bevestigen wij de ontvangst van uw e-mail.",
            "Onze koeriers bellen altijd aan.",
            "Bent u overdag bereikbaar op het nummer dat eindigt op 71?",
        ],
    ),
    "gegevensverzoek": (
        [
            "Een consulent belt u terug als u uw naam en nummer achterlaat.",
            "Welk nummer staat er op de achterkant van je kaart?",
            "Ik zoek het op met je klantnummer. Heb je dat bij de hand?",
            "Wilt u het referentienummer vermelden?",
            "Naar welk nummer kan ik bellen?",
        ],
        ["Welk nummer staat er boven de voorruit?", "Kun je checken of je e-mailadres klopt?"],
    ),
    "bedrijf": (
        [
            "Alvast bedankt, gemeente Rijnoord",
            "Dat kan. Mvg Frituur 't Hoekje",
            "Dank voor uw begrip.\n\nWarmtelijn, afdeling Beheer",
        ],
        [
            "Dank voor het melden, gemeente.",
            "De tweede kop is trouwens altijd van het huis.",
            "Heel veel plezier van je nieuwe bank, Petra, en dank voor de moeite.",
            "Vriendelijke groet\nHotel Zeezicht, Isabelle",
        ],
    ),
    "naam": (
        ["Vriendelijke groet\nHotel Zeezicht, Isabelle", "Hoi Wim! Graag gedaan \N{WINKING FACE} Tot een volgende keer, Lies"],
        ["Vriendelijke groet\nHotel Zeezicht, Knokke", "Dank voor uw begrip.\n\nWarmtelijn, afdeling Beheer"],
    ),
    "klantnaam": (
        ["Wat leuk dat jullie komen, juf Lianne!", "Dank voor je recensie, {{reviewer}}."],
        ["Dank voor je bestelling bij {{shop_name}}!", "Dat regelt onze secretaris, mevrouw Smit, voor je."],
    ),
    "welwens": (
        ["Tot vrijdag en rij voorzichtig!", "Rust lekker uit!", "Veel plezier van je nieuwe bank!"],
        ["U rijdt voorzichtig genoeg.", "We rusten de bus met gordels uit."],
    ),
}


@pytest.mark.parametrize(("signal", "text", "present"), sided(CASES))
def test_a_condition_decides(linter: Linter, signal: str, text: str, present: bool) -> None:
    assert (signal in linter.check(Draft(text)).signals) is present
