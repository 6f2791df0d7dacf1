"""Rules prove themselves where they are written: each `bad` example must fire its rule, each `good` one must not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.pack import Place, Rule

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
    kind: Literal["bad", "good"]
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


def failing_examples(linter: Linter, rules: Iterable[Rule]) -> Iterator[Failure]:
    """Every example of these rules that fails, each run under a house style in which its rule applies."""
    linters: dict[HouseStyle, Linter] = {}
    for rule in rules:
        style = style_for(rule, linter.style)
        if style not in linters:
            linters[style] = Linter(linter.pack, style, linter.nlp)
        yield from _failing(linters[style], rule)


def _failing(linter: Linter, rule: Rule) -> Iterator[Failure]:
    if not rule.enabled:
        return
    kinds: tuple[tuple[Literal["bad", "good"], Any], ...] = (("bad", rule.bad), ("good", rule.good))
    for kind, examples in kinds:
        for number, report in enumerate(linter.check_many(examples)):
            fired = any(finding.rule == rule.id for finding in report.findings)
            if fired != (kind == "bad"):
                skipped = next((s.reason for s in report.skipped if s.rule == rule.id), None)
                place = Place(rule.place.path, (*rule.place.key, kind, number))
                yield Failure(rule.id, kind, examples[number].text, place, skipped)
