"""The interval of a share of few cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webcarelint.wilson import wilson


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [(0, 0, 0.0, 1.0), (5, 5, 0.566, 1.0), (0, 5, 0.0, 0.434), (9, 10, 0.596, 0.982), (97, 100, 0.915, 0.990)],
)
def test_known_intervals(right: int, judged: int, low: float, high: float) -> None:
    assert wilson(right, judged) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


@given(st.integers(0, 200), st.integers(1, 200))
def test_holds_the_share_and_stays_a_share(right: int, more: int) -> None:
    judged = right + more
    low, high = wilson(right, judged)
    assert 0 <= low <= right / judged <= high <= 1
    wider = wilson(right, judged, 0.99)
    assert wider[0] <= low
    assert high <= wider[1]
