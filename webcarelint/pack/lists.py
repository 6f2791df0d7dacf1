"""Word lists of the packs, and `@name` where they are used. Needs nothing but Python: the wheel's builder reads the rules with it too."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

Lists = Mapping[str, list[str]]

_IN_REGEX: Final = re.compile(r"\(@([\w-]+)\)")
_TREMA: Final = re.compile(r"\\.|\[(?:[^\[\]\\]|\\.)*\]|[ëïöü]", re.DOTALL)
_BARE: Final = {"ë": "[ëe]", "ï": "[ïi]", "ö": "[öo]", "ü": "[üu]"}


def words_of(words: Iterable[str], lists: Lists) -> list[str]:
    """These words, with the words of a list for each `@list`. Raises KeyError for a list that does not exist."""
    found: list[str] = []
    for word in words:
        found.extend(words_of(lists[word[1:]], lists) if is_list(word) else [word])
    return found


def is_list(word: str) -> bool:
    return word.startswith("@") and len(word) > 1


def named_in(words: Iterable[str]) -> set[str]:
    """The lists that these words name, as a word or within one."""
    return {name for word in words for name in ([word[1:]] if is_list(word) else _IN_REGEX.findall(word))}


def in_regex(pattern: str, lists: Lists) -> str:
    """A regular expression with the words of a list, the longest first, for each `(@list)`, which may stand in a word too.

    A letter with a trema finds the letter without it as well: in haste 'geïnformeerd' becomes 'geinformeerd'. An accent stays, for
    'één' is another word than 'een'. Raises KeyError as `words_of` does.
    """

    def alternatives(match: re.Match[str]) -> str:
        return in_regex("(?:" + "|".join(sorted(words_of([f"@{match[1]}"], lists), key=len, reverse=True)) + ")", lists)

    return _TREMA.sub(lambda match: _BARE.get(match[0], match[0]), _IN_REGEX.sub(alternatives, pattern))
