"""Shares and means over many replies, with the interval that says how far to trust them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Any, Final

import polars as pl

from webcarelint.wilson import wilson

CONFIDENCE: Final = 0.95
COUNT, OF, MEAN, DEVIATION = ":n", ":of", ":mean", ":sd"


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`, with the Wilson interval `low` to `high` (0 to 1). `share` is None when there is nothing to count in."""

    count: int
    of: int
    share: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of `of` values, their standard deviation, and its normal interval; None when there are too few values for it."""

    of: int
    mean: float | None
    deviation: float | None
    low: float | None
    high: float | None


def share(count: int, of: int) -> Share:
    low, high = wilson(count, of, CONFIDENCE)
    return Share(count, of, count / of if of else None, low, high)


def mean(of: int, value: float | None, deviation: float | None) -> Mean:
    if value is None or deviation is None or of < 2:
        return Mean(of, value, deviation, None, None)
    half = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * deviation / sqrt(of)
    return Mean(of, value, deviation, value - half, value + half)


def share_of(name: str, has: pl.Expr, among: pl.Expr | None = None) -> list[pl.Expr]:
    """Sums from which `read_share` makes a share: of the replies in `among` in which `has` could be looked for."""
    inside = pl.lit(value=True) if among is None else among.fill_null(value=False)
    return [
        (has & inside).sum().cast(pl.Int64).alias(name + COUNT),
        (has.is_not_null() & inside).sum().cast(pl.Int64).alias(name + OF),
    ]


def mean_of(name: str, value: pl.Expr) -> list[pl.Expr]:
    """Sums from which `read_mean` makes a mean."""
    return [
        value.mean().alias(name + MEAN),
        value.std().alias(name + DEVIATION),
        value.count().cast(pl.Int64).alias(name + OF),
    ]


def read_share(row: Mapping[str, Any], name: str) -> Share:
    return share(row[name + COUNT], row[name + OF])


def read_mean(row: Mapping[str, Any], name: str) -> Mean:
    return mean(row[name + OF], row[name + MEAN], row[name + DEVIATION])
