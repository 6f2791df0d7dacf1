"""One question, one answer."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gate.test_markup import PIECES
from tests.helpers import load, pack_toml, write
from webcarelint.errors import HouseStyleError, InputError
from webcarelint.gate.contract import GateAnswer, GateRequest
from webcarelint.gate.gate import chosen_on_error, decide, fallback
from webcarelint.gate.markup import reduce
from webcarelint.house_style import HouseStyle
from webcarelint.linter import OUT_OF_TIME, Linter
from webcarelint.model import Draft

Small = Callable[..., Linter]
HOLD = HouseStyle(on_error="hold")
ALLOW = HouseStyle(on_error="allow")
TODAY = date(2026, 5, 1)

SIGNALS = {"kaas": ["kaas"], "worst": ["worst"]}
CHEESE: dict[str, Any] = {"id": "proef/kaas", "finds": "kaas", "weight": 10, "message": "Geen ‘{match}’."}
SAUSAGE: dict[str, Any] = {"id": "proef/worst", "replaces": {"worst": "vis & friet"}, "safe": True, "message": "Liever ‘{better}’."}


@pytest.fixture
def cheese(small: Small) -> Linter:
    """A Linter that finds cheese, and makes fish of sausage."""
    return small(SIGNALS, CHEESE, SAUSAGE, style=HOLD)


def ask(linter: Linter, text: str, **given: Any) -> GateAnswer:
    return decide(linter, GateRequest.model_validate({"text": text, **given}), today=TODAY)


def found(answer: GateAnswer) -> list[tuple[str, str]]:
    return [(finding.rule, finding.match) for finding in answer.findings]


# ── verdict, score, message ──────────────────────────────────────────────────


def test_a_clean_reply_may_go(cheese: Linter) -> None:
    answer = ask(cheese, "Hoi Jan.")
    assert (answer.verdict, answer.score, answer.findings, answer.fixed_text, answer.incomplete) == ("send", 100, (), None, False)
    assert answer.message == "Dit kan weg."
    assert answer.fingerprint == cheese.fingerprint
    assert answer.elapsed_ms > 0


def test_the_answer_is_that_of_the_linter(linter: Linter) -> None:
    gate = Linter(linter.pack, HOLD, linter.nlp)
    text = "Beste Jan, excuses voor het eventuele ongemak. U hoort zsm van ons, je pakket komt!! 😊"
    report = gate.check(Draft(text, customer="Waar blijft mijn pakket?", channel="twitter"))
    answer = ask(gate, text, customer="Waar blijft mijn pakket?", channel="x")
    assert [finding.model_dump() for finding in answer.findings] == [finding.to_dict() for finding in report.findings]
    assert (answer.verdict, answer.score) == (report.verdict, report.score)
    assert [(skip.rule, skip.reason) for skip in answer.skipped] == [(skip.rule, skip.reason) for skip in report.skipped]


def test_the_message_names_the_gravest_first_and_counts_the_rest(small: Small) -> None:
    words = ["een", "twee", "drie", "vier", "vijf"]
    rules = [{"id": f"proef/{word}", "finds": word, "weight": i, "message": f"Over {word}."} for i, word in enumerate(words)]
    rules[1] |= {"gate": "block"}
    rules[4] |= {"severity": "info"}
    answer = ask(small({word: [word] for word in words}, *rules, style=HOLD), "een twee drie vier vijf")
    assert answer.verdict == "hold"
    assert answer.message == "Verstuur dit niet. Over twee. Over vier. Over drie. En nog 1 ding."


def test_below_the_pass_mark_it_must_be_changed(small: Small) -> None:
    answer = ask(small(SIGNALS, {**CHEESE, "weight": 40}, style=ALLOW), "kaas")
    assert answer.verdict == "revise"
    assert answer.message == "Pas dit aan voordat je het verstuurt. Geen ‘kaas’."


def test_a_text_without_words_is_refused(cheese: Linter) -> None:
    for format, text in (("text", "  \n"), ("html", "<p>&nbsp;</p><img>"), ("markdown", "![kaas](kaas.png)")):
        with pytest.raises(InputError, match="leeg"):
            ask(cheese, text, format=format)


# ── on_error ─────────────────────────────────────────────────────────────────


def test_a_gate_without_a_choice_refuses_to_work(small: Small) -> None:
    with pytest.raises(HouseStyleError, match="webcarelint init"):
        ask(small(SIGNALS, CHEESE), "kaas")
    assert [chosen_on_error(style) for style in (HOLD, ALLOW)] == ["hold", "allow"]


@pytest.mark.parametrize(
    ("on_error", "verdict", "words"), [("allow", "send", "gaat ongezien door"), ("hold", "hold", "wordt tegengehouden")]
)
def test_what_a_door_says_when_it_could_not_check(on_error: Any, verdict: str, words: str) -> None:
    answer = fallback(on_error, "De dienst antwoordt niet.", perf_counter())
    assert (answer.verdict, answer.score, answer.incomplete, answer.findings) == (verdict, None, True, ())
    assert "De dienst antwoordt niet." in answer.message
    assert words in answer.message


# ── deadline ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("style", "verdict", "words"), [(HOLD, "hold", "Nog niet versturen"), (ALLOW, "send", "laat het dan door")])
def test_past_the_deadline_nothing_is_known_and_it_says_so(small: Small, style: HouseStyle, verdict: str, words: str) -> None:
    linter = small(SIGNALS, CHEESE, style=style)
    answer = decide(linter, GateRequest(text="kaas", deadline_ms=1), started=perf_counter() - 1)
    assert (answer.verdict, answer.incomplete, answer.findings) == (verdict, True, ())
    assert [(skip.rule, skip.reason) for skip in answer.skipped] == [("proef/kaas", OUT_OF_TIME)]
    assert words in answer.message
    assert answer.elapsed_ms > 1000


def test_what_is_known_at_the_deadline_is_said(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    blocking = {**CHEESE, "gate": "block"}
    linter = small(SIGNALS, blocking, {"id": "proef/worst", "finds": "worst"}, style=HOLD)
    clock = iter([0.0, 5.0, 5.0])
    monkeypatch.setattr("webcarelint.linter.perf_counter", lambda: next(clock))
    report = linter.check(Draft("kaas en worst"), until=1.0)
    assert [finding.match for finding in report.findings] == ["kaas"]
    assert [(skip.rule, skip.reason, skip.timed_out) for skip in report.skipped] == [("proef/worst", OUT_OF_TIME, True)]
    assert (report.signals, report.measures) == ({}, {})


def test_a_deadline_that_is_met_changes_nothing(cheese: Linter) -> None:
    assert found(ask(cheese, "kaas", deadline_ms=60_000)) == found(ask(cheese, "kaas"))


def test_an_expression_that_is_cut_off_makes_the_answer_incomplete(small: Small) -> None:
    signals = {"kaas": {"regex": [r"(?:a|aa)+$"], "timeout_ms": 1}}
    answer = ask(small(signals, CHEESE, style=HOLD), "a" * 60 + "b")
    assert (answer.verdict, answer.incomplete) == ("hold", True)
    assert "'kaas' duurde te lang" in answer.skipped[0].reason


# ── markup and safe corrections ──────────────────────────────────────────────


def test_findings_in_html_point_into_the_html(cheese: Linter) -> None:
    text = "<p>Hoi &amp; <b>kaas</b> en k<i>aa</i>s</p>"
    answer = ask(cheese, text, format="html")
    assert [text[finding.start : finding.end] for finding in answer.findings] == ["kaas", "k<i>aa</i>s"]
    assert [finding.match for finding in answer.findings] == ["kaas", "kaas"]


@pytest.mark.parametrize(
    ("format", "text", "fixed"),
    [
        ("text", "worst en worst", "vis & friet en vis & friet"),
        ("text", "niets", None),
        ("html", "<p title='worst'>een <b>worst</b></p>", "<p title='worst'>een <b>vis &amp; friet</b></p>"),
        ("html", "w<b>o</b>rst", None),
        ("html", "w<b>o</b>rst en worst", "w<b>o</b>rst en vis &amp; friet"),
        ("markdown", "een **worst**, [worst](worst)", "een **vis & friet**, [vis & friet](worst)"),
        ("markdown", "w*or*st", None),
    ],
)
def test_safe_corrections_are_made_where_they_can_be(cheese: Linter, format: str, text: str, fixed: str | None) -> None:
    assert ask(cheese, text, format=format).fixed_text == fixed


@given(pieces=st.lists(st.one_of(st.sampled_from(["worst", "kaas", " worst ", "k<b>aa</b>s"]), PIECES), min_size=1, max_size=15))
@pytest.mark.parametrize("format", ["text", "html", "markdown"])
def test_every_finding_covers_its_words_and_every_correction_reads_as_meant(shared_cheese: Linter, format: Any, pieces: list[str]) -> None:
    text = "".join(pieces).encode("utf-8", "replace").decode()
    seen = reduce(text, format).text
    if not seen.strip():
        return
    answer = ask(shared_cheese, text, format=format)
    for finding in answer.findings:
        covered = reduce(text[finding.start : finding.end], format).text if format == "html" else text[finding.start : finding.end]
        assert 0 <= finding.start <= finding.end <= len(text)
        assert all(char in covered for char in finding.match)
    if answer.fixed_text is not None:
        assert "worst" not in seen or reduce(answer.fixed_text, format).text.count("vis & friet") > 0
        assert len(reduce(answer.fixed_text, format).text) > len(seen)


@pytest.fixture(scope="module")
def shared_cheese(tmp_path_factory: pytest.TempPathFactory, nlp: Any) -> Linter:
    path = write(tmp_path_factory.mktemp("pak") / "klein.toml", pack_toml(SIGNALS, CHEESE, SAUSAGE))
    return Linter(load(path), HOLD, nlp)


# ── the guide ────────────────────────────────────────────────────────────────

GUIDE = (Path(__file__).parents[2] / "docs" / "gate.md").read_text(encoding="utf-8")


def test_the_guide_does_what_it_says(quick_linter: Linter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert quick_linter
    write(tmp_path / "webcarelint.toml", '[house_style]\non_error = "hold"\n')
    monkeypatch.chdir(tmp_path)
    known: dict[str, Any] = {}
    exec(GUIDE.split("```python\n")[1].split("```")[0], known)
    assert isinstance(known["answer"], GateAnswer)
    assert known["answer"].fixed_text == "<p>Sorry als je dit zo hebt ervaren!</p>"


def test_the_exceptions_of_the_guide_are_ones(linter: Linter) -> None:
    request = GateRequest.model_validate_json(GUIDE.split("```json\n")[1].split("```")[0])
    assert len(request.waive) == 2
    assert linter.pack.rule(request.waive[0].rule or "") is not None
