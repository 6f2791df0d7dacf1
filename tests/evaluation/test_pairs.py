"""Does the better of two replies score higher?"""

from collections.abc import Callable

from webcarelint.evaluation import Pair, Reply, evaluate_pairs
from webcarelint.linter import Linter
from webcarelint.model import Draft


def pair(name: str, better: str, worse: str, *reasons: str, subtle: bool = False) -> Pair:
    return Pair(name, Reply(Draft(better, id=f"{name}:better")), Reply(Draft(worse, id=f"{name}:worse")), reasons, subtle)


def test_won_tied_and_lost(small: Callable[..., Linter]) -> None:
    linter = small({"kaas": ["kaas"]}, {"finds": "kaas", "gate": "block"})
    found = evaluate_pairs(
        linter,
        [
            pair("a", "Brood.", "Kaas.", "kaas"),
            pair("b", "Brood.", "Melk.", "melk", "kaas", subtle=True),
            pair("c", "Kaas.", "Brood.", "kaas", subtle=True),
        ],
    )
    assert (found.all.won, found.all.tied, found.all.lost, round(found.all.share, 2)) == (1, 1, 1, 0.33)
    assert found.subtle.to_dict() == {"pairs": 2, "won": 0, "tied": 1, "lost": 1, "share": 0.0}
    assert {name: share.pairs for name, share in found.reasons.items()} == {"kaas": 3, "melk": 1}
    assert found.verdicts == {"send": 2, "revise": 0, "hold": 1}
    assert [(duel.pair.id, duel.outcome, duel.rules) for duel in found.not_won] == [("c", "lost", ("proef/regel",)), ("b", "tied", ())]
    assert [one["id"] for one in found.to_dict()["not_won"]] == ["c", "b"]


def test_no_pairs_is_no_share(small: Callable[..., Linter]) -> None:
    found = evaluate_pairs(small({"kaas": ["kaas"]}, {"finds": "kaas"}), [])
    assert (found.all.share, found.subtle.share, found.reasons) == (0.0, 0.0, {})
