"""Real LanguageTool clients, and the requests that others send, against a running service."""

import http.client
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import language_tool_python
import pylanguagetool
import pytest

from tests.server.conftest import ROOT, Running, running

REPLY = "Hoi Jan 👩‍👩‍👧, excuses voor het eventuele ongemak. U hoort zo snel mogelijk van ons!! Tevens bellen we je."
ENGLISH = "Thank you for your message, we are looking into it and will get back to you tomorrow."
TOKEN = "een-lang-genoeg-geheim"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("dienst")) as one:
        yield one


@pytest.fixture(scope="module")
def address(service: Running) -> str:
    return service.url


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("bewaakt")
    (folder / "tokens.txt").write_text(TOKEN + "\n", encoding="utf-8")
    with running(folder, "--token-file", str(folder / "tokens.txt"), "--cors", "https://desk.example", "--rate", "600") as one:
        yield one.url


@dataclass(frozen=True)
class Answered:
    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def matches(self) -> list[dict[str, Any]]:
        assert self.status == 200, self.text
        matches: list[dict[str, Any]] = json.loads(self.text)["matches"]
        return matches


def _send(address: str, method: str, path: str, body: str = "", **headers: str) -> Answered:
    """A request exactly as written: no client library that tidies the path or the headers."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.request(method, path, body.encode() or None, {name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return Answered(response.status, response.headers, response.read().decode())
    finally:
        connection.close()


def _ids(matches: list[dict[str, Any]]) -> list[str]:
    return [match["rule"]["id"] for match in matches]


def _form(**given: str) -> str:
    return urlencode(given)


# ── language_tool_python ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def tool(address: str) -> Iterator[language_tool_python.LanguageTool]:
    with language_tool_python.LanguageTool("nl-NL", remote_server=address) as opened:
        yield opened


def test_language_tool_python_finds_what_is_there(tool: language_tool_python.LanguageTool) -> None:
    matches = tool.check(REPLY)
    found = {match.rule_id: REPLY[match.offset : match.offset + match.error_length] for match in matches}
    assert found["EXCUUS_SCHIJNEXCUUS"] == "excuses voor het eventuele ongemak"
    assert found["TOON_AMBTELIJK_WOORD"] == "Tevens"
    assert {match.category for match in matches} <= {"STYLE", "SEMANTICS", "MISC", "TYPOGRAPHY"}
    assert all(match.message and match.sentence and match.rule_issue_type for match in matches)


def test_language_tool_python_corrects_only_what_is_safe(tool: language_tool_python.LanguageTool) -> None:
    assert tool.correct(REPLY) == REPLY.replace("Tevens", "Ook")


def test_language_tool_python_knows_lines_and_columns(tool: language_tool_python.LanguageTool) -> None:
    text = f"Hoi Jan,\n\n{'Wat fijn dat je er bent. ' * 4}Tevens bellen we je.\nGroetjes, Eva"
    (match,) = (match for match in tool.check(text) if match.rule_id == "TOON_AMBTELIJK_WOORD")
    assert match.matched_text == "Tevens"
    assert match.get_line_and_column(text) == (3, 101)


def test_language_tool_python_chooses_rules(tool: language_tool_python.LanguageTool) -> None:
    everything = [match.rule_id for match in tool.check(REPLY)]
    tool.disabled_rules = {"EXCUUS_SCHIJNEXCUUS"}
    tool.disabled_categories = {"MISC"}
    left = tool.check(REPLY)
    assert {match.rule_id for match in left} < set(everything)
    assert "MISC" not in {match.category for match in left}
    tool.disabled_rules, tool.disabled_categories = set(), set()
    tool.picky = True
    assert set(everything) < {match.rule_id for match in tool.check(REPLY)}
    tool.enabled_rules, tool.enabled_rules_only = {"TOON_AMBTELIJK_WOORD"}, True
    assert [match.rule_id for match in tool.check(REPLY)] == ["TOON_AMBTELIJK_WOORD"]


def test_language_tool_python_shows_our_errors(tool: language_tool_python.LanguageTool) -> None:
    tool.enabled_rules_only = True
    with pytest.raises(language_tool_python.exceptions.LanguageToolError, match="Error: Bij 'enabledOnly' hoort"):
        tool.check(REPLY)


@pytest.mark.parametrize("language", ["nl", "nl-BE", "auto"])
def test_language_tool_python_in_other_languages(address: str, language: str) -> None:
    with language_tool_python.LanguageTool(language, mother_tongue="nl", remote_server=f"{address}/") as tool:
        assert tool.check(REPLY)
        found = [match.rule_id for match in tool.check(f"{ENGLISH} Kind regards, [NAAM]")]
        assert found == ([] if language == "auto" else ["SJABLONEN_NIET_INGEVULD"])


# ── pylanguagetool ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_pylanguagetool_from_python(address: str) -> None:
    assert {language["longCode"] for language in pylanguagetool.api.get_languages(f"{address}/v2/")} == {"nl", "nl-BE", "nl-NL"}
    answer = pylanguagetool.api.check(REPLY, f"{address}/v2/", "auto", preferred_variants="nl-BE", picky=True)
    assert answer["language"]["code"] == "nl-BE"
    assert "EXCUUS_SCHIJNEXCUUS" in _ids(answer["matches"])
    with pytest.raises(ValueError, match=r"^Error: "):
        pylanguagetool.api.check(REPLY, f"{address}/v2/", "nl", enabled_only=True)


def _pylanguagetool(address: str, folder: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Its command line, on a file: to standard input it does not listen everywhere."""
    file = folder / "antwoord.txt"
    file.write_text(text, encoding="utf-8")
    call = [sys.executable, "-W", "ignore", "-c", "from pylanguagetool.cli import main; main()", "-a", f"{address}/v2/", "--no-color"]
    return subprocess.run([*call, *options, str(file)], capture_output=True, text=True, encoding="utf-8", check=False, cwd=folder)


def test_pylanguagetool_from_the_command_line(address: str, tmp_path: Path) -> None:
    done = _pylanguagetool(address, tmp_path, "Tevens bellen we je. Groetjes, Eva", "--rules", "--rule-categories", "--explain-rule")
    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Dutch detected (")
    assert "‘Tevens’ is ambtelijk. Zeg ‘Ook’." in lines
    assert "  ✓ Ook bellen we je. Groetjes, Eva" in lines
    assert "  TOON_AMBTELIJK_WOORD: Ambtelijk woord (toon/ambtelijk-woord)" in lines
    assert "  STYLE: Stijl" in lines
    assert f"Ambtelijk woord (toon/ambtelijk-woord): {address}/v2/explain/toon/ambtelijk-woord" in lines
    assert lines[-1].startswith(f"Text checked by {address}/v2/ (LanguageTool 6.6-webcarelint-")


def test_pylanguagetool_is_quiet_when_there_is_nothing(address: str, tmp_path: Path) -> None:
    done = _pylanguagetool(address, tmp_path, ENGLISH, "-l", "auto")
    assert (done.returncode, "English detected" in done.stdout) == (0, True)


# ── requests as other clients send them ──────────────────────────────────────────────────────────────────────────────────


def test_ltex(address: str) -> None:
    """A form that is called JSON, and no other header."""
    body = _form(language="nl", data=json.dumps({"annotation": [{"markup": "# "}, {"text": REPLY}]}))
    matches = _send(address, "POST", "/v2/check", body, Content_Type="application/json").matches
    assert {"offset", "length", "message", "sentence", "replacements", "rule"} <= set(matches[0])
    assert ["Ook"] in [[replacement["value"] for replacement in match["replacements"]] for match in matches]
    assert not any(name in rule for rule in _ids(matches) for name in ("MORFOLOGIK_", "HUNSPELL_", "SPELLER_RULE", "SPELLING_RULE"))


def test_libreoffice(address: str) -> None:
    """Percent-encoded by hand, base with /v2; every match has a short message, and a colour follows from its category."""
    for extra in ("", "&username=eva&apiKey=x"):
        body = f"text={quote(REPLY)}&language=nl-NL{extra}"
        matches = _send(address, "POST", "/v2/check", body, Content_Type="application/x-www-form-urlencoded").matches
        assert matches
        assert all(match["shortMessage"] and len(match["replacements"]) <= 10 for match in matches)
        assert all(match["rule"]["category"]["id"] for match in matches)


def test_the_languagetool_extension_for_libreoffice(address: str) -> None:
    """It first asks which rules there are and how long a text may be, and then checks in two halves by its own settings."""
    info = json.loads(_send(address, "GET", "/v2/configinfo?language=nl").text)
    assert int(_send(address, "GET", "/v2/maxtextlength").text) == info["parameter"]["maxTextLength"]
    off = ",".join(rule["ruleId"] for rule in info["rules"] if rule.get("isDefaultOff") == "yes")
    halves = [
        _send(address, "POST", "/v2/check", _form(text=REPLY, language="nl", mode=mode, enabledRules=off, ruleValues="LENGTE_LANGE_ZIN:25"))
        for mode in ("textLevelOnly", "allButTextLevelOnly")
    ]
    both = [_ids(half.matches) for half in halves]
    assert "TYPOGRAFIE_DUBBEL_UITROEPTEKEN" in both[0] + both[1]
    assert set(both[0]).isdisjoint(both[1])


def test_the_browser_add_on(address: str) -> None:
    """Whole text and changed paragraphs apart, compact, with everything it sends beside it; in Thunderbird with whom it goes to."""
    meta = {"EmailToAddress": "jan@example.org", "FullName": "Jan Jansen"}
    given = {
        "data": json.dumps({"text": REPLY, "metaData": meta}), "textSessionId": "4831:1700000000", "enableHiddenRules": "true",
        "motherTongue": "nl", "language": "auto", "noopLanguages": "nl,en", "preferredLanguages": "nl,en", "level": "picky",
        "preferredVariants": "en-US,de-DE,pt-BR,ca-ES", "disabledRules": "WHITESPACE_RULE,CONSECUTIVE_SPACES",
        "useragent": "webextension-chrome-ng",
    }  # fmt: skip
    path = "/v2/check?c=1&instanceId=4831%3A1700000000&v=8.11.6"
    found: list[tuple[int, str]] = []
    for half in ({"mode": "textLevelOnly"}, {"mode": "allButTextLevelOnly", "allowIncompleteResults": "true"}):
        answer = _send(address, "POST", path, _form(**given, **half), Origin="chrome-extension://x")
        body = json.loads(answer.text)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert (body["language"]["code"], body["warnings"]["incompleteResults"]) == ("nl", False)
        assert body["sentenceRanges"]
        found += [(match["offset"], match["rule"]["id"]) for match in body["matches"]]
    assert len(found) == len(set(found))
    whole = _send(address, "POST", path, _form(**given))
    assert sorted(found) == sorted((match["offset"], match["rule"]["id"]) for match in whole.matches)


def test_the_old_browser_add_on(address: str) -> None:
    body = _form(
        disabledRules="WHITESPACE_RULE", useragent="webextension-firefox", text=REPLY, language="auto",
        preferredVariants="en-GB,de-DE,pt-PT,ca-ES",
    )  # fmt: skip
    match = _send(address, "POST", "/v2/check", body).matches[0]
    assert match["context"]["text"]
    assert match["rule"]["description"]
    assert match["rule"]["issueType"]


def test_vs_code(address: str) -> None:
    """Markdown as annotations, a misspelt header, and a base with or without a slash at its end."""
    annotation = [{"markup": "**", "interpretAs": ""}, {"text": "Tevens"}, {"markup": "**"}, {"text": " bellen we je. 😊"}]
    body = _form(language="nl", data=json.dumps({"annotation": annotation}))
    for path in ("/v2/check", "//v2/check"):
        matches = _send(address, "POST", path, body, Accepts="application/json").matches
        (match,) = (match for match in matches if match["rule"]["id"] == "TOON_AMBTELIJK_WOORD")
        assert (match["offset"], match["length"], match["replacements"]) == (2, 6, [{"value": "Ook"}])


def test_obsidian(address: str) -> None:
    """Users paste a base that ends in /v2, and the plug-in adds another."""
    body = _form(language="auto", preferredVariants="nl-BE", enabledOnly="false", data=json.dumps({"annotation": [{"text": REPLY}]}))
    for path in ("/v2/v2/check", "/v2//v2/check", "/v2/check/"):
        assert _send(address, "POST", path, body, Content_Type="application/x-www-form-urlencoded").matches


def test_the_word_add_in(address: str) -> None:
    """It asks first, from a page on the internet that calls the reader's own machine; older ones ask by a script."""
    asked = _send(
        address, "OPTIONS", "/v2/check", Origin="https://languagetool.example", Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="content-type", Access_Control_Request_Private_Network="true",
    )  # fmt: skip
    assert (asked.status, asked.text) == (204, "")
    assert asked.headers["access-control-allow-origin"] == "*"
    assert asked.headers["access-control-allow-private-network"] == "true"
    script = _send(address, "GET", f"/v2/check?{_form(text=REPLY, language='nl', callback='jQuery_1')}")
    assert script.headers["content-type"].startswith("application/javascript")
    assert script.text.startswith("jQuery_1({")
    assert script.text.endswith("});")


# ── what the guide tells to type ─────────────────────────────────────────────────────────────────────────────────────────

GUIDE = (ROOT / "docs" / "languagetool.md").read_text(encoding="utf-8")
DEFAULT = "http://127.0.0.1:8787"


def _typed(kind: str, words: str, address: str) -> str:
    """The block of the guide that has these words, with the address of the service that runs here."""
    (block,) = (block for block in re.findall(rf"```{kind}\n(.*?)```", GUIDE, re.DOTALL) if words in block)
    assert isinstance(block, str)
    return block.replace(DEFAULT, address)


@pytest.mark.skipif(shutil.which("curl") is None, reason="the guide's first call needs curl: apt-get install curl")
def test_the_first_call_of_the_guide(address: str) -> None:
    done = subprocess.run(["bash", "-c", _typed("console", "curl", address)], capture_output=True, text=True, check=True)
    assert "EXCUUS_SCHIJNEXCUUS" in _ids(json.loads(done.stdout)["matches"])


def test_the_python_of_the_guide(address: str) -> None:
    done = subprocess.run([sys.executable, "-c", _typed("python", "remote_server", address)], capture_output=True, text=True, check=True)
    assert "TOON_AMBTELIJK_WOORD ['Ook']" in done.stdout


def test_the_metadata_of_the_guide(address: str) -> None:
    answer = _send(address, "POST", "/v2/check", _form(data=_typed("json", "metaData", address), language="nl"))
    unknown = {skipped["reason"] for skipped in json.loads(answer.text)["webcare"]["skipped"]}
    assert not any(reason.startswith(("heeft het bericht", "heeft het kanaal", "heeft de naam")) for reason in unknown)


# ── the service around it ────────────────────────────────────────────────────────────────────────────────────────────────


def test_errors_of_the_service_are_plain_text_too(address: str) -> None:
    for answer in (
        _send(address, "POST", "/v2/check", "text=" + "a" * 1_100_000),
        _send(address, "PUT", "/v2/check", "text=a"),
        _send(address, "GET", "/v2/nergens"),
    ):
        assert answer.status in (413, 405, 404)
        assert answer.text.startswith("Error: ")
        assert answer.headers["content-type"].startswith("text/plain")
        assert answer.headers["access-control-allow-origin"] == "*"
    assert "Your text exceeds the limit" in _send(address, "POST", "/v2/check", _form(text="a" * 50_001, language="nl")).text


def test_no_text_is_in_the_log(service: Running) -> None:
    for path in (f"/v2/check?{_form(text='Een geheimpje 😊', language='nl')}", "/v2/geheimpje", "//v2/check?data=geheimpje&language=nl"):
        _send(service.url, "GET", path)
    written = service.written()
    assert "GET /v2/check 200" in written
    assert "geheimpje" not in written


def test_the_rest_of_the_service_is_as_it_was(address: str) -> None:
    answer = _send(address, "GET", "/nergens", Origin="https://elders.example")
    assert json.loads(answer.text)["error"]["code"] == "not_found"
    assert "access-control-allow-origin" not in answer.headers


def test_a_text_that_takes_too_long(tmp_path: Path) -> None:
    text = "Tevens bellen we je, en dan hoor je snel meer van ons. " * 900
    with running(tmp_path, "--timeout", "0.3") as one:
        hurried = one.url
        late = _send(hurried, "POST", "/v2/check", _form(text=text, language="nl"))
        assert (late.status, late.text[:46]) == (500, "Error: Checking took longer than 0.3 seconds. ")
        known = _send(hurried, "POST", "/v2/check", _form(text=text, language="nl", allowIncompleteResults="true"))
        assert known.status == 200
        assert json.loads(known.text)["warnings"]["incompleteResults"] is True


def test_a_program_gives_a_token_as_its_api_key(guarded: str) -> None:
    body = _form(text=REPLY, language="nl")
    refused = _send(guarded, "POST", "/v2/check", body, Origin="https://desk.example")
    assert (refused.status, refused.text[:7]) == (403, "Error: ")
    assert refused.headers["access-control-allow-origin"] == "https://desk.example"
    with_key = f"{body}&{_form(username='eva', apiKey=TOKEN)}"
    assert _send(guarded, "POST", "/v2/check", with_key).matches
    assert _send(guarded, "POST", "/v2/check", with_key, Content_Type="application/json").matches
    assert _send(guarded, "GET", f"/v2/check?{with_key}").matches
    assert _send(guarded, "POST", "/v2/check", body, Authorization=f"Bearer {TOKEN}").matches
    assert _send(guarded, "POST", "/v2/check", f"{body}&username=eva&apiKey=fout").status == 403


def test_whoever_may_not_check_may_ask_whether_it_lives(guarded: str) -> None:
    assert _send(guarded, "GET", "/v2/healthcheck").text == "OK"
    assert _send(guarded, "OPTIONS", "/v2/check", Origin="https://desk.example", Access_Control_Request_Method="POST").status == 204
    elsewhere = _send(guarded, "OPTIONS", "/v2/check", Origin="https://elders.example", Access_Control_Request_Method="POST")
    assert "access-control-allow-origin" not in elsewhere.headers
