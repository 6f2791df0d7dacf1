"""The text as a reader sees it, with a way back to the text as it was given.

Zero-width characters are dropped, compatibility letters (𝐆𝐞𝐥𝐝) and combining marks are composed, CRLF becomes LF: what is
written to slip past a word list, or by a strange keyboard, reads as what it says. Emoji sequences keep their joiners.
"""

import unicodedata
from dataclasses import dataclass

import regex

from webcarelint.model import Span

_ODD = regex.compile(
    r"\r\n?|(?<!\p{Extended_Pictographic}\uFE0F?\p{EMod}?)\u200D|\u200D(?!\p{Extended_Pictographic})"
    r"|[\u200B\u200C\u2060\uFEFF\u00AD\u2066-\u2069\u202A-\u202E]|[\u00A0\u202F\u2009]|\p{L}\p{M}+|[\U0001D400-\U0001D7FF\uFF01-\uFF5E\uFB00-\uFB06]"
    r"|[\uD800-\uDFFF\x00]"
)
_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text. `offsets[i]` is where code point i came from; None when nothing changed."""

    text: str
    offsets: tuple[int, ...] | None = None

    def back(self, span: Span) -> Span:
        """A span of the cleaned text as a span of the original."""
        if self.offsets is None:
            return span
        start, end = span
        first = self.offsets[start]
        return (first, first) if start == end else (first, self._end_of(end - 1))

    def _end_of(self, i: int) -> int:
        """Where the original of code point i ends; what was dropped after it belongs to it only when it was composed."""
        assert self.offsets is not None
        return next(offset for offset in self.offsets[i + 1 :] if offset > self.offsets[i])


def clean(text: str) -> Cleaned:
    if text.isascii() and "\r" not in text and "\x00" not in text:
        return Cleaned(text)
    if not _ODD.search(text):
        return Cleaned(text)
    pieces: list[str] = []
    offsets: list[int] = []
    here = 0
    for match in _ODD.finditer(text):
        pieces.append(text[here : match.start()])
        offsets.extend(range(here, match.start()))
        plain = _plain(match.group())
        pieces.append(plain)
        offsets.extend([match.start()] * len(plain))
        here = match.end()
    pieces.append(text[here:])
    offsets.extend(range(here, len(text)))
    return Cleaned("".join(pieces), (*offsets, len(text)))


def _plain(odd: str) -> str:
    if odd in _DROPPED:
        return ""
    if odd.startswith("\r"):
        return "\n"
    if odd[0] in "\u00a0\u202f\u2009":
        return " "
    if odd == "\x00" or "\ud800" <= odd[0] <= "\udfff":
        return "\ufffd"
    return unicodedata.normalize("NFKC", odd)
