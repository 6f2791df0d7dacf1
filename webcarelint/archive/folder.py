"""A folder of scores: parts that appear whole or not at all, and a manifest that says of what they are.

    DIR/manifest.json                  what was read, by which rules, with which options, and whether it is complete
    DIR/scores/part-000000.parquet     the scores, PART_ROWS rows a part, in the order of the input

A part is written under another name, synced to disk and renamed; so what carries the name of a part is complete, whatever happened.
Part n holds the selected replies from n * PART_ROWS on, which makes going on a matter of skipping the parts that are there.
"""

import json
import os
import shutil
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from webcarelint.archive.errors import FolderError
from webcarelint.archive.scores import METADATA_KEY, metadata_of

MANIFEST: Final = "manifest.json"
SCORES: Final = "scores"
UNFINISHED: Final = ".unfinished"
PART_ROWS: Final = 50_000
GROUP_ROWS: Final = 8_192
"""Rows of a part that wait in memory before they are written."""

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of one run."""

    path: Path

    @property
    def scores(self) -> Path:
        return self.path / SCORES

    @property
    def parts(self) -> list[Path]:
        """The complete parts, in order."""
        return sorted(self.scores.glob("part-*.parquet"))

    def part(self, number: int) -> Path:
        return self.scores / f"part-{number:06d}.parquet"

    def manifest(self) -> Json | None:
        """What stands in the manifest; None when there is none. Raises FolderError when it cannot be read."""
        try:
            found: Json = json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as cause:
            raise FolderError(
                "Het manifest van deze scores is niet te lezen. Kies een andere map met --out:", self.path / MANIFEST
            ) from cause
        return found

    def write_manifest(self, manifest: Json) -> None:
        """Make the folder if need be, and replace the manifest, whole or not at all."""
        with saying_why(self.path):
            self.scores.mkdir(parents=True, exist_ok=True)
            with replaced(self.path / MANIFEST) as fresh:
                fresh.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def finished(self) -> dict[int, int]:
        """The parts that are there: number -> rows. What an interrupted run left half written is taken away."""
        for leftover in (*self.path.glob(f"*{UNFINISHED}"), *self.scores.glob(f"*{UNFINISHED}")):
            leftover.unlink(missing_ok=True)
        return {int(path.stem.removeprefix("part-")): pq.read_metadata(path).num_rows for path in self.parts}

    def clear(self) -> None:
        """Take away the scores and the manifest, and nothing else."""
        (self.path / MANIFEST).unlink(missing_ok=True)
        shutil.rmtree(self.scores, ignore_errors=True)


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A path to write to, that takes the name of `path` when all went well: on disk before it has that name."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        yield fresh
        _sync(fresh)
        fresh.replace(path)
        _sync(path.parent)
    finally:
        fresh.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows syncs no folders
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def saying_why(path: Path) -> Iterator[None]:
    """What the system says against writing, as one sentence."""
    try:
        yield
    except OSError as cause:
        why = os.strerror(cause.errno) if cause.errno else type(cause).__name__
        raise FolderError(
            f"Schrijven lukte niet ({why}). Wat af is blijft staan: maak ruimte en ga verder met --resume. Map:", path
        ) from cause


def without_finished(batches: Iterable[pa.RecordBatch], finished: Mapping[int, int], part_rows: int) -> Iterator[pa.RecordBatch]:
    """The selected replies that no finished part holds. Raises FolderError when a part holds more than the input has for it."""
    here = 0
    skipped = dict.fromkeys(finished, 0)
    for batch in batches:
        while batch.num_rows:
            number, within = divmod(here, part_rows)
            piece = batch.slice(0, part_rows - within)
            batch = batch.slice(piece.num_rows)
            here += piece.num_rows
            if number in skipped:
                skipped[number] += piece.num_rows
            else:
                yield piece
    if skipped != dict(finished):
        raise FolderError(
            "De scores in deze map horen niet bij deze invoer. Begin opnieuw met --overwrite, of kies een andere map met --out."
        )


def write_parts(
    folder: Folder, scored: Iterable[pa.RecordBatch], schema: pa.Schema, finished: Mapping[int, int], part_rows: int, origin: str
) -> Generator[int, None, None]:
    """Write scores to the parts that are not there yet; yields how many rows it took, each time that it took some.

    `origin` is the fingerprint of the input. Raises FolderError when the disk does not take it; finished parts stay.
    """
    stream = _Stream(scored)
    numbers = (number for number in count() if number not in finished)
    while stream.has_more():
        number = next(numbers)
        metadata = {METADATA_KEY: json.dumps({**metadata_of(schema), "input": origin, "part": number})}
        with ExitStack() as stack:
            with saying_why(folder.path):
                fresh = stack.enter_context(replaced(folder.part(number)))
                writer = pq.ParquetWriter(fresh, schema.with_metadata(metadata), compression="zstd")
                stack.callback(_close_anyhow, writer)
            for group in stream.groups(part_rows):
                with saying_why(folder.path):
                    writer.write_table(group.replace_schema_metadata(metadata))
                yield group.num_rows
            with saying_why(folder.path):
                writer.close()
                stack.close()


def _close_anyhow(writer: pq.ParquetWriter) -> None:
    """After a fault: what it still wants to write goes with its file."""
    with suppress(OSError):
        writer.close()


class _Stream:
    """Batches, as tables of a size that suits a file."""

    def __init__(self, batches: Iterable[pa.RecordBatch]) -> None:
        self._batches = iter(batches)
        self._left: pa.RecordBatch | None = None

    def has_more(self) -> bool:
        while self._left is None or not self._left.num_rows:
            self._left = next(self._batches, None)
            if self._left is None:
                return False
        return True

    def groups(self, rows: int) -> Iterator[pa.Table]:
        """The next so many rows, GROUP_ROWS at a time."""
        while rows and self.has_more():
            group = list(self._pieces(min(rows, GROUP_ROWS)))
            rows -= sum(piece.num_rows for piece in group)
            yield pa.Table.from_batches(group)

    def _pieces(self, rows: int) -> Iterator[pa.RecordBatch]:
        while rows and self.has_more() and self._left is not None:
            piece = self._left.slice(0, rows)
            self._left = self._left.slice(piece.num_rows)
            rows -= piece.num_rows
            yield piece
