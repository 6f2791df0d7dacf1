"""What a general condition of requests, sympathy, questions and invitations lets in, and what it must still keep out."""

import pytest

from tests.helpers import Sides, sided
from webcarelint.linter import Linter
from webcarelint.model import Draft

CASES: Sides = {
    "actieverzoek": (
        [
            # where it can be done, wherever that is
            "Ja hoor, aanmelden kan op elke locatie.",
            "Afgeven kan nu al in ieder buurtpunt.",
            "Wil je nu al een plek, dan kan dat op feestdag.example.",
            "Inchecken? Dat gaat vanaf 30 uur voor vertrek in de app.",
            "Klachten kunnen enkel schriftelijk worden ingediend.",
            "Zo'n pas verlengen gaat het vlotst aan het loket.",
            "Onze ombudsman is te bereiken via ombuds@ziekenhuis.example.",
            "Bij klachten neemt u contact op met de huisarts.",
            # the way through a menu
            "Instellingen > Meldingen > Push.",
            "Rapporten → Exporteren → CSV",
            # a stem that looks like a noun, with what it is to be done to
            "Plaats alles de avond voordien op de stoep; hout wordt niet meegenomen.",
            "Vervang eerst de batterijen, dat lost het vaak op.",
            "Koop je kaarten op tijd, het loopt storm.",
            "Doe is een herstart, dat helpt soms.",
            # *graag* before whatever is to be done to whatever
            "Graag de tuinstoelen en planten even binnen zetten.",
            "Graag uw naam op het formulier vermelden.",
            # infinitives that go without a helper
            "Op tijd komen dus!",
            "Kraan een kwartier laten lopen.",
            "De filter eruit, dan de kast schoonmaken met een doekje.",
            "Hij ligt klaar, even vragen bij de receptie.",
            # a request in the form of a question
            "Breng je de kapotte lamp mee naar de winkel?",
            "Mag ik u vragen om de stand voor vrijdag door te geven?",
            "Nog vragen? Bel Ann gerust rechtstreeks op 050 00 00 11.",
            "Je kunt het online aanvragen, je hoeft dus niet langs te komen.",
        ],
        [
            "Dat kan op zaterdag druk zijn.",
            "Dat kan in de zomer wat langer duren.",
            "Rustig ontbijten kan op zaterdag.",
            "Prijzen kunnen per winkel verschillen.",
            "De wedstrijden kunnen door regen worden afgelast.",
            "De winkel is bereikbaar met lijn 4.",
            "De route gaat Gent → Aalst.",
            "Plaats genoeg in de late trein.",
            "Graag tot de volgende wedstrijden.",
            "Wij balen dus flink.",
            "Vier dagen lopen dus, zonder fiets.",
            "We hebben de kraan een uur laten lopen.",
            "Druk hier vandaag!",
            "Tot zondag.\n\nAnna en Willem",
            "De nieuwe kok is er bijna, start 3 mei.",
            "Een momentje aub, ik kijk even.",
            "Excuses voor het lange wachten.",
            "Je hoeft verder niets door te geven.",
            "Mag er donderdag een monteur langskomen?",
            "Haal je hem zelf op of zullen we hem sturen?",
        ],
    ),
    "medeleven": (
        [
            # whatever we understand of the customer
            "Wij begrijpen dat u het hier niet mee eens bent.",
            "We snappen dat je hier met een kind in de regen stond.",
            "Ik snap dat dit niet het antwoord is waar je op zat te wachten.",
            "We merken dat uw geduld opraakt.",
            "Zoiets lezen we liever niet.",
            # what nobody has in mind
            "Zo begin je je vakantie liever niet.",
            "Zo had uw eerste dag er niet moeten uitzien.",
            "Da's niet plezant!",
            # trouble with its noun, or alone
            "Dat is een onhandig moment voor een storing.",
            "Vreselijk nieuws over uw man.",
            "Baalmoment, zo'n dichte deur.",
            "Dat klinkt als een lastige dag.",
            "Vijf uur met een kind op schoot is lang.",
            "Ach Hilde, een taart zonder naam erop.",
            "Ik werd er zelf misselijk van.",
            "Haar verlies heeft ook ons geraakt.",
            "Drie uur zitten wachten en dan niemand aan de deur: zo gaan wij niet met mensen om.",
            # whatever stands further on in the sentence
            "Een feest vier je één keer, en dan zit je een uur naar een leeg bord te kijken.",
        ],
        [
            "Ik begrijp dat u graag een factuur ontvangt.",
            "Ik begrijp dat je een vraag hebt over je polis.",
            "Ik begrijp uit je bericht dat je verhuisd bent.",
            "Begrijp ik goed dat het niet gelukt is?",
            "Zo betaal je niet te veel.",
            "Dat horen we graag!",
            "Geen slecht begin van het weekend, zo'n pakje!",
            "Rotterdam. Daar staat ons magazijn.",
            "Twee weken is de normale levertijd.",
            "Jij ook een goed weekend, Piet!",
            "Ach Wim, graag gedaan hoor!",
            "Uw lieve woorden hebben ons geraakt.",
            "Het pakket is onderweg naar het depot.",
        ],
    ),
    "vraag": (
        [
            # behind an emoji or an emoticon, with what comes of the answer behind it
            "Wat naar! 😢 In welke zaal zaten jullie? Dan kijk ik het na.",
            "Oei 😬 Welke bus was het? Dan vraag ik het na.",
            "Dat kan :) Waarover gaat het boek? Dan zoek ik mee.",
            "Om hoe laat was dat? Dan kijken we de beelden na.",
            "Waarheen reis je? Dan check ik de aansluiting.",
            # a choice
            "Wil je je geld terug of wil je een nieuwe? Laat maar weten.",
            "Wil je liever een andere les of geef je hem nog een kans? Laat het me via de app weten.",
            "Mag er woensdag iemand langskomen?",
            "Zit je er nog? 🙂",
        ],
        [
            "Nu al proberen? Aanmelden kan vanaf maandag.",
            "Toch liever annuleren? Dat kan tot vrijdag.",
            "Breng je de sleutel terug naar de receptie?",
            "Mogen wij u verzoeken om het formulier in te vullen?",
            "Verder nog iets waar we iets voor kunnen doen?",
            ":) Niet gevonden? Zoek dan op artikelnummer.",
        ],
    ),
    "uitnodiging": (
        [
            "Bedenkt u zich ooit, dan staat onze deur open.",
            "Laat zeker horen wat u van de nieuwe kaart vindt!",
            "Nog iets waar ik mee kan helpen?",
        ],
        [
            "Vragen? Bel Ann gerust rechtstreeks op 050 00 00 11.",
            "Laat weten wat je klantnummer is.",
        ],
    ),
}


@pytest.mark.parametrize(("signal", "text", "present"), sided(CASES))
def test_a_signal_in_wider_words(linter: Linter, signal: str, text: str, present: bool) -> None:
    assert (signal in linter.check(Draft(text)).signals) == present
