"""Token vectors of a hash embedding and a window encoder, computed with a memory for words.

spaCy's HashEmbedCNN knows nothing of a word's surroundings until its first window, so the same word has the same row there in every
text. Here that row is computed once; and the windows above it run in one function, without what thinc adds per layer for training.
The vectors equal spaCy's to float precision. Half the time of a short reply goes into them, so this is what a waiting agent notices.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

Floats = NDArray[np.float32]

_REMEMBERED: Final = 8192
"""Words, of 96 numbers each: 3 MB."""
_TOGETHER: Final = 320
"""Rows that are multiplied at once: enough for the processor to be at full speed, few enough to stay in its cache."""
_EPSILON: Final = 1e-8
"""What thinc's LayerNorm adds to a variance."""


@dataclass(frozen=True, slots=True)
class _Window:
    """One residual layer: a window of three rows, maxout, layer norm. `weights` is (3 widths, pieces x width)."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, residual: "Model[Any, Any]") -> "_Window":
        maxout, norm = _named(residual, "maxout"), _named(residual, "layernorm")
        weights: Any = maxout.get_param("W")  # (width, pieces, incoming)
        bias: Any = maxout.get_param("b")
        gain: Any = norm.get_param("G")
        shift: Any = norm.get_param("b")
        width, pieces, incoming = weights.shape
        return cls(
            np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(incoming, pieces * width)),
            np.ascontiguousarray(bias.T.reshape(pieces * width)),
            gain,
            shift,
        )

    def add_to(self, rows: Floats) -> None:
        """Add to each row what it and its neighbours give."""
        length, width = rows.shape
        around = np.zeros((length, 3 * width), dtype=np.float32)
        around[1:, :width] = rows[:-1]
        around[:, width : 2 * width] = rows
        around[:-1, 2 * width :] = rows[1:]
        pieces = np.matmul(around, self.weights)
        pieces += self.bias
        best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        for start in range(2 * width, pieces.shape[1], width):
            np.maximum(best, pieces[:, start : start + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / width + _EPSILON
        best *= (1 / np.sqrt(variance))[:, None]
        best *= self.gain
        best += self.shift
        rows += best


class WordVectors:
    """What a `tok2vec` component predicts: for each Doc its rows (tokens, width)."""

    def __init__(self, model: "Model[Any, Any]") -> None:
        embed, encode = model.layers
        features, _, hashed, mixed = embed.layers[:4]
        self._columns: list[int | str] = features.attrs["columns"]
        self._embed: Callable[[Any], Floats] = hashed.layers[0].predict
        self._mix: Callable[[Any], Floats] = mixed.layers[0].predict
        self._windows = [_Window.of(residual) for residual in encode.layers[0].layers]
        self._width: int = model.get_dim("nO")
        self._pad = len(self._windows)  # thinc puts this many empty rows between texts, and the windows see them
        self._forget()

    def _forget(self) -> None:
        self._places: dict[bytes, int] = {}
        self._rows: Floats = np.zeros((_REMEMBERED, self._width), dtype=np.float32)

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        return [rows for some in _in_turn(docs) for rows in self._of(some)]

    def _of(self, docs: Sequence[Doc]) -> list[Floats]:
        """The rows of a few texts, computed as one long one."""
        starts = np.cumsum([self._pad, *(len(doc) + self._pad for doc in docs)]).tolist()
        rows = np.zeros((starts[-1], self._width), dtype=np.float32)
        for doc, start in zip(docs, starts, strict=False):
            if len(doc):
                rows[start : start + len(doc)] = self._words(doc)
        for window in self._windows:
            window.add_to(rows)
        return [rows[start : start + len(doc)] for doc, start in zip(docs, starts, strict=False)]

    def _words(self, doc: Doc) -> Floats:
        """The rows of a text's words before they see one another."""
        features = np.ascontiguousarray(doc.to_array(self._columns), dtype=np.uint64).reshape(len(doc), -1)  # one column comes flat
        keys: list[bytes] = features.view(f"V{features.shape[1] * 8}").ravel().tolist()
        try:
            return self._rows[[self._places[key] for key in keys]]
        except KeyError:
            return self._learnt(features, keys)

    def _learnt(self, features: NDArray[np.uint64], keys: list[bytes]) -> Floats:
        fresh = {key: i for i, key in enumerate(keys) if key not in self._places}
        if len(self._places) + len(fresh) > _REMEMBERED:
            self._forget()
            return self._mix(self._embed(features))
        first = len(self._places)
        self._rows[first : first + len(fresh)] = self._mix(self._embed(features[list(fresh.values())]))
        self._places.update(zip(fresh, range(first, first + len(fresh)), strict=True))
        return self._rows[[self._places[key] for key in keys]]


def word_vectors(component: Any) -> WordVectors | None:
    """The same vectors as this component predicts; None when it is built in another way or runs on another device."""
    if not isinstance(component, Tok2Vec):
        return None
    model: Model[Any, Any] = component.model
    known = isinstance(model.ops, NumpyOps) and len(model.layers) == 2 and _is_known(*model.layers)
    return WordVectors(model) if known else None


def _is_known(embed: "Model[Any, Any]", encode: "Model[Any, Any]") -> bool:
    layers = [layer.name.partition("(")[0] for layer in embed.layers]
    if layers != ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"] or len(encode.layers) != 1:
        return False
    return all(
        residual.name == "residual(expand_window>>maxout>>layernorm>>dropout)"
        and _named(residual, "expand_window").attrs["window_size"] == 1
        for residual in encode.layers[0].layers
    )


def _named(model: "Model[Any, Any]", name: str) -> "Model[Any, Any]":
    return next(layer for layer in model.walk() if layer.name == name)


def _in_turn(docs: Sequence[Doc]) -> Iterator[list[Doc]]:
    """The texts, a few at a time."""
    some: list[Doc] = []
    for doc in docs:
        some.append(doc)
        if sum(map(len, some)) >= _TOGETHER:
            yield some
            some = []
    if some:
        yield some
