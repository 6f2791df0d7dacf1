"""What was learnt from labelled text: a logistic regression over hashed features, small enough to ship and quick enough for a gate."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from webcarelint.reading import View

BUCKETS: Final = 1 << 15
_ALL: Final[list["Learnt"]] = []


class Learnt:
    """Weights by bucket, and a bias: `training/learn.py` makes the files."""

    def __init__(self, path: Path) -> None:
        self.path = path
        _ALL.append(self)

    def probability(self, features: Iterable[str]) -> float:
        """How likely it is that what has these features is what was learnt: 0 to 1."""
        weights, bias = self._stored
        return float(1 / (1 + np.exp(-(weights[buckets(features)].sum() + bias))))

    @cached_property
    def _stored(self) -> tuple[NDArray[np.float32], float]:
        with np.load(self.path) as stored:
            return stored["weights"].astype(np.float32), float(stored["bias"])


def fingerprint() -> str:
    """A short name for everything that was learnt: other weights may judge otherwise."""
    return sha256(b"".join(learnt.path.read_bytes() for learnt in _ALL)).hexdigest()[:12]


def buckets(features: Iterable[str]) -> list[int]:
    """The numbers of these features, each once."""
    return list({crc32(feature.encode()) % BUCKETS for feature in features})


def seen(view: View, tokens: Sequence[int], content: Collection[str], inflected: Collection[str]) -> list[str]:
    """Words, pairs of words, lemmas of words with content, and the forms of inflected ones; `content` and `inflected` are parts of speech."""
    words = view.words
    forms = [form(view, i) for i in tokens]
    found = [f"w:{word}" for word in forms]
    found += [f"b:{a} {b}" for a, b in pairwise(["^", *forms, "$"])]
    found += [f"l:{words.lemma[i]}" for i in tokens if words.pos[i] in content]
    found += [f"m:{words.pos[i]}|{words.morph[i]}" for i in tokens if words.pos[i] in inflected]
    return found


def form(view: View, i: int) -> str:
    """A token as it is remembered: names are all the same, and so are digits."""
    words = view.words
    if (kind := words.kinds.get(i)) is not None:
        return f"<{kind}>"
    return "<naam>" if words.pos[i] == "PROPN" else "".join("0" if letter.isdigit() else letter for letter in words.lower[i])
