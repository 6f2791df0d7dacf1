"""Every rule holds on its own examples: each bad one fires it, each good one does not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from webcarelint.examples import failing_examples, style_for
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter, rules_of
from webcarelint.model import Draft
from webcarelint.pack import Rule

LinterOf = Callable[[HouseStyle], Linter]
RULES = rules_of(HouseStyle())


def _examples() -> Iterator[object]:
    for rule in RULES:
        for kind, drafts in (("bad", rule.bad), ("good", rule.good)):
            for number, draft in enumerate(drafts):
                yield pytest.param(rule, kind == "bad", draft, id=f"{rule.id}-{kind}{number}")


@pytest.mark.parametrize(("rule", "fires", "draft"), list(_examples()))
def test_example(linter_of: LinterOf, rule: Rule, fires: bool, draft: Draft) -> None:
    if not rule.enabled:
        pytest.skip("staat uit")
    report = linter_of(style_for(rule, HouseStyle())).check(draft)
    assert any(found.rule == rule.id for found in report.findings) == fires
    if fires:
        assert rule.id not in [skipped.rule for skipped in report.skipped]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.channels and "unknown" not in rule.channels], ids=lambda rule: rule.id)
def test_a_rule_for_some_channels_is_skipped_without_one(linter_of: LinterOf, rule: Rule) -> None:
    report = linter_of(style_for(rule, HouseStyle())).check(Draft("Je pakket komt morgen. ^EK"))
    assert {skipped.rule: skipped.reason for skipped in report.skipped}[rule.id].startswith("heeft het kanaal nodig")


def test_every_rule_runs_or_says_why_not(linter: Linter) -> None:
    report = linter.check(Draft("Wat vervelend! Stuur ons even een DM.", channel="twitter"))
    judged = {rule.id for rule in linter.rules}
    skipped = [one.rule for one in report.skipped]
    assert len(skipped) == len(set(skipped))
    assert judged | set(skipped) == {rule.id for rule in RULES}
    assert {found.rule for found in report.findings} & set(skipped) == set()


def test_a_failing_example_is_reported_with_its_line(small: Callable[..., Linter], tmp_path: Path) -> None:
    linter = small({"kaas": ["kaas"]}, {"finds": "kaas", "bad": ["Lekkere kaas.", "Lekker brood."], "good": ["Melk.", "Oude kaas."]})
    failures = list(failing_examples(linter, linter.pack.rules))
    assert [(failure.kind, failure.text) for failure in failures] == [("bad", "Lekker brood."), ("good", "Oude kaas.")]
    lines = (tmp_path / "klein.toml").read_text(encoding="utf-8").split("\n")
    assert [lines[failure.place.line - 1].split(" ")[0] for failure in failures] == ['"bad"', '"good"']


def test_a_rule_that_is_off_needs_no_examples_that_hold(small: Callable[..., Linter]) -> None:
    linter = small({"kaas": ["kaas"]}, {"finds": "kaas", "enabled": False})
    assert list(failing_examples(linter, linter.pack.rules)) == []
