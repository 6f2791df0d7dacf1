"""Trouble put into words: a reply that opens with what the customer went through, without a verb of its own.

'Drie weken zonder verwarming, en dan niemand die terugbelt: …'. Such a fragment says nothing of us and asks nothing; in answer
to a complaint it can only be the customer's story, told back. The words for it stand in rules/leed.toml.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from webcarelint.model import Span
from webcarelint.reading import Reading
from webcarelint.reading.words import Words
from webcarelint.signals.registry import signal

_FEWEST: Final = 4
_MOST: Final = 24
_SENTENCES: Final = 2
_CALLED: Final = ("PROPN", "INTJ", "SYM", "X", "SPACE", "PUNCT")
_ANSWER: Final = (
    r"(?i:(@begin-van-antwoord)\b(?!\p{L}* (?:u|uur) (?:wachten|staan|zitten))|[\p{L}\d]+ (?:werk)?(?:dagen|weken|uur|minuten|maanden),)"
)
_TOLD_BACK: Final = r"\s*(?:[:.!…]|,? (@samenvattend)\b)"


@signal("_leed-verteld", needs={"sents"}, after=["_leed-in-woorden"])
def find_trouble_told(reading: Reading) -> Iterator[Span]:
    """The words of a fragment, among the first sentences of the answer to a complaint, that tell the customer's trouble."""
    if reading.customer is not None and not reading.has("klant.klacht"):
        return
    for first, last in islice(_openings(reading), _SENTENCES):
        end = _fragment(reading, first, last)
        if _FEWEST <= end - first <= _MOST and (trouble := _trouble(reading, first, end)) and _is_told_back(reading, end, last):
            yield trouble


def _openings(reading: Reading) -> Iterator[Span]:
    """The first sentences, as tokens, without a greeting before them."""
    for first, last in reading.reply.words.sentences[:4]:
        start = _after_greeting(reading, first, last)
        if start < last:
            yield start, last


def _trouble(reading: Reading, first: int, end: int) -> Span | None:
    """The words for trouble in a fragment that is no answer and says nothing of us."""
    words = reading.reply.words
    a, b = words.span(first, end)
    answers = reading.context.pattern(_ANSWER).match(reading.reply.text, a, b) is not None
    if answers or not reading.context.words("onszelf").isdisjoint(words.lower[first:end]):
        return None
    return next((span for span in reading.spans("_leed-in-woorden") if a <= span[0] and span[1] <= b), None)


def _is_told_back(reading: Reading, end: int, last: int) -> bool:
    """Whether what follows a fragment leaves it be, or says how bad that is."""
    text = reading.reply.text
    at = reading.reply.words.end[end - 1]
    if _main_clause(reading, end, last):
        comma = at + len(text[at:]) - len(text[at:].lstrip())
        return any(start == comma for start, _ in reading.spans("_leed-gewogen"))
    return reading.context.pattern(_TOLD_BACK).match(text, at) is not None


def _main_clause(reading: Reading, end: int, last: int) -> bool:
    """Whether what follows the comma at `end` is *dat* or its like with a finite verb."""
    words = reading.reply.words
    return end + 2 < last and words.lower[end] == "," and _takes_up(reading, end + 1, last)


def _takes_up(reading: Reading, at: int, last: int) -> bool:
    """Whether *dat* or its like stands here, with a finite verb behind it."""
    words = reading.reply.words
    return words.lower[at] in reading.context.words("terugwijzend") and _is_finite(words, min(at + 1, last - 1))


def _is_finite(words: Words, at: int) -> bool:
    return "VerbForm=Fin" in words.morph[at]


def _after_greeting(reading: Reading, first: int, last: int) -> int:
    """Past a name or an interjection that opens the sentence: 'Ach Hilde, '."""
    words = reading.reply.words
    greetings = reading.context.words("voor-een-aangesprokene")
    for i in range(first, min(first + 6, last)):
        if words.lower[i] in (",", "!"):
            return i + 1
        if words.pos[i] not in _CALLED and words.lower[i] not in greetings:
            break
    return next((i for i in range(first, last) if words.pos[i] not in ("SPACE", "PUNCT", "SYM") and words.kinds.get(i) != "handle"), last)


def _fragment(reading: Reading, start: int, last: int) -> int:
    """Where the part without a finite verb ends: at a colon or at the comma before the main clause; `start` when there is none."""
    words = reading.reply.words
    comma = start
    inside = False  # in a clause that hangs on the fragment
    for i in range(start, last):
        lower = words.lower[i]
        if lower in (":", ".", "!", "…", "..."):
            return i if lower == ":" or not inside else start
        if lower == ",":
            comma = i
        if comma == i - 1 and _takes_up(reading, i, last):
            return comma
        inside = inside or (i > start + 1 and lower in reading.context.words("begin-van-bijzin"))
        if _is_finite(words, i) and words.pos[i] in ("VERB", "AUX") and not inside and not _is_infinitive(reading, start, i, last):
            return comma
    return last


def _is_infinitive(reading: Reading, start: int, verb: int, last: int) -> bool:
    """Whether a form that may be a plural is an infinitive: nothing plural beside it, or summed up by *dat* behind the comma."""
    words = reading.reply.words
    if not words.lower[verb].endswith("en") or "Number=Plur" not in words.morph[verb]:
        return False
    colon = next((j for j in range(verb + 1, last) if words.lower[j] == ":"), last)
    last = colon if words.lower[start:colon].count(",") == 0 else last
    if not reading.context.words("meervoudige-onderwerpen").isdisjoint(words.lower[start:last]):
        return False
    if any(_main_clause(reading, j, last) for j in range(verb + 1, last)):
        return True
    return not any("Number=Plur" in words.morph[j] for j in range(start, last) if j != verb)
