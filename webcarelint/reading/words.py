"""One analysed text as columns of plain Python values: read once from the Doc, then cheap to look at.

Offsets are code points of the text that the Doc was made from; positions are token indices.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar, Final

from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, LOWER, MORPH, POS, SENT_START
from spacy.tokens import Doc
from spacy.vocab import Vocab

from webcarelint.model import Span

_ATTRIBUTES: Final = [IDX, LENGTH, LOWER, LEMMA, POS, MORPH, SENT_START]
_TREE: Final = [DEP, HEAD]
_NO_WORDS: Final = frozenset(["emoji", "emoticon", "url"])
"""Kinds of tokens that a pipeline may take for a verb or a noun, and that are neither."""
_SIGNED: Final = 1 << 63
_WRAP: Final = 1 << 64


class Words:
    """The tokens of a Doc, column by column.

    `lower`, `lemma`, `pos`, `morph`, `dep` are strings ('' when the pipeline does not give them), `head` is a position,
    `start` and `end` are code points, `sent` the number of the sentence that a token is in. Parsing takes half of all time and
    few texts need it: `parse` adds the tree to the Doc when somebody first asks for `dep` or `head`.
    """

    __slots__ = (
        "_parse",
        "_tree",
        "doc",
        "end",
        "foreign",
        "kinds",
        "lemma",
        "lower",
        "morph",
        "pos",
        "sent",
        "sentences",
        "start",
        "text",
    )

    def __init__(self, doc: Doc, parse: Callable[[Doc], Doc] | None = None) -> None:
        self.doc = doc
        self._parse = parse
        self._tree: tuple[list[str], list[int]] | None = None
        self.text: str = doc.user_data["webcare.text"]
        strings = _Strings.of(doc.vocab)
        columns = doc.to_array(_ATTRIBUTES).T.tolist() if len(doc) else [[] for _ in _ATTRIBUTES]
        self.start: list[int] = columns[0]
        self.end: list[int] = [start + length for start, length in zip(columns[0], columns[1], strict=True)]
        self.lower = strings.many(columns[2])
        self.lemma = [lemma.lower() for lemma in strings.many(columns[3])]
        self.pos = strings.many(columns[4])
        self.morph = strings.many(columns[5])
        self.kinds: Mapping[int, str] = doc.user_data.get("webcare.kinds", {})
        for i, kind in self.kinds.items():
            if kind in _NO_WORDS:
                self.pos[i], self.morph[i] = "SYM", "_"
        self.foreign: list[Span] = doc.user_data.get("webcare.foreign", [])
        self.sent, self.sentences = self._sentences(columns[6])

    def __len__(self) -> int:
        return len(self.start)

    @property
    def dep(self) -> list[str]:
        return self._parsed()[0]

    @property
    def head(self) -> list[int]:
        return self._parsed()[1]

    def _parsed(self) -> tuple[list[str], list[int]]:
        if self._tree is None:
            if self._parse is not None and not self.doc.has_annotation("DEP"):
                self._parse(self.doc)
            deps, heads = self.doc.to_array(_TREE).T.tolist() if len(self.doc) else ([], [])
            away = [i + (h - _WRAP if h >= _SIGNED else h) for i, h in enumerate(heads)]
            self._tree = _Strings.of(self.doc.vocab).many(deps), away
        return self._tree

    @staticmethod
    def _sentences(starts: list[int]) -> tuple[list[int], list[tuple[int, int]]]:
        """The sentence number per token, and the (first, past-last) token positions per sentence."""
        if not starts:
            return [], []
        firsts = [i for i, start in enumerate(starts) if start == 1 or i == 0]
        spans = [(first, last) for first, last in zip(firsts, [*firsts[1:], len(starts)], strict=True)]
        return [number for number, (first, last) in enumerate(spans) for _ in range(first, last)], spans

    def at(self, start: int, end: int) -> tuple[int, int]:
        """The positions of the tokens that overlap the code points start to end: first and past-last."""
        return bisect_right(self.end, start), bisect_left(self.start, end)

    def is_foreign(self, start: int, end: int) -> bool:
        """Whether a match begins in, or covers nothing but, quoted words, an address, a hashtag or a handle."""
        return any(a <= start < b or (a <= start and end <= b) for a, b in self.foreign)

    def span(self, first: int, last: int) -> Span:
        """The code points of tokens `first` up to, not including, `last`."""
        return self.start[first], self.end[last - 1]


class _Strings:
    """Hash -> string, remembered per vocabulary: a dictionary lookup is many times cheaper than the StringStore's."""

    _known: ClassVar["dict[int, _Strings]"] = {}

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.cache: dict[int, str] = {0: ""}

    @classmethod
    def of(cls, vocab: Vocab) -> "_Strings":
        known = cls._known.get(id(vocab))
        if known is None or known.vocab is not vocab:
            known = cls._known[id(vocab)] = cls(vocab)
        return known

    def many(self, keys: Iterable[int]) -> list[str]:
        cache = self.cache
        try:
            return [cache[key] for key in keys]
        except KeyError:
            return [cache.get(key) or self._remember(key) for key in keys]

    def _remember(self, key: int) -> str:
        if key == 0:
            return ""
        if len(self.cache) > 200_000:  # an archive brings ever new words; keep memory flat
            self.cache = {0: ""}
        value = self.cache[key] = self.vocab.strings[key]
        return value
