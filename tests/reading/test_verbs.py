"""Which infinitives a form may be of."""

import pytest

from webcarelint.reading.verbs import infinitives


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("belt", "bellen"), ("trek", "trekken"), ("stuurt", "sturen"), ("geef", "geven"), ("schrijft", "schrijven"), ("lees", "lezen"),
        ("regel", "regelen"), ("vertel", "vertellen"), ("zet", "zetten"), ("snoeit", "snoeien"), ("meestuurt", "meesturen"), ("wis", "wissen"),
    ],
)  # fmt: skip
def test_the_infinitive_is_among_them(form: str, infinitive: str) -> None:
    assert infinitive in infinitives(form)


@pytest.mark.parametrize("form", ["", "is", "dm'en", "4g"])
def test_what_is_no_form_has_none(form: str) -> None:
    assert infinitives(form) == frozenset()
