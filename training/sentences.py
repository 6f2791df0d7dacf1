"""Learn which sentences do something in a case: `python training/sentences.py` writes webcarelint/signals/substance.npz.

Learns from `sentences.jsonl` (replies written for this project, each sentence labelled "stap" or "leeg") and, at a third of the weight,
from the labelled replies of corpus/train and corpus/extra: there a sentence with an action, a request, a term or a way to go counts as
"stap", and a short one with nothing but sympathy, thanks, wishes or a greeting as "leeg". Needs scikit-learn.

`--check FILE…` measures instead, on replies that carry `omits` and that no training saw: how often every sentence is found empty.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.model import Draft
from webcarelint.reading import Reading
from webcarelint.signals import substance

ROOT = Path(__file__).parent.parent
WRITTEN = Path(__file__).with_name("sentences.jsonl")
STEPS = ("eigen-actie", "actieverzoek", "termijn", "kanaalwissel", "gegevensverzoek")
EMPTY = ("excuus", "medeleven", "bedankje", "welwens", "slotgroet", "begroeting")
SHORT = 14
LESS = 0.3

Example = tuple[list[str], bool]


def rows_of(paths: Iterable[Path]) -> list[dict[str, object]]:
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def places(reading: Reading) -> Iterator[tuple[int, tuple[int, int]]]:
    """The number of each sentence and its place in code points."""
    for nth, sentence in enumerate(substance.own_sentences(reading)):
        yield nth, reading.reply.words.span(*sentence)


def written(linter: Linter) -> Iterator[Example]:
    """Sentences as they were labelled. One that our own sentence ends cut otherwise does something when any part of it does."""
    rows = rows_of([WRITTEN])
    drafts = [Draft(" ".join(text for text, _ in row["sentences"]), row["customer"], row["channel"]) for row in rows]
    for row, (reading, _) in zip(rows, linter.readings(drafts), strict=True):
        ends = np.cumsum([len(text) + 1 for text, _ in row["sentences"]])
        for nth, (start, end) in places(reading):
            labels = [
                label for (text, label), past in zip(row["sentences"], ends, strict=True) if past - len(text) + 1 < end and start < past - 3
            ]
            if labels:
                yield substance.features(reading, nth), "stap" in labels


def guessed(linter: Linter) -> Iterator[Example]:
    """Sentences of labelled replies, without the signals that told them apart."""
    rows = rows_of([*sorted((ROOT / "corpus" / "train").glob("*.jsonl")), *sorted((ROOT / "corpus" / "extra").glob("[a-hj].jsonl"))])
    drafts = [Draft(row["text"], row.get("customer")) for row in rows]
    for row, (reading, _) in zip(rows, linter.readings(drafts), strict=True):
        gold = set(row["signals"] or ())
        for nth, (start, end) in places(reading):
            here = {name for name in (*STEPS, *EMPTY, "vraag", "geeft-antwoord") if any(a < end and start < b for a, b in reading.spans(name))}
            first, last = reading.reply.words.sentences[nth]
            step = bool(here & gold & set(STEPS))
            if step or (here & gold & set(EMPTY) and here <= set(EMPTY) and last - first < SHORT):
                yield [feature for feature in substance.features(reading, nth) if not feature.startswith("s:")], step


def matrix(examples: list[Example]) -> csr_matrix:
    numbers = [substance.buckets(found) for found, _ in examples]
    ends = np.cumsum([0, *map(len, numbers)])
    columns = np.concatenate(numbers)
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(examples), substance.BUCKETS))


def train(linter: Linter) -> None:
    sure, less = list(written(linter)), list(guessed(linter))
    weights = np.concatenate([np.ones(len(sure)), np.full(len(less), LESS)])
    model = LogisticRegression(C=1, max_iter=3000).fit(matrix(sure + less), [step for _, step in sure + less], sample_weight=weights)
    np.savez_compressed(substance.WEIGHTS, weights=model.coef_[0].astype(np.float16), bias=model.intercept_[0])
    print(f"{len(sure)} sentences labelled ({sum(step for _, step in sure)} do something), {len(less)} guessed")


def check(linter: Linter, paths: list[Path]) -> None:
    for path in paths:
        found = {True: [0, 0], False: [0, 0]}
        rows = rows_of([path])
        for row, (reading, _) in zip(
            rows, linter.readings(Draft(row["text"], row["customer"], row["channel"]) for row in rows), strict=True
        ):
            found["stap" in row["omits"]][reading.has("_open-zaak") and reading.has("_alleen-leeg")] += 1
        print(f"{path.name}: found {found[True][1]} of {sum(found[True])}, wrong {found[False][1]} of {sum(found[False])}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", nargs="+", type=Path)
    options = arguments.parse_args()
    linter = Linter.of(HouseStyle())
    check(linter, options.check) if options.check else train(linter)


if __name__ == "__main__":
    main()
