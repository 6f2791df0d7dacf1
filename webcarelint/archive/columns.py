"""The columns of a read archive: one row per sent reply, whatever format it came from."""

from typing import Final

import pyarrow as pa

INPUT_SCHEMA: Final = pa.schema(
    [
        # Position in the input, from 0, over all files together. Ascending, and stable for the same files and options; what is no
        # reply and parts that were joined leave gaps.
        pa.field("row", pa.int64(), nullable=False),
        # The name of the file (no folders); a member of a zip is written as archive.zip/member.
        pa.field("source", pa.string(), nullable=False),
        # The id in the export; without one `rij-` and the row.
        pa.field("id", pa.string(), nullable=False),
        # The reply. Null when `error` is filled.
        pa.field("text", pa.string()),
        pa.field("customer", pa.string()),
        pa.field("customer_name", pa.string()),
        # One of model.CHANNELS; "unknown" when the export does not say.
        pa.field("channel", pa.string(), nullable=False),
        pa.field("agent", pa.string()),
        pa.field("team", pa.string()),
        pa.field("account", pa.string()),
        pa.field("thread_id", pa.string()),
        pa.field("time", pa.timestamp("us", tz="UTC")),
        # Earlier replies of the organisation in the same thread, newest last, at most ReadOptions.earlier of them.
        pa.field("earlier", pa.list_(pa.string()), nullable=False),
        # How many split messages (1/2, >>) were joined into this reply; 1 when none.
        pa.field("parts", pa.int32(), nullable=False),
        # Why this row could not be read, in Dutch, without the row's text; null when it could.
        pa.field("error", pa.string()),
    ]
)
