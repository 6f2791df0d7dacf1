"""`test`: examples, and what else it notices about rules of one's own."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.helpers import pack_toml, write

SIGNALS = {"kaas": {"regex": ["kaas"], "except": ["kaasplank"]}, "brood": ["brood"]}


@pytest.fixture
def pack(tmp_path: Path) -> str:
    rules = (
        {"id": "eten/kaas", "finds": "kaas", "bad": ["Brood met kaas."], "good": ["Melk."]},
        {"id": "eten/brood", "finds": "brood", "bad": ["Brood."], "good": ["Melk."]},
    )
    return str(write(tmp_path / "eten.toml", pack_toml(SIGNALS, *rules)))


def test_what_a_test_notices_does_not_fail_it(run: Run, pack: str) -> None:
    done = run("test", pack)
    assert done.code == 0
    assert "  eten/kaas (bad) → eten/brood" in done.out
    assert "Uitzonderingen zonder voorbeeld: voeg er een toe, of haal ze weg (1)" in done.out
    assert "kaas except kaasplank" in done.out
    assert "2 regels, 4 voorbeelden, 0 mis" in done.out


def test_quick_runs_the_examples_alone(run: Run, pack: str) -> None:
    assert run("test", pack, "--quick").out.strip() == "2 regels, 4 voorbeelden, 0 mis"


def test_rules_that_no_reply_of_a_corpus_fires(run: Run, pack: str, tmp_path: Path) -> None:
    for folder in ("corpus/test", "corpus/findings"):
        (tmp_path / folder).mkdir(parents=True)
    write(tmp_path / "corpus" / "test" / "a.jsonl", '{"text": "Lekkere kaas.", "id": 1}\n')
    write(tmp_path / "corpus" / "findings" / "b.jsonl", '{"id": "1", "rule": "eten/kaas", "right": true}\n')
    done = run("test", pack, "--corpus", "corpus", "--quick")
    assert "Regels die in deze antwoorden nergens afgaan (1)" in done.out
    assert "  eten/brood" in done.out


def test_as_json(run: Run, pack: str, tmp_path: Path) -> None:
    broken = write(tmp_path / "mis.toml", pack_toml({"melk": ["melk"]}, {"finds": "melk", "bad": ["Water."], "good": ["Melk."]}))
    done = run("test", pack, str(broken), "--format", "json")
    assert done.code == 1
    body = json.loads(done.out)
    assert (body["rules"], body["examples"], body["silent"]) == (3, 6, None)
    assert [(one["rule"], one["kind"]) for one in body["failures"]] == [("proef/regel", "bad"), ("proef/regel", "good")]
    assert [one["what"] for one in body["unneeded"]] == ["kaasplank"]
    assert body["foreign"][0]["fired"] == ["eten/brood"]


def test_many_notes_are_cut_short_unless_asked_for(run: Run, tmp_path: Path) -> None:
    words = [f"woord{letter}" for letter in "abcdefghijklmnop"]
    signals = {"kaas": {"regex": ["kaas"], "except": words}}
    pack = str(write(tmp_path / "veel.toml", pack_toml(signals, {"finds": "kaas", "bad": ["Kaas."], "good": ["Melk."]})))
    short, whole = run("test", pack).out, run("test", pack, "-v").out
    assert "en nog 4; met -v staan ze er allemaal" in short
    assert "woordp" not in short
    assert "woordp" in whole


def test_a_corpus_without_replies(run: Run, pack: str, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    done = run("test", pack, "--corpus", "leeg")
    assert (done.code, "geen antwoorden" in done.err) == (2, True)
