"""What is not the agent's own wording: quotes, the thread below a reply."""

import pytest

from webcarelint.language import quoted_spans, thread_start
from webcarelint.linter import Linter
from webcarelint.model import Draft

QUOTED: dict[str, list[str]] = {
    'In de brief staat "u dient te betalen".': ['"u dient te betalen"'],
    "Je schrijft “helaas” en ‘vervelend’.": ["“helaas”", "‘vervelend’"],
    "Je schrijft „helaas” over «de bus».": ["„helaas”", "«de bus»"],
    "Open de mail 'Uw nota van mei' even.": ["'Uw nota van mei'"],
    "Foto's en video's van 's ochtends": [],
    'Zo\'n tv is 32" of 40" groot': [],
    "> Waar is mijn pakket?\nDat komt morgen.": ["> Waar is mijn pakket?"],
    "Nog meer >> hier": [],
    "Je zei “dit is niet af": [],
}

# a reply and the thread that is quoted below it
THREADS = [
    "Op ma 3 mrt schreef Jan:\n> Waar is mijn pakket?",
    "Op 3 maart 2025 om 14:02 schreef Jan de Boer <jan@a.nl>:\nWaar is mijn pakket?",
    "On Mon, Mar 3, 2025 at 2:02 PM Jan wrote:\n> Waar?",
    "-----Oorspronkelijk bericht-----\nVan: Jan\nWaar is mijn pakket?",
    "Van: Jan de Boer\nVerzonden: maandag 3 maart\nAan: Klantenservice\nOnderwerp: pakket\n\nWaar is het?",
    "> Waar is mijn pakket?\n> Ik wacht al weken.\n",
]


@pytest.mark.parametrize(("text", "expected"), QUOTED.items())
def test_quoted_words(text: str, expected: list[str]) -> None:
    assert sorted(text[start:end] for start, end in quoted_spans(text)) == sorted(expected)


@pytest.mark.parametrize("thread", THREADS)
def test_a_quoted_thread_starts_where_the_reply_ends(thread: str) -> None:
    reply = "Hoi Jan,\n\nJe pakket komt morgen.\n\nGroetjes, Eva\n\n"
    assert thread_start(reply + thread) == len(reply)


@pytest.mark.parametrize("text", ["Je pakket komt morgen.", "Op maandag schreef je ons al.", "Van harte! Jan: fijne dag.", *THREADS[:1]])
def test_a_text_without_a_reply_above_has_no_thread(text: str) -> None:
    assert thread_start(text) == len(text)


@pytest.mark.parametrize("thread", THREADS)
def test_the_thread_is_not_the_agents(linter: Linter, thread: str) -> None:
    report = linter.check(Draft(f"Je pakket komt morgen. ^EK\n\n{thread}\n> Helaas, sorry! 😊 Kunt u mij bellen?"))
    assert set(report.signals) & {"u-vorm", "excuus", "verboden-woord", "slotgroet"} == set()
    assert report.signals["initialen"] == ((23, 26),)
    assert all(found.end <= 26 for found in report.findings)


@pytest.mark.parametrize("words", ["helaas", "u dient", "sorry", "wij", "bedankt"])
@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "‘{}’", "«{}»"])
def test_quoted_words_are_no_signal(linter: Linter, words: str, marks: str) -> None:
    report = linter.check(Draft(f"De titel is {marks.format(words)}."))
    assert set(report.signals) & {"verboden-woord", "u-vorm", "excuus", "wij-vorm", "bedankje"} == set()


@pytest.mark.parametrize("foreign", ["https://a.nl/helaas-u", "#helaas", "@vervelend", "sorry@u.nl"])
def test_addresses_hashtags_and_handles_are_no_signal(linter: Linter, foreign: str) -> None:
    report = linter.check(Draft(f"Kijk bij {foreign}"))
    assert set(report.signals) & {"verboden-woord", "u-vorm", "excuus"} == set()
