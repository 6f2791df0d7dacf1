import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from tests.archive.replies import Held, corpus, rows_of
from webcarelint.archive import engine as engines
from webcarelint.archive.engine import InProcess
from webcarelint.archive.errors import FolderError
from webcarelint.archive.folder import Folder
from webcarelint.archive.read import Archive
from webcarelint.archive.recipe import Recipe
from webcarelint.archive.run import Job, Outcome, Progress, pseudonym_key, run
from webcarelint.archive.selection import Selection
from webcarelint.errors import InputError
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter

Score = Callable[..., Outcome]
REPLIES = [*corpus(40), {"text": None, "error": "onleesbaar"}, {"text": ""}]


@pytest.fixture
def score(quick_linter: Linter, tmp_path: Path) -> Iterator[Score]:
    """A run over replies, in this process, in parts of ten."""
    assert quick_linter

    def call(
        out: str = "uit", *, archive: Held | None = None, recipe: Recipe | None = None, engine: Any = None, show: Any = None, **job: Any
    ) -> Outcome:
        held = cast(Archive, archive or Held(rows_of(REPLIES)))
        used = engine or InProcess(recipe or Recipe(), batch_rows=7)
        return run(held, used, Job(tmp_path / out, part_rows=10, **job), show or (lambda _: None))

    yield call
    engines.scorer_of.cache_clear()


def table(path: Path) -> pa.Table:
    return ds.dataset(Folder(path).parts).to_table()


class Interrupted(InProcess):
    """An engine that somebody stops after so many batches."""

    def score(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for n, batch in enumerate(super().score(batches)):
            if n == 3:
                raise KeyboardInterrupt
            yield batch


def test_a_run(score: Score, tmp_path: Path) -> None:
    told: list[Progress] = []
    outcome = score(show=told.append, archive=Held(rows_of(REPLIES), left_out={"berichten van klanten": 3}))
    assert outcome == Outcome(rows=42, errors=2, crashes=0, resumed=0, parts=5, left_out={"berichten van klanten": 3})
    assert table(tmp_path / "uit").column("row").to_pylist() == list(range(42))
    assert told[0] == Progress(0, 42)
    assert told[-1] == Progress(42, 42)
    manifest = json.loads((tmp_path / "uit" / "manifest.json").read_text())
    assert manifest["complete"] is True
    assert manifest["counts"] == {"rows": 42, "errors": 2, "crashes": 0, "left_out": {"berichten van klanten": 3}}
    assert {rule["id"] for rule in manifest["catalogue"]["rules"]} >= {"excuus/schijnexcuus"}


def test_interrupted_and_resumed_equals_uninterrupted(score: Score, tmp_path: Path) -> None:
    score("heel")
    with pytest.raises(KeyboardInterrupt):
        score(engine=Interrupted(Recipe(), batch_rows=7))
    assert Folder(tmp_path / "uit").finished() == {0: 10}
    assert score(resume=True).resumed == 10
    assert table(tmp_path / "uit") == table(tmp_path / "heel")
    Folder(tmp_path / "uit").part(1).unlink()
    assert score(resume=True).resumed == 32
    assert table(tmp_path / "uit") == table(tmp_path / "heel")
    assert score(resume=True).resumed == 42


def test_resume_without_anything_there_begins(score: Score) -> None:
    assert score(resume=True).rows == 42


def test_a_folder_that_is_in_use_is_refused(score: Score, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        score(engine=Interrupted(Recipe(), batch_rows=7))
    with pytest.raises(FolderError, match="niet af"):
        score()
    score(resume=True)
    with pytest.raises(FolderError, match="afgeronde run"):
        score()
    (tmp_path / "uit" / "manifest.json").unlink()
    with pytest.raises(FolderError, match="zonder manifest"):
        score()
    assert score(overwrite=True).resumed == 0


def test_what_changed_is_not_mixed(score: Score, tmp_path: Path) -> None:
    score()
    before = table(tmp_path / "uit")
    with pytest.raises(FolderError, match="De invoer is niet meer"):
        score(resume=True, archive=Held(rows_of(REPLIES), name="twee"))
    with pytest.raises(FolderError, match="regels, de huisstijl"):
        score(resume=True, recipe=Recipe(HouseStyle(register="u")))
    with pytest.raises(FolderError, match="regels, de huisstijl"):
        score(resume=True, recipe=Recipe(text=False))
    with pytest.raises(FolderError, match="andere opties"):
        score(resume=True, selection=Selection(limit=5))
    assert table(tmp_path / "uit") == before
    assert score(overwrite=True, recipe=Recipe(text=False)).rows == 42
    assert "text" not in table(tmp_path / "uit").column_names


def test_a_selection(score: Score, tmp_path: Path) -> None:
    told: list[Progress] = []
    assert score(selection=Selection(sample=12, seed=4), show=told.append).rows == 12
    assert told[0].total == 12
    assert score("zelfde", selection=Selection(sample=12, seed=4)).rows == 12
    assert table(tmp_path / "uit") == table(tmp_path / "zelfde")


def test_nothing_left_to_score(score: Score) -> None:
    empty = Held(rows_of(["Hoi!"]))
    with pytest.raises(InputError, match="geen enkel antwoord"):
        score(archive=replace(empty, batch=empty.batch.slice(0, 0)))


def test_the_key_of_the_pseudonyms(tmp_path: Path) -> None:
    key = pseudonym_key(tmp_path / "uit")
    path = tmp_path / "uit" / "pseudonyms.key"
    assert pseudonym_key(tmp_path / "uit") == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert pseudonym_key(tmp_path / "ander", given=path) == key
    assert pseudonym_key(tmp_path / "derde") != key
    path.write_text("kort")
    with pytest.raises(FolderError, match="te kort"):
        pseudonym_key(tmp_path / "uit")
    with pytest.raises(FolderError, match="sleutel"):
        pseudonym_key(path)
