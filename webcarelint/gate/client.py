"""Asking a running service, with the standard library alone: this must be quick to import.

A service is named by its URL (http://127.0.0.1:8787) or by the path of its Unix socket.
"""

import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Final
from urllib.parse import urlsplit

from webcarelint.errors import InputError, WebcarelintError

_MOST_BYTES: Final = 16_000_000
_VERDICTS: Final = frozenset({"send", "revise", "hold"})
_OURS: Final = frozenset({400, 413, 422})
"""Statuses that speak of the request: another judge would refuse it too."""


class ServiceUnavailable(WebcarelintError):
    """Nobody answered, or not with an answer of the gate: somebody else may still judge. Never holds the text."""


class RequestRefused(InputError):
    """The service read the request and found it faulty."""


@dataclass(frozen=True, slots=True)
class Service:
    """Where a service is, and the secret that it asks for, if any. `timeout` is in seconds, for each step of the conversation."""

    where: str
    token: str | None = None
    timeout: float = 5.0

    def gate(self, body: bytes) -> bytes:
        """The answer (JSON) to a request (JSON), as the service wrote it. Raises ServiceUnavailable or RequestRefused."""
        try:
            status, answer = self._post("/v1/gate", body)
        except TimeoutError as cause:
            raise ServiceUnavailable(f"De service op {self.where} antwoordde niet op tijd.") from cause
        except (OSError, HTTPException, ValueError) as cause:
            raise ServiceUnavailable(f"De service op {self.where} is niet te bereiken ({type(cause).__name__}).") from cause
        if status in _OURS:
            raise RequestRefused(f"De service weigert de vraag: {_said(answer) or f'fout {status}'}")
        if status != 200:
            raise ServiceUnavailable(f"De service op {self.where} antwoordde met fout {status}.")
        if _verdict(answer) not in _VERDICTS:
            raise ServiceUnavailable(f"Wat er op {self.where} antwoordt, is geen poort van webcarelint.")
        return answer

    def _post(self, path: str, body: bytes) -> tuple[int, bytes]:
        connection, base = self._connection()
        headers = {"Content-Type": "application/json", "Connection": "close"}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            connection.request("POST", base + path, body, headers)
            response = connection.getresponse()
            return response.status, response.read(_MOST_BYTES)
        finally:
            connection.close()

    def _connection(self) -> tuple[HTTPConnection, str]:
        if "://" not in self.where:
            return _UnixConnection(self.where.removeprefix("unix:"), self.timeout), ""
        url = urlsplit(self.where)
        if url.scheme == "https":
            from http.client import HTTPSConnection

            return HTTPSConnection(url.hostname or "", url.port, timeout=self.timeout), url.path.rstrip("/")
        return HTTPConnection(url.hostname or "", url.port, timeout=self.timeout), url.path.rstrip("/")


class _UnixConnection(HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def _verdict(answer: bytes) -> object:
    found = _object(answer)
    return found.get("verdict") if found.get("schema") == 1 else None


def _said(answer: bytes) -> str | None:
    """The sentence in an error of the service, wherever it stands."""
    found: object = _object(answer)
    for key in ("error", "detail", "message", "sentence"):
        if isinstance(found, Mapping) and key in found:
            found = found[key]
    return found if isinstance(found, str) else None


def _object(answer: bytes) -> Mapping[str, object]:
    try:
        found = json.loads(answer)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
