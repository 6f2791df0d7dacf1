"""For the OpenAI Agents SDK: a guardrail on the tool that sends, and an approval where a person has to confirm.

    gate = Gatekeeper.load("webcarelint.toml")
    send = function_tool(send_reply, tool_input_guardrails=[reply_guardrail(gate)], needs_approval=needs_confirmation(gate))

The guardrail rejects the content with the findings, and the model writes again; `max_turns` of the run ends it.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from webcarelint.gate.contract import GateAnswer
from webcarelint.integrations.gatekeeper import Gatekeeper, missing_extra, missing_text, text_at, told, wants_confirmation

try:
    from agents import RunContextWrapper, ToolGuardrailFunctionOutput, ToolInputGuardrail, ToolInputGuardrailData
except ModuleNotFoundError as missing:
    raise missing_extra("openai-agents") from missing

About = Callable[[Any, Mapping[str, Any]], Mapping[str, Any]]
"""From the context of the run and the arguments of the tool to what is known of the conversation, by the names of the contract."""

Approval = Callable[[RunContextWrapper[Any], dict[str, Any], str], Awaitable[bool]]


def reply_guardrail(
    gate: Gatekeeper, field: str = "body", about: About | None = None, *, stop_at_hold: bool = False
) -> ToolInputGuardrail[Any]:
    """A guardrail for the tool whose argument `field` (a dot goes into an object) is the reply.

    `send` goes through; `revise` and `hold` give the model the findings instead of a result. With `stop_at_hold`, `hold` ends
    the run with ToolInputGuardrailTripwireTriggered. The answer of the gate is the `output_info` of the guardrail's result.
    """

    async def webcarelint(data: ToolInputGuardrailData) -> ToolGuardrailFunctionOutput:
        answer = await asyncio.to_thread(_answer, gate, field, about, data.context.context, data.context.tool_arguments)
        info = answer.to_dict()
        if answer.verdict == "send":
            return ToolGuardrailFunctionOutput.allow(info)
        if answer.verdict == "hold" and stop_at_hold:
            return ToolGuardrailFunctionOutput.raise_exception(info)
        return ToolGuardrailFunctionOutput.reject_content(told(answer), info)

    return ToolInputGuardrail(webcarelint, name="webcarelint")


def needs_confirmation(gate: Gatekeeper, field: str = "body", about: About | None = None) -> Approval:
    """For `needs_approval` of the tool: asks a person when the reply may go, but a finding wants to be confirmed.

    What may not go needs no person: the guardrail rejects it.
    """

    async def asks(context: RunContextWrapper[Any], arguments: dict[str, Any], _call_id: str) -> bool:
        answer = await asyncio.to_thread(_answer, gate, field, about, context.context, json.dumps(arguments))
        return answer.verdict == "send" and wants_confirmation(answer)

    return asks


def _answer(gate: Gatekeeper, field: str, about: About | None, context: Any, raw: str) -> GateAnswer:
    try:
        arguments = json.loads(raw or "{}")
        text = text_at(arguments, field)
        known = about(context, arguments) if about is not None else {}
    except Exception as error:
        return gate.without_text(f"de aanroep van de tool is niet te lezen ({type(error).__name__}).")
    return gate.without_text(missing_text(field)) if text is None else gate.decide(text, known)
