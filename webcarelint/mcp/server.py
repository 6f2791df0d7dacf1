"""The MCP server: four tools, rules and house style as resources, and a prompt, over one Linter that is loaded once.

Texts live as long as a call: nothing of them is logged, and a failure names its kind, never the reply.
"""

import functools
from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import Annotated, Final, ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolResult,
    Completion,
    CompletionArgument,
    CompletionContext,
    PromptReference,
    ResourceTemplateReference,
    TextContent,
    ToolAnnotations,
)
from pydantic import BaseModel, BeforeValidator, Field

from webcarelint import __version__
from webcarelint.errors import InputError, WebcarelintError
from webcarelint.linter import Linter, rules_of
from webcarelint.mcp.answers import (
    RULES_AT_ONCE,
    CheckAnswer,
    FixAnswer,
    RuleAnswer,
    RulesAnswer,
    check_answer,
    fix_answer,
    rule_answer,
    rules_answer,
)
from webcarelint.mcp.pages import house_style_page, index_page, rewrite_request, rule_page
from webcarelint.model import CHANNEL_ALIASES, CHANNELS, Channel, Draft, Report, Source
from webcarelint.pack import Rule
from webcarelint.render.fixes import fixed
from webcarelint.tracing import find_rule

LONGEST_TEXT: Final = 50_000
"""Code points. A longer text is no reply."""

_INSTRUCTIONS: Final = (
    "webcarelint kijkt Nederlandse webcare-antwoorden na voordat ze verstuurd worden. Roep check_reply aan met je concept en geef altijd "
    "het bericht van de klant en het kanaal mee: veel regels hebben die nodig. Bij verdict 'revise' of 'hold': pas de genoemde plaatsen aan "
    "en controleer opnieuw. Een vondst met gate 'confirm' legt een mens ter bevestiging voor. Verzin nooit feiten of toezeggingen om een "
    "vondst te laten verdwijnen. Verstuurt een AI zonder dat een mens meekijkt, zet dan source op 'ai'."
)
_READ_ONLY: Final = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def _channel(value: object) -> object:
    return CHANNEL_ALIASES.get(value.lower(), value.lower()) if isinstance(value, str) else value


TextField = Annotated[str, Field(description="Het antwoord zoals het verstuurd zou worden.")]
CustomerField = Annotated[str | None, Field(description="Het bericht van de klant waarop dit antwoord is.")]
ChannelField = Annotated[Channel, BeforeValidator(_channel), Field(description="Waar het antwoord verschijnt.")]
CustomerNameField = Annotated[str | None, Field(description="De (voor)naam van de klant.")]
AgentField = Annotated[str | None, Field(description="Initialen of naam van wie ondertekent.")]
SourceField = Annotated[Source, Field(description="Wie schreef het: human, ai of assisted (mens met hulp van AI).")]

P = ParamSpec("P")
R = TypeVar("R")


class Desk:
    """A Linter that several calls may ask at once: a Linter itself is not to be shared between threads."""

    def __init__(self, linter: Linter) -> None:
        self._linter = linter
        self._one_at_a_time = Lock()
        self.style = linter.style
        self.rules: tuple[Rule, ...] = rules_of(linter.style)

    def check(self, draft: Draft) -> Report:
        """Raises InputError when there is no text, or too much of it."""
        if not draft.text.strip():
            raise InputError("Er is geen antwoord om na te kijken: 'text' is leeg. Geef de tekst van het antwoord mee.")
        if len(draft.text) > LONGEST_TEXT or len(draft.customer or "") > LONGEST_TEXT:
            raise InputError(
                f"Deze tekst is langer dan {LONGEST_TEXT} tekens; geef alleen het antwoord en het laatste bericht van de klant."
            )
        with self._one_at_a_time, self._linter.nlp.memory_zone():  # what spaCy learns of new words is forgotten: it would only grow
            return self._linter.check(draft)


def build_server(linter: Linter) -> MCPServer:
    """A server around a loaded Linter; the caller chooses the transport."""
    desk = Desk(linter)
    server: MCPServer = MCPServer(
        "webcarelint", title="webcarelint", version=__version__, instructions=_INSTRUCTIONS, log_level="CRITICAL", subscriptions=False
    )
    _add_tools(server, desk)
    _add_resources(server, desk)
    _add_prompt(server, desk)
    _add_completion(server, desk)
    return server


def _add_tools(server: MCPServer, desk: Desk) -> None:
    @server.tool(title="Kijk een antwoord na", annotations=_READ_ONLY)
    @_anticipated
    def check_reply(
        text: TextField,
        customer: CustomerField = None,
        channel: ChannelField = "unknown",
        customer_name: CustomerNameField = None,
        agent: AgentField = None,
        source: SourceField = "assisted",
        detail: Annotated[bool, Field(description="Alle vondsten, met waarom en bron, en welke regels niet draaiden.")] = False,
    ) -> Annotated[CallToolResult, CheckAnswer]:
        """Zegt van een Nederlands webcare-antwoord wat een goede teamleider zou zeggen: oordeel, score en de plaatsen waar iets beter kan."""
        draft = Draft(text, customer, channel, customer_name, agent, source=source)
        return _result(check_answer(desk.check(draft), detail=detail))

    @server.tool(title="Verbeter een antwoord", annotations=_READ_ONLY)
    @_anticipated
    def fix_reply(
        text: TextField,
        customer: CustomerField = None,
        channel: ChannelField = "unknown",
        customer_name: CustomerNameField = None,
        agent: AgentField = None,
        source: SourceField = "assisted",
    ) -> Annotated[CallToolResult, FixAnswer]:
        """Past alleen de veilige verbeteringen toe en zegt wat er overblijft om zelf te herschrijven. Verstuurt en bewaart niets."""
        draft = Draft(text, customer, channel, customer_name, agent, source=source)
        before = desk.check(draft)
        better, applied = fixed(text, before.findings)
        after = desk.check(replace(draft, text=better)) if applied else before
        return _result(fix_answer(better, applied, before, after))

    @server.tool(title="Leg een regel uit", annotations=_READ_ONLY)
    @_anticipated
    def explain_rule(
        rule: Annotated[str, Field(description="Id van de regel, zoals excuus/schijnexcuus.")],
    ) -> Annotated[CallToolResult, RuleAnswer]:
        """Waarom een regel er is, op welk bewijs, hoe zwaar hij weegt, en voorbeelden van fout en goed."""
        return _result(rule_answer(find_rule(desk.rules, rule)))

    @server.tool(title="Toon de regels", annotations=_READ_ONLY)
    @_anticipated
    def list_rules(
        search: Annotated[str | None, Field(description="Alleen regels met dit woord in id, titel, dimensie of ernst.")] = None,
        limit: Annotated[int, Field(ge=1, le=500, description="Hoeveel regels hooguit.")] = RULES_AT_ONCE,
    ) -> Annotated[CallToolResult, RulesAnswer]:
        """De regels zoals deze huisstijl ze heeft ingesteld."""
        return _result(rules_answer(desk.rules, search, limit))


def _add_resources(server: MCPServer, desk: Desk) -> None:
    markdown = "text/markdown"

    @server.resource("webcarelint://rules", title="Alle regels", mime_type=markdown)
    def rules() -> str:
        """Alle regels met hun titel, per dimensie."""
        return index_page(desk.rules)

    @server.resource("webcarelint://house-style", title="De huisstijl", mime_type=markdown)
    def house_style() -> str:
        """Hoe dit merk de klant aanspreekt, ondertekent en schrijft."""
        return house_style_page(desk.style)

    @server.resource("webcarelint://rules/{family}/{name}", title="Een regel", mime_type=markdown)
    def rule(family: str, name: str) -> str:
        """Waarom een regel er is, op welk bewijs, en voorbeelden."""
        try:
            return rule_page(find_rule(desk.rules, f"{family}/{name}"))
        except InputError as unknown:
            raise ResourceNotFoundError(str(unknown)) from unknown


def _add_prompt(server: MCPServer, desk: Desk) -> None:
    @server.prompt(title="Herschrijf volgens de bevindingen")
    def herschrijf_volgens_bevindingen(
        text: str, customer: str | None = None, channel: ChannelField = "unknown", customer_name: str | None = None
    ) -> str:
        """Kijkt een antwoord na en vraagt om een versie zonder die bevindingen, in deze huisstijl."""
        draft = Draft(text, customer, channel, customer_name, source="assisted")
        try:
            return rewrite_request(draft, _said(desk.check, draft), desk.style)
        except ToolError as failed:
            raise MCPError(INVALID_PARAMS, str(failed)) from None


def _add_completion(server: MCPServer, desk: Desk) -> None:
    @server.completion()  # type: ignore[no-untyped-call, untyped-decorator]
    async def complete(
        ref: PromptReference | ResourceTemplateReference, argument: CompletionArgument, context: CompletionContext | None
    ) -> Completion | None:
        if isinstance(ref, PromptReference):
            options: list[str] = [*CHANNELS] if argument.name == "channel" else []
        else:
            options = _rule_parts(desk.rules, argument.name, (context.arguments if context else None) or {})
        found = [option for option in options if option.startswith(argument.value)]
        return Completion(values=found[:100], total=len(found), has_more=len(found) > 100)


def _rule_parts(rules: tuple[Rule, ...], part: str, known: dict[str, str]) -> list[str]:
    """The families of rules, or the names within the family that is already filled in."""
    pairs = [rule.id.split("/", 1) for rule in rules]
    if part == "family":
        return list(dict.fromkeys(family for family, _ in pairs))
    return [name for family, name in pairs if known.get("family") in (None, family)]


def _result(answer: BaseModel) -> CallToolResult:
    """The answer as structured content, and the same as compact JSON for clients that only read text."""
    return CallToolResult(
        content=[TextContent(type="text", text=answer.model_dump_json(exclude_none=True))],
        structured_content=answer.model_dump(mode="json", exclude_none=True),
    )


def _anticipated(function: Callable[P, R]) -> Callable[P, R]:
    """A tool whose every failure is one sentence for the model."""

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        return _said(function, *args, **kwargs)

    return call


def _said(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call; raises ToolError with a sentence, and never a chained traceback: that could hold somebody's reply."""
    try:
        return function(*args, **kwargs)
    except WebcarelintError as error:
        raise ToolError(str(error)) from None
    except Exception as error:
        raise ToolError(f"Er ging iets mis in webcarelint ({type(error).__name__}); dit antwoord is niet nagekeken.") from None
