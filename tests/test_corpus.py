"""The signals against the labelled corpus: known misses are an exact set, held-back replies keep their level."""

import json
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.helpers import module_at
from webcarelint.evaluation import evaluate
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.model import Draft

CORPUS = Path(__file__).parent.parent / "corpus"
CONTROL = Path(__file__).parent / "data" / "nl_control_sm"


@pytest.fixture(scope="module")
def known() -> ModuleType:
    return module_at(CORPUS / "known.py")


def test_the_known_misses_are_exactly_those_of_the_list(linter: Linter, known: ModuleType) -> None:
    assert known.misses(linter) == tomllib.loads(known.KNOWN.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_replies_that_nobody_tuned_to_keep_their_level(linter: Linter, known: ModuleType) -> None:
    found = evaluate(linter, known.labelled(sorted((CORPUS / "test").glob("*.jsonl"))))
    assert found.macro_f1 >= 0.86
    assert (
        min(found.tallies[name].f1 for name in ("je-vorm", "u-vorm", "emoji", "begroeting", "slotgroet", "excuus", "verboden-woord"))
        >= 0.95
    )


@pytest.mark.slow
def test_another_dutch_pipeline_loses_little(linter: Linter, known: ModuleType) -> None:
    """A pipeline without Mood=Imp, trained on news alone, as nl_core_news_sm is: at most 0.03 of macro F1 less."""
    replies = known.labelled(sorted((CORPUS / "train").glob("*.jsonl")))
    control = Linter.of(HouseStyle(), pipeline=str(CONTROL))
    assert "imperative" not in control.capabilities
    assert evaluate(linter, replies).macro_f1 - evaluate(control, replies).macro_f1 <= 0.03


def pairs() -> list[dict[str, str]]:
    return [json.loads(line) for line in (CORPUS / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.slow
def test_the_better_reply_of_a_pair_may_be_sent(linter: Linter) -> None:
    """At most 3 in 100 good replies are held, at most 10 in 100 sent back."""
    drafts = [Draft(p["better"], p["customer"], p["channel"], p["customer_name"], id=p["id"]) for p in pairs()]  # type: ignore[arg-type]
    verdicts = [report.verdict for report in linter.check_many(drafts)]
    assert verdicts.count("hold") <= 0.03 * len(verdicts)
    assert verdicts.count("revise") <= 0.10 * len(verdicts)


@pytest.mark.slow
def test_the_worse_reply_of_a_pair_seldom_scores_higher(linter: Linter) -> None:
    scores = {}
    for kind in ("better", "worse"):
        drafts = [Draft(p[kind], p["customer"], p["channel"], p["customer_name"], id=p["id"]) for p in pairs()]  # type: ignore[arg-type]
        scores[kind] = [report.score for report in linter.check_many(drafts)]
    wrong = sum(worse > better for better, worse in zip(scores["better"], scores["worse"], strict=True))
    assert wrong <= 0.05 * len(pairs())


@pytest.mark.slow
def test_what_is_found_does_not_depend_on_what_was_asked_before(linter: Linter, known: ModuleType) -> None:
    drafts = [reply.draft for reply in known.labelled(sorted((CORPUS / "test").glob("*.jsonl")))]
    names = list(linter.pack.signals)
    for (forth, _), (back, _) in zip(linter.readings(drafts), linter.readings(drafts), strict=True):
        found = {name: forth.spans(name) for name in names}
        assert {name: back.spans(name) for name in reversed(names)} == found


def test_what_replies_leave_out_is_seldom_said_wrongly(linter: Linter) -> None:
    """Most omissions stay unsaid; what is said is right."""
    omissions = module_at(CORPUS / "omissions.py")
    found = omissions.counts(linter, CORPUS / "extra" / "i.jsonl")
    assert sum(found[kind, True, False] for kind in omissions.RULES) <= 2
    assert found["hulp-bij-gevaar", True, True] >= 33


@pytest.mark.parametrize(("kind", "least", "wrong"), [("stap", 16, 3), ("wanneer", 11, 2), ("sorry", 5, 1)])
def test_what_replies_leave_out_is_found_where_nobody_looked(linter: Linter, kind: str, least: int, wrong: int) -> None:
    """Half of these replies only look as if they left something out."""
    found = module_at(CORPUS / "omissions.py").counts(linter, CORPUS / "omissions" / "c.jsonl")
    assert found[kind, True, True] >= least
    assert found[kind, True, False] <= wrong


def test_labels_are_signals_that_exist(linter: Linter, known: ModuleType) -> None:
    for path in sorted(path for path in CORPUS.glob("*/*.jsonl") if path.parent.name != "omissions"):  # those have no labels
        for item in known.labelled([path]):
            assert item.signals <= set(linter.pack.signals), (path.name, item.draft.id)


def test_every_text_of_the_corpus_keeps_its_places(linter: Linter, known: ModuleType) -> None:
    """`text[start:end] == match` for every finding, and every signal lies inside the text."""
    items = known.labelled(sorted((CORPUS / "train").glob("*.jsonl")))
    for item, report in zip(items, linter.check_many(item.draft for item in items), strict=True):
        text = item.draft.text
        assert all(text[f.start : f.end] == f.match for f in report.findings)
        assert all(0 <= start < end <= len(text) for spans in report.signals.values() for start, end in spans)
