"""spaCy's Dutch tokenizer, with its abbreviations added when a text first holds them.

Dutch has some 4,500 ('a.u.b.', 'A.U.B.', 'm.b.t.' …). Adding all of them takes a quarter of a second, a third of what loading the
pipeline takes, and a reply holds one or two. The tokens are those of the whole table.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

LATE_TOKENIZER: Final = "webcarelint.LateTokenizer.v1"


class LateTokenizer:
    """A tokenizer, and the exceptions that wait for a text that holds them. Serialises as the tokenizer with all of them."""

    def __init__(self, inner: Tokenizer, exceptions: Mapping[str, list[dict[str, Any]]]) -> None:
        self.inner = inner
        self._keys = list(exceptions)
        self._waiting = {i: exceptions[key] for i, key in enumerate(self._keys)}
        self._search = AhoCorasick(self._keys)

    def __call__(self, text: str) -> Doc:
        for i, _, _ in self._search.find_matches_as_indexes(text, overlapping=True):
            self._add(i)
        doc: Doc = self.inner(text)
        return doc

    def _add(self, i: int) -> None:
        if (tokens := self._waiting.pop(i, None)) is not None:
            self.inner.add_special_case(self._keys[i], tokens)

    def to_disk(self, path: Path, **options: Any) -> None:
        for i in list(self._waiting):
            self._add(i)
        self.inner.to_disk(path, **options)

    def from_disk(self, path: Path, **options: Any) -> "LateTokenizer":
        self._waiting.clear()
        self.inner.from_disk(path, **options)
        return self


@registry.tokenizers(LATE_TOKENIZER)  # type: ignore[untyped-decorator]
def create_late_tokenizer() -> Callable[[Language], LateTokenizer]:
    """What a config's `[nlp.tokenizer]` names; as `spacy.Tokenizer.v1`, by the language's defaults."""

    def make(nlp: Language) -> LateTokenizer:
        defaults = nlp.Defaults
        tokenizer = Tokenizer(
            nlp.vocab,
            prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
            suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
            infix_finditer=compile_infix_regex(defaults.infixes or ()).finditer,
            token_match=defaults.token_match,
            url_match=defaults.url_match,
        )
        return LateTokenizer(tokenizer, defaults.tokenizer_exceptions)

    return make
