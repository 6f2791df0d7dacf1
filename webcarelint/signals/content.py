"""What a reply amounts to as a whole: is it very short, does it do nothing but send the customer elsewhere?"""

from collections.abc import Iterator
from typing import Final

from webcarelint.model import Span
from webcarelint.reading import Reading
from webcarelint.signals.registry import signal

_SHORT: Final = 8
"""Up to this many words a reply is a nod ('Top, graag gedaan!'), and nothing is missing from it."""

_NO_CONTENT: Final = (
    "begroeting", "klantnaam", "bedankje", "medeleven", "excuus", "welwens", "slotgroet", "uitnodiging", "kanaalwissel",
    "initialen", "naam", "bedrijf", "_welwillend",
)  # fmt: skip
_GENERAL: Final = (*_NO_CONTENT, "_algemene-zin", "_holle-zin", "_cliche-opening", "_cliche-slot", "_gevoel-benoemd")
_OTHER: Final = frozenset({"PUNCT", "SPACE", "SYM", "INTJ", "PROPN"})


@signal("kort-antwoord")
def find_short(reading: Reading) -> Iterator[Span]:
    """A reply of at most eight words."""
    if reading.measure("woorden") <= _SHORT:
        yield 0, reading.reply.cut


@signal("alleen-kanaalwissel", needs={"sents", "pos", "morph", "dep", "lemma"}, after=["kanaalwissel"])
def find_only_elsewhere(reading: Reading) -> Iterator[Span]:
    """The channel switch of a reply in which every sentence greets, thanks, sympathises or sends elsewhere: no content of its own."""
    if not any(reading.has(name) for name in ("gegevensverzoek", "reden-kanaalwissel", "geeft-antwoord")):
        yield from _bare_switch(reading, _NO_CONTENT)


@signal("_alleen-elders", needs={"sents", "pos", "morph", "dep", "lemma"}, after=["kanaalwissel"])
def find_no_answer(reading: Reading) -> Iterator[Span]:
    """The same, whatever reason it gives and whatever help it promises over there."""
    if not reading.has("geeft-antwoord"):
        yield from _bare_switch(reading, (*_NO_CONTENT, "gegevensverzoek", "_eigen-daad", "vage-termijn", "termijn"))


@signal("_zegt-niets", needs={"sents", "pos", "morph", "dep", "lemma"}, after=["_algemene-zin"])
def find_nothing_said(reading: Reading) -> Iterator[Span]:
    """A reply in which every sentence greets, thanks, sympathises or says what holds for any case: 'We doen ons best'."""
    if reading.has("_algemene-zin") and _is_all(reading, _GENERAL):
        yield 0, 0


def _bare_switch(reading: Reading, empty: tuple[str, ...]) -> Iterator[Span]:
    if _is_all(reading, empty):
        yield from reading.spans("kanaalwissel")[:1]


def _is_all(reading: Reading, empty: tuple[str, ...]) -> bool:
    """Whether every sentence with words of its own holds a place of one of these signals."""
    covered = [span for name in empty for span in reading.spans(name)]
    words = reading.reply.words
    for first, last in reading.reply.own_sentences:
        start, end = words.span(first, last)
        has_words = sum(pos not in _OTHER for pos in words.pos[first:last]) > 2
        if has_words and not any(a < end and start < b for a, b in covered):
            return False
    return True


@signal("_alleen-link")
def find_bare_link(reading: Reading) -> Iterator[Span]:
    """An address with at most four words around it, and no sign-off counted."""
    words = reading.reply.words
    links = [i for i, kind in words.kinds.items() if kind == "url"]
    if links and reading.measure("woorden") <= 4:
        yield words.start[links[0]], words.end[links[0]]
