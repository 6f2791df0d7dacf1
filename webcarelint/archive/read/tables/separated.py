"""CSV and its relatives, by the standard library's csv: row by row, so that a broken row costs one row and not the file."""

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Final

from webcarelint.archive.read.encodings import Encoding, checked, detect
from webcarelint.archive.read.sources import Source
from webcarelint.archive.read.tables.table import Record, Shape
from webcarelint.errors import InputError

SEPARATORS: Final = (",", ";", "\t", "|")
_NAMES: Final = {",": "komma", ";": "puntkomma", "\t": "tab", "|": "verticale streep"}
_ALIASES: Final = {"tab": "\t", "\\t": "\t", "komma": ",", "puntkomma": ";", **{mark: mark for mark in SEPARATORS}}
_NONE: Final = "\x1f"
_ESCAPED: Final = '\\"'
_SAMPLE: Final = 400
_ENOUGH: Final = 0.4
_LONGEST_NAME: Final = 60
_HINT: Final = "sep="
csv.field_size_limit(1 << 20)  # an export may hold a whole mail; a quotation mark that is never closed stops here


@dataclass(frozen=True, slots=True)
class Dialect:
    separator: str
    backslash: bool = False

    def reader(self, lines: Iterator[str], *, strict: bool) -> Iterator[list[str]]:
        escape = "\\" if self.backslash else None
        return csv.reader(lines, delimiter=self.separator, doublequote=not self.backslash, escapechar=escape, strict=strict)


class SeparatedTable:
    """A text file of rows. The first one names the columns, unless it looks like a row itself."""

    rows: int | None = None

    def __init__(self, source: Source, encoding: str | None = None, separator: str | None = None, header: bool | None = None) -> None:
        self._source = source
        self._encoding = checked(encoding) if encoding else detect(source.probes())
        sample = self._sample()
        self._skip = 1 if sample[:1] and sample[0].lower().startswith(_HINT) else 0
        self._dialect = _dialect(sample[self._skip :], _named(separator))
        first = next(self._dialect.reader(iter(sample[self._skip :]), strict=False), [])
        self.has_header = _is_header(first) if header is None else header
        self.names = _unique(first) if self.has_header else tuple(f"kolom {place}" for place in range(1, len(first) + 1))
        if not first:
            raise InputError("Hier staat niets in:", source.name)

    @property
    def shape(self) -> Shape:
        notes = [] if self.has_header else ["Er is geen rij met kolomnamen; de kolommen heten ‘kolom 1’, ‘kolom 2’ …"]
        notes += ['Aanhalingstekens zijn geschreven als \\".'] if self._dialect.backslash else []
        shown = _NAMES.get(self._dialect.separator, "geen (één kolom)" if self._dialect.separator == _NONE else self._dialect.separator)
        return Shape("csv", _shown(self._encoding), shown, tuple(notes))

    def records(self) -> Iterator[Record]:
        with self._open() as stream:
            lines = _Lines(stream)
            for _ in range(self._skip):
                next(lines)
            if self.has_header:
                next(self._dialect.reader(lines, strict=False), None)
            for cells in _rows(self._dialect, lines):
                yield self._checked(cells, lines)

    def _checked(self, cells: list[str] | None, lines: "_Lines") -> Record:
        width = len(self.names)
        if cells is None:
            return Record((), f"Regel {lines.number}: de aanhalingstekens kloppen niet.")
        if lines.broken:
            wrong = f"Regel {lines.first}: hier staan tekens die geen {self._encoding.name} zijn."
            return Record(cells, wrong) if len(cells) == width else Record((), wrong)
        if len(cells) == width:
            return Record(cells)
        if len(cells) > width and not any(cells[width:]):
            return Record(cells[:width])
        return Record((), f"Regel {lines.first}: {len(cells)} velden in plaats van {width}.")

    def _open(self) -> io.TextIOWrapper:
        return _text(self._source.open(), self._encoding)

    def _sample(self) -> list[str]:
        head = self._source.head()
        text = _text(io.BytesIO(head), self._encoding).read()
        lines = text.splitlines(keepends=True)
        whole = len(head) < 1 << 20
        return lines[:_SAMPLE] if whole or len(lines) < 2 else lines[:-1][:_SAMPLE]


class _Lines:
    """Physical lines, with those of the record being read at hand: when it turns out broken, all but its first are read again."""

    def __init__(self, stream: Iterator[str]) -> None:
        self._stream = stream
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self.number = 0
        self.broken = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._stream)
        self.number += 1
        self._taken.append(line)
        if not line.isascii() and not _is_whole(line):
            self.broken = True
        return line

    def start(self) -> None:
        self._taken.clear()
        self.broken = False

    @property
    def first(self) -> int:
        """The number of the first line of this record, from 1."""
        return self.number - len(self._taken) + 1

    def back_to_second(self) -> None:
        """Give back every line of this record but the first."""
        self._again.extendleft(reversed(self._taken[1:]))
        self.number = self.first
        del self._taken[1:]


def _is_whole(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\ufffd" not in line


def _text(stream: IO[bytes], encoding: Encoding) -> io.TextIOWrapper:
    """Bytes that do not belong become half characters, which `_Lines` sees; UTF-16 cannot, and gets U+FFFD."""
    errors = "replace" if encoding.name.startswith(("utf-16", "utf-32")) else "surrogateescape"
    return io.TextIOWrapper(stream, encoding=encoding.name, errors=errors, newline="")


def _named(separator: str | None) -> str | None:
    if separator is None:
        return None
    mark = _ALIASES.get(separator.lower(), separator)
    if len(mark) != 1:
        raise InputError(f"Het scheidingsteken is één teken, of: {', '.join(['tab', 'komma', 'puntkomma'])}. ‘{separator}’ kan niet.")
    return mark


def _dialect(lines: Sequence[str], separator: str | None) -> Dialect:
    """The separator that cuts most rows into as many fields as the first row has; none when no one does that for most rows."""
    escapes = (False, True) if any(_ESCAPED in line for line in lines) else (False,)
    candidates = [Dialect(mark, escape) for mark in ([separator] if separator else SEPARATORS) for escape in escapes]
    scored = [(*_score(candidate, lines), candidate) for candidate in candidates]
    share, width, best = max(scored, key=lambda item: item[:2], default=(0.0, 1, Dialect(",")))
    if separator is None and (width < 2 or share < _ENOUGH):
        return Dialect(_NONE)
    return best


def _score(dialect: Dialect, lines: Sequence[str]) -> tuple[float, int]:
    rows = list(_rows(dialect, _Lines(iter(lines))))
    first = rows[0] if rows else None
    if first is None or len(first) < 2:
        return 0.0, 0
    # In prose a space follows a comma; between fields it seldom does.
    starts = [cell[:1] == " " for row in rows if row for cell in row[1:]]
    if sum(starts) > len(starts) / 2:
        return 0.0, 0
    return sum(row is not None and len(row) == len(first) for row in rows) / len(rows), len(first)


def _rows(dialect: Dialect, lines: "_Lines") -> Iterator[list[str] | None]:
    """The fields of each record; None for a line whose quotation marks are wrong, after which reading goes on at the next line."""
    reader = dialect.reader(lines, strict=True)
    while True:
        lines.start()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            lines.back_to_second()
            yield None
            continue
        if cells:  # an empty line is no row
            yield cells


def _is_header(cells: Sequence[str]) -> bool:
    """Names are short, differ, and are no numbers; one cell may be empty (an index)."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < max(1, len(cells) - 1) or len(set(map(str.lower, filled))) < len(filled):
        return False
    return all(len(cell) <= _LONGEST_NAME and not cell[0].isdigit() and cell[-1] not in ".!?" and cell.count(" ") < 8 for cell in filled)


def _unique(cells: Sequence[str]) -> tuple[str, ...]:
    """Names without spaces around them; an empty or repeated one gets its place."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = cell.strip().lstrip("\ufeff") or f"kolom {place}"
        names.append(name if name not in names else f"{name} ({place})")
    return tuple(names)


def _shown(encoding: Encoding) -> str:
    return f"{encoding.name} ({encoding.why})"
