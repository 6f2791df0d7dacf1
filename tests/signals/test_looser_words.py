"""Requests without their usual shape, questions that answer themselves, trouble told in the first sentences."""

import pytest

from tests.helpers import Sides, sided
from webcarelint.linter import Linter
from webcarelint.model import Draft

CASES: Sides = {
    "actieverzoek": (
        [
            "De oude doos mag je bij de winkel afgeven.",
            "De deurcode moet u eerst invoeren.",
            "Past het niet, dan kun je een tweede expert aanwijzen.",
            "U neemt het formulier mee naar het loket.",
            "Daarvoor had ik graag uw polisnummer gekregen.",
            "Mogen we je bestelnummer in een DM?",
            "Gooi je de verpakking nog niet weg?",
            "Als u hieronder uw klantnummer vermeldt, kijken wij het na.",
            "Niet vergeten je pas te activeren.",
            "Je code staat in de mail, invoeren bij stap 3.",
            "Bestellen kan hier: voorbeeld.nl.",
            "Blijf daar wachten, onze wegenwacht komt eraan.",
            "Liever hoor ik je even: bel me morgen en vraag naar Noor.",
            "Houd uw paspoort alstublieft binnen bereik.",
            "Loop morgen even langs de apotheek voor een nieuw doosje.",
            "Voortaan vooraf de agenda raadplegen.",
            "Verzet hem zelf: Mijn afspraken > Wijzigen.",
            "Vraagt u uw huisarts om een verwijzing te schrijven?",
            "Opzeggen gaat via je account.",
            "Update de app eerst.",
        ],
        [
            "Dat horen we graag!",
            "Ons park is 5 minuten lopen.",
            "Eet smakelijk vanavond!",
            "Antwoord volgt morgen.",
            "Onze zaak in Meppel, open di t/m za van 10 tot 17u.",
            "Dat hadden we graag anders gezien.",
            "U meldde zich aan op 3 mei.",
            "Ik zet het klaar, geef het door en sluit de melding.",
            "Je vindt ze tegen het einde van de week in je mailbox.",
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
            "Het geld is onderweg. Of wil je liever een nieuwe? Er staan er nog twee.",
            "Hoe gaat het met je zoontje? Laat het ons weten.",
            "Wat is er precies mis? Dan zoek ik het uit.",
            "Wie kon er bij u niet inloggen?",
        ],
        [
            "Kan ze zelf niet komen? Bel dan 14 0555.",
            "Mogen we je bestelnummer in een DM?",
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
            "Drie weken is veel te kort voor zo'n duur apparaat.",
            "Van uw bericht zijn wij bijzonder geschrokken.",
            "Dat het wachten niet prettig was, weten we.",
            "Daar heb je flink last van gehad.",
            "Wij begrijpen uw bezorgdheid.",
            "Je had je er zo op verheugd.",
            "Sorry! U zat dus een uur in het donker met twee kleine kinderen.",
            "Excuses. Je staat daar mooi voor schut bij je gasten.",
            "Excuses. Een hele week zonder licht en toch nog de volle rekening.",
            "Dat was niet de avond die jullie in gedachten hadden.",
        ],
        [
            "Heb je er nu nog last van gehad?",
            "De termijn is te kort om dat te regelen.",
            "Amai, wat een compliment!",
            "De buren hebben geen last van de werken.",
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
