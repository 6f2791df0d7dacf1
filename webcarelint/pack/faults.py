"""How the faults of a rule file are said: where it stands, and what may have been meant."""

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from webcarelint.errors import PackError


def fail(path: Path, key: Iterable[str | int], sentence: str) -> NoReturn:
    """Raise a PackError that ends in the `path:line` of this key."""
    from webcarelint.toml_places import line_of

    raise PackError(sentence, path, line_of(path, tuple(key)))


def nearest(name: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known name; empty when none is near."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" Bedoel je '{close[0]}'?" if close else ""
