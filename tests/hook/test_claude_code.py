"""What Claude Code reads: silence when the reply is fine, a decision when it is not, exit code 0 or 2 and never 1."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hook.conftest import FINE, POOR, SECRET, Result, Run, Stand

Choose = Callable[[str], Path]
TOOL = "mcp__helpdesk__send_reply"
WAITS = "Wat vervelend! Ik zoek het vandaag voor je uit en je hoort voor 17 uur van me. ^EK"

THANKS = "Dank je wel, wat fijn om te horen, Sanne"
SIGNED = "Dank je wel, Sanne! ^EK"


@pytest.fixture
def call(run: Run, stand: Stand) -> Callable[..., Result]:
    assert stand

    def call(*arguments: str, **event: Any) -> Result:
        done = run("hook", "claude-code", *arguments, stdin=json.dumps(event))
        assert done.code in (0, 2)
        return done

    return call


def before(call: Callable[..., Result], text: str, *arguments: str, tool: str = TOOL, **extras: Any) -> Result:
    event = {"hook_event_name": "PreToolUse", "tool_name": tool, "tool_input": {"ticket_id": 12, "body": text}, **extras}
    return call(*arguments, **event)


def decision(done: Result) -> dict[str, Any]:
    found = json.loads(done.out)["hookSpecificOutput"]
    assert found["hookEventName"] == "PreToolUse"
    assert isinstance(found, dict)
    return found


def test_a_fine_reply_is_met_with_silence(call: Callable[..., Result], stand: Stand) -> None:
    done = before(call, WAITS, "--source", "human")
    assert (done.out, done.err, done.code) == ("", "", 0)
    assert len(stand.asked) == 1


@pytest.mark.parametrize(("text", "rule"), [(POOR, "aanspreekvorm/gemengd"), (SECRET, "privacy/bsn-in-antwoord")])
def test_a_poor_reply_is_denied_with_what_to_do(call: Callable[..., Result], text: str, rule: str) -> None:
    done = before(call, text)
    found = decision(done)
    assert (found["permissionDecision"], done.code) == ("deny", 0)
    assert rule in found["permissionDecisionReason"]
    assert "updatedInput" not in found


def test_many_findings_are_not_all_spelled_out(call: Callable[..., Result]) -> None:
    reason = decision(before(call, " ".join([POOR, "Helaas, helaas, geachte klant, excuses voor het eventuele ongemak.", POOR])))
    assert "- en nog " in reason["permissionDecisionReason"]


@pytest.mark.parametrize(("mode", "wanted"), [("default", "ask"), ("bypassPermissions", "allow"), (None, "ask")])
def test_safe_corrections_replace_the_text_and_nothing_else(call: Callable[..., Result], mode: str | None, wanted: str) -> None:
    extras = {} if mode is None else {"permission_mode": mode}
    found = decision(before(call, f"Dank je wel!!! {WAITS}", "--source", "human", **extras))
    assert found["permissionDecision"] == wanted
    assert found["updatedInput"] == {"ticket_id": 12, "body": f"Dank je wel! {WAITS}"}


def test_what_wants_confirmation_is_asked_of_a_person(call: Callable[..., Result]) -> None:
    found = decision(before(call, SIGNED))  # an assistant signs with initials
    assert found["permissionDecision"] == "ask"
    assert "ai/tekent-als-mens" in found["permissionDecisionReason"]


@pytest.mark.parametrize("tool", ["Bash", "SendMessage", "mcp__helpdesk__get_ticket", "mcp__helpdesk__list_replies"])
def test_other_tools_are_let_alone(call: Callable[..., Result], stand: Stand, tool: str) -> None:
    done = before(call, POOR, tool=tool)
    assert (done.out, done.code, stand.asked) == ("", 0, [])


@pytest.mark.parametrize("note", [{"public": False}, {"private": True}, {"internal": True}])
def test_a_note_for_colleagues_is_no_reply(call: Callable[..., Result], note: dict[str, bool]) -> None:
    event = {"hook_event_name": "PreToolUse", "tool_name": TOOL, "tool_input": {"body": POOR, **note}}
    assert call(**event).out == ""


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("mcp__zendesk__create_ticket_comment", {"ticket_id": 1, "comment": POOR, "public": True}),
        ("mcp__freshdesk__reply_to_ticket", {"id": 1, "body": POOR}),
        ("mcp__Gmail__Send_Email", {"to": "a@example.org", "body": POOR}),
        ("mcp__whatsapp__send_message", {"recipient": "x", "message": POOR}),
        ("mcp__intercom__reply_conversation", {"conversation_id": "1", "message": {"body": POOR}}),
        ("mcp__x__create_tweet", {"text": POOR}),
        ("mcp__support__reply", {"content": POOR}),
        ("mcp__zendesk__update_ticket_comment", {"ticket": {"comment": {"body": POOR}}}),
    ],
)
def test_well_known_tools_need_no_setting(call: Callable[..., Result], tool: str, given: dict[str, Any]) -> None:
    found = decision(call(hook_event_name="PreToolUse", tool_name=tool, tool_input=given))
    assert found["permissionDecision"] == "deny"


def test_a_tool_and_its_field_can_be_named(call: Callable[..., Result], stand: Stand) -> None:
    settings = ["--tool", "mcp__eigen__*=bericht.tekst", "--channel", "whatsapp", "--customer-field", "vraag", "--name-field", "klant.naam"]
    given = {
        "bericht": {"tekst": f"{THANKS}!!! Groetjes, de digitale assistent", "taal": "nl"},
        "vraag": "Mijn pakket is er, top!",
        "klant": {"naam": "Sanne"},
        "body": SECRET,
    }
    done = call(*settings, hook_event_name="PreToolUse", tool_name="mcp__eigen__verstuur", tool_input=given)
    assert decision(done)["updatedInput"] == {**given, "bericht": {"tekst": f"{THANKS}! Groetjes, de digitale assistent", "taal": "nl"}}
    question = json.loads(stand.asked[0][2])
    assert (question["channel"], question["customer"], question["customer_name"], question["source"]) == (
        "whatsapp",
        "Mijn pakket is er, top!",
        "Sanne",
        "ai",
    )
    assert before(call, SECRET, *settings).out == ""  # the tools that are named replace the well-known ones


def test_a_field_that_is_called_html_holds_html(call: Callable[..., Result], stand: Stand) -> None:
    call(hook_event_name="PreToolUse", tool_name=TOOL, tool_input={"html_body": f"<p>{FINE}</p>"})
    call("--format", "text", hook_event_name="PreToolUse", tool_name=TOOL, tool_input={"html_body": FINE})
    assert [json.loads(body)["format"] for _, _, body in stand.asked] == ["html", "text"]


@pytest.mark.parametrize("event", ["Stop", "SubagentStop"])
def test_the_last_message_is_sent_back_once(call: Callable[..., Result], event: str) -> None:
    first = call(hook_event_name=event, stop_hook_active=False, last_assistant_message=POOR)
    again = call(hook_event_name=event, stop_hook_active=True, last_assistant_message=POOR)
    assert json.loads(first.out)["decision"] == "block"
    assert "aanspreekvorm/gemengd" in json.loads(first.out)["reason"]
    assert "nog niet goed" in json.loads(again.out)["systemMessage"]
    assert "decision" not in json.loads(again.out)


def test_a_fine_or_empty_last_message_is_met_with_silence(call: Callable[..., Result]) -> None:
    assert call("--source", "human", hook_event_name="Stop", last_assistant_message=WAITS).out == ""
    assert call(hook_event_name="Stop", last_assistant_message=" ").out == ""


def test_a_last_message_that_wants_confirmation_is_told(call: Callable[..., Result]) -> None:
    done = call(hook_event_name="Stop", last_assistant_message=SIGNED)
    assert "ai/tekent-als-mens" in json.loads(done.out)["systemMessage"]


def test_another_event_is_told(call: Callable[..., Result]) -> None:
    assert "PostToolUse" in json.loads(call(hook_event_name="PostToolUse").out)["systemMessage"]


@pytest.mark.parametrize("on_error", ["allow", "hold"])
class TestNobodyCouldCheck:
    def test_broken_json(self, run: Run, choose: Choose, on_error: str) -> None:
        choose(on_error)
        for stdin in (b'{"hook_event', b"[]"):
            done = run("hook", "claude-code", stdin=stdin)
            if on_error == "hold":
                assert (done.code, done.out) == (2, "")
                assert "niet nagekeken" in done.err  # with exit code 2 this is what the model reads
            else:
                assert done.code == 0
                assert "niet nagekeken" in json.loads(done.out)["systemMessage"]

    def test_no_text_in_the_tool(self, call: Callable[..., Result], choose: Choose, on_error: str) -> None:
        choose(on_error)
        for given in ({"ticket_id": 12}, "geen object", {"body": "  "}):
            done = call(hook_event_name="PreToolUse", tool_name=TOOL, tool_input=given)
            self._says(done, on_error, "--tool NAAM=VELD")
        done = before(call, POOR, "--tool", "mcp__*=tekst.inhoud")
        self._says(done, on_error, "'tekst.inhoud'")

    def test_a_refused_question(self, call: Callable[..., Result], choose: Choose, on_error: str) -> None:
        choose(on_error)
        self._says(before(call, "a" * 60_000, "--via", "none"), on_error, "'text'")

    def test_no_last_message(self, call: Callable[..., Result], choose: Choose, on_error: str) -> None:
        choose(on_error)
        done = call(hook_event_name="Stop")
        told = json.loads(done.out)
        assert "last_assistant_message" in (told["reason"] if on_error == "hold" else told["systemMessage"])
        assert (told.get("decision") == "block") == (on_error == "hold")

    def _says(self, done: Result, on_error: str, word: str) -> None:
        if on_error == "hold":
            assert decision(done)["permissionDecision"] == "deny"
            assert word in decision(done)["permissionDecisionReason"]
        else:
            told = json.loads(done.out)["systemMessage"]
            assert word in told
            assert "niet nagekeken" in told


def test_a_service_that_fails_is_said_on_standard_error(call: Callable[..., Result], stand: Stand, choose: Choose) -> None:
    choose("hold")
    stand.answer = (500, b"")
    done = before(call, POOR)
    assert decision(done)["permissionDecision"] == "deny"
    assert "fout 500" in done.err
