"""What every file of rows and columns looks like to the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

Cell = str | int | float | bool | datetime | date | list[str] | None


class Record(NamedTuple):
    """One row: as many cells as the table has names, or an error instead (Dutch, with the place, without the row's text)."""

    cells: Sequence[Cell]
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """How the file is written, as far as that means something."""

    kind: str
    encoding: str | None = None
    separator: str | None = None
    notes: tuple[str, ...] = ()


class Table(Protocol):
    """`records` can be called again and starts at the first row each time; memory does not grow with the file unless `kind` is a sheet."""

    @property
    def names(self) -> tuple[str, ...]: ...

    @property
    def rows(self) -> int | None: ...

    @property
    def shape(self) -> Shape: ...

    def records(self) -> Iterator[Record]: ...
