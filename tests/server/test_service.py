"""The routes of a running service."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from prometheus_client.parser import text_string_to_metric_families

from tests.server.conftest import Running
from webcarelint.gate.contract import json_schema
from webcarelint.house_style import load_house_style
from webcarelint.linter import Linter
from webcarelint.model import Draft
from webcarelint.render.wire import as_json_line

REPLY = "Hoi Jan, excuses voor het eventuele ongemak. U hoort zsm van ons!! 😊 Geheimpje."


@pytest.fixture(scope="module")
def here(service: Running) -> Linter:
    """The same Linter in this process."""
    return Linter.of(load_house_style(service.log.parent / "webcarelint.toml"))


# ── checking ─────────────────────────────────────────────────────────────────


def test_a_check_gives_the_bytes_of_every_other_door(client: httpx.Client, here: Linter) -> None:
    answer = client.post("/v1/check", json={"text": REPLY, "channel": "x", "customer": "Waar is mijn pakket?", "id": "a1"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.text == as_json_line(here.check(Draft(REPLY, customer="Waar is mijn pakket?", channel="twitter", id="a1")))


def test_a_batch_keeps_the_order(client: httpx.Client, here: Linter) -> None:
    drafts = [Draft(f"Hoi Jan, antwoord {n}. U hoort zsm van ons.", id=str(n)) for n in range(50)]
    answer = client.post("/v1/check/batch", json={"drafts": [{"text": draft.text, "id": draft.id} for draft in drafts]})
    assert answer.json()["schema"] == 1
    assert answer.json()["reports"] == [report.to_dict() for report in here.check_many(drafts)]


def test_the_gate_answers_by_its_contract(client: httpx.Client) -> None:
    answer = client.post(
        "/v1/gate", json={"text": f"<p>{REPLY}</p>", "format": "html", "waive": [{"rule": "excuus/schijnexcuus", "reason": "x"}]}
    )
    Draft202012Validator({**json_schema(), "anyOf": [{"$ref": "#/$defs/GateAnswer"}]}).validate(answer.json())
    assert answer.json()["fixed_text"] == f"<p>{REPLY.replace('!!', '!')}</p>"
    assert [waived["rule"] for waived in answer.json()["waived"]] == ["excuus/schijnexcuus"]


def test_a_profile_is_loaded_when_it_is_asked_for(client: httpx.Client) -> None:
    body = {"text": "Hoi, je hoort van ons."}
    rules = [
        {finding["rule"] for finding in client.post("/v1/check", json=body | more).json()["findings"]}
        for more in ({}, {"profile": "deftig"})
    ]
    assert "aanspreekvorm/je-vorm" not in rules[0]
    assert "aanspreekvorm/je-vorm" in rules[1]


@pytest.mark.parametrize(("profile", "words"), [("onbekend", "Onbekend profiel"), ("stuk", "bestaat")])
def test_a_profile_that_cannot_be_had_is_the_callers_mistake(client: httpx.Client, profile: str, words: str) -> None:
    answer = client.post("/v1/gate", json={"text": "Hoi", "profile": profile})
    assert answer.status_code == 400
    assert words in answer.json()["error"]["message"]
    assert "/" not in answer.json()["error"]["message"]


def test_an_expression_that_explodes_is_named_and_cut_off(client: httpx.Client) -> None:
    answer = client.post("/v1/gate", json={"text": "q" * 60 + "b"}).json()
    assert answer["incomplete"] is True
    assert {"rule": "proef/traag", "reason": "de reguliere expressie van 'traag' duurde te lang en is afgebroken"} in answer["skipped"]


# ── knowledge and state ──────────────────────────────────────────────────────


def test_rules_and_one_of_them(client: httpx.Client) -> None:
    rules = client.get("/v1/rules").json()["rules"]
    assert {"excuus/schijnexcuus", "proef/traag"} <= {rule["id"] for rule in rules}
    one = client.get("/v1/rules/excuus/schijnexcuus").json()["rule"]
    assert one["bad"]
    assert one["good"]
    assert {key: one[key] for key in rules[0]} in rules
    assert client.get("/v1/rules", params={"profile": "deftig"}).status_code == 200


def test_the_schema_is_that_of_the_code(client: httpx.Client) -> None:
    assert client.get("/v1/schema").json() == json_schema()


def test_it_lives_and_is_ready(client: httpx.Client) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    assert client.get("/readyz").json() == {"status": "ok", "workers": 2}


def test_figures_are_counted_by_route_and_verdict(client: httpx.Client) -> None:
    def figures() -> dict[tuple[str, ...], float]:
        families = text_string_to_metric_families(client.get("/metrics").text)
        return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}

    before = figures()
    client.post("/v1/gate", json={"text": "Hoi Jan, morgen heb je je pakket. ^EK"})
    client.get("/v1/rules/bestaat-niet")
    client.get("/geheim-pad")
    after = figures()
    for key in [
        ("webcarelint_requests_total", "/v1/gate", "200"),
        ("webcarelint_requests_total", "/v1/rules/{name:path}", "404"),
        ("webcarelint_requests_total", "onbekend", "404"),
        ("webcarelint_verdicts_total", "send"),
    ]:
        assert after[key] == before.get(key, 0) + 1
    assert after[("webcarelint_workers_ready",)] == 2
    assert sum(key[0] == "webcarelint_worker_resident_memory_bytes" for key in after) == 2


def test_the_documentation_needs_nothing_from_elsewhere(client: httpx.Client) -> None:
    page = client.get("/docs").text
    assert "https://" not in page
    described = client.get("/openapi.json").json()
    paths = {"/v1/check", "/v1/check/batch", "/v1/gate", "/v1/rules", "/v1/rules/{name}", "/v1/schema", "/healthz", "/readyz", "/metrics"}
    assert paths <= set(described["paths"])
    references = {json.dumps(part) for part in _references(described)}
    known = set(described["components"]["schemas"])
    assert {reference.strip('"').removeprefix("#/components/schemas/") for reference in references} <= known
    script = page.split('src="')[1].split('"')[0]
    assert client.get(script).status_code == 200


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [found for inner in value.values() for found in _references(inner)]
    return [found for inner in value for found in _references(inner)] if isinstance(value, list) else []


def test_the_socket_gives_the_same_answers(client: httpx.Client, service: Running) -> None:
    with httpx.Client(transport=httpx.HTTPTransport(uds=str(service.socket)), base_url="http://webcarelint") as local:
        assert local.post("/v1/check", json={"text": REPLY}).text == client.post("/v1/check", json={"text": REPLY}).text
    assert service.socket.stat().st_mode & 0o777 == 0o600


# ── what is wrong with a request ─────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("/v1/gate", b'{"text": "half', "geen geldige JSON (regel 1, teken 14)"),
        ("/v1/gate", b"", "geen geldige JSON"),
        ("/v1/gate", b"[1]", "JSON-object"),
        ("/v1/gate", b'{"text": "\xff\xfe"}', "geen geldige UTF-8"),
        ("/v1/gate", b'{"text": "\\ud83d"}', "halve emoji"),
        ("/v1/gate", b'{"text": "\\ude00 Hoi"}', "halve emoji"),
        ("/v1/gate", b'{"text": "a\x00b"}', "geen geldige JSON"),
        ("/v1/gate", b"[" * 100_000, "geen geldige JSON"),
        ("/v1/gate", b"{}", "'text' ontbreekt"),
        ("/v1/gate", b'{"text": "  "}', "leeg"),
        ("/v1/gate", b'{"text": ""}', "'text' is leeg"),
        ("/v1/gate", b'{"text": 5}', "'text' klopt niet"),
        ("/v1/gate", b'{"text": "a", "chanel": "x"}', "'chanel' bestaat niet"),
        ("/v1/gate", b'{"text": "a", "mijn geheim": 1}', "bestaat niet"),
        ("/v1/gate", b'{"text": "a", "channel": "fax"}', "whatsapp"),
        ("/v1/gate", b'{"text": "a", "format": "rtf"}', "'markdown'"),
        ("/v1/gate", b'{"text": "a", "waive": [{}]}', "noemt niets"),
        ("/v1/gate", b'{"text": "a", "thread": ["' + b"x" * 50_001 + b'"]}', "hooguit 50000 tekens"),
        ("/v1/gate", b'{"text": "a", "waive": [' + b'{"rule":"x"},' * 100 + b'{"rule":"x"}]}', "hooguit 100"),
        ("/v1/check", b'{"text": " "}', "leeg"),
        ("/v1/check/batch", b'{"drafts": []}', "'drafts' is leeg"),
        ("/v1/check/batch", b'{"drafts": [{"text": "a"}, {"text": 1}]}', "'drafts.1.text'"),
    ],
)
def test_a_bad_request_gets_one_sentence(client: httpx.Client, path: str, body: bytes, words: str) -> None:
    answer = client.post(path, content=body)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["code"] == "invalid_request"
    assert words in error["message"]
    assert "geheim" not in error["message"]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nergens", 404), ("GET", "/v1/gate", 405), ("GET", "/v1/rules/geen/regel", 404)]
)
def test_an_address_that_is_not_there(client: httpx.Client, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert "/docs" in answer.json()["error"]["message"] or "/v1/rules" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "text", ["\x00", "a\x00b", "😀" * 500, "👩‍👩‍👧‍👦" * 100, "e\u0301" * 500, "\u202e\u200b" * 100 + "Hoi", "a" * 50_000]
)
def test_strange_texts_are_checked(client: httpx.Client, text: str) -> None:
    answer = client.post("/v1/gate", json={"text": text})
    assert answer.status_code == 200
    assert all(text[finding["start"] : finding["end"]] == finding["match"] for finding in answer.json()["findings"])


def test_no_text_ever_reaches_the_log(client: httpx.Client, service: Running) -> None:
    client.post("/v1/gate", json={"text": "Zwanenmeer " + REPLY})
    client.post("/v1/gate", content=b'{"text": "Zwanenmeer')
    client.post("/v1/gate", json={"text": "a", "Zwanenmeer": 1})
    client.get("/Zwanenmeer", params={"text": "Zwanenmeer"})
    client.get("/v1/rules/Zwanenmeer")
    written = service.written()
    assert "POST /v1/gate 200" in written
    assert "Zwanenmeer" not in written
    assert "Geheimpje" not in written


def test_the_tests_of_this_module_left_no_error(service: Running) -> None:
    assert "fout" not in service.written()
    assert Path(service.socket).exists()
