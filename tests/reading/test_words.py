"""A Doc as columns of plain values."""

import pytest
from spacy.language import Language

from webcarelint.linter import Linter
from webcarelint.model import Draft
from webcarelint.reading.words import Words

TEXT = "Hoi Jan! Bel @ons even:  “nu” 😊"


def test_columns_agree_with_the_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    words = Words(doc, nlp.get_pipe("parser"))
    assert len(words) == len(doc)
    for i, token in enumerate(doc):
        assert (words.start[i], words.end[i]) == (token.idx, token.idx + len(token))
        assert (words.lower[i], words.lemma[i], words.pos[i]) == (token.lower_, token.lemma_.lower(), token.pos_)
        assert (words.morph[i], words.dep[i], words.head[i]) == (str(token.morph) or "_", token.dep_, token.head.i)
    assert words.sentences == [(sentence.start, sentence.end) for sentence in doc.sents]


def test_a_text_is_parsed_when_somebody_asks(nlp: Language) -> None:
    doc = nlp(TEXT)
    words = Words(doc, nlp.get_pipe("parser"))
    assert not doc.has_annotation("DEP")
    assert words.dep[words.lower.index("bel")] == "ROOT"
    assert doc.has_annotation("DEP")
    assert set(Words(nlp(TEXT)).dep) == {""}


@pytest.mark.parametrize(("words", "expected"), [("Jan", ["jan"]), ("an! B", ["jan", "!", "bel"]), ("Bel @ons", ["bel", "@ons"])])
def test_positions_of_a_place(nlp: Language, words: str, expected: list[str]) -> None:
    columns = Words(nlp(TEXT))
    start = TEXT.index(words)
    first, last = columns.at(start, start + len(words))
    assert columns.lower[first:last] == expected


def test_handles_and_addresses_are_foreign(nlp: Language, linter: Linter) -> None:
    (reading, _), *_ = linter.readings([Draft("Bel @ons of kijk op https://a.nl nu")])
    words = reading.reply.words
    assert words.is_foreign(4, 8)
    assert words.is_foreign(20, 22)
    assert not words.is_foreign(0, 3)
    assert nlp is linter.nlp


@pytest.mark.parametrize(("text", "customer"), [("", None), ("\u200b", None), ("Dank je wel!", "\u200b")])
def test_a_text_without_words_is_no_crash(linter: Linter, text: str, customer: str | None) -> None:
    assert linter.check(Draft(text, customer=customer)).draft_id == ""
