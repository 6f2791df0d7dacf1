"""With the real SDK and a model that says what the test wrote: no network."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from agents import (
    Agent,
    FunctionTool,
    RunConfig,
    Runner,
    RunResult,
    ToolInputGuardrailTripwireTriggered,
    Usage,
    function_tool,
)
from agents.items import ModelResponse
from agents.models.interface import Model
from openai.types.responses import ResponseFunctionToolCall, ResponseOutputMessage, ResponseOutputText

from tests.integrations.conftest import GOOD, POOR, SECRET, SIGNED
from webcarelint.integrations.gatekeeper import Gatekeeper
from webcarelint.integrations.openai_agents import needs_confirmation, reply_guardrail


class Scripted(Model):
    """Calls `send_reply` with each of these arguments in turn, and then says that it is done. Remembers what it was told."""

    def __init__(self, *drafts: str | dict[str, Any]) -> None:
        self._drafts: Iterator[tuple[int, Any]] = iter(enumerate(drafts))
        self.told: list[str] = []

    async def get_response(self, system_instructions: Any, input: Any, *_: Any, **__: Any) -> ModelResponse:  # noqa: ARG002
        self.told += [item["output"] for item in input if isinstance(item, dict) and item.get("type") == "function_call_output"]
        number, draft = next(self._drafts, (-1, None))
        if draft is None:
            text = ResponseOutputText(text="klaar", type="output_text", annotations=[])
            done = ResponseOutputMessage(id="m", content=[text], role="assistant", status="completed", type="message")
            return ModelResponse([done], Usage(), None)
        arguments = draft if isinstance(draft, dict) else {"body": draft}
        call = ResponseFunctionToolCall(arguments=json.dumps(arguments), call_id=f"c{number}", name="send_reply", type="function_call")
        return ModelResponse([call], Usage(), None)

    def stream_response(self, *_: Any, **__: Any) -> Any:
        raise NotImplementedError


class Desk:
    def __init__(self, gate: Gatekeeper, **settings: Any) -> None:
        self.sent: list[str] = []

        async def send_reply(body: str) -> str:
            self.sent.append(body)
            return "verstuurd"

        guardrail = reply_guardrail(gate, **settings)
        self.tool: FunctionTool = function_tool(send_reply, tool_input_guardrails=[guardrail], needs_approval=needs_confirmation(gate))

    def run(self, model: Scripted, start: Any = "Beantwoord dit", context: Any = None) -> RunResult:
        agent = Agent(name="webcare", model=model, tools=[self.tool])
        return asyncio.run(Runner.run(agent, start, context=context, run_config=RunConfig(tracing_disabled=True)))


def test_a_good_reply_is_sent(gate: Gatekeeper) -> None:
    desk = Desk(gate)
    result = desk.run(Scripted(GOOD))
    assert desk.sent == [GOOD]
    assert result.final_output == "klaar"
    (guarded,) = result.tool_input_guardrail_results
    assert guarded.output.output_info["verdict"] == "send"


@pytest.mark.parametrize(("poor", "rule"), [(POOR, "aanspreekvorm/gemengd"), (SECRET, "privacy/bsn-in-antwoord")])
def test_a_poor_reply_comes_back_with_the_findings_and_the_model_writes_again(gate: Gatekeeper, poor: str, rule: str) -> None:
    desk, model = Desk(gate), Scripted(poor, GOOD)
    desk.run(model)
    assert desk.sent == [GOOD]
    assert rule in model.told[0]


def test_what_may_never_go_can_end_the_run(gate: Gatekeeper) -> None:
    desk = Desk(gate, stop_at_hold=True)
    with pytest.raises(ToolInputGuardrailTripwireTriggered) as stopped:
        desk.run(Scripted(SECRET, GOOD))
    assert stopped.value.output.output_info["verdict"] == "hold"
    assert desk.sent == []


@pytest.mark.parametrize(("approved", "sent"), [(True, [SIGNED]), (False, [])])
def test_what_wants_confirmation_waits_for_a_person(gate: Gatekeeper, approved: bool, sent: list[str]) -> None:
    desk, model = Desk(gate), Scripted(SIGNED)
    waiting = desk.run(model)
    assert desk.sent == []
    (item,) = waiting.interruptions
    state = waiting.to_state()
    if approved:
        state.approve(item)
    else:
        state.reject(item)
    desk.run(model, state)
    assert desk.sent == sent


def test_what_is_known_of_the_conversation_goes_along(gate: Gatekeeper) -> None:
    def about(context: Any, arguments: Any) -> dict[str, Any]:
        return {"customer_name": context["name"], "channel": arguments.get("channel", "x")}

    desk = Desk(gate, about=about)
    result = desk.run(Scripted("Hoi Piet, dank je wel! Groetjes, de digitale assistent"), context={"name": "Sanne"})
    (guarded,) = result.tool_input_guardrail_results
    assert "klantcontact/verkeerde-naam" in [finding["rule"] for finding in guarded.output.output_info["findings"]]


def test_a_reply_that_cannot_be_found_or_checked_is_said(gate: Gatekeeper, lenient: Gatekeeper) -> None:
    def broken(*_: Any) -> dict[str, Any]:
        raise KeyError("geheim")

    strict, model = Desk(gate, field="tekst"), Scripted(GOOD)
    strict.run(model)
    assert strict.sent == []
    assert "'tekst'" in model.told[0]
    strict, model = Desk(gate, about=broken), Scripted(GOOD)
    strict.run(model)
    assert strict.sent == []
    assert "KeyError" in model.told[0]
    assert "geheim" not in model.told[0]
    loose = Desk(lenient, field="tekst")
    result = loose.run(Scripted(GOOD))
    assert loose.sent == [GOOD]
    assert "niet nagekeken" in result.tool_input_guardrail_results[0].output.output_info["message"]


@pytest.mark.parametrize(
    ("module", "package", "extra"), [("openai_agents", "agents", "openai-agents"), ("langchain", "langchain", "langchain")]
)
def test_the_missing_extra_is_said_with_its_command(module: str, package: str, extra: str) -> None:
    code = (
        f"import sys; sys.modules[{package!r}] = None\nfrom webcarelint.errors import InputError\ntry:\n"
        f"    import webcarelint.integrations.{module}\nexcept InputError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert f"pip install 'webcarelint[{extra}]'" in done.stdout
