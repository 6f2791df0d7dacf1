"""A worker process: holds a Linter per profile and does one job at a time, until the front is gone."""

import faulthandler
import gc
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from time import perf_counter
from typing import TYPE_CHECKING, Final

from webcarelint.errors import UserError
from webcarelint.gate.contract import GateRequest
from webcarelint.model import Draft, Report
from webcarelint.server.jobs import (
    CheckDrafts,
    CheckTogether,
    Crashed,
    Decided,
    DecideGate,
    Done,
    Job,
    ListRules,
    Outcome,
    ReadRuleBook,
    Recipe,
    Refused,
)
from webcarelint.server.rule_book import rule_book

_SINGLES: Final = 5
EXAMPLE: Final = "Hoi Jan, wat naar dat je pakket er nog niet is! Stuur ons a.u.b. je ordernummer, dan zoek ik het vandaag uit. 😊 ^EK"
"""What a worker warms up with. It holds an abbreviation, so that the tokenizer has read its table before the first request."""

if TYPE_CHECKING:
    from webcarelint.house_style import HouseStyle
    from webcarelint.linter import Linter
    from webcarelint.pack import Rule


def run_worker(connection: Connection, recipe: Recipe) -> None:
    """Load, say so, and answer jobs. The front decides when it ends: signals to the whole group are its business alone."""
    faulthandler.enable()  # should it die of a fault in native code, its frames say where
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    desk = Desk(recipe)
    try:
        ready: Outcome = _outcome(desk.open)
        connection.send_bytes(pickle.dumps(ready))
        while isinstance(ready, Done):
            job: Job = pickle.loads(connection.recv_bytes())
            connection.send_bytes(pickle.dumps(_outcome(partial(desk.do, job))))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _outcome(do: Callable[[], object]) -> Outcome:
    try:
        return Done(do())
    except UserError as error:
        return Refused.of(error)
    except Exception as error:
        return Crashed.of(error)


class Desk:
    """The Linters of one process, by profile, each loaded when it is first asked for."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._linters: dict[str | None, Linter] = {}
        self._lists: dict[HouseStyle, tuple[Rule, ...]] = {}

    def open(self) -> None:
        """Load the Linter of requests that name no profile, and do each kind of job once, so that the first request is not the
        slowest. What is alive then stays, so the collector need not look at it again."""
        self.linter(None)
        for _ in range(_SINGLES):  # one draft goes another way through spaCy than many
            self._check(CheckDrafts((Draft(EXAMPLE),)))
        for format in ("text", "html", "markdown"):
            with suppress(UserError):  # a house style without `on_error`, or no parser for Markdown: its requests will say so
                self._decide(DecideGate(GateRequest(text=EXAMPLE, format=format), perf_counter()))
        gc.collect()
        gc.freeze()

    def linter(self, profile: str | None) -> "Linter":
        profile = profile or self._recipe.profile
        if profile not in self._linters:
            from webcarelint.house_style import load_house_style
            from webcarelint.linter import Linter

            style = load_house_style(self._recipe.config, profile)
            linter = Linter.of(style, self._recipe.pipeline)
            linter.warm_up()  # outside any memory zone: these words stay, for a word that is met anew in each request costs each request
            self._linters[profile] = linter
        return self._linters[profile]

    def do(self, job: Job) -> object:
        match job:
            case CheckDrafts():
                return self._check(job)
            case CheckTogether():
                return self._check_together(job)
            case DecideGate():
                return self._decide(job)
            case ListRules():
                return self._rules(job)
            case ReadRuleBook():
                return rule_book(self.linter(None))

    def _check(self, job: CheckDrafts) -> list[str] | list[Report]:
        from webcarelint.render.wire import as_json_line

        linter = self.linter(job.profile)
        with _forgetting(linter):
            reports = list(linter.limited(job.limits).check_many(job.drafts, job.until))
        return reports if job.form == "report" else [as_json_line(report) for report in reports]

    def _check_together(self, job: CheckTogether) -> list[Outcome]:
        """When something goes wrong with one of them, each is done by itself, so that it goes wrong for that one alone."""
        first = job.checks[0]
        try:
            return [Done([line]) for line in self._check(replace(first, drafts=tuple(check.drafts[0] for check in job.checks)))]
        except Exception:
            return [_outcome(partial(self._check, check)) for check in job.checks]

    def _decide(self, job: DecideGate) -> Decided:
        from webcarelint.gate.gate import decide

        linter = self.linter(job.request.profile)
        with _forgetting(linter):
            answer = decide(linter, job.request, started=job.started)
        return Decided(answer.as_json(), answer.verdict)

    def _rules(self, job: ListRules) -> object:
        from webcarelint.linter import rules_of
        from webcarelint.render.wire import rule_detail, rule_dict
        from webcarelint.tracing import find_rule

        style = self.linter(job.profile).style
        if style not in self._lists:
            self._lists[style] = rules_of(style)
        rules = self._lists[style]
        return [rule_dict(rule) for rule in rules] if job.rule is None else rule_detail(find_rule(rules, job.rule))


@contextmanager
def _forgetting(linter: "Linter") -> Iterator[None]:
    """What spaCy learns of new words inside is forgotten after: otherwise its vocabulary grows as long as the service runs."""
    with linter.nlp.memory_zone():
        yield
