"""Starting the MCP server: over standard input and output, or over HTTP on an address of one's own machine."""

import hmac
import socket
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from webcarelint.errors import InputError

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer
    from starlette.types import ASGIApp, Receive, Scope, Send

Transport = Literal["stdio", "http"]

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_SHORTEST_TOKEN: Final = 16


def run_mcp(
    transport: Transport,
    host: str,
    port: int,
    token_file: Path | None,
    config: Path | None,
    profile: str | None,
    pipeline: str | None,
) -> None:
    """Serve until the client hangs up (stdio) or the process is told to stop (http). The pipeline is loaded before anything answers.

    Raises InputError when the extra is missing, when another address than the machine's own comes without a token, or when
    the port is taken.
    """
    if find_spec("mcp_types") is None:
        raise InputError("Voor 'webcarelint mcp' is een extra pakket nodig. Installeer het met: pip install 'webcarelint[mcp]'")
    token = None if token_file is None else _read_token(token_file)
    if transport == "http" and host not in _LOOPBACK and token is None:
        raise InputError(f"Op {host} kan iedereen in het netwerk erbij. Geef een bestand met een geheim mee: --token-file token.txt")
    from webcarelint.linter import Linter
    from webcarelint.mcp.server import build_server

    server = build_server(Linter.load(config, profile, pipeline))
    if transport == "stdio":
        server.run("stdio")
    else:
        _serve_http(server, host, port, token)


def _read_token(path: Path) -> bytes:
    try:
        token = path.read_bytes().strip()
    except OSError as cause:
        raise InputError(f"Het bestand met het geheim is niet te lezen ({cause.strerror}):", path) from cause
    if len(token) < _SHORTEST_TOKEN:
        raise InputError(f"Het geheim is korter dan {_SHORTEST_TOKEN} tekens. Maak een langer:", path)
    return token


def _serve_http(server: "MCPServer", host: str, port: int, token: bytes | None) -> None:
    import uvicorn

    with _listening(host, port) as listener:
        app = http_app(server, host, token)
        # The access log stays off: what it says is of no use here, and standard error belongs to failures. A client that keeps its
        # connection open does not keep this from stopping.
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=5)).run(sockets=[listener])


def http_app(server: "MCPServer", host: str, token: bytes | None) -> "ASGIApp":
    """The server as an ASGI app at /mcp: stateless, plain JSON answers, and behind a token when there is one.

    Without a token only this machine may ask, and the SDK checks Host and Origin against other sites in a browser.
    """
    from mcp.server.transport_security import TransportSecuritySettings

    security = None if token is None else TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = server.streamable_http_app(host=host, json_response=True, stateless_http=True, transport_security=security)
    return app if token is None else _behind_token(app, token)


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as cause:
        raise InputError(f"Op {host}:{port} is niet te luisteren ({cause.strerror}). Kies een andere poort met --port.") from cause


def _behind_token(app: "ASGIApp", token: bytes) -> "ASGIApp":
    expected = b"Bearer " + token

    async def guarded(scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] == "http":
            given = dict(scope["headers"]).get(b"authorization", b"")
            if not hmac.compare_digest(given, expected):
                await send({"type": "http.response.start", "status": 401, "headers": [(b"www-authenticate", b"Bearer")]})
                await send({"type": "http.response.body", "body": "Geef het geheim mee: Authorization: Bearer …".encode()})
                return
        await app(scope, receive, send)

    return guarded
