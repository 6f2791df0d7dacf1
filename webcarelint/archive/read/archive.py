"""An archive: files that were recognised, read as a stream of replies."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from webcarelint.archive.read.options import ReadOptions
from webcarelint.archive.read.recognised import Recognised

BATCH_ROWS = 4096


class Archive:
    """One or more files of sent replies. Nothing but their beginning is read before `batches` is asked for."""

    recognised: tuple[Recognised, ...]
    """One per file (or member of a zip), in the order in which they are read."""

    rows: int | None
    """How many rows there are, if that is cheaply known; an upper bound when split messages are joined."""

    left_out: Mapping[str, int]
    """What is no reply (messages of customers, notes, system lines …), counted by Dutch reason; complete when `batches` is exhausted."""

    def batches(self, batch_rows: int = BATCH_ROWS) -> Iterator[pa.RecordBatch]:
        """The replies, in INPUT_SCHEMA, in a stable order, `batch_rows` a batch (the last one has fewer). Can be called again."""
        raise NotImplementedError

    def fingerprint(self) -> str:
        """A hex digest of the bytes of all files and of the options. Reads every file once; kept."""
        raise NotImplementedError


def open_archive(paths: Sequence[Path], options: ReadOptions | None = None) -> Archive:
    """Recognise files, folders and zips. Raises InputError for what does not exist, is not recognised or holds no replies."""
    raise NotImplementedError
