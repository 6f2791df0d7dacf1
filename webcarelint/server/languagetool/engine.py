"""What the LanguageTool API asks of the service around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from webcarelint.model import Draft, Report
from webcarelint.server.rule_book import RuleBook


class Busy(Exception):
    """So much is waiting that a request is better sent away at once."""


class Engine(Protocol):
    """Checks replies by one house style."""

    @property
    def ready(self) -> bool:
        """Whether a check that comes now is taken up."""

    @property
    def rule_book(self) -> RuleBook:
        """The rules. Asked for once, with the first request."""

    async def examine(self, draft: Draft, limits: Mapping[str, float]) -> Report:
        """The report of a draft, by other limits for the rules with these ids.

        When time ran out the report names the rules that did not run. Raises Busy, or TimeoutError when nothing was known yet.
        """


@dataclass(frozen=True, slots=True)
class Settings:
    """`max_text_length` in UTF-16 code units; `timeout` in seconds, only to be named in an error."""

    max_text_length: int = 50_000
    timeout: float = 10.0
