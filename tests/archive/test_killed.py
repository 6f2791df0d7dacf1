"""The command as a process of its own, that is killed, or that the disk fails."""

import csv
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from tests.archive.replies import corpus
from tests.processes import interrupted

ROOT = Path(__file__).parents[2]
ROWS = 30_000
PART_ROWS = 500

# RLIMIT_FSIZE is a disk that is full for every file beyond so many bytes.
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), -1))
from webcarelint.cli import main
main()
"""

pytestmark = pytest.mark.slow


def command(source: Path, out: Path, *more: str, code: Sequence[str] = ("from webcarelint.cli import main; main()",)) -> list[str]:
    rows = ["--part-rows", str(PART_ROWS), "--workers", "2", "--quiet"]
    return [sys.executable, "-c", *code, "archive", "score", str(source), "--out", str(out), *rows, *more]


def environment() -> dict[str, str]:
    """Without coverage: it would make these runs several times as slow."""
    return {**{key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}, "PYTHONPATH": str(ROOT)}


def table(out: Path) -> pa.Table:
    return ds.dataset(sorted((out / "scores").glob("*.parquet"))).to_table()


def parts(out: Path) -> int:
    return len(list((out / "scores").glob("part-*.parquet")))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tens of thousands of replies, of which few differ."""
    path = tmp_path_factory.mktemp("in") / "export.csv"
    replies = corpus(400)
    draw = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "datum", "antwoord", "klantbericht", "kanaal"])
        for n in range(ROWS):
            reply = draw.choice(replies)
            row = [f"r{n}", f"2025-01-{1 + n % 28:02} 12:00", f"{reply['text']} {n % 5}", reply["customer"], reply["channel"]]
            writer.writerow(row)
    return path


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> pa.Table:
    out = tmp_path_factory.mktemp("heel") / "uit"
    subprocess.run(command(source, out), check=True, env=environment(), cwd=ROOT)
    return table(out)


def wait_for_parts(wanted: int, process: "subprocess.Popen[bytes]", out: Path) -> None:
    while parts(out) < wanted and process.poll() is None:
        time.sleep(0.02)


def kill_after(parts_wanted: int, process: "subprocess.Popen[bytes]", out: Path, *, wait: float) -> None:
    """Kill -9 some moment after so many parts are there; every worker goes too."""
    wait_for_parts(parts_wanted, process, out)
    time.sleep(wait)
    children = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert psutil.wait_procs(children, timeout=120)[1] == []


def test_killed_twice_and_resumed_equals_uninterrupted(source: Path, whole: pa.Table, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    draw = random.Random()
    for _ in range(2):
        process = subprocess.Popen(command(source, out, "--resume"), env=environment(), cwd=ROOT)
        kill_after(parts(out) + draw.randint(1, 3), process, out, wait=draw.random() / 3)
        assert 0 < parts(out) < ROWS / PART_ROWS
    subprocess.run(command(source, out, "--resume"), check=True, env=environment(), cwd=ROOT)
    resumed = table(out)
    assert resumed.column("row").to_pylist() == list(range(ROWS))
    assert resumed.equals(whole)
    assert {path.suffix for path in (out / "scores").iterdir()} == {".parquet"}


def test_ctrl_c_says_how_to_go_on(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    process = subprocess.Popen(command(source, out), env=environment(), cwd=ROOT, stderr=subprocess.PIPE, start_new_session=True)
    wait_for_parts(1, process, out)
    said = interrupted(process)
    assert process.returncode == 130
    assert said.decode().splitlines() == ["Onderbroken. Wat af is staat op schijf; dezelfde opdracht met --resume gaat verder."]
    assert not list(out.rglob("*.unfinished"))


def test_a_full_disk_says_so_and_the_run_goes_on_later(source: Path, whole: pa.Table, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    full = subprocess.run(command(source, out, code=(LIMITED, "60000")), capture_output=True, env=environment(), cwd=ROOT, check=False)
    assert full.returncode == 2
    assert "--resume" in full.stderr.decode()
    assert "Traceback" not in full.stderr.decode()
    assert not list(out.rglob("*.unfinished"))
    subprocess.run(command(source, out, "--resume"), check=True, env=environment(), cwd=ROOT)
    assert table(out).equals(whole)
