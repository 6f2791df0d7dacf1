import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from webcarelint.archive.errors import FolderError
from webcarelint.archive.folder import GROUP_ROWS, Folder, replaced, without_finished, write_parts
from webcarelint.archive.scores import metadata_of

SCHEMA = pa.schema([pa.field("row", pa.int64())], metadata={"webcarelint": json.dumps({"rules": "abc"})})


def batches(*sizes: int) -> Iterator[pa.RecordBatch]:
    here = 0
    for size in sizes:
        yield pa.RecordBatch.from_arrays([pa.array(range(here, here + size), pa.int64())], schema=SCHEMA)
        here += size


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "uit")
    made.write_manifest({"complete": False})
    return made


def rows(folder: Folder) -> list[list[int]]:
    return [pq.read_table(path).column("row").to_pylist() for path in folder.parts]


def test_parts_are_cut_at_their_size_whatever_the_batches(folder: Folder) -> None:
    told = list(write_parts(folder, batches(3, 0, 9, 1, 4), SCHEMA, {}, 5, "in"))
    assert rows(folder) == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11, 12, 13, 14], [15, 16]]
    assert sum(told) == 17
    assert folder.finished() == {0: 5, 1: 5, 2: 5, 3: 2}
    assert metadata_of(pq.read_schema(folder.part(2))) == {"rules": "abc", "input": "in", "part": 2}


def test_a_large_part_is_written_in_groups(folder: Folder) -> None:
    told = list(write_parts(folder, batches(2 * GROUP_ROWS + 10), SCHEMA, {}, 100_000, "in"))
    assert told == [GROUP_ROWS, GROUP_ROWS, 10]
    assert pq.read_metadata(folder.part(0)).num_row_groups == 3


def test_nothing_to_write_writes_nothing(folder: Folder) -> None:
    assert list(write_parts(folder, batches(), SCHEMA, {}, 5, "in")) == []
    assert folder.parts == []


def test_what_goes_wrong_halfway_leaves_whole_parts_only(folder: Folder) -> None:
    def broken() -> Iterator[pa.RecordBatch]:
        yield from batches(7)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(write_parts(folder, broken(), SCHEMA, {}, 5, "in"))
    assert [path.name for path in folder.scores.iterdir()] == ["part-000000.parquet"]


def test_parts_that_are_there_are_skipped(folder: Folder) -> None:
    left = without_finished(batches(4, 8, 5), {0: 5, 2: 5}, 5)
    list(write_parts(folder, left, SCHEMA, {0: 5, 2: 5}, 5, "in"))
    assert {path.name: pq.read_table(path).column("row").to_pylist() for path in folder.parts} == {
        "part-000001.parquet": [5, 6, 7, 8, 9],
        "part-000003.parquet": [15, 16],
    }


@pytest.mark.parametrize("finished", [{0: 4}, {4: 1}])
def test_parts_that_do_not_fit_the_input_are_refused(finished: dict[int, int]) -> None:
    with pytest.raises(FolderError, match="--overwrite"):
        list(without_finished(batches(17), finished, 5))


def test_leftovers_of_an_interrupted_run_are_taken_away(folder: Folder) -> None:
    leftover = folder.scores / "part-000003.parquet.77.unfinished"
    leftover.write_bytes(b"half")
    (folder.path / "iets-anders.txt").write_text("blijft")
    assert folder.finished() == {}
    assert not leftover.exists()
    folder.clear()
    assert [path.name for path in folder.path.iterdir()] == ["iets-anders.txt"]
    assert folder.manifest() is None


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("oud")

    def break_off() -> None:
        with replaced(path) as fresh:
            fresh.write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert path.read_text() == "oud"
    with replaced(path) as fresh:
        fresh.write_text("nieuw")
    assert path.read_text() == "nieuw"
    assert list(tmp_path.iterdir()) == [path]


def test_a_manifest_that_is_no_json(folder: Folder) -> None:
    (folder.path / "manifest.json").write_text("{")
    with pytest.raises(FolderError, match="niet te lezen"):
        folder.manifest()


def test_where_nobody_can_write(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(FolderError, match="--resume"):
        Folder(tmp_path / "bestand").write_manifest({})
