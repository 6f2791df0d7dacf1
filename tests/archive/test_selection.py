from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from tests.archive.replies import START, rows_of
from webcarelint.archive.selection import OUTSIDE, UNDATED, Selected, Selection, parse_moment
from webcarelint.errors import InputError

ROWS = rows_of([{"text": str(n)} if n % 10 else {"text": str(n), "time": None} for n in range(100)])


def selected(selection: Selection, size: int = 7) -> tuple[list[int], dict[str, int]]:
    def read() -> Iterator[pa.RecordBatch]:
        for start in range(0, 100, size):
            yield ROWS.slice(start, size)

    found = Selected(read, selection)
    return [row for batch in found.batches() for row in batch.column("row").to_pylist()], found.counts


def test_everything_when_nothing_is_asked() -> None:
    assert selected(Selection()) == (list(range(100)), {})


def test_a_period_counts_its_start_and_not_its_end() -> None:
    rows, counts = selected(Selection(since=START + timedelta(days=11), until=START + timedelta(days=21)))
    assert rows == [n for n in range(11, 21) if n != 20]
    assert counts == {OUTSIDE: 90 - 9, UNDATED: 10}


def test_half_a_period() -> None:
    assert selected(Selection(since=START + timedelta(days=97)))[0] == [97, 98, 99]
    assert selected(Selection(until=START + timedelta(days=3)))[0] == [1, 2]


def test_a_sample_is_stable_and_grows() -> None:
    ten, _ = selected(Selection(sample=10))
    assert len(ten) == 10
    assert ten == sorted(ten)
    assert selected(Selection(sample=10), size=100)[0] == ten
    assert set(ten) < set(selected(Selection(sample=20))[0])
    assert selected(Selection(sample=10, seed=1))[0] != ten
    assert selected(Selection(sample=1_000))[0] == list(range(100))


def test_a_sample_is_drawn_from_the_period() -> None:
    since = START + timedelta(days=50)
    rows, counts = selected(Selection(since=since, sample=10))
    assert len(rows) == 10
    assert min(rows) >= 50
    assert counts[UNDATED] == 10


def test_a_sample_is_fair() -> None:
    drawn = [n for seed in range(200) for n in selected(Selection(sample=10, seed=seed))[0]]
    assert min(map(drawn.count, range(100))) > 5  # 20 is expected of each
    assert max(map(drawn.count, range(100))) < 40


def test_a_limit_stops_reading() -> None:
    assert selected(Selection(limit=10))[0] == list(range(10))
    assert selected(Selection(limit=14))[0] == list(range(14))


def test_moments() -> None:
    assert parse_moment("2025-01-31", "Europe/Amsterdam") == datetime(2025, 1, 30, 23, tzinfo=UTC)
    assert parse_moment("2025-01-31", "Europe/Amsterdam", end=True) == datetime(2025, 1, 31, 23, tzinfo=UTC)
    assert parse_moment("2025-07-01T09:30", "Europe/Amsterdam", end=True) == datetime(2025, 7, 1, 7, 30, tzinfo=UTC)
    assert parse_moment("2025-07-01T09:30+00:00", "Europe/Amsterdam") == datetime(2025, 7, 1, 9, 30, tzinfo=UTC)
    with pytest.raises(InputError, match="2025-01-31"):
        parse_moment("31-01-2025", "Europe/Amsterdam")
