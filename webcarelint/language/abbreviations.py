"""spaCy's Dutch tokenizer, with its abbreviations once a text holds one.

Dutch has some 4,500 ('a.u.b.', 'A.U.B.', 'm.b.t.' …). Taking them in takes a quarter of a second, half of what loading the pipeline
takes, and most replies hold none. The tokens are always those of the whole table.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pcre2
from ahocorasick_rs import AhoCorasick
from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from webcarelint.language.tokenizer import said_again
from webcarelint.reading import quick

Exceptions = Mapping[str, list[dict[str, Any]]]
_ESCAPED: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
"""A character as `re` writes it, and PCRE2 does not."""
LATE_TOKENIZER: Final = "webcarelint.LateTokenizer.v1"


class LateTokenizer:
    """Tokenizes with the few exceptions of every language, and a text that may hold another one with all of them.

    spaCy cannot add an exception to a tokenizer in use, nor make one within a memory zone; so the one that has them all has a
    vocabulary of its own, and what it finds is said again in the words of the pipeline's.
    """

    def __init__(self, vocab: Vocab, make: Callable[[Vocab, Exceptions], Tokenizer], exceptions: Exceptions) -> None:
        self._vocab = vocab
        self._make = make
        self._exceptions = exceptions
        self._few = make(vocab, {key: tokens for key, tokens in exceptions.items() if not _is_abbreviation(key)})
        self._search = AhoCorasick(list(filter(_is_abbreviation, exceptions)))

    def __call__(self, text: str) -> Doc:
        doc: Doc = self._by_all(text) if self._holds_abbreviation(text) else self._few(text)
        return doc

    def _holds_abbreviation(self, text: str) -> bool:
        """Whether one may occur: nothing is split off between two letters, so none begins behind one."""
        found = self._search.find_matches_as_indexes(text, overlapping=True)
        return any(start == 0 or not text[start - 1].isalpha() for _, start, _ in found)

    def _by_all(self, text: str) -> Doc:
        with self._all.vocab.memory_zone():
            return said_again(self._all(text), self._vocab)

    @cached_property
    def _all(self) -> Tokenizer:
        return self._make(Vocab(), self._exceptions)

    def to_disk(self, path: Path, **options: Any) -> None:
        self._all.to_disk(path, **options)

    def from_disk(self, path: Path, **options: Any) -> "LateTokenizer":
        self._all.from_disk(path, **options)
        return self


def _is_abbreviation(key: str) -> bool:
    """Not an emoticon, nor one of the few with an apostrophe in front ('’s')."""
    return key[0].isalpha() and key not in BASE_EXCEPTIONS


def _any_of(pieces: Iterable[Any] | None, form: str) -> "pcre2.Pattern[str]":
    """As spaCy's `compile_infix_regex` and its like put them together; `re` takes 60 ms over their classes of all letters."""
    together = "|".join(form.format(piece) for piece in pieces or () if piece.strip())
    return quick(_ESCAPED.sub(lambda match: re.escape(chr(int(match[1] or match[2], 16))), together))


@registry.tokenizers(LATE_TOKENIZER)  # type: ignore[untyped-decorator]
def create_late_tokenizer() -> Callable[[Language], LateTokenizer]:
    """What a config's `[nlp.tokenizer]` names; as `spacy.Tokenizer.v1`, by the language's defaults."""

    def make(nlp: Language) -> LateTokenizer:
        defaults = nlp.Defaults
        settings: dict[str, Any] = {
            "prefix_search": _any_of(defaults.prefixes, "^{}").search,
            "suffix_search": _any_of(defaults.suffixes, "{}$").search,
            "infix_finditer": _any_of(defaults.infixes, "{}").finditer,
            "token_match": defaults.token_match,
            "url_match": defaults.url_match,
        }
        return LateTokenizer(
            nlp.vocab, lambda vocab, exceptions: Tokenizer(vocab, rules=exceptions, **settings), defaults.tokenizer_exceptions
        )

    return make
