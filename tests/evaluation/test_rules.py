"""How far a rule can be trusted: what fires, what a reader says of it, what it misses."""

from collections.abc import Callable

import pytest

from webcarelint.evaluation import Judgement, Judgements, Reply, RuleTally, evaluate_rules, lintscore
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.model import Draft

Small = Callable[..., Linter]


def replies(*texts: str, part: str = "test") -> list[Reply]:
    return [Reply(Draft(text, id=str(number)), part) for number, text in enumerate(texts)]


def said(reply: str, quote: str, right: bool, found_by: str = "linter", note: str = "") -> Judgement:
    return Judgement(reply, "proef/regel", quote, right, found_by, note)  # type: ignore[arg-type]


@pytest.fixture
def cheese(small: Small) -> Linter:
    return small({"kaas": ["kaas", "brie"]}, {"finds": "kaas"})


@pytest.mark.parametrize(("right", "wrong", "score"), [(0, 0, 0.0), (0, 3, 0.0), (4, 0, 4.0), (90, 10, 72.9), (1, 1, 0.25)])
def test_lintscore_weighs_false_findings_harder(right: int, wrong: int, score: float) -> None:
    assert lintscore(right, wrong) == pytest.approx(score)


def test_findings_are_counted_by_what_the_reader_says(cheese: Linter) -> None:
    found = evaluate_rules(
        cheese,
        replies("Lekkere kaas.", "Kaas, zei je.", "Brie dus.", "Brood."),
        Judgements([said("0", "kaas", True), said("1", "kaas", False, note="de klant zegt het")]),
    )
    tally = found.tallies["proef/regel"]
    assert (tally.found, tally.right, tally.wrong, tally.open) == (3, 1, 1, 1)
    assert tally.precision == 0.5
    assert found.lintscore == pytest.approx(0.25)
    assert [(one.reply, one.kind, one.note) for one in found.remarks] == [("1", "wrong", "de klant zegt het"), ("2", "open", "")]


def test_the_same_words_in_one_reply_count_once(cheese: Linter) -> None:
    tally = evaluate_rules(cheese, replies("Kaas en kaas. kaas!"), Judgements()).tallies["proef/regel"]
    assert tally.found == 2  # ‘Kaas’ and ‘kaas’


def test_nothing_judged_is_no_precision(cheese: Linter) -> None:
    tally = evaluate_rules(cheese, replies("Kaas."), Judgements()).tallies["proef/regel"]
    assert (tally.precision, tally.interval, tally.recall, tally.lintscore) == (None, (0.0, 1.0), None, 0.0)


def test_recall_counts_only_what_a_reader_named(cheese: Linter) -> None:
    found = evaluate_rules(
        cheese,
        replies("Lekkere kaas.", "Gouda dan.", "Kaas."),
        Judgements(
            [
                said("0", "lekkere kaas", True, "reader"),
                said("1", "Gouda", True, "reader"),
                said("2", "Kaas", True),
                said("2", "iets", False, "reader"),
                said("9", "staat hier niet", True, "reader"),
            ]
        ),
    )
    tally = found.tallies["proef/regel"]
    assert (tally.hit, tally.missed, tally.recall) == (1, 1, 0.5)
    assert [(one.reply, one.words) for one in found.remarks if one.kind == "missed"] == [("1", "Gouda")]


def test_what_a_reader_named_does_not_flatter_a_sample(cheese: Linter) -> None:
    judgements = [said("0", "kaas", True, "reader"), said("1", "Brie", False)]
    sampled = evaluate_rules(cheese, replies("Lekkere kaas.", "Brie.", "Kaas!"), Judgements(judgements)).tallies["proef/regel"]
    whole = evaluate_rules(cheese, replies("Lekkere kaas.", "Brie."), Judgements(judgements)).tallies["proef/regel"]
    assert (sampled.open, sampled.right, sampled.judged) == (1, 0, 1)
    assert (whole.open, whole.right, whole.judged) == (0, 1, 2)


def test_what_was_named_and_judged_counts_for_both(cheese: Linter) -> None:
    tally = evaluate_rules(cheese, replies("Lekkere kaas.", "Kaas!"), Judgements([said("0", "kaas", True, "both")])).tallies["proef/regel"]
    assert (tally.right, tally.judged, tally.hit) == (1, 1, 1)


def test_parts_are_kept_apart(cheese: Linter) -> None:
    drafts = [Reply(Draft("Kaas.", id="a"), "train"), Reply(Draft("Kaas.", id="b"), "test")]
    tally = evaluate_rules(cheese, drafts, Judgements([said("a", "Kaas", True), said("b", "Kaas", False)])).tallies["proef/regel"]
    assert {part: (counts.right, counts.wrong) for part, counts in tally.parts.items()} == {"train": (1, 0), "test": (0, 1)}
    assert tally.to_dict()["parts"]["test"]["wrong"] == 1


def test_a_rule_is_measured_under_a_house_style_in_which_it_applies(small: Small) -> None:
    linter = small({"kaas": ["kaas"]}, {"finds": "kaas", "when_style": {"register": "u"}})
    assert linter.style.register != "u"
    found = evaluate_rules(linter, replies("Kaas."), Judgements())
    assert found.tallies["proef/regel"].found == 1
    assert [one.findings for one in found.run.replies.values()] == [()]  # and not under the house style itself


def test_a_reply_is_judged_in_its_own_variety(small: Small) -> None:
    linter = small({"kaas": ["kaas"]}, {"finds": "kaas", "when_style": {"variety": "nl-NL"}})
    drafts = [Reply(Draft("Kaas.", id="n"), variety="nl-NL"), Reply(Draft("Kaas.", id="b"), variety="nl-BE"), Reply(Draft("Kaas.", id="o"))]
    found = evaluate_rules(linter, drafts, Judgements())
    assert {one.reply for one in found.remarks} == {"n", "o"}


def test_a_judgement_outlives_the_name_of_a_rule(small: Small) -> None:
    linter = small({"kaas": ["kaas"]}, {"id": "nieuw/naam", "aliases": ["proef/regel"], "finds": "kaas"})
    tally = evaluate_rules(linter, replies("Kaas."), Judgements([said("0", "Kaas", True)])).tallies["nieuw/naam"]
    assert (tally.right, tally.open) == (1, 0)


def test_a_rule_that_is_off_is_not_measured(small: Small) -> None:
    linter = small({"kaas": ["kaas"]}, {"finds": "kaas", "enabled": False})
    assert evaluate_rules(linter, replies("Kaas."), Judgements()).tallies == {}


def test_figures_as_a_dictionary() -> None:
    tally = RuleTally(approved=3, wrong=1, hit=1, missed=1)
    assert tally.to_dict() == {
        "found": 4, "right": 3, "wrong": 1, "open": 0, "named": 0, "precision": 0.75, "interval": [0.3006, 0.9544],
        "recall": 0.5, "expected": 2, "missed": 1, "lintscore": 1.69, "parts": {},
    }  # fmt: skip


@pytest.mark.parametrize("style", [HouseStyle(register="je"), HouseStyle(register="u"), HouseStyle(variety="nl-BE", sector="non-profit")])
def test_a_reading_of_another_linter_gives_the_findings_of_an_own_one(linter: Linter, style: HouseStyle) -> None:
    drafts = [
        Draft("Beste Jan, u krijgt je geld morgen terug. Excuses voor het eventuele ongemak!", customer="Waar blijft mijn geld?"),
        Draft("Dank voor je bericht, ge krijgt het asap 😂", channel="twitter"),
    ]
    other = Linter(linter.pack, style, linter.nlp)
    found = [other.findings_of(other.reread(reading), cleaned) for reading, cleaned in linter.readings(drafts)]
    assert found == [(report.findings, report.skipped) for report in other.check_many(drafts)]
    assert any(findings for findings, _ in found)
