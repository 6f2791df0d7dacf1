"""Which replies of an archive are scored: a period, a sample, the first so many."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from webcarelint.errors import InputError

OUTSIDE: Final = "buiten de periode"
UNDATED: Final = "zonder tijd, dus niet in een periode te plaatsen"


@dataclass(frozen=True, slots=True)
class Selection:
    """`since` counts, `until` is where it ends; both aware. `sample` draws so many of what the period leaves, the same ones for the
    same seed; `limit` stops after so many."""

    since: datetime | None = None
    until: datetime | None = None
    sample: int | None = None
    seed: int = 0
    limit: int | None = None


@dataclass(slots=True)
class Selected:
    """The selected replies of an archive. `read` opens it from its beginning; it is called twice when there is a sample."""

    read: Callable[[], Iterable[pa.RecordBatch]]
    selection: Selection
    counts: dict[str, int] = field(default_factory=dict)
    """What was left out, by Dutch reason; complete when `batches` is exhausted."""

    def batches(self) -> Iterator[pa.RecordBatch]:
        """In order. Rows that could not be read have no time: with a period they are left out, and counted."""
        chosen = _sampled(self._in_period({}), self.selection) if self.selection.sample is not None else None
        left = self.selection.limit
        for batch in self._in_period(self.counts):
            if chosen is not None:
                batch = batch.filter(pa.array(np.isin(batch.column("row").to_numpy(), chosen)))
            if left is not None:
                batch = batch.slice(0, left)
                left -= batch.num_rows
            if batch.num_rows:
                yield batch
            if left == 0:
                return

    def _in_period(self, counts: dict[str, int]) -> Iterator[pa.RecordBatch]:
        counts.clear()
        since, until = self.selection.since, self.selection.until
        if since is None and until is None:
            yield from self.read()
            return
        counts |= {OUTSIDE: 0, UNDATED: 0}
        for batch in self.read():
            times = batch.column("time")
            inside = pc.is_valid(times)
            counts[UNDATED] += batch.num_rows - pc.sum(inside).as_py()
            for bound, holds in ((since, pc.greater_equal), (until, pc.less)):
                if bound is not None:
                    inside = pc.and_(inside, holds(times, pa.scalar(bound.astimezone(UTC), times.type)))
            inside = pc.fill_null(inside, False)
            kept = batch.filter(inside)
            counts[OUTSIDE] += batch.num_rows - times.null_count - kept.num_rows
            yield kept


def parse_moment(text: str, timezone: str, *, end: bool = False) -> datetime:
    """A date or a moment (ISO 8601), in `timezone` when it names no zone. A date as an `end` counts whole. Raises InputError."""
    try:
        if len(text.strip()) <= len("2025-01-31"):
            day = date.fromisoformat(text.strip()) + timedelta(days=1 if end else 0)
            moment = datetime.combine(day, time())
        else:
            moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"'{text}' is geen datum die ik kan lezen. Schrijf hem als 2025-01-31 of 2025-01-31T09:30.") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(timezone))


def _sampled(batches: Iterable[pa.RecordBatch], selection: Selection) -> npt.NDArray[np.int64]:
    """The rows whose number, mixed with the seed, comes out smallest: the same for the same archive, a larger sample holds a smaller one."""
    wanted = selection.sample or 0
    rows, marks = np.empty(0, np.int64), np.empty(0, np.uint64)
    for batch in batches:
        more = batch.column("row").to_numpy()
        rows, marks = np.concatenate([rows, more]), np.concatenate([marks, _mixed(more, selection.seed)])
        if len(rows) > 2 * wanted + 65_536:
            rows, marks = _smallest(rows, marks, wanted)
    return _smallest(rows, marks, wanted)[0]


def _smallest(
    rows: npt.NDArray[np.int64], marks: npt.NDArray[np.uint64], wanted: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint64]]:
    keep = np.argsort(marks, kind="stable")[:wanted]
    return rows[keep], marks[keep]


def _mixed(rows: npt.NDArray[np.int64], seed: int) -> npt.NDArray[np.uint64]:
    """SplitMix64's finalizer: neighbouring numbers come out far apart."""
    with np.errstate(over="ignore"):
        z = rows.astype(np.uint64) + np.uint64((seed * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) % 2**64)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))
