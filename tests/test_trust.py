"""The judgements in the corpus speak of what is there, and the script that writes trust into rule files leaves the rest alone."""

import sys
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from tests.helpers import module_at, pack_toml, write
from webcarelint.evaluation import Judgements, RuleTally, read_judgements
from webcarelint.linter import Linter

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def trust() -> ModuleType:
    return module_at(CORPUS / "trust.py")


@pytest.fixture(scope="module")
def judgements() -> Judgements:
    return read_judgements(CORPUS / "findings")


def test_a_judgement_speaks_of_a_reply_and_words_that_are_there(judgements: Judgements, trust: ModuleType) -> None:
    texts = {reply.draft.id: reply.draft.text for reply in trust.replies()}
    assert [one for one in judgements if one.quote not in texts.get(one.reply, "")] == []


def test_a_judgement_speaks_of_a_rule(judgements: Judgements, linter: Linter) -> None:
    assert {one.rule for one in judgements if linter.pack.rule(one.rule) is None} == set()


def test_nothing_is_judged_twice(judgements: Judgements) -> None:
    counts = Counter((one.reply, one.rule, one.quote) for one in judgements)
    assert [place for place, count in counts.items() if count > 1] == []


def test_what_is_wrong_says_why(judgements: Judgements) -> None:
    assert [one for one in judgements if not one.right and not one.note] == []


@pytest.mark.parametrize(
    ("gate", "tally", "fits"),
    [
        ("block", RuleTally(), True),
        ("block", RuleTally(approved=9, wrong=1), True),
        ("block", RuleTally(approved=8, wrong=1), False),
        ("none", RuleTally(approved=3, wrong=1), True),
        ("confirm", RuleTally(approved=2, wrong=1), False),
    ],
)
def test_what_a_rule_may_do_depends_on_its_precision(trust: ModuleType, linter: Linter, gate: str, tally: RuleTally, fits: bool) -> None:
    from dataclasses import replace

    rule = replace(linter.pack.rules[0], gate=gate)  # type: ignore[arg-type]
    assert trust.Trust.of(tally).suits(rule) == fits


def test_only_precision_and_judged_are_written(trust: ModuleType, tmp_path: Path) -> None:
    before = (
        "# bovenaan\n"
        + pack_toml({"kaas": ["kaas"]}, {"id": "eten/een", "finds": "kaas"}, {"id": "eten/twee", "finds": "kaas"})
        + "# onderaan\n"
    )
    path = write(tmp_path / "eten.toml", before)
    trust._write_one(path, 1, trust.Trust(0.917, 12))
    trust._write_one(path, 0, trust.Trust(1.0, 3))
    trust._write_one(path, 0, trust.Trust(0.5, 4))
    written = path.read_text(encoding="utf-8")
    rules = tomllib.loads(written)["rules"]
    assert [(rule["precision"], rule["judged"]) for rule in rules] == [(0.5, 4), (0.917, 12)]
    assert [line for line in written.split("\n") if not line.startswith(("precision", "judged"))] == before.split("\n")
    assert written.index("precision") < written.index('"bad"')
    for number in (0, 1):
        trust._write_one(path, number, trust.Trust(None, 0))
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.slow
def test_rule_files_say_what_is_measured(trust: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """After a change of rules: judge what is new, then python corpus/trust.py --write."""
    monkeypatch.setattr(sys, "argv", ["trust.py"])
    assert trust.main() == 0, capsys.readouterr().out
