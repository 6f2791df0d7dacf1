"""`webcarelint voice`: one reply in words, many in counts, both as JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.helpers import write
from webcarelint.voice import NOTE, TACTICS

ONE = "Hoi Jan, oeps! Ik kijk het na. Fijne dag! ^EK"
MANY = "\n".join(json.dumps({"id": n, "text": text}) for n, text in enumerate([ONE, "Oeps, sorry.", "De aanvraag is ontvangen."]))


def _row(out: str, element: str) -> str:
    return next(line for line in out.splitlines() if line.strip().startswith(element)).strip().removeprefix(element).strip()


def test_one_reply_shows_its_words(run: Run) -> None:
    done = run("voice", "-", stdin=ONE)
    assert done.code == 0
    assert _row(done.out, "tussenwerpsels") == "‘oeps’"
    assert _row(done.out, "excuses") == "–"
    assert all(element in done.out for elements in TACTICS.values() for element in elements)
    assert "geen cijfer" in done.out
    assert "Van Hooijdonk & Liebrecht 2018" in done.out
    assert "van 100" not in done.out


def test_many_places_are_cut_off_with_a_number(run: Run) -> None:
    assert "en 2 meer" in _row(run("voice", "-", stdin="Oeps, oei, ai, och, ah, tja, oeps!").out, "tussenwerpsels")


def test_many_replies_show_how_often(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", MANY)
    done = run("voice", "a.jsonl")
    assert done.out.startswith("3 antwoorden\n")
    assert _row(done.out, "tussenwerpsels").split() == ["2", "67%"]
    assert _row(done.out, "humor").split() == ["0", "0%"]
    assert "Jan" not in done.out


def test_as_json(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", MANY)
    body = json.loads(run("voice", "a.jsonl", "-f", "json").out)
    assert (body["schema"], body["about"], len(body["voices"])) == (1, NOTE, 3)
    assert body["counts"]["tactics"]["uitnodigende retoriek"]["excuses"] == 1
    assert body["voices"][0]["tactics"]["personalisatie"]["begroeting"] == [[0, 3]]


@pytest.mark.parametrize("arguments", [["geen.txt"], ["-", "-c", "gemente"]])
def test_mistakes_are_the_callers(run: Run, arguments: list[str]) -> None:
    done = run("voice", *arguments, stdin=ONE)
    assert (done.code, done.out) == (2, "")


def test_the_house_style_does_not_change_it(run: Run) -> None:
    assert run("voice", "-", "-c", "zorg", stdin=ONE).out == run("voice", "-", stdin=ONE).out
