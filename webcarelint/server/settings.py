"""What whoever starts the service chose. Read once; nothing here changes while it runs."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """`timeout` and `drain` are in seconds, `max_body` in bytes, `rate` in requests a minute per token; None is no limit.

    `config` is a house style file (None: the defaults), `profile` the one for requests that name none. `tokens` are the words that
    may be given as `Authorization: Bearer`; without any, everybody who reaches the address is let in. `queue` is how many requests
    may wait for a worker before new ones are turned away.
    """

    host: str = "127.0.0.1"
    port: int = 8787
    workers: int = 1
    config: Path | None = None
    profile: str | None = None
    pipeline: str | None = None
    tokens: tuple[str, ...] = ()
    cors: tuple[str, ...] = ()
    socket: Path | None = None
    max_body: int = 1_000_000
    timeout: float = 10.0
    rate: int | None = None
    queue: int = 256
    drain: float = 1.0
    access_log: bool = True
