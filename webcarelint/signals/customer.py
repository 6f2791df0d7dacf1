"""What the customer tells of himself, where a list of names has to decide."""

from collections.abc import Iterator
from typing import Final

from webcarelint.model import Span
from webcarelint.reading import Reading, quick
from webcarelint.signals.registry import signal

_SURNAME: Final = r"(?: (?:van|de|der|den|ter|ten|el|al|vd|Van|De|Der|\p{Lu}[\p{Ll}'’-]+)){0,4}"
_LAST_WORDS = quick(
    rf"(?:(?<=[.!?…)]\s)|(?<=\n)|(?<=[.!?…)] ?[-–—~/] ?))(?P<name>(?P<first>\p{{Lu}}[\p{{Ll}}-]+){_SURNAME})\s*(?:\(\d+\))?[\s.!]*\Z"
)


@signal("_klant.voornaam-onderaan", on="customer")
def find_bare_name(reading: Reading) -> Iterator[Span]:
    """A common first name, with or without a surname, as the last words of the message and apart from what stands before it.

    'Waar blijft hij? Marloes' is signed; 'Dankjewel Tom' speaks to Tom.
    """
    if reading.customer is None:
        return
    match = _LAST_WORDS.search(reading.customer.text, 0, reading.customer.cut)
    if match and match["first"].lower() in reading.context.words("voornamen"):
        yield match.span("name")
