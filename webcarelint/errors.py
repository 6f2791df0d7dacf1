"""Whose mistake it was, and how to say so.

A `UserError` is the caller's: one sentence, where it is, what to do. A `RuleCrash` is ours.
"""

from pathlib import Path

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_USER = 2
EXIT_CRASH = 3


class WebcarelintError(Exception):
    """The root of every error this package raises on purpose."""

    exit_code = EXIT_CRASH


class UserError(WebcarelintError):
    """The caller's mistake: exit code 2, HTTP 4xx."""

    exit_code = EXIT_USER

    def __init__(self, sentence: str, path: Path | str | None = None, line: int | None = None) -> None:
        self.sentence = sentence
        self.path = path
        self.line = line
        super().__init__(sentence)

    def __str__(self) -> str:
        if self.path is None:
            return self.sentence
        place = f"{self.path}" if self.line is None else f"{self.path}:{self.line}"
        return f"{self.sentence} {place}"


class PackError(UserError):
    """A rule file says something it may not say."""


class HouseStyleError(UserError):
    """A house style says something it may not say."""


class ServiceError(UserError):
    """The service cannot be started as asked, or cannot be reached."""


class InputError(UserError):
    """The reply, or the file that holds it, cannot be read."""


class PipelineError(UserError):
    """The Dutch pipeline cannot be loaded or is not Dutch."""


class RuleCrash(WebcarelintError):
    """Our bug: a rule or a sense failed on a draft. Always chained from its cause; never holds the text."""

    def __init__(self, rule: str, draft_id: str) -> None:
        self.rule = rule
        self.draft_id = draft_id
        super().__init__(
            f"De regel of het signaal '{rule}' is vastgelopen op antwoord '{draft_id or '(zonder id)'}'. "
            "Dat is een fout van webcarelint, niet van jou."
        )
