"""The pool: real processes with the smallest possible worker in them."""

import asyncio
import os
import pickle
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from tests.server.workers import work
from webcarelint.errors import HouseStyleError, InputError
from webcarelint.model import Draft
from webcarelint.server.jobs import (
    CheckDrafts,
    CheckTogether,
    Crashed,
    Done,
    ListRules,
    Outcome,
    Recipe,
    Refused,
    TooBusy,
    TooLate,
    WorkerFailed,
)
from webcarelint.server.pool import Pool

LONG = 60.0


def obedient(connection: Connection, _: Recipe) -> None:
    work(connection, _obeyed)


def _obeyed(job: CheckDrafts | CheckTogether | ListRules) -> Outcome:
    """Does what the name of the rule says."""
    if isinstance(job, CheckDrafts | CheckTogether):
        return _checked(job)
    what, _, value = (job.rule or "").partition(":")
    match what:
        case "echo":
            return Done(value)
        case "pid":
            return Done(os.getpid())
        case "large":
            return Done("x" * int(value))
        case "sleep":
            time.sleep(float(value))
            return Done("wakker")
        case "refuse":
            return Refused("InputError", value)
        case "crash":
            return Crashed("ValueError", ("bestand.py:1 functie",))
        case "die":
            os._exit(9)
        case _:
            dead = Path(value)
            if not dead.exists():
                dead.touch()
                os._exit(9)
            return Done("tweede keer")


def _checked(job: CheckDrafts | CheckTogether) -> Outcome:
    """How many went together, and which one this is; the text 'stuk' goes wrong, 'dood' ends the process."""
    checks = job.checks if isinstance(job, CheckTogether) else (job,)
    if any(check.drafts[0].text == "dood" for check in checks):
        os._exit(9)
    answers: list[Outcome] = [
        Crashed("ValueError", ()) if check.drafts[0].text == "stuk" else Done([f"{check.drafts[0].text} van {len(checks)}"])
        for check in checks
    ]
    return Done(answers) if isinstance(job, CheckTogether) else answers[0]


def unwilling(connection: Connection, _: Recipe) -> None:
    connection.send_bytes(pickle.dumps(Refused("HouseStyleError", "Zo niet.", "stijl.toml", 3)))


def broken(connection: Connection, _: Recipe) -> None:
    connection.send_bytes(pickle.dumps(Crashed("KeyError", ())))


def stillborn(_connection: Connection, _recipe: Recipe) -> None:
    os._exit(3)


def second_time_unwilling(connection: Connection, recipe: Recipe) -> None:
    """Loads the first time only: afterwards the house style is wrong."""
    assert recipe.config is not None
    if recipe.config.exists():
        unwilling(connection, recipe)
        return
    recipe.config.touch()
    obedient(connection, recipe)


def with_pool(
    test: Callable[[Pool], Awaitable[None]], run: Any = obedient, size: int = 1, queue: int = 8, recipe: Recipe | None = None
) -> None:
    async def whole() -> None:
        pool = Pool(recipe or Recipe(), size, queue, run)
        try:
            await pool.open()
            await test(pool)
        finally:
            await pool.close()
        assert pool.pids == []

    asyncio.run(whole())


def do(pool: Pool, what: str, timeout: float = LONG) -> Awaitable[object]:
    return pool.do(ListRules(rule=what), timeout)


def test_jobs_are_spread_and_every_answer_goes_where_it_belongs() -> None:
    async def test(pool: Pool) -> None:
        assert pool.ready == 2
        answers = await asyncio.gather(*(do(pool, f"echo:{n}") for n in range(8)))
        assert answers == [str(n) for n in range(8)]
        slow = asyncio.create_task(do(pool, "sleep:1.5"))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        assert len({await do(pool, "pid:") for _ in range(3)}) == 1
        assert await slow == "wakker"

    with_pool(test, size=2)


def check(text: str, profile: str | None = None) -> CheckDrafts:
    return CheckDrafts((Draft(text),), profile)


def test_checks_that_wait_go_together_and_each_gets_its_own_answer() -> None:
    async def test(pool: Pool) -> None:
        busy = asyncio.create_task(do(pool, "sleep:1"))  # type: ignore[arg-type]
        await asyncio.sleep(0.05)
        jobs = [check("a"), check("stuk"), check("b"), check("c", "ander"), ListRules(rule="echo:d"), check("e")]
        found = await asyncio.gather(*(pool.do(job, LONG) for job in jobs), return_exceptions=True)
        assert [found[0], found[2], found[3], found[4], found[5]] == [["a van 3"], ["b van 3"], ["c van 1"], "d", ["e van 1"]]
        assert isinstance(found[1], WorkerFailed)
        assert await busy == "wakker"

    with_pool(test)


def test_what_ends_a_worker_costs_its_neighbours_nothing() -> None:
    async def test(pool: Pool) -> None:
        busy = asyncio.create_task(do(pool, "sleep:1"))  # type: ignore[arg-type]
        await asyncio.sleep(0.05)
        found = await asyncio.gather(*(pool.do(check(text), LONG) for text in ("a", "dood", "b")), return_exceptions=True)
        assert (found[0], found[2]) == (["a van 1"], ["b van 1"])
        assert isinstance(found[1], WorkerFailed)
        assert await busy == "wakker"

    with_pool(test)


def test_an_answer_larger_than_a_pipe_comes_whole() -> None:
    async def test(pool: Pool) -> None:
        assert len(str(await do(pool, "large:5000000"))) == 5_000_000
        assert len(str(await do(pool, "echo:" + "x" * 3_000_000))) == 3_000_000

    with_pool(test)


def test_mistakes_keep_their_kind_and_say_no_more() -> None:
    async def test(pool: Pool) -> None:
        with pytest.raises(InputError, match="Kan niet"):
            await do(pool, "refuse:Kan niet.")
        with pytest.raises(WorkerFailed) as failed:
            await do(pool, "crash:")
        assert failed.value.crashed == Crashed("ValueError", ("bestand.py:1 functie",))
        assert await do(pool, "echo:verder") == "verder"

    with_pool(test)


def test_a_job_whose_worker_dies_is_tried_once_more(tmp_path: Path) -> None:
    async def test(pool: Pool) -> None:
        assert await do(pool, f"once:{tmp_path / 'gebeurd'}") == "tweede keer"
        assert pool.restarts == 1
        with pytest.raises(WorkerFailed, match="tijdens deze taak"):
            await do(pool, "die:")
        assert pool.restarts == 3
        assert await do(pool, "echo:verder") == "verder"

    with_pool(test)


def test_a_job_that_takes_too_long_costs_its_worker() -> None:
    async def test(pool: Pool) -> None:
        (pid,) = pool.pids
        with pytest.raises(TooLate):
            await do(pool, "sleep:600", 0.2)
        assert await do(pool, "pid:") != pid

    with_pool(test)


def test_a_job_that_waits_too_long_costs_nobody_anything() -> None:
    async def test(pool: Pool) -> None:
        busy = asyncio.create_task(do(pool, "sleep:1"))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        with pytest.raises(TooLate):
            await do(pool, "echo:x", 0.1)
        assert pool.waiting == 0
        assert await busy == "wakker"
        assert pool.restarts == 0

    with_pool(test)


def test_a_line_that_is_full_takes_no_more() -> None:
    async def test(pool: Pool) -> None:
        busy = [asyncio.create_task(do(pool, "sleep:0.6")) for _ in range(3)]  # type: ignore[arg-type]
        await asyncio.sleep(0)
        with pytest.raises(TooBusy):
            await do(pool, "echo:x")
        assert await asyncio.gather(*busy) == ["wakker"] * 3

    with_pool(test, queue=2)


def test_a_job_that_nobody_waits_for_any_more_is_not_begun() -> None:
    async def test(pool: Pool) -> None:
        busy = asyncio.create_task(do(pool, "sleep:1"))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        dropped = asyncio.create_task(do(pool, "die:"))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        dropped.cancel()
        assert await busy == "wakker"
        assert await do(pool, "echo:x") == "x"
        assert pool.restarts == 0

    with_pool(test)


@pytest.mark.parametrize(
    ("run", "error", "words"),
    [
        (unwilling, HouseStyleError, r"Zo niet\. stijl\.toml:3"),
        (broken, WorkerFailed, "KeyError"),
        (stillborn, WorkerFailed, "tijdens het laden"),
    ],
)
def test_workers_that_cannot_load_say_so_at_once(run: Any, error: type[Exception], words: str) -> None:
    async def test(_: Pool) -> None:
        raise AssertionError("it opened")

    with pytest.raises(error, match=words):
        with_pool(test, run=run, size=2)


def test_a_worker_that_cannot_load_again_is_tried_after_a_pause(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def test(pool: Pool) -> None:
        with pytest.raises(TooLate):
            await do(pool, "die:", 2.5)
        while "kan niet laden: Zo niet." not in caplog.text:  # on a busy machine the new one takes longer than that
            await asyncio.sleep(0.05)
        assert pool.ready == 0
        (tmp_path / "stijl.toml").unlink()
        assert await do(pool, "echo:weer terug") == "weer terug"

    with_pool(test, run=second_time_unwilling, recipe=Recipe(config=tmp_path / "stijl.toml"))
