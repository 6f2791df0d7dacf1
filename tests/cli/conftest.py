import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from webcarelint.cli import main
from webcarelint.linter import Linter

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


class _Stdin(io.TextIOWrapper):
    """Standard input with bytes in it; nobody is typing."""

    def isatty(self) -> bool:
        return False


@pytest.fixture
def run(quick_linter: Linter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Call the command line in this process, in an empty folder, with what is already loaded."""
    assert quick_linter
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str, stdin: bytes | str = b"") -> Result:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["webcarelint", *arguments])
        monkeypatch.setattr(sys, "stdin", _Stdin(io.BytesIO(raw)))
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as exited:
            main()
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        code = exited.value.code
        return Result(code if isinstance(code, int) else 0, out.decode(), err.decode())

    return call


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Call the command line as a process of its own."""

    def call(*arguments: str, stdin: bytes = b"", code: str = "from webcarelint.cli import main; main()", **env: str) -> Result:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **env}
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], input=stdin, capture_output=True, cwd=tmp_path, env=environment, check=False
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call
