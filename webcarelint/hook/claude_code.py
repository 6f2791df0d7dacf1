"""`hook claude-code`: a hook of Claude Code for PreToolUse (a tool that sends a reply) and Stop (the last message is the reply).

Claude Code reads standard output when the exit code is 0, blocks when it is 2, and goes on at any other code; so this hook stops
with 0 or 2 and never with 1. It is silent when the reply is fine: an explicit `allow` would skip the user's own permissions.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final, Literal

from webcarelint.gate.feedback import asks_confirmation, feedback
from webcarelint.hook.judging import Judged, Judging, failed, judged
from webcarelint.hook.replies import Reply

SEND_TOOLS: Final = (
    "mcp__*send*reply*", "mcp__*reply*ticket*", "mcp__*ticket*reply*", "mcp__*reply*conversation*", "mcp__*conversation*reply*",
    "mcp__*reply*review*", "mcp__*review*reply*", "mcp__*reply*comment*", "mcp__*comment*reply*", "mcp__*ticket*comment*",
    "mcp__*send*message*", "mcp__*send*mail*", "mcp__*send*email*", "mcp__*send*sms*", "mcp__*send*whatsapp*", "mcp__*send*dm*",
    "mcp__*post*tweet*", "mcp__*create*tweet*", "mcp__*__reply",
)  # fmt: skip
"""Tools of MCP servers that send something to a customer, by the names that such servers give them. Case does not matter."""

REPLY_FIELDS: Final = (
    "body", "text", "message", "reply", "content", "comment", "answer", "html_body", "body_html", "html", "comment.body",
    "comment.html_body", "reply.body", "message.text", "message.content", "message.body", "text.body", "ticket.comment.body",
)  # fmt: skip
"""Where such tools keep the reply, first found first; a dot goes into an object."""

Event = Literal["PreToolUse", "Stop", "SubagentStop"]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that sends: a pattern for its name, and where its input holds the reply (empty: one of REPLY_FIELDS)."""

    pattern: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Tools:
    """Which tools send replies, and what else of their input or of the call describes the reply."""

    tools: tuple[Tool, ...] = tuple(map(Tool, SEND_TOOLS))
    format: str | None = None
    channel: str | None = None
    customer_field: str | None = None
    name_field: str | None = None
    source: str = "ai"


@dataclass(frozen=True, slots=True)
class Found:
    """A reply that was found in what Claude Code sent, and where."""

    text: str
    field: str
    extras: Mapping[str, str]


class NoReply(Exception):
    """The event should hold a reply, and does not. Says so in a Dutch sentence."""


def reply_to(event: bytes, judging: Judging, tools: Tools) -> Reply:
    """What to write and with which code to stop (0 or 2)."""
    try:
        call = json.loads(event)
        if not isinstance(call, dict):
            raise ValueError
    except ValueError:
        found = failed("op standaardinvoer staat geen geldige JSON van Claude Code.", judging)
        return _told(found) if found.verdict == "send" else Reply(b"", 2, _message(found))
    match call.get("hook_event_name"):
        case "PreToolUse":
            return _before_tool(call, judging, tools)
        case "Stop" | "SubagentStop":
            return _at_stop(call, judging, tools)
        case other:
            return _system(f"webcarelint kijkt alleen antwoorden na bij PreToolUse en Stop, niet bij {other}.")


def _before_tool(call: Mapping[str, object], judging: Judging, tools: Tools) -> Reply:
    tool = _matching(str(call.get("tool_name", "")), tools.tools)
    given = call.get("tool_input")
    if tool is None or (isinstance(given, dict) and _is_internal(given)):
        return Reply(b"", 0)
    try:
        draft = _found(given if isinstance(given, dict) else {}, tool, tools)
    except NoReply as missing:
        found = failed(str(missing), judging)
        return _told(found) if found.verdict == "send" else _deny(found)
    assert isinstance(given, dict)
    found = judged(_question(draft, tools), judging)
    if found.verdict != "send":
        return _deny(found)
    if not found.checked:
        return _told(found)
    fixed = found.fields.get("fixed_text")
    updated = _with(given, draft.field, fixed) if isinstance(fixed, str) else None
    if updated is None and not asks_confirmation(found.fields):
        return Reply(b"", 0, found.aside or "")
    return _decision(_asked_of_the_user(call, found), _reasons(found), found.aside, updated)


def _asked_of_the_user(call: Mapping[str, object], found: Judged) -> Literal["allow", "ask"]:
    """A person confirms what the gate wants confirmed. Changed input needs a decision too: the user's own, unless he has chosen
    not to be asked anything."""
    return "allow" if call.get("permission_mode") == "bypassPermissions" and not asks_confirmation(found.fields) else "ask"


def _at_stop(call: Mapping[str, object], judging: Judging, tools: Tools) -> Reply:
    text = call.get("last_assistant_message")
    if isinstance(text, str) and not text.strip():
        return Reply(b"", 0)
    if isinstance(text, str):
        found = judged(_question(Found(text, "last_assistant_message", {}), tools), judging)
    else:
        found = failed("Claude Code geeft het laatste bericht niet mee (last_assistant_message); werk Claude Code bij.", judging)
    if found.verdict == "send":
        return _told(found) if not found.checked or asks_confirmation(found.fields) else Reply(b"", 0, found.aside or "")
    if call.get("stop_hook_active"):  # it was sent back once and still is not right: a second time could go on for ever
        return _system(f"webcarelint: dit antwoord is nog niet goed. {_reasons(found)}")
    return _json({"decision": "block", "reason": _reasons(found)}, found.aside)


def _matching(name: str, tools: Sequence[Tool]) -> Tool | None:
    return next((tool for tool in tools if fnmatchcase(name.lower(), tool.pattern.lower())), None)


def _is_internal(given: Mapping[str, object]) -> bool:
    """A note for colleagues is no reply."""
    return given.get("public") is False or given.get("private") is True or given.get("internal") is True


def _found(given: Mapping[str, object], tool: Tool, tools: Tools) -> Found:
    fields = (tool.field,) if tool.field else REPLY_FIELDS
    for field in fields:
        text = _at(given, field)
        if isinstance(text, str) and text.strip():
            wanted = {"customer": tools.customer_field, "customer_name": tools.name_field}
            extras = {key: value for key, path in wanted.items() if path and isinstance(value := _at(given, path), str)}
            return Found(text, field, extras)
    looked = f"'{tool.field}'" if tool.field else "de bekende velden"
    raise NoReply(f"de tekst van het antwoord staat niet in {looked} van deze tool; noem het veld met --tool NAAM=VELD.")


def _at(given: object, path: str) -> object:
    for key in path.split("."):
        if not isinstance(given, Mapping):
            return None
        given = given.get(key)
    return given


def _with(given: Mapping[str, object], path: str, text: str) -> dict[str, object]:
    """The input of the tool with another text at this place."""
    key, _, rest = path.partition(".")
    inner = given[key]
    assert not rest or isinstance(inner, Mapping)
    return {**given, key: _with(inner, rest, text) if rest and isinstance(inner, Mapping) else text}


def _question(draft: Found, tools: Tools) -> bytes:
    fields: dict[str, object] = {"schema": 1, "text": draft.text, "source": tools.source, **draft.extras}
    fields["format"] = tools.format or ("html" if "html" in draft.field else "text")
    if tools.channel is not None:
        fields["channel"] = tools.channel
    return json.dumps(fields).encode()


def _reasons(found: Judged) -> str:
    return feedback(found.fields)


def _message(found: Judged) -> str:
    return str(found.fields.get("message", ""))


def _deny(found: Judged) -> Reply:
    return _decision("deny", _reasons(found), found.aside)


def _decision(
    decision: Literal["allow", "ask", "deny"], reason: str, aside: str | None, updated: Mapping[str, object] | None = None
) -> Reply:
    specific: dict[str, object] = {
        "hookEventName": "PreToolUse", "permissionDecision": decision, "permissionDecisionReason": reason,
    }  # fmt: skip
    if updated is not None:
        specific["updatedInput"] = updated
    return _json({"hookSpecificOutput": specific}, aside)


def _told(found: Judged) -> Reply:
    """It goes on, and the user reads why it deserved a look."""
    return _system(_reasons(found), found.aside)


def _system(message: str, aside: str | None = None) -> Reply:
    return _json({"systemMessage": message}, aside)


def _json(answer: Mapping[str, object], aside: str | None) -> Reply:
    return Reply(json.dumps(answer, ensure_ascii=False).encode() + b"\n", 0, aside or "")
