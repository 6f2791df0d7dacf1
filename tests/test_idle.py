"""What nothing proves or needs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from webcarelint.idle import foreign_findings, silent_rules, unneeded_exceptions
from webcarelint.linter import Linter
from webcarelint.model import Draft

Small = Callable[..., Linter]


def unneeded(linter: Linter) -> list[tuple[str, str, str]]:
    return [(one.owner, one.role, one.what) for one in unneeded_exceptions(linter, linter.pack.rules, linter.pack.signals)]


def test_an_example_that_fires_another_rule_is_named(small: Small, tmp_path: Path) -> None:
    linter = small(
        {"kaas": ["kaas"], "brood": ["brood"]},
        {"id": "eten/kaas", "finds": "kaas", "bad": ["Brood met kaas."], "good": ["Melk."]},
        {"id": "eten/brood", "finds": "brood", "bad": ["Brood."], "good": ["Melk."]},
        {"id": "vorm/groet", "requires": ["kaas"], "bad": ["Melk."], "good": ["Kaas."]},
    )
    found = list(foreign_findings(linter, linter.pack.rules))
    assert [(one.rule, one.kind, one.fired, one.same_family) for one in found] == [
        ("eten/kaas", "bad", ("eten/brood",), ("eten/brood",)),
        ("vorm/groet", "good", ("eten/kaas",), ()),
    ]
    lines = (tmp_path / "klein.toml").read_text(encoding="utf-8").split("\n")
    assert "Brood met kaas." in lines[found[0].place.line - 1]


@pytest.mark.parametrize(
    ("good", "expected"),
    [
        (["Melk."], [("kaas", "except", "kaasplank")]),
        (["Een kaasplank."], []),
    ],
)
def test_an_exception_of_a_signal_needs_an_example(small: Small, good: list[str], expected: list[tuple[str, str, str]]) -> None:
    linter = small({"kaas": {"regex": ["kaas"], "except": ["kaasplank"]}}, {"finds": "kaas", "bad": ["Kaas."], "good": good})
    assert unneeded(linter) == expected


def test_an_exception_is_proven_by_a_rule_that_reads_the_signal_by_way_of_another(small: Small) -> None:
    signals = {"kaas": {"regex": ["kaas"], "except": ["kaasplank"]}, "zuivel": {"includes": ["kaas"], "phrases": ["melk"]}}
    assert unneeded(small(signals, {"finds": "zuivel", "bad": ["Melk."], "good": ["Een kaasplank."]})) == []


@pytest.mark.parametrize(("good", "expected"), [(["Water."], 1), (["Kaas zonder korst."], 0)])
def test_without_needs_an_example(small: Small, good: list[str], expected: int) -> None:
    signals = {"kaas": {"phrases": ["kaas"], "without": ["zonder"]}, "zonder": ["zonder"]}
    found = unneeded(small(signals, {"finds": "kaas", "bad": ["Kaas."], "good": good}))
    assert [one[:2] for one in found] == [("kaas", "without")] * expected


@pytest.mark.parametrize(("good", "expected"), [(["Water."], 1), (["Kaas, sorry."], 0)])
def test_unless_needs_an_example(small: Small, good: list[str], expected: int) -> None:
    linter = small({"kaas": ["kaas"], "sorry": ["sorry"]}, {"finds": "kaas", "unless": ["sorry"], "bad": ["Kaas."], "good": good})
    assert unneeded(linter) == [("proef/regel", "unless", "sorry")] * expected


def test_an_exception_for_the_customers_words_is_looked_for_there(small: Small) -> None:
    linter = small(
        {"klant.kaas": {"on": "customer", "regex": ["kaas"], "except": ["kaasplank"]}, "brood": ["brood"]},
        {
            "finds": "brood",
            "when": ["klant.kaas"],
            "bad": [{"text": "Brood.", "customer": "Kaas?"}],
            "good": [{"text": "Brood.", "customer": "Een kaasplank?"}],
        },
    )
    assert unneeded(linter) == []


def test_rules_that_no_reply_fires(small: Small) -> None:
    linter = small(
        {"kaas": ["kaas"], "brood": ["brood"]},
        {"id": "eten/kaas", "finds": "kaas"},
        {"id": "eten/brood", "finds": "brood"},
        {"id": "eten/uit", "finds": "brood", "enabled": False},
        {"id": "eten/u", "finds": "kaas", "when_style": {"register": "u"}},
    )
    assert silent_rules(linter, linter.pack.rules, [Draft("Lekkere kaas.")]) == ("eten/brood",)
