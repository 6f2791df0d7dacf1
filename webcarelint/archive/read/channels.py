"""What exports call a channel, to what the model calls it."""

import re
from functools import lru_cache
from typing import Final

from webcarelint.model import CHANNEL_ALIASES, CHANNELS, Channel

_WORDS: Final[tuple[tuple[str, Channel], ...]] = (
    (r"whats ?app|wa\b", "whatsapp"),
    # Private messages first: what is public decides which rules apply.
    (r"\bdms?\b|direct.?message|direct bericht|messenger|priv[ée]|private|\bpm\b|live ?chat|web ?chat|widget|\bchat|messaging", "chat"),
    (r"twitter|tweet|\bx\b|x\.com", "twitter"),
    (r"instagram|\big\b|insta\b", "instagram"),
    (r"facebook|\bfb\b", "facebook"),
    (r"trustpilot|review|google|play ?store|app ?store|kiyoh|klantenvertellen|feedback company", "review"),
    (r"e-?mail|\bmail\b", "email"),
)
_PATTERNS: Final = tuple((re.compile(words, re.IGNORECASE), channel) for words, channel in _WORDS)
_KNOWN: Final[dict[str, Channel]] = {**{channel: channel for channel in CHANNELS}, **CHANNEL_ALIASES}


@lru_cache(maxsize=1024)
def channel_of(value: str) -> Channel | None:
    """The channel that an export's word, or the address of a message, stands for; None when nothing is recognised."""
    lowered = value.strip().lower()
    if found := _KNOWN.get(lowered):
        return found
    return next((channel for pattern, channel in _PATTERNS if pattern.search(lowered)), None)
