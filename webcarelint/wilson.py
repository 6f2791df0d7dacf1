"""How far a share of few cases can be trusted."""

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
