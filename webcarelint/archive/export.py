"""Scores in the formats of others: CSV, JSON Lines and Excel, beside the Parquet that is always there.

CSV and Excel are flat: findings become one cell ("excuus/schijnexcuus: ‘als je dit zo ervaart’; …") and skipped rules another. JSON
Lines has everything. Each is written under another name first, row by row, so that a million rows need no more memory than a thousand.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, cast

import pyarrow.dataset as ds

from webcarelint.archive.errors import FolderError
from webcarelint.archive.folder import Folder, replaced, saying_why
from webcarelint.errors import InputError

EXCEL_ROWS: Final = 1_048_575
"""Rows of a sheet below its header; what is more goes on in a next sheet."""

EXCEL_TEXT: Final = 32_767
"""Characters that a cell can hold."""

READ_ROWS: Final = 4_096
_WIDTHS: Final = {"text": 70, "findings": 60, "id": 20, "time": 19, "source": 22, "error": 30, "skipped": 30}

Row = Mapping[str, Any]


def export(folder: Folder, to: Path) -> int:
    """Write the scores of a complete run to a file; its name says how: .csv, .jsonl (.ndjson) or .xlsx. Returns how many rows.

    Raises FolderError when there are no complete scores, or when writing fails, and InputError for another kind of file.
    """
    write = _WRITERS.get(to.suffix.lower())
    if write is None:
        raise InputError(f"Ik kan geen '{to.suffix or to.name}' schrijven. Kies een naam die eindigt op .csv, .jsonl of .xlsx.")
    check_complete(folder)
    with saying_why(to.parent):
        to.parent.mkdir(parents=True, exist_ok=True)
        with replaced(to) as fresh:
            return write(fresh, columns(folder), rows(folder))


def check_complete(folder: Folder) -> None:
    """Raises FolderError when there is no run here, or one that is not finished."""
    manifest = folder.manifest()
    if manifest is None:
        raise FolderError("Hier staan geen scores. Maak ze met 'webcarelint archive score FILE… --out DIR':", folder.path)
    if not manifest.get("complete"):
        raise FolderError("Deze run is niet af. Maak hem af met dezelfde opdracht en --resume:", folder.path)


def columns(folder: Folder) -> list[str]:
    names: list[str] = ds.dataset(folder.parts, format="parquet").schema.names
    return names


def rows(folder: Folder) -> Iterator[Row]:
    """Every row, in order, as plain values."""
    for batch in ds.dataset(folder.parts, format="parquet").to_batches(batch_size=READ_ROWS, batch_readahead=1, fragment_readahead=1):
        yield from batch.to_pylist()


def _write_csv(path: Path, names: Sequence[str], found: Iterator[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for row in found:
            writer.writerow([_flat(row[name]) for name in names])
            count += 1
    return count


def _write_jsonl(path: Path, _names: Sequence[str], found: Iterator[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for row in found:
            file.write(json.dumps(row, ensure_ascii=False, default=datetime.isoformat) + "\n")
            count += 1
    return count


def _write_excel(path: Path, names: Sequence[str], found: Iterator[Row]) -> int:
    """Sheets with a frozen header and filters; a text stays a text, whatever it begins with."""
    try:
        import xlsxwriter
    except ImportError:
        raise InputError("Voor Excel is xlsxwriter nodig. Installeer het met: pip install 'webcarelint[archive]'") from None
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": str(path.parent)}
    count = 0
    with xlsxwriter.Workbook(path, options) as book:
        bold = book.add_format({"bold": True})
        for number, some in enumerate(_sheets(found), start=1):
            sheet = book.add_worksheet(f"antwoorden {number}")
            sheet.freeze_panes(1, 0)
            for n, name in enumerate(names):
                sheet.set_column(n, n, _WIDTHS.get(name, 12))
            sheet.write_row(0, 0, names, bold)
            line = 0
            for line, row in enumerate(some, start=1):
                sheet.write_row(line, 0, [_cell(row[name]) for name in names])
            sheet.autofilter(0, 0, line, len(names) - 1)
            count += line
    return count


def _sheets(found: Iterator[Row]) -> Iterator[Iterator[Row]]:
    """The rows of each sheet; at least one sheet."""
    first = next(found, None)
    yield chain([] if first is None else [first], islice(found, EXCEL_ROWS - 1))
    while (following := next(found, None)) is not None:
        yield chain([following], islice(found, EXCEL_ROWS - 1))


def _cell(value: object) -> str | int | float | bool | None:
    """What a cell of a sheet can hold: lists as text, moments as text, texts no longer than Excel allows."""
    flat = _flat(value)
    return flat[:EXCEL_TEXT] if isinstance(flat, str) else flat


def _flat(value: object) -> str | int | float | bool | None:
    if isinstance(value, list):
        return "; ".join(map(_in_words, value))
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return cast(str | int | float | bool | None, value)


def _in_words(item: Mapping[str, Any]) -> str:
    """A finding, or a skipped rule, in a cell."""
    if "reason" in item:
        return f"{item['rule']}: {item['reason']}"
    match = f": ‘{item['match']}’" if item["match"] else ""
    return f"{item['rule']}{match}{' → ' + item['better'] if item['better'] else ''}"


_WRITERS: Final[Mapping[str, Callable[[Path, Sequence[str], Iterator[Row]], int]]] = {
    ".csv": _write_csv,
    ".jsonl": _write_jsonl,
    ".ndjson": _write_jsonl,
    ".xlsx": _write_excel,
}
