"""The service's workers as the engine of the LanguageTool API."""

from collections.abc import Mapping
from time import perf_counter
from typing import Final

from webcarelint.model import Draft, Report
from webcarelint.server.jobs import TooBusy, TooLate
from webcarelint.server.languagetool.engine import Busy
from webcarelint.server.rule_book import RuleBook
from webcarelint.server.service import Service

_SHARE: Final = 0.8
"""Which part of a request's time checking may take: a worker that stops by itself says what it knows, one that is stopped does not."""


class ServiceEngine:
    """Checks by the house style of requests that name none."""

    def __init__(self, service: Service) -> None:
        self._service = service

    @property
    def ready(self) -> bool:
        pool = self._service.pool
        return pool.ready > 0 and not self._service.draining and pool.waiting < self._service.settings.queue

    @property
    def rule_book(self) -> RuleBook:
        return self._service.rule_book

    async def examine(self, draft: Draft, limits: Mapping[str, float]) -> Report:
        until = perf_counter() + _SHARE * self._service.settings.timeout
        try:
            return await self._service.check(draft, limits=limits, until=until)
        except TooBusy:
            raise Busy from None
        except TooLate:
            raise TimeoutError from None
