"""The quick ways to vectors and lemmas give what spaCy's own components give, on any text, alone and in a batch."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from thinc.api import Model

import webcarelint
from webcarelint.language import load_pipeline, vectors
from webcarelint.language.lemmas import lemmas
from webcarelint.language.vectors import WordVectors, word_vectors

TEXTS = [
    "Hoi Jan, wat vervelend dat je pakket nog niet is aangekomen! Stuur je ons je postcode? ^EK",
    "Ja",
    "",
    "Beste mevrouw De Vries, wij hebben uw vraag doorgezet. U hoort binnen twee werkdagen van ons.",
    "👩‍👩‍👧 zoiets geks, xqzt, 12:30 u en https://example.nl",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The bundled pipeline as spaCy itself runs it."""
    return spacy.load(Path(webcarelint.__file__).parent / "nl_webcare_sm")


def quick_vectors(plain: Language) -> WordVectors:
    found = word_vectors(plain.get_pipe("tok2vec"))
    assert found is not None
    return found


def assert_same_vectors(plain: Language, quick: WordVectors, texts: list[str]) -> None:
    docs = [plain.make_doc(text) for text in texts]
    for text, mine, doc in zip(texts, quick(docs), docs, strict=True):
        theirs = plain.get_pipe("tok2vec").model.predict([doc])[0]  # type: ignore[attr-defined]
        assert mine.shape == theirs.shape, text
        np.testing.assert_allclose(mine, theirs, atol=1e-4)


def test_vectors_equal_spacys(plain: Language) -> None:
    quick = quick_vectors(plain)
    assert_same_vectors(plain, quick, TEXTS)
    assert_same_vectors(plain, quick, TEXTS[::-1])  # now every word is remembered


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_vectors_of_any_text(plain: Language, texts: list[str]) -> None:
    assert_same_vectors(plain, quick_vectors(plain), texts)


def test_a_full_memory_starts_over(plain: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_REMEMBERED", 8)
    assert_same_vectors(plain, quick_vectors(plain), TEXTS * 2)


def test_many_texts_are_taken_in_turn(plain: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_TOGETHER", 10)
    assert_same_vectors(plain, quick_vectors(plain), TEXTS * 2)


def test_lemmas_equal_spacys(plain: Language) -> None:
    quick = lemmas(plain.get_pipe("trainable_lemmatizer"))
    assert quick is not None
    for text in TEXTS * 2:
        doc = plain(text)
        theirs = [token.lemma_ for token in doc]
        assert quick.predict([doc]) == [theirs]


def test_lemmas_outlive_the_memory_zone_that_they_were_found_in() -> None:
    nlp = load_pipeline()
    found = []
    for _ in range(2):
        with nlp.memory_zone():
            found.append([token.lemma_ for token in nlp("De knorbakken flierefluitten.")])
    assert found[0] == found[1]


def test_a_lemma_that_is_there_already_stays(plain: Language) -> None:
    quick = lemmas(plain.get_pipe("trainable_lemmatizer"))
    assert quick is not None
    doc = plain.make_doc("liepen")
    doc[0].lemma_ = "van buiten"
    quick.set_annotations([doc], [["lopen"]])
    assert doc[0].lemma_ == "van buiten"


def hash_embed_cnn(**settings: object) -> Any:
    """An untrained tok2vec component of spaCy's usual kind."""
    model = {"@architectures": "spacy.HashEmbedCNN.v2", "width": 8, "depth": 2, "embed_size": 10, "window_size": 1, "maxout_pieces": 2,
        "subword_features": True, "pretrained_vectors": None}  # fmt: skip
    nlp = spacy.blank("nl")
    component = nlp.add_pipe("tok2vec", config={"model": {**model, **settings}})
    nlp.initialize()
    return component


@pytest.mark.parametrize("settings", [{"depth": 3}, {"maxout_pieces": 4}, {"width": 16, "subword_features": False}])
def test_vectors_of_other_sizes(plain: Language, settings: dict[str, object]) -> None:
    component = hash_embed_cnn(**settings)
    quick = word_vectors(component)
    assert quick is not None
    docs = [plain.make_doc(text) for text in TEXTS]
    for mine, theirs in zip(quick(docs), component.model.predict(docs), strict=True):
        np.testing.assert_allclose(mine, theirs, atol=1e-4)


def test_another_kind_of_component_is_left_alone(plain: Language) -> None:
    assert lemmas(plain.get_pipe("tagger")) is None
    assert word_vectors(plain.get_pipe("tagger")) is None
    other = hash_embed_cnn(window_size=2)
    assert word_vectors(other) is None
    other.model = Model("something-else", lambda _model, docs, _train: (docs, lambda d: d))
    assert word_vectors(other) is None
