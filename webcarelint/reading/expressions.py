"""Regular expressions of signals: which engine runs them, and which words a text must hold before that is worth it.

Expressions that come with the package run on PCRE2, which compiles them to machine code: they match four times as fast as
`regex` and compile a hundred times as fast. Those of a user's pack, and the few that PCRE2 does not understand (fuzzy matching,
long look-behind), run on `regex`, which can be stopped by a clock. A test holds the two to the same answers.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Final, Protocol

import pcre2
import regex
from ahocorasick_rs import AhoCorasick

from webcarelint.model import Span
from webcarelint.pack.bundled import bundled
from webcarelint.reading.cues import cues_of, is_word

Cues = Sequence[Collection[str]]
"""Groups of words, or pieces of words: a match holds one of each group."""

_FLAGS: Final = regex.IGNORECASE | regex.MULTILINE | regex.VERSION0
_KNOWN: Final = 10_000
"""Expressions of which cues and machine code are kept: Linters of several house styles in one process look with much the same ones."""


@lru_cache(512)
def compiled(source: str) -> "regex.Pattern[str]":
    """A regular expression of a sense in Python, at the place where it is used: `regex` itself takes longer to look one up than to match."""
    return regex.compile(source)


def quick(source: str, flags: int = 0) -> "pcre2.Pattern[str]":
    """A regular expression of a sense in Python, compiled to machine code. It has the methods of `re`."""
    return pcre2.compile(source, flags, jit=True)


@lru_cache(_KNOWN)
def _cues(source: str) -> Cues:
    """As the builder of a wheel worked them out; in a checkout, and for expressions of others, worked out now."""
    known = ready.cues.get(source) if (ready := bundled()) else None
    return cues_of(source) if known is None else known


@lru_cache(_KNOWN)
def _machine_code(source: str) -> "pcre2.Pattern[str] | None":
    """An expression for PCRE2; None when it does not understand it."""
    try:
        return pcre2.compile(source, pcre2.IGNORECASE | pcre2.MULTILINE, jit=True)
    except (pcre2.PatternError, pcre2.LibraryError):
        return None


class Expression:
    """One regular expression, compiled when a text first holds the words that a match needs."""

    def __init__(self, source: str, timeout: float | None) -> None:
        """`timeout` is in seconds; None for an expression that came with the package."""
        self.source = source
        self.cues = _cues(source)
        self._timeout = timeout

    def spans(self, text: str) -> list[Span]:
        """Where it matches, in code points. A group named `hit` narrows a match to that group. Raises TimeoutError."""
        fast = self._fast
        if fast is not None:
            try:
                return [match.span(self._group) for match in fast.finditer(text)]
            except pcre2.LibraryError as cause:  # PCRE2 gives up on a text that takes it too many steps
                raise TimeoutError from cause
        return [match.span(self._group) for match in self._slow.finditer(text, timeout=self._timeout or _SLOWEST)]

    def compile(self) -> "pcre2.Pattern[str] | regex.Pattern[str]":
        """The expression, compiled now if it was not yet."""
        return self._fast or self._slow

    @cached_property
    def _group(self) -> int:
        """The number of the group `hit`, or 0: a name is looked up anew at every match."""
        return int(self.compile().groupindex.get("hit", 0))

    @cached_property
    def _fast(self) -> "pcre2.Pattern[str] | None":
        return None if self._timeout is not None or "{e<" in self.source else _machine_code(self.source)

    @cached_property
    def _slow(self) -> "regex.Pattern[str]":
        return regex.compile(self.source, _FLAGS)


class Cued(Protocol):
    """What can only match a text that holds one cue of each of its groups, as `cues_of` gives them."""

    @property
    def cues(self) -> Cues: ...


class Waker:
    """Says what a text can match at all, after one pass over it for every cue."""

    def __init__(self, all_cued: Iterable[Cued]) -> None:
        self._numbers: dict[str, int] = {}
        self._always: set[Cued] = set()
        self._alone: dict[int, list[Cued]] = {}
        self._together: dict[int, list[tuple[Cued, frozenset[int], tuple[frozenset[int], ...]]]] = {}
        for cued in all_cued:
            self._add(cued)
        self._words = {cue.strip(): number for cue, number in self._numbers.items() if is_word(cue)}
        pieces = {cue: number for cue, number in self._numbers.items() if not is_word(cue)}
        self._search = AhoCorasick(list(pieces))
        self._found = list(pieces.values())

    def _add(self, cued: Cued) -> None:
        groups = [frozenset(self._number(cue) for cue in group) for group in cued.cues]
        if not groups:
            self._always.add(cued)
            return
        first, *others = groups
        for cue in first:
            if others:
                self._together.setdefault(cue, []).append((cued, others[0], tuple(others[1:])))
            else:
                self._alone.setdefault(cue, []).append(cued)

    def _number(self, cue: str) -> int:
        return self._numbers.setdefault(cue, len(self._numbers))

    def _present(self, text: str) -> set[int]:
        """The cues that a text holds."""
        lower = text.lower()
        found = self._found
        present = {found[match[0]] for match in self._search.find_matches_as_indexes(lower, overlapping=True)}
        present.update([self._words[word] for word in _WORD.findall(lower) if word in self._words])
        return present

    def awake(self, text: str) -> set[Cued]:
        """What may match: of each of its groups of cues the text holds one."""
        present = self._present(text)
        awake = self._always.copy()
        for cue in present & self._alone.keys():
            awake.update(self._alone[cue])
        for cue in present & self._together.keys():
            for cued, second, others in self._together[cue]:
                if not present.isdisjoint(second) and not (others and any(map(present.isdisjoint, others))):
                    awake.add(cued)
        return awake


_WORD: Final = re.compile(r"[^\W\d_]+")

_SLOWEST: Final = 0.5
"""Seconds that an expression of the package may take on `regex`."""
