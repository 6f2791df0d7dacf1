"""Does a sentence do anything in this case, or would it stand under any? Learnt from labelled sentences, where phrases do not carry over.

'In de wintermaanden zien we dit in veel woningen' and 'De schilder komt morgen' look alike to a list of phrases. `training/learn.py`
says how the weights were made, from words, pairs of words, parts of speech and the signals in a sentence.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from webcarelint.model import Span
from webcarelint.reading import Reading
from webcarelint.signals.learnt import Learnt, seen
from webcarelint.signals.registry import signal

DOES_SOMETHING: Final = Learnt(Path(__file__).with_name("substance.npz"))
UNSURE: Final = 0.3
"""From this probability on a sentence may do something. Chosen on replies that no training saw; see `training/README.md`."""
UNSURE_OF_FACTS: Final = 0.2
"""The same for a customer who only asks: a plain fact may be the answer."""

TELLING: Final = (
    "begroeting", "slotgroet", "klantnaam", "excuus", "schijnexcuus", "medeleven", "bedankje", "welwens", "uitnodiging", "eigen-actie",
    "actieverzoek", "vraag", "kanaalwissel", "termijn", "vage-termijn", "gegevensverzoek", "geeft-antwoord", "initialen", "naam", "bedrijf",
    "_algemene-zin", "_is-geregeld", "_wordt-gedaan", "_tijd", "ik-vorm", "wij-vorm", "je-vorm", "u-vorm",
)  # fmt: skip
"""The signals of which it counts whether a sentence holds one."""

_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_INFLECTED: Final = frozenset({"VERB", "AUX", "PRON"})
_DECIDED: Final = ("gegevensverzoek", "kanaalwissel", "termijn")
_FEWEST: Final = 18
"""Words. A shorter reply may be an answer in a word or two; what smooth replies without substance have is length."""
_SHORT: Final = 4


def features(reading: Reading, nth: int) -> list[str]:
    """What is seen of the nth sentence of the reply, wherever in the reply it stands."""
    view = reading.reply
    words = view.words
    first, last = view.own_sentences[nth]
    tokens = [i for i in range(first, last) if words.pos[i] != "SPACE"]
    found = seen(view, tokens, _CONTENT, _INFLECTED)
    found += [f"p:{a}{b}" for a, b in pairwise(["^", *(words.pos[i] for i in tokens), "$"])]
    found += [f"s:{name}" for name in TELLING if reading.has_in(name, words.span(first, last))]
    found.append(f"n:{min(len(tokens) // 4, 6)}")
    return found


def probability(reading: Reading, nth: int) -> float:
    """How likely it is that the nth sentence does something in this case: 0 to 1."""
    return DOES_SOMETHING.probability(features(reading, nth))


def _is_signature(reading: Reading, sentence: Span) -> bool:
    """Initials, or a name under a reply."""
    first, last = sentence
    return last - first <= _SHORT and any(reading.has_in(name, reading.reply.words.span(first, last)) for name in ("initialen", "naam"))


@signal("_alleen-leeg", needs={"sents", "pos", "morph", "lemma", "dep"})
def find_only_empty(reading: Reading) -> Iterator[Span]:
    """A reply of which every sentence would stand under any case: no answer, no action, no question, no way to go."""
    if reading.measure("woorden") < _FEWEST or any(map(reading.has, _DECIDED)):
        return
    unsure = UNSURE if reading.has("klant.klacht") else UNSURE_OF_FACTS
    sentences = enumerate(reading.reply.own_sentences)
    if all(_is_signature(reading, sentence) or probability(reading, nth) < unsure for nth, sentence in sentences):
        yield 0, reading.reply.cut
