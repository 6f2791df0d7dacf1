"""JSON: one object a line, or a list of objects, seen as rows. Objects inside objects become columns with a dot (`reply.message`)."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from webcarelint.archive.read.encodings import checked, detect
from webcarelint.archive.read.sources import Source
from webcarelint.archive.read.tables.table import Cell, Record, Shape
from webcarelint.errors import InputError

Json = Mapping[str, object]

SAMPLE: Final = 200
LONGEST_LINE: Final = 16 << 20
_LISTS: Final = (
    "reviews",
    "conversations",
    "tickets",
    "messages",
    "data",
    "payload",
    "results",
    "items",
    "comments",
    "helpdesk_tickets",
    "_results",
)


_ITSELF: Final = {"id", "participants"}
"""What a conversation has and a wrapping around conversations does not."""


class JsonObjects:
    """The objects of a file, each with an error where one cannot be read. Lines are read one at a time, a list whole."""

    def __init__(self, source: Source, encoding: str | None = None) -> None:
        self.source = source
        self.encoding = checked(encoding) if encoding else detect(source.probes())
        self.by_line = _is_by_line(source, self.encoding.name)

    def __iter__(self) -> Iterator[tuple[Json, str | None]]:
        return self._lines() if self.by_line else self._list()

    def sample(self) -> list[Json]:
        return [found for found, error in islice(self, SAMPLE) if error is None]

    def _lines(self) -> Iterator[tuple[Json, str | None]]:
        codec = "utf-8" if self.encoding.name == "utf-8-sig" else self.encoding.name
        with self.source.open() as stream:
            number = 0
            while line := stream.readline(LONGEST_LINE):
                number += 1
                if not (line := line.removeprefix(b"\xef\xbb\xbf").strip()):
                    continue
                try:
                    found = json.loads(line.decode(codec))
                except UnicodeDecodeError:
                    yield {}, f"Regel {number}: hier staan tekens die geen {codec} zijn."
                except (ValueError, RecursionError):
                    yield {}, f"Regel {number}: dit is geen geldige JSON."
                else:
                    yield _object(found, f"Regel {number}")

    def _list(self) -> Iterator[tuple[Json, str | None]]:
        for place, found in enumerate(load_json(self.source, self.encoding.name), start=1):
            yield _object(found, f"Onderdeel {place}")


class JsonTable:
    """Objects as rows. The columns are those of the first objects."""

    rows: int | None = None

    def __init__(self, objects: JsonObjects) -> None:
        self._objects = objects
        names: dict[str, None] = {}
        for found in objects.sample():
            names.update(dict.fromkeys(flat(found)))
        self.names = tuple(names)

    @property
    def shape(self) -> Shape:
        encoding = self._objects.encoding
        return Shape("jsonl" if self._objects.by_line else "json", f"{encoding.name} ({encoding.why})")

    def records(self) -> Iterator[Record]:
        for found, error in self._objects:
            if error is not None:
                yield Record((), error)
            else:
                cells = flat(found)
                yield Record([cells.get(name) for name in self.names])


def flat(found: Json, prefix: str = "") -> dict[str, Cell]:
    """Cells by name. Lists of words stay lists; other lists are no cells."""
    cells: dict[str, Cell] = {}
    for key, value in found.items():
        if isinstance(value, dict):
            cells.update(flat(value, f"{prefix}{key}."))
        elif isinstance(value, list):
            if all(isinstance(item, str) for item in value):
                cells[prefix + key] = value
        elif value is None or isinstance(value, str | int | float):
            cells[prefix + key] = value
    return cells


def load_json(source: Source, encoding: str = "utf-8-sig") -> list[object]:
    """The list in a JSON file: the file itself, a list under a known name, or the one object it is. Raises InputError when it is no JSON."""
    try:
        body = source.read().decode("utf-8-sig" if encoding == "utf-8" else encoding)
        found = json.loads(body[body.index("=") + 1 :] if body.startswith("window.") else body)
    except (ValueError, RecursionError) as cause:
        raise InputError("Dit is geen geldige JSON. Is het bestand helemaal overgekomen?", source.name) from cause
    if isinstance(found, list):
        return found
    if isinstance(found, dict):
        inside = next((found[name] for name in _LISTS if isinstance(found.get(name), list) and not _ITSELF & found.keys()), None)
        return inside if inside is not None else [found]
    raise InputError("In deze JSON staan geen berichten.", source.name)


def _object(found: object, place: str) -> tuple[Json, str | None]:
    return (found, None) if isinstance(found, dict) else ({}, f"{place}: dit is geen JSON-object.")


def _is_by_line(source: Source, encoding: str) -> bool:
    """Whether the first line is a whole object and another line follows, or the name says so."""
    if source.leaf.endswith((".jsonl", ".ndjson")):
        return True
    lines = source.head().decode(encoding, "replace").lstrip("\ufeff \r\n").split("\n", 2)
    if not lines[0].startswith("{") or len(lines) < 2 or not lines[1].startswith("{"):
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except ValueError:
        return False
