"""Times as exports write them, to UTC."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from webcarelint.errors import InputError

_DAYS: Final = ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d", "%m/%d/%Y", "%d-%m-%y", "%d/%m/%y", "%m/%d/%y", "%d %b %Y", "%d %B %Y")
_CLOCKS: Final = (" %H:%M:%S", " %H:%M", ", %H:%M:%S", ", %H:%M", " %I:%M:%S %p", " %I:%M %p", ", %I:%M %p", "")
PATTERNS: Final = (
    "%a %b %d %H:%M:%S %z %Y",
    *(day + clock for day in _DAYS for clock in _CLOCKS),
    "%d %b %Y om %H:%M",
    "%d %B %Y om %H:%M",
)
"""Day before month: that is how Dutch exports write, unless a file shows a month above 12."""

_MONTHS: Final = {"januari": "jan", "februari": "feb", "maart": "mar", "mrt": "mar", "mei": "may", "juni": "jun", "juli": "jul",
                  "augustus": "aug", "oktober": "oct", "okt": "oct"}  # fmt: skip
_MONTH: Final = re.compile(r"\b(" + "|".join(_MONTHS) + r")\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"-?\d{9,17}(\.\d+)?")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def zone(name: str) -> tzinfo:
    """The time zone of this name. Raises InputError when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise InputError(f"Onbekende tijdzone '{name}'. Kies bijvoorbeeld Europe/Amsterdam of UTC.") from None


class Clock:
    """Reads times of one column. What it learnt from a sample comes first; times without a zone get `home`."""

    def __init__(self, home: tzinfo) -> None:
        self._home = home
        self._learnt: str | None = None

    def learn(self, sample: Iterable[str]) -> str | None:
        """Put the first pattern that fits every value in front, and return it; None when ISO 8601 fits or nothing does."""
        values = [_english(value) for value in sample if value.strip()][:200]
        if not values or all(_iso(value) for value in values):
            return None
        for pattern in PATTERNS:
            if all(_by(pattern, value) for value in values):
                self._learnt = pattern
                return pattern
        return None

    def read(self, value: object) -> datetime | None:
        """The moment in UTC, or None when it cannot be read."""
        try:
            found = (_by(self._learnt, value) if self._learnt and isinstance(value, str) else None) or self._read(value)
            return found if found is None else self._utc(found)
        except (ValueError, OverflowError):
            return None

    def _utc(self, value: datetime) -> datetime:
        return (value if value.tzinfo else value.replace(tzinfo=self._home)).astimezone(UTC)

    def _read(self, value: object) -> datetime | None:
        if isinstance(value, datetime):
            return value
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day)
        if isinstance(value, bool) or value is None:
            return None
        if isinstance(value, int | float):
            return _unix(float(value))
        text = str(value).strip()
        if _NUMBER.fullmatch(text):
            return _unix(float(text))
        if found := _iso(text):
            return found
        text = _english(text)
        return next((found for pattern in PATTERNS if (found := _by(pattern, text))), None)


def _english(text: str) -> str:
    """Dutch names of months as strptime knows them; the odd spaces and marks of telephones gone."""
    return _MONTH.sub(lambda match: _MONTHS[match[0].lower()], text.strip().replace("\u202f", " ").replace("\u200e", "")).replace(". ", " ")


def _unix(value: float) -> datetime | None:
    """Seconds, milliseconds or microseconds since 1970, by their size; anything before 1990 is no time of a message."""
    for scale in (1.0, 1e3, 1e6):
        if 6e8 < value / scale < 6e9:
            return _EPOCH + timedelta(seconds=value / scale)
    return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.removesuffix(" UTC") + ("+00:00" if text.endswith(" UTC") else ""))
    except ValueError:
        return None


def _by(pattern: str, text: str) -> datetime | None:
    try:
        return datetime.strptime(text, pattern)
    except ValueError:
        return None
