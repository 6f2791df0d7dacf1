"""The rules of a house style as the front needs them: it has no Linter of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webcarelint.pack import Rule

if TYPE_CHECKING:
    from webcarelint.linter import Linter


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of a house style.

    `rules` has also those that are off. `limits` are the limits that the house style sets, by rule id; `whole_draft` the ids of
    the rules that can only be judged on a whole reply.
    """

    rules: tuple[Rule, ...]
    limits: Mapping[str, float]
    whole_draft: frozenset[str]


def rule_book(linter: "Linter") -> RuleBook:
    """The rule book of the house style that a Linter goes by."""
    from webcarelint.linter import rules_of

    pack = linter.pack
    whole = frozenset(rule.id for rule in pack.rules if pack.needs_whole_draft(rule))
    return RuleBook(rules_of(linter.style), linter.limits, whole)
