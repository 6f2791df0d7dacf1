"""What the customer tells of himself: a name, data, a language; and what only looks like it."""

import pytest

from webcarelint.linter import Linter
from webcarelint.model import Draft

# signal: (a message of a customer and the words it is found at), messages that do not have it
CASES: dict[str, tuple[list[tuple[str, list[str]]], list[str]]] = {
    "klant.naam": (
        [
            ("Waar blijft mijn pakket? Groet, Jan", ["Jan"]),
            ("Waar blijft mijn pakket?\n\nMet vriendelijke groet,\nP. de Vries", ["P. de Vries"]),
            ("Mvg Fatima El Amrani", ["Fatima El Amrani"]),
            ("Waar blijft hij? Gr. Kees!", ["Kees"]),
            ("Groetjes Noor en Kim", ["Noor en Kim"]),
            ("Waar blijft hij? Marloes", ["Marloes"]),
            ("Wanneer komt de monteur? M. Aksoy", ["M. Aksoy"]),
            ("Dit klopt niet. Mw. Tan", ["Mw. Tan"]),
            ("Een stageplek bij groen? Lars (17)", ["Lars"]),
            ("Mijn naam is Sanne de Boer en ik wacht al weken.", ["Sanne de Boer"]),
            ("Hallo, ik ben Teun, ik krijg steeds sms'jes.", ["Teun"]),
            ("Hoogachtend,\nS. Idrissi", ["S. Idrissi"]),
        ],
        [
            "Groeten uit Gouda!",
            "Doe de groeten aan Eva.",
            "Dankjewel Tom",
            "Bedankt Sanne, je hebt me goed geholpen.",
            "Ik ben klant sinds 2009.",
            "Ik ben in Utrecht en mijn trein rijdt niet.",
            "Wat een puinhoop. Belachelijk",
            "De bus stopt niet meer in Zwolle.",
            "Waar blijft hij? Groet",
            "Alvast bedankt. Groetjes!",
            "Mijn buurvrouw Petra wacht ook.",
            "Wanneer komt hij? Vandaag",
        ],
    ),
    "klant.ordernummer": (
        [
            ("Mijn order 12345678 is er niet", ["12345678"]),
            ("Klantnummer: 44871", ["44871"]),
            ("dossier 77120: de aannemer kwam niet", ["77120"]),
            ("Boekingscode is XK4T9P", ["XK4T9P"]),
            ("Track & trace 3SABCD1234567 staat stil", ["3SABCD1234567"]),
            ("Het gaat om #88120", ["88120"]),
        ],
        [
            "Mijn bestelling van 3 mei is er niet",
            "Ik ben klant sinds 2009",
            "Mijn bestelling kostte 1250 euro",
            "Ik wacht al 100 dagen op mijn order",
            "Bel 0900-1234567",
            "#durftevragen",
        ],
    ),
    "klant.gegevens": (
        [
            ("Geen internet op 1234 AB 12", ["1234 AB 12"]),
            ("Mail me op jan.devries@voorbeeld.nl", ["jan.devries@voorbeeld.nl"]),
            ("Je kunt me bereiken: 06-12345678", ["06-12345678"]),
            ("Mijn gsm is 0478 12 34 56", ["0478 12 34 56"]),
            ("Stort het op NL91 ABNA 0417 1643 00", ["NL91 ABNA 0417 1643 00"]),
            ("kenteken: XX-123-B", ["XX-123-B"]),
            ("Geboren 12-03-1980", ["12-03-1980"]),
            ("Mijn BSN is 123456782", ["123456782"]),
            ("Mijn order 12345678 is er niet", ["12345678"]),
        ],
        [
            "Geen internet in Utrecht",
            "In 2024 IN de top 10!",
            "Om 1830 UU was er niemand",
            "Ik heb 0900-1234567 gebeld",
            "Al drie keer gebeld naar 078 55 51 20",
            "Ik mailde naar klacht@winkel.nl",
            "Ik stuurde een mail naar info@winkel.nl",
            "De trein van 8.12 uur reed niet op 3 mei",
            "Het kost 12,95 in plaats van 9,95",
        ],
    ),
    "klant.anderstalig": (
        [
            ("Hi, where is my parcel? I have been waiting for it and there is no one to talk to.", ["Hi, where is my parcel? I have been waiting for it and there is no one to talk to."]),
            ("Wann kommt das Paket? Ich warte schon und es ist noch nicht bei mir.", ["Wann kommt das Paket? Ich warte schon und es ist noch nicht bei mir."]),
            ("Где моя посылка?", ["Где моя посылка?"]),
        ],
        [
            "Waar is mijn pakket? Ik wacht al twee weken.",
            "Thanks! Het pakket is binnen.",
            "Nice service hoor, al drie weken geen reply van jullie.",
            "Ik las: “we will be back with you as soon as we have an answer for you”. Wanneer?",
            "😡😡😡",
        ],
    ),
}  # fmt: skip


def _found(linter: Linter, name: str, message: str) -> list[str]:
    ((reading, _),) = linter.readings([Draft("Ik kijk het na.", customer=message)])
    return [message[start:end] for start, end in reading.spans(name)]


@pytest.mark.parametrize(("name", "message", "words"), [(name, text, words) for name, (has, _) in CASES.items() for text, words in has])
def test_it_is_found_at_its_words(linter: Linter, name: str, message: str, words: list[str]) -> None:
    assert _found(linter, name, message) == words


@pytest.mark.parametrize(("name", "message"), [(name, text) for name, (_, lacks) in CASES.items() for text in lacks])
def test_it_is_not_found_where_it_is_not(linter: Linter, name: str, message: str) -> None:
    assert _found(linter, name, message) == []


@pytest.mark.parametrize("name", CASES)
def test_without_a_message_there_is_nothing(linter: Linter, name: str) -> None:
    ((reading, _),) = linter.readings([Draft("Groet, Jan. Order 12345678, 1234 AB 12.")])
    assert reading.spans(name) == ()
