"""An archive: files that were recognised, read as a stream of replies."""

import gzip
import hashlib
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa

from webcarelint.archive.read.batches import batches, row_of
from webcarelint.archive.read.message import Message, Tally
from webcarelint.archive.read.options import ReadOptions
from webcarelint.archive.read.recognised import Recognised
from webcarelint.archive.read.recognition import Reader, check_format, readers
from webcarelint.archive.read.sources import Source, find_sources
from webcarelint.archive.read.splits import joined
from webcarelint.archive.read.threads import replies
from webcarelint.errors import InputError

BATCH_ROWS: Final = 4096

READER_VERSION: Final = "1"
"""Part of the fingerprint: goes up when the same bytes are read as other rows."""

_Files = tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    reader: Reader
    files: _Files


class Archive:
    """One or more files of sent replies. Nothing but their beginning is read before `batches` is asked for."""

    def __init__(self, parts: Sequence[_Part], options: ReadOptions) -> None:
        self._parts = parts
        self._options = options
        self._left_out: Tally = Counter()
        self._fingerprint: str | None = None

    @property
    def recognised(self) -> tuple[Recognised, ...]:
        """One per file, or per group of files that are read together, in the order in which they are read."""
        return tuple(part.reader.recognised for part in self._parts)

    @property
    def rows(self) -> int | None:
        """How many rows there are at most, if that is cheaply known; fewer come when split messages are joined or reviews have no answer."""
        known = [part.reader.rows for part in self._parts]
        return None if None in known else sum(rows for rows in known if rows is not None)

    @property
    def left_out(self) -> Mapping[str, int]:
        """What is no reply (messages of customers, notes, system lines …), counted by Dutch reason; complete when `batches` is exhausted."""
        return dict(self._left_out)

    def batches(self, batch_rows: int = BATCH_ROWS) -> Iterator[pa.RecordBatch]:
        """The replies, in INPUT_SCHEMA, by ascending `row`, `batch_rows` a batch (the last one has fewer). Can be called again."""
        self._left_out.clear()
        with _damage_told(self._parts[0].files[0].path if len(self._parts) == 1 else None):
            yield from batches(self._rows(), batch_rows)

    def fingerprint(self) -> str:
        """A hex digest of the bytes of all files and of the options. Reads every file once; kept."""
        if self._fingerprint is None:
            digest = hashlib.sha256(f"{READER_VERSION} {self._options!r}".encode())
            for path in dict.fromkeys(source.path for part in self._parts for source in part.files):
                with path.open("rb") as stream:
                    digest.update(hashlib.file_digest(stream, "sha256").digest())
            self._fingerprint = digest.hexdigest()
        return self._fingerprint

    def _rows(self) -> Iterator[tuple[object, ...]]:
        start = 0
        for part in self._parts:
            highest = -1
            for message in self._replies(part.reader):
                highest = max(highest, message.row)
                yield row_of(message, start + message.row, part.reader.recognised.source, self._options.channel)
            start += highest + 1

    def _replies(self, reader: Reader) -> Iterator[Message]:
        messages = reader.messages(self._left_out)
        if not reader.newest_first:
            return replies(joined(messages), self._options.earlier, self._left_out)
        # A conversation can only be followed forwards; afterwards the rows stand again as in the file.
        forwards = replies(joined(reversed(list(messages))), self._options.earlier, self._left_out)
        return iter(sorted(forwards, key=lambda message: message.row))


def open_archive(paths: Sequence[Path], options: ReadOptions | None = None) -> Archive:
    """Recognise files, folders and zips. Raises InputError for what does not exist, is not recognised or holds no replies."""
    chosen = options or ReadOptions()
    check_format(chosen.format)
    with _damage_told(paths[0] if len(paths) == 1 else None):
        return Archive([_Part(reader, files) for reader, files in readers(find_sources(paths), chosen)], chosen)


@contextmanager
def _damage_told(path: Path | None) -> Iterator[None]:
    """Compressed files show only while they are read that their end is missing."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as cause:
        raise InputError("Dit ingepakte bestand is beschadigd of niet helemaal overgekomen. Haal het opnieuw op:", path) from cause
