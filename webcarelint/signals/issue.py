"""Does the reply take up what the customer wrote about? Compared by lemma, compounds by their parts."""

from collections.abc import Iterator
from typing import Final

from webcarelint.model import Span
from webcarelint.reading import Reading
from webcarelint.signals.registry import signal

_CONTENT: Final = frozenset({"NOUN", "ADJ", "VERB", "PROPN", "NUM"})


@signal("kern-benoemd", needs={"pos", "lemma"})
def find_issue(reading: Reading) -> Iterator[Span]:
    """Words of the reply that take up a content word of the customer's message, by lemma; compounds share their parts."""
    if reading.customer is None:
        return
    issue = reading.once(_customers_words)
    words = reading.reply.words
    empty = reading.context.words("woorden-zonder-onderwerp")
    for i, lemma in enumerate(words.lemma):
        if words.pos[i] in _CONTENT and lemma not in empty and any(_related(lemma, other) for other in issue):
            yield words.start[i], words.end[i]


def _customers_words(reading: Reading) -> frozenset[str]:
    """The lemmas that say what the customer's message is about."""
    if reading.customer is None:
        return frozenset()
    words = reading.customer.words
    cut = reading.customer.cut
    empty = reading.context.words("woorden-zonder-onderwerp")
    return frozenset(
        lemma
        for i, lemma in enumerate(words.lemma)
        if words.pos[i] in _CONTENT and i not in words.kinds and len(lemma) > 2 and lemma not in empty and words.start[i] < cut
    )


def _related(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and (long.startswith(short) or long.endswith(short) or (len(short) > 5 and long[:5] == short[:5]))


@signal("_klant-zegt-waarover", needs={"pos", "lemma"})
def find_clear_issue(reading: Reading) -> Iterator[Span]:
    """The customer's message names enough for a reply to take something up."""
    if len(reading.once(_customers_words)) >= 3:
        yield 0, 0


@signal("_weinig-inhoud", needs={"pos", "lemma", "sents"})
def find_little_content(reading: Reading) -> Iterator[Span]:
    """A reply that could stand under any complaint: hardly a noun that says something, no number, no place, no address."""
    words = reading.reply.words
    inside = [i for i in range(len(words)) if words.start[i] < reading.reply.cut and i not in words.kinds]
    nouns = {words.lemma[i] for i in inside if words.pos[i] in ("NOUN", "NUM")}
    nouns -= reading.context.words("woorden-zonder-onderwerp") | reading.context.words("webcarewoorden")
    if len(nouns) <= 1 and not any(kind in ("url", "phone", "time", "price") for kind in words.kinds.values()):
        yield 0, 0
