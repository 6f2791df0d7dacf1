"""The interval of a share of few cases, and of a difference between two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webcarelint.wilson import newcombe, wilson


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


@pytest.mark.parametrize(
    ("first", "of_first", "second", "of_second", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10
        (48, 80, 56, 70, 0.0524, 0.3339),
        (3, 10, 9, 10, 0.1705, 0.8090),
        (2, 7, 6, 7, 0.0582, 0.8062),
        (0, 29, 5, 56, -0.0381, 0.1926),
        (0, 20, 10, 10, 0.6791, 1.0),
        (0, 0, 5, 10, -1.0, 1.0),
    ],
)
def test_known_differences(first: int, of_first: int, second: int, of_second: int, low: float, high: float) -> None:
    assert newcombe(first, of_first, second, of_second) == (pytest.approx(low, abs=0.0001), pytest.approx(high, abs=0.0001))


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_a_difference_turned_round_is_its_opposite(first: int, more_first: int, second: int, more_second: int) -> None:
    of_first, of_second = first + more_first, second + more_second
    low, high = newcombe(first, of_first, second, of_second)
    assert -1 <= low <= second / of_second - first / of_first <= high <= 1
    assert newcombe(second, of_second, first, of_first) == (pytest.approx(-high), pytest.approx(-low))
