"""What comes before the routes: the many ways in which clients write a path, and web pages that ask whether they may call."""

import re
from collections.abc import Collection
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BASE: Final = "/v2"
_WRITTEN: Final = re.compile(r"/+v2(?:/+v2)*(?=/|$)")
_HEADERS: Final = "Content-Type, Accept, Accepts, Authorization, X-Request-ID"
_A_DAY: Final = "86400"


class Doorstep:
    """Stands outside everything that may refuse a request: a browser only shows a page an error that says the page may see it.

    `origins` are the web pages that may call; ("*",) is every page.
    """

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        self._app = app
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = _rewritten(scope["path"]) if scope["type"] == "http" else None
        if path is None:
            await self._app(scope, receive, send)
            return
        allowed = self._allowed(Headers(scope=scope).get("origin", ""))
        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_preflight(scope, allowed))(scope, receive, send)
            return

        async def allowing(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(allowed)
            await send(message)

        scope["path"], scope["raw_path"] = path, path.encode()
        await self._app(scope, receive, allowing)

    def _allowed(self, origin: str) -> dict[str, str]:
        """The headers that let a page read an answer; without the first it may not."""
        if "*" in self._origins:
            return {"Access-Control-Allow-Origin": "*"}
        return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"} if origin in self._origins else {"Vary": "Origin"}


def is_languagetool(path: str) -> bool:
    """Whether this is the address of somebody who speaks LanguageTool's language, errors included."""
    return path == BASE or path.startswith(f"{BASE}/")


def _rewritten(path: str) -> str | None:
    """A path under /v2 as the routes have it; None when it is no such path. Users give a base that ends in /v2, in / or in neither."""
    written = _WRITTEN.match(path)
    if written is None:
        return None
    action = path[written.end() :].strip("/")
    return f"{BASE}/{action}" if action else BASE


def _preflight(scope: Scope, allowed: dict[str, str]) -> dict[str, str]:
    """The answer to 'may I?'. A page on the internet may call its reader's own machine only when that is said in so many words."""
    if "Access-Control-Allow-Origin" not in allowed:
        return allowed
    return {
        **allowed,
        "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
        "Access-Control-Allow-Headers": Headers(scope=scope).get("access-control-request-headers", _HEADERS),
        "Access-Control-Allow-Private-Network": "true",
        "Access-Control-Max-Age": _A_DAY,
    }
