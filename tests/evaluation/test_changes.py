"""Two runs beside each other, and a run that was saved."""

import json
from pathlib import Path

import pytest

from tests.helpers import write
from webcarelint.errors import InputError
from webcarelint.evaluation import Change, Run, compare, read_run
from webcarelint.evaluation.changes import Found, Outcome, Turn
from webcarelint.linter import Linter
from webcarelint.model import Draft, Verdict


def run(**replies: tuple[Verdict, list[tuple[str, str]]]) -> Run:
    return Run("x", {name: Outcome(verdict, 90, tuple(Found(r, w, 0) for r, w in found)) for name, (verdict, found) in replies.items()})


def test_what_came_and_went() -> None:
    before = run(a=("send", [("x/y", "kaas"), ("x/y", "kaas"), ("x/z", "")]), b=("send", []), c=("send", []))
    after = run(a=("send", [("x/y", "kaas"), ("x/y", "brie")]), b=("hold", []), d=("send", []))
    found = compare(before, after)
    assert set(found.changes) == {
        Change("added", "a", "x/y", "brie"),
        Change("removed", "a", "x/y", "kaas"),
        Change("removed", "a", "x/z", ""),
    }
    assert (found.count("added"), found.count("removed")) == ({"x/y": 1}, {"x/y": 1, "x/z": 1})
    assert found.turns == (Turn("b", "send", "hold"),)
    assert (found.replies, found.only_before, found.only_after) == (2, ("c",), ("d",))


def test_the_same_run_differs_in_nothing(linter: Linter) -> None:
    drafts = [Draft("Wat vervelend! Stuur ons even een DM.", channel="twitter", id="a"), Draft("Komt goed! ^EK", id="b")]
    one, two = (Run.of(linter.check_many(drafts)) for _ in range(2))
    assert one.replies["a"].findings
    assert one.fingerprint == linter.fingerprint
    assert not compare(one, two).changes


def test_a_saved_run_comes_back_as_it_was(linter: Linter, tmp_path: Path) -> None:
    made = Run.of(linter.check_many([Draft("Wat vervelend! Stuur ons even een DM.", id="a")]))
    path = write(tmp_path / "run.json", json.dumps({"by": "rule", "run": made.to_dict(), "rules": {}}))
    assert read_run(path) == made


@pytest.mark.parametrize("text", ["", "[]", '{"by": "signal", "run": {"replies": {}}}', '{"by": "rule"}'])
def test_something_else_is_no_saved_run(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="geen bewaarde meting"):
        read_run(write(tmp_path / "run.json", text))


def test_a_run_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="niet te lezen"):
        read_run(tmp_path / "weg.json")
