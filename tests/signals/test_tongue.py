"""In which language is a reply, and what may be judged of one that is not Dutch?"""

import pytest

from webcarelint.linter import NOT_DUTCH, Linter
from webcarelint.model import Draft, Report

FOREIGN = {
    "English": "Hi Kim, thank you for your message! We are looking into it and you will hear from us today. ^EK",
    "English, short": "Please send us a DM with your order number, and we will check it for you.",
    "German": "Hallo Kim, danke für die Nachricht. Wir haben das Paket gefunden und es ist morgen bei Ihnen.",
    "French": "Bonjour Kim, merci pour votre message. Nous avons trouvé le colis et il est dans votre boîte.",
    "Arabic": "مرحبا كيم، لقد وجدنا طردك وسيصل غدا.",
}
DUTCH = {
    "plain": "Hoi Kim, bedankt voor je bericht! We kijken ernaar en je hoort vandaag van ons. ^EK",
    "code-mixing": "Thanks Kim! Je pakket is on its way, we hopen dat je er snel van kunt genieten.",
    "a quote": "Je schreef: “why is it that you do not have the right size for me and my kids”. Welke maat zoek je?",
    "a thread": "Je pakket komt morgen aan, ik heb het nagekeken.\n\nOp ma 3 mrt schreef Jan:\n> Where is the parcel that I have been waiting for, and why is it not on the map?",
    "short": "Thanks! ^EK",
    "Flemish": "Amai, da's ambetant. Hebt ge al eens gekeken of het lampje brandt?",
    "a title in English": "De film 'The end of the world as we know it' draait om 20.00 uur.",
    "loan words": "Check de e-mail even op een update van de app store, anders doen we een reset van het account.",
}  # fmt: skip


def _foreign(report: Report) -> bool:
    return NOT_DUTCH in [skipped.reason for skipped in report.skipped]


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_rules_that_know_dutch_are_skipped_on_another_language(linter: Linter, text: str) -> None:
    report = linter.check(Draft(text, channel="email"))
    reasons = {skipped.rule: skipped.reason for skipped in report.skipped}
    assert reasons["afsluiting/ontbreekt"] == reasons["excuus/schijnexcuus"] == NOT_DUTCH
    assert (report.score, report.verdict) == (100, "send")


@pytest.mark.parametrize("text", DUTCH.values(), ids=DUTCH)
def test_dutch_is_dutch(linter: Linter, text: str) -> None:
    assert not _foreign(linter.check(Draft(text)))


def test_no_rule_is_named_twice_or_left_out(linter: Linter) -> None:
    report = linter.check(Draft(FOREIGN["English"], channel="twitter"))
    named = [skipped.rule for skipped in report.skipped]
    ran = [rule.id for rule in linter.rules if rule.any_language and rule.id not in named]
    assert len(named) == len(set(named))
    assert set(named) | set(ran) == {rule.id for rule in linter.pack.rules}
    assert {"sjablonen/niet-ingevuld", "lengte/kanaallimiet"} <= set(ran)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("We have noted your account NL91ABNA0417164300 and you will have the money in there today.", "privacy/rekeningnummer-in-antwoord"),
        ("Hi {{name}}, thank you for your message. We are on it and you will hear from us.", "sjablonen/niet-ingevuld"),
        ("Thank you so much for the kind words!! We are so happy that you had a good day.", "typografie/dubbel-uitroepteken"),
    ],
)
def test_what_needs_no_dutch_still_counts(linter: Linter, text: str, rule: str) -> None:
    report = linter.check(Draft(text, channel="twitter"))
    assert _foreign(report)
    assert rule in [found.rule for found in report.findings]


def test_a_reply_in_another_language_than_the_customers_is_told(linter: Linter) -> None:
    dutch, english = DUTCH["plain"], FOREIGN["English"]
    rule = "klantcontact/andere-taal"
    for text, customer, told in ((english, dutch, True), (dutch, english, True), (english, english, False), (dutch, dutch, False)):
        assert (rule in [found.rule for found in linter.check(Draft(text, customer)).findings]) == told


def test_a_pack_of_your_own_knows_dutch_unless_it_says_so(linter: Linter) -> None:
    assert not any(rule.any_language for rule in linter.pack.rules if rule.id.startswith(("toon/", "excuus/", "aanspreekvorm/")))
