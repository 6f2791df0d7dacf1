"""Parquet, by pyarrow, a batch at a time; and sheets of Excel, by fastexcel, whole."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from webcarelint.archive.read.sources import Source
from webcarelint.archive.read.tables.table import Record, Shape
from webcarelint.errors import InputError

_BATCH = 2048


class ParquetTable:
    """Parquet: names, types and the number of rows stand in the file."""

    def __init__(self, source: Source) -> None:
        self._source = source
        with self._file() as file:
            self.names = tuple(file.schema_arrow.names)
            self.rows: int | None = file.metadata.num_rows

    @property
    def shape(self) -> Shape:
        return Shape("parquet")

    def records(self) -> Iterator[Record]:
        with self._file() as file:
            for batch in file.iter_batches(batch_size=_BATCH, use_threads=False):
                yield from _records(batch)

    def _file(self) -> pq.ParquetFile:
        place = self._source.path if self._source.member is None else pa.BufferReader(self._source.read())
        try:
            return pq.ParquetFile(place)
        except (pa.ArrowException, OSError) as cause:
            raise InputError("Dit Parquet-bestand is niet te lezen; is het helemaal overgekomen?", self._source.name) from cause


class SheetTable:
    """One sheet of an Excel file; without a name the one with the most rows."""

    def __init__(self, source: Source, sheet: str | None = None) -> None:
        import fastexcel

        try:
            book = fastexcel.read_excel(source.read())
            names = book.sheet_names
            if sheet is not None and sheet not in names:
                raise InputError(f"Er is geen blad ‘{sheet}’. Dit zijn ze: {', '.join(names)}.", source.name)
            heights = {name: book.load_sheet(name).total_height for name in ([sheet] if sheet else names)}
            self._sheet = max(heights, key=lambda name: heights[name])
            # Numbers that stand under text are text: an id column holds both.
            self._table = (
                pa.RecordBatch.from_arrays([], names=[]) if not names else book.load_sheet(self._sheet, dtype_coercion="coerce").to_arrow()
            )
        except fastexcel.FastExcelError as cause:
            raise InputError("Dit Excel-bestand is niet te lezen. Bewaar het opnieuw als .xlsx of .csv:", source.name) from cause
        self.names = tuple(self._table.schema.names)
        self.rows: int | None = self._table.num_rows
        self._others = [name for name in names if name != self._sheet]

    @property
    def shape(self) -> Shape:
        notes = (f"Blad ‘{self._sheet}’ is gelezen; kies een ander met --sheet: {', '.join(self._others)}.",) if self._others else ()
        return Shape("excel", notes=notes)

    def records(self) -> Iterator[Record]:
        for start in range(0, self._table.num_rows, _BATCH):
            for record in _records(self._table.slice(start, _BATCH)):
                if any(cell is not None for cell in record.cells):
                    yield record


def _records(batch: pa.RecordBatch) -> Iterator[Record]:
    columns = [_python(column) for column in batch.columns]
    for cells in zip(*columns, strict=True):
        yield Record(cells)


def _python(column: pa.Array) -> list[object]:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        return [None if value is None else value.decode("utf-8", "replace") for value in column.to_pylist()]
    return list(column.to_pylist())
