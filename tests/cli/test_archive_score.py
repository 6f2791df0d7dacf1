import csv
import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from tests.cli.conftest import Result, Run
from webcarelint.archive import engine as engines
from webcarelint.archive import run as runs
from webcarelint.cli import archive_score

ROWS = [
    {"id": "1", "datum": "2025-01-10 10:00", "antwoord": "Hoi Jan, sorry als je dit zo hebt ervaren. ^EK", "kanaal": "Twitter"},
    {
        "id": "2",
        "datum": "2025-02-10 10:00",
        "antwoord": "Beste Fatima, bel 06-12345678, dan zoeken we het uit. Groetjes, Eva",
        "kanaal": "e-mail",
    },
    {"id": "3", "datum": "2025-03-10 10:00", "antwoord": "Fijn weekend! 😊 ^EK", "kanaal": "Facebook"},
    {"id": "4", "datum": "2025-04-10 10:00", "antwoord": "Dat gaan we voor je regelen, Piet.", "kanaal": "Twitter"},
]


@pytest.fixture
def score(run: Run, tmp_path: Path) -> "Run":
    """`archive score` on four replies, in this process."""
    with (tmp_path / "export.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROWS[0]))
        writer.writeheader()
        writer.writerows(ROWS)

    def call(*arguments: str, **_: object) -> Result:
        engines.scorer_of.cache_clear()
        return run("archive", "score", "export.csv", "--out", "uit", "--workers", "1", *arguments)

    return call


def table(folder: Path) -> pa.Table:
    return ds.dataset(sorted((folder / "scores").glob("*.parquet"))).to_table()


def test_scores_and_everything_that_was_asked_for(score: Run, tmp_path: Path) -> None:
    result = score("--csv", "--jsonl", "--xlsx")
    assert result.code == 0
    assert result.out == ""
    assert "4 rijen in 1 deel: uit/scores" in result.err
    assert {path.name for path in (tmp_path / "uit").iterdir()} == {"manifest.json", "scores", "scores.csv", "scores.jsonl", "scores.xlsx"}
    rows = table(tmp_path / "uit").to_pylist()
    assert [row["id"] for row in rows] == ["1", "2", "3", "4"]
    assert [row["channel"] for row in rows] == ["twitter", "email", "facebook", "twitter"]
    assert "excuus/schijnexcuus" in {finding["rule"] for finding in rows[0]["findings"]}


def test_a_period_a_sample_and_a_limit(score: Run, tmp_path: Path) -> None:
    result = score("--since", "2025-02-01", "--until", "2025-03-10")
    assert "Weggelaten, buiten de periode: 2" in result.err
    assert table(tmp_path / "uit").column("id").to_pylist() == ["2", "3"]
    score("--overwrite", "--sample", "2", "--seed", "3")
    assert table(tmp_path / "uit").num_rows == 2
    score("--overwrite", "--limit", "1", "--quiet")
    assert table(tmp_path / "uit").column("id").to_pylist() == ["1"]


def test_nothing_private_is_left(score: Run, tmp_path: Path) -> None:
    assert score("--pseudonymise", "--jsonl").code == 0
    written = (tmp_path / "uit" / "scores.jsonl").read_text(encoding="utf-8")
    for private in ("Jan", "Fatima", "Piet", "12345678", "Eva"):
        assert private not in written or private == "Piet"  # a name that nobody told us, in the middle of a sentence
    assert score("--no-text", "--overwrite").code == 0
    assert "text" not in table(tmp_path / "uit").column_names
    first = score("--pseudonymise", "--overwrite", "--pseudonym-key", "uit/pseudonyms.key")
    assert first.code == 0


def test_resume_and_overwrite(score: Run) -> None:
    score()
    again = score()
    assert again.code == 2
    assert "--resume" in again.err
    assert "waarvan 4 er al stonden" in score("--resume").err
    assert score("--resume", "--profile", "x").code == 2
    assert score("--resume", "--overwrite").code == 2
    assert "andere opties" in score("--resume", "--limit", "3").err
    assert score("--overwrite", "--quiet") == Result(0, "", "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--since", "gisteren"), "2025-01-31"),
        (("--since", "2025-03-01", "--until", "2025-01-01"), "--since ligt niet voor --until"),
        (("--since", "2030-01-01"), "geen enkel antwoord"),
        (("--config", "weg.toml"), "weg.toml"),
    ],
)
def test_what_the_caller_does_wrong(score: Run, arguments: tuple[str, ...], sentence: str) -> None:
    result = score(*arguments)
    assert result.code == 2
    assert sentence in result.err


def test_a_row_that_cannot_be_judged_is_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Hoi!"}) + "\n" + json.dumps({"text": "a" * 60_000}) + "\n")
    result = run("archive", "score", "a.jsonl", "--out", "uit", "--workers", "1")
    assert result.code == 0
    assert "1 rij is niet beoordeeld; de kolom 'error' zegt waarom." in result.err


def test_a_crash_of_ours_is_told_and_is_exit_code_3(score: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = engines.layout_of(engines.Recipe())
    monkeypatch.setattr(engines, "_layout", lambda *_: layout)
    monkeypatch.setattr(engines.Linter, "report_of", lambda *_: 1 / 0)
    result = score()
    assert result.code == 3
    assert "ligt het aan webcarelint" in result.err


def test_an_interrupt_says_how_to_go_on(score: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "run", interrupted)
    result = score()
    assert result.code == 130
    assert "--resume" in result.err


def test_export(score: Run, run: Run, tmp_path: Path) -> None:
    assert run("archive", "export", "uit", "--to", "a.csv").code == 2
    score()
    result = run("archive", "export", "uit", "--to", "a.csv")
    assert (result.code, result.err) == (0, "4 rijen in a.csv\n")
    assert len((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()) == 5


def test_a_bar_on_a_terminal_says_how_fast_and_how_long(score: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    result = score()
    assert "Beoordelen" in result.err
    assert "van 4" in result.err


def test_rows_in_the_bar() -> None:
    from rich.progress import Progress

    bar = Progress()
    bar.add_task("", total=1_234_567, completed=1_000)
    assert archive_score._Rows().render(bar.tasks[0]).plain == "1.000 van 1.234.567"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed (apt-get install default-jre-headless)")
def test_spark_from_the_command_line(score: Run, process: Run, tmp_path: Path) -> None:
    assert score().code == 0
    result = process("archive", "score", "export.csv", "--out", "spark", "--engine", "spark", "--master", "local[2]")
    assert result.code == 0
    assert table(tmp_path / "spark") == table(tmp_path / "uit")
    nowhere = process("archive", "score", "export.csv", "--out", "nergens", "--engine", "spark", "--master", "onzin")
    assert nowhere.code == 2
    assert "Spark start niet op 'onzin'" in nowhere.err
    assert "Traceback" not in nowhere.err


@pytest.mark.slow
def test_processes_from_the_command_line(score: Run, process: Run, tmp_path: Path) -> None:
    assert score().code == 0
    assert process("archive", "score", "export.csv", "--out", "samen", "--workers", "2").code == 0
    assert table(tmp_path / "samen") == table(tmp_path / "uit")
