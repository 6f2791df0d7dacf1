"""The five verbs and their modifiers, each by a pack of a few lines."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.helpers import matches
from webcarelint.errors import RuleCrash
from webcarelint.house_style import HouseStyle, Override
from webcarelint.linter import Linter
from webcarelint.model import Draft, Report

Small = Callable[..., Linter]
SIGNALS = {
    "kaas": {"regex": [r"\b(?:kaas|kazen)\b"]},
    "brood": {"phrases": ["brood", "bruin brood"]},
    "klant.honger": {"phrases": ["honger"], "on": "customer"},
}

# rule, (text, what it must point at) …
FINDS: list[tuple[str, dict[str, Any], dict[str, list[str]]]] = [
    ("finds", {"finds": "kaas"}, {"Kaas en kaas": ["Kaas", "kaas"], "Brood en kaasschaaf": []}),
    ("at_most", {"finds": "kaas", "at_most": 1}, {"kaas": [], "kaas, kazen, kaas": ["kazen", "kaas"]}),
    ("when", {"finds": "kaas", "when": "brood"}, {"Kaas.": [], "Kaas. En brood.": ["Kaas"]}),
    ("when-all", {"finds": "kaas", "when": ["brood", "kaas"]}, {"Kaas.": [], "Kaas. En brood.": ["Kaas"]}),
    ("unless", {"finds": "kaas", "unless": "brood"}, {"Kaas.": ["Kaas"], "Kaas. En brood.": []}),
    (
        "when-in-sentence",
        {"finds": "kaas", "when": "brood", "within": "sentence"},
        {"We hebben kaas. We hebben brood.": [], "We hebben kaas en brood. We hebben kazen.": ["kaas"]},
    ),
    (
        "unless-in-sentence",
        {"finds": "kaas", "unless": "brood", "within": "sentence"},
        {"We hebben kaas. We hebben brood.": ["kaas"], "We hebben kaas en brood. We hebben kazen.": ["kazen"]},
    ),
    (
        "opening",
        {"finds": "kaas", "in": "opening"},
        {"Wij hebben vandaag kaas. Morgen is er weer kaas bij ons.": ["kaas"], "Wij hebben vandaag melk. Morgen is er kaas bij ons.": []},
    ),
    (
        "closing",
        {"finds": "kaas", "in": "closing"},
        {"Wij hebben vandaag kaas. Morgen is er weer melk bij ons.": [], "Wij hebben vandaag melk. Morgen is er kaas bij ons.": ["kaas"]},
    ),
    (
        "mixes-rarer",
        {"mixes": ["kaas", "brood"]},
        {"kaas kaas": [], "kaas, brood en kaas": ["brood"], "bruin brood, kaas, brood": ["kaas"]},
    ),
    ("mixes-equal", {"mixes": ["kaas", "brood"]}, {"kaas en brood": ["brood"], "brood en kaas": ["kaas"]}),
]


def _cases() -> list[Any]:
    return [
        pytest.param(rule, text, expected, id=f"{name}-{number}")
        for name, rule, texts in FINDS
        for number, (text, expected) in enumerate(texts.items())
    ]


@pytest.mark.parametrize(("rule", "text", "expected"), _cases())
def test_what_a_rule_points_at(small: Small, rule: dict[str, Any], text: str, expected: list[str]) -> None:
    assert matches(small(SIGNALS, rule).check(Draft(text)).findings) == expected


def _only(report: Report) -> Any:
    (found,) = report.findings
    return found


def test_requires_points_once_at_the_end_where_something_misses(small: Small) -> None:
    linter = small(SIGNALS, {"requires": ["kaas", "brood"]})
    found = _only(linter.check(Draft("Wij hebben melk.  \n")))
    assert (found.start, found.end, found.match) == (16, 16, "")
    assert not linter.check(Draft("Wij hebben melk en brood.")).findings


def test_requires_in_the_opening_points_at_the_start(small: Small) -> None:
    linter = small(SIGNALS, {"requires": "kaas", "in": "opening"})
    text = "Wij hebben vandaag melk. Morgen is er kaas."
    assert _only(linter.check(Draft(text))).start == 0


def test_requires_stops_before_a_quoted_thread(small: Small) -> None:
    linter = small(SIGNALS, {"requires": "kaas"})
    text = "Wij hebben melk.\n\nOp di 4 mei schreef Piet:\n> Hebben jullie kaas?"
    assert _only(linter.check(Draft(text))).start == len("Wij hebben melk.")


@pytest.mark.parametrize(
    ("rule", "customer", "fires"),
    [
        ({"finds": "kaas", "when": "klant.honger"}, "Ik heb honger", True),
        ({"finds": "kaas", "when": "klant.honger"}, "Ik heb dorst", False),
        ({"finds": "kaas", "unless": "klant.honger"}, "Ik heb honger", False),
        ({"finds": "kaas", "unless": "klant.honger"}, "Ik heb dorst", True),
        ({"finds": "klant.honger", "in": "customer"}, "Ik heb honger", True),
    ],
)
def test_the_customers_message_decides(small: Small, rule: dict[str, Any], customer: str, fires: bool) -> None:
    report = small(SIGNALS, rule).check(Draft("We hebben kaas.", customer=customer))
    assert bool(report.findings) == fires


def test_a_finding_in_the_customers_message_points_at_no_words_of_the_reply(small: Small) -> None:
    linter = small(SIGNALS, {"finds": "klant.honger", "in": "customer"})
    found = _only(linter.check(Draft("Kaas.", customer="Wat heb ik een honger")))
    assert (found.start, found.end, found.match) == (0, 0, "")


def test_without_the_customers_message_a_rule_that_reads_it_is_skipped(small: Small) -> None:
    report = small(SIGNALS, {"finds": "kaas", "when": "klant.honger"}).check(Draft("Kaas."))
    assert [(one.rule, one.reason) for one in report.skipped] == [("proef/regel", "heeft het bericht van de klant nodig")]
    assert (report.score, report.findings) == (100.0, ())


@pytest.mark.parametrize(
    ("rule", "draft", "reason"),
    [
        ({"channels": ["email"]}, Draft("kaas"), "heeft het kanaal nodig"),
        ({"channels": ["email"]}, Draft("kaas", channel="chat"), "geldt niet op kanaal chat"),
        ({"channels": ["email", "unknown"]}, Draft("kaas"), None),
        ({"sources": ["ai"]}, Draft("kaas"), "geldt niet voor een antwoord van bron human"),
        ({"sources": ["ai"]}, Draft("kaas", source="ai"), None),
        ({"needs": ["customer_name"]}, Draft("kaas"), "heeft de naam van de klant nodig"),
        ({"needs": ["thread"]}, Draft("kaas", thread=("eerder",)), None),
        ({"needs": ["thread"]}, Draft("kaas"), "heeft eerdere antwoorden"),
        ({"needs": ["agent"]}, Draft("kaas"), "heeft de naam of initialen"),
        ({"enabled": False}, Draft("kaas"), "staat uit"),
        ({"when_style": {"register": ["je", "u"]}}, Draft("kaas"), "geldt alleen bij huisstijl register = je, u"),
        ({"when_style": {"agents": True}}, Draft("kaas"), "de huisstijl zegt niets over agents"),
        ({"when_style": {"register": "spiegel"}}, Draft("kaas"), None),
    ],
)
def test_a_rule_runs_or_says_why_not(small: Small, rule: dict[str, Any], draft: Draft, reason: str | None) -> None:
    report = small(SIGNALS, {"finds": "kaas", **rule}).check(draft)
    assert len(report.findings) == (reason is None)
    assert [one.reason[: len(reason or "")] for one in report.skipped] == ([] if reason is None else [reason])


@pytest.mark.parametrize(("text", "better"), [("Neem kaas.", "melk"), ("Kaas of zo.", "Melk")])
def test_replaces_offers_the_better_word_in_the_same_case(small: Small, text: str, better: str) -> None:
    linter = small(SIGNALS, {"replaces": {"kaas": "melk"}, "message": "{match} → {better}", "safe": True})
    found = _only(linter.check(Draft(text)))
    assert (found.better, found.safe, found.message) == (better, True, f"{found.match} → {better}")


@pytest.mark.parametrize(
    ("measures", "text", "message"),
    [
        ({"measure": "woorden", "at_most": 3}, "een twee drie", None),
        ({"measure": "woorden", "at_most": 3}, "een twee drie vier", "4 of 3 woorden"),
        ({"measure": "woorden", "at_least": 3}, "een twee", "2 of 3 woorden"),
        ({"measure": "woorden-per-zin", "at_most": 2}, "Wij gaan naar huis. Jij blijft nog even hier.", "4,5 of 2 woorden-per-zin"),
        ({"measure": "uitroeptekens", "at_most": 1}, "Top!! https://a.nl", "2 of 1 uitroeptekens"),
        ({"measure": "vraagtekens", "at_most": 1}, "Ja? https://a.nl/?b=1", None),
        ({"measure": "emoji-aantal", "at_most": 1}, "Voor jullie 👩‍👩‍👧", None),
        ({"measure": "emoji-aantal", "at_most": 1}, "Dag 👋🏽 en :-)", "2 of 1 emoji-aantal"),
        ({"measure": "woorden", "at_most": 9, "per_channel": {"twitter": 1}}, "een twee", "2 of 1 woorden"),
        ({"measure": "woorden", "at_most": 1, "per_channel": {"twitter": 9}}, "een twee", None),
    ],
)
def test_measures_outside_their_bounds(small: Small, measures: dict[str, Any], text: str, message: str | None) -> None:
    linter = small({}, {"measures": measures, "message": "{value} of {limit} {measure}"})
    report = linter.check(Draft(text, channel="twitter"))
    assert [found.message for found in report.findings] == ([] if message is None else [message])


def test_message_fields_are_filled(small: Small) -> None:
    finds = small(SIGNALS, {"finds": "kaas", "at_most": 1, "message": "{match} {count} {limit} {style}"})
    assert _only(finds.check(Draft("kaas kazen"))).message == "kazen 2 1 spiegel"
    mixes = small(SIGNALS, {"mixes": ["kaas", "brood"], "message": "{match} of {other}"})
    assert _only(mixes.check(Draft("Kaas met brood"))).message == "brood of Kaas"


def test_a_house_style_sets_the_limit(small: Small) -> None:
    style = HouseStyle(rules=(("proef/regel", Override(at_most=2)),))
    assert matches(small(SIGNALS, {"finds": "kaas"}, style=style).check(Draft("kaas kaas kazen")).findings) == ["kazen"]


def test_each_next_finding_of_a_rule_costs_half(small: Small) -> None:
    report = small(SIGNALS, {"finds": "kaas", "weight": 8}).check(Draft("kaas kaas kaas"))
    assert [found.points for found in report.findings] == [8, 4, 2]
    assert (report.score, report.dimensions) == (86.0, {"proef": 86.0})


def test_the_order_of_rules_makes_no_difference(small: Small) -> None:
    one, other = {"finds": "kaas"}, {"id": "proef/ander", "mixes": ["kaas", "brood"], "weight": 3}
    draft = Draft("kaas en brood en kaas")
    first, second = small(SIGNALS, one, other).check(draft), small(SIGNALS, other, one).check(draft)
    assert (first.findings, first.score) == (second.findings, second.score)


# ── what a signal may be made of ─────────────────────────────────────────────

SENSES: list[tuple[str, dict[str, Any], dict[str, list[str]]]] = [
    ("phrases", {"phrases": ["bruin brood"]}, {"Bruin brood of bruin, brood": ["Bruin brood"]}),
    ("tokens", {"tokens": [[{"LOWER": "brood"}, {"LOWER": {"IN": ["met", "zonder"]}}]]}, {"Brood met kaas, brood en kaas": ["Brood met"]}),
    ("tokens-pos", {"tokens": [[{"LOWER": "bel", "POS": "VERB"}]]}, {"Bel ons even.": ["Bel"]}),
    ("regex-hit", {"regex": [r"oud(?:e) (?P<hit>kaas)"]}, {"oude kaas, jonge kaas": ["kaas"]}),
    ("regex-fuzzy", {"regex": [r"\b(?:pannenkoek){e<=1}\b"]}, {"Een panenkoek.": ["panenkoek"], "Een koek.": []}),
    ("except", {"regex": ["kaas"], "except": ["kaasschaaf"]}, {"kaasschaaf met kaas": ["kaas"]}),
    ("includes", {"includes": ["kaas", "brood"]}, {"kaas, brood": ["kaas", "brood"]}),
    ("overlap", {"regex": ["oude kaas"], "includes": ["kaas"]}, {"oude kaas": ["oude kaas"]}),
    ("where", {"regex": ["melk"], "where": ["kaas"]}, {"melk": [], "melk en kaas": ["melk"]}),
    ("without", {"regex": ["melk"], "without": ["kaas"]}, {"melk": ["melk"], "melk en kaas": []}),
    ("outside", {"regex": ["kaas|melk"], "outside": ["kaas"]}, {"melk en kaas": ["melk"]}),
    ("quotes-no", {"regex": ["melk"]}, {"Je schrijft “melk” maar melk is op": ["melk"]}),
    ("quotes-yes", {"regex": ["melk"], "quotes": True}, {"Je schrijft “melk”": ["melk"]}),
    ("clauses", {"clauses": [{"mood": "imperative"}]}, {"Bel ons vandaag nog.": ["Bel ons vandaag nog"], "Wij bellen je.": []}),
    ("zone", {"regex": ["melk"], "zone": "closing"}, {"Er is melk genoeg hier. Wij wensen je een fijne dag.": []}),
]


@pytest.mark.parametrize(
    ("signal", "text", "expected"),
    [
        pytest.param(signal, text, found, id=f"{name}-{n}")
        for name, signal, texts in SENSES
        for n, (text, found) in enumerate(texts.items())
    ],
)
def test_what_a_signal_finds(small: Small, signal: dict[str, Any], text: str, expected: list[str]) -> None:
    report = small({**SIGNALS, "proef": signal}).check(Draft(text))
    assert [text[start:end] for start, end in report.signals.get("proef", ())] == expected


def test_a_tree_finds_words_by_their_relation(small: Small) -> None:
    tree = [
        {"RIGHT_ID": "werkwoord", "RIGHT_ATTRS": {"LEMMA": "eten"}},
        {"LEFT_ID": "werkwoord", "REL_OP": ">", "RIGHT_ID": "wat", "RIGHT_ATTRS": {"DEP": "obj"}},
    ]
    report = small({"eet": {"tree": [tree]}}).check(Draft("Wij eten kaas."))
    assert report.signals["eet"] == ((4, 13),)


def test_a_regex_that_takes_too_long_is_named(small: Small) -> None:
    linter = small({"traag": {"regex": ["(?:a|aa)+$"], "timeout_ms": 1}}, {"finds": "traag"})
    report = linter.check(Draft("a" * 60 + "b"))
    assert [one.reason for one in report.skipped] == ["de reguliere expressie van 'traag' duurde te lang en is afgebroken"]


def test_a_crashing_rule_is_named_and_the_text_is_not(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    linter = small(SIGNALS, {"finds": "kaas"})

    def crash(*_: object) -> None:
        raise ZeroDivisionError("geheim")

    monkeypatch.setattr("webcarelint.linter.judge", crash)
    with pytest.raises(RuleCrash) as caught:
        linter.check(Draft("Deze kaas is geheim.", id="42"))
    assert (caught.value.rule, caught.value.draft_id, caught.value.exit_code) == ("proef/regel", "42", 3)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert "geheim" not in str(caught.value)
