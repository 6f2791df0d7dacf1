"""How far a share of few cases can be trusted, and a difference between two shares."""

from math import sqrt
from statistics import NormalDist


def wilson(right: int, judged: int, confidence: float = 0.95) -> tuple[float, float]:
    """The Wilson score interval of the share right/judged: (0, 1) when nothing was judged.

    Unlike the textbook interval it stays inside 0 to 1, and means something for few cases: 5 of 5 right is 0.57 to 1.
    """
    if not judged:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = right / judged
    middle = share + z * z / (2 * judged)
    half = z * sqrt(share * (1 - share) / judged + z * z / (4 * judged * judged))
    whole = 1 + z * z / judged
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def newcombe(first: int, of_first: int, second: int, of_second: int, confidence: float = 0.95) -> tuple[float, float]:
    """Newcombe's hybrid score interval of second/of_second - first/of_first: (-1, 1) when either has no cases.

    Built from two Wilson intervals, so it stays inside -1 to 1 and holds for shares near 0 and 1.
    """
    if not of_first or not of_second:
        return -1.0, 1.0
    a, b = first / of_first, second / of_second
    low_a, high_a = wilson(first, of_first, confidence)
    low_b, high_b = wilson(second, of_second, confidence)
    return b - a - sqrt((b - low_b) ** 2 + (high_a - a) ** 2), b - a + sqrt((high_b - b) ** 2 + (a - low_a) ** 2)
