"""Measure a pipeline on the untouched test files, with gold tokens, and on a noised copy of them.

    python training/evaluate.py PIPELINE TREEBANK_FOLDER [--speed]

Prints POS, tag, morphology, UAS, LAS and lemma accuracy, sentence F and the F of `Mood=Imp` per test file; with `--speed`
also words per second of the whole pipeline on one core, seconds to load, and megabytes on disk.
"""

import argparse
import random
import time
from collections.abc import Iterable
from pathlib import Path

import noise
import spacy
from convert import read_conllu, to_doc
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from webcarelint.language.ops import matmul_ops

TESTS = ("news", "wiki", "helpdesk")
COLUMNS = ("pos_acc", "tag_acc", "morph_acc", "dep_uas", "dep_las", "lemma_acc", "sents_f")


def gold_docs(nlp: Language, path: Path) -> list[Doc]:
    return [to_doc(nlp.vocab, [sentence]) for sentence in read_conllu(path)]


def noised(nlp: Language, docs: Iterable[Doc]) -> list[Doc]:
    """Every sentence as somebody in a hurry types it, the same way each time."""
    rng = random.Random(11)
    return [noise.noisy(noise.Columns.of(doc), rng).to_doc(nlp) for doc in docs]


def bare(nlp: Language, doc: Doc) -> Doc:
    return Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])


def scores(nlp: Language, gold: list[Doc]) -> dict[str, float]:
    predicted = list(nlp.pipe(bare(nlp, doc) for doc in gold))
    examples = [Example(guess, doc) for guess, doc in zip(predicted, gold, strict=True)]
    found = nlp.evaluate(examples)
    return {**{name: found.get(name) or 0.0 for name in COLUMNS}, "imp_f": imperative_f(examples)}


def imperative_f(examples: list[Example]) -> float:
    """F of the feature Mood=Imp, token by token."""
    right = guessed = real = 0
    for example in examples:
        for guess, gold in zip(example.predicted, example.reference, strict=True):
            a, b = "Imp" in guess.morph.get("Mood"), "Imp" in gold.morph.get("Mood")
            right, guessed, real = right + (a and b), guessed + a, real + b
    return 2 * right / (guessed + real) if guessed + real else 0.0


def row(name: str, values: dict[str, float]) -> str:
    numbers = "  ".join(f"{100 * values[column]:5.1f}" for column in (*COLUMNS, "imp_f"))
    return f"{name:<16}{numbers}"


def words_per_second(nlp: Language, texts: list[str]) -> float:
    start = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=256))
    return words / (time.perf_counter() - start)


def speed(path: Path) -> str:
    start = time.perf_counter()
    with matmul_ops():  # as the package loads it
        nlp = spacy.load(path, exclude=["tokenizer"])
    loaded = time.perf_counter() - start
    texts = [
        f"Hoi Jan, wat naar dat pakket {i} nog niet bij je is. Stuur ons even een bericht met je ordernummer en je postcode, "
        "dan zoeken we vandaag voor je uit waar het ligt en bellen we je terug."
        for i in range(1500)
    ]
    list(nlp.pipe(texts[:200]))
    rate = max(words_per_second(nlp, texts) for _ in range(3))
    size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6
    return f"{rate:,.0f} words/s   load {loaded:.2f} s   {size:.1f} MB"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("pipeline", type=Path)
    arguments.add_argument("treebank", type=Path)
    arguments.add_argument("--speed", action="store_true")
    options = arguments.parse_args()
    nlp = spacy.load(options.pipeline)
    print(f"{'':<16}  POS    tag  morph    UAS    LAS  lemma  sents   Imp")
    for test in TESTS:
        gold = gold_docs(nlp, options.treebank / f"test-{test}.conllu.xz")
        print(row(test, scores(nlp, gold)))
        print(row(f"{test}, noised", scores(nlp, noised(nlp, gold))))
    if options.speed:
        print(speed(options.pipeline))


if __name__ == "__main__":
    main()
