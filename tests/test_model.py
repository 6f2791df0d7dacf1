"""The shape of what goes in and what comes out."""

import json
from dataclasses import FrozenInstanceError

import pytest

from tests.helpers import EVIDENCE, finding
from webcarelint.linter import Linter
from webcarelint.model import CHANNEL_ALIASES, CHANNELS, PUBLIC_CHANNELS, Draft, Report, Skipped


def test_a_draft_needs_only_a_text() -> None:
    draft = Draft("Hoi!")
    assert (draft.customer, draft.channel, draft.thread, draft.source, draft.id) == (None, "unknown", (), "human", "")


@pytest.mark.parametrize("thing", [Draft("Hoi!"), EVIDENCE, finding(), Skipped("a/b", "daarom")])
def test_core_types_are_frozen_and_hashable(thing: object) -> None:
    assert hash(thing) == hash(thing)
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        setattr(thing, next(iter(type(thing).__dataclass_fields__)), "anders")  # type: ignore[attr-defined]


def test_channels_and_their_aliases_agree() -> None:
    assert set(CHANNEL_ALIASES.values()) <= set(CHANNELS)
    assert set(CHANNELS) > PUBLIC_CHANNELS
    assert not set(CHANNEL_ALIASES) & set(CHANNELS)


def test_wire_format_of_a_finding() -> None:
    found = finding(2.5, start=3, end=9, match="helaas", message="Zo.", why="Daarom.", better="jammer", safe=True, gate="confirm").to_dict()
    assert found == {
        "rule": "proef/regel", "dimension": "proef", "severity": "warning", "gate": "confirm", "start": 3, "end": 9, "match": "helaas",
        "message": "Zo.", "why": "Daarom.", "better": "jammer", "safe": True, "points": 2.5,
        "evidence": {"claim": "bewering", "source": "bron", "strength": "derived"},
    }  # fmt: skip


def test_wire_format_of_a_report() -> None:
    report = Report(
        "7", (finding(1.0),), 99.0, {"proef": 99.0}, "send", {"emoji": ((0, 1),)}, (Skipped("a/b", "daarom"),), "vinger", {"woorden": 3.0}
    )
    body = report.to_dict()
    assert list(body) == ["draft_id", "verdict", "score", "dimensions", "findings", "signals", "measures", "skipped", "fingerprint"]
    assert (body["signals"], body["skipped"]) == ({"emoji": [[0, 1]]}, [{"rule": "a/b", "reason": "daarom"}])
    assert json.loads(json.dumps(body)) == body


def test_a_report_never_echoes_the_whole_reply(linter: Linter) -> None:
    text = "Helaas kunnen we daar op dit moment niets aan veranderen, want de bus is al vertrokken."
    wire = json.dumps(linter.check(Draft(text, customer="Waar blijft mijn bus dan?", channel="twitter")).to_dict(), ensure_ascii=False)
    assert "Helaas" in wire
    assert "bus is al vertrokken" not in wire
    assert "blijft mijn bus" not in wire
