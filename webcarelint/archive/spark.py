"""The same engine on Apache Spark: `score(df, house_style)` for a notebook or a job, `OnSpark` for the command line.

Executors need webcarelint itself (the same version) and the rule files that the house style names under `packs`, at the same paths.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from webcarelint.archive.columns import INPUT_SCHEMA
from webcarelint.archive.engine import layout_of, score_batches
from webcarelint.archive.recipe import Recipe
from webcarelint.archive.scores import Layout
from webcarelint.errors import InputError
from webcarelint.house_style import HouseStyle
from webcarelint.model import CHANNEL_ALIASES, CHANNELS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

WAVE_ROWS: Final = 5_000
"""Rows for each slot of the cluster in one job of `OnSpark`: some seconds of work, against some tenths of a second to start a job."""


def score(
    df: "DataFrame", house_style: HouseStyle | None = None, pipeline: str | None = None, *, text: bool = True, key: bytes | None = None
) -> "DataFrame":
    """A DataFrame of scores for a DataFrame of replies.

    `df` has the columns of `INPUT_SCHEMA` that it knows; only `text` is required. Without `row` rows get a number that is unique
    and nothing more, without `id` the id is that number; channels are named as elsewhere ('x', 'mail' …), others are 'unknown'.
    Its other columns are left behind: join on `row` or `id`. The result has `Layout.schema`; `text=False` leaves the texts out, `key`
    pseudonymises. Duplicates are judged once for each Python worker, so `df.repartition(n, "text")` saves work when there are many.
    """
    recipe = Recipe(house_style or HouseStyle(), pipeline, text, key)
    schema = _spark_schema(layout_of(recipe).schema)
    return _conformed(df).mapInArrow(_scoring(recipe), schema)


@dataclass(frozen=True, slots=True)
class OnSpark:
    """The engine that hands its rows to a Spark cluster, wave by wave, and takes the scores back in order.

    Reading and writing stay here, so the cluster needs no shared folder, and a run can be resumed.
    """

    session: "SparkSession"
    recipe: Recipe
    wave_rows: int = WAVE_ROWS

    @property
    def layout(self) -> Layout:
        return layout_of(self.recipe)

    @property
    def batch_rows(self) -> int:
        return self.wave_rows

    def score(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        slots = self.session.sparkContext.defaultParallelism
        schema = self.layout.schema
        for wave in _waves(batches, self.wave_rows * slots):
            rows = self.session.createDataFrame(wave).repartition(slots, "text")
            scored = rows.mapInArrow(_scoring(self.recipe), _spark_schema(schema)).toArrow()
            yield from scored.sort_by("row").cast(schema).to_batches()


def start_session(master: str) -> "SparkSession":
    """A session on this master ('local[2]', 'spark://…', 'yarn'). Raises InputError with what to install or to check."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise InputError("Voor --engine spark is pyspark nodig: pip install 'webcarelint[spark]' (en Java 17 of nieuwer).") from None
    # In a session started from Python only the environment says which Python the workers are; without it they take any `python3`.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        session = (
            SparkSession.builder.master(master)
            .appName("webcarelint")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .getOrCreate()
        )
    except Exception as cause:
        raise InputError(
            f"Spark start niet op '{master}' ({type(cause).__name__}). Is Java 17 of nieuwer er (apt-get install default-jre-headless) en klopt --master?"
        ) from cause
    session.sparkContext.setLogLevel("ERROR")
    return session


def _scoring(recipe: Recipe) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What Spark sends to its workers: the recipe, and the name of the engine."""

    def scored(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        pa.set_cpu_count(1)
        return score_batches((_arrow_conformed(batch) for batch in batches), recipe)

    return scored


def _arrow_conformed(batch: pa.RecordBatch) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([batch.column(field.name).cast(field.type) for field in INPUT_SCHEMA], schema=INPUT_SCHEMA)


def _conformed(df: "DataFrame") -> "DataFrame":
    """The columns of INPUT_SCHEMA, whatever of them was there."""
    from pyspark.sql import functions as f

    if "text" not in df.columns:
        raise InputError(f"Dit DataFrame heeft geen kolom 'text'; het heeft: {', '.join(df.columns)}.")
    defaults: dict[str, Any] = {
        "row": f.monotonically_increasing_id(),
        "source": f.lit("spark"),
        "channel": f.lit("unknown"),
        "earlier": f.array().cast("array<string>"),
        "parts": f.lit(1),
    }
    for name in INPUT_SCHEMA.names:
        if name not in df.columns:
            df = df.withColumn(name, defaults.get(name, f.lit(None).cast("timestamp" if name == "time" else "string")))
    pairs = [*((channel, channel) for channel in CHANNELS), *CHANNEL_ALIASES.items()]
    known = f.create_map(*(f.lit(word) for pair in pairs for word in pair))
    df = df.withColumn("channel", f.coalesce(known[f.lower("channel")], f.lit("unknown")))
    df = df.withColumn("id", f.coalesce(f.col("id").cast("string"), f.col("row").cast("string")))
    wanted = _spark_schema(INPUT_SCHEMA)
    return df.select(*(f.col(field.name).cast(field.dataType) for field in wanted))


def _spark_schema(schema: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema, prefer_timestamp_ntz=False)


def _waves(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.Table]:
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(some.num_rows for some in waiting) >= rows:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)
