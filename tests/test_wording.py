"""What a finding suggests addresses the customer as the reply does: je beside je, u beside u."""

import re

import pytest

from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.model import Draft
from webcarelint.wording import filled, in_form

JE = re.compile(r"\b(?:je|jij|jou|jouw|jullie|jezelf)\b", re.IGNORECASE)
U = re.compile(r"\b(?:u|uw|uzelf)\b", re.IGNORECASE)


def test_the_form_is_chosen_and_fields_are_filled() -> None:
    wording = "{Wil je|Wilt u} {match} sturen, voor {jouw|uw} zaak?{weg}"
    assert filled(wording, {"match": "‘je nummer’"}) == "Wil je ‘je nummer’ sturen, voor jouw zaak?"
    assert filled(wording, {"match": "‘{a|b}’"}, "u") == "Wilt u ‘{a|b}’ sturen, voor uw zaak?"
    assert in_form("{match} of {je|u}", "u") == "{match} of u"


def test_every_suggestion_holds_one_form(linter: Linter) -> None:
    suggestions = [(rule.id, rule.better) for rule in linter.pack.rules if rule.better]
    assert [name for name, better in suggestions if U.search(in_form(better, "je"))] == []
    assert [name for name, better in suggestions if JE.search(in_form(better, "u"))] == []


@pytest.mark.parametrize(
    ("text", "customer", "form"),
    [
        ("U hoort zo snel mogelijk van ons, uw klacht is binnen.", None, U),
        ("Je hoort zo snel mogelijk van ons, je klacht is binnen.", None, JE),
        ("Uw klacht is binnen en u hoort zo snel mogelijk van ons. Dank je wel.", "Kun je me helpen?", U),
        ("Wij komen er zo snel mogelijk op terug.", "Kunt u mij helpen met mijn factuur?", U),
        ("Wij komen er zo snel mogelijk op terug.", "Kun je me helpen met mijn factuur?", JE),
        ("Wij komen er zo snel mogelijk op terug.", None, JE),
    ],
)
def test_a_suggestion_follows_the_reply_and_then_the_customer(
    linter: Linter, text: str, customer: str | None, form: re.Pattern[str]
) -> None:
    better = next(one.better for one in linter.check(Draft(text, customer=customer)).findings if one.rule == "vervolgstap/geen-termijn")
    other = JE if form is U else U
    assert better is not None
    assert form.search(better)
    assert not other.search(better)


@pytest.mark.parametrize(("register", "form"), [("je", JE), ("u", U)])
def test_a_reply_that_says_neither_gets_the_form_of_the_house_style(register: str, form: re.Pattern[str]) -> None:
    linter = Linter.of(HouseStyle(register=register))  # type: ignore[arg-type]
    report = linter.check(Draft("Wij komen er zo snel mogelijk op terug.", customer="Kunt u mij helpen, of kun je me bellen?"))
    better = next(one.better for one in report.findings if one.rule == "vervolgstap/geen-termijn")
    assert better is not None
    assert form.search(better)


def test_examples_of_the_rules_get_suggestions_in_their_own_form(linter: Linter) -> None:
    """Over every example of every rule: a reply that says only u is never told je, and the reverse."""
    drafts = [draft for rule in linter.pack.rules for draft in rule.bad]
    for draft, report in zip(drafts, linter.check_many(drafts), strict=True):
        said = {name for name in ("je-vorm", "u-vorm") if name in report.signals}
        for one in report.findings:
            if one.better and len(said) == 1 and linter.pack.rule(one.rule).verb != "replaces":  # type: ignore[union-attr]
                assert not (JE if said == {"u-vorm"} else U).search(one.better), (draft.text, one.rule, one.better)
