"""What was learnt from labelled text: it still fits what is seen of a text, and decides what phrases could not."""

import json
from itertools import islice
from pathlib import Path

import pytest

from webcarelint import Draft, Linter
from webcarelint.reading import Reading
from webcarelint.signals import learnt, let_down, owning_up, substance
from webcarelint.signals.learnt import BUCKETS, buckets, form

TRAINING = Path(__file__).parents[2] / "training"


def read(linter: Linter, text: str, customer: str | None = None) -> Reading:
    ((reading, _),) = linter.readings([Draft(text, customer)])
    return reading


def rows(name: str, count: int) -> list[dict[str, object]]:
    with (TRAINING / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, count)]


def test_names_and_digits_are_all_the_same(linter: Linter) -> None:
    one, other = (read(linter, text).reply for text in ("Jan belt om 10.30 uur.", "Petra belt om 11.45 uur."))
    assert [form(one, i) for i in range(len(one.words))] == [form(other, i) for i in range(len(other.words))]


def test_a_feature_counts_once_and_falls_in_a_bucket() -> None:
    numbers = buckets(["w:a", "w:b", "w:a"])
    assert len(numbers) == 2
    assert all(0 <= number < BUCKETS for number in numbers)
    assert buckets(["w:a"]) == buckets(["w:a"])


def test_other_weights_have_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = learnt.fingerprint()
    other = tmp_path / "other.npz"
    other.write_bytes(substance.DOES_SOMETHING.path.read_bytes() + b" ")
    monkeypatch.setattr(substance.DOES_SOMETHING, "path", other)
    assert learnt.fingerprint() != before


def test_the_weights_fit_what_is_seen_of_a_sentence(linter: Linter) -> None:
    """Features that change make the weights worthless: then `training/learn.py` must be run again."""
    replies = [row["sentences"] for row in rows("replies.jsonl", 120)]
    right = total = 0
    for sentences in replies:
        assert isinstance(sentences, list)
        for text, label in sentences:
            reading = read(linter, text)
            if len(reading.reply.own_sentences) == 1 and len(reading.reply.own_words) > 3:
                right += (substance.probability(reading, 0) >= 0.5) == (label == "stap")
                total += 1
    assert total > 200
    assert right / total > 0.93


def test_the_weights_fit_what_is_seen_of_a_message(linter: Linter) -> None:
    told = [row for row in rows("replies.jsonl", 200) if row["let_down"] != "twijfel"]
    readings = linter.readings(Draft("Dag.", str(row["customer"])) for row in told)
    right = [(let_down.probability(reading) >= 0.5) == (row["let_down"] == "ja") for row, (reading, _) in zip(told, readings, strict=True)]
    assert sum(right) / len(right) > 0.93


def test_the_weights_fit_what_is_seen_of_owning_up(linter: Linter) -> None:
    told = rows("owning_up.jsonl", 150)
    readings = linter.readings(Draft(str(row["text"])) for row in told)
    right = [
        (owning_up.probability(reading, 0) >= 0.5) == (row["label"] == "erkent") for row, (reading, _) in zip(told, readings, strict=True)
    ]
    assert sum(right) / len(right) > 0.93


EMPTY = (
    "Beste Hanna, wat een vervelende situatie. Onze collega's van het depot verwerken elke nacht duizenden pakketten en de meeste daarvan "
    "komen gewoon op tijd. Kwaliteit staat bij ons hoog in het vaandel. Fijne dag!"
)
WAITS = "Mijn pakket ligt al acht dagen in het depot. Wanneer komt het nou?"


def test_a_reply_that_would_stand_under_any_case_is_empty(linter: Linter) -> None:
    assert read(linter, EMPTY, WAITS).has("_alleen-leeg")
    assert [finding.rule for finding in linter.check(Draft(EMPTY, WAITS)).findings].count("vervolgstap/ontbreekt") == 1


@pytest.mark.parametrize(
    "step",
    [
        "Ik heb het depot gebeld: het gaat vandaag nog mee.",
        "Stuur ons even je postcode en huisnummer.",
        "De bezorger staat morgen voor de deur.",
        "Het adres op het label is onleesbaar geworden, we plakken er een nieuw op.",
    ],
)
def test_one_sentence_that_does_something_is_enough(linter: Linter, step: str) -> None:
    text = EMPTY.replace("Fijne dag!", f"{step} Fijne dag!")
    assert not read(linter, text, WAITS).has("_alleen-leeg")
    assert "vervolgstap/ontbreekt" not in {finding.rule for finding in linter.check(Draft(text, WAITS)).findings}


def test_a_short_reply_may_be_an_answer(linter: Linter) -> None:
    assert not read(linter, "Beste Hanna, wat vervelend. Fijne dag!", WAITS).has("_alleen-leeg")


def test_initials_are_no_sentence_that_does_something(linter: Linter) -> None:
    assert read(linter, f"{EMPTY} ^EK", WAITS).has("_alleen-leeg")


@pytest.mark.parametrize(
    ("customer", "let"),
    [
        ("Mijn moeder van 88 heeft de hele ochtend op de taxi zitten wachten die jullie zouden sturen. Er kwam niets.", True),
        ("Voor de derde keer de verkeerde maat gekregen en aan de telefoon word ik weggedrukt.", True),
        ("Wat zijn de openingstijden van het zwembad op zondag?", False),
        ("Wat een lieve chauffeur op lijn 3 vanmorgen, doe hem de groeten!", False),
        ("", False),
    ],
)
def test_who_was_let_down(linter: Linter, customer: str, let: bool) -> None:
    assert read(linter, "Dag.", customer or None).has("_klant.in-de-steek") is let


@pytest.mark.parametrize(
    ("text", "owns"),
    [
        ("Daar hebben we je echt laten zitten.", True),
        ("Dat is ver beneden peil en daar schamen we ons voor.", True),
        ("De monteur komt morgen tussen tien en twaalf.", False),
        ("We wensen je een fijn weekend.", False),
    ],
)
def test_who_owns_up(linter: Linter, text: str, owns: bool) -> None:
    assert read(linter, text).has("_erkent-zelf") is owns
