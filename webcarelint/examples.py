"""Rules prove themselves where they are written: each `bad` example must fire its rule, each `good` one must not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.model import Draft
from webcarelint.pack import Place, Rule

Kind = Literal["bad", "good"]

# What a rule sees when it asks only that a house style has something, not what.
_SOMETHING: Final[dict[str, Any]] = {
    "sign_off": ("^XX",),
    "agents": ("EK",),
    "own_channels": ("dm", "telefoon"),
    "organisation_names": ("Vivare",),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not do what it is there for."""

    rule: str
    kind: Kind
    text: str
    place: Place
    skipped: str | None


def style_for(rule: Rule, base: HouseStyle) -> HouseStyle:
    """A house style in which the rule applies."""
    wanted: dict[str, Any] = {}
    for key, value in rule.when_style.items():
        value = value[0] if isinstance(value, list) else value
        wanted[key] = _SOMETHING[key] if value is True else value
    return replace(base, **wanted)


def applying(linter: Linter, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Linter]]:
    """Each rule that is on, with a Linter by a house style in which it applies."""
    linters: dict[HouseStyle, Linter] = {linter.style: linter}
    for rule in rules:
        if not rule.enabled:
            continue
        style = style_for(rule, linter.style)
        if style not in linters:
            linters[style] = Linter(linter.pack, style, linter.nlp)
        yield rule, linters[style]


def examples_of(rule: Rule) -> tuple[tuple[Kind, tuple[Draft, ...]], ...]:
    """The examples of a rule, with what they prove."""
    return ("bad", rule.bad), ("good", rule.good)


def failing_examples(linter: Linter, rules: Iterable[Rule]) -> Iterator[Failure]:
    """Every example of these rules that fails, each run under a house style in which its rule applies."""
    for rule, styled in applying(linter, rules):
        yield from _failing(styled, rule)


def _failing(linter: Linter, rule: Rule) -> Iterator[Failure]:
    for kind, drafts in examples_of(rule):
        for number, report in enumerate(linter.check_many(drafts)):
            fired = any(finding.rule == rule.id for finding in report.findings)
            if fired != (kind == "bad"):
                skipped = next((s.reason for s in report.skipped if s.rule == rule.id), None)
                place = Place(rule.place.path, (*rule.place.key, kind, number))
                yield Failure(rule.id, kind, drafts[number].text, place, skipped)
