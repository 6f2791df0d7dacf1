"""Worker processes for one event loop: one job at a time each, the rest waits in line. Checks that wait go together.

An executor of the standard library is broken for good when one of its processes dies, and cannot stop a job that hangs. Here a
dead worker is replaced while the others go on, its job is tried once more, and a job that takes too long costs only its worker.
"""

import asyncio
import logging
import math
import multiprocessing
import os
import pickle
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Final, cast

from webcarelint.server.jobs import CheckDrafts, CheckTogether, Crashed, Done, Job, Outcome, Recipe, Refused, TooBusy, TooLate, WorkerFailed

_log = logging.getLogger("webcarelint.server")
_TRIES: Final = 2
"""How often a job is begun before its worker's death counts as the job's own fault."""
_TOGETHER: Final = 8
"""How many checks a worker gets in one go at most: enough for the pipeline's speed, little enough that nobody waits long."""
_LONGEST_PAUSE: Final = 30.0
"""Seconds between attempts to start a worker that dies while it loads."""


class _Ticket:
    """A job in line, and who waits for it."""

    __slots__ = ("answer", "job", "tries")

    def __init__(self, job: Job, answer: "asyncio.Future[object]") -> None:
        self.job = job
        self.answer = answer
        self.tries = 0


class _Worker:
    """One process and its pipe. `tickets` are what it is working on."""

    __slots__ = ("connection", "process", "ready", "tickets")

    def __init__(self, process: SpawnProcess, connection: Connection) -> None:
        self.process = process
        self.connection = connection
        self.ready = False
        self.tickets: tuple[_Ticket, ...] = ()


class Pool:
    """`size` workers that each build their Linters by `recipe`. At most `queue` jobs wait in line."""

    def __init__(self, recipe: Recipe, size: int, queue: int, run: Callable[[Connection, Recipe], None]) -> None:
        self._recipe = recipe
        self._size = size
        self._queue = queue
        self._run = run
        self._workers: set[_Worker] = set()
        self._idle: deque[_Worker] = deque()
        self._line: deque[_Ticket] = deque()
        self._opened: asyncio.Future[None] | None = None
        self._closing = False
        self._pause = 0.0
        self.restarts = 0

    @property
    def ready(self) -> int:
        """How many workers have loaded and live."""
        return sum(worker.ready for worker in self._workers)

    @property
    def waiting(self) -> int:
        """How many jobs are in line."""
        return len(self._line)

    @property
    def pids(self) -> list[int]:
        return [worker.process.pid for worker in self._workers if worker.process.pid is not None]

    async def open(self) -> None:
        """Start all workers and wait until each has loaded. Raises the UserError or WorkerFailed of the first that cannot."""
        self._opened = asyncio.get_running_loop().create_future()
        for _ in range(self._size):
            self._start()
        await self._opened

    async def close(self) -> None:
        """Let every worker end. Jobs that are still in line are not done."""
        self._closing = True
        for worker in list(self._workers):
            self._hang_up(worker)
        processes = [worker.process for worker in self._workers]
        self._workers.clear()
        await asyncio.to_thread(_end, processes)

    async def do(self, job: Job, timeout: float) -> object:
        """What the job gives. Raises UserError, WorkerFailed, TooBusy, or TooLate after `timeout` seconds, waiting included."""
        if len(self._line) >= self._queue:
            raise TooBusy
        ticket = _Ticket(job, asyncio.get_running_loop().create_future())
        self._line.append(ticket)
        self._hand_out()
        try:
            async with asyncio.timeout(timeout):
                return await ticket.answer
        except TimeoutError:
            self._give_up(ticket)
            raise TooLate from None

    def _give_up(self, ticket: _Ticket) -> None:
        """Nobody waits for this job any more: a worker that is on it is stopped, for a process cannot be asked to."""
        if ticket in self._line:
            self._line.remove(ticket)
        for worker in self._workers:
            if ticket in worker.tickets:
                worker.process.kill()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=self._run, args=(theirs, self._recipe), name="webcarelint-worker")
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.add(worker)
        asyncio.get_running_loop().add_reader(ours.fileno(), self._read, worker)
        os.set_blocking(ours.fileno(), True)  # uvloop makes it non-blocking, and then half of a long answer is an error

    def _read(self, worker: _Worker) -> None:
        try:
            outcome: Outcome = pickle.loads(worker.connection.recv_bytes())
        except (EOFError, OSError):
            self._lost(worker)
            return
        if not worker.ready:
            self._loaded(worker, outcome)
        else:
            tickets, worker.tickets = worker.tickets, ()
            for ticket, own in zip(tickets, _outcomes(outcome, len(tickets)), strict=True):
                if not ticket.answer.done():
                    _settle(ticket.answer, own)
            self._idle.append(worker)
        self._hand_out()

    def _loaded(self, worker: _Worker, outcome: Outcome) -> None:
        if not isinstance(outcome, Done):
            self._failed_to_load(outcome)
            return
        worker.ready = True
        self._pause = 0.0
        self._idle.append(worker)
        if self._opened is not None and not self._opened.done() and self.ready == self._size:
            self._opened.set_result(None)

    def _failed_to_load(self, outcome: Refused | Crashed) -> None:
        """Before the service is open this ends it; later the worker is tried again after a pause."""
        if self._opened is not None and not self._opened.done():
            _settle(self._opened, outcome)
        else:
            _log.error("Een werkproces kan niet laden: %s", outcome.sentence if isinstance(outcome, Refused) else outcome.kind)

    def _lost(self, worker: _Worker) -> None:
        self._hang_up(worker)
        self._workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        worker.process.kill()  # what broke may have been the pipe alone
        asyncio.get_running_loop().run_in_executor(None, worker.process.join)
        if self._closing:
            return
        for ticket in reversed(worker.tickets):
            self._try_again(ticket)
        if self._opened is not None and not self._opened.done():
            _settle(self._opened, Crashed("het werkproces stopte tijdens het laden", ()))
            return
        self._pause = 0.0 if worker.ready else min(_LONGEST_PAUSE, 2 * self._pause or 1.0)
        self.restarts += 1
        _log.warning("Werkproces %s is weg; een nieuw start over %.0f s.", worker.process.pid, self._pause)
        asyncio.get_running_loop().call_later(self._pause, self._replace)

    def _replace(self) -> None:
        if not self._closing:
            self._start()

    def _try_again(self, ticket: _Ticket) -> None:
        if ticket.answer.done():
            return
        if ticket.tries < _TRIES:
            self._line.appendleft(ticket)
            self._hand_out()
        else:
            _settle(ticket.answer, Crashed("het werkproces stopte tijdens deze taak", ()))

    def _hand_out(self) -> None:
        while self._line and self._idle:
            tickets = self._take()
            if not tickets:
                continue
            worker = self._idle.popleft()
            worker.tickets = tuple(tickets)
            for ticket in tickets:
                ticket.tries += 1
            try:
                worker.connection.send_bytes(pickle.dumps(_as_one([ticket.job for ticket in tickets])))
            except OSError:  # it died this moment; its pipe says so too, and then the job comes back
                continue

    def _take(self) -> list[_Ticket]:
        """The next job in line, with those behind it that go with it: a fair share of the line, and none that failed before."""
        share = min(_TOGETHER, math.ceil(len(self._line) / len(self._idle)))
        taken: list[_Ticket] = []
        while self._line and len(taken) < share and (not taken or _go_together(taken[0], self._line[0])):
            ticket = self._line.popleft()
            if not ticket.answer.done():
                taken.append(ticket)
        return taken

    def _hang_up(self, worker: _Worker) -> None:
        if not worker.connection.closed:
            asyncio.get_running_loop().remove_reader(worker.connection.fileno())
            worker.connection.close()


def _go_together(one: _Ticket, other: _Ticket) -> bool:
    return isinstance(one.job, CheckDrafts) and one.job.goes_with(other.job) and one.tries == other.tries == 0


def _as_one(jobs: list[Job]) -> Job:
    checks = tuple(job for job in jobs if isinstance(job, CheckDrafts))
    return CheckTogether(checks) if len(checks) > 1 else jobs[0]


def _outcomes(outcome: Outcome, count: int) -> list[Outcome]:
    """What came back, for each of the jobs that went together."""
    return cast(list[Outcome], outcome.value) if count > 1 and isinstance(outcome, Done) else [outcome] * count


def _settle(answer: "asyncio.Future[object] | asyncio.Future[None]", outcome: Outcome) -> None:
    match outcome:
        case Done(value):
            answer.set_result(value)  # type: ignore[arg-type]
        case Refused():
            answer.set_exception(outcome.error())
        case Crashed():
            answer.set_exception(WorkerFailed(outcome))


def _end(processes: list[SpawnProcess]) -> None:
    for process in processes:
        process.join(timeout=3)
        if process.is_alive():
            process.kill()
            process.join()
