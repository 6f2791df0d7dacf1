"""A text with markup in it: what is checked, and where each place of that lies in the text as the client has it."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from webcarelint.model import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the client's text and how it reads: the same for text, mostly nothing for markup."""

    source: str
    reads: str
    markup: bool = False


class AnnotatedText:
    """`plain` is what is checked, `full` the client's text with its markup. Offsets in code points."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = tuple(piece for piece in pieces if piece.source or piece.reads)
        self.plain = "".join(piece.reads for piece in self._pieces)
        self.full = "".join(piece.source for piece in self._pieces)
        self._plain_starts = list(accumulate((len(piece.reads) for piece in self._pieces), initial=0))
        self._full_starts = list(accumulate((len(piece.source) for piece in self._pieces), initial=0))

    def back(self, span: Span) -> Span:
        """A span of the plain text as a span of the full text. What markup stands for is the whole of that markup."""
        start, end = span
        if not self._pieces:
            return 0, 0
        first = self._edge(min(start, len(self.plain) - 1), end=False) if self.plain else 0
        if start >= len(self.plain) and self.plain:
            first = self._edge(len(self.plain) - 1, end=True)
        return (first, first) if start == end else (first, self._edge(end - 1, end=True))

    def _edge(self, at: int, *, end: bool) -> int:
        """Where the plain code point `at` begins, or ends, in the full text."""
        # bisect_right passes over pieces that read as nothing: the last piece that starts here is the one with letters.
        number = bisect_right(self._plain_starts, at) - 1
        piece, start = self._pieces[number], self._full_starts[number]
        if piece.markup:
            return start + len(piece.source) if end else start
        return start + at - self._plain_starts[number] + end


def plain_text(text: str) -> AnnotatedText:
    return AnnotatedText([Piece(text, text)])
