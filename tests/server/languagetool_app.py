"""The LanguageTool API in two ways: over a Linter in this process, and as its users have it, in a service of its own."""

import asyncio
import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
from fastapi import FastAPI

from webcarelint.linter import Linter
from webcarelint.model import Draft, Report
from webcarelint.server.languagetool import Doorstep, Settings, router
from webcarelint.server.rule_book import RuleBook, rule_book

ROOT = Path(__file__).parents[2]
STARTING = 120
"""Seconds that a service may take to load on a busy machine."""


class LinterEngine:
    """One Linter; one check at a time, as a Linter wants."""

    def __init__(self, linter: Linter) -> None:
        self.linter = linter
        self.ready = True
        self.until: float | None = None
        self.failure: Exception | None = None
        self.seen: list[Draft] = []
        self._lock = asyncio.Lock()

    async def rule_book(self) -> RuleBook:
        return rule_book(self.linter)

    async def examine(self, draft: Draft, limits: Mapping[str, float]) -> Report:
        self.seen.append(draft)
        if self.failure is not None:
            raise self.failure
        async with self._lock:
            return self.linter.limited(limits).check(draft, self.until)


def languagetool_app(engine: LinterEngine, settings: Settings | None = None, origins: tuple[str, ...] = ("*",)) -> FastAPI:
    app = FastAPI()
    app.add_middleware(Doorstep, origins=origins)
    app.include_router(router(engine, settings))
    return app


@contextlib.contextmanager
def service(folder: Path, *arguments: str) -> Iterator[str]:
    """The address of `webcarelint serve` on a free port, for as long as the context lasts."""
    code = "from webcarelint.cli import main; main()"
    call = [sys.executable, "-c", code, "serve", "--port", "0", "--socket", "none", *arguments]
    log = folder / "log.txt"
    with log.open("wb") as out:
        process = subprocess.Popen(call, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=out, stdin=subprocess.DEVNULL)
    try:
        yield _address(process, log)
    finally:
        process.terminate()
        process.wait(timeout=STARTING)


def _healthy(url: str) -> bool:
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(f"{url}/v2/healthcheck", timeout=STARTING).status_code == 200
    return False


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        found = re.search(r"luistert op (http://\S+)", log.read_text(encoding="utf-8"))
        if found and _healthy(found[1]):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8"))
