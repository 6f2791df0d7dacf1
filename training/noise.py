"""How people type, applied to treebank sentences while training: the words change, the gold analysis stays.

Registered as the spaCy augmenter `webcarelint.noise.v1`. Offsets do not matter here: documents carry gold tokens.
"""

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

EMOJI = ["😊", "😀", "🙏", "👍", "😢", "❤️", "😅", "🎉", "✈️", "☀️", ":)", ":-)", ";)", ":(", "<3", "👋🏽", "👩‍👩‍👧"]
HANDLES = ["@klant", "@jan_85", "@Petra", "@gemeente020", "@NS_online", "@sanne.vd.berg", "@KLM"]
SIGNATURES = ["^EK", "^JB", "^MvD", "^Eva", "/LS", "-RK", "^ts", "~AB"]
BREAKS = ["\n", "\n\n", "\n \n", "  "]
CLOSERS = {".", "!", "?"}
LONG_VOWELS = "aeiouAEIOU"


@dataclass
class Columns:
    """A document as columns, so that tokens can be changed, dropped and added."""

    words: list[str]
    spaces: list[bool]
    pos: list[str]
    tags: list[str]
    morphs: list[str]
    lemmas: list[str]
    deps: list[str]
    heads: list[int]
    sent_starts: list[int]
    trees: bool = field(default=True)

    @classmethod
    def of(cls, doc: Doc) -> "Columns":
        return cls(
            words=[t.text for t in doc],
            spaces=[bool(t.whitespace_) for t in doc],
            pos=[t.pos_ for t in doc],
            tags=[t.tag_ for t in doc],
            morphs=[str(t.morph) or "_" for t in doc],
            lemmas=[t.lemma_ for t in doc],
            deps=[t.dep_ for t in doc],
            heads=[t.head.i for t in doc],
            sent_starts=[1 if t.is_sent_start else -1 for t in doc],
            trees=doc.has_annotation("DEP"),
        )

    def to_doc(self, nlp: Language) -> Doc:
        return Doc(
            nlp.vocab,
            words=self.words,
            spaces=self.spaces,
            pos=self.pos,
            tags=self.tags,
            morphs=self.morphs,
            lemmas=self.lemmas,
            heads=self.heads if self.trees else None,
            deps=self.deps if self.trees else None,
            sent_starts=None if self.trees else self.sent_starts,
        )

    def drop(self, here: int) -> None:
        for name in ("words", "spaces", "pos", "tags", "morphs", "lemmas", "deps", "heads", "sent_starts"):
            del getattr(self, name)[here]
        self.heads = [head - (head > here) for head in self.heads]

    def insert(self, here: int, word: str, pos: str, tag: str, dep: str, head: int, lemma: str | None = None) -> None:
        """Put a token before position `here`; `head` counts in the document as it is before the insertion."""
        self.heads = [h + (h >= here) for h in self.heads]
        self.heads.insert(here, head + (head >= here))
        self.words.insert(here, word)
        self.spaces.insert(here, not word.isspace())
        self.pos.insert(here, pos)
        self.tags.insert(here, tag)
        self.morphs.insert(here, "_")
        self.lemmas.insert(here, lemma or word)
        self.deps.insert(here, dep)
        self.sent_starts.insert(here, -1)

    def root_after(self, here: int) -> int:
        """The root of the sentence that holds `here`."""
        while self.heads[here] != here:
            here = self.heads[here]
        return here


def plain(text: str) -> str:
    """Without diacritics: café -> cafe."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def stretched(word: str, rng: random.Random) -> str:
    vowels = [i for i, c in enumerate(word) if c in LONG_VOWELS]
    if not vowels or len(word) < 3:
        return word
    here = rng.choice(vowels)
    return word[:here] + word[here] * rng.randint(2, 4) + word[here + 1 :]


def mistyped(word: str, rng: random.Random) -> str:
    if len(word) < 5 or not word.isalpha():
        return word
    here = rng.randrange(1, len(word) - 2)
    swapped = word[:here] + word[here + 1] + word[here] + word[here + 2 :]
    return rng.choice([swapped, word[:here] + word[here + 1 :], word[:here] + word[here] + word[here:]])


def change_words(columns: Columns, rng: random.Random) -> None:
    words = columns.words
    if rng.random() < 0.12:
        words[:] = [w.lower() for w in words]
    elif rng.random() < 0.20:
        words[:] = [w[:1].lower() + w[1:] if s == 1 else w for w, s in zip(words, columns.sent_starts, strict=True)]
    elif rng.random() < 0.02:
        words[:] = [w.upper() for w in words]
    if rng.random() < 0.15:
        words[:] = [plain(w) for w in words]
    if rng.random() < 0.10:
        here = rng.randrange(len(words))
        words[here] = rng.choice([stretched, mistyped])(words[here], rng)


def change_ends(columns: Columns, rng: random.Random) -> None:
    """Drop or replace the marks that end sentences, from the last to the first so that positions stay true."""
    ends = [i for i, w in enumerate(columns.words) if w in CLOSERS and columns.heads[i] != i and i not in columns.heads]
    for end in reversed(ends):
        chance = rng.random()
        if chance < 0.15 and len(columns.words) > 1 and columns.sent_starts[end] != 1:
            columns.drop(end)
        elif chance < 0.23:
            root = columns.root_after(end)
            columns.insert(end + 1, rng.choice(EMOJI), "SYM", "SPEC|symb", "parataxis", root)


def change_edges(columns: Columns, rng: random.Random) -> None:
    first_root = columns.root_after(0)
    if rng.random() < 0.06:
        columns.insert(0, rng.choice(HANDLES), "PROPN", "SPEC|symb", "parataxis", first_root)
        columns.sent_starts[:2] = [1, -1]
    if rng.random() < 0.06:
        last = len(columns.words) - 1
        word = rng.choice(SIGNATURES)
        columns.insert(last + 1, word, "PROPN", "SPEC|symb", "ROOT", last)
        columns.heads[-1] = last + 1
        columns.sent_starts[-1] = 1


def break_lines(columns: Columns, rng: random.Random) -> None:
    """White space tokens as spaCy's tokenizer makes them: attached to the token before them."""
    if rng.random() > 0.25:
        return
    for here in range(len(columns.words) - 1, 0, -1):
        if columns.sent_starts[here] == 1 and rng.random() < 0.6:
            columns.insert(here, rng.choice(BREAKS), "SPACE", "_SP", "dep", here - 1)
            columns.spaces[here - 1] = rng.random() < 0.3


def noisy(columns: Columns, rng: random.Random) -> Columns:
    change_words(columns, rng)
    change_ends(columns, rng)
    change_edges(columns, rng)
    break_lines(columns, rng)
    return columns


@spacy.registry.augmenters("webcarelint.noise.v1")
def create_noise(level: float, seed: int = 7) -> Callable[[Language, Example], Iterator[Example]]:
    """With chance `level` an example is replaced by a noisy copy of itself."""
    rng = random.Random(seed)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        gold = example.reference
        if rng.random() > level or len(gold) == 0:
            yield example
            return
        doc = noisy(Columns.of(gold), rng).to_doc(nlp)
        bare: dict[str, Any] = {"words": [t.text for t in doc], "spaces": [bool(t.whitespace_) for t in doc]}
        yield Example(Doc(nlp.vocab, **bare), doc)

    return augment
