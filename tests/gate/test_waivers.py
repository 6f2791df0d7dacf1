"""Exceptions: which findings they take away, and what is said of them."""

from collections.abc import Callable
from datetime import date
from time import perf_counter
from typing import Any

import pytest

from webcarelint.gate.contract import GateAnswer, GateRequest
from webcarelint.gate.gate import decide
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter

TODAY = date(2026, 5, 1)
CHEESE: dict[str, Any] = {"id": "proef/kaas", "finds": "kaas", "weight": 40, "message": "Geen kaas.", "aliases": ["proef/oude-kaas"]}
SAUSAGE: dict[str, Any] = {"id": "proef/worst", "finds": "worst", "weight": 20, "gate": "block"}


@pytest.fixture
def two_rules(small: Callable[..., Linter]) -> Linter:
    return small({"kaas": ["kaas"], "worst": ["worst"]}, CHEESE, SAUSAGE, style=HouseStyle(on_error="hold"))


def ask(linter: Linter, text: str, *waive: dict[str, Any], **given: Any) -> GateAnswer:
    return decide(linter, GateRequest.model_validate({"text": text, "waive": waive, **given}), today=TODAY)


def rules(answer: GateAnswer) -> list[str]:
    return [finding.rule for finding in answer.findings]


def test_a_rule_is_waived_with_its_reason_and_reported(two_rules: Linter) -> None:
    answer = ask(two_rules, "kaas en worst", {"rule": "proef/worst", "reason": " vaste tekst "})
    assert rules(answer) == ["proef/kaas"]
    assert [(w.rule, w.match, w.start, w.end, w.reason) for w in answer.waived] == [("proef/worst", "worst", 8, 13, "vaste tekst")]
    assert (answer.verdict, answer.score) == ("revise", 60)
    assert answer.message.endswith("Buiten beschouwing gelaten op verzoek: 1.")


def test_a_rule_may_go_by_its_other_name(two_rules: Linter) -> None:
    assert ask(two_rules, "kaas", {"rule": "proef/oude-kaas", "reason": "x"}).score == 100


def test_a_quoted_place_takes_away_what_lies_in_it(two_rules: Linter) -> None:
    answer = ask(two_rules, "kaas, oude kaas en worst", {"quote": "oude kaas en", "reason": "naam van een product"})
    assert [(f.rule, f.start) for f in answer.findings] == [("proef/kaas", 0), ("proef/worst", 19)]
    assert [w.start for w in answer.waived] == [11]


def test_a_rule_at_a_place_takes_away_nothing_else(two_rules: Linter) -> None:
    answer = ask(two_rules, "kaas met worst, kaas", {"rule": "proef/kaas", "quote": "kaas met worst", "reason": "gerecht"})
    assert [(f.rule, f.start) for f in answer.findings] == [("proef/worst", 9), ("proef/kaas", 16)]


def test_what_is_left_costs_what_it_would_cost_alone(two_rules: Linter) -> None:
    before = ask(two_rules, "kaas en oude kaas")
    after = ask(two_rules, "kaas en oude kaas", {"quote": "kaas en", "reason": "x"})
    assert [f.points for f in before.findings] == [40, 20]
    assert [f.points for f in after.findings] == [40]


def test_a_quote_is_what_a_reader_sees(two_rules: Linter) -> None:
    text = "<p>oude <b>kaas</b></p>"
    answer = ask(two_rules, text, {"quote": "oude kaas", "reason": "x"}, format="html")
    assert answer.findings == ()
    assert text[answer.waived[0].start : answer.waived[0].end] == "kaas"


@pytest.mark.parametrize(
    ("waiver", "name", "words"),
    [
        ({"rule": "proef/ham", "reason": "x"}, "onbekende-regel", "die regel bestaat niet"),
        ({"rule": "proef/kaas"}, "zonder-reden", "regel 'proef/kaas'"),
        ({"quote": "kaas", "reason": "  "}, "zonder-reden", "‘kaas’"),
        ({"rule": "proef/kaas", "quote": "kaas", "reason": "x", "until": "2026-04-30"}, "verlopen", "30-04-2026"),
        ({"rule": "proef/worst", "reason": "x"}, "ongebruikt", "niet nodig"),
        ({"quote": "z" * 50, "reason": "x"}, "ongebruikt", "z" * 39 + "…"),
    ],
)
def test_a_waiver_that_does_not_count_is_itself_a_finding(two_rules: Linter, waiver: dict[str, Any], name: str, words: str) -> None:
    answer = ask(two_rules, "kaas", waiver)
    assert rules(answer) == ["proef/kaas", f"uitzondering/{name}"]
    remark = answer.findings[1]
    assert (remark.severity, remark.gate, remark.points, remark.match) == ("info", "none", 0, "")
    assert words in remark.message
    assert answer.score == 60
    assert answer.waived == ()


def test_a_waiver_counts_on_its_last_day(two_rules: Linter) -> None:
    assert ask(two_rules, "kaas", {"rule": "proef/kaas", "reason": "x", "until": "2026-05-01"}).findings == ()


def test_two_waivers_for_one_place_are_both_used(two_rules: Linter) -> None:
    answer = ask(two_rules, "kaas", {"rule": "proef/kaas", "reason": "een"}, {"quote": "kaas", "reason": "twee"})
    assert answer.findings == ()
    assert [w.reason for w in answer.waived] == ["een"]


def test_a_waiver_for_a_rule_that_was_cut_off_is_not_called_unused(two_rules: Linter) -> None:
    request = {"text": "kaas", "deadline_ms": 1, "waive": [{"rule": "proef/kaas", "reason": "x"}, {"quote": "kaas", "reason": "x"}]}
    answer = decide(two_rules, GateRequest.model_validate(request), started=perf_counter() - 1, today=TODAY)
    assert answer.findings == ()


def test_a_blocking_rule_that_is_waived_no_longer_blocks_but_is_seen(two_rules: Linter) -> None:
    answer = ask(two_rules, "worst", {"rule": "proef/worst", "reason": "toegestaan door de jurist"})
    assert (answer.verdict, answer.score) == ("send", 100)
    assert answer.waived[0].rule == "proef/worst"
