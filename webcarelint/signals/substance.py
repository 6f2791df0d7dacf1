"""Does a sentence do anything in this case, or would it stand under any? Learnt from labelled sentences, where phrases do not carry over.

'In de wintermaanden zien we dit in veel woningen' and 'De schilder komt morgen' look alike to a list of phrases. `training/sentences.py`
says how the weights were made: a logistic regression over hashed words, word pairs, parts of speech and the signals in a sentence.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from webcarelint.model import Span
from webcarelint.reading import Reading
from webcarelint.signals.registry import signal

BUCKETS: Final = 1 << 15
WEIGHTS: Final = Path(__file__).with_name("substance.npz")
UNSURE: Final = 0.25
"""From this probability on a sentence may do something. Chosen on replies that no training saw; see `training/README.md`."""

TELLING: Final = (
    "begroeting", "slotgroet", "klantnaam", "excuus", "schijnexcuus", "medeleven", "bedankje", "welwens", "uitnodiging", "eigen-actie",
    "actieverzoek", "vraag", "kanaalwissel", "termijn", "vage-termijn", "gegevensverzoek", "geeft-antwoord", "initialen", "naam", "bedrijf",
    "_algemene-zin", "_is-geregeld", "_wordt-gedaan", "_tijd", "ik-vorm", "wij-vorm", "je-vorm", "u-vorm",
)  # fmt: skip
"""The signals of which it counts whether a sentence holds one."""

_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_DECIDED: Final = ("gegevensverzoek", "kanaalwissel", "termijn")
_FEWEST: Final = 20


def features(reading: Reading, nth: int) -> list[str]:
    """What is seen of the nth sentence of the reply."""
    words = reading.reply.words
    first, last = words.sentences[nth]
    tokens = [i for i in range(first, last) if words.pos[i] != "SPACE"]
    forms = [_form(reading, i) for i in tokens]
    parts = [words.pos[i] for i in tokens]
    found = [f"w:{form}" for form in forms]
    found += [f"b:{a} {b}" for a, b in pairwise(["^", *forms, "$"])]
    found += [f"p:{a}{b}" for a, b in pairwise(["^", *parts, "$"])]
    found += [f"l:{words.lemma[i]}" for i in tokens if words.pos[i] in _CONTENT]
    found += [f"m:{words.pos[i]}|{words.morph[i]}" for i in tokens if words.pos[i] in ("VERB", "AUX", "PRON")]
    found += [f"s:{name}" for name in TELLING if _holds(reading, name, words.span(first, last))]
    found.append(f"n:{min(len(tokens) // 4, 6)}")
    if nth == 0:
        found.append("first")
    if nth == len(own_sentences(reading)) - 1:
        found.append("last")
    return found


def own_sentences(reading: Reading) -> list[Span]:
    """The sentences, as tokens, before a quoted thread."""
    words = reading.reply.words
    return [sentence for sentence in words.sentences if words.start[sentence[0]] < reading.reply.cut]


def buckets(found: Sequence[str]) -> list[int]:
    """The numbers of these features, each once."""
    return list({crc32(feature.encode()) % BUCKETS for feature in found})


def _form(reading: Reading, i: int) -> str:
    """A token as it is remembered: names and numbers are all the same."""
    words = reading.reply.words
    if (kind := words.kinds.get(i)) is not None:
        return f"<{kind}>"
    return "<naam>" if words.pos[i] == "PROPN" else "".join("0" if letter.isdigit() else letter for letter in words.lower[i])


def _holds(reading: Reading, name: str, sentence: Span) -> bool:
    return any(start < sentence[1] and sentence[0] < end for start, end in reading.spans(name))


@cache
def _weights() -> tuple[NDArray[np.float32], float]:
    with np.load(WEIGHTS) as stored:
        return stored["weights"].astype(np.float32), float(stored["bias"])


def probability(reading: Reading, nth: int) -> float:
    """How likely it is that the nth sentence does something in this case: 0 to 1."""
    weights, bias = _weights()
    return float(1 / (1 + np.exp(-(weights[buckets(features(reading, nth))].sum() + bias))))


@signal("_alleen-leeg", needs={"sents", "pos", "morph", "lemma", "dep"})
def find_only_empty(reading: Reading) -> Iterator[Span]:
    """A reply of which every sentence would stand under any case: no answer, no action, no question, no way to go."""
    if reading.measure("woorden") < _FEWEST or any(map(reading.has, _DECIDED)):
        return
    numbers = range(len(own_sentences(reading)))
    if all(probability(reading, nth) < UNSURE for nth in numbers):
        yield 0, reading.reply.cut
