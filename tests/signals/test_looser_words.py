"""Requests without their usual shape, questions that answer themselves, trouble told in the first sentences."""

import pytest

from tests.helpers import Sides, sided
from webcarelint.linter import Linter
from webcarelint.model import Draft

CASES: Sides = {
    "actieverzoek": (
        [
            "Houd uw paspoort alstublieft binnen bereik.",
            "Loop morgen even langs de apotheek voor een nieuw doosje.",
            "Voortaan vooraf de agenda raadplegen.",
            "Verzet hem zelf: Mijn afspraken > Wijzigen.",
            "Vraagt u uw huisarts om een verwijzing te schrijven?",
            "Opzeggen gaat via je account.",
            "Update de app eerst.",
        ],
        [
            "Loop gerust eens binnen, de koffie is warm.",
            "De trein Utrecht > Zwolle rijdt weer.",
            "Vraagt u wel eens om een tweede mening?",
            "Kijk, zo hoort het.",
            "U kunt, zoals u weet, altijd rekenen op ons team.",
            "Op pagina 3 laat de grafiek zien wat u betaalt.",
            "Fietsen mag op het perron niet.",
        ],
    ),
    "vraag": (
        [
            "Hoe gaat het met je zoontje? Laat het ons weten.",
            "Wat is er precies mis? Dan zoek ik het uit.",
            "Wie kon er bij u niet inloggen?",
        ],
        [
            "Wat gebeurt er nu? Uw dossier gaat naar de expert.",
            "Hoe komt dat? Door een fout in de app.",
            "Vragen over de polis? Wij staan klaar.",
        ],
    ),
    "gegevensverzoek": (
        [
            "Op welke rekening mogen we het storten?",
            "Nodig voor de aanvraag: naam, postcode en geboortedatum.",
            "Zonder uw klantnummer beginnen we niet.",
            "Svp je klantnummer in een DM.",
            "Mag ik je barcode even?",
            "Het nummer van uw polis ontbreekt.",
        ],
        [
            "Heeft u de rekening bij de hand?",
            "Stuur hun adres door.",
            "Dan krijg je een track & trace-code van ons.",
            "Haal je bericht liever weg, er staat een telefoonnummer in.",
            "Na een jaar worden alle gegevens gewist; bewaar dus zelf een kopie.",
            "Geef de lekkage aan {{adres}} door aan de huismeester.",
        ],
    ),
    "kanaalwissel": (
        [
            "Bij spoed 112 bellen.",
            "Neemt u telefonisch contact met ons op?",
            "U mag ons altijd terugbellen.",
            "Meldingen kunnen alleen telefonisch worden gedaan.",
            "Bel toestel 231 als het niet lukt.",
            "Gelieve u te wenden tot het contactcenter, 02/123.45.67.",
            "Geef je kenteken maar door via ^DM.",
        ],
        [
            "Wij nemen telefonisch contact met u op.",
            "Wat u aan de telefoon hoorde klopt niet.",
            "Neem deze mail mee naar de balie.",
            "U kunt reageren met de knop in deze e-mail.",
            "Meld het even bij onze klantenservice.",
            "We hebben u per mail geantwoord.",
            "We houden je via de mail op de hoogte.",
        ],
    ),
    "eigen-actie": (
        [
            "Ok ga navragen en laat het je weten.",
            "Een antwoord zal u binnenkort bereiken.",
            "De piloot roept het zo om.",
            "De rest volgt later vandaag.",
        ],
        [
            "Alle retouren worden gecontroleerd.",
            "Daar worden we blij van.",
            "Heb je het modem net opnieuw gestart?",
            "De gids volgt het gewone pad.",
        ],
    ),
    "medeleven": (
        [
            "Sorry! U zat dus een uur in het donker met twee kleine kinderen.",
            "Excuses. Je staat daar mooi voor schut bij je gasten.",
            "Excuses. Een hele week zonder licht en toch nog de volle rekening.",
            "Dat was niet de avond die jullie in gedachten hadden.",
        ],
        [
            "Sorry. U hebt de verkeerde pagina gelezen.",
            "Sorry. Je was te laat met annuleren en verliest je borg.",
            "Sorry. Twee kaartjes en geen reserveringskosten.",
            "Ik begrijp goed dat je graag wilt weten hoe het zit.",
        ],
    ),
    "schijnexcuus": (
        ["Sorry maar goede koffie kost tijd.", "Sorry dat de soep niet beviel maar dat is een kwestie van smaak."],
        ["Sorry maar hij is uitverkocht.", "Sorry, niet alleen voor de vertraging maar ook voor de toon."],
    ),
    "vage-termijn": (
        ["Het kan even duren voordat u antwoord krijgt.", "De chauffeur staat straks bij u voor de deur."],
        ["Het kan even duren voor de app start.", "De brief volgt nog deze week."],
    ),
    "welwens": (
        [
            "Hopelijk verloopt de volgende reis soepeler.",
            "We hopen dat u snel weer thuis bent.",
            "Wij wensen uw moeder veel geduld met het gips.",
            "Succesvolle verhuizing toegewenst!",
        ],
        [
            "Hopelijk doen we het een volgende keer beter.",
            "Hopelijk werkt de app nu sneller.",
            "Wenst u meer informatie?",
            "Dat was een gezellige avond, dank voor de foto's.",
        ],
    ),
    "je-vorm": (
        ["Dan word je door ons teruggebeld.", "Word je boos van die brief, bel dan."],
        ["Daar word je verdrietig van. Uw dossier ligt klaar.", "Dat gun je niemand. Uw pas is geblokkeerd."],
    ),
    "klantnaam": (
        [
            "Geachte [titel] [achternaam],\nUw pas ligt klaar.",
            "Beste [[voornaam]],\nHet is klaar.",
            "Dat kan, Fatma...Kijk even in de app.",
        ],
        [
            "Onze manager, Kees Jansen, belt u.",
            "Kom naar De Linde!",
            "In wijk [wijknaam], ligt de straat open.",
        ],
    ),
}


@pytest.mark.parametrize(("signal", "text", "present"), sided(CASES))
def test_a_signal_in_looser_words(linter: Linter, signal: str, text: str, present: bool) -> None:
    assert (signal in linter.check(Draft(text)).signals) == present
