"""Emoji and emoticons: the tokenizer already knows which tokens they are."""

from collections.abc import Iterator

from webcarelint.model import Span
from webcarelint.reading import Reading, View
from webcarelint.signals.registry import signal


def emoji_of(view: View) -> Iterator[Span]:
    words = view.words
    for i, kind in words.kinds.items():
        if kind in ("emoji", "emoticon"):
            yield words.start[i], words.end[i]


@signal("emoji")
def find_emoji(reading: Reading) -> Iterator[Span]:
    return emoji_of(reading.reply)


@signal("klant.emoji", on="customer")
def find_customer_emoji(reading: Reading) -> Iterator[Span]:
    return emoji_of(reading.customer) if reading.customer else iter(())
