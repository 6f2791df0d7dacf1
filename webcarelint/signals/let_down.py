"""Did the organisation let this customer down? Learnt from labelled messages: people tell what happened, and seldom say that it is a complaint.

'Mijn moeder heeft zaterdag tot half twee in haar nachthemd gezeten' holds no word of a complaint. `training/learn.py` says how the
weights were made, from words, pairs of words, parts of speech and the signals about the customer.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from webcarelint.model import Span
from webcarelint.reading import Reading
from webcarelint.signals.learnt import Learnt, seen
from webcarelint.signals.registry import signal

LET_DOWN: Final = Learnt(Path(__file__).with_name("let_down.npz"))
SURE: Final = 0.9
"""From this probability on it is said. Chosen on messages that no training saw; see `training/README.md`."""

TELLING: Final = (
    "klant.klacht", "klant.vraag", "klant.compliment", "klant.bedankje", "klant.sarcasme", "_klant.gedupeerd", "_klant.ergernis",
    "_klant.mis", "_klant.eigen-fout", "_klant.wacht-op-daad", "_klant.vraagt-wanneer",
)  # fmt: skip
"""The signals of which it counts whether the message holds one."""

_CONTENT: Final = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_INFLECTED: Final = frozenset({"VERB", "AUX"})
_FEWEST: Final = 4


def features(reading: Reading) -> list[str]:
    """What is seen of the customer's message; nothing when there is none."""
    view = reading.customer
    if view is None:
        return []
    words = view.words
    tokens = [i for i in range(len(words)) if words.pos[i] != "SPACE"]
    found = seen(view, tokens, _CONTENT, _INFLECTED)
    found += [f"p:{a}{b}" for a, b in pairwise(words.pos[i] for i in tokens)]
    found += [f"s:{name}" for name in TELLING if reading.has(name)]
    found.append(f"n:{min(len(tokens) // 8, 6)}")
    return found


def probability(reading: Reading) -> float:
    """How likely it is that the organisation let the customer down: 0 to 1."""
    return LET_DOWN.probability(features(reading))


@signal("_klant.in-de-steek", on="customer", needs={"sents", "pos", "morph", "lemma"})
def find_let_down(reading: Reading) -> Iterator[Span]:
    """The whole message of a customer who was very probably let down."""
    view = reading.customer
    if view is not None and len(view.own_words) >= _FEWEST and probability(reading) >= SURE:
        yield 0, view.cut
