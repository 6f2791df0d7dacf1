"""How well signals are found: the arithmetic, and one small comparison."""

import pytest

from webcarelint.evaluation import ENOUGH, REPLY_SIGNALS, Evaluation, Labelled, Tally, evaluate
from webcarelint.linter import Linter
from webcarelint.model import Draft


@pytest.mark.parametrize(
    ("tally", "precision", "recall", "f1", "support"),
    [
        (Tally(), 0.0, 0.0, 0.0, 0),
        (Tally(right=3), 1.0, 1.0, 1.0, 3),
        (Tally(wrong=2), 0.0, 0.0, 0.0, 0),
        (Tally(missed=2), 0.0, 0.0, 0.0, 2),
        (Tally(right=3, wrong=1, missed=3), 0.75, 0.5, 0.6, 6),
    ],
)
def test_figures(tally: Tally, precision: float, recall: float, f1: float, support: int) -> None:
    assert (tally.precision, tally.recall, pytest.approx(tally.f1), tally.support) == (precision, recall, f1, support)
    assert tally.to_dict() == {"precision": precision, "recall": recall, "f1": f1, "support": support, "found": tally.right + tally.wrong}


def test_macro_leaves_out_what_is_rare_and_micro_does_not() -> None:
    found = Evaluation(9, {"vaak": Tally(right=ENOUGH), "zelden": Tally(missed=ENOUGH - 1)}, ())
    assert found.macro_f1 == 1.0
    assert found.micro_f1 == pytest.approx(2 * ENOUGH / (2 * ENOUGH + ENOUGH - 1))


def test_nothing_to_average_is_zero() -> None:
    assert (Evaluation(0, {}, ()).macro_f1, Evaluation(0, {}, ()).micro_f1) == (0.0, 0.0)


def test_a_comparison_counts_and_names_the_misses(linter: Linter) -> None:
    labelled = [
        Labelled(Draft("Hoi Kees, komt goed 😊", id="a"), frozenset({"begroeting", "emoji"})),
        Labelled(Draft("Komt goed.", id="b"), frozenset({"emoji"})),
        Labelled(Draft("Komt goed 😊", id="c"), frozenset()),
    ]
    found = evaluate(linter, labelled, ["begroeting", "emoji"])
    assert (found.tallies["begroeting"], found.tallies["emoji"]) == (Tally(right=1), Tally(right=1, wrong=1, missed=1))
    assert [(miss.draft_id, miss.signal, miss.found) for miss in found.misses] == [("b", "emoji", False), ("c", "emoji", True)]
    assert found.to_dict()["misses"] == [{"id": "b", "signal": "emoji", "kind": "missed"}, {"id": "c", "signal": "emoji", "kind": "extra"}]


def test_every_signal_of_the_guideline_is_a_signal(linter: Linter) -> None:
    assert set(REPLY_SIGNALS) <= set(linter.pack.signals)
