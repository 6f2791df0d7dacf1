"""Numbers about how a reply looks: what a channel counts, and how long its longest sentence is."""

from typing import Final

from webcarelint.reading import Reading, quick
from webcarelint.signals.registry import measure

_URL = quick(r"https?://\S+|www\.\S+")
_HANDLES = quick(r"(?:\s*@\w+)+\s*")
_URL_LENGTH: Final = 23
"""On X every link counts as 23 characters, whatever its length."""

_BREAK: Final = frozenset({";", ":", ">", "•", "→", ".", "!", "?", "…"})


@measure("tekens-op-x")
def count_for_x(reading: Reading) -> float:
    """Characters as X counts them: a link is 23, the names that a reply opens with are free, a part ends at an empty line."""
    text = reading.reply.text[: reading.reply.cut]
    opening = _HANDLES.match(text)
    text = text[opening.end() :] if opening else text
    return float(len(_URL.sub("x" * _URL_LENGTH, text)))


@measure("woorden-langste-zin")
def longest_sentence(reading: Reading) -> float:
    """Words in the longest sentence; a new line, a mark and a colon end one too: a list, or a small letter behind a full stop, makes none longer."""
    words = reading.reply.words
    longest = here = 0
    sentence = -1
    for i in reading.reply.own_tokens:
        lower = words.lower[i]
        if words.sent[i] != sentence or lower in _BREAK or "\n" in lower:
            here, sentence = 0, words.sent[i]
        if i not in words.kinds and (lower.isalpha() or any(map(str.isalpha, lower))):
            here += 1
            if here > longest:
                longest = here
    return float(longest)
