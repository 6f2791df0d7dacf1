"""Replies as a reader gives them, for tests of what comes after reading."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from webcarelint.archive.columns import INPUT_SCHEMA
from webcarelint.archive.read import Recognised

CORPUS = Path(__file__).parents[2] / "corpus" / "train"
START = datetime(2025, 1, 1, 12, tzinfo=UTC)


def rows_of(replies: Iterable[Mapping[str, Any] | str]) -> pa.RecordBatch:
    """A batch of replies; what a reply does not say is as a reader leaves it. A string is a reply on Twitter. One a day, from START."""
    rows = []
    for n, given in enumerate(replies):
        known = {"text": given, "channel": "twitter"} if isinstance(given, str) else given
        blank = dict.fromkeys(INPUT_SCHEMA.names)
        base = {
            "row": n,
            "source": "proef.csv",
            "id": f"r{n}",
            "channel": "unknown",
            "earlier": [],
            "parts": 1,
            "time": START + timedelta(days=n),
        }
        rows.append({**blank, **base, **known})
    return pa.RecordBatch.from_pylist(rows, schema=INPUT_SCHEMA)


def corpus(count: int) -> list[dict[str, Any]]:
    """Replies of the training corpus, from every sector, with what is known of the conversation."""
    files = [[json.loads(line) for line in path.open(encoding="utf-8")] for path in sorted(CORPUS.glob("*.jsonl"))]
    mixed = [row for some in zip(*files, strict=False) for row in some]
    return [
        {
            "text": row["text"],
            "customer": row.get("customer"),
            "channel": row.get("channel", "unknown"),
            "customer_name": row.get("customer_name"),
        }
        for row in mixed[:count]
    ]


@dataclass
class Held:
    """An archive that is held in memory."""

    batch: pa.RecordBatch
    name: str = "een"
    left_out: dict[str, int] = field(default_factory=dict)
    recognised: tuple[Recognised, ...] = (Recognised("proef.csv", "tabel", "Tabel"),)

    @property
    def rows(self) -> int:
        return self.batch.num_rows

    def batches(self, batch_rows: int = 4096) -> Iterator[pa.RecordBatch]:
        for start in range(0, self.rows, batch_rows):
            yield self.batch.slice(start, batch_rows)

    def fingerprint(self) -> str:
        return self.name
