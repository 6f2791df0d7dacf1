"""The server as a client meets it: the SDK's own client, in process, in both generations of the protocol."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from mcp import Client
from mcp.server.mcpserver import MCPServer
from mcp.shared.exceptions import MCPError
from mcp.types import PromptReference, ResourceTemplateReference

from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.mcp.answers import FEW
from webcarelint.mcp.server import LONGEST_TEXT, build_server
from webcarelint.model import Draft

# 'legacy' is the handshake of before 2026, 'auto' the stateless protocol after it.
GENERATIONS = ["legacy", "auto"]
POOR = (
    "Helaas kan ik u niet helpen. Excuses voor het eventuele ongemak. Je hoort zo snel mogelijk van ons!! Klik hier. "
    "Wij begrijpen uw frustratie. Kan ik je verder nog ergens mee helpen?? 😊😊😊"
)
COMPLAINT = "Ik wacht al drie weken op mijn pakket, waar blijft het?"
RULES = "webcarelint://rules/{family}/{name}"

Ask = Callable[[Client], Awaitable[Any]]


@pytest.fixture(scope="module")
def server(linter: Linter) -> MCPServer:
    return build_server(linter)


def talk(server: MCPServer, ask: Ask, mode: str = "auto") -> Any:
    async def conversation() -> Any:
        async with Client(server, mode=mode) as client:
            try:
                return await ask(client)
            except MCPError as refused:  # raised outside the client: its task group would wrap it
                return refused

    answer = asyncio.run(conversation())
    if isinstance(answer, MCPError):
        raise answer
    return answer


def call(server: MCPServer, tool: str, mode: str = "auto", **arguments: Any) -> Any:
    return talk(server, lambda client: client.call_tool(tool, arguments), mode)


@pytest.mark.parametrize("mode", GENERATIONS)
def test_tools_promise_to_change_nothing_and_say_what_they_answer(server: MCPServer, mode: str) -> None:
    tools = talk(server, lambda client: client.list_tools(), mode).tools
    assert [tool.name for tool in tools] == ["check_reply", "fix_reply", "explain_rule", "list_rules"]
    for tool in tools:
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False
        assert tool.annotations.open_world_hint is False
        assert tool.output_schema["properties"]
        assert tool.description


@pytest.mark.parametrize("mode", GENERATIONS)
def test_the_report_of_the_linter_comes_through(server: MCPServer, linter: Linter, mode: str) -> None:
    answer = call(server, "check_reply", mode, text=POOR, customer=COMPLAINT, channel="x")
    report = linter.check(Draft(POOR, customer=COMPLAINT, channel="twitter", source="assisted"))
    found = answer.structured_content
    assert answer.is_error is False
    assert (found["verdict"], found["score"], found["fingerprint"]) == (report.verdict, report.score, report.fingerprint)
    assert len(found["findings"]) == FEW
    assert found["more"] == len(report.findings) - FEW
    assert found["findings"][0]["gate"] == "confirm"  # the heaviest first
    for finding in found["findings"]:
        assert POOR[finding["start"] : finding["end"]] == finding["match"]


def test_an_answer_is_small_unless_detail_is_asked(server: MCPServer) -> None:
    brief = call(server, "check_reply", text=POOR, customer=COMPLAINT)
    full = call(server, "check_reply", text=POOR, customer=COMPLAINT, detail=True)
    assert len(brief.content[0].text.encode()) < 2000
    assert "why" not in brief.structured_content["findings"][0]
    assert full.structured_content["more"] == 0
    assert full.structured_content["findings"][0]["why"]
    assert len(full.structured_content["skipped_rules"]) == full.structured_content["skipped"] == brief.structured_content["skipped"]
    assert POOR not in full.content[0].text  # the words that findings point at, never the whole reply


def test_a_reply_with_findings_is_no_error_and_a_clean_one_says_so(server: MCPServer) -> None:
    clean = call(
        server, "check_reply", text="Wat vervelend, Sanne! Ik zoek nu voor je uit waar je pakket is en bel je vandaag. Groetjes, Eva"
    )
    assert clean.structured_content["verdict"] == "send"
    assert clean.structured_content["summary"].startswith("Versturen: score ")


def test_what_blocks_is_named_in_the_summary(server: MCPServer) -> None:
    held = call(server, "check_reply", text="Je BSN is 111222333, klopt dat? ^EK")
    assert held.structured_content["verdict"] == "hold"
    assert "tegengehouden door privacy/bsn-in-antwoord" in held.structured_content["summary"]
    assert held.structured_content["findings"][0]["gate"] == "block"


@pytest.mark.parametrize("mode", GENERATIONS)
@pytest.mark.parametrize(
    ("tool", "arguments", "sentence"),
    [
        ("check_reply", {"text": "  "}, "'text' is leeg"),
        ("check_reply", {"text": "a" * (LONGEST_TEXT + 1)}, "langer dan 50000 tekens"),
        ("fix_reply", {"text": ""}, "'text' is leeg"),
        ("explain_rule", {"rule": "excuus/schijnexcuu"}, "Bedoel je 'excuus/schijnexcuus'?"),
        ("check_reply", {"text": "Hoi", "channel": "fax"}, "'whatsapp'"),
    ],
)
def test_a_wrong_call_is_an_error_with_a_sentence(
    server: MCPServer, mode: str, tool: str, arguments: dict[str, Any], sentence: str
) -> None:
    answer = call(server, tool, mode, **arguments)
    assert answer.is_error is True
    assert sentence in answer.content[0].text


def test_a_crash_is_told_without_the_reply(linter: Linter, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    server = build_server(linter)

    def broken(draft: Draft) -> None:
        raise RuntimeError(draft.text)

    monkeypatch.setattr(linter, "check", broken)
    answer = call(server, "check_reply", text="geheim van Sanne")
    with pytest.raises(MCPError, match="RuntimeError"):
        talk(server, lambda client: client.get_prompt("herschrijf_volgens_bevindingen", {"text": "geheim van Sanne"}))
    assert answer.is_error is True
    assert "RuntimeError" in answer.content[0].text
    assert "niet nagekeken" in answer.content[0].text
    out, err = capfd.readouterr()
    assert "geheim" not in answer.content[0].text + out + err


def test_fixing_changes_what_is_safe_and_names_the_rest(server: MCPServer) -> None:
    answer = call(server, "fix_reply", text="Helaas, dat lukt niet!!! 👍 Dank je wel!!! ^EK").structured_content
    assert answer["text"] == "Helaas, dat lukt niet! 👍 Dank je wel! ^EK"
    assert [(fix["before"], fix["after"]) for fix in answer["applied"]] == [("!!!", "!"), ("!!!", "!")]
    assert "woordkeus/verboden-woord" in [finding["rule"] for finding in answer["remaining"]]
    assert all(answer["text"][f["start"] : f["end"]] == f["match"] for f in answer["remaining"])
    assert answer["score"] > answer["score_before"]


def test_fixing_a_reply_with_nothing_to_fix_leaves_it(server: MCPServer) -> None:
    answer = call(server, "fix_reply", text="Dank je wel, Sanne! ^EK").structured_content
    assert (answer["text"], answer["applied"]) == ("Dank je wel, Sanne! ^EK", [])
    assert answer["score"] == answer["score_before"]


def test_a_rule_is_explained_with_its_evidence_and_examples(server: MCPServer) -> None:
    rule = call(server, "explain_rule", rule="excuus/schijnexcuus").structured_content
    assert rule["why"]
    assert rule["source"]
    assert rule["strength"] == "practitioner"
    assert "Sorry als je dit zo hebt ervaren." in rule["bad"]


def test_rules_are_listed_a_few_at_a_time(server: MCPServer, linter: Linter) -> None:
    few = call(server, "list_rules", limit=3).structured_content
    assert len(few["rules"]) == 3
    assert few["more"] == few["total"] - 3
    assert sum(few["dimensions"].values()) == few["total"]
    everything = call(server, "list_rules", limit=500).structured_content
    assert {rule["id"] for rule in everything["rules"]} == {rule.id for rule in linter.pack.rules}
    searched = call(server, "list_rules", search="Excuus").structured_content
    expected = {rule.id for rule in linter.pack.rules if "excuus" in f"{rule.id} {rule.title} {rule.dimension}".lower()}
    assert {rule["id"] for rule in searched["rules"]} == expected


def test_a_rule_that_is_off_is_shown_as_off(linter_of: Callable[[HouseStyle], Linter]) -> None:
    from webcarelint.house_style import Override

    style = HouseStyle(rules=(("excuus/schijnexcuus", Override(enabled=False)),), register="u", sign_off=("^XX", "Groet, Naam"))
    server = build_server(linter_of(style))
    (rule,) = call(server, "list_rules", search="schijnexcuus").structured_content["rules"]
    assert rule["enabled"] is False
    page = talk(server, lambda client: client.read_resource("webcarelint://rules/excuus/schijnexcuus")).contents[0].text
    assert "Staat uit" in page
    style_page = talk(server, lambda client: client.read_resource("webcarelint://house-style")).contents[0].text
    assert "Aanspreken: met u" in style_page
    assert "^XX of Groet, Naam" in style_page


@pytest.mark.parametrize("mode", GENERATIONS)
def test_rules_are_resources(server: MCPServer, linter: Linter, mode: str) -> None:
    resources = talk(server, lambda client: client.list_resources(), mode).resources
    templates = talk(server, lambda client: client.list_resource_templates(), mode).resource_templates
    assert {str(r.uri) for r in resources} == {"webcarelint://rules", "webcarelint://house-style"}
    assert [t.uri_template for t in templates] == [RULES]
    index = talk(server, lambda client: client.read_resource("webcarelint://rules"), mode).contents[0]
    assert index.mime_type == "text/markdown"
    assert all(rule.id in index.text for rule in linter.pack.rules)
    for rule in linter.pack.rules:
        page = talk(server, lambda client, uri=f"webcarelint://rules/{rule.id}": client.read_resource(uri), mode).contents[0].text
        assert rule.why in page


@pytest.mark.parametrize("mode", GENERATIONS)
def test_a_rule_that_does_not_exist_is_not_found(server: MCPServer, mode: str) -> None:
    with pytest.raises(MCPError, match="Bedoel je 'excuus/dubbel'") as raised:
        talk(server, lambda client: client.read_resource("webcarelint://rules/excuus/dubel"), mode)
    assert raised.value.code == -32602


@pytest.mark.parametrize("mode", GENERATIONS)
def test_the_prompt_asks_for_a_better_reply_by_the_findings(server: MCPServer, mode: str) -> None:
    arguments = {"text": POOR, "customer": COMPLAINT, "channel": "X"}
    prompt = talk(server, lambda client: client.get_prompt("herschrijf_volgens_bevindingen", arguments), mode)
    text = prompt.messages[0].content.text
    for wanted in (POOR, COMPLAINT, "Kanaal: twitter", "aanspreekvorm/gemengd", "zoals de klant het zelf doet", "geen feiten"):
        assert wanted in text


def test_the_prompt_for_a_clean_reply_asks_for_nothing(server: MCPServer) -> None:
    arguments = {"text": "Dank je wel, Sanne! Fijn dat het gelukt is. ^EK", "channel": "twitter", "customer": "Het is gelukt, dank!"}
    prompt = talk(server, lambda client: client.get_prompt("herschrijf_volgens_bevindingen", arguments))
    assert "Geef het antwoord ongewijzigd terug" in prompt.messages[0].content.text


def test_the_prompt_needs_a_reply(server: MCPServer) -> None:
    with pytest.raises(MCPError, match="'text' is leeg"):
        talk(server, lambda client: client.get_prompt("herschrijf_volgens_bevindingen", {"text": ""}))


def test_names_are_completed(server: MCPServer) -> None:
    rule = ResourceTemplateReference(type="ref/resource", uri=RULES)
    prompt = PromptReference(type="ref/prompt", name="herschrijf_volgens_bevindingen")

    def completed(ref: Any, name: str, value: str, known: dict[str, str] | None = None) -> list[str]:
        return talk(server, lambda client: client.complete(ref, {"name": name, "value": value}, known)).completion.values

    assert completed(rule, "family", "exc") == ["excuus"]
    assert completed(rule, "name", "schijn", {"family": "excuus"}) == ["schijnexcuus"]
    assert completed(rule, "name", "schijn", {"family": "emoji"}) == []
    assert "schijnexcuus" in completed(rule, "name", "")
    assert completed(prompt, "channel", "wh") == ["whatsapp"]
    assert completed(prompt, "text", "") == []


def test_many_calls_at_once_each_get_their_own_answer(server: MCPServer, linter: Linter) -> None:
    texts = [f"Helaas {'!' * n} ^EK" for n in range(1, 9)]

    async def all_at_once(client: Client) -> list[Any]:
        return await asyncio.gather(*(client.call_tool("check_reply", {"text": text}) for text in texts))

    answers = talk(server, all_at_once)
    for text, answer in zip(texts, answers, strict=True):
        assert answer.structured_content["score"] == linter.check(Draft(text, source="assisted")).score
