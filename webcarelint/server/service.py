"""What the HTTP routes call: drafts and requests in, reports and answers out, by worker processes."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Final, cast

from webcarelint.gate.contract import GateRequest
from webcarelint.house_style import load_house_style
from webcarelint.house_style.style import OnError
from webcarelint.model import Draft, Report
from webcarelint.server.jobs import CheckDrafts, Decided, DecideGate, ListRules, ReadRuleBook, Recipe
from webcarelint.server.pool import Pool
from webcarelint.server.rule_book import RuleBook
from webcarelint.server.settings import Settings
from webcarelint.server.worker import run_worker

_PIECE: Final = 16
"""Drafts of a batch that go to one worker at a time: enough for the pipeline's speed, little enough that others get their turn."""

_OPENING: Final = 60.0
"""Seconds that reading the rules may take while the service opens; nobody waits for an answer then."""


class Service:
    """One running service. Every method may raise UserError, WorkerFailed, TooBusy and TooLate.

    `draining` is set once it has been asked to stop: what runs is finished, and every answer ends its connection.
    """

    def __init__(self, settings: Settings) -> None:
        """Reads the house style, so that what is wrong with it is said before anything starts. Raises HouseStyleError."""
        self.settings = settings
        self.on_error: OnError | None = load_house_style(settings.config, settings.profile).on_error
        self.draining = False
        self._rule_book: RuleBook | None = None
        self.pool = Pool(Recipe(settings.config, settings.profile, settings.pipeline), settings.workers, settings.queue, run_worker)

    async def open(self) -> None:
        """Start the workers and wait until every one of them has loaded."""
        await self.pool.open()
        self._rule_book = cast(RuleBook, await self.pool.do(ReadRuleBook(), _OPENING))

    async def close(self) -> None:
        await self.pool.close()

    async def check(
        self, draft: Draft, profile: str | None = None, *, limits: Mapping[str, float] | None = None, until: float | None = None
    ) -> Report:
        """The report of one draft, by the house style or one of its profiles.

        `limits` are other limits for the rules with these ids; `until` is a moment of `time.perf_counter` after which no rule runs.
        """
        job = CheckDrafts((draft,), profile, "report", limits or {}, until)
        (report,) = cast(list[Report], await self.pool.do(job, self.settings.timeout))
        return report

    @property
    def rule_book(self) -> RuleBook:
        """The rules of the house style of requests that name none. Known once the service is open."""
        assert self._rule_book is not None, "the service is not open"
        return self._rule_book

    async def check_line(self, draft: Draft, profile: str | None = None) -> str:
        """The report of one draft, as one line of JSON (wire format v1)."""
        (line,) = cast(list[str], await self.pool.do(CheckDrafts((draft,), profile), self.settings.timeout))
        return line

    async def check_lines(self, drafts: Sequence[Draft], profile: str | None = None) -> list[str]:
        """The reports of many drafts, in order, each as one line of JSON (wire format v1); the work is spread over the workers."""
        pieces = [tuple(drafts[i : i + _PIECE]) for i in range(0, len(drafts), _PIECE)]
        limit = self.settings.timeout
        done = await asyncio.gather(*(self.pool.do(CheckDrafts(piece, profile), limit) for piece in pieces))
        return [line for lines in done for line in cast(list[str], lines)]

    async def decide(self, request: GateRequest, started: float) -> Decided:
        """The gate's answer, as one line of JSON, to a request that came in at `started`, a moment of `time.perf_counter`."""
        return cast(Decided, await self.pool.do(DecideGate(request, started), self.settings.timeout))

    async def rules(self, profile: str | None = None) -> list[dict[str, object]]:
        """Every rule as the house style has it, as plain JSON values."""
        return cast(list[dict[str, object]], await self.pool.do(ListRules(profile), self.settings.timeout))

    async def rule(self, name: str, profile: str | None = None) -> dict[str, object]:
        """One rule in full, by its id or an alias. Raises InputError when there is none, with the nearest name."""
        return cast(dict[str, object], await self.pool.do(ListRules(profile, name), self.settings.timeout))
