"""What the LanguageTool API asks of the service around it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from webcarelint.model import Draft, Report
from webcarelint.pack import Rule

ANY_ORIGIN: Final = ("*",)


class Busy(Exception):
    """So much is waiting that a request is better sent away at once."""


class Engine(Protocol):
    """Checks replies by one house style."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule as the house style has it, also those that are off."""

    @property
    def limits(self) -> Mapping[str, float]:
        """The limits that the house style sets, by rule id."""

    @property
    def whole_draft(self) -> Collection[str]:
        """The ids of the rules that can only be judged on a whole reply."""

    @property
    def ready(self) -> bool:
        """Whether a check that comes now is taken up."""

    async def examine(self, draft: Draft, limits: Mapping[str, float]) -> Report:
        """The report of a draft, by other limits for the rules with these ids.

        When time ran out the report names the rules that did not run. Raises Busy, or TimeoutError when nothing was known yet.
        """


@dataclass(frozen=True, slots=True)
class Settings:
    """`max_text_length` in UTF-16 code units; `timeout` in seconds, only to be named in an error. `origins` are the web pages
    that may call; ("*",) is every page."""

    max_text_length: int = 20_000
    timeout: float = 10.0
    origins: tuple[str, ...] = ANY_ORIGIN
