"""For LangChain agents: a middleware around the tools that send, or around the last message when that is the reply.

    agent = create_agent(model, tools=[send_reply], middleware=[WebcareMiddleware(gate, tools={"send_reply": "body"})], checkpointer=…)

A reply that may not go comes back to the model with the findings, at most `retries` times; then, and when a finding wants to be
confirmed, a person decides, by the same kind of interrupt that LangChain's own HumanInTheLoopMiddleware uses.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final, cast

from webcarelint.gate.contract import GateAnswer
from webcarelint.integrations.gatekeeper import Gatekeeper, missing_extra, missing_text, text_at, told, wants_confirmation, with_text

try:
    from langchain.agents.middleware import AgentMiddleware, AgentState, ToolCallRequest, hook_config
    from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage
    from langgraph.types import Command, interrupt
except ModuleNotFoundError as missing:
    raise missing_extra("langchain") from missing

About = Callable[[Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]]
"""From the state of the agent and the arguments of the tool to what is known of the conversation, by the names of the contract."""

_MARK: Final = "webcarelint"
_FINAL: Final = "final_answer"
"""By this name a person sees the last message, which is no tool."""


class WebcareMiddleware(AgentMiddleware[AgentState[Any], Any, Any]):
    """Lets no reply out that the gate does not let out, unless a person does."""

    def __init__(
        self,
        gate: Gatekeeper,
        tools: Mapping[str, str] | None = None,
        *,
        final_answer: bool = False,
        retries: int = 2,
        about: About | None = None,
        apply_fixes: bool = True,
    ) -> None:
        """`tools` names the tools that send and the argument that holds the reply (a dot goes into an object).

        With `final_answer` the last message of the agent is a reply too. `apply_fixes` puts the safe corrections in. An agent
        needs a checkpointer for a person to be asked.
        """
        super().__init__()
        self._gate = gate
        self._fields = dict(tools or {})
        self._final_answer = final_answer
        self._retries = retries
        self._about = about
        self._apply_fixes = apply_fixes

    def wrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], ToolMessage | Command[Any]]
    ) -> ToolMessage | Command[Any]:
        if request.tool_call["name"] not in self._fields:
            return handler(request)
        outcome = self._tool_outcome(request, self._tool_answer(request))
        return outcome if isinstance(outcome, ToolMessage) else handler(outcome)

    async def awrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], Awaitable[ToolMessage | Command[Any]]]
    ) -> ToolMessage | Command[Any]:
        if request.tool_call["name"] not in self._fields:
            return await handler(request)
        outcome = self._tool_outcome(request, await asyncio.to_thread(self._tool_answer, request))
        return outcome if isinstance(outcome, ToolMessage) else await handler(outcome)

    @hook_config(can_jump_to=["model"])
    def after_model(self, state: AgentState[Any], runtime: Any) -> dict[str, Any] | None:  # noqa: ARG002
        last = self._reply(state)
        return None if last is None else self._final_outcome(state, last, self._final(state, last))

    @hook_config(can_jump_to=["model"])
    async def aafter_model(self, state: AgentState[Any], runtime: Any) -> dict[str, Any] | None:  # noqa: ARG002
        last = self._reply(state)
        return None if last is None else self._final_outcome(state, last, await asyncio.to_thread(self._final, state, last))

    def _tool_answer(self, request: ToolCallRequest) -> GateAnswer:
        field, arguments = self._fields[request.tool_call["name"]], request.tool_call["args"]
        text = text_at(arguments, field)
        return self._gate.without_text(missing_text(field)) if text is None else self._decide(text, request.state, arguments)

    def _final(self, state: AgentState[Any], last: AIMessage) -> GateAnswer:
        return self._decide(str(last.text), cast("Mapping[str, Any]", state), {})

    def _decide(self, text: str, state: Mapping[str, Any], arguments: Mapping[str, Any]) -> GateAnswer:
        try:
            known = self._about(state, arguments) if self._about is not None else {}
        except Exception as error:
            return self._gate.without_text(f"wat er van het gesprek bekend is, is niet te lezen ({type(error).__name__}).")
        return self._gate.decide(text, known)

    def _tool_outcome(self, request: ToolCallRequest, answer: GateAnswer) -> ToolMessage | ToolCallRequest:
        """The call to make, or the message that comes instead of its result."""
        call = request.tool_call
        if answer.verdict != "send" and _sent_back(request.state["messages"]) < self._retries:
            return _tool_message(call, told(answer), answer.verdict)
        if self._apply_fixes and answer.verdict == "send" and answer.fixed_text is not None:
            arguments = with_text(call["args"], self._fields[call["name"]], answer.fixed_text)
            request = request.override(tool_call={**call, "args": arguments})
        if answer.verdict == "send" and not wants_confirmation(answer):
            return request
        decision = _ask_person(call["name"], request.tool_call["args"], told(answer))
        if decision["type"] == "approve":
            return request
        if decision["type"] == "edit":
            return request.override(tool_call={**call, "args": decision["edited_action"]["args"]})
        return _tool_message(call, decision.get("message") or "Een collega heeft dit antwoord tegengehouden. Verstuur het niet.", "hold")

    def _final_outcome(self, state: AgentState[Any], last: AIMessage, answer: GateAnswer) -> dict[str, Any] | None:
        if answer.verdict != "send" and _sent_back(state["messages"]) < self._retries:
            note = HumanMessage(told(answer), additional_kwargs={_MARK: answer.verdict})
            return {"messages": [note], "jump_to": "model"}
        text = answer.fixed_text if self._apply_fixes and answer.verdict == "send" else None
        if answer.verdict != "send" or wants_confirmation(answer):
            decision = _ask_person(_FINAL, {"text": text or str(last.text)}, told(answer))
            if decision["type"] == "edit":
                text = str(decision["edited_action"]["args"]["text"])
            elif decision["type"] != "approve":
                text = decision.get("message") or "Een collega heeft dit antwoord tegengehouden."
        return None if text is None else {"messages": [last.model_copy(update={"content": text})]}  # same id: it replaces the message

    def _reply(self, state: AgentState[Any]) -> AIMessage | None:
        last = state["messages"][-1]
        is_reply = self._final_answer and isinstance(last, AIMessage) and not last.tool_calls and str(last.text).strip()
        return last if is_reply else None  # type: ignore[return-value]


def _sent_back(messages: Sequence[AnyMessage]) -> int:
    """How often a reply was sent back since the user last spoke."""
    count = 0
    for message in reversed(messages):
        marked = _MARK in message.additional_kwargs
        if isinstance(message, HumanMessage) and not marked:
            break
        count += marked
    return count


def _tool_message(call: Mapping[str, Any], content: str, verdict: str) -> ToolMessage:
    return ToolMessage(content, name=call["name"], tool_call_id=call["id"], status="error", additional_kwargs={_MARK: verdict})


def _ask_person(name: str, arguments: Mapping[str, Any], why: str) -> Mapping[str, Any]:
    """What a person decides: approve, edit (with edited_action) or reject (with a message, if he likes)."""
    question = {
        "action_requests": [{"name": name, "args": dict(arguments), "description": why}],
        "review_configs": [{"action_name": name, "allowed_decisions": ["approve", "edit", "reject"]}],
    }
    return cast("Mapping[str, Any]", interrupt(question)["decisions"][0])
