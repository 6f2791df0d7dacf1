"""What the front asks of a worker, and what comes back. Plain values that travel between processes; never a text in an error."""

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from webcarelint.errors import HouseStyleError, InputError, PackError, PipelineError, RuleCrash, ServiceError, UserError
from webcarelint.gate.contract import GateRequest
from webcarelint.model import Draft, Report

_USER_ERRORS: dict[str, type[UserError]] = {
    kind.__name__: kind for kind in (HouseStyleError, InputError, PackError, PipelineError, ServiceError, UserError)
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a worker builds its Linters from."""

    config: Path | None = None
    profile: str | None = None
    pipeline: str | None = None


@dataclass(frozen=True, slots=True)
class CheckDrafts:
    """Reports of these drafts: as lines of JSON, or as `Report`s. Answer: a list, in order.

    `limits` are other limits for the rules with these ids; `until` is a moment of `time.perf_counter` after which no rule runs.
    """

    drafts: tuple[Draft, ...]
    profile: str | None = None
    form: Literal["line", "report"] = "line"
    limits: Mapping[str, float] = field(default_factory=dict)
    until: float | None = None

    def goes_with(self, other: object) -> bool:
        """Whether this check of one draft can be done in one go with another."""
        if not isinstance(other, CheckDrafts) or (self.profile, self.form) != (other.profile, other.form):
            return False
        return all(len(job.drafts) == 1 and job.until is None and not job.limits for job in (self, other))


@dataclass(frozen=True, slots=True)
class CheckTogether:
    """Checks that came in separately and go with one another: together they cost the pipeline far less than one by one.
    Answer: a list of `Outcome`s, in order."""

    checks: tuple[CheckDrafts, ...]


@dataclass(frozen=True, slots=True)
class DecideGate:
    """The gate's answer to a request that came in at `started`, a moment of `time.perf_counter`. Answer: `Decided`."""

    request: GateRequest
    started: float


@dataclass(frozen=True, slots=True)
class ListRules:
    """The rules as a house style has them, or one of them in full. Answer: plain JSON values."""

    profile: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class ReadRuleBook:
    """The rules of the house style of requests that name none. Answer: a `RuleBook`."""


Job = CheckDrafts | CheckTogether | DecideGate | ListRules | ReadRuleBook


@dataclass(frozen=True, slots=True)
class Decided:
    line: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Done:
    value: list[str] | list[Report] | Decided | object


@dataclass(frozen=True, slots=True)
class Refused:
    """The caller's mistake: the kind of error, its sentence, and the place in a file that it speaks of."""

    kind: str
    sentence: str
    path: str | None = None
    line: int | None = None

    def error(self) -> UserError:
        return _USER_ERRORS.get(self.kind, UserError)(self.sentence, self.path, self.line)

    @classmethod
    def of(cls, error: UserError) -> "Refused":
        return cls(type(error).__name__, error.sentence, None if error.path is None else str(error.path), error.line)


@dataclass(frozen=True, slots=True)
class Crashed:
    """Our mistake: the kind of error and where it was raised, as 'file:line function'. What it said may hold a text and stays behind."""

    kind: str
    frames: tuple[str, ...]

    @classmethod
    def of(cls, error: BaseException) -> "Crashed":
        cause = error.__cause__ if isinstance(error, RuleCrash) and error.__cause__ is not None else error
        kind = f"RuleCrash({error.rule}): {type(cause).__name__}" if isinstance(error, RuleCrash) else type(error).__name__
        frames = traceback.extract_tb(cause.__traceback__)[-8:]
        return cls(kind, tuple(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames))


Outcome = Done | Refused | Crashed


class WorkerFailed(Exception):
    """A worker could not do a job, by our own fault. Says which error it was and where, never what the job held."""

    def __init__(self, crashed: Crashed) -> None:
        self.crashed = crashed
        super().__init__(crashed.kind)


class TooLate(Exception):
    """A job was not done within the time that a request may take."""


class TooBusy(Exception):
    """More jobs are waiting than the service wants to have waiting."""
