"""Why a rule did or did not fire on a draft: every condition, in the order in which it is asked."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webcarelint.errors import InputError
from webcarelint.linter import Linter
from webcarelint.model import Draft
from webcarelint.pack import Rule
from webcarelint.reading import Reading


@dataclass(frozen=True, slots=True)
class Step:
    """One condition: what was asked, whether it held, and the words that decided it."""

    question: str
    held: bool
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    rule: Rule
    steps: tuple[Step, ...]
    fired: int
    skipped: str | None = None


def trace(linter: Linter, name: str, draft: Draft) -> Trace:
    """Follow one rule over one draft. Raises InputError for a rule that does not exist."""
    rule = find_rule((*linter.rules, *linter.pack.rules), name)
    report = linter.check(draft)
    skipped = next((s.reason for s in report.skipped if s.rule == rule.id), None)
    fired = sum(finding.rule == rule.id for finding in report.findings)
    reading, _ = next(linter.readings([draft]))
    return Trace(rule, tuple(_steps(rule, reading)), fired, skipped)


def find_rule(rules: Sequence[Rule], name: str) -> Rule:
    """The rule with this id or alias. Raises InputError that names the nearest one."""
    rule = next((r for r in rules if r.id == name or name in r.aliases), None)
    if rule is None:
        close = difflib.get_close_matches(name, [r.id for r in rules], n=1, cutoff=0.3)
        hint = f" Bedoel je '{close[0]}'?" if close else ""
        raise InputError(f"Er is geen regel '{name}'.{hint} Alle regels: webcarelint rules")
    return rule


def _steps(rule: Rule, reading: Reading) -> Iterator[Step]:
    for name in rule.when:
        yield _step(f"alleen als ‘{name}’ voorkomt", name, reading, wanted=True)
    for name in rule.unless:
        yield _step(f"niet als ‘{name}’ voorkomt", name, reading, wanted=False)
    if rule.bounds is not None:
        value = reading.measure(rule.bounds.measure)
        yield Step(f"maat ‘{rule.bounds.measure}’ is {value:g}", held=True)
    for name in rule.signals:
        question = {"finds": "vindt", "replaces": "vindt", "requires": "mist", "mixes": "vindt"}[rule.verb]
        yield _step(f"{question} ‘{name}’", name, reading, wanted=rule.verb != "requires")


def _step(question: str, name: str, reading: Reading, *, wanted: bool) -> Step:
    view = reading.view_of(name)
    found = tuple(view.text[start:end] for start, end in reading.spans(name)) if view else ()
    return Step(question, bool(found) == wanted, found)
