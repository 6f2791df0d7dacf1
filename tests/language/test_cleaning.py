"""The text as a reader sees it, and the way back to the text as it was given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webcarelint.language.cleaning import clean
from webcarelint.linter import Linter
from webcarelint.model import Draft

CLEANED: dict[str, tuple[str, str]] = {
    "nothing to do": ("Hoi Jan 😊", "Hoi Jan 😊"),
    "zero width": ("he\u200blaas", "helaas"),
    "soft hyphen": ("he\u00adlaas", "helaas"),
    "byte order mark": ("\ufeffHoi", "Hoi"),
    "bidi": ("\u202ahelaas\u202c", "helaas"),
    "joiner between letters": ("he\u200dlaas", "helaas"),
    "joiner in an emoji": ("👩‍👩‍👧", "👩‍👩‍👧"),
    "joiner after skin tone": ("👩🏾‍💻", "👩🏾‍💻"),
    "crlf": ("a\r\nb\rc", "a\nb\nc"),
    "hard space": ("18\u00a0u", "18 u"),
    "combining accent": ("e\u0301e\u0301n", "één"),
    "mathematical letters": ("𝐆𝐞𝐥𝐝", "Geld"),
    "full width": ("ｈｅｌａａｓ", "helaas"),
    "ligature": ("ﬁjn", "fijn"),
    "lone surrogate": ("a\ud800b", "a\ufffdb"),
    "null": ("a\x00b", "a\ufffdb"),
}


@pytest.mark.parametrize(("given_text", "expected"), CLEANED.values(), ids=CLEANED)
def test_what_a_reader_sees(given_text: str, expected: str) -> None:
    assert clean(given_text).text == expected


@pytest.mark.parametrize(
    ("text", "words", "original"),
    [
        ("Wat he\u200blaas!", "helaas", "he\u200blaas"),
        ("e\u0301e\u0301n keer", "één", "e\u0301e\u0301n"),
        ("Zo: 𝐆𝐞𝐥𝐝.", "Geld", "𝐆𝐞𝐥𝐝"),
        ("een\r\ntwee", "twee", "twee"),
        ("de ﬁjne dag", "fijne", "ﬁjne"),
    ],
)
def test_the_way_back(text: str, words: str, original: str) -> None:
    cleaned = clean(text)
    start = cleaned.text.index(words)
    first, last = cleaned.back((start, start + len(words)))
    assert text[first:last] == original


@pytest.mark.parametrize(
    "text", ["he\u200blaas", "HELAAS", "ｈｅｌａａｓ", "𝐡𝐞𝐥𝐚𝐚𝐬", "hel\u00adaas", "héla\u0301a\u0301s".replace("é", "e\u0301")]
)
def test_evasions_are_found_and_point_at_what_was_typed(linter: Linter, text: str) -> None:
    report = linter.check(Draft(f"Tja, {text} dus. ^EK"))
    ((start, end),) = report.signals["verboden-woord"]
    assert f"Tja, {text} dus. ^EK"[start:end] == text


# ── for every text ───────────────────────────────────────────────────────────

PIECES = [
    "Hoi", "Jan", "helaas", "Helaas", "vervelend", "je", "u", "uw", "sorry", "Sorry", "als", "we", "bellen", "Bel", "ons", "morgen", "Groetjes",
    "Eva", "18", "u.", "DM", "bedankt", "kunt", "wij", "stuur", "je postcode", ",", ".", "!", "?", "…", " ", " ", " ", "  ", "\n", "\n\n", "\r\n",
    "\t", "\u00a0", "😊", "👩‍👩‍👧", "👋🏽", "🇳🇱", "❤️", ":-)", "^EK", "1/2", ">>", "@jan", "#fout", "https://a.nl/u", "a@b.nl", "06 12345678",
    "\u200d", "\u200b", "\ufeff", "\u0301", "\u0308", "\ufe0f", "🏽", "🇳", "“", "”", "'", '"', "‘", "’", "{{naam}}", "[", "]", "(", ")", "𝐆𝐞𝐥𝐝", "ﬁ",
    "\ud800", "\x00", "Op ma 3 mrt schreef Jan:", "> ", "NL91 ABNA 0417 1643 00", "İ", "ß", "ŉ", "漢字", "ا", "﷽",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(texts)
def test_every_place_in_a_cleaned_text_leads_back_into_the_text(text: str) -> None:
    cleaned = clean(text)
    size = len(cleaned.text)
    spans = [cleaned.back((start, start + 1)) for start in range(size)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert all(start == end for start, end in (cleaned.back((place, place)) for place in range(size)))


@given(texts.filter(lambda text: bool(text.strip())), texts)
def test_findings_are_what_they_point_at(linter: Linter, text: str, customer: str) -> None:
    for channel in ("twitter", "email"):
        report = linter.check(Draft(text, customer=customer or None, channel=channel))
        for found in report.findings:
            assert 0 <= found.start <= found.end <= len(text)
            assert text[found.start : found.end] == found.match
        for spans in report.signals.values():
            assert spans
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert list(spans) == sorted(spans)
        assert 0 <= report.score <= 100


@settings(max_examples=25)
@given(st.lists(texts.filter(lambda text: bool(text.strip())), min_size=1, max_size=3))
def test_drafts_do_not_influence_one_another(linter: Linter, many: list[str]) -> None:
    drafts = [Draft(text, id=str(number)) for number, text in enumerate(many)]
    assert list(linter.check_many(drafts)) == [linter.check(draft) for draft in drafts]
