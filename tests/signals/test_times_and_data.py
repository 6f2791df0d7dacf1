"""What a time is about, which data are asked for and which are only named, and other near misses of a promise, a channel and a signature."""

import pytest

from tests.helpers import Sides, sided
from webcarelint.linter import Linter
from webcarelint.model import Draft

CASES: Sides = {
    "termijn": (
        [
            # work that begins, and a thing that comes
            "De schilder begint maandag.",
            "Maandag start de aannemer met het dak.",
            "Nog twee nachtjes slapen en dan is hij er!",
            "Vanaf de herfstvakantie starten we met een kindertour.",
            "De verbetering zit in de release van week 23.",
            # what must be done by us
            "Dat moet binnen een uur opgelost zijn.",
            "Moet binnen tien minuten weer werken.",
            "De lift moet eind deze week weer werken.",
            # where we are tomorrow, and what we have to bring the case on
            "We staan er morgenvroeg om acht uur.",
            "We hebben dinsdag overleg en laten je daarna weten wat eruit komt.",
            "Morgen proberen we het nog een keer bij je te bezorgen.",
            "Stuur ons de foto's voor vrijdag, dan nemen we het mee.",
            "Levertermijn: 8 weken.",
            "De monteur is onderweg en is er rond vier uur.",
            "Onze expert neemt donderdag of vrijdag contact met u op.",
            "Tot vrijdag blijft de lift buiten dienst.",
        ],
        [
            # what begins, stays or is sold then
            "Om tien uur begint de rondleiding in de hal.",
            "Je tegoed blijft nog een jaar staan.",
            "Kaarten zijn tot vrijdag te koop aan de kassa.",
            "Volgens artikel 6 loopt het abonnement dan nog twee maanden door.",
            # what the customer may do
            "Wijzigen kan tot de 20e van de maand.",
            "Uitchecken doe je voor elf uur.",
            "Je mag het pakje tot maandag ophalen.",
            # what comes again
            "Grofvuil halen we op dinsdag en donderdag op.",
            "Ons team werkt van maandag tot vrijdag.",
            # how it is with us, and who is welcome again
            "Wij hebben vandaag veel telefoontjes.",
            "Morgenavond hebben we nog een tafeltje voor vier vrij.",
            "Helaas, zaterdag zitten we vol.",
            "We zien je graag volgend jaar terug.",
            "Hopelijk komt u volgende zomer nog eens langs.",
            "Dank je wel en tot over acht weken!",
            "Tot volgende week in de salon!",
            # a day to mark, and where something is
            "Morgen is het dierendag!",
            "Je zit in zaal 3, woensdag 18 juni, 9.00 - 11.30.",
            "In de spits staan er lange rijen, rond tien uur is het rustiger.",
            "Wat een pech, net voor de vakantie.",
        ],
    ),
    "vage-termijn": (
        ["Je krijgt nog een mail van ons.", "Je pakket komt er snel aan.", "We kijken er zo snel mogelijk naar."],
        [
            "Je krijgt vanavond nog een mail van ons.",
            "We kijken ernaar uit u in de nabije toekomst opnieuw te mogen ontvangen.",
            "Hopelijk mogen we u in het voorjaar weer begroeten.",
            "Er worden kosten gerekend zodra er minder dan een dag van tevoren wordt afgezegd.",
            "We reageren altijd zo snel mogelijk op klachten.",
        ],
    ),
    "kanaalwissel": (
        [
            "Ophalen kan in ons filiaal op de Markt.",
            "Je kunt hem ruilen in gelijk welke winkel.",
            "Klik rechtsonder op het chaticoontje, dan praat je met een collega.",
            "Uw foto's ontvangen wij graag per e-mail.",
            "Vul het schadeformulier in op onze site: bank.example/schade.",
        ],
        [
            "Gedaan, check je inbox!",
            "Kijk even in je spam, daar zit onze mail vaak.",
            "De chatbot is vandaag stuk.",
            "U ontvangt de factuur per e-mail.",
        ],
    ),
    "gegevensverzoek": (
        [
            "Zet het even in een DM, met klantnummer erbij graag.",
            "Ik zoek het uit als je me je klantnummer stuurt.",
            "We vinden je zo terug: stuur je postcode in een DM.",
        ],
        [
            "Ik pak je gegevens erbij.",
            "We vinden je terug via je naam, dus een bon is niet nodig. Neem hem gerust mee.",
            "De meterstand die u doorgaf, wijkt af. Kijk de cijfers nog eens na.",
            "De factuur sturen we naar het adres dat bij ons bekend is.",
            "Je hebt je ordernummer nodig om in te loggen.",
            "Uw IBAN hebben we al.",
            "Zet je klantnummer nooit openbaar.",
        ],
    ),
    "welwens": (
        ["Nog prettige filmavonden!", "Geniet van je vakantie en tot snel!"],
        [
            "Geen beterschap? Bel de huisarts.",
            "Op een zonnige zondag is het hier altijd druk.",
            "We willen dat iedereen geniet van een rustige kamer.",
        ],
    ),
    "naam": (
        ["Komt goed. Zonnige strandgroeten, Sanne", "De tablet is vervangen. Spelleiders Joep & Anouk"],
        ["Honden mogen mee. Kies bij het boeken de optie 'met huisdier'.", "Dat is geen probleem. Beste groeten, Weidepop Ticketing"],
    ),
    "bedrijf": (["Welke dag schikt?\nVriendelijke groet, onthaal De Linde", "Dat is geen probleem. Beste groeten, Weidepop Ticketing"], []),
}


@pytest.mark.parametrize(("signal", "text", "present"), sided(CASES))
def test_a_signal_and_what_looks_like_it(linter: Linter, signal: str, text: str, present: bool) -> None:
    assert (signal in linter.check(Draft(text)).signals) is present


def test_a_time_that_answers_when_we_are_open_is_no_term(linter: Linter) -> None:
    reply = "Vanaf vier uur, en zondag de hele dag."
    assert "termijn" not in linter.check(Draft(reply, customer="Hoe laat gaat de winkel zaterdag open?")).signals
    late = "Morgen om negen uur kun je er weer in."
    assert "termijn" in linter.check(Draft(late, customer="Waarom zijn jullie dicht?")).signals
