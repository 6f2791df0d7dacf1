"""The contract: what it takes, what it refuses, and the schema that is published of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from tests.helpers import finding
from webcarelint.gate.contract import LONGEST_TEXT, FindingAnswer, GateAnswer, GateRequest, json_schema
from webcarelint.gate.gate import decide, fallback
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter

ROOT = Path(__file__).parents[2]
FULL: dict[str, Any] = {
    "schema": 1,
    "text": "Hoi Jan, u hoort morgen van ons. ^EK",
    "format": "html",
    "channel": "x",
    "profile": "zakelijk",
    "thread": ["Hoi Jan!"],
    "customer": "Waar blijft het?",
    "customer_name": "Jan",
    "agent": "EK",
    "source": "assisted",
    "waive": [{"rule": "emoji/te-veel", "reason": "feest", "until": "2030-01-31"}, {"quote": "u", "reason": "citaat"}],
    "deadline_ms": 400,
}


def test_the_published_schema_is_that_of_the_code() -> None:
    published = json.loads((ROOT / "docs" / "gate.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema()
    Draft202012Validator.check_schema(published)


@pytest.mark.parametrize("request_body", [{"text": "Hoi"}, FULL])
def test_a_request_keeps_to_the_schema(request_body: dict[str, Any]) -> None:
    Draft202012Validator(json_schema()).validate(request_body)
    request = GateRequest.model_validate_json(json.dumps(request_body))
    assert request.text == request_body["text"]
    assert request.channel == ("twitter" if "channel" in request_body else "unknown")


def test_answers_keep_to_the_schema(linter: Linter) -> None:
    style = HouseStyle(on_error="hold")
    answer = decide(Linter(linter.pack, style, linter.nlp), GateRequest(text="Excuses voor het ongemak!!", waive=({"rule": "x"},)))  # type: ignore[arg-type]
    validator = Draft202012Validator({**json_schema(), "anyOf": [{"$ref": "#/$defs/GateAnswer"}]})
    for one in (answer, fallback("allow", "De dienst is er niet.")):
        validator.validate(json.loads(one.as_json()))
        assert json.loads(one.as_json()) == one.to_dict()
        assert GateAnswer.model_validate_json(one.as_json()) == one


def test_a_finding_has_the_keys_of_every_door() -> None:
    assert set(FindingAnswer.model_fields) == set(finding().to_dict())


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"text": ""},
        {"text": "a" * (LONGEST_TEXT + 1)},
        {"text": "\ud83d"},
        {"text": "a", "tekst": "b"},
        {"text": "a", "schema": 2},
        {"text": "a", "format": "rtf"},
        {"text": "a", "channel": "fax"},
        {"text": "a", "channel": 3},
        {"text": "a", "source": "robot"},
        {"text": "a", "deadline_ms": 0},
        {"text": "a", "deadline_ms": 60_001},
        {"text": "a", "waive": [{"reason": "zomaar"}]},
        {"text": "a", "waive": [{"quote": ""}]},
        {"text": "a", "waive": [{"rule": "x", "until": "morgen"}]},
        {"text": "a", "waive": [{"rule": "x", "who": "ik"}]},
        {"text": "a", "waive": [{"rule": "x"}] * 101},
        {"text": "a", "thread": ["a"] * 101},
        {"text": "a", "agent": "a" * 201},
    ],
)
def test_what_the_contract_does_not_know_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        GateRequest.model_validate(wrong)
