"""The baselines search as they say they do."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.helpers import module_at
from webcarelint.evaluation import REPLY_SIGNALS, Labelled
from webcarelint.model import Draft

BENCH = Path(__file__).parents[1] / "bench"


@pytest.fixture(scope="module")
def baselines() -> ModuleType:
    return module_at(BENCH / "baselines.py")


def test_every_signal_has_a_list(baselines: ModuleType) -> None:
    lists = baselines.word_lists()
    assert set(lists) == set(REPLY_SIGNALS)
    assert all(word == word.lower() for words in lists.values() for word in words)


def test_a_plain_search_minds_neither_case_nor_words(baselines: ModuleType) -> None:
    found = baselines.by_search(["HELAAS pindakaas", "Ik kom", "bonnetje"], {"woord": ["helaas", "net"], "ik": [" ik "]})
    assert found == [frozenset({"woord"}), frozenset({"ik"}), frozenset({"woord"})]


@pytest.mark.parametrize(("word", "pattern"), [("helaas", r"(?<!\p{L})helaas(?!\p{L})"), ("gr.", r"gr\."), ("^", r"\^"), ("/", r"\/")])
def test_words_for_prh(baselines: ModuleType, word: str, pattern: str) -> None:
    assert baselines._escaped(word) == pattern


def test_less_grammar_finds_less(baselines: ModuleType, linter: object) -> None:
    drafts = [Labelled(Draft("Je bestelling wordt morgen door de bezorger gebracht.", id="a"), frozenset({"eigen-actie"}))]
    pack = linter.pack  # type: ignore[attr-defined]
    bare, full = (baselines.by_pipeline(drafts, pack, needs) for needs in ((), ("pos", "morph", "lemma", "dep")))
    assert bare[0] <= full[0]
    assert baselines.scored(drafts, full).tallies["eigen-actie"].support == 1


def test_without_npm_it_says_so(baselines: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "")
    assert baselines.by_textlint(["Helaas"], {"woord": ["helaas"]}) is None
    assert "npm is not installed" in capsys.readouterr().err


def test_only_signals_that_differ_are_shown(baselines: ModuleType) -> None:
    labelled = [Labelled(Draft("x", id="a"), frozenset({"excuus", "emoji"}))]
    columns = {
        "one": baselines.scored(labelled, [frozenset({"excuus", "emoji"})]),
        "two": baselines.scored(labelled, [frozenset({"emoji"})]),
    }
    assert baselines.changed(columns) == ["excuus"]
