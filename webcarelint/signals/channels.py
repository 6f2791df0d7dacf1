"""Where is the customer sent? Against the channels that the customer tried, and those that the organisation has."""

from collections.abc import Iterator
from typing import Final

from webcarelint.model import Span
from webcarelint.reading import Reading
from webcarelint.signals.registry import signal

_WAYS: Final = ("telefoon", "mail", "dm", "formulier", "chat", "whatsapp", "app")
"""Of each the packs say how a customer tells to have tried it (`_klant.probeerde-NAME`), and how a reply names it (`_weg-NAME`)."""


@signal("kanaal-lus", needs={"sents", "pos", "morph", "dep", "lemma"}, after=["kanaalwissel", "_verzoek-gebiedend"])
def find_channel_loop(reading: Reading) -> Iterator[Span]:
    """A referral to the channel that the customer says to have tried, without another person or number that makes it new."""
    if reading.customer is None:
        return
    tried = [f"_weg-{name}" for name in _WAYS if reading.has(f"_klant.probeerde-{name}")]
    if not tried or reading.has("_weg-persoonlijk"):
        return
    reply = reading.reply
    for start, end in (*reading.spans("kanaalwissel"), *reading.spans("_verzoek-gebiedend")):
        clause = start, reply.mark_after(end, len(reply.text))
        if any(_is_named(name, clause, reading) for name in tried) and not _is_named("_weg-alarm", clause, reading):
            yield start, end


@signal("_kanaal-niet-van-ons", needs={"sents", "pos", "morph", "dep", "lemma"}, after=["kanaalwissel"])
def find_foreign_channel(reading: Reading) -> Iterator[Span]:
    """A referral to a channel that the house style does not list under own_channels; the one in use is alive, listed or not."""
    listed = reading.context.style.get("own_channels", ())
    if not listed:
        return
    own = {_ALIASES.get(str(name).lower(), str(name).lower()) for name in (*listed, reading.draft.channel)}
    for start, end in reading.spans("kanaalwissel"):
        named = [name for name in _WAYS if name != "app" and _is_named(f"_weg-{name}", (start, end), reading)]
        if named and not own & set(named):
            yield start, end


_ALIASES: Final = {
    "app": "whatsapp",
    "e-mail": "mail",
    "email": "mail",
    "bellen": "telefoon",
    "pb": "dm",
    "privébericht": "dm",
    "contactformulier": "formulier",
}


def _is_named(way: str, where: Span, reading: Reading) -> bool:
    return any(where[0] <= start and end <= where[1] for start, end in reading.spans(way))
