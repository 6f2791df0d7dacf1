"""The LanguageTool API over a Linter in this process."""

import asyncio
from collections.abc import Mapping

from fastapi import FastAPI

from webcarelint.linter import Linter
from webcarelint.model import Draft, Report
from webcarelint.server.languagetool import Doorstep, Settings, router
from webcarelint.server.rule_book import RuleBook, rule_book


class LinterEngine:
    """One Linter; one check at a time, as a Linter wants."""

    def __init__(self, linter: Linter) -> None:
        self.linter = linter
        self.ready = True
        self.until: float | None = None
        self.failure: Exception | None = None
        self.seen: list[Draft] = []
        self._lock = asyncio.Lock()

    @property
    def rule_book(self) -> RuleBook:
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
