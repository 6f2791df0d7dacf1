"""What must stay one token stays one token, and the tokenizer knows its kind."""

import itertools
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from webcarelint.language.chat import specials
from webcarelint.language.tokenizer import KINDS, ChatTokenizer

# kind: each of these is exactly one token of that kind, wherever it stands in a sentence
ONE_TOKEN: dict[str, list[str]] = {
    "handle": ["@jan", "@jan_85", "@Anna.B", "@kees-jan"],
    "hashtag": ["#durftevragen", "#2jaar", "#fout_gegaan"],
    "url": [
        "https://winkel.nl/volg?id=12&b=u", "http://a.nl", "www.winkel.nl/retour", "winkel.nl/retour", "hulp.winkel.be",
        "https://winkel.nl/helaas-uitverkocht",
    ],
    "mail": ["eva@winkel.nl", "e.k+hulp@mail.winkel.co.uk"],
    "phone": ["088-1234567", "0900-1234", "06 12345678", "0612345678", "+31 20 123 45 67", "020 123 45 67", "0031612345678"],
    "iban": ["NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"],
    "time": ["18 u", "24u", "14.00u", "9:30", "17.00 uur", "8 uur", "23.59 u"],
    "postcode": ["1012 AB", "1012AB"],
    "emoji": ["😊", "❤️", "👩‍👩‍👧", "👋🏽", "👩🏾‍💻", "🇳🇱", "🏴‍☠️", "🙏🏼", "🫶", "☺️"],
    "emoticon": [":-)", ":)", ";)", ":(", "<3", "xD", ":-D", ":'(", "^^", "^_^", ":P", "=)"],
    "tag": ["^EK", "^ek", "^Eva", "^ EK", "^E.K."],
    "part": ["1/2", "2/2", "1 / 3"],
    "slot": ["{{naam}}", "{voornaam}", "[KLANTNAAM]", "[naam]", "<<naam>>", "<datum>", "${ordernummer}", "%FIRST_NAME%"],
}  # fmt: skip
ALL = [(kind, text) for kind, texts in ONE_TOKEN.items() for text in texts]

# text, what is not a special in it (or not of this kind)
NOT: list[tuple[str, str]] = [
    ("Zie stap 8) in de lijst", "emoticon"),
    ("Pagina 3:) is leeg", "emoticon"),
    ("Kijk op https://a.nl/:)b", "emoticon"),
    ("De optie:prijs is vervallen", "emoticon"),
    ("Dat klopt ✓ en het merk™ van © en ® →", "emoji"),
    ("Stap 1️⃣ en stap 2️⃣", "emoji"),
    ("Dat is 10^3 gram", "tag"),
    ("In 2024 IN de winkel", "phone"),
    ("Nummer #12 is op", "hashtag"),
    ("Ik woon op nummer 18 en u ook", "time"),
    ("De wedstrijd werd 3-2", "time"),
    ("Dat [deden we niet](https://a.nl)", "slot"),
    ("Mail @ ons", "handle"),
    ("en/of 1/2/2024", "part"),
    ("NL91ABNA", "iban"),
    ("Bestelling 123456789012", "phone"),
]


def _kinds(nlp: Language, text: str) -> dict[str, str]:
    doc = nlp.make_doc(text)
    return {doc[i].text: kind for i, kind in doc.user_data.get(KINDS, {}).items()}


@pytest.mark.parametrize(("kind", "text"), ALL)
@pytest.mark.parametrize("frame", ["{}", "Kijk: {}", "{} zegt de klant.", "Dank,\n{}\nEinde"])
def test_a_special_is_one_token(nlp: Language, kind: str, text: str, frame: str) -> None:
    assert _kinds(nlp, frame.format(text)) == {text: kind}


@pytest.mark.parametrize("text", [">>", ">>>", "»"])
def test_a_continuation_mark_ends_the_text(nlp: Language, text: str) -> None:
    assert _kinds(nlp, f"Er komt nog meer {text}") == {text: "part"}
    assert _kinds(nlp, f"Klik {text} verder") == {}


@pytest.mark.parametrize(("text", "kind"), NOT)
def test_what_only_looks_like_a_special(nlp: Language, text: str, kind: str) -> None:
    assert kind not in _kinds(nlp, text).values()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("We zijn open tot 18 u, daarna niet.", {"18 u": "time"}),
        ("Mail eva@a.nl.", {"eva@a.nl": "mail"}),
        ("Zie (www.a.nl).", {"www.a.nl": "url"}),
        ("Dag @jan, bel 088-1234567!", {"@jan": "handle", "088-1234567": "phone"}),
        ("Top😊😊", {"😊": "emoji"}),
        ("Bedankt!:-)^EK", {":-)": "emoticon", "^EK": "tag"}),
        ("#top#fijn", {"#top": "hashtag"}),
    ],
)
def test_specials_beside_other_signs(nlp: Language, text: str, kinds: dict[str, str]) -> None:
    found = _kinds(nlp, text)
    assert {key: found.get(key) for key in kinds} == kinds


def test_two_emoji_side_by_side_are_two_tokens(nlp: Language) -> None:
    assert [token.text for token in nlp.make_doc("🎉🎉🇳🇱🇧🇪👋🏽")] == ["🎉", "🎉", "🇳🇱", "🇧🇪", "👋🏽"]


@pytest.mark.parametrize(
    "text", ["Hoi Jan, mail eva@a.nl of bel 06 12345678 😊 ^EK 1/2", "  twee  spaties  ", "\n\n@jan\t#ok\n", "a{{b}}c"]
)
def test_tokens_give_the_text_back(nlp: Language, text: str) -> None:
    assert nlp.make_doc(text).text == text


# text, the kinds that its tokens should have
IN_CAPITALS: list[tuple[str, dict[str, str]]] = [
    ("BE68 5390 0754 7034 is ons nummer", {"BE68 5390 0754 7034": "iban"}),  # a short word after it is not its last group
    ("Zie ^ hierboven", {}),  # a lone caret is no tag
]


@pytest.mark.parametrize(("text", "kinds"), IN_CAPITALS)
def test_case_counts_where_capitals_are_meant(nlp: Language, text: str, kinds: dict[str, str]) -> None:
    assert _kinds(nlp, text) == kinds


def test_specials_never_overlap() -> None:
    found = specials("@jan_85 zie https://x.nl/@a#b of a@b.nl, 06 12345678 😊:-) ^EK 1/2 {{naam}} 18 u. NL91 ABNA 0417 1643 00")
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_the_tokenizer_is_saved_as_the_one_that_it_wraps(tmp_path: Path) -> None:
    plain = spacy.blank("nl")
    wrapped = ChatTokenizer(plain.tokenizer)
    wrapped.to_disk(tmp_path / "tokenizer")
    again = ChatTokenizer(spacy.blank("nl").tokenizer).from_disk(tmp_path / "tokenizer")
    assert [token.text for token in again("Mail eva@a.nl 😊")] == [token.text for token in wrapped("Mail eva@a.nl 😊")]


@pytest.mark.parametrize("piece", ["😀", "u😀", "goed!", "a.b", "www.winkel.nl/" + "x" * 900 + " "])
def test_a_long_run_without_spaces_is_read_in_pieces_and_keeps_its_text(nlp: Language, piece: str) -> None:
    text = "Hoi Jan,  zie: " + piece * 1000 + " Groetjes!"
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert [token.text for token in doc][:6] == [token.text for token in nlp.make_doc(text[:15])][:6]
    assert sum(kind == "emoji" for kind in doc.user_data.get(KINDS, {}).values()) == text.count("😀")
    assert sum(kind == "url" for kind in doc.user_data.get(KINDS, {}).values()) == text.count("www.")
