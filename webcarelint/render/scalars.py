"""Where the letters of a reply stand in the file that spells it, and how a correction is spelt there.

A reply in a JSON or YAML file is not written as it reads: there are escapes, doubled quotes, indentation and folded lines.
"""

import json
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from webcarelint.model import Span

Style = Literal["verbatim", "json", "yaml-double", "yaml-single", "yaml-plain", "yaml-block"]
"""How a file spells a text: as it is, or as a JSON string or a YAML scalar of this kind."""

_WHITE: Final = frozenset(" \t\r\n")
_ESCAPES: Final[Mapping[Style, re.Pattern[str]]] = {
    # A surrogate pair is one letter; JSON writes many an emoji so.
    "json": re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)"),
    "yaml-double": re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|(?P<joined>\r?\n[ \t]*)|.)"),
    "yaml-single": re.compile("''"),
}
_PLAIN_WORDS: Final = re.compile(r"[^\W_][\w .,!?()’‘/€-]*")
"""What may stand in a YAML plain scalar without becoming something else."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """For each code point of a text, where its spelling starts and ends in the raw text."""

    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Where the code points from start to end are spelt; an empty range is a place between two letters."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
        return place, place


def spelling(raw: str, text: str, style: Style) -> Spelling | None:
    """How `raw` spells `text`, or the longer text that starts with it. None when that cannot be told letter by letter."""
    if raw.startswith(text):
        return Spelling(range(len(text)), range(1, len(text) + 1))
    starts, ends = array("I"), array("I")
    pieces = _pieces(raw, style)
    letter, start, end = next(pieces, _END)
    for char in text:
        # White space differs in YAML: lines are folded and indented. Anything else must be the same letter, or an escape.
        while letter not in (char, None) and letter in _WHITE:
            letter, start, end = next(pieces, _END)
        if letter == "":
            return None
        if letter in (char, None):
            starts.append(start)
            ends.append(end)
            letter, start, end = next(pieces, _END)
        elif char in _WHITE:
            starts.append(start)
            ends.append(start)
        else:
            return None
    return Spelling(starts, ends)


_END: Final = ("", 0, 0)


def _pieces(raw: str, style: Style) -> Iterator[tuple[str | None, int, int]]:
    """Each letter of the raw text with its place; None is an escape, which may be any letter."""
    escapes = _ESCAPES.get(style)
    here = 0
    for escape in escapes.finditer(raw) if escapes else ():
        yield from ((raw[i], i, i + 1) for i in range(here, escape.start()))
        here = escape.end()
        if "joined" not in escape.groupdict() or escape["joined"] is None:
            yield None, escape.start(), here
    yield from ((raw[i], i, i + 1) for i in range(here, len(raw)))


def spelt(text: str, style: Style) -> str | None:
    """A text as this style writes it; None where it could become something else, such as a line end in a folded scalar."""
    if style in ("json", "yaml-double"):
        return json.dumps(text, ensure_ascii=False)[1:-1]
    if style == "verbatim":
        return text
    if "\n" in text or "\r" in text:
        return None
    if style == "yaml-single":
        return text.replace("'", "''")
    return text if style == "yaml-block" or _PLAIN_WORDS.fullmatch(text) else None
