"""Token vectors of a hash embedding and a window encoder, computed with a memory for words.

spaCy's HashEmbedCNN knows nothing of a word's surroundings until its first window, so the same word has the same row there in every
text. Here that row is computed once; and the windows above it run in one function, without what thinc adds per layer for training.
The vectors equal spaCy's to float precision. Half the time of a short reply goes into them, so this is what a waiting agent notices.
"""

from collections.abc import Iterator, Sequence
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
class _Maxout:
    """A dense layer of a few pieces, of which each number keeps the greatest, and layer norm. `weights` is (incoming, pieces x width)."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, layers: "Model[Any, Any]") -> "_Maxout":
        maxout, norm = _named(layers, "maxout"), _named(layers, "layernorm")
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

    def __call__(self, incoming: Floats) -> Floats:
        width = len(self.gain)
        pieces = np.matmul(incoming, self.weights)
        pieces += self.bias
        best: Floats = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        for start in range(2 * width, pieces.shape[1], width):
            np.maximum(best, pieces[:, start : start + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / width + _EPSILON
        best *= (1 / np.sqrt(variance))[:, None]
        best *= self.gain
        best += self.shift
        return best


class _Embedding:
    """Words by four hashes of each of their features, mixed: what thinc does in ten layers, which for one new word take half a millisecond."""

    def __init__(self, hashed: "Model[Any, Any]", mixed: "Model[Any, Any]") -> None:
        self._ops: Any = hashed.ops
        tables = [layer for layer in hashed.walk() if layer.name == "hashembed"]
        self._tables: list[tuple[int, Any]] = [(table.attrs["seed"], table.get_param("E")) for table in tables]
        self._mix = _Maxout.of(mixed)

    def __call__(self, features: NDArray[np.uint64]) -> Floats:
        """The rows of words by their features (words, columns)."""
        columns = np.ascontiguousarray(features.T)
        return self._mix(np.hstack([self._row(column, *table) for column, table in zip(columns, self._tables, strict=True)]))

    def _row(self, column: NDArray[np.uint64], seed: int, table: Any) -> Floats:
        rows: Floats = self._ops.gather_add(table, self._ops.hash(column, seed) % len(table))
        return rows


def _with_windows(layer: _Maxout, rows: Floats) -> Floats:
    """Each row with what the layer makes of it and its neighbours added; without the first and the last, which have one neighbour."""
    around = np.hstack((rows[:-2], rows[1:-1], rows[2:]))
    around = layer(around)
    around += rows[1:-1]
    return around


class WordVectors:
    """What a `tok2vec` component predicts: for each Doc its rows (tokens, width)."""

    def __init__(self, model: "Model[Any, Any]") -> None:
        embed, encode = model.layers
        features, _, hashed, mixed = embed.layers[:4]
        self._columns: list[int | str] = features.attrs["columns"]
        self._embed = _Embedding(hashed.layers[0], mixed.layers[0])
        self._windows = [_Maxout.of(residual) for residual in encode.layers[0].layers]
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
            rows = _with_windows(window, rows)
        first = starts[0]  # each window took a row off: nothing stands before the first text any more
        return [rows[start - first : start - first + len(doc)] for doc, start in zip(docs, starts, strict=False)]

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
            return self._embed(features)
        first = len(self._places)
        self._rows[first : first + len(fresh)] = self._embed(features[list(fresh.values())])
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
