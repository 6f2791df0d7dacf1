"""Acts told by where a thing is now, steps named by an infinitive, questions of which the answer is an invitation, trouble acknowledged without the usual words."""

import pytest

from tests.helpers import Sides, sided
from webcarelint.linter import Linter
from webcarelint.model import Draft

CASES: Sides = {
    "eigen-actie": (
        [
            "Geen probleem, ik zoek het voor je op.",
            "Geen paniek Truus, 'k heb je afspraak verplaatst naar dinsdag.",
            "We hebben je tekening geprint en boven de balie gehangen.",
            "Het antwoord staat in je DM.",
            "Op maandag 4 mei werken we aan de leiding in uw straat.",
            "Dan liggen vrijdag de sleutels klaar.",
            "We gaven uw opmerking door aan de kok.",
            "Morgenvroeg wordt uw straat gestrooid.",
            "Donderdagmiddag wordt de lift gekeurd.",
            "Onze technici zitten er bovenop.",
            "Het pasje is gisteren op de post gegaan.",
            "Je saldo staat weer op nul.",
            "Een antwoord volgt morgen.",
            "Herstelling van het dak loopt.",
            "De winnaars krijgen vrijdag bericht van ons.",
            "De dubbele factuur is gewist.",
            "Je ticket is bij het team van Zwolle beland.",
            "In oktober komen er nieuwe bankjes.",
            "Dan zet een vaste collega het contract stop.",
            "Gedaan, kijk maar in je mail.",
            "De opzichter heeft het als 'droog' afgemeld.",
            "We betreuren wat dit met u doet en zullen ervoor zorgen dat het stopt.",
            "Uw bemerking bezorgen we aan de uitbater.",
        ],
        [
            "Wij bezorgen van maandag tot en met zaterdag.",
            "Niets geschrapt hoor, de uitzending is gewoon vrijdag.",
            "Geen probleem, daar zijn we voor!",
            "Meer kunnen we nog niet zeggen, maar hou onze pagina in de gaten.",
            "Graag had ik nog uw telefoonnummer geweten.",
            "Onze bezorgers bellen altijd aan.",
            "Dat is precies waar we het voor doen.",
            "Daar doen onze mensen het voor.",
            "Vervelend dat je pas is ingeslikt.",
            "We verwachten hem morgen weer 💚 Zet jezelf op de lijst!",
            "Met uw gift kunnen we weer dieren opvangen.",
            "We vinden het fijn om te horen.",
            "Helpen we u graag mee!",
            "Wij halen alleen reacties met scheldwoorden weg.",
            "We tellen ze elke ochtend.",
            "Bij ons krijg je gewoon een van ons aan de lijn.",
            "5G zit bij ons gewoon in elk abonnement.",
            "Naar aanleiding van uw mail berichten wij u als volgt.",
        ],
    ),
    "actieverzoek": (
        [
            "Wilt u ons via klachten@praktijk.example laten weten op welke dag dit was?",
            # an infinitive for a subject, with the way behind it
            "Opladen aan de paal op het plein kan ook.",
            "Betalen met een cadeaubon mag gewoon.",
            "Omwisselen doe je aan de kassa.",
            # what is sensible, enough, or helps
            "Vooraf reserveren is aan te raden.",
            "Laten zien van je QR-code is voldoende.",
            "Een nachtje laten drogen helpt meestal.",
            "Het helpt ons als er een foto bij zit.",
            # the consequence right behind it
            "App sluiten en opnieuw openen en hij doet het weer.",
            "svp kenteken even mailen dan zoek ik het op",
            "Laat het me weten met een foto, dan zoek ik het uit.",
            # by when, where, by what number
            "Laat het ons voor zaterdag weten.",
            "Uw klantenkaart kan u verlengen aan elke kassa.",
            "Een second opinion vraagt u aan door te mailen naar de kliniek.",
            "Nog vragen? Bel ons op 050 123 45 67.",
            "Bij brand bel je 112.",
        ],
        [
            "Inloggen via de oude site kan niet meer.",
            "Meer zout eten is niet aan te raden.",
            "Klagen helpt niet.",
            "Fouten maken is menselijk.",
            "We wilden het pakket nog sturen en het is niet gelukt.",
            "Vier uur in de regen en dan ook nog zelf een taxi regelen. Wat een avond.",
            "Start de motor niet, dan bel je de pechdienst.",
            "Ik laat het je voor zaterdag weten.",
            "Onze collega kan u helpen.",
            "Het tegoed van 20 euro zie je terug op je volgende afrekening.",
            "Je zit op rij 12, links achterin.",
            "Updates: stadswerk.example/noord",
            "We zien u niet graag gaan.",
            "Wanneer kun je het ophalen?",
        ],
    ),
    "vraag": (
        [
            "Wanneer kun je het ophalen?",
            "Welke foto kun je ons sturen?",
            "Het pakket ligt hier, wanneer kun je langskomen? Mail even een dag.",
            "We sturen iemand langs, op welk adres mag dat? Antwoord gerust hier.",
            "Wil je de kast nog hebben? Laat het ons voor zaterdag weten.",
            "Past het je als ik om vier uur bel? Laat even weten.",
            "Jens zet 'm klaar. Lukt dat?",
        ],
        [
            "Kun je ons laten weten wanneer het past?",
            "Wat kun je nu doen? Wacht op de brief.",
            "Wat ik voor u kan doen:\n1. ruilen\n2. geld terug",
            "Heb je nog ideeën? We horen ze graag.",
            "Wil je nog iets weten? Vraag maar.",
            "Iets vergeten of een opmerking? Wij staan klaar.",
            "Nog wat op je hart? Aarzel niet.",
        ],
    ),
    "uitnodiging": (
        [
            "Heb je nog ideeën? We horen ze graag.",
            "Kom na je vakantie gerust weer binnenlopen.",
            "De deur blijft hier op een kier voor je.",
            "Loop je weer vast, dan roep je maar.",
            "Nog vragen? Bel ons gerust.",
        ],
        [
            "Nog vragen? Bel ons op 050 123 45 67.",
            "Vragen? Mail naar hulp@bankje.example.",
            "We zien je niet graag weer gaan.",
            "Kom na het weekend de sleutel ophalen.",
        ],
    ),
    "medeleven": (
        [
            "Die onrust zien we in de klas ook, en we begrijpen uw zorg.",
            "Wij snappen dat u meer van ons gehoopt had.",
            "Ik begrijp dat je dit sneller verwachtte.",
            "Dat maakt een drukke week er niet leuker op.",
            "Dat maakt het extra wrang.",
            "Zoiets gunt ge niemand.",
            "Wat zullen jullie Bob missen.",
            "Da's wel lang zeg!",
            "Lastig, zo zonder auto.",
            "Zonder warm water is het behelpen.",
            "Je betaalt voor een plek aan het raam en dan zit je drie uur naast het toilet.",
        ],
        [
            "Sorry, dat begrijp ik niet. Wil je het anders zeggen?",
            "Beste gast, jammer dat u dit pas achteraf meldt.",
            "Oei. Wat is er gebeurd?",
            "Het spijt ons te vernemen dat u ontevreden bent over onze dienst.",
            "We snappen dat 'vervelend' een ander woord is voor jullie.",
            "De voorstelling duurt kort, en dan zit je weer in de trein.",
            "Lastig voor ons om te beoordelen.",
            "We begrijpen dat je het graag eerder had gekregen.",
            "@schipper_jo Tot 22 u wel.",
            "Upgrade naar het ruime pakket om zonder reclame te kijken.",
        ],
    ),
}


@pytest.mark.parametrize(("signal", "text", "present"), sided(CASES))
def test_a_signal_in_a_turn_of_phrase(linter: Linter, signal: str, text: str, present: bool) -> None:
    assert (signal in linter.check(Draft(text)).signals) == present


def test_a_damaged_article_that_is_to_be_reported_is_no_sympathy(linter: Linter) -> None:
    draft = Draft("Een beschadigd artikel meldt u binnen twee dagen via het formulier.", customer="Mijn pakket is kapot aangekomen!")
    assert "medeleven" not in linter.check(draft).signals
