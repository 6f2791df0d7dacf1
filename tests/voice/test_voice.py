"""The human-voice profile: what is in a reply and where, and counts over many. It never touches a score."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webcarelint.linter import Linter
from webcarelint.model import Draft, Report, Span
from webcarelint.voice import NOTE, SOURCE, TACTICS, Voice, count_voices, voice_of

WARM = "Hoi Jan, oeps, da's niet de bedoeling! Sorry hoor. Stuur je me ff je ordernummer? Dan zoek ik het uit. Fijne dag! 😊 ^EK"
COLD = "De aanvraag is ontvangen."


def _words(text: str, voice: Voice) -> dict[str, dict[str, list[str]]]:
    return {tactic: {e: [text[a:b] for a, b in spans] for e, spans in elements.items()} for tactic, elements in voice.tactics.items()}


def test_a_warm_reply_shows_its_elements_with_their_words(linter: Linter) -> None:
    assert _words(WARM, voice_of(linter.check(Draft(WARM, id="1")))) == {
        "personalisatie": {
            "begroeting": ["Hoi"],
            "aanspreken klant": ["Jan", "je", "je"],
            "aanspreken medewerker": ["me", "ik"],
            "ondertekening": ["^EK"],
        },
        "informele taal": {
            "afkortingen": ["ff"],
            "spreektaal": ["da's"],
            "tussenwerpsels": ["oeps"],
            "non-verbale cues": ["😊"],
            "partikels": ["hoor"],
        },
        "uitnodigende retoriek": {"dialoog": ["Stuur je me ff je ordernummer?"], "excuses": ["Sorry"], "welwensen": ["Fijne dag"]},
    }


def test_a_cold_reply_has_every_tactic_and_no_element(linter: Linter) -> None:
    assert voice_of(linter.check(Draft(COLD))).tactics == {tactic: {} for tactic in TACTICS}


def test_who_speaks_and_to_whom(linter: Linter) -> None:
    formal = "Geachte mevrouw Bos, kunt u ons bellen? Met vriendelijke groet, Team Vivare"
    personal = voice_of(linter.check(Draft(formal))).tactics["personalisatie"]
    assert set(personal) == {"begroeting", "aanspreken klant"}  # wij is no person, and neither is a team


def test_every_element_reads_signals_that_exist(linter: Linter) -> None:
    names = {name for elements in TACTICS.values() for signals in elements.values() for name in signals}
    assert names <= set(linter.pack.signals)
    assert not any(name.startswith(("_", "klant.")) for name in names)


def test_the_profile_costs_no_points(linter: Linter) -> None:
    """No rule reads the signals that are there for the profile alone."""
    own = {name for name, signal in linter.pack.signals.items() if signal.place and signal.place.path.name == "stem.toml"}
    assert own
    assert {name for rule in linter.pack.rules for name in rule.reads} & own == set()


def test_places_are_in_the_reply_as_it_was_given(linter: Linter) -> None:
    """Also where the text was cleaned before it was read: a non-breaking space, a decomposed letter."""
    text = "Oeps,\u00a0da\u2019s  cafe\u0301 laat\u200b. Even geduld hoor!"
    for spans in voice_of(linter.check(Draft(text))).tactics["informele taal"].values():
        assert all(0 <= start < end <= len(text) for start, end in spans)
    assert _words(text, voice_of(linter.check(Draft(text))))["informele taal"]["tussenwerpsels"] == ["Oeps"]


def test_a_voice_is_json(linter: Linter) -> None:
    body = voice_of(linter.check(Draft("Oeps!", id="7"))).to_dict()
    assert json.loads(json.dumps(body)) == {
        "draft_id": "7",
        "tactics": {"personalisatie": {}, "informele taal": {"tussenwerpsels": [[0, 4]]}, "uitnodigende retoriek": {}},
    }


def test_it_calls_itself_a_description() -> None:
    assert "geen cijfer" in NOTE
    assert "2018" in SOURCE


# ── counts ───────────────────────────────────────────────────────────────────


def _report(**signals: tuple[Span, ...]) -> Report:
    return Report("", (), 100.0, {}, "send", signals, (), "")


def test_counts_are_of_replies_and_not_of_places(linter: Linter) -> None:
    drafts = [Draft("Oeps, oei, tja!"), Draft("Oeps."), Draft(COLD)]
    counts = count_voices(map(voice_of, linter.check_many(drafts)))
    assert counts.replies == 3
    assert counts.tactics["informele taal"]["tussenwerpsels"] == 2
    assert counts.tactics["uitnodigende retoriek"] == dict.fromkeys(TACTICS["uitnodigende retoriek"], 0)


def test_nothing_counts_to_nothing() -> None:
    counts = count_voices([])
    assert counts.to_dict() == {"replies": 0, "tactics": {tactic: dict.fromkeys(elements, 0) for tactic, elements in TACTICS.items()}}


def test_the_same_place_counts_once() -> None:
    voice = voice_of(_report(**{"klantnaam": ((4, 7),), "je-vorm": ((9, 11), (4, 7))}))
    assert voice.tactics["personalisatie"]["aanspreken klant"] == ((4, 7), (9, 11))


SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(51, 99)), max_size=3).map(tuple)
SIGNALS = sorted({name for elements in TACTICS.values() for signals in elements.values() for name in signals})


@given(st.lists(st.dictionaries(st.sampled_from(SIGNALS), SPANS, max_size=6), max_size=6))
def test_a_count_is_never_more_than_the_replies(found: list[dict[str, tuple[Span, ...]]]) -> None:
    counts = count_voices(voice_of(_report(**signals)) for signals in found)
    for tactic, elements in TACTICS.items():
        for element, names in elements.items():
            assert counts.tactics[tactic][element] == sum(any(signals.get(name) for name in names) for signals in found)


@pytest.mark.parametrize("rows", [1, 3])
def test_report_order_is_kept(linter: Linter, rows: int) -> None:
    voices = [voice_of(report) for report in linter.check_many([Draft(WARM, id=str(n)) for n in range(rows)])]
    assert [voice.draft_id for voice in voices] == [str(n) for n in range(rows)]
