"""Questions that ask nothing: 'Zin in vakantie? Wij ook.'"""

from collections.abc import Iterator
from typing import Final

from webcarelint.model import Span
from webcarelint.reading import Reading
from webcarelint.reading.words import Words
from webcarelint.signals.registry import signal

_ASK: Final = "vraagwoorden"
_MORE: Final = "nog-iets"
_OF_THE_CUSTOMER: Final = frozenset(
    ["je", "jouw", "uw", "u", "jij", "al", "ook", "oké", "goed", "akkoord", "dus", "of", "dat", "het", "er", "toevallig", "misschien"]
)
_WHOM: Final = frozenset(["je", "jouw", "uw", "u", "jij", "of", "dan", "samen", "we"])
_SHORTEST: Final = 1
_MARKS: Final = ("PUNCT", "SYM", "SPACE")
_TAGS: Final = ("^", "~", "/", "-", "(")
_LONGEST_TAG: Final = 4


@signal("_vraag-als-kop", needs={"sents", "pos", "morph"})
def find_heading(reading: Reading) -> Iterator[Span]:
    """A question without a verb, question word or customer in it, with more of the reply behind it."""
    words = reading.reply.words
    if "?" not in words.text:
        return
    asking = reading.context.words(_ASK)
    for number, (first, last) in enumerate(words.sentences[:-1]):
        inside = words.lower[first:last]
        follows = words.sentences[number + 1]
        if "?" not in inside or "?" in words.lower[slice(*follows)] or not any(words.pos[i] not in _MARKS for i in range(*follows)):
            continue
        if _signs(words, *follows):
            continue
        if last - first <= _SHORTEST or any("VerbForm=Fin" in words.morph[i] for i in range(first, last)):
            continue
        asks_something = asking.intersection(inside) or (
            _WHOM if _ends_in_infinitive(words, first, last) else _OF_THE_CUSTOMER
        ).intersection(inside)
        if not asks_something or _is_invited(reading, (first, last), follows):
            yield words.span(first, last)


def _ends_in_infinitive(words: Words, first: int, last: int) -> bool:
    """Whether the last word is what somebody may want to do: 'Nu al proberen? Aanmelden kan onderaan.'"""
    at = next((i for i in range(last - 1, first, -1) if words.pos[i] not in _MARKS), first)
    return "VerbForm=Inf" in words.morph[at]


def _is_invited(reading: Reading, question: Span, follows: Span) -> bool:
    """Whether a question asks for whatever more there is, and an invitation is the answer: 'Nog iets op je lever? Schroom niet.'"""
    words = reading.reply.words
    inside = words.lower[slice(*question)]
    if inside[0] in reading.context.words(_ASK) or reading.context.words(_MORE).isdisjoint(inside):
        return False
    start, end = words.span(*follows)
    return any(start <= a < end for a, _ in reading.spans("uitnodiging"))


def _signs(words: Words, first: int, last: int) -> bool:
    """Whether the reply ends with nothing but the agent's tag here: 'Iemand thuis? ^EK'."""
    return last == len(words) and last - first <= _LONGEST_TAG and words.lower[first].startswith(_TAGS)
