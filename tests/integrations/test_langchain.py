"""With the real library and a model that says what the test wrote: no network."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langchain_core.tools import tool
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from tests.integrations.conftest import GOOD, POOR, SECRET, SHOUT, SIGNED
from webcarelint.integrations.gatekeeper import Gatekeeper
from webcarelint.integrations.langchain import WebcareMiddleware


class Scripted(GenericFakeChatModel):
    def bind_tools(self, tools: Any, **_: Any) -> Any:  # noqa: ARG002
        return self


class Desk:
    """An agent that calls `send_reply` with each draft in turn and then says that it is done; or that says each draft itself."""

    def __init__(
        self, gate: Gatekeeper, drafts: Sequence[str], *, asynchronous: bool = False, by_tool: bool = True, **settings: Any
    ) -> None:
        self.sent: list[str] = []
        self._asynchronous = asynchronous
        if by_tool:
            settings.setdefault("tools", {"send_reply": "body"})
            messages = [
                AIMessage("", tool_calls=[{"name": "send_reply", "args": {"body": draft}, "id": f"c{n}"}]) for n, draft in enumerate(drafts)
            ] + [AIMessage("klaar")]
        else:
            settings["final_answer"] = True
            messages = [AIMessage(draft) for draft in drafts]

        @tool
        def send_reply(body: str) -> str:
            """Verstuur een antwoord."""
            self.sent.append(body)
            return "verstuurd"

        @tool
        def look_up(body: str) -> str:
            """Zoek iets op."""
            return body

        self.agent = create_agent(
            Scripted(messages=iter(messages)),
            tools=[send_reply, look_up],
            middleware=[WebcareMiddleware(gate, **settings)],
            checkpointer=InMemorySaver(),
        )

    def run(self, given: Any = None) -> dict[str, Any]:
        start = given if given is not None else {"messages": [HumanMessage("Beantwoord dit")]}
        config: Any = {"configurable": {"thread_id": "1"}}
        if self._asynchronous:
            return asyncio.run(self.agent.ainvoke(start, config))
        return self.agent.invoke(start, config)

    def decide(self, **decision: Any) -> dict[str, Any]:
        return self.run(Command(resume={"decisions": [decision]}))


def told(result: dict[str, Any]) -> list[str]:
    """What came back instead of a result."""
    return [message.text for message in result["messages"] if "webcarelint" in message.additional_kwargs]


def question(result: dict[str, Any]) -> dict[str, Any]:
    (stop,) = result["__interrupt__"]
    (action,) = stop.value["action_requests"]
    assert stop.value["review_configs"][0]["allowed_decisions"] == ["approve", "edit", "reject"]
    return dict(action)


both = pytest.mark.parametrize("asynchronous", [False, True])


@both
def test_a_good_reply_is_sent(gate: Gatekeeper, asynchronous: bool) -> None:
    desk = Desk(gate, [GOOD], asynchronous=asynchronous)
    result = desk.run()
    assert (desk.sent, told(result)) == ([GOOD], [])
    assert result["messages"][-1].text == "klaar"


@both
def test_a_poor_reply_comes_back_with_the_findings_and_the_model_writes_again(gate: Gatekeeper, asynchronous: bool) -> None:
    desk = Desk(gate, [POOR, SECRET, GOOD], asynchronous=asynchronous)
    result = desk.run()
    assert desk.sent == [GOOD]
    first, second = told(result)
    assert "aanspreekvorm/gemengd" in first
    assert "privacy/bsn-in-antwoord" in second
    assert all(m.status == "error" for m in result["messages"] if isinstance(m, ToolMessage) and "webcarelint" in m.additional_kwargs)


@both
@pytest.mark.parametrize(
    ("decision", "sent"),
    [
        ({"type": "approve"}, [POOR]),
        ({"type": "edit", "edited_action": {"name": "send_reply", "args": {"body": GOOD}}}, [GOOD]),
        ({"type": "reject"}, []),
        ({"type": "reject", "message": "Bel de klant."}, []),
    ],
)
def test_after_the_last_retry_a_person_decides(gate: Gatekeeper, decision: dict[str, Any], sent: list[str], asynchronous: bool) -> None:
    desk = Desk(gate, [POOR, POOR], retries=1, asynchronous=asynchronous)
    waiting = desk.run()
    asked = question(waiting)
    assert (asked["name"], asked["args"]) == ("send_reply", {"body": POOR})
    assert "aanspreekvorm/gemengd" in asked["description"]
    assert desk.sent == []
    result = desk.decide(**decision)
    assert desk.sent == sent
    if decision["type"] == "reject":
        assert told(result)[-1] == decision.get("message", "Een collega heeft dit antwoord tegengehouden. Verstuur het niet.")


def test_what_wants_confirmation_goes_to_a_person_at_once(gate: Gatekeeper) -> None:
    desk = Desk(gate, [SIGNED])
    assert "ai/tekent-als-mens" in question(desk.run())["description"]
    desk.decide(type="approve")
    assert desk.sent == [SIGNED]


@pytest.mark.parametrize(("apply_fixes", "sent"), [(True, SHOUT.replace("!!!", "!")), (False, SHOUT)])
def test_safe_corrections_are_put_in(gate: Gatekeeper, apply_fixes: bool, sent: str) -> None:
    desk = Desk(gate, [SHOUT], apply_fixes=apply_fixes)
    desk.run()
    assert desk.sent == [sent]


def test_other_tools_are_let_alone(gate: Gatekeeper) -> None:
    for asynchronous in (False, True):
        desk = Desk(gate, [POOR], tools={"look_up": "body"}, asynchronous=asynchronous)
        desk.run()
        assert desk.sent == [POOR]


def test_a_new_question_of_the_user_starts_counting_again(gate: Gatekeeper) -> None:
    desk = Desk(gate, [POOR, GOOD], retries=1)
    desk.run()
    assert desk.sent == [GOOD]
    again = Desk(gate, [POOR, GOOD], retries=1)
    history = [HumanMessage("eerder"), ToolMessage("x", tool_call_id="0", additional_kwargs={"webcarelint": "hold"}), HumanMessage("nu")]
    result = again.run({"messages": history})
    assert again.sent == [GOOD]
    assert len(told(result)) == 2


def test_what_is_known_of_the_conversation_goes_along(gate: Gatekeeper) -> None:
    def about(state: Any, arguments: Any) -> dict[str, Any]:
        assert state["messages"][0].text == "Beantwoord dit"
        assert "body" in arguments
        return {"customer_name": "Sanne"}

    result = Desk(gate, ["Hoi Piet, dank je wel! Groetjes, de digitale assistent", GOOD], about=about).run()
    assert "klantcontact/verkeerde-naam" in told(result)[0]


def test_a_reply_that_cannot_be_found_or_checked_is_said(gate: Gatekeeper, lenient: Gatekeeper) -> None:
    def broken(*_: Any) -> dict[str, Any]:
        raise KeyError("geheim")

    assert "'tekst'" in told(Desk(gate, [GOOD], tools={"send_reply": "tekst"}).run())[0]
    note = told(Desk(gate, [GOOD], about=broken).run())[0]
    assert "KeyError" in note
    assert "geheim" not in note
    loose = Desk(lenient, [GOOD], tools={"send_reply": "tekst"})
    loose.run()
    assert loose.sent == [GOOD]


@both
class TestTheLastMessageIsTheReply:
    def test_it_comes_back_with_the_findings(self, gate: Gatekeeper, asynchronous: bool) -> None:
        result = Desk(gate, [POOR, GOOD], by_tool=False, asynchronous=asynchronous).run()
        assert result["messages"][-1].text == GOOD
        assert "aanspreekvorm/gemengd" in told(result)[0]

    def test_safe_corrections_replace_it(self, gate: Gatekeeper, asynchronous: bool) -> None:
        result = Desk(gate, [SHOUT], by_tool=False, asynchronous=asynchronous).run()
        assert [message.text for message in result["messages"][1:]] == [SHOUT.replace("!!!", "!")]

    @pytest.mark.parametrize(
        ("decision", "last"),
        [
            ({"type": "approve"}, POOR),
            ({"type": "edit", "edited_action": {"name": "final_answer", "args": {"text": GOOD}}}, GOOD),
            ({"type": "reject"}, "Een collega heeft dit antwoord tegengehouden."),
        ],
    )
    def test_after_the_last_retry_a_person_decides(self, gate: Gatekeeper, decision: dict[str, Any], last: str, asynchronous: bool) -> None:
        desk = Desk(gate, [POOR], by_tool=False, retries=0, asynchronous=asynchronous)
        assert question(desk.run())["args"] == {"text": POOR}
        assert desk.decide(**decision)["messages"][-1].text == last

    def test_without_asking_for_it_the_last_message_is_no_reply(self, gate: Gatekeeper, asynchronous: bool) -> None:
        result = Desk(gate, [GOOD], asynchronous=asynchronous).run()
        assert result["messages"][-1].text == "klaar"
        assert told(result) == []
