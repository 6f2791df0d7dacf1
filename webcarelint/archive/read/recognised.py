"""What was recognised in a file, and why: shown to people before they trust a figure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """`role` (text, customer, time …) is read from `column`; `why` is a short Dutch reason."""

    role: str
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """One file: `format` is a name from FORMATS, `title` how people call it; encoding and separator are None where they mean nothing."""

    source: str
    format: str
    title: str
    encoding: str | None = None
    separator: str | None = None
    columns: tuple[ColumnChoice, ...] = ()
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
