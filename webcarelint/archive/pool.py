"""Scoring over local processes. Each reply goes to the worker that its text belongs to, so that a duplicate is known there."""

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from webcarelint.archive.columns import INPUT_SCHEMA
from webcarelint.archive.errors import WorkerError
from webcarelint.archive.recipe import Recipe
from webcarelint.archive.scores import Layout

WORKER_ROWS: Final = 512
"""Rows in one task of one worker."""

IN_FLIGHT: Final = 3
"""Batches under way: one that is judged, one that waits in the worker, one that is put together."""

Piece = tuple[npt.NDArray[np.int64], "Future[bytes]"]


class Pool:
    """Worker processes, started once, each with its own Linter and BLAS on one thread.

    `spill` is a folder for what does not fit in the memory of a worker; nothing stays there.
    """

    def __init__(self, recipe: Recipe, workers: int, spill: Path | None = None) -> None:
        self._recipe = recipe
        self._context = get_context("spawn")
        self._executors = [
            ProcessPoolExecutor(1, mp_context=self._context, initializer=_start, initargs=(spill,)) for _ in range(max(1, workers))
        ]

    def __enter__(self) -> Self:
        with _deaf_to_interrupts():
            self._layouts = [executor.submit(_layout, self._recipe) for executor in self._executors]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        # All at the same time, for each waits for what it runs; and each once, for a second call no longer waits for anything.
        with ThreadPoolExecutor(len(self._executors)) as closing:
            for executor in self._executors:
                closing.submit(executor.shutdown, cancel_futures=True)

    @property
    def layout(self) -> Layout:
        """What the scores look like. Waits for the first worker; raises what building a Linter raises."""
        with _worker_lost():
            return self._layouts[0].result()

    @property
    def batch_rows(self) -> int:
        """How many rows a batch should have to keep every worker busy."""
        return WORKER_ROWS * len(self._executors)

    def score(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Scores for replies, in their order. Never more than a few batches are under way, however slow the reader of the scores is."""
        schema = self.layout.schema
        under_way: deque[list[Piece]] = deque()
        with _worker_lost():
            for batch in batches:
                if batch.num_rows:
                    under_way.append(self._handed_out(batch))
                if len(under_way) == IN_FLIGHT:
                    yield _put_together(under_way.popleft(), schema)
            while under_way:
                yield _put_together(under_way.popleft(), schema)

    def _handed_out(self, batch: pa.RecordBatch) -> list[Piece]:
        owners = np.array([crc32(text.encode()) if text else 0 for text in batch.column("text").to_pylist()]) % len(self._executors)
        pieces: list[Piece] = []
        for owner, executor in enumerate(self._executors):
            (places,) = np.nonzero(owners == owner)
            if len(places):
                part = batch.take(pa.array(places)).serialize().to_pybytes()
                pieces.append((places, executor.submit(_score, self._recipe, part)))
        return pieces


def _put_together(pieces: list[Piece], schema: pa.Schema) -> pa.RecordBatch:
    scored = pa.concat_batches([pa.ipc.read_record_batch(pa.py_buffer(future.result()), schema) for _, future in pieces])
    order = np.argsort(np.concatenate([places for places, _ in pieces]))
    return scored.take(pa.array(order))


def _start(spill: Path | None) -> None:
    """In the worker: leave Ctrl-C to the parent, and end when the parent is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    if spill is not None:
        os.environ["SQLITE_TMPDIR"] = str(spill)
    pa.set_cpu_count(1)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _layout(recipe: Recipe) -> Layout:
    from webcarelint.archive.engine import layout_of  # here only: the process that reads and writes does not load the Dutch pipeline

    layout = layout_of(recipe)
    gc.collect()
    gc.freeze()  # the pipeline and the rules stay as long as the worker does: the collector need not look at them again
    return layout


def _score(recipe: Recipe, raw: bytes) -> bytes:
    from webcarelint.archive.engine import score_batches

    batch = pa.ipc.read_record_batch(pa.py_buffer(raw), INPUT_SCHEMA)
    scored: bytes = pa.concat_batches(list(score_batches([batch], recipe))).serialize().to_pybytes()
    return scored


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started inside ignore Ctrl-C from their first moment on; this one may not be able to (a thread cannot)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _worker_lost() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as cause:
        raise WorkerError(
            "Een werkproces is van buitenaf gestopt, meestal omdat het geheugen op was. Ga verder met --resume, zo nodig met minder --workers."
        ) from cause
