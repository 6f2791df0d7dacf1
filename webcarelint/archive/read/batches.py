"""From replies to Arrow record batches."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import pyarrow as pa

from webcarelint.archive.columns import INPUT_SCHEMA
from webcarelint.archive.read.bodies import whole
from webcarelint.archive.read.message import Message
from webcarelint.model import Channel

EMPTY: Final = "Het antwoord is leeg."

_Row = tuple[object, ...]


def batches(rows: Iterable[_Row], size: int) -> Iterator[pa.RecordBatch]:
    """Rows in the order of INPUT_SCHEMA, `size` a batch."""
    stream = iter(rows)
    while chunk := list(islice(stream, size)):
        columns = zip(*chunk, strict=True)
        arrays = [_array(list(values), field) for values, field in zip(columns, INPUT_SCHEMA, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=INPUT_SCHEMA)


def row_of(message: Message, number: int, source: str, channel: Channel | None) -> _Row:
    """One row. A reply without text becomes a row with an error."""
    text = message.text.strip() if message.text and message.error is None else None
    error = message.error or (None if text else EMPTY)
    return (
        number,
        source,
        message.id or f"rij-{number}",
        text or None,
        message.customer or None,
        message.customer_name or None,
        message.channel or channel or "unknown",
        message.agent or None,
        message.team or None,
        message.account or None,
        message.thread,
        message.time,
        list(message.earlier),
        message.parts,
        error,
    )


def _array(values: list[object], field: pa.Field) -> pa.Array:
    try:
        return pa.array(values, field.type)
    except UnicodeEncodeError:
        return pa.array([_cleaned(value) for value in values], field.type)


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return whole(value)
    return [whole(text) for text in value] if isinstance(value, list) else value
