"""`webcarelint serve`: from options to the settings of a service, and then it runs."""

import ipaddress
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from webcarelint.errors import ServiceError
from webcarelint.house_style import find_config

_SHORTEST_TOKEN: Final = 16
"""Characters. Shorter ones can be guessed."""
_SENDABLE: Final = re.compile(r"[!-~]+")
"""What every program can put in a header: letters, digits and signs of ASCII."""


@dataclass(frozen=True, slots=True)
class Serving:
    """What the command line asked for. `socket` is a path, `auto` (this user's own place) or `none`."""

    host: str
    port: int
    workers: int
    config: Path | None
    profile: str | None
    pipeline: str | None
    token_file: Path | None
    cors: tuple[str, ...]
    socket: str
    max_body: int
    timeout: float
    rate: int | None
    access_log: bool


def run_service(asked: Serving) -> None:
    """Run until somebody asks it to stop. Raises ServiceError when it cannot start as asked."""
    tokens = read_tokens(asked.token_file) if asked.token_file is not None else ()
    if not tokens and not is_loopback(asked.host):
        raise ServiceError(
            f"Op adres {asked.host} kan iedereen in het netwerk erbij. Geef met --token-file een bestand met tokens, of gebruik 127.0.0.1."
        )
    try:
        from webcarelint.server.run import serve
        from webcarelint.server.settings import Settings
    except ImportError as cause:
        raise ServiceError("Voor de dienst is een extra nodig: pip install 'webcarelint[serve]'.") from cause
    serve(
        Settings(
            host=asked.host,
            port=asked.port,
            workers=asked.workers,
            config=asked.config if asked.config is not None else find_config(Path.cwd()),
            profile=asked.profile,
            pipeline=asked.pipeline,
            tokens=tokens,
            cors=asked.cors,
            socket=_socket(asked.socket),
            max_body=asked.max_body,
            timeout=asked.timeout,
            rate=asked.rate,
            access_log=asked.access_log,
        )
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach this address. A name other than localhost may be anything."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_tokens(path: Path) -> tuple[str, ...]:
    """The tokens of a file, one a line; what comes after # is a remark. Raises ServiceError, which never repeats a token."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as cause:
        raise ServiceError("Dit bestand met tokens is niet te lezen. Geef een tekstbestand met één token per regel:", path) from cause
    tokens: list[str] = []
    for number, line in enumerate(lines, start=1):
        token = line.split("#", 1)[0].strip()
        if token and (len(token) < _SHORTEST_TOKEN or not _SENDABLE.fullmatch(token)):
            raise ServiceError(
                f"Dit token is korter dan {_SHORTEST_TOKEN} tekens, of er staat een spatie of bijzonder teken in. "
                "Maak er een met: openssl rand -hex 24.",
                path,
                number,
            )
        if token:
            tokens.append(token)
    if not tokens:
        raise ServiceError("Hier staat geen token in. Maak er een met: openssl rand -hex 24 >", path)
    return tuple(tokens)


def _socket(asked: str) -> Path | None:
    from webcarelint.gate.paths import socket_path

    if asked == "none":
        return None
    return socket_path() if asked == "auto" else Path(asked)
