"""Turn CoNLL-U treebanks into spaCy DocBins with gold tokens.

Three things happen on the way: multiword tokens and empty nodes are left out, `_` features become an
empty analysis, and (for training only) neighbouring sentences are joined into documents of one to five
sentences, so that the parser also learns where a sentence ends.
"""

import argparse
import lzma
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab


@dataclass
class Sentence:
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file, plain or xz-compressed. Heads count from 0 in the sentence."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf8") as lines:
        sentence = Sentence()
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if len(sentence):
                    yield sentence
                sentence = Sentence()
            elif not line.startswith("#"):
                add_token(sentence, line.split("\t"))
        if len(sentence):
            yield sentence


def add_token(sentence: Sentence, columns: list[str]) -> None:
    number, form, lemma, pos, tag, feats, head, dep, _, misc = columns
    if not number.isdigit():
        return
    here = len(sentence)
    sentence.words.append(form)
    sentence.spaces.append("SpaceAfter=No" not in misc)
    sentence.pos.append(pos)
    sentence.tags.append("" if tag == "_" else tag)
    sentence.morphs.append("_" if feats == "_" else feats)
    sentence.lemmas.append(form if lemma == "_" and form != "_" else lemma)
    sentence.heads.append(here if head == "0" else int(head) - 1)
    sentence.deps.append("ROOT" if head == "0" else dep)


def without_mood(sentence: Sentence) -> Sentence:
    """The scheme of `nl_core_news_sm`: an imperative is just a finite verb."""
    morphs = [m.replace("Mood=Imp|VerbForm=Fin", "Number=Sing|Tense=Pres|VerbForm=Fin") for m in sentence.morphs]
    return replace(sentence, morphs=morphs)


def to_doc(vocab: Vocab, sentences: list[Sentence], *, trees: bool = True) -> Doc:
    """One Doc of these sentences. Without `trees`, heads and relations are left unknown."""
    joined = Sentence()
    starts: list[bool] = []
    for sentence in sentences:
        offset = len(joined)
        for name in ("words", "spaces", "pos", "tags", "morphs", "lemmas", "deps"):
            getattr(joined, name).extend(getattr(sentence, name))
        joined.spaces[-1] = True
        joined.heads.extend(head + offset for head in sentence.heads)
        starts.extend(i == 0 for i in range(len(sentence)))
    return Doc(
        vocab,
        words=joined.words,
        spaces=joined.spaces,
        pos=joined.pos,
        tags=joined.tags,
        morphs=joined.morphs,
        lemmas=joined.lemmas,
        heads=joined.heads if trees else None,
        deps=joined.deps if trees else None,
        sent_starts=None if trees else starts,
    )


def grouped(sentences: list[Sentence], rng: random.Random, longest: int) -> Iterator[list[Sentence]]:
    start = 0
    while start < len(sentences):
        size = rng.randint(1, longest)
        yield sentences[start : start + size]
        start += size


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("inputs", nargs="+", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--group", type=int, default=1, help="join up to this many sentences into a document")
    arguments.add_argument("--repeat", type=int, default=1, help="how often each input sentence is taken")
    arguments.add_argument("--no-trees", action="store_true", help="leave heads and relations unknown")
    arguments.add_argument("--no-mood", action="store_true", help="without the Mood=Imp of imperatives")
    options = arguments.parse_args()
    rng = random.Random(20)
    vocab = spacy.blank("nl").vocab
    docs = DocBin(store_user_data=False)
    for path in options.inputs:
        sentences = list(read_conllu(path)) * options.repeat
        if options.no_mood:
            sentences = [without_mood(sentence) for sentence in sentences]
        for group in grouped(sentences, rng, options.group):
            docs.add(to_doc(vocab, group, trees=not options.no_trees))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    docs.to_disk(options.out)
    print(f"{options.out}: {len(docs)} documents")


if __name__ == "__main__":
    main()
