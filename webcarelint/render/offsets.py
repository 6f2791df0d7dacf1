"""The one place where offsets change their unit: code points, UTF-16 code units, UTF-8 bytes, lines and columns.

Inside webcarelint an offset counts Unicode code points. The outside world does not agree: LanguageTool, JavaScript and
most editors count UTF-16 code units, reviewdog counts UTF-8 bytes, and people count lines and columns. None of them counts
what a reader sees as one letter: an emoji family is several code points, and stays so here.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Literal

Unit = Literal["code-points", "utf-16", "utf-8"]

_LINE_END: Final = re.compile(r"\r\n|\n|\r")


def _utf16_width(char: str) -> int:
    return 2 if char > "\uffff" else 1


def _utf8_width(char: str) -> int:
    # By hand and not by encoding: a lone surrogate has a width too, and no encoding.
    if char < "\x80":
        return 1
    if char < "\u0800":
        return 2
    return 3 if char <= "\uffff" else 4


_WIDTHS: Final[Mapping[Unit, Callable[[str], int]]] = {"utf-16": _utf16_width, "utf-8": _utf8_width}


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place between two characters. Line and column both start at 1; the column counts in the unit that was asked for."""

    line: int
    column: int


class Offsets:
    """Converts the offsets of one text. Every unit is measured once, when it is first asked for; a conversion is then quick.

    A line ends in LF, CRLF or a lone CR, and its line end belongs to it; U+2028 and form feeds end no line. An offset
    outside the text is a ValueError, never a guess.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._ascii = text.isascii()
        self._before: dict[Unit, Sequence[int]] = {}
        self._lines: Sequence[int] | None = None

    @property
    def line_count(self) -> int:
        """How many lines there are; a text that ends in a line end has an empty last one."""
        return len(self._starts())

    def length(self, unit: Unit) -> int:
        """The length of the whole text in this unit."""
        return self.to(len(self._text), unit)

    def to(self, offset: int, unit: Unit) -> int:
        """A code point offset in this unit."""
        if not 0 <= offset <= len(self._text):
            raise ValueError(f"offset {offset} is outside a text of {len(self._text)} code points")
        return self._counts(unit)[offset]

    def back(self, count: int, unit: Unit) -> int:
        """The code point offset of an offset in this unit. One inside a character is taken as that character's start."""
        counts = self._counts(unit)
        if not 0 <= count <= counts[-1]:
            raise ValueError(f"offset {count} is outside a text of {counts[-1]} in {unit}")
        return bisect_right(counts, count) - 1

    def position(self, offset: int, unit: Unit = "code-points") -> Position:
        """Line and column of a code point offset, the column in this unit."""
        count = self.to(offset, unit)
        starts = self._starts()
        line = bisect_right(starts, offset)
        return Position(line, count - self.to(starts[line - 1], unit) + 1)

    def offset(self, position: Position, unit: Unit = "code-points") -> int:
        """The code point offset of a line and a column in this unit. Past the end of its line is a ValueError."""
        starts = self._starts()
        if not 1 <= position.line <= len(starts):
            raise ValueError(f"line {position.line} is outside a text of {len(starts)} lines")
        first = starts[position.line - 1]
        # A line's own end counts as inside it, so that every offset has a position and every position an offset.
        last = len(self._text) if position.line == len(starts) else starts[position.line] - 1
        found = self.back(self.to(first, unit) + position.column - 1, unit)
        if position.column < 1 or found > last:
            raise ValueError(f"column {position.column} is outside line {position.line}")
        return found

    def _counts(self, unit: Unit) -> Sequence[int]:
        """Per code point offset how many units stand before it."""
        if unit == "code-points" or self._ascii:
            return range(len(self._text) + 1)
        if unit not in self._before:
            self._before[unit] = array("I", accumulate(map(_WIDTHS[unit], self._text), initial=0))
        return self._before[unit]

    def _starts(self) -> Sequence[int]:
        """The code point offset at which each line starts."""
        if self._lines is None:
            self._lines = array("I", [0, *(end.end() for end in _LINE_END.finditer(self._text))])
        return self._lines
