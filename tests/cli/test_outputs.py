"""`--format` and `--output`: several formats at once, each file whole or not at all."""

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Run
from tests.helpers import write
from webcarelint.render import formats

TEXT = "Hoi Kees, helaas staat je fiets nog niet klaar. Ik bel je morgen. ^EK"


@pytest.fixture
def reply(tmp_path: Path) -> str:
    return write(tmp_path / "antwoord.txt", f"{TEXT}\n").name


def test_several_formats_at_once(run: Run, reply: str, tmp_path: Path) -> None:
    plain = run("check", reply)
    wanted = [f"--output={name}=uit.{name}" for name in formats.WRITTEN]
    done = run("check", reply, *wanted)
    assert done == plain
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([reply, *(f"uit.{name}" for name in formats.WRITTEN)])
    for name in formats.WRITTEN:
        assert (tmp_path / f"uit.{name}").read_text(encoding="utf-8") == run("check", reply, "--format", name).out
    assert json.loads((tmp_path / "uit.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert ElementTree.parse(tmp_path / "uit.junit").getroot().get("failures") == "1"


@pytest.mark.parametrize("format", formats.WRITTEN)
def test_formats_leave_the_exit_code_alone(run: Run, reply: str, format: str) -> None:
    assert run("check", reply, "-f", format).code == 1
    assert run("check", reply, "-f", format, "--fail-on", "never").code == 0


def test_quiet_still_writes(run: Run, reply: str, tmp_path: Path) -> None:
    assert run("check", reply, "-q", "-o", "json=uit.json").out == ""
    assert (tmp_path / "uit.json").is_file()


def test_junit_fails_by_fail_on(run: Run, reply: str) -> None:
    assert ElementTree.fromstring(run("check", reply, "-f", "junit").out.encode()).get("failures") == "1"
    assert ElementTree.fromstring(run("check", reply, "-f", "junit", "--fail-on", "error").out.encode()).get("failures") == "0"


def test_a_file_is_whole_or_as_it_was(run: Run, reply: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = write(tmp_path / "uit.json", "oud")

    def full(_path: Path, _body: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    done = run("check", reply, "-o", "json=uit.json")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("webcarelint: Dit bestand is niet te schrijven (No space left on device): ")
    assert old.read_text(encoding="utf-8") == "oud"
    assert sorted(path.name for path in tmp_path.iterdir()) == [reply, "uit.json"]


def test_a_wrong_output_is_said_before_the_work(run: Run, reply: str, tmp_path: Path) -> None:
    assert run("check", reply, "-o", "json=goed.json", "-o", "json=weg/fout.json").code == 2
    assert not (tmp_path / "goed.json").exists()


def test_a_pipe_is_written_to_and_not_replaced(run: Run, reply: str) -> None:
    read, write_end = os.pipe()
    run("check", reply, "-q", "-o", f"gitlab=/dev/fd/{write_end}")
    os.close(write_end)
    with os.fdopen(read, encoding="utf-8") as pipe:
        assert json.load(pipe)[0]["location"]["path"] == "antwoord.txt"


def test_standard_input_has_a_name(run: Run) -> None:
    (issue, *_) = json.loads(run("check", "-f", "gitlab", stdin=TEXT).out)
    assert issue["location"]["path"] == "stdin"


def test_half_a_surrogate_pair_is_no_crash(run: Run) -> None:
    done = run("check", "-f", "sarif", stdin='{"text": "Hoi \\ud83d Kees, helaas. ^EK", "id": "\\ude00"}')
    assert done.code == 1
    assert json.loads(done.out)["version"] == "2.1.0"


def test_formats_are_utf_8_on_any_terminal(process: Run) -> None:
    done = process("check", "-", "-f", "gitlab", stdin="Helaas 😊 ^EK".encode(), PYTHONIOENCODING="ascii")
    assert done.code == 1
    assert "‘Helaas’" in done.out
