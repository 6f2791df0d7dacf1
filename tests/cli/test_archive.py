"""`archive inspect` and `archive formats`."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run

DATA = ROOT / "tests" / "archive" / "data"


def test_inspect_shows_what_was_recognised_and_hides_what_was_said(run: Run) -> None:
    done = run("archive", "inspect", str(DATA / "coosto.csv"), "--no-color")
    assert done.code == 0
    for words in (
        "Coosto (csv)",
        "puntkomma",
        "‘bericht tekst’",
        "zo heet hij bij Coosto",
        "Voorbeeld 3",
        "Jullie account is @fietswinkel",
    ):
        assert words in done.out
    assert "vervelend" not in done.out
    assert "@xxxxx Xxx xxxxxxxxx!" in done.out
    assert "Voorbeeld 4" not in done.out


def test_inspect_shows_text_only_on_a_screen(run: Run) -> None:
    done = run("archive", "inspect", str(DATA / "coosto.csv"), "--show-text")
    assert "vervelend" not in done.out
    assert "werkt alleen op een scherm" in done.out


def test_inspect_on_a_screen() -> None:
    """A pseudo-terminal is a screen."""
    ours, theirs = pty.openpty()
    code = "from webcarelint.cli import main; main()"
    command = [sys.executable, "-c", code, "archive", "inspect", str(DATA / "coosto.csv"), "--show-text", "--no-color"]
    with subprocess.Popen(command, stdout=theirs, env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    assert process.returncode == 0
    assert "Wat vervelend! Ik zoek het voor je uit." in " ".join(shown.decode().split())


def test_inspect_takes_what_a_person_says(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("A|B|C\nx|Één|Twee\ny||Twee\nz|te|veel|velden\n".encode("cp1252"))
    done = run(
        "archive", "inspect", str(path), "--format", "tabel", "--encoding", "cp1252", "--separator", "|", "--header", "--text-column", "b",
        "--customer-column", "C", "--id-column", "A", "--channel", "x", "--no-color",
    )  # fmt: skip
    assert done.code == 0
    assert "opgegeven" in done.out
    assert "twitter" in done.out
    assert "Van de eerste 3 rijen zijn er 2 niet te lezen" in done.out
    assert "Regel 4: 4 velden in plaats van 3." in done.out


def test_inspect_of_nothing_but_reviews_without_answers(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"text": "Goed", "rating": 5, "reply.message": null}]')
    done = run("archive", "inspect", str(path), "--no-color")
    assert "Er staan geen verstuurde antwoorden in." in done.out


def test_more_than_three_errors_are_counted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id;antwoord\n" + "1;Goed antwoord\n" * 9 + "1;2;3\n" * 5)
    assert "en nog 2" in run("archive", "inspect", str(path)).out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["a.csv"], "Dit bestand bestaat niet: a.csv"),
        (["a.csv", "--channel", "fax"], "Onbekend kanaal 'fax'"),
        (["a.csv", "--format", "fax"], "Onbekend formaat 'fax'"),
    ],
)
def test_mistakes_of_the_caller(run: Run, arguments: list[str], sentence: str) -> None:
    done = run("archive", "inspect", *arguments)
    assert done.code == 2
    assert sentence in done.err


def test_formats(run: Run) -> None:
    done = run("archive", "formats")
    assert done.code == 0
    assert "whatsapp" in done.out
    assert "Google Play" in done.out


@pytest.mark.parametrize("arguments", [["inspect", "a.csv"], ["formats"]])
def test_without_the_extra_it_says_what_to_install(process: Run, arguments: list[str]) -> None:
    code = "import sys; sys.modules['pyarrow'] = None; from webcarelint.cli import main; main()"
    done = process("archive", *arguments, code=code)
    assert done.code == 2
    assert "pip install 'webcarelint[archive]'" in done.err
