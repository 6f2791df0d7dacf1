"""Worker processes for one event loop: one job at a time each, the rest waits in line.

An executor of the standard library is broken for good when one of its processes dies, and cannot stop a job that hangs. Here a
dead worker is replaced while the others go on, its job is tried once more, and a job that takes too long costs only its worker.
"""

import asyncio
import logging
import multiprocessing
import os
import pickle
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Final

from webcarelint.server.jobs import Crashed, Done, Job, Outcome, Recipe, Refused, TooBusy, TooLate, WorkerFailed

_log = logging.getLogger("webcarelint.server")
_TRIES: Final = 2
"""How often a job is begun before its worker's death counts as the job's own fault."""
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
    """One process and its pipe. `ticket` is what it is working on."""

    __slots__ = ("connection", "process", "ready", "ticket")

    def __init__(self, process: SpawnProcess, connection: Connection) -> None:
        self.process = process
        self.connection = connection
        self.ready = False
        self.ticket: _Ticket | None = None


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
            if worker.ticket is ticket:
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
            ticket, worker.ticket = worker.ticket, None
            if ticket is not None and not ticket.answer.done():
                _settle(ticket.answer, outcome)
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
        if worker.ticket is not None:
            self._try_again(worker.ticket)
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
            ticket = self._line.popleft()
            if ticket.answer.done():
                continue
            worker = self._idle.popleft()
            worker.ticket = ticket
            ticket.tries += 1
            try:
                worker.connection.send_bytes(pickle.dumps(ticket.job))
            except OSError:  # it died this moment; its pipe says so too, and then the job comes back
                continue

    def _hang_up(self, worker: _Worker) -> None:
        if not worker.connection.closed:
            asyncio.get_running_loop().remove_reader(worker.connection.fileno())
            worker.connection.close()


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
