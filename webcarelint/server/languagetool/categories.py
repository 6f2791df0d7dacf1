"""What LanguageTool calls things: categories and issue types by dimension, and rules by their LanguageTool names."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from webcarelint.pack import Rule
from webcarelint.server.rule_book import RuleBook


@dataclass(frozen=True, slots=True)
class Category:
    """A LanguageTool category. Clients choose a colour by its id: STYLE is blue, TYPOS red, others orange."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A category and an issue type from the Internationalization Tag Set, as LanguageTool uses them."""

    category: Category
    issue_type: str


STYLE: Final = Category("STYLE", "Stijl")
TYPOGRAPHY: Final = Category("TYPOGRAPHY", "Typografie")
SEMANTICS: Final = Category("SEMANTICS", "Inhoud")
MISC: Final = Category("MISC", "Overig")

KINDS: Final[Mapping[str, Kind]] = {
    "aanspreking": Kind(STYLE, "register"),
    "afsluiting": Kind(MISC, "non-conformance"),
    "echtheid": Kind(MISC, "non-conformance"),
    "emoji": Kind(STYLE, "style"),
    "excuus": Kind(SEMANTICS, "other"),
    "kanaal": Kind(SEMANTICS, "other"),
    "lengte": Kind(STYLE, "length"),
    "privacy": Kind(MISC, "legal"),
    "recensie": Kind(SEMANTICS, "other"),
    "sjablonen": Kind(MISC, "pattern-problem"),
    "toon": Kind(STYLE, "style"),
    "typografie": Kind(TYPOGRAPHY, "typographical"),
    "vervolgstap": Kind(SEMANTICS, "other"),
    "woordkeus": Kind(STYLE, "style"),
}
OTHER: Final = Kind(STYLE, "style")
"""For a dimension that a team made up itself."""

_BY_VERB: Final[Mapping[str, str]] = {"requires": "omission", "mixes": "inconsistency"}


def kind_of(rule: Rule) -> Kind:
    kind = KINDS.get(rule.dimension, OTHER)
    return Kind(kind.category, _BY_VERB.get(rule.verb, kind.issue_type))


class Catalogue:
    """The rules of a house style by the names that clients use for them.

    A LanguageTool rule id holds capitals, digits and underscores: clients take it apart with that in mind (a VS Code
    suppression comment is one). The rule's own id and its aliases are understood too.
    """

    def __init__(self, book: RuleBook) -> None:
        self.rules = tuple(rule for rule in book.rules if rule.enabled)
        self._book = book
        self._ids: dict[str, str] = {}
        self._by_name: dict[str, Rule] = {}
        taken: Counter[str] = Counter()
        for rule in self.rules:
            name = _shouted(rule.id)
            taken[name] += 1
            self._ids[rule.id] = name if taken[name] == 1 else f"{name}_{taken[name]}"
            for known in (self._ids[rule.id], *rule.aliases, *map(_shouted, rule.aliases)):
                self._by_name.setdefault(known, rule)
        self._by_name.update({rule.id: rule for rule in self.rules})

    def named(self, name: str) -> Rule | None:
        """The rule that goes by this name; None when the house style has none that is on."""
        return self._by_name.get(name)

    def id_of(self, rule: Rule) -> str:
        return self._ids[rule.id]

    def needs_whole_draft(self, rule: Rule) -> bool:
        return rule.id in self._book.whole_draft

    def limit_of(self, rule: Rule) -> float | None:
        """The limit of a rule that has one, of a measure or of how often something may be there, as the house style sets it."""
        own = rule.bounds.at_most if rule.bounds is not None else float(rule.at_most) if rule.verb == "finds" and rule.at_most else None
        return self._book.limits.get(rule.id, own)


def _shouted(name: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "_", name.upper())
