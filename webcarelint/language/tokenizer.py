"""The pipeline's own tokenizer, corrected for chat text: every special is one token with a known kind."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import regex
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from webcarelint.language.chat import Special, specials

_LONGEST_RUN: Final = 400
_RUN: Final = regex.compile(rf"\S{{{_LONGEST_RUN}}}(?=\S)")

TEXT: Final = "webcare.text"
KINDS: Final = "webcare.kinds"
"""Key in `Doc.user_data`: token index -> kind of special (`url`, `handle`, `emoji`, `time` …)."""


class ChatTokenizer:
    """Wraps a spaCy tokenizer. Serialises as the tokenizer that it wraps."""

    def __init__(self, inner: Callable[[str], Doc]) -> None:
        self.inner = inner

    def __call__(self, text: str) -> Doc:
        doc = self.inner(text) if len(text) <= _LONGEST_RUN else _in_pieces(self.inner, text)
        found = specials(text)
        if found:
            doc = retokenized(doc, text, found)
        doc.user_data[TEXT] = text  # Doc.text puts the tokens together again at every call
        return doc

    def to_disk(self, path: Path, **options: Any) -> None:
        self.inner.to_disk(path, **options)  # type: ignore[attr-defined]

    def from_disk(self, path: Path, **options: Any) -> "ChatTokenizer":
        self.inner.from_disk(path, **options)  # type: ignore[attr-defined]
        return self


def _in_pieces(tokenizer: Callable[[str], Doc], text: str) -> Doc:
    """The tokens of a long text. spaCy's time is quadratic in a run without white space: ten thousand emoji take it half a
    minute. Such a run is cut; every other text has the tokens that it has anyway."""
    cuts = [0, *(run.end() for run in _RUN.finditer(text)), len(text)]
    if len(cuts) == 2:
        return tokenizer(text)
    tokens = [token for start, end in pairwise(cuts) for token in tokenizer(text[start:end])]
    return said_again(tokens, tokens[0].vocab)


def said_again(tokens: Doc | list[Token], vocab: Vocab) -> Doc:
    """One Doc of these tokens, in the words of this vocabulary."""
    return Doc(vocab, words=[token.text for token in tokens], spaces=[bool(token.whitespace_) for token in tokens])


def retokenized(doc: Doc, text: str, found: list[Special]) -> Doc:
    """The same text as a Doc in which each special is exactly one token."""
    pieces = list(_pieces([(t.idx, t.idx + len(t.text)) for t in doc], found))
    words = [text[start:end] for start, end, _ in pieces]
    follows = [pieces[i + 1][0] if i + 1 < len(pieces) else len(text) for i in range(len(pieces))]
    spaces = [end < following for (_, end, _), following in zip(pieces, follows, strict=True)]
    fresh = Doc(doc.vocab, words=words, spaces=spaces)
    fresh.user_data[KINDS] = {i: kind for i, (_, _, kind) in enumerate(pieces) if kind}
    return fresh


def _pieces(tokens: list[tuple[int, int]], found: list[Special]) -> Iterator[tuple[int, int, str]]:
    """Walk tokens and specials together; what sticks out of a special on either side stays a token of its own."""
    queue = iter(found)
    special = next(queue, None)
    for start, end in tokens:
        while special is not None and special.start < end:
            if start < special.start:
                yield start, special.start, ""
            if start <= special.start:
                yield special
            start = special.end
            if special.end > end:
                break
            special = next(queue, None)
        if start < end:
            yield start, end, ""
