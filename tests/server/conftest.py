"""A service as its users have it: a process of its own, on a free port and a socket of its own."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest

from tests.helpers import pack_toml, write
from tests.processes import spawned

ROOT = Path(__file__).parents[2]
STARTING = 120
"""Seconds that a service may take to load on a busy machine; a failing test waits so long, a passing one never."""

STYLE = """\
[house_style]
on_error = "hold"
packs = ["traag.toml"]
[profiles.deftig]
register = "u"
[profiles.stuk]
packs = ["bestaat-niet.toml"]
"""
SLOW_PACK = pack_toml(
    {"traag": {"regex": ["(?:q|qq)+$"], "timeout_ms": 20}, "klem": {"regex": ["(?:z|zz)+$"], "timeout_ms": 1000}},
    {"id": "proef/traag", "finds": "traag", "message": "Traag.", "bad": ["qqq"], "good": ["goed"]},
    {"id": "proef/klem", "finds": "klem", "message": "Klem.", "bad": ["zzz"], "good": ["goed"]},
)
"""Two rules of a user whose expressions explode: one that is cut off soon, one that keeps its worker for a second."""
KEEPS_BUSY = "z" * 60 + "b"


@dataclass
class Running:
    """A service that runs, and where."""

    process: subprocess.Popen[bytes]
    port: int
    socket: Path
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self, **given: object) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=60, **given)  # type: ignore[arg-type]

    def workers(self) -> list[psutil.Process]:
        """The processes that check."""
        return spawned(psutil.Process(self.process.pid))

    def metric(self, name: str) -> float:
        """A figure without labels, from /metrics by way of the socket."""
        with httpx.Client(transport=httpx.HTTPTransport(uds=str(self.socket)), base_url="http://webcarelint", timeout=60) as client:
            text = client.get("/metrics").text
        return float(next(line.split()[1] for line in text.splitlines() if line.startswith(f"{name} ")))

    def written(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=STARTING)


Start = Callable[..., "contextlib.AbstractContextManager[Running]"]


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether it comes to hold, within the time that a busy machine may need."""
    until = time.monotonic() + STARTING
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return False


def house(folder: Path) -> Path:
    write(folder / "traag.toml", SLOW_PACK)
    return write(folder / "webcarelint.toml", STYLE)


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "XDG_RUNTIME_DIR": str(folder)}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from webcarelint.cli import main; main()", "serve", *arguments]


@contextlib.contextmanager
def running(folder: Path, *arguments: str) -> Iterator[Running]:
    folder.chmod(0o700)
    house(folder)
    socket, log = folder / "s.sock", folder / "log.txt"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command("--port", "0", "--socket", str(socket), *arguments),
            cwd=folder,
            env=environment(folder),
            stderr=out,
            stdin=subprocess.DEVNULL,
        )
    try:
        assert eventually(lambda: "luistert op" in log.read_text(encoding="utf-8") or process.poll() is not None)
        found = re.search(r"luistert op http://\S+:(\d+)", log.read_text(encoding="utf-8"))
        assert found, log.read_text(encoding="utf-8")
        one = Running(process, int(found[1]), socket, log)
        assert eventually(lambda: _reachable(one))
        yield one
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _reachable(one: Running) -> bool:
    with contextlib.suppress(httpx.TransportError):
        return one.client().get("/readyz").status_code == 200
    return False


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One service with two workers for all tests of a module."""
    with running(tmp_path_factory.mktemp("dienst"), "--workers", "2", "--timeout", "20") as one:
        yield one


@pytest.fixture(scope="module")
def client(service: Running) -> Iterator[httpx.Client]:
    with service.client() as one:
        yield one
