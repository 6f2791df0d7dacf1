"""Opening the port and the socket, and closing them so that no answer is lost."""

import asyncio
import errno
import json
import logging
import os
import re
import signal
import socket
import stat
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.server import ServerState

from webcarelint.errors import ServiceError, WebcarelintError
from webcarelint.server.app import build_app
from webcarelint.server.jobs import WorkerFailed
from webcarelint.server.layers import WARMING_UP
from webcarelint.server.service import Service
from webcarelint.server.settings import Settings
from webcarelint.server.worker import EXAMPLE

_log = logging.getLogger("webcarelint.server")
_BACKLOG: Final = 1024
_GRACE: Final = 30
"""Seconds that a stopping service waits for what still runs."""
_TICK: Final = 0.02
_WARM_UP: Final = 5


def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT. Port and socket are taken first, and listen once every worker has loaded.

    Raises ServiceError when either is taken or cannot be had, HouseStyleError, PackError or PipelineError when a worker
    cannot load.
    """
    _log_to_stderr()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    service = Service(settings)
    listeners = [_tcp(settings.host, settings.port)]
    try:
        if settings.socket is not None:
            listeners.append(_unix(settings.socket))
        config = _config(app := build_app(service))
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            runner.run(_run(service, app, _Server(config, service), listeners))
    finally:
        for listener in listeners:
            listener.close()
        if settings.socket is not None and len(listeners) > 1:
            settings.socket.unlink(missing_ok=True)


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app, backlog=_BACKLOG, log_config=None, access_log=False, lifespan="off", ws="none", server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=_GRACE,
    )  # fmt: skip


async def _run(service: Service, app: ASGIApp, server: "_Server", listeners: list[socket.socket]) -> None:
    try:
        await service.open()
        await _warm_up(app)
        _announce(service.settings, listeners)
        await server.serve(sockets=listeners)
    except WorkerFailed as error:
        raise WebcarelintError(
            f"Een werkproces kan niet laden ({error.crashed.kind}). Dat is een fout van webcarelint; meld hem."
        ) from None
    except OSError as cause:
        if cause.errno != errno.EADDRINUSE:
            raise
        # Somebody took the same port while this service loaded: two sockets may hold an address, one may listen on it.
        raise ServiceError(_why_not(cause, service.settings.host, listeners[0].getsockname()[1])) from cause
    finally:
        await service.close()


async def _warm_up(app: ASGIApp) -> None:
    """A few checks over a connection within this process, so that the first request that comes in over the port is not the slowest."""

    async def marked(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, WARMING_UP: True}, receive, send)

    config = _config(marked)
    config.load()
    ours, theirs = socket.socketpair()
    protocol: Any = config.http_protocol_class  # uvicorn types it by its bare base class
    speaking = partial(protocol, config=config, server_state=ServerState(), app_state={})
    await asyncio.get_running_loop().connect_accepted_socket(speaking, theirs)
    reader, writer = await asyncio.open_connection(sock=ours)
    body = json.dumps({"text": EXAMPLE, "channel": "chat"}).encode()
    head = f"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    for _ in range(_WARM_UP):
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", answer)
        await reader.readexactly(int(length[1]) if length else 0)
    writer.close()
    await writer.wait_closed()


class _Server(uvicorn.Server):
    """Stops in two steps: first it takes no new connections and lets those that are open end with their next answer; then the
    rest is closed. Closing at once would lose a request that is on its way over a connection that looks idle."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._service.draining = True
        for server in self.servers:
            server.close()
        until = asyncio.get_running_loop().time() + self._service.settings.drain
        while self.server_state.connections and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(_TICK)
        await super().shutdown(sockets)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _log_to_stderr() -> None:
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("webcarelint").setLevel(logging.INFO)


def _announce(settings: Settings, listeners: list[socket.socket]) -> None:
    port = listeners[0].getsockname()[1]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    _log.info("webcarelint luistert op http://%s:%d (documentatie: /docs)", host, port)
    if settings.socket is not None:
        _log.info("en voor programma's op deze machine op %s", settings.socket)


def _tcp(host: str, port: int) -> socket.socket:
    """A bound socket that does not listen yet. Raises ServiceError when the port is taken or the address is not ours."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as cause:
        raise ServiceError(_why_not(cause, host, port)) from cause
    return listener


def _why_not(cause: OSError, host: str, port: int) -> str:
    if cause.errno == errno.EADDRINUSE:
        return f"Poort {port} op {host} is al bezet. Stop wat daar draait, of kies een andere met --port."
    if cause.errno == errno.EACCES:
        return f"Poort {port} mag je niet openen. Kies er een boven 1024 met --port."
    return f"Op {host}:{port} is niet te luisteren. Kies een adres van deze machine met --host."


def _answers(path: Path) -> bool:
    """Whether somebody accepts connections on this socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        with suppress(OSError):
            probe.connect(str(path))
            return True
    return False


def _unix(path: Path) -> socket.socket:
    """A bound socket for this user alone. One that a crash left behind is cleared away; one that answers is somebody's."""
    with suppress(FileNotFoundError):
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise ServiceError("Hier staat al een bestand dat geen socket is. Kies een ander pad met --socket:", path)
        if _answers(path):
            raise ServiceError("Op deze socket draait al een webcarelint. Stop die, of kies --socket none of een ander pad:", path)
        path.unlink()
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    except OSError as cause:
        listener.close()
        raise ServiceError(f"Deze socket is niet te maken ({cause.strerror}). Kies een ander pad met --socket:", path) from cause
    finally:
        os.umask(before)
    return listener
