"""Who answers the question: a running service, else a Linter of our own, else `on_error` of the house style. Always somebody.

Nothing heavy is imported before the service has failed.
"""

import json
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final, Literal

from webcarelint.errors import InputError, UserError, WebcarelintError
from webcarelint.gate.client import RequestRefused, Service, ServiceUnavailable
from webcarelint.gate.paths import find_socket

if TYPE_CHECKING:
    from webcarelint.gate.contract import GateAnswer, GateRequest

Verdict = Literal["send", "revise", "hold"]
NOBODY: Final = "none"
"""The value of `--via` that asks no service."""
_AGAIN: Final = 0.25
"""Seconds after which the end of time is said once more: Python drops an exception that lands in a finaliser or a callback."""


@dataclass(frozen=True, slots=True)
class Judging:
    """Whom to ask. `via` None looks for the service of this user; a house style that is named judges itself unless `via` is named too.

    `timeout` is in seconds, for everything together.
    """

    via: str | None = None
    token_file: Path | None = None
    config: Path | None = None
    profile: str | None = None
    pipeline: str | None = None
    timeout: float = 10.0


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer of the gate as JSON, and whether anybody checked the reply. `aside` is what the service did wrong, if it did."""

    raw: bytes
    checked: bool = True
    aside: str | None = None

    @property
    def fields(self) -> Mapping[str, object]:
        found = json.loads(self.raw)
        assert isinstance(found, dict)
        return found

    @property
    def verdict(self) -> Verdict:
        return self.fields["verdict"]  # type: ignore[return-value]


class _TooLate(BaseException):
    """No time is left. No ordinary exception: nobody on the way may take it for a fault of his own and go on."""


def judged(question: bytes, judging: Judging) -> Judged:
    """The answer to a question in JSON. Never raises: what goes wrong is said in the answer, and `on_error` decides."""
    try:
        with _no_longer_than(judging.timeout):
            return _asked(_completed(question, judging), judging)
    except _TooLate:
        return failed(f"het duurde langer dan {judging.timeout:g} seconden.", judging)
    except WebcarelintError as error:
        return failed(str(error), judging)
    except Exception as error:
        return failed(f"er ging iets mis in webcarelint ({type(error).__name__}).", judging)


def failed(reason: str, judging: Judging) -> Judged:
    """The answer of `on_error` when nobody could check the reply. Without a choice, or with a broken house style: hold."""
    from webcarelint.gate.gate import chosen_on_error, fallback
    from webcarelint.house_style import find_config, load_house_style

    try:
        config = judging.config if judging.config is not None else find_config(Path.cwd())
        answer = fallback(chosen_on_error(load_house_style(config, judging.profile)), reason)
    except Exception as broken:
        why = str(broken) if isinstance(broken, UserError) else f"De huisstijl is niet te lezen ({type(broken).__name__})."
        sentences = reason if why == reason else f"{reason} {why}"
        answer = fallback("hold", reason).model_copy(
            update={"message": f"Dit antwoord is niet nagekeken en wordt tegengehouden: {sentences}"}
        )
    return Judged(_encoded(answer), checked=False)


def _completed(question: bytes, judging: Judging) -> bytes:
    """The question with the profile of the call, where it names none itself."""
    try:
        fields = json.loads(question)
    except ValueError as cause:
        raise InputError("Op standaardinvoer staat geen geldige JSON.") from cause
    if not isinstance(fields, dict):
        raise InputError('Op standaardinvoer moet een JSON-object staan, zoals {"text": "…"}.')
    if judging.profile is not None:
        fields.setdefault("profile", judging.profile)
    return json.dumps(fields).encode()


def _asked(question: bytes, judging: Judging) -> Judged:
    service = _service(judging)
    if service is None:
        return Judged(_own(question, judging))
    try:
        return Judged(service.gate(question))
    except ServiceUnavailable as down:
        return Judged(_own(question, judging), aside=str(down))


def _service(judging: Judging) -> Service | None:
    if judging.via == NOBODY:
        return None
    where = judging.via
    if where is None and judging.config is None and judging.pipeline is None:
        found = find_socket()
        where = None if found is None else str(found)
    if where is None:
        return None
    return Service(where, _token(judging.token_file), judging.timeout / 2)  # what is left is for a judge of our own


def _token(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as cause:
        raise InputError("Het bestand met het geheim is niet te lezen:", path) from cause


def _own(question: bytes, judging: Judging) -> bytes:
    """The answer of a Linter that is loaded for this one question."""
    from time import perf_counter

    from webcarelint.gate.gate import decide
    from webcarelint.linter import Linter

    started = perf_counter()
    request = _request(question)
    linter = Linter.load(judging.config, request.profile, judging.pipeline)
    # A deadline is for checking; loading takes longer than any of them, so it counts from here.
    return _encoded(decide(linter, request, started=started if request.deadline_ms is None else None))


def _request(question: bytes) -> "GateRequest":
    from pydantic import ValidationError

    from webcarelint.gate.contract import GateRequest

    try:
        return GateRequest.model_validate_json(question)
    except ValidationError as cause:
        place = ".".join(str(part) for part in cause.errors(include_url=False, include_input=False)[0]["loc"])
        raise RequestRefused(f"De vraag klopt niet bij '{place}'. Het schema staat in docs/gate.schema.json.") from None


def _encoded(answer: "GateAnswer") -> bytes:
    return answer.as_json().encode()


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Raises _TooLate in this block when it takes longer; on systems without timers there is no limit."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _TooLate

    before = signal.signal(signal.SIGALRM, stop)
    try:
        try:
            signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:  # the timer may go off in the moment before it is stopped
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
