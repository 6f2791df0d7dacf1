import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.cli.conftest import Result, Run, process, run
from webcarelint.gate.contract import GateRequest
from webcarelint.gate.gate import decide
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter

__all__ = ["Result", "Run", "process", "run"]

FINE = "Wat vervelend, Sanne! Ik zoek nu uit waar je pakket is en bel je vandaag voor 17 uur. ^EK"
POOR = "Helaas kan ik u niet helpen. Je hoort zo snel mogelijk van ons. Klik hier."
SECRET = "Je BSN is 111222333, klopt dat? ^EK"


class Stand:
    """A service at a URL and on a Unix socket: the real gate behind the plainest HTTP server there is.

    `answer` replaces the gate by (status, body), `wait` is an event that it waits for first.
    """

    def __init__(self, linter: Linter, folder: Path) -> None:
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.answer: tuple[int, bytes] | None = None
        self.wait: threading.Event | None = None
        self._linter = linter
        self._closing = threading.Event()
        stand = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                stand.asked.append((self.path, dict(self.headers.items()), body))
                if stand.wait is not None:
                    stand.wait.wait()
                status, answer = stand.answer or stand.judge(self.path, body)
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: Any) -> None:
                pass

            def address_string(self) -> str:
                return "socket"

        class Unix(HTTPServer):
            address_family = socket.AF_UNIX

            def server_bind(self) -> None:
                self.socket.bind(self.server_address)  # type: ignore[arg-type]

        self._servers = [HTTPServer(("127.0.0.1", 0), Handler), Unix(str(folder / "webcarelint.sock"), Handler)]  # type: ignore[arg-type]
        self.url = f"http://127.0.0.1:{self._servers[0].server_address[1]}"
        self.socket = str(folder / "webcarelint.sock")
        for server in self._servers:
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

    def judge(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Status and body. A path that begins with /traag is slow; any other path than that of the gate is somebody else's."""
        if path.startswith("/traag"):
            self._closing.wait(1)
        if path != "/v1/gate":
            return 404, b"{}"
        try:
            return 200, decide(self._linter, GateRequest.model_validate_json(body)).as_json().encode()
        except ValidationError:
            return 400, b'{"schema": 1, "error": {"code": "invalid_request", "message": "Dat klopt niet."}}'

    def close(self) -> None:
        self._closing.set()
        if self.wait is not None:
            self.wait.set()
        for server in self._servers:
            server.shutdown()
            server.server_close()


@pytest.fixture(autouse=True)
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A runtime folder of this user, in which no service runs."""
    folder = tmp_path_factory.mktemp("runtime")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


@pytest.fixture
def stand(runtime: Path, linter_of: Callable[[HouseStyle], Linter]) -> Iterator[Stand]:
    """A running service of this user, with a house style that holds what cannot be checked."""
    with closing(Stand(linter_of(HouseStyle(on_error="hold")), runtime)) as stand:
        yield stand


@pytest.fixture
def choose(tmp_path: Path) -> Callable[[str], Path]:
    """Write the house style of the working folder, with this choice for what cannot be checked."""

    def write(on_error: str, more: str = "") -> Path:
        path = tmp_path / "webcarelint.toml"
        path.write_text(f'[house_style]\non_error = "{on_error}"\n{more}', encoding="utf-8")
        return path

    return write
