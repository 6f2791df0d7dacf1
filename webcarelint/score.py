"""From findings to a score per dimension, an overall score and a verdict. Knows nothing of why they were found.

The n-th finding of one rule (counted from 0) costs `weight / 2**n`. A dimension is 100 minus what its rules cost, the overall
score 100 minus what all cost, both never below 0. So adding a finding never raises a score, and order never matters.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import fsum, ldexp

from webcarelint.model import Finding, Verdict


def points(weight: float, nth: int) -> float:
    """What the n-th finding of a rule costs, counted from 0."""
    return round(ldexp(weight, -nth), 2)  # 2**nth itself would not fit a float when a text has thousands of findings


def dimension_scores(findings: Iterable[Finding], dimensions: Iterable[str]) -> Mapping[str, float]:
    """The score of each dimension, from 0 to 100; dimensions without findings have 100."""
    costs: dict[str, list[float]] = defaultdict(list)
    for finding in findings:
        costs[finding.dimension].append(finding.points)
    return {name: _left_of_100(costs[name]) for name in dimensions}


def overall_score(findings: Iterable[Finding]) -> float:
    """100 minus what all findings cost, never below 0."""
    return _left_of_100([finding.points for finding in findings])


def _left_of_100(costs: Sequence[float]) -> float:
    """What remains of 100, to one decimal. `fsum` is exact, so that the order of the costs cannot matter."""
    return round(max(0.0, 100.0 - fsum(costs)), 1)


def verdict(findings: Sequence[Finding], score: float, pass_mark: float) -> Verdict:
    """`hold` if anything blocks, else `revise` below the pass mark, else `send`."""
    if any(finding.gate == "block" for finding in findings):
        return "hold"
    return "revise" if score < pass_mark else "send"
