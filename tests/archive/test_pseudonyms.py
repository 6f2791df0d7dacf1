import pytest
from hypothesis import given
from hypothesis import strategies as st

from webcarelint.archive.pseudonyms import Masked, Pseudonymiser

P = Pseudonymiser(b"sleutel", ["Eva Jansen"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hoi Jan, alles goed?", "Hoi [naam], alles goed?"),
        ("Beste mevrouw van der Berg, dank.", "Beste mevrouw [naam], dank."),
        ("Beste klant, wij helpen je.", "Beste klant, wij helpen je."),
        ("Hoi Wat vervelend!", "Hoi Wat vervelend!"),
        ("Bel 06 - 1234 5678 of +31 (0)30 123 45 67.", "Bel [nummer] of [nummer]."),
        ("Order AB-1234567 is weg.", "Order [nummer] is weg."),
        ("In 2024 om 14:00, € 1250, 20 stuks.", "In 2024 om 14:00, € 1250, 20 stuks."),
        ("Geboren 12-03-1980.", "Geboren [nummer]."),
        ("Mail j.smit@x.nl of @jan_s.", "Mail [e-mail] of [handle]."),
        ("Kijk op https://x.nl/volg?id=8 nu", "Kijk op https://x.nl/… nu"),
        ("Naar NL91 ABNA 0417 1643 00 of 1234 AB.", "Naar [iban] of [postcode]."),
        ("Tot snel! Groetjes, Mo ^MdB", "Tot snel! Groetjes, [naam] ^[naam]"),
        ("Vraag het Eva, EVA of Jansen.", "Vraag het [naam], [naam] of [naam]."),
    ],
)
def test_what_goes_and_what_stays(text: str, wanted: str) -> None:
    assert P.text(text) == wanted


def test_names_of_a_conversation() -> None:
    assert (
        P.text("Ik zag dat Youssef El Amrani belde, de klant.", ["youssef el amrani", None, ""])
        == "Ik zag dat [naam] El [naam] belde, de klant."
    )
    assert P.text("Van der Valk", ["Van der"]) == "Van der Valk"


def test_codes_are_stable_and_keyed() -> None:
    assert P.code("medewerker", " Eva ") == P.code("medewerker", "eva")
    assert P.code("medewerker", "eva") != Pseudonymiser(b"anders").code("medewerker", "eva")
    with pytest.raises(ValueError, match="key"):
        Pseudonymiser(b"")


def test_a_span_that_touches_a_replacement_grows() -> None:
    masked = Masked("Hoi [naam], dag", ((4, 7, 6),))  # Hoi Jan, dag
    assert masked.forward((0, 3)) == (0, 3)
    assert masked.forward((5, 6)) == (4, 10)
    assert masked.forward((0, 7)) == (0, 10)
    assert masked.forward((9, 12)) == (12, 15)


PIECES = st.sampled_from(
    ["Hoi ", "Jan", "Eva", " ", "06-12345678", "@x", "a@b.nl", "https://x.nl/p", "^EK", "é", "😊", "\n", "1234AB", "Groetjes, ", "dag"]
)


@given(st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join))
def test_spans_stay_in_the_text_and_in_order(text: str) -> None:
    masked = P.masked(text)
    moved = [masked.forward((n, n)) for n in range(len(text) + 1)]
    assert all(0 <= start <= end <= len(masked.text) for start, end in moved)
    assert moved == sorted(moved)
    touched = {n for start, end, _ in masked.cuts for n in range(start, end)}
    for n, letter in enumerate(text):
        if n not in touched:
            start, end = masked.forward((n, n + 1))
            assert masked.text[start:end] == letter
