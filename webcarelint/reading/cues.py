"""What a text must contain for a regular expression to match at all: a cheap question before a dear one.

`cues_of(pattern)` gives groups of strings: of every group at least one occurs, in lower case, in every text that the pattern
matches. No groups: nothing of the kind can be said. The answer may be too generous, never too strict.
"""

import re
import re._parser as parser  # the tree of a pattern; there is no public way to it
import warnings
from collections.abc import Collection, Iterable
from re._constants import ASSERT, BRANCH, IN, LITERAL, MAX_REPEAT, MIN_REPEAT, SUBPATTERN
from typing import Any, Final

_SHORTEST: Final = 2
_MOST: Final = 1000
_GROUPS: Final = 4
_COMMON: Final = frozenset(" .,\n")
_TO_RE: Final = (
    (re.compile(r"\[(?:[^\[\]\\]|\\.)*\\p\{[^}]+\}(?:[^\[\]\\]|\\.)*\]"), "."),
    (re.compile(r"\\[pP]\{[^}]+\}"), "."),
    (re.compile(r"\\z"), r"\\Z"),
    (re.compile(r"\(\?<!(?:[^()\\]|\\.)*\)"), ""),
)


def cues_of(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Groups of strings of which every match's text holds at least one each; the choosiest group first."""
    if "{e<" in pattern:
        return ()
    for odd, plain in _TO_RE:
        pattern = odd.sub(plain, pattern)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = parser.parse(pattern, re.IGNORECASE)
    except (re.error, OverflowError):
        return ()
    groups = [tuple(sorted(_shortest(group))) for group in _groups(tree) if len(group) <= _MOST]
    return tuple(sorted(dict.fromkeys(groups), key=_worth, reverse=True)[:_GROUPS])


def _shortest(cues: Iterable[str]) -> list[str]:
    """Without cues that hold another cue: the shorter one is asked for anyway."""
    kept: list[str] = []
    for cue in sorted(set(cues), key=len):
        if not any(short in cue for short in kept):
            kept.append(cue)
    return kept


def _of_sequence(tree: Any) -> frozenset[str] | None:
    """The best of what the parts of a sequence ask for: the longest and fewest strings."""
    return max(_groups(tree), key=_worth, default=None)


def _groups(tree: Any) -> list[frozenset[str]]:
    """What each part of a sequence asks for."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, value in tree:
        if kind is LITERAL:
            run += chr(value).lower()
            continue
        found.extend(_of_run(run))
        run = ""
        found.extend(_of_part(kind, value))
    found.extend(_of_run(run))
    return found


def _of_run(run: str) -> list[frozenset[str]]:
    run = run.strip()
    return [frozenset({run})] if _is_telling(run) else []


def _is_telling(cue: str) -> bool:
    """Whether a cue is rare enough to ask for: two characters, or one that is no letter or digit."""
    return len(cue) >= _SHORTEST or (bool(cue) and not cue.isalnum() and cue not in _COMMON)


def _worth(cues: Collection[str]) -> tuple[int, int]:
    return min(min(len(cue) for cue in cues), 4), -len(cues)


def _of_part(kind: Any, value: Any) -> list[frozenset[str]]:
    if kind is SUBPATTERN:
        return _groups(value[-1])
    if kind is BRANCH:
        whole = _union(_of_sequence(branch) for branch in value[1])
        return [whole] if whole else []
    if kind in (MAX_REPEAT, MIN_REPEAT):
        least, _, inner = value
        return _groups(inner) if least >= 1 else []
    if kind is IN:
        return _of_class(value)
    if kind is ASSERT:
        return _groups(value[1])
    return []


def _of_class(members: Any) -> list[frozenset[str]]:
    """A class of nothing but single characters, each of them telling: [—–], [😡🤬]."""
    characters = frozenset(chr(value) for kind, value in members if kind is LITERAL)
    return [characters] if len(characters) == len(members) and all(map(_is_telling, characters)) else []


def _union(parts: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    whole: set[str] = set()
    for part in parts:
        if not part:
            return None
        whole |= part
    return frozenset(whole)
