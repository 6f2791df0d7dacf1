"""What a sense in Python is told by the packs."""

import pytest

from webcarelint.reading import Context

CONTEXT = Context({"kazen": ["Brie", r"geiten\p{Ll}+"]}, {})


def test_words_are_in_lower_case_and_a_list_that_no_pack_has_is_empty() -> None:
    assert "brie" in CONTEXT.words("kazen")
    assert CONTEXT.words("wijnen") == frozenset()


def test_a_pattern_holds_the_words_of_a_list() -> None:
    pattern = CONTEXT.pattern("oude (@kazen)")
    assert all(pattern.fullmatch(text) for text in ("oude Brie", "oude geitenkaas"))
    assert not any(pattern.fullmatch(text) for text in ("oude brie", "oude kazen"))
    assert CONTEXT.pattern("oude (@kazen)") is pattern


def test_a_pattern_with_an_unknown_list_is_a_fault() -> None:
    with pytest.raises(KeyError):
        CONTEXT.pattern("(@wijnen)")
