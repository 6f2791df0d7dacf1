"""Lemmas by edit trees, with a memory: what a tree makes of a word is worked out once, not three times per token.

The lemmas equal those of spaCy's EditTreeLemmatizer; most words of most replies have been seen before.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EditTreeLemmatizer
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.tokens import Doc, Token
from thinc.api import NumpyOps

_REMEMBERED: Final = 50_000


class Lemmas:
    """The two steps of a `trainable_lemmatizer` that listens to a tok2vec: the lemma of every token, and setting it.

    Lemmas are remembered as strings: a hash means nothing once the memory zone is left that its string was added in.
    """

    def __init__(self, component: EditTreeLemmatizer) -> None:
        self._component = component
        softmax = component.model.get_ref("output_layer")
        weights: Any = softmax.get_param("W")
        self._weights: NDArray[np.float32] = np.ascontiguousarray(weights.T)
        self._bias: Any = softmax.get_param("b")
        self._known: dict[tuple[int, int], str] = {}

    def predict(self, docs: Sequence[Doc]) -> list[list[str]]:
        return [self._of(doc) if len(doc) else [] for doc in docs]

    def set_annotations(self, docs: Iterable[Doc], lemmas: Iterable[list[str]]) -> None:
        overwrite: bool = self._component.overwrite
        for doc, found in zip(docs, lemmas, strict=True):
            for token, lemma in zip(doc, found, strict=True):
                if overwrite or token.lemma == 0:
                    token.lemma_ = lemma

    def _of(self, doc: Doc) -> list[str]:
        scores = np.matmul(doc.tensor, self._weights)
        scores += self._bias
        words: list[int] = doc.to_array("ORTH").tolist()
        pairs = zip(words, scores.argmax(axis=1).tolist(), strict=True)
        return [self._known.get(pair) or self._worked_out(doc[i], pair, scores[i]) for i, pair in enumerate(pairs)]

    def _worked_out(self, word: Token, pair: tuple[int, int], scores: NDArray[np.float32]) -> str:
        """The lemma by the likeliest tree; when that does not fit the word, by the likeliest of the `top_k` that does; when none does,
        what the component falls back on."""
        if (lemma := self._by(pair[1], word)) is not None:
            self._remember(pair, lemma)
            return lemma
        component = self._component
        # A sort takes longer than all the rest, and few words need it.
        others = np.argsort(-scores, kind="stable")[1 : component.top_k].tolist()
        found = next((lemma for label in others if (lemma := self._by(label, word)) is not None), None)
        backoff = component.backoff
        return found if found is not None else str(getattr(word, f"{backoff}_")) if backoff else ""

    def _by(self, label: int, word: Token) -> str | None:
        lemma: str | None = self._component.trees.apply(self._component.cfg["labels"][label], word.text)
        return lemma

    def _remember(self, pair: tuple[int, int], lemma: str) -> None:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[pair] = lemma


def lemmas(component: Any) -> Lemmas | None:
    """The same lemmas as this component gives; None when it is no lemmatizer of this kind, or not one that listens to a tok2vec."""
    if not isinstance(component, EditTreeLemmatizer) or not isinstance(component.model.ops, NumpyOps):
        return None
    return Lemmas(component) if isinstance(component.model.get_ref("tok2vec"), Tok2VecListener) else None
