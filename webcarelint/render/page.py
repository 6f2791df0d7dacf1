"""A text laid out in lines of limited width, with marks under the places that findings point at.

Widths are terminal cells: an emoji or a wide letter takes two. Offsets are code points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from webcarelint.model import Finding


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line: the code points start to end of the text."""

    start: int
    end: int


def wrapped(text: str, width: int) -> Iterator[Line]:
    """Cut a text into visual lines of at most `width` cells, at spaces where there are any."""
    start = 0
    for paragraph in text.split("\n"):
        yield from _wrapped_paragraph(text, start, start + len(paragraph), width)
        start += len(paragraph) + 1


def _wrapped_paragraph(text: str, start: int, end: int, width: int) -> Iterator[Line]:
    while cell_len(text[start:end]) > width:
        cut = start
        while cut < end and cell_len(text[start : cut + 1]) <= width:
            cut += 1
        space = text.rfind(" ", start, cut + 1)
        stop = space if space > start else max(cut, start + 1)
        yield Line(start, stop)
        start = stop + 1 if space > start else stop
    yield Line(start, end)


def marks(text: str, line: Line, findings: Sequence[Finding]) -> str:
    """What stands under a line: each finding's number where it begins, tildes where it goes on. Empty without findings."""
    cells = [" "] * (cell_len(text[line.start : line.end]) + 2 * len(findings))
    marked = False
    for number, finding in enumerate(findings, start=1):
        start, end = max(finding.start, line.start), min(finding.end, line.end)
        if start >= end:
            continue
        marked = True
        first = cell_len(text[line.start : start])
        for cell in range(first, first + cell_len(text[start:end])):
            cells[cell] = "~" if cells[cell] == " " else cells[cell]
        if finding.start >= line.start:
            while cells[first].isdigit():
                first += 1  # two findings begin at the same place: their numbers stand side by side
            cells[first : first + len(str(number))] = str(number)
    return "".join(cells).rstrip() if marked else ""
