"""`--output FORMAT=FILE`: outcomes written beside what the terminal shows."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from webcarelint.errors import InputError
from webcarelint.render.formats import WRITTEN, written
from webcarelint.render.places import Outcome


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write, and in which format."""

    format: str
    path: Path


def parse_outputs(values: Sequence[str]) -> tuple[Output, ...]:
    """What was asked for, checked before any work is done. Raises InputError."""
    outputs: list[Output] = []
    for value in values:
        format, equals, name = value.partition("=")
        if not equals or not name:
            raise InputError(f"--output {value} mist een vorm of een bestand. Schrijf het zo: --output sarif=webcare.sarif")
        if format not in WRITTEN:
            raise InputError(f"Onbekende vorm '{format}' bij --output {value}. Kies uit: {', '.join(WRITTEN)}.")
        path = Path(name)
        if path.is_file() or not path.exists():  # a pipe or a device has no other name than the one it was given
            path = path.resolve()
        if path.is_dir():
            raise InputError("Dit is een map. Noem achter --output een bestand:", name)
        if not path.parent.is_dir():
            raise InputError("De map van dit bestand bestaat niet. Maak haar eerst:", name)
        if any(path == other.path for other in outputs):
            raise InputError("Twee keer --output naar hetzelfde bestand. Geef elke vorm een eigen bestand:", name)
        outputs.append(Output(format, path))
    return tuple(outputs)


def write_outputs(outputs: Iterable[Output], outcome: Outcome) -> None:
    """Write every file, each whole or not at all."""
    for output in outputs:
        try:
            _write(output.path, encoded(written(output.format, outcome)))
        except OSError as cause:
            raise InputError(f"Dit bestand is niet te schrijven ({cause.strerror}):", output.path) from cause


def encoded(text: str) -> bytes:
    """UTF-8, whatever the terminal's encoding is; half a surrogate pair, which a broken reply may hold, becomes a question mark."""
    return text.encode("utf-8", "replace")


def _write(path: Path, body: bytes) -> None:
    if path.exists() and not path.is_file():  # a pipe or a device must be written to, not replaced
        path.write_bytes(body)
        return
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        fresh.write_bytes(body)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
