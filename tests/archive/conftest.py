from collections.abc import Callable
from pathlib import Path

import pytest

from webcarelint.archive.read import Archive, ReadOptions, open_archive

DATA = Path(__file__).parent / "data"

Row = dict[str, object]


def rows_of(archive: Archive, batch_rows: int = 4096) -> list[Row]:
    return [row for batch in archive.batches(batch_rows) for row in batch.to_pylist()]


def read(path: Path | str, options: ReadOptions | None = None) -> list[Row]:
    return rows_of(open_archive([DATA / path], options))


Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A file with this name and content."""

    def call(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return call
