"""Lemmas by edit trees, with a memory: what a tree makes of a word is worked out once, not three times per token.

The lemmas equal those of spaCy's EditTreeLemmatizer; most words of most replies have been seen before.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EditTreeLemmatizer
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.tokens import Doc
from thinc.api import NumpyOps

_REMEMBERED: Final = 50_000
_NO_LEMMA: Final = 0


class Lemmas:
    """The two steps of a `trainable_lemmatizer` that listens to a tok2vec: the lemma of every token, by its hash, and setting it."""

    def __init__(self, component: EditTreeLemmatizer) -> None:
        self._component = component
        softmax = component.model.get_ref("output_layer")
        weights: Any = softmax.get_param("W")
        self._weights: NDArray[np.float32] = np.ascontiguousarray(weights.T)
        self._bias: Any = softmax.get_param("b")
        self._known: dict[tuple[int, int], int] = {}

    def predict(self, docs: Sequence[Doc]) -> list[list[int]]:
        return [self._of(doc) if len(doc) else [] for doc in docs]

    def set_annotations(self, docs: Iterable[Doc], lemmas: Iterable[list[int]]) -> None:
        overwrite: bool = self._component.overwrite
        for doc, keys in zip(docs, lemmas, strict=True):
            for token, key in zip(doc, keys, strict=True):
                if overwrite or token.lemma == _NO_LEMMA:
                    token.lemma = key

    def _of(self, doc: Doc) -> list[int]:
        scores = np.matmul(doc.tensor, self._weights)
        scores += self._bias
        words: list[int] = doc.to_array("ORTH").tolist()
        found = [self._known.get(pair, _NO_LEMMA) for pair in zip(words, scores.argmax(axis=1).tolist(), strict=True)]
        return [lemma or self._worked_out(doc, i, scores[i]) for i, lemma in enumerate(found)]

    def _worked_out(self, doc: Doc, i: int, scores: NDArray[np.float32]) -> int:
        """The lemma by the likeliest of the `top_k` trees that fits the word; when none does, what the component falls back on."""
        component, word = self._component, doc[i]
        best = np.argsort(-scores, kind="stable")[: component.top_k].tolist()
        for nth, label in enumerate(best):
            lemma = component.trees.apply(component.cfg["labels"][label], word.text)
            if lemma is not None:
                key: int = doc.vocab.strings.add(lemma)
                if nth == 0:
                    self._remember((word.orth, label), key)
                return key
        return getattr(word, component.backoff) if component.backoff else _NO_LEMMA

    def _remember(self, pair: tuple[int, int], lemma: int) -> None:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[pair] = lemma


def lemmas(component: Any) -> Lemmas | None:
    """The same lemmas as this component gives; None when it is no lemmatizer of this kind, or not one that listens to a tok2vec."""
    if not isinstance(component, EditTreeLemmatizer) or not isinstance(component.model.ops, NumpyOps):
        return None
    return Lemmas(component) if isinstance(component.model.get_ref("tok2vec"), Tok2VecListener) else None
