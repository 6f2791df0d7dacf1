"""Does a sentence own up? Learnt from labelled sentences: beside sorry there are a thousand ways to say that it should have gone otherwise.

'Daar hebben we je laten zitten', 'beneden peil', 'hier steken we de hand in eigen boezem'. `training/learn.py` says how the weights were
made, from what `webcarelint.signals.substance` sees of a sentence.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from webcarelint.model import Span
from webcarelint.reading import Reading
from webcarelint.signals.learnt import Learnt
from webcarelint.signals.registry import signal
from webcarelint.signals.substance import features

OWNS_UP: Final = Learnt(Path(__file__).with_name("owning_up.npz"))
LIKELY: Final = 0.3
"""From this probability on a sentence may own up: whoever says sorry in words of his own is not told to say sorry."""


def probability(reading: Reading, nth: int) -> float:
    """How likely it is that the nth sentence owns up: 0 to 1."""
    return OWNS_UP.probability(features(reading, nth))


@signal("_erkent-zelf", needs={"sents", "pos", "morph", "lemma", "dep"})
def find_owning_up(reading: Reading) -> Iterator[Span]:
    """Sentences that may own up to a fault, in whatever words."""
    for nth, sentence in enumerate(reading.reply.own_sentences):
        if probability(reading, nth) >= LIKELY:
            yield reading.reply.words.span(*sentence)
