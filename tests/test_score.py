"""The n-th finding of a rule costs weight / 2**n; adding one never raises a score; order never matters."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import finding
from webcarelint.model import Finding, Gate, Verdict
from webcarelint.score import dimension_scores, overall_score, points, verdict

DIMENSIONS = ("toon", "excuus", "kanaal")
findings = st.builds(
    lambda weight, nth, dimension: finding(points(weight, nth), dimension=dimension),
    st.floats(0, 100, allow_nan=False),
    st.integers(0, 12),
    st.sampled_from(DIMENSIONS),
)


@pytest.mark.parametrize(("nth", "cost"), list(enumerate([10, 5, 2.5, 1.25, 0.62])))
def test_cost_halves_with_every_finding(nth: int, cost: float) -> None:
    assert points(10, nth) == cost


def test_thousands_of_findings_of_one_rule_cost_nothing_more() -> None:
    assert points(10, 10_000) == 0


@given(st.lists(findings), findings)
def test_adding_a_finding_never_raises_a_score(some: list[Finding], extra: Finding) -> None:
    before, after = dimension_scores(some, DIMENSIONS), dimension_scores([*some, extra], DIMENSIONS)
    assert all(after[name] <= before[name] for name in DIMENSIONS)
    assert overall_score([*some, extra]) <= overall_score(some)


@given(st.lists(findings).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_order_never_matters(orders: tuple[list[Finding], list[Finding]]) -> None:
    one, other = orders
    assert overall_score(one) == overall_score(other)
    assert dimension_scores(one, DIMENSIONS) == dimension_scores(other, DIMENSIONS)


@given(st.lists(findings))
def test_scores_stay_between_0_and_100(some: list[Finding]) -> None:
    scores = [overall_score(some), *dimension_scores(some, DIMENSIONS).values()]
    assert all(0 <= score <= 100 for score in scores)


def test_a_dimension_pays_only_for_its_own_findings() -> None:
    some = [finding(10, dimension="toon"), finding(5, dimension="toon"), finding(4, dimension="excuus")]
    assert dimension_scores(some, DIMENSIONS) == {"toon": 85.0, "excuus": 96.0, "kanaal": 100.0}
    assert overall_score(some) == 81.0


@pytest.mark.parametrize(
    ("gates", "score", "expected"),
    [
        ([], 100.0, "send"),
        ([], 75.0, "send"),
        ([], 74.9, "revise"),
        (["none", "confirm"], 90.0, "send"),
        (["none", "block"], 99.0, "hold"),
        (["block"], 10.0, "hold"),
    ],
)
def test_verdict(gates: list[Gate], score: float, expected: Verdict) -> None:
    assert verdict([finding(gate=gate) for gate in gates], score, 75.0) == expected


@pytest.mark.parametrize("costs", [(0.09, 0.03, 20.0, 0.03, 20.0)])
def test_sums_that_floats_round_differently_are_order_free(costs: tuple[float, ...]) -> None:
    assert len({overall_score([finding(cost) for cost in order]) for order in permutations(costs)}) == 1
    assert len({dimension_scores([finding(cost) for cost in order], ["proef"])["proef"] for order in permutations(costs)}) == 1
