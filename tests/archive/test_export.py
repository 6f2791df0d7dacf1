import csv
import json
import zipfile
from pathlib import Path

import duckdb
import fastexcel
import pytest

from tests.archive.replies import Held, rows_of
from webcarelint.archive import engine as engines
from webcarelint.archive import export as exports
from webcarelint.archive.engine import InProcess
from webcarelint.archive.errors import FolderError
from webcarelint.archive.export import export
from webcarelint.archive.folder import Folder
from webcarelint.archive.recipe import Recipe
from webcarelint.archive.run import Job, run
from webcarelint.errors import InputError
from webcarelint.linter import Linter

REPLIES = ["=1+1 Sorry als je dit zo hebt ervaren.", 'Hoi Jan; "fijn",\nweekend! 😊 ^EK', {"text": None, "error": "stuk"}, "Dag!"]


@pytest.fixture
def folder(quick_linter: Linter, tmp_path: Path) -> Folder:
    assert quick_linter
    run(Held(rows_of(REPLIES)), InProcess(Recipe()), Job(tmp_path / "uit", part_rows=3))  # type: ignore[arg-type]
    engines.scorer_of.cache_clear()
    return Folder(tmp_path / "uit")


def test_csv(folder: Folder, tmp_path: Path) -> None:
    assert export(folder, tmp_path / "a.csv") == 4
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == ["=1+1 Sorry als je dit zo hebt ervaren.", REPLIES[1], "", "Dag!"]
    assert "excuus/schijnexcuus: ‘" in rows[0]["findings"]
    assert rows[0]["time"] == "2025-01-01T12:00:00+00:00"
    assert rows[2]["error"] == "stuk"
    assert rows[2]["score"] == ""


def test_json_lines_have_everything(folder: Folder, tmp_path: Path) -> None:
    assert export(folder, tmp_path / "diep" / "a.jsonl") == 4
    rows = [json.loads(line) for line in (tmp_path / "diep" / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    [finding] = [found for found in rows[0]["findings"] if found["rule"] == "excuus/schijnexcuus"]
    assert rows[0]["text"][finding["start"] : finding["end"]] == finding["match"]
    assert rows[1]["signal.emoji"] is True
    assert rows[3]["skipped"][0].keys() == {"rule", "reason"}


def test_excel_can_be_filtered_and_keeps_its_header_in_sight(folder: Folder, tmp_path: Path) -> None:
    assert export(folder, tmp_path / "a.xlsx") == 4
    found = fastexcel.read_excel(tmp_path / "a.xlsx").load_sheet(0).to_polars().to_dicts()
    assert [row["text"] for row in found] == [REPLIES[0], REPLIES[1], None, "Dag!"]
    sheet = zipfile.ZipFile(tmp_path / "a.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert "<autoFilter" in sheet
    assert 'state="frozen"' in sheet
    assert "<f>" not in sheet


def test_more_rows_than_a_sheet_holds_go_on_in_a_next_one(folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "EXCEL_ROWS", 3)
    assert export(folder, tmp_path / "a.xlsx") == 4
    book = fastexcel.read_excel(tmp_path / "a.xlsx")
    assert [book.load_sheet(n).to_polars()["row"].to_list() for n in range(len(book.sheet_names))] == [[0, 1, 2], [3]]


def test_duckdb_reads_the_parts(folder: Folder) -> None:
    where = f"'{folder.scores}/*.parquet'"
    assert duckdb.sql(f"""SELECT count(*), count(score), sum("signal.emoji"::int) FROM {where}""").fetchall() == [(4, 3, 1)]
    found = duckdb.sql(
        f"SELECT f.rule, f.match FROM (SELECT unnest(findings) AS f FROM {where}) WHERE f.rule = 'excuus/schijnexcuus'"
    ).fetchall()
    assert len(found) == 1
    [(metadata,)] = duckdb.sql(f"SELECT DISTINCT value FROM parquet_kv_metadata('{folder.part(0)}') WHERE key = 'webcarelint'").fetchall()
    assert json.loads(metadata)["rules"]


def test_what_cannot_be_exported(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.csv, \.jsonl of \.xlsx"):
        export(folder, tmp_path / "a.ods")
    with pytest.raises(FolderError, match="geen scores"):
        export(Folder(tmp_path), tmp_path / "a.csv")
    folder.write_manifest({**(folder.manifest() or {}), "complete": False})
    with pytest.raises(FolderError, match="niet af"):
        export(folder, tmp_path / "a.csv")


def test_the_guide_names_every_column(folder: Folder) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "archive.md").read_text(encoding="utf-8")
    names = {name.partition(".")[0] for name in exports.columns(folder)}
    families = {"dimension", "measure", "signal"}
    assert [name for name in sorted(names) if (f"`{name}.NAME`" if name in families else f"`{name}`") not in guide] == []
