"""What stands between a connection and a route: the journal, the answers to errors, the guard at the door, and the body."""

import asyncio
import hashlib
import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from time import perf_counter
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from webcarelint.errors import UserError
from webcarelint.server.jobs import Crashed, TooBusy, TooLate, WorkerFailed
from webcarelint.server.languagetool import is_languagetool
from webcarelint.server.metrics import Metrics
from webcarelint.server.problems import Problem
from webcarelint.server.service import Service

Answer = Callable[[bytes], Awaitable[str]]
"""What makes of a body one line of JSON."""

_log = logging.getLogger("webcarelint.server")
_access = logging.getLogger("webcarelint.server.access")

OPEN_PATHS: Final = frozenset({"/healthz", "/readyz", "/v2/healthcheck", "/docs", "/openapi.json"})
"""What anybody may ask: none of it says anything of a house style or a reply."""
OPEN_PREFIX: Final = "/static-offline-docs/"
WARMING_UP: Final = "webcarelint.warming_up"
"""In the scope of the service's own requests to itself before it opens: they are not noted."""
_EXPRESS: Final = "webcarelint.express"
"""In the scope of a request that goes past the framework's routing: its route."""
_GATE: Final = "/v1/gate"
_GONE: Final = 499
"""What the journal notes when the client hung up before there was an answer."""
_DISCARDED: Final = 64_000_000
"""Bytes of a body that is too large that are still read and dropped, so that the client gets to read the answer."""


class Journal:
    """Notes each request: method, route, status and time, in the log and for Prometheus. Queries and unknown paths may hold
    texts and are not noted. While the service drains, each answer ends its connection."""

    def __init__(self, app: ASGIApp, service: Service, metrics: Metrics) -> None:
        self._app = app
        self._service = service
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or WARMING_UP in scope:
            await self._app(scope, receive, send)
            return
        started = perf_counter()
        status = _GONE

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *self._own_headers()]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            self._note(scope, status, perf_counter() - started)

    def _own_headers(self) -> list[tuple[bytes, bytes]]:
        headers = [(b"x-content-type-options", b"nosniff"), (b"cache-control", b"no-store")]
        return [*headers, (b"connection", b"close")] if self._service.draining else headers

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        self._metrics.answered(route, status, seconds)
        if self._service.settings.access_log:
            _access.info("%s %s %d %.1f ms", scope["method"], route, status, 1000 * seconds)


def _route(scope: Scope) -> str:
    """The route as it was declared; never the path as it was asked."""
    path = getattr(scope.get("route"), "path", None) or scope.get(_EXPRESS)
    return path if isinstance(path, str) else scope["path"] if scope["path"] in OPEN_PATHS else "onbekend"


class Errors:
    """Turns every error into an answer: the caller's mistakes with a sentence, ours with an id and nothing else."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def watching(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watching)
        except _HungUp:
            return
        except Exception as error:
            problem = _problem(error)
            if not begun:
                await problem.response(scope["path"], self._extra(scope, problem))(scope, receive, send)

    def _extra(self, scope: Scope, problem: Problem) -> Mapping[str, object]:
        """What the gate adds when checking failed: what the house style wants to happen with the reply."""
        failed = problem.status >= 500 and scope["path"] == _GATE
        return {"on_error": self._service.on_error} if failed and self._service.on_error is not None else {}


def _problem(error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case UserError():
            return Problem.of(error)
        case TooLate():
            return Problem(504, "timeout", "Nakijken duurde te lang en is afgebroken. Probeer het met een kortere tekst.")
        case TooBusy():
            return Problem(503, "overloaded", "De dienst heeft het te druk. Probeer het zo nog eens.", {"retry-after": "1"})
        case WorkerFailed():
            return _crash(error.crashed)
        case _:
            return _crash(Crashed.of(error))


def _crash(crashed: Crashed) -> Problem:
    error_id = secrets.token_hex(6)
    _log.error("fout %s: %s [%s]", error_id, crashed.kind, " < ".join(reversed(crashed.frames)))
    return Problem(
        500, "internal", f"Er ging iets mis in webcarelint. Meld fout {error_id}; de tekst staat niet in het log.", None, error_id
    )


class _HungUp(Exception):
    """The client went away before its request was complete."""


class Body:
    """Takes in the whole body before a route begins, within the limit of size and time."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._most = service.settings.max_body
        self._timeout = service.settings.timeout

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._timeout):
                body = await self._read(Headers(scope=scope), receive)
        except TimeoutError:
            raise Problem(
                408, "timeout", f"De aanvraag was na {self._timeout:g} seconden nog niet helemaal binnen.", {"connection": "close"}
            ) from None
        await self._app(scope, _replaying(body, receive), send)

    async def _read(self, headers: Headers, receive: Receive) -> bytes:
        if "expect" in headers and _length(headers) > self._most:
            raise self._too_large()
        pieces: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _HungUp
            size += len(message.get("body", b""))
            if size <= self._most:
                pieces.append(message.get("body", b""))
            if size > _DISCARDED or not message.get("more_body", False):
                break
        if size > self._most:
            raise self._too_large()
        return b"".join(pieces)

    def _too_large(self) -> Problem:
        return Problem(
            413, "too_large", f"De aanvraag is te groot: hooguit {self._most} bytes. Verdeel haar in kleinere.", {"connection": "close"}
        )


def _length(headers: Headers) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isdecimal() else 0


def _replaying(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives a body that has been read already, and then what the connection has to say."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


class Guard:
    """Lets in who has a token, each as often as the rate allows. The Unix socket is guarded by its rights and needs none."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._tokens = [hashlib.sha256(token.encode()).digest() for token in service.settings.tokens]
        rate = service.settings.rate
        self._buckets = [_Bucket(rate) for _ in self._tokens or [b""]] if rate is not None else []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not _is_open(scope):
            receive = await self._admit(scope, receive)
        await self._app(scope, receive, send)

    async def _admit(self, scope: Scope, receive: Receive) -> Receive:
        number = 0
        if self._tokens:
            given, receive = await _given_token(scope, receive)
            number = self._number(given)
        if self._buckets:
            self._buckets[number].take()
        return receive

    def _number(self, given: str | None) -> int:
        """Which token this is. Every one is compared, in constant time."""
        digest = hashlib.sha256((given or "").encode("utf-8", "replace")).digest()
        same = [i for i, token in enumerate(self._tokens) if hmac.compare_digest(token, digest)]
        if given is None or not same:
            sentence = "Geef een geldig token mee: Authorization: Bearer …, of in een LanguageTool-programma als API-sleutel."
            raise Problem(401, "unauthorized", sentence, {"www-authenticate": "Bearer"})
        return same[0]


def _is_open(scope: Scope) -> bool:
    path: str = scope["path"]
    server: tuple[str, int | None] | None = scope.get("server")
    by_unix_socket = server is not None and server[1] is None
    return by_unix_socket or path in OPEN_PATHS or path.startswith(OPEN_PREFIX)


async def _given_token(scope: Scope, receive: Receive) -> tuple[str | None, Receive]:
    """The token of a request. Programs that speak LanguageTool's language know no headers: they give it as `apiKey`."""
    headers = Headers(scope=scope)
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip(), receive
    if not is_languagetool(scope["path"]):
        return None, receive
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    if "apiKey" not in query and scope["method"] == "POST":
        message = await receive()  # the body is complete by now
        body: bytes = message.get("body", b"")
        query = parse_qs(body.decode("latin-1"))
        receive = _replaying(body, receive)
    return next(iter(query.get("apiKey", ())), None), receive


class _Bucket:
    """Room for a minute's requests, refilled evenly."""

    def __init__(self, per_minute: int) -> None:
        self._most = float(per_minute)
        self._left = float(per_minute)
        self._at = perf_counter()

    def take(self) -> None:
        """One request. Raises Problem 429 when there is no room, with the seconds until there is."""
        now = perf_counter()
        self._left = min(self._most, self._left + (now - self._at) * self._most / 60)
        self._at = now
        if self._left < 1:
            wait = int((1 - self._left) * 60 / self._most) + 1
            raise Problem(429, "rate_limited", f"Te veel aanvragen. Probeer het over {wait} s nog eens.", {"retry-after": str(wait)})
        self._left -= 1


class Express:
    """Takes what somebody waits for past the framework's routing, which takes as long as all the rest of the front does.

    The routes themselves are there too: they stand in the documentation, and refuse any other method.
    """

    def __init__(self, app: ASGIApp, answers: Mapping[str, Answer]) -> None:
        self._app = app
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._answers.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "POST" else None
        if answer is None:
            await self._app(scope, receive, send)
            return
        scope[_EXPRESS] = scope["path"]
        message = await receive()  # the body is complete by now
        body = (await answer(message["body"])).encode()
        headers = [(b"content-length", str(len(body)).encode()), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})
