"""`archive report` and `archive compare` as people call them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.archive.report.scores import finding, layout, reply, write
from webcarelint.cli.app import app
from webcarelint.errors import InputError

run = CliRunner()


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    low = [reply(n, ["emoji"], score=60.0 + n % 3, verdict="revise", findings=[finding("toon/een")]) for n in range(60)]
    high = [reply(n, score=90.0 + n % 3) for n in range(60)]
    return write(tmp_path / "a", low), write(tmp_path / "b", high, layout(fingerprint="regels-2"))


def test_report_writes_both_files(folders: tuple[Path, Path]) -> None:
    done = run.invoke(app, ["archive", "report", str(folders[0]), "--discuss", "3", "--min-replies", "10"])
    assert done.exit_code == 0
    assert str(folders[0] / "report.html") in done.stderr
    assert len(json.loads((folders[0] / "report.json").read_text(encoding="utf-8"))["discuss"]) == 3


@pytest.mark.parametrize("missing", ["altair", "datasketch", "polars"])
def test_missing_packages_are_named_with_the_command(folders: tuple[Path, Path], missing: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; from webcarelint.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "archive", "report", str(folders[0])], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert missing in done.stderr
    assert "pip install 'webcarelint[archive]'" in done.stderr


def test_report_refuses_an_unknown_timezone(folders: tuple[Path, Path]) -> None:
    done = run.invoke(app, ["archive", "report", str(folders[0]), "--timezone", "Mars/Olympus"])
    assert isinstance(done.exception, InputError)


def test_compare_on_the_terminal(folders: tuple[Path, Path]) -> None:
    done = run.invoke(app, ["archive", "compare", *map(str, folders), "--no-color"])
    assert done.exit_code == 0
    told = " ".join(done.stdout.split())  # a long path is broken over lines
    for part in ("60 antwoorden", "andere regels", "+30,0", "beter", "Beter in B", "Regel een", "Anders in B", "signaal emoji", "-100,0"):
        assert part in told
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_compare_of_the_same_says_so(folders: tuple[Path, Path]) -> None:
    done = run.invoke(app, ["archive", "compare", str(folders[0]), str(folders[0])])
    assert "Geen verschil" in done.stdout


def test_compare_as_json(folders: tuple[Path, Path]) -> None:
    done = run.invoke(app, ["archive", "compare", *map(str, folders), "--only-a", "team=Zuid", "--format", "json"])
    body = json.loads(done.stdout)
    assert body["first"]["only"] == ["team=Zuid"]
    assert body["headline"][0]["difference"] == 30
