"""A tokenizer that takes in its abbreviations late gives the tokens of one that has them all."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from webcarelint.language.abbreviations import LATE_TOKENIZER, LateTokenizer

CONFIG = {"nlp": {"tokenizer": {"@tokenizers": LATE_TOKENIZER}}}
TEXTS = ["Mail ons a.u.b. z.s.m., t.a.v. dhr. Jansen.", "Zo’n dag", "Hoi Jan :) tot morgen", "'s Avonds m.b.t. (o.a.) de B.V.", "Ja."]


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.blank("nl")


def late() -> LateTokenizer:
    made = spacy.blank("nl", config=CONFIG).tokenizer
    assert isinstance(made, LateTokenizer)
    return made


@pytest.fixture(scope="module")
def fresh() -> LateTokenizer:
    return late()


@given(
    st.lists(
        st.sampled_from(
            [
                "a.u.b.",
                "Jan",
                "t.a.v",
                "(",
                ")",
                ".",
                ",",
                "’n",
                "zo",
                " ",
                " ",
                "\n",
                "B.V.",
                "e",
                "é",
                "12",
                ":)",
                "-",
                "€",
                "©",
                "→",
                "km",
                "%",
                "/",
                "’s",
                "+",
                "…",
                "🙂",
                "=",
                "Ij",
            ]
        ),
        max_size=10,
    )
)
def test_the_tokens_are_those_of_the_whole_table(plain: Language, fresh: LateTokenizer, pieces: list[str]) -> None:
    text = "".join(pieces)
    assert [token.text for token in fresh(text)] == [token.text for token in plain.tokenizer(text)]
    assert fresh(text).text == text


def test_the_table_is_taken_in_when_a_text_asks_for_it(plain: Language) -> None:
    tokenizer = late()
    tokenizer("Hoi Jan :) tot morgen. Groetjes")
    assert "_all" not in vars(tokenizer)
    for text in TEXTS:
        assert [token.text for token in tokenizer(text)] == [token.text for token in plain.tokenizer(text)]
    assert "_all" in vars(tokenizer)


def test_the_table_may_be_taken_in_within_a_memory_zone(plain: Language) -> None:
    nlp = spacy.blank("nl", config=CONFIG)
    for text in TEXTS * 3:
        with nlp.memory_zone():
            assert [token.text for token in nlp(text)] == [token.text for token in plain.tokenizer(text)]


def test_it_is_saved_as_the_whole(plain: Language, tmp_path: Path) -> None:
    late().to_disk(tmp_path / "late")
    tokenizer = late().from_disk(tmp_path / "late")
    for text in TEXTS:
        assert [token.text for token in tokenizer(text)] == [token.text for token in plain.tokenizer(text)]
