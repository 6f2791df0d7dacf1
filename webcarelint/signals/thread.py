"""The draft against earlier replies in the conversation, and against itself: a form that changes, a formula that returns."""

from collections.abc import Iterator
from typing import Final

import pcre2

from webcarelint.model import Span
from webcarelint.reading import Reading, quick
from webcarelint.signals.registry import signal

_WORDS: Final = quick(r"\p{L}+")
_FORMAL = quick(r"(?<![\w'’-])(?<!\d )(?:u|uw)(?![\w-]|['’]\w|\.\w)", pcre2.IGNORECASE)
_INFORMAL = quick(r"(?<![\w'’-])(?<!dank )(?:je|jij|jou|jouw)(?![\w-])", pcre2.IGNORECASE)


@signal("_andere-vorm-dan-eerder", after=["je-vorm", "u-vorm"])
def find_drift(reading: Reading) -> Iterator[Span]:
    """The customer was je in every earlier reply and is u now, or the reverse."""
    earlier = " ".join(reading.draft.thread)
    formal, informal = bool(_FORMAL.search(earlier)), bool(_INFORMAL.search(earlier))
    if formal != informal:
        yield from reading.spans("je-vorm" if formal else "u-vorm")


@signal("_gesprek-loopt")
def find_thread(reading: Reading) -> Iterator[Span]:
    """There are earlier replies in this conversation."""
    if reading.draft.thread:
        yield 0, 0


@signal("_midden-in-chat")
def find_chat_under_way(reading: Reading) -> Iterator[Span]:
    """A chat message to a customer who did not open with a greeting, as far as is known: they are talking already."""
    if reading.draft.channel == "chat" and not reading.has("_klant.groet"):
        yield 0, 0


_FORMULAS: Final = ("_cliche-medeleven", "_cliche-opening", "_cliche-slot", "medeleven", "excuus")


@signal("_formule-herhaald", needs={"sents"}, after=_FORMULAS)
def find_repeated_formula(reading: Reading) -> Iterator[Span]:
    """A formula that stands in this reply twice, or stood in an earlier one, word for word."""
    earlier = _flat(" ".join(reading.draft.thread))
    text = reading.reply.text
    places: dict[int, Span] = {}
    for span in sorted({span for name in _FORMULAS for span in reading.spans(name)}):
        places.setdefault(reading.reply.mark_after(span[1], reading.reply.cut), span)
    seen: set[str] = set()
    for end, span in sorted(places.items()):
        formula = _flat(text[span[0] : end])
        if formula.count(" ") >= 2 and (formula in seen or formula in earlier):
            yield span
        seen.add(formula)


def _flat(text: str) -> str:
    """Nothing but its words."""
    return " ".join(_WORDS.findall(text.lower()))
