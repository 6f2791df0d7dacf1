from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.conftest import GOOD, POOR, SECRET, SIGNED
from webcarelint.errors import HouseStyleError
from webcarelint.integrations.gatekeeper import Gatekeeper, text_at, told, wants_confirmation, with_text
from webcarelint.linter import Linter


@pytest.mark.parametrize(("text", "verdict"), [(GOOD, "send"), (POOR, "revise"), (SECRET, "hold")])
def test_the_gate_answers(gate: Gatekeeper, text: str, verdict: str) -> None:
    assert gate.decide(text).verdict == verdict


def test_an_agent_is_an_ai_unless_it_says_otherwise(gate: Gatekeeper) -> None:
    assert wants_confirmation(gate.decide(SIGNED))
    assert not wants_confirmation(gate.decide(SIGNED, {"source": "human"}))


def test_what_is_known_of_the_conversation_counts(gate: Gatekeeper) -> None:
    rules = {finding.rule for finding in gate.decide("Hoi Piet, dank je wel!", {"customer_name": "Sanne", "channel": "x"}).findings}
    assert "klantcontact/verkeerde-naam" in rules


@pytest.mark.parametrize(
    ("about", "word"), [({"foo": 1}, "'foo'"), ({"channel": "fax"}, "'channel'"), ({"customer": object()}, "TypeError")]
)
def test_a_question_that_is_wrong_follows_on_error(gate: Gatekeeper, lenient: Gatekeeper, about: dict[str, Any], word: str) -> None:
    held, allowed = gate.decide(GOOD, about), lenient.decide(GOOD, about)
    assert (held.verdict, allowed.verdict) == ("hold", "send")
    assert word in held.message
    assert "niet nagekeken" in allowed.message


def test_a_reply_of_nothing_but_markup_follows_on_error(gate: Gatekeeper) -> None:
    assert "leeg" in gate.decide("<p> </p>", {"format": "html"}).message


def test_a_crash_follows_on_error_and_keeps_the_text_to_itself(gate: Gatekeeper, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("webcarelint.integrations.gatekeeper.decide", broken)
    answer = gate.decide(SECRET)
    assert answer.verdict == "hold"
    assert "RuntimeError" in answer.message
    assert "111222333" not in answer.as_json()


def test_without_a_choice_there_is_no_gate(linter: Linter) -> None:
    with pytest.raises(HouseStyleError, match="on_error"):
        Gatekeeper(linter)


def test_it_is_loaded_by_a_house_style(quick_linter: Linter, tmp_path: Path) -> None:
    assert quick_linter
    path = tmp_path / "webcarelint.toml"
    path.write_text('[house_style]\non_error = "hold"\n[profiles.u]\nregister = "u"\n')
    assert Gatekeeper.load(path, "u").decide("Heeft u ons uw postcode gestuurd? Groetjes, de digitale assistent").verdict == "send"


def test_many_threads_may_ask(gate: Gatekeeper) -> None:
    texts = [GOOD, POOR, SECRET] * 4
    with ThreadPoolExecutor(4) as threads:
        verdicts = [answer.verdict for answer in threads.map(gate.decide, texts)]
    assert verdicts == ["send", "revise", "hold"] * 4


def test_what_a_model_is_told(gate: Gatekeeper) -> None:
    lines = told(gate.decide(POOR)).splitlines()
    assert lines[0] == "Pas dit antwoord aan voordat het weg mag:"
    assert any(line.startswith("- aanspreekvorm/gemengd bij ‘") for line in lines)
    assert told(gate.without_text("er is niets.")).startswith("Dit antwoord is niet nagekeken: er is niets.")


def test_fields() -> None:
    given = {"a": {"b": "tekst", "c": 1}, "d": " "}
    assert [text_at(given, path) for path in ("a.b", "a.c", "a", "d", "a.b.c", "e")] == ["tekst", None, None, None, None, None]
    assert with_text(given, "a.b", "beter") == {"a": {"b": "beter", "c": 1}, "d": " "}
    assert given["a"]["b"] == "tekst"  # type: ignore[index]
