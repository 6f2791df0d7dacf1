"""Which findings a client gets to see."""

from collections.abc import Iterable

from webcarelint.model import Finding
from webcarelint.pack import Rule
from webcarelint.server.languagetool.categories import Catalogue, kind_of
from webcarelint.server.languagetool.parameters import Choice


class Selection:
    """A client's choice among the rules of a house style.

    Tips (severity info) are for the picky, unless the client names their rule. In two halves of a check, the whole text and its
    paragraphs, each rule belongs to exactly one.
    """

    def __init__(self, choice: Choice, catalogue: Catalogue) -> None:
        self._choice = choice
        self._catalogue = catalogue
        self._enabled = self._ids(choice.enabled_rules)
        self._disabled = self._ids(choice.disabled_rules)

    def of(self, findings: Iterable[Finding]) -> list[tuple[Finding, Rule]]:
        """The findings to show, each with its rule."""
        known = ((finding, self._catalogue.named(finding.rule)) for finding in findings)
        return [(finding, rule) for finding, rule in known if rule is not None and self.wants(rule)]

    def wants(self, rule: Rule) -> bool:
        return self._in_this_half(rule) and self._chosen(rule)

    def _in_this_half(self, rule: Rule) -> bool:
        if self._choice.mode == "all":
            return True
        return self._catalogue.needs_whole_draft(rule) == (self._choice.mode == "textLevelOnly")

    def _chosen(self, rule: Rule) -> bool:
        choice = self._choice
        if rule.id in self._enabled:
            return True
        if rule.id in self._disabled or (rule.severity == "info" and not choice.picky):
            return False
        names = {kind_of(rule).category.id, rule.dimension}
        if choice.enabled_only:
            return bool(names & choice.enabled_categories)
        return not names & (choice.disabled_categories - choice.enabled_categories)

    def _ids(self, names: Iterable[str]) -> frozenset[str]:
        """Rules that nobody here knows, such as LanguageTool's own, are no reason to complain."""
        return frozenset(rule.id for name in names if (rule := self._catalogue.named(name)) is not None)
