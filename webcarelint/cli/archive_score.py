"""`archive score` and `archive export`: run an engine over an archive, with a bar that says how fast and how long still."""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from webcarelint.cli.archive_inputs import need_archive
from webcarelint.errors import EXIT_CLEAN, EXIT_CRASH, InputError
from webcarelint.house_style import HouseStyle, find_config, load_house_style
from webcarelint.render.terminal import console

if TYPE_CHECKING:
    from webcarelint.archive.read import Archive, ReadOptions
    from webcarelint.archive.run import Engine, Job, Outcome
    from webcarelint.archive.run import Progress as Done

INTERRUPTED: Final = 130
"""The exit code of a program that Ctrl-C ended, as shells have it."""


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """What the command line asked for, beside how to read the files."""

    out: Path
    config: Path | None
    profile: str | None
    pipeline: str | None
    engine: str
    master: str
    workers: int | None
    since: str | None
    until: str | None
    sample: int | None
    seed: int
    limit: int | None
    text: bool
    pseudonymise: bool
    key: Path | None
    resume: bool
    overwrite: bool
    part_rows: int
    exports: tuple[str, ...]
    quiet: bool
    colour: bool | None


def score_archive(files: Sequence[Path], reading: "ReadOptions", options: ScoreOptions) -> int:
    """Score, export, say what came of it; returns the exit code."""
    need_archive()
    from webcarelint.archive.export import export
    from webcarelint.archive.folder import Folder
    from webcarelint.archive.read import open_archive
    from webcarelint.archive.run import run

    screen = console(colour=options.colour, stderr=True)
    style = load_house_style(options.config or find_config(Path.cwd()), options.profile)
    job = _job(options, reading.timezone)
    archive = open_archive(files, reading)
    try:
        with ExitStack() as stack:
            engine = stack.enter_context(_engine(options, style))
            show = (
                stack.enter_context(_bar(screen, _Total(archive, files, reading, job)))
                if screen.is_terminal and not options.quiet
                else _silent
            )
            outcome = run(archive, engine, job, show)
    except KeyboardInterrupt:
        sys.stderr.write("Onderbroken. Wat af is staat op schijf; dezelfde opdracht met --resume gaat verder.\n")
        return INTERRUPTED
    made = [options.out / f"scores.{kind}" for kind in options.exports]
    for path in made:
        export(Folder(options.out), path)
    if not options.quiet:
        _say(screen, outcome, options.out, made)
    return EXIT_CRASH if outcome.crashes else EXIT_CLEAN


def export_scores(folder: Path, to: Path) -> None:
    need_archive()
    from webcarelint.archive.export import export
    from webcarelint.archive.folder import Folder

    count = export(Folder(folder), to)
    sys.stderr.write(f"{_thousands(count)} rijen in {to}\n")


def _job(options: ScoreOptions, timezone: str) -> "Job":
    from webcarelint.archive.run import Job
    from webcarelint.archive.selection import Selection, parse_moment

    if options.resume and options.overwrite:
        raise InputError("--resume gaat verder en --overwrite begint opnieuw; kies een van beide.")
    since = parse_moment(options.since, timezone) if options.since else None
    until = parse_moment(options.until, timezone, end=True) if options.until else None
    if since is not None and until is not None and since >= until:
        raise InputError("--since ligt niet voor --until, dus er valt niets te beoordelen.")
    selection = Selection(since, until, options.sample, options.seed, options.limit)
    return Job(options.out, selection, resume=options.resume, overwrite=options.overwrite, part_rows=options.part_rows)


@contextmanager
def _engine(options: ScoreOptions, style: HouseStyle) -> "Iterator[Engine]":
    """Spark, several processes, or with --workers 1 this process itself."""
    from webcarelint.archive.recipe import Recipe
    from webcarelint.archive.run import pseudonym_key

    key = pseudonym_key(options.out, options.key) if options.pseudonymise else None
    recipe = Recipe(style, options.pipeline, options.text, key)
    workers = options.workers or _cores()
    if options.engine == "spark":
        from webcarelint.archive.spark import OnSpark, start_session

        session = start_session(options.master)
        try:
            yield OnSpark(session, recipe)
        finally:
            session.stop()
    elif workers == 1:
        from webcarelint.archive.engine import InProcess

        yield InProcess(recipe)
    else:
        from webcarelint.archive.pool import Pool

        with Pool(recipe, workers, spill=options.out) as pool:
            yield pool


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _silent(_: "Done") -> None:
    """Nobody looks: a log needs no bar."""


class _Total:
    """How many rows there will be. When the archive does not know, they are counted beside the work, in a second reading."""

    def __init__(self, archive: "Archive", files: Sequence[Path], reading: "ReadOptions", job: "Job") -> None:
        self._known: int | None = None
        if archive.rows is None and job.selection.sample is None:
            counting = threading.Thread(target=self._count, args=(files, reading, job), daemon=True)
            counting.start()
            counting.join(timeout=1)

    def __call__(self, done: "Done") -> int | None:
        return self._known if self._known is not None else done.total

    def _count(self, files: Sequence[Path], reading: "ReadOptions", job: "Job") -> None:
        from webcarelint.archive.read import open_archive
        from webcarelint.archive.selection import Selected

        with suppress(Exception):  # what is wrong with the files is told by who reads them in earnest
            self._known = sum(batch.num_rows for batch in Selected(open_archive(files, reading).batches, job.selection).batches())


@contextmanager
def _bar(screen: Console, total: _Total) -> "Iterator[Callable[[Done], None]]":
    """A bar that says how many rows are done, how fast it goes and how long it will take still."""
    columns = (TextColumn("Beoordelen"), BarColumn(), _Rows(), TextColumn("nog"), TimeRemainingColumn(compact=True))
    with Progress(*columns, console=screen, transient=True, speed_estimate_period=60) as bar:
        task = bar.add_task("", total=None)

        def show(done: "Done") -> None:
            if done.done == done.resumed:  # what was there before says nothing about speed
                bar.reset(task, total=total(done), completed=done.resumed)
            else:
                bar.update(task, completed=done.done, total=total(done))

        yield show


class _Rows(ProgressColumn):
    """How many rows of how many, and how many in a second."""

    def render(self, task: Task) -> Text:
        total = "" if task.total is None else f" van {_thousands(int(task.total))}"
        speed = "" if task.speed is None else f"  {_thousands(round(task.speed))}/s"
        return Text(f"{_thousands(int(task.completed))}{total}{speed}")


def _say(screen: Console, outcome: "Outcome", out: Path, made: Sequence[Path]) -> None:
    resumed = f", waarvan {_thousands(outcome.resumed)} er al stonden" if outcome.resumed else ""
    lines = [f"{_thousands(outcome.rows)} rijen in {outcome.parts} {'deel' if outcome.parts == 1 else 'delen'}: {out / 'scores'}{resumed}"]
    if outcome.errors:
        are = "rij is" if outcome.errors == 1 else "rijen zijn"
        lines.append(f"{_thousands(outcome.errors)} {are} niet beoordeeld; de kolom 'error' zegt waarom.")
    if outcome.crashes:
        lines.append(f"Bij {_thousands(outcome.crashes)} daarvan ligt het aan webcarelint zelf. Meld het, met wat er in 'error' staat.")
    lines += [f"Weggelaten, {reason}: {_thousands(number)}" for reason, number in outcome.left_out.items()]
    lines += [f"Ook geschreven: {path}" for path in made]
    for line in lines:
        screen.print(line, highlight=False, markup=False, soft_wrap=True)


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
