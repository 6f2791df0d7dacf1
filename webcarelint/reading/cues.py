"""What a text must contain for a regular expression to match at all: a cheap question before a dear one.

`cues_of(pattern)` gives groups of cues: of every group at least one occurs in every text that the pattern matches. A cue is a string in
lower case, anywhere in the text; or, with a space on either side (' is '), a whole word: letters that no other letter stands beside.
No groups: nothing of the kind can be said. The answer may be too generous, never too strict.
"""

import re
import re._parser as parser  # the tree of a pattern; there is no public way to it
import warnings
from collections.abc import Collection, Iterable, Sequence
from re._constants import ASSERT, ASSERT_NOT, AT, AT_NON_BOUNDARY, BRANCH, IN, LITERAL, MAX_REPEAT, MIN_REPEAT, SUBPATTERN
from typing import Any, Final

_SHORTEST: Final = 2
_MOST: Final = 1000
_GROUPS: Final = 4
_COMMON: Final = frozenset(" .,\n")
_EVERYWHERE: Final = frozenset([
    "aan", "al", "als", "bij", "daar", "dan", "dat", "de", "deze", "die", "dit", "door", "een", "en", "er", "graag", "heb", "hebben",
    "heeft", "het", "hier", "hoe", "ik", "in", "is", "je", "jou", "jouw", "kan", "kun", "kunnen", "kunt", "maar", "me", "mee", "met",
    "mij", "naar", "niet", "nog", "nu", "of", "om", "onze", "ons", "ook", "op", "te", "tot", "u", "uit", "uw", "van", "via", "voor",
    "wat", "we", "wel", "wij", "worden", "wordt", "zal", "zijn", "zo", "zodat",
])  # fmt: skip
"""Words that hardly a reply is without: the last to ask for."""
_CLASS: Final = r"\[(?!\^)(?:[^\[\]\\]|\\.)*\\p\{L\}(?:[^\[\]\\]|\\.)*\]"
_TO_RE: Final = (
    # 'No letter beside it' is what a boundary says too, as far as words of letters go.
    (re.compile(rf"\(\?<?!(?:\\p\{{L\}}|{_CLASS})\)"), r"\\b"),
    (re.compile(rf"(\(\?<?!)(?:\\p\{{L\}}|{_CLASS})\|"), r"\\b\1"),
    (re.compile(r"\[(?:[^\[\]\\]|\\.)*\\p\{[^}]+\}(?:[^\[\]\\]|\\.)*\]"), "."),
    (re.compile(r"\\[pP]\{[^}]+\}"), "."),
    (re.compile(r"\\z"), r"\\Z"),
    (re.compile(r"\(\?<!(?:[^()\\]|\\.)*\)"), ""),
)

Tree = Sequence[tuple[Any, Any]]


def cues_of(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Groups of cues of which every match's text holds at least one each; the choosiest group first."""
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
    groups = [tuple(sorted(_shortest(group))) for group in _groups(tree, False, False) if len(group) <= _MOST]
    return tuple(sorted(dict.fromkeys(groups), key=_worth, reverse=True)[:_GROUPS])


def is_word(cue: str) -> bool:
    """Whether a cue is a whole word, in spaces."""
    return cue.startswith(" ") and cue.endswith(" ") and cue.strip().isalpha()


def _shortest(cues: Iterable[str]) -> list[str]:
    """Without cues that hold another cue: the shorter one is asked for anyway."""
    kept: list[str] = []
    for cue in sorted(set(cues), key=len):
        if not any(short in cue for short in kept):
            kept.append(cue)
    return kept


def _of_sequence(tree: Tree, left: bool, right: bool) -> frozenset[str] | None:
    """The best of what the parts of a sequence ask for: the longest and fewest strings."""
    return max(_groups(tree, left, right), key=_worth, default=None)


def _groups(tree: Tree, left: bool, right: bool) -> list[frozenset[str]]:
    """What each part of a sequence asks for. `left` and `right`: whether no letter can stand before and after it."""
    found: list[frozenset[str]] = []
    tree = _plain(tree)
    run, apart = "", left  # the literals up to here, and whether no letter can stand before them
    for i, (kind, value) in enumerate(tree):
        if kind is LITERAL:
            run += chr(value).lower()
            continue
        if (repeated := _repeated(kind, value)) is not None:  # 'so+r+y+' holds 'so', 'or' and 'ry'
            found += _of_run(run + repeated, apart, False)
            run, apart = repeated, False
            continue
        ends = _is_apart(tree[i + 1 :], right, front=True)
        if run:
            found += _of_run(run, apart, _is_apart(tree[i:], right, front=True))
        if kind is BRANCH:
            # 're' takes out what branches begin with: 'j(?:e|ij)' is 'je|jij'.
            found += _of_branches([[*map(_letter, run), *_plain(branch)] for branch in value[1]], apart, ends)
        else:
            found += _of_part(kind, value, _is_apart(tree[:i], left, front=False), ends)
        run, apart = "", _is_apart(tree[: i + 1], left, front=False)
    return found + _of_run(run, apart, right) if run else found


def _plain(tree: Tree) -> Tree:
    """The parser's own sequences are slow to walk."""
    return getattr(tree, "data", tree)


def _letter(character: str) -> tuple[Any, int]:
    return LITERAL, ord(character)


def _repeated(kind: Any, value: Any) -> str | None:
    """The letter of 'o+'."""
    if kind not in (MAX_REPEAT, MIN_REPEAT) or value[0] < 1 or len(value[2]) != 1 or value[2][0][0] is not LITERAL:
        return None
    return chr(value[2][0][1]).lower()


def _is_apart(tree: Tree, beyond: bool, *, front: bool) -> bool:
    """Whether what matches this cannot begin (`front`) or end with a letter, given whether a letter can stand beyond that side."""
    if not tree:
        return beyond
    (kind, value), rest = (tree[0], tree[1:]) if front else (tree[-1], tree[:-1])
    if kind is AT:
        return value is not AT_NON_BOUNDARY
    if kind is LITERAL:
        return not chr(value).isalpha()
    if kind is IN:
        return _has_no_letter(value)
    if kind is ASSERT and (value[0] > 0) == front and _is_apart(_plain(value[1]), False, front=front):
        return True
    if kind in (ASSERT, ASSERT_NOT):
        return _is_apart(rest, beyond, front=front)
    return all(_is_apart([*way, *rest] if front else [*rest, *way], beyond, front=front) for way in _ways(kind, value))


def _ways(kind: Any, value: Any) -> list[Tree]:
    """The sequences that a part may stand for; a letter, when nothing is known of it."""
    if kind is SUBPATTERN:
        return [_plain(value[-1])]
    if kind is BRANCH:
        return [_plain(branch) for branch in value[1]]
    if kind in (MAX_REPEAT, MIN_REPEAT):
        return [_plain(value[2])] if value[0] >= 1 else [_plain(value[2]), []]
    return [[_letter("x")]]


def _has_no_letter(members: Any) -> bool:
    return all(kind is LITERAL and not chr(value).isalpha() for kind, value in members)


def _of_run(run: str, left: bool, right: bool) -> list[frozenset[str]]:
    cue = run.strip()
    if cue.isalpha() and (left or run[0] == " ") and (right or run[-1] == " "):
        return [frozenset({f" {cue} "})]
    return [frozenset({cue})] if _is_telling(cue) else []


def _is_telling(cue: str) -> bool:
    """Whether a cue is rare enough to ask for: two characters, or one that is no letter or digit."""
    return len(cue) >= _SHORTEST or (bool(cue) and not cue.isalnum() and cue not in _COMMON)


def _worth(cues: Collection[str]) -> tuple[int, int]:
    return min(map(_rarity, cues)), -len(cues)


def _rarity(cue: str) -> int:
    return 0 if cue.strip() in _EVERYWHERE else min(len(cue.strip()) + is_word(cue), 4)


def _of_part(kind: Any, value: Any, left: bool, right: bool) -> list[frozenset[str]]:
    if kind is SUBPATTERN:
        return _groups(value[-1], left, right)
    if kind in (MAX_REPEAT, MIN_REPEAT):
        least, _, inner = value
        return _groups(inner, False, False) if least >= 1 else []
    if kind is IN:
        return _of_class(value)
    if kind is ASSERT:
        return _groups(value[1], False, False)
    return []


def _of_branches(branches: Iterable[Tree], left: bool, right: bool) -> list[frozenset[str]]:
    whole = _union(_of_sequence(branch, left, right) for branch in branches)
    return [whole] if whole else []


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
