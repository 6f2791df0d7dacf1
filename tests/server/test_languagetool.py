"""The LanguageTool API as its contract has it, over a real Linter."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from httpx import Response
from starlette.testclient import TestClient

from tests.server.languagetool_app import LinterEngine, languagetool_app
from webcarelint.house_style import HouseStyle
from webcarelint.house_style.style import Override
from webcarelint.linter import Linter
from webcarelint.server.languagetool import Busy, Settings

REPLY = "Hoi Jan, excuses voor het eventuele ongemak. U hoort zo snel mogelijk van ons!! 😊 Tevens bellen we je."
"""An apology that is none, a promise without a time, two exclamation marks, an official word after an emoji, u and je."""
ENGLISH = "Thank you for your message, we are looking into it and will get back to you tomorrow."


@pytest.fixture
def engine(linter: Linter) -> LinterEngine:
    return LinterEngine(linter)


@pytest.fixture
def client(engine: LinterEngine) -> Iterator[TestClient]:
    with TestClient(languagetool_app(engine)) as opened:
        yield opened


Check = Callable[..., dict[str, Any]]


@pytest.fixture
def check(client: TestClient) -> Check:
    """The answer to a check of a text, or of whatever parameters are given."""

    def call(text: str | None = REPLY, **given: str) -> dict[str, Any]:
        form = {"language": "nl", **({} if text is None else {"text": text}), **given}
        response = client.post("/v2/check", data=form)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    return call


def _data(**given: Any) -> str:
    return json.dumps(given)


def _ids(answer: dict[str, Any]) -> list[str]:
    return [match["rule"]["id"] for match in answer["matches"]]


def _words(text: str, answer: dict[str, Any], rule: str) -> list[str]:
    """What a client that counts UTF-16 code units sees underlined."""
    units = text.encode("utf-16-le")
    places = [(match["offset"], match["offset"] + match["length"]) for match in answer["matches"] if match["rule"]["id"] == rule]
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end in places]


def _refused(response: Response, status: int, words: str) -> None:
    """One line of plain text that starts as clients expect, and says what is wrong."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text.startswith("Error: ")
    assert "\n" not in response.text
    assert words in response.text


# ── the answer ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_field_that_a_client_reads_is_there(check: Check) -> None:
    answer = check()
    assert set(answer) == {"software", "warnings", "language", "matches", "sentenceRanges", "webcare"}
    assert set(answer["software"]) == {"name", "version", "buildDate", "apiVersion", "premium", "premiumHint", "status"}
    assert answer["software"]["name"] == "LanguageTool"
    assert re.fullmatch(r"6\.\d+-webcarelint-\d+\.\d+\.\d+", answer["software"]["version"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000", answer["software"]["buildDate"])
    assert answer["warnings"] == {"incompleteResults": False}
    assert answer["language"]["name"] == "Dutch"
    assert answer["language"]["code"] == "nl"
    assert answer["language"]["detectedLanguage"]["confidence"] > 0.9
    assert answer["matches"]
    for match in answer["matches"]:
        assert set(match) == {
            "message", "shortMessage", "replacements", "offset", "length", "context", "sentence", "type", "rule",
            "ignoreForIncompleteSentence", "contextForSureMatch", "webcare",
        }  # fmt: skip
        assert set(match["rule"]) >= {"id", "description", "issueType", "category"}
        assert set(match["rule"]["category"]) == {"id", "name"}
        assert match["type"]["typeName"] in ("Hint", "Other")
        assert match["length"] > 0


def test_a_match_says_what_and_where(check: Check) -> None:
    (match,) = (match for match in check()["matches"] if match["rule"]["id"] == "EXCUUS_SCHIJNEXCUUS")
    assert match["shortMessage"] == "Een excuus dat er geen is"
    assert match["message"].startswith("Dit is een half excuus")
    assert match["rule"]["description"] == "Een excuus dat er geen is (excuus/schijnexcuus)"
    assert match["context"]["text"][match["context"]["offset"] :].startswith("excuses voor het eventuele ongemak")
    assert match["sentence"] == "excuses voor het eventuele ongemak."
    assert match["webcare"]["rule"] == "excuus/schijnexcuus"
    assert match["webcare"]["evidence"]["strength"] == "practitioner"


def test_only_wording_that_fits_its_place_may_be_put_in_by_a_client(check: Check) -> None:
    """'Sorry dat … (noem wat er misging)' is advice: a client that puts it in would send it."""
    by_rule = {match["rule"]["id"]: match for match in check()["matches"]}
    assert by_rule["TOON_AMBTELIJK_WOORD"]["replacements"] == [{"value": "Ook"}]
    assert by_rule["EXCUUS_SCHIJNEXCUUS"]["replacements"] == []
    assert "Liever: Sorry dat …" in by_rule["EXCUUS_SCHIJNEXCUUS"]["message"]


def test_a_remark_about_what_is_missing_stands_under_a_word(check: Check) -> None:
    text = "Hoi Jan, we zoeken het uit en je hoort het vandaag nog. 😊\n"
    assert _words(text, check(text), "AFSLUITING_ONTBREEKT") == ["😊"]


def test_the_whole_reply_is_weighed(check: Check, linter: Linter) -> None:
    webcare = check()["webcare"]
    assert webcare["checked"] is True
    assert webcare["fingerprint"] == linter.fingerprint
    assert webcare["verdict"] in ("send", "revise", "hold")
    assert 0 < webcare["score"] < 100
    assert {"rule", "reason"} == set(webcare["skipped"][0])


def test_a_compact_answer_leaves_out_what_the_client_can_do_without(check: Check) -> None:
    answer = check(c="1")
    assert "software" not in answer
    assert "skipped" not in answer["webcare"]
    assert {key for match in answer["matches"] for key in match} & {"context", "sentence"} == set()
    assert _ids(answer) == _ids(check())


# ── offsets ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("before", ["Hoi 👩‍👩‍👧 zsm. ", "e\u0301e\u0301n 😊\r\n\r\n", "\U0001d407\U0001d428\U0001d422! ", "漢字 🇳🇱 "])
def test_offsets_count_utf16_code_units(check: Check, before: str) -> None:
    text = f"{before}Tevens bellen we je. ^EK"
    assert _words(text, check(text), "TOON_AMBTELIJK_WOORD") == ["Tevens"]


def test_sentence_ranges_cut_the_text_where_its_sentences_lie(check: Check) -> None:
    text = "Hoi Jan 👋,\r\n\r\nSorry 😊! Je pakket komt morgen.  "
    units = text.encode("utf-16-le")
    ranges = check(text)["sentenceRanges"]
    assert [units[2 * start : 2 * end].decode("utf-16-le") for start, end in ranges] == [
        "Hoi Jan 👋,",
        "Sorry 😊!",
        "Je pakket komt morgen.",
    ]


def test_the_context_is_counted_in_utf16_too(check: Check) -> None:
    text = f"{'😊' * 60} Tevens bellen we je.\nGroetjes, Eva van de klantenservice, die er voor je is."
    (match,) = (match for match in check(text)["matches"] if match["rule"]["id"] == "TOON_AMBTELIJK_WOORD")
    shown = match["context"]
    units = shown["text"].encode("utf-16-le")
    assert units[2 * shown["offset"] : 2 * (shown["offset"] + shown["length"])].decode("utf-16-le") == "Tevens"
    assert shown["text"].startswith("...😊")
    assert shown["text"].endswith("...")
    assert "\n" not in shown["text"]


def test_offsets_point_into_the_text_with_its_markup(check: Check) -> None:
    pieces = [
        {"markup": "<p>"}, {"text": "Hoi 😊 "}, {"markup": "<b>"}, {"text": "Jan"}, {"markup": "</b>"}, {"text": ", "},
        {"markup": "<i>"}, {"text": "te"}, {"markup": "</i>"}, {"text": "vens bellen we je."}, {"markup": "</p>", "interpretAs": "\n\n"},
    ]  # fmt: skip
    answer = check(None, data=_data(annotation=pieces))
    full = "".join(piece.get("text") or piece.get("markup", "") for piece in pieces)
    assert _words(full, answer, "TOON_AMBTELIJK_WOORD") == ["te</i>vens"]
    assert all(0 <= start < end <= len(full.encode("utf-16-le")) // 2 for start, end in answer["sentenceRanges"])


def test_markup_reads_as_what_it_is_interpreted_as(check: Check) -> None:
    def found(**markup: str) -> bool:
        pieces = [{"text": "Te"}, markup, {"text": "vens bellen we je."}]
        return "TOON_AMBTELIJK_WOORD" in _ids(check(None, data=_data(annotation=pieces)))

    assert found(markup="<wbr>")
    assert found(markup="<wbr>", interpretAs="")
    assert not found(markup="<br>", interpretAs="\n")


def test_half_an_emoji_is_no_reason_to_fail(check: Check) -> None:
    answer = check(None, data='{"text": "Hoi \\ud83d, tevens bellen we je. ^EK"}')
    assert _words("Hoi \ufffd, tevens bellen we je. ^EK", answer, "TOON_AMBTELIJK_WOORD") == ["tevens"]


# ── which rules ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_tips_are_for_the_picky(check: Check) -> None:
    default, picky = check(), check(level="picky")
    assert set(_ids(default)) < set(_ids(picky))
    assert {match["webcare"]["severity"] for match in default["matches"]} <= {"warning", "error"}
    tips = [match for match in picky["matches"] if match["webcare"]["severity"] == "info"]
    assert tips
    assert all(match["rule"]["tags"] == ["picky"] and match["type"]["typeName"] == "Hint" for match in tips)


@pytest.mark.parametrize("name", ["EXCUUS_SCHIJNEXCUUS", "excuus/schijnexcuus"])
def test_a_rule_can_be_disabled_by_both_its_names(check: Check, name: str) -> None:
    assert "EXCUUS_SCHIJNEXCUUS" not in _ids(check(disabledRules=f"WHITESPACE_RULE, {name}"))


def test_a_named_tip_is_shown_without_being_picky(check: Check) -> None:
    tip = next(match["rule"]["id"] for match in check(level="picky")["matches"] if match["webcare"]["severity"] == "info")
    assert tip in _ids(check(enabledRules=tip))


def test_only_what_is_enabled(check: Check) -> None:
    assert _ids(check(enabledOnly="true", enabledRules="EXCUUS_SCHIJNEXCUUS")) == ["EXCUUS_SCHIJNEXCUUS"]
    style = check(enabledOnly="yes", enabledCategories="STYLE")
    assert {match["rule"]["category"]["id"] for match in style["matches"]} == {"STYLE"}
    assert check(enabledOnly="true", enabledRules="ONBEKEND")["matches"] == []


@pytest.mark.parametrize(("category", "gone"), [("SEMANTICS", "EXCUUS_SCHIJNEXCUUS"), ("excuus", "EXCUUS_SCHIJNEXCUUS")])
def test_a_category_or_a_dimension_can_be_disabled(check: Check, category: str, gone: str) -> None:
    assert gone not in _ids(check(disabledCategories=category))
    assert gone in _ids(check(disabledCategories=category, enabledRules=gone))
    assert gone in _ids(check(disabledCategories=category, enabledCategories=category))


def test_a_rule_that_the_house_style_has_off_stays_off(linter_of: Callable[[HouseStyle], Linter]) -> None:
    style = HouseStyle(rules=(("excuus/schijnexcuus", Override(enabled=False)),))
    with TestClient(languagetool_app(LinterEngine(linter_of(style)))) as client:
        given = {"text": REPLY, "language": "nl", "enabledRules": "EXCUUS_SCHIJNEXCUUS"}
        assert "EXCUUS_SCHIJNEXCUUS" not in _ids(client.post("/v2/check", data=given).json())
        rules = client.get("/v2/configinfo", params={"language": "nl"}).json()["rules"]
        assert "EXCUUS_SCHIJNEXCUUS" not in {rule["ruleId"] for rule in rules}


@pytest.mark.parametrize("level", ["default", "picky"])
def test_the_two_requests_of_the_add_on_give_every_match_once(check: Check, level: str) -> None:
    halves = [check(mode=mode, level=level) for mode in ("textLevelOnly", "allButTextLevelOnly")]
    both = sorted((match["offset"], match["rule"]["id"]) for half in halves for match in half["matches"])
    assert both == sorted((match["offset"], match["rule"]["id"]) for match in check(level=level)["matches"])
    assert all(half["matches"] for half in halves)
    assert "score" in halves[0]["webcare"]
    assert "score" not in halves[1]["webcare"]


def test_a_paragraph_on_its_own_misses_nothing_that_stands_elsewhere(check: Check) -> None:
    """The add-on sends single paragraphs: no greeting, no next step and no signature is no remark there."""
    answer = check("Tevens bellen we je.", mode="allButTextLevelOnly", level="picky")
    assert _ids(answer) == ["TOON_AMBTELIJK_WOORD"]


def test_limits_can_be_set(check: Check) -> None:
    text = "Wat goed! Wat fijn! Dat doen we! We zijn er morgen! ^EK"
    assert "TYPOGRAFIE_VEEL_UITROEPTEKENS" not in _ids(check(text, level="picky"))
    assert "TYPOGRAFIE_VEEL_UITROEPTEKENS" in _ids(check(text, level="picky", ruleValues="TYPOGRAFIE_VEEL_UITROEPTEKENS:2,ONBEKEND:3"))
    many = "Fijn 😊 dat het lukt 😊 en bedankt 😊. ^EK"
    assert "EMOJI_TE_VEEL" in _ids(check(many, level="picky"))
    assert "EMOJI_TE_VEEL" not in _ids(check(many, level="picky", ruleValues="emoji/te-veel:3"))
    assert _ids(check(many, ruleValues="EXCUUS_SCHIJNEXCUUS:1")) == _ids(check(many))


# ── languages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("given", "code"), [("nl", "nl"), ("nl-NL", "nl-NL"), ("NL_be", "nl-BE"), ("auto", "nl")])
def test_dutch_in_all_its_names_is_checked(check: Check, given: str, code: str) -> None:
    answer = check(language=given)
    assert answer["language"]["code"] == code
    assert answer["language"]["name"].startswith("Dutch")
    assert answer["matches"]


def test_a_preferred_variant_of_dutch_is_kept(check: Check) -> None:
    assert check(language="auto", preferredVariants="en-GB,nl-BE")["language"]["code"] == "nl-BE"


@pytest.mark.parametrize("language", ["auto", "en-US", "de-DE-x-simple-language"])
def test_another_language_is_no_error_and_gives_no_matches(check: Check, language: str) -> None:
    answer = check(ENGLISH, language=language)
    assert answer["matches"] == []
    assert answer["webcare"]["checked"] is False
    assert "alleen Nederlands" in answer["webcare"]["reason"]
    assert answer["language"]["detectedLanguage"]["name"] == "English"


def test_auto_says_which_language_it_is(check: Check) -> None:
    assert check(ENGLISH, language="auto")["language"]["code"] == "en"
    assert "Duits" not in check("Vielen Dank für Ihre Nachricht, wir melden uns morgen bei Ihnen.", language="auto")["language"]["name"]


def test_english_that_is_said_to_be_dutch_is_taken_at_its_word(check: Check) -> None:
    answer = check(ENGLISH)
    assert answer["webcare"]["checked"] is True
    assert answer["language"]["detectedLanguage"]["code"] == "en"


@pytest.mark.parametrize("text", ["Sorry hoor.", "Merci! 😊", "Top", "👍", "12345"])
def test_what_could_be_anything_is_dutch(check: Check, text: str) -> None:
    assert check(text, language="auto")["language"]["code"] == "nl"


@pytest.mark.parametrize("text", ["", " \r\n\t "])
def test_no_text_gives_no_matches(check: Check, text: str) -> None:
    answer = check(text)
    assert answer["matches"] == []
    assert answer["webcare"]["checked"] is False


@pytest.mark.parametrize("probe", ["languagetool testrule 8634756", "The languagetool testrule 8634756."])
@pytest.mark.parametrize("language", ["auto", "en", "en-us"])
def test_the_probe_of_the_add_on_is_not_taken_for_a_premium_server(check: Check, probe: str, language: str) -> None:
    assert "PREMIUM_FAKE_RULE" not in _ids(check(None, data=_data(text=probe), language=language))


# ── what is known of the conversation ────────────────────────────────────────────────────────────────────────────────────


def test_metadata_carries_the_conversation(check: Check, engine: LinterEngine) -> None:
    meta = {
        "customer": "Waar is mijn pakket?", "channel": "X", "customerName": "Jan", "agent": "EK", "thread": ["Hoi!"], "source": "ai",
        "EmailNumberOfAttachments": 2,
    }  # fmt: skip
    answer = check(None, data=_data(text="Hoi Piet, je pakket komt morgen. ^EK", metaData=meta))
    (draft,) = engine.seen
    assert (draft.customer, draft.channel, draft.customer_name, draft.agent) == ("Waar is mijn pakket?", "twitter", "Jan", "EK")
    assert (draft.thread, draft.source) == (("Hoi!",), "ai")
    assert "KLANTCONTACT_VERKEERDE_NAAM" in _ids(answer)


def test_the_add_on_says_to_whom_a_mail_goes(check: Check, engine: LinterEngine) -> None:
    meta = {"EmailToAddress": "jan@example.org", "FullName": "Jan Jansen"}
    check(None, data=_data(annotation=[{"text": REPLY}], metaData=meta))
    assert (engine.seen[0].channel, engine.seen[0].customer_name) == ("email", "Jan Jansen")
    check(None, data=_data(text=REPLY, metaData={**meta, "channel": "chat"}))
    assert engine.seen[1].channel == "chat"
    check(None, data=_data(text=REPLY, metaData={"EmailToAddress": "", "FullName": "", "channel": ""}))
    assert (engine.seen[2].channel, engine.seen[2].customer_name) == ("unknown", None)


# ── how clients ask ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/v2/check", "/v2/check/", "/v2/v2/check", "/v2//check"])
def test_paths_as_clients_build_them(client: TestClient, path: str) -> None:
    assert client.post(path, data={"text": REPLY, "language": "nl"}).json()["matches"]


@pytest.mark.parametrize(
    "headers", [{}, {"Content-Type": "application/json"}, {"Content-Type": "text/plain;charset=UTF-8"}, {"Content-Type": "onzin", "Accepts": "application/json"}]
)  # fmt: skip
def test_a_body_is_a_form_whatever_its_type(client: TestClient, headers: dict[str, str]) -> None:
    body = urlencode({"text": REPLY, "language": "nl"}, quote_via=quote)
    assert client.post("/v2/check", content=body, headers=headers).json()["matches"]


def test_get_and_a_body_mixed_with_a_query(client: TestClient, check: Check) -> None:
    assert client.get("/v2/check", params={"text": REPLY, "language": "nl"}).json() == check()
    mixed = client.post("/v2/check?c=1&instanceId=12%3A3&v=8.11.6&language=en", data={"text": REPLY, "language": "nl"}).json()
    assert mixed == check(c="1")


def test_what_add_ons_send_beside_it_is_left_alone(check: Check) -> None:
    extra = dict.fromkeys(
        ["noopLanguages", "preferredLanguages", "altLanguages", "multilingual", "enableHiddenRules", "enableTempOffRules",
         "filterDictionaryMatches", "textSessionId", "sourceText", "sourceLanguage", "inputLogging", "useragent", "v", "instanceId",
         "ld", "dicts", "motherTongue", "tokenV2", "username", "password"], "x",
    )  # fmt: skip
    assert check(**extra, apiKey="x")["matches"] == check()["matches"]


def test_jsonp(client: TestClient, check: Check) -> None:
    response = client.get("/v2/check", params={"text": "Nou,\u2028tevens dit. ^EK", "language": "nl", "callback": "LT.klaar_1"})
    assert response.headers["content-type"].startswith("application/javascript")
    called = re.fullmatch(r"LT\.klaar_1\((.*)\);", response.text)
    assert called
    assert json.loads(called[1]) == check("Nou,\u2028tevens dit. ^EK")
    assert client.get("/v2/languages?callback=f").text.startswith("f([")


# ── web pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_web_page_may_ask_whether_it_may_call(client: TestClient) -> None:
    asked = {"Origin": "https://appsource.example", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-eigen"}
    response = client.options("/v2/check", headers={**asked, "Access-Control-Request-Private-Network": "true"})
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["access-control-allow-headers"] == "x-eigen"
    assert response.headers["access-control-allow-private-network"] == "true"
    assert {"GET", "POST"} <= set(response.headers["access-control-allow-methods"].split(", "))
    assert "Content-Type" in client.options("/v2/onbekend").headers["access-control-allow-headers"]


def test_answers_and_errors_may_be_read_by_a_web_page(client: TestClient) -> None:
    for response in (client.get("/v2/languages"), client.get("/v2/check"), client.get("/v2/nergens")):
        assert response.headers["access-control-allow-origin"] == "*"


def test_only_pages_that_are_named_may_call(engine: LinterEngine) -> None:
    with TestClient(languagetool_app(engine, origins=("https://desk.example",))) as client:
        for ask in (client.options, client.get):
            allowed = ask("/v2/languages", headers={"Origin": "https://desk.example"})
            assert allowed.headers["access-control-allow-origin"] == "https://desk.example"
            assert allowed.headers["vary"] == "Origin"
            refused = ask("/v2/languages", headers={"Origin": "https://elders.example"})
            assert "access-control-allow-origin" not in refused.headers
            assert "access-control-allow-methods" not in refused.headers


# ── the other endpoints ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_languages_are_sorted_by_name(client: TestClient) -> None:
    known = client.get("/v2/languages").json()
    assert [language["longCode"] for language in known] == ["nl", "nl-BE", "nl-NL"]
    assert {language["code"] for language in known} == {"nl"}
    assert [language["name"] for language in known] == sorted(language["name"] for language in known)


def test_info(client: TestClient) -> None:
    software = client.get("/v2/info").json()["software"]
    assert set(software) == {"name", "version", "buildDate", "commit", "premium"}


def test_a_match_has_a_link_that_explains_its_rule(client: TestClient, check: Check, linter: Linter) -> None:
    rule = next(match["rule"] for match in check()["matches"] if match["rule"]["id"] == "EXCUUS_SCHIJNEXCUUS")
    (url,) = rule["urls"]
    assert url["value"] == "http://testserver/v2/explain/excuus/schijnexcuus"
    page = client.get(url["value"])
    assert page.headers["content-type"] == "text/plain; charset=utf-8"
    explained = linter.pack.rule("excuus/schijnexcuus")
    assert explained is not None
    assert explained.title in page.text
    assert " ".join(explained.why.split()) in " ".join(page.text.split())
    assert client.get("/v2/explain/EXCUUS_SCHIJNEXCUUS").text == page.text
    _refused(client.get("/v2/explain/excuus/bestaat-niet"), 404, "is er niet")


def test_text_endpoints(client: TestClient, engine: LinterEngine) -> None:
    for path, words in (("/v2/healthcheck", "OK"), ("/v2/maxtextlength", "50000")):
        response = client.get(path)
        assert (response.status_code, response.text) == (200, words)
        assert response.headers["content-type"].startswith("text/plain")
    engine.ready = False
    _refused(client.get("/v2/healthcheck"), 503, "te druk")


def test_configinfo_lists_every_rule_that_is_on(client: TestClient, linter: Linter) -> None:
    answer = client.get("/v2/configinfo", params={"language": "nl-NL"}).json()
    assert set(answer) == {"software", "parameter", "rules"}
    assert answer["parameter"] == {"maxTextLength": 50_000}
    rules = {rule["ruleId"]: rule for rule in answer["rules"]}
    assert len(rules) == sum(rule.enabled for rule in linter.pack.rules)
    assert rules["EXCUUS_SCHIJNEXCUUS"]["locQualityIssueType"] == "other"
    assert "isDefaultOff" not in rules["EXCUUS_SCHIJNEXCUUS"]
    assert rules["AFSLUITING_ONTBREEKT"]["isTextLevelRule"] == "yes"
    long_sentence = rules["LENGTE_LANGE_ZIN"]
    assert long_sentence["isDefaultOff"] == "yes"
    assert (long_sentence["hasConfigurableValue"], long_sentence["defaultValue"]) == ("yes", "30")
    assert all(isinstance(value, str) for rule in answer["rules"] for value in rule.values())


def test_configinfo_knows_the_limits_of_the_house_style(linter_of: Callable[[HouseStyle], Linter]) -> None:
    style = HouseStyle(rules=(("lengte/lange-zin", Override(at_most=20)),))
    with TestClient(languagetool_app(LinterEngine(linter_of(style)))) as client:
        rules = client.get("/v2/configinfo", params={"language": "nl"}).json()["rules"]
    assert {rule["ruleId"]: rule.get("defaultValue") for rule in rules}["LENGTE_LANGE_ZIN"] == "20"


def test_configinfo_of_another_language_is_empty_and_without_one_an_error(client: TestClient) -> None:
    assert client.get("/v2/configinfo", params={"language": "en-US"}).json()["rules"] == []
    _refused(client.get("/v2/configinfo"), 400, "'language'")


def test_nobody_keeps_words(client: TestClient) -> None:
    assert client.get("/v2/words").json() == {"words": []}
    assert client.post("/v2/words/add", data={"word": "huh"}).json() == {"added": False}
    assert client.post("/v2/words/delete", data={"word": "huh"}).json() == {"deleted": False}


# ── errors ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

TEXT = {"text": REPLY, "language": "nl"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"language": "nl"}, "'text' of 'data'"),
        ({"text": REPLY}, "'language' ontbreekt"),
        ({"text": REPLY, "language": "ne-der-lands!"}, "geen taalcode"),
        ({**TEXT, "data": "{}"}, "niet allebei"),
        ({**TEXT, "preferredVariants": "nl-BE"}, "language=auto"),
        ({**TEXT, "level": "streng"}, "'picky'"),
        ({**TEXT, "mode": "half"}, "allButTextLevelOnly"),
        ({**TEXT, "enabledOnly": "true"}, "enabledRules"),
        ({**TEXT, "enabledOnly": "yes", "enabledRules": "A", "disabledRules": "B"}, "disabledRules"),
        ({**TEXT, "enabledOnly": "yes", "enabledRules": "A", "disabledCategories": "B"}, "disabledCategories"),
        ({**TEXT, "apiKey": "geheim"}, "username"),
        ({**TEXT, "ruleValues": "LENGTE_LANGE_ZIN"}, "ruleValues"),
        ({**TEXT, "ruleValues": "LENGTE_LANGE_ZIN:veel"}, "ruleValues"),
        ({**TEXT, "ruleValues": "LENGTE_LANGE_ZIN:-1"}, "ruleValues"),
        ({**TEXT, "ruleValues": "LENGTE_LANGE_ZIN:nan"}, "ruleValues"),
        ({**TEXT, "callback": "alert(1)//"}, "callback"),
        ({**TEXT, "enabled": "A"}, "enabledRules"),
        ({**TEXT, "disabled": "A"}, "disabledRules"),
        ({**TEXT, "preferredvariants": "A"}, "preferredVariants"),
        ({**TEXT, "autodetect": "yes"}, "language=auto"),
    ],
)
def test_what_is_wrong_with_a_request(client: TestClient, given: dict[str, str], words: str) -> None:
    response = client.post("/v2/check", data=given)
    _refused(response, 400, words)
    assert "excuses" not in response.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("excuses", "geen geldige JSON"),
        ("[" * 100_000, "geen geldige JSON"),
        ('["excuses"]', "een JSON-object"),
        ("{}", "'text' of 'annotation'"),
        (_data(text="excuses", annotation=[]), "niet allebei"),
        (_data(annotation=[{"text": "excuses", "markup": "<b>"}]), "'text' of 'markup'"),
        (_data(annotation=[{}]), "'text' of 'markup'"),
        (_data(annotation=[{"text": "excuses", "interpretAs": "\n"}]), "'interpretAs'"),
        (_data(annotation="excuses"), "'annotation'"),
        (_data(text="excuses", metaData={"channel": "postduif"}), "'metaData.channel' is een van twitter"),
        (_data(text="excuses", metaData={"customer": 3}), "'metaData.customer'"),
    ],
)
def test_what_is_wrong_with_data(client: TestClient, data: str, words: str) -> None:
    response = client.post("/v2/check", data={"data": data, "language": "nl"})
    _refused(response, 400, words)
    assert "excuses" not in response.text


@pytest.mark.parametrize("body", [b"text=%ff%fe&language=nl", b"text=\xff\xfe&language=nl", b"text=%ED%A0%BD&language=nl"])
def test_bytes_that_are_no_text(client: TestClient, body: bytes) -> None:
    _refused(client.post("/v2/check", content=body), 400, "UTF-8")


def test_a_text_that_is_too_long(engine: LinterEngine) -> None:
    with TestClient(languagetool_app(engine, Settings(max_text_length=20))) as client:
        assert client.post("/v2/check", data={"text": "😊" * 10, "language": "nl"}).status_code == 200
        response = client.post("/v2/check", data={"text": "😊" * 10 + "!", "language": "nl"})
        _refused(response, 413, "Error: Your text exceeds the limit of 20 characters (it's 21 characters).")
        markup = _data(annotation=[{"markup": "<" + "b" * 20 + ">"}, {"text": "x"}])
        assert client.post("/v2/check", data={"data": markup, "language": "nl"}).status_code == 413


@pytest.mark.parametrize("path", ["/v2", "/v2/", "/v2/users/me", "/v2/admin/refreshUser", "/v2/stop", "/v2/checks"])
def test_unknown_actions(client: TestClient, path: str) -> None:
    _refused(client.get(path), 404, "Error: Unsupported action: '")


@pytest.mark.parametrize("path", ["/", "/check", "/languages"])
def test_a_base_without_v2_is_told_so(client: TestClient, path: str) -> None:
    _refused(client.post(path, data=TEXT), 400, "/v2")


def test_other_paths_are_the_apps(client: TestClient) -> None:
    for path in ("/favicon.ico", "/v2check", "/v3/check"):
        response = client.get(path)
        assert response.status_code == 404
        assert "access-control-allow-origin" not in response.headers


# ── not in time ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_too_busy(client: TestClient, engine: LinterEngine) -> None:
    engine.failure = Busy()
    _refused(client.post("/v2/check", data=TEXT), 503, "te druk")


def test_nothing_known_in_time(client: TestClient, engine: LinterEngine, check: Check) -> None:
    engine.failure = TimeoutError()
    _refused(client.post("/v2/check", data=TEXT), 500, "Error: Checking took longer than 10 seconds.")
    answer = check(allowIncompleteResults="true")
    assert answer["matches"] == []
    assert answer["warnings"]["incompleteResults"] is True
    assert "tijd" in answer["warnings"]["incompleteResultsReason"]


def test_what_is_known_in_time_is_given_to_who_wants_it(client: TestClient, engine: LinterEngine, check: Check) -> None:
    engine.until = 0.0
    _refused(client.post("/v2/check", data=TEXT), 500, "Checking took longer than")
    answer = check(allowIncompleteResults="true")
    assert answer["warnings"]["incompleteResults"] is True
    assert answer["sentenceRanges"]
    assert any("tijd" in skipped["reason"] for skipped in answer["webcare"]["skipped"])


def test_our_own_fault_is_left_to_the_app(client: TestClient, engine: LinterEngine) -> None:
    engine.failure = replace  # type: ignore[assignment]
    with pytest.raises(TypeError):
        client.post("/v2/check", data=TEXT)
