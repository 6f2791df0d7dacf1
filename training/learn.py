"""Learn what phrases cannot say: `python training/learn.py` writes webcarelint/signals/*.npz. Needs scikit-learn.

`substance`: does a sentence do anything in this case, or would it stand under any? Learnt from `replies.jsonl` (replies written for this
project, each sentence labelled "stap" or "leeg") and, at a fifth of the weight, from the labelled replies of corpus/train and corpus/extra:
there a sentence with an action, a request, a term or a way to go counts as "stap", and a short one with nothing but sympathy, thanks,
wishes or a greeting as "leeg".

`owning_up`: does a sentence own up to a fault? Learnt from `owning_up.jsonl` ("erkent", "niet") and, at a fifth of the
weight, from `replies.jsonl`, where sentences that hold the signals of an apology or an admission own up.

`let_down`: did the organisation let this customer down? Learnt from the customers' messages in `replies.jsonl` ("ja", "nee"; "twijfel" is
left out) and from `messages.jsonl`.

`--measure` cross-validates them instead; what they do to the remarks on replies that no training saw, `python corpus/omissions.py` says.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.model import Draft
from webcarelint.reading import Reading
from webcarelint.signals import learnt, let_down, owning_up, substance

ROOT = Path(__file__).parent.parent
WRITTEN = Path(__file__).with_name("replies.jsonl")
STEPS = ("eigen-actie", "actieverzoek", "termijn", "kanaalwissel", "gegevensverzoek")
EMPTY = ("excuus", "medeleven", "bedankje", "welwens", "slotgroet", "begroeting")
OWNING = ("excuus", "_erkent-fout")
SHORT = 14
LESS = 0.2
STRENGTH = {"substance": 1, "owning_up": 1, "let_down": 0.3}

Example = tuple[list[str], bool]


def rows_of(paths: Iterable[Path]) -> list[dict[str, object]]:
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def places(reading: Reading) -> Iterator[tuple[int, tuple[int, int]]]:
    """The number of each sentence and its place in code points."""
    for nth, sentence in enumerate(reading.reply.own_sentences):
        yield nth, reading.reply.words.span(*sentence)


def replies(linter: Linter) -> list[tuple[list[tuple[str, str]], Reading]]:
    """The written replies: their sentences with their labels, and what is read of the whole."""
    rows = rows_of([WRITTEN])
    drafts = [Draft(" ".join(text for text, _ in row["sentences"]), row["customer"], row["channel"]) for row in rows]
    return [(row["sentences"], reading) for row, (reading, _) in zip(rows, linter.readings(drafts), strict=True)]


def written(linter: Linter) -> list[Example]:
    """Sentences as they were labelled. One that our own sentence ends cut otherwise does something when any part of it does."""
    found = []
    for sentences, reading in replies(linter):
        ends = np.cumsum([len(text) + 1 for text, _ in sentences])
        for nth, (start, end) in places(reading):
            held = [label for (text, label), past in zip(sentences, ends, strict=True) if past - len(text) + 1 < end and start < past - 3]
            if held:
                found.append((substance.features(reading, nth), "stap" in held))
    return found


def guessed(linter: Linter) -> Iterator[Example]:
    """Sentences of labelled replies, without the signals that told them apart."""
    rows = rows_of([*sorted((ROOT / "corpus" / "train").glob("*.jsonl")), *sorted((ROOT / "corpus" / "extra").glob("[a-hj].jsonl"))])
    drafts = [Draft(row["text"], row.get("customer")) for row in rows]
    for row, (reading, _) in zip(rows, linter.readings(drafts), strict=True):
        gold = set(row["signals"] or ())
        for nth, place in places(reading):
            here = {name for name in (*STEPS, *EMPTY, "vraag", "geeft-antwoord") if reading.has_in(name, place)}
            first, last = reading.reply.own_sentences[nth]
            step = bool(here & gold & set(STEPS))
            if step or (here & gold & set(EMPTY) and here <= set(EMPTY) and last - first < SHORT):
                yield [feature for feature in substance.features(reading, nth) if not feature.startswith("s:")], step


def matrix(examples: list[Example]) -> csr_matrix:
    numbers = [learnt.buckets(found) for found, _ in examples]
    ends = np.cumsum([0, *map(len, numbers)])
    columns = np.concatenate(numbers)
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(examples), learnt.BUCKETS))


def messages(linter: Linter) -> list[Example]:
    """The customers' messages of which a reader was sure, and messages that were written as one or the other."""
    rows = [row for row in rows_of([WRITTEN, WRITTEN.with_name("messages.jsonl")]) if row["let_down"] != "twijfel"]
    readings = linter.readings(Draft("Dag.", row["customer"]) for row in rows)
    return [(let_down.features(reading), row["let_down"] == "ja") for row, (reading, _) in zip(rows, readings, strict=True)]


def owning(linter: Linter) -> list[Example]:
    """Sentences that own up, and those that look as if they did."""
    rows = rows_of([Path(__file__).with_name("owning_up.jsonl")])
    readings = linter.readings(Draft(row["text"]) for row in rows)
    return [
        (substance.features(reading, nth), row["label"] == "erkent")
        for row, (reading, _) in zip(rows, readings, strict=True)
        for nth, _ in places(reading)
    ]


def seldom_owning(linter: Linter) -> list[Example]:
    """Sentences of written replies, by the words that own up: what lacks them seldom does."""
    return [
        (substance.features(reading, nth), any(reading.has_in(name, place) for name in OWNING))
        for _, reading in replies(linter)
        for nth, place in places(reading)
    ]


def learn(path: Path, sure: list[Example], less: list[Example], strength: float) -> None:
    """Fit, and store; what is only guessed counts for less."""
    weights = np.concatenate([np.ones(len(sure)), np.full(len(less), LESS)])
    model = LogisticRegression(C=strength, max_iter=3000).fit(matrix(sure + less), labels(sure + less), sample_weight=weights)
    np.savez_compressed(path, weights=model.coef_[0].astype(np.float16), bias=model.intercept_[0])
    print(f"{path.stem}: {len(sure)} examples labelled, {sum(labels(sure))} of them yes; {len(less)} guessed")


def train(linter: Linter) -> None:
    learn(substance.DOES_SOMETHING.path, written(linter), list(guessed(linter)), STRENGTH["substance"])
    learn(owning_up.OWNS_UP.path, owning(linter), seldom_owning(linter), STRENGTH["owning_up"])
    learn(let_down.LET_DOWN.path, messages(linter), [], STRENGTH["let_down"])


def measure(linter: Linter) -> None:
    for name, examples in (("substance", written(linter)), ("owning_up", owning(linter)), ("let_down", messages(linter))):
        model = LogisticRegression(C=STRENGTH[name], max_iter=3000)
        likely = cross_val_predict(model, matrix(examples), labels(examples), cv=8, method="predict_proba")[:, 1]
        print(f"{name}: {len(examples)} examples, area under the curve {roc_auc_score(labels(examples), likely):.3f}")
        for bar in (0.1, 0.2, 0.3, 0.7, 0.8, 0.9):
            above = likely >= bar
            right, found = np.mean(labels(examples)[above]), np.mean(above[labels(examples)])
            print(f"  from {bar}: {above.sum()} examples, precision {right:.3f}, recall {found:.3f}")


def labels(examples: list[Example]) -> NDArray[np.bool_]:
    return np.array([label for _, label in examples])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--measure", action="store_true")
    options = arguments.parse_args()
    linter = Linter.of(HouseStyle())
    measure(linter) if options.measure else train(linter)


if __name__ == "__main__":
    main()
