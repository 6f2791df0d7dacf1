"""How reports look: marks under wide letters, corrected texts, numbers."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.helpers import finding
from webcarelint.model import Finding, Report
from webcarelint.render.fixes import diff, fixed
from webcarelint.render.page import Line, marks, wrapped
from webcarelint.render.wire import as_json, as_json_line
from webcarelint.render.words import number


def _found(text: str, words: str, **given_values: object) -> Finding:
    start = text.index(words)
    return finding(start=start, end=start + len(words), match=words, **given_values)


def _under(text: str, *words: str) -> str:
    return marks(text, Line(0, len(text)), [_found(text, one) for one in words])


# ── pages ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "words", "under"),
    [
        ("een helaas hier", ["helaas"], "    1~~~~~"),
        ("helaas", ["helaas"], "1~~~~~"),
        ("😊 helaas", ["helaas"], "   1~~~~~"),
        ("漢字 helaas", ["helaas"], "     1~~~~~"),
        ("e\u0301e\u0301n helaas", ["helaas"], "    1~~~~~"),
        ("een 😊 hier", ["😊"], "    1~"),
        ("een helaas, een vervelend", ["helaas", "vervelend"], "    1~~~~~      2~~~~~~~~"),
        ("een helaas hier", ["een helaas", "helaas"], "1~~~2~~~~~"),
        ("een helaas hier", ["helaas", "helaas"], "    12~~~~"),
        ("een helaas hier", [], ""),
    ],
)
def test_marks_stand_under_their_words(text: str, words: list[str], under: str) -> None:
    assert _under(text, *words) == under


def test_a_finding_over_two_lines_has_its_number_once() -> None:
    text = "een vervelende situatie"
    found = [_found(text, "vervelende situatie")]
    assert marks(text, Line(0, 14), found) == "    1~~~~~~~~~"
    assert marks(text, Line(15, 23), found) == "~~~~~~~~"


def test_an_empty_match_has_no_mark() -> None:
    assert marks("een", Line(0, 3), [finding(start=3, end=3)]) == ""


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("een twee drie", 8, ["een twee", "drie"]),
        ("een\n\ntwee", 8, ["een", "", "twee"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("漢字漢字", 4, ["漢字", "漢字"]),
        ("", 4, [""]),
        ("😊", 1, ["😊", ""]),
    ],
)
def test_wrapping(text: str, width: int, lines: list[str]) -> None:
    assert [text[line.start : line.end] for line in wrapped(text, width)] == lines


@given(st.text(st.sampled_from("ab 漢😊\u0301\n"), max_size=60), st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_only_white_space(text: str, width: int) -> None:
    lines = list(wrapped(text, width))
    assert all(cell_len(text[line.start : line.end]) <= width for line in lines)
    assert all(one.end <= other.start for one, other in itertools.pairwise(lines))
    kept = "".join(text[line.start : line.end] for line in lines)
    assert kept.replace(" ", "") == text.replace("\n", "").replace(" ", "")


# ── corrected texts ──────────────────────────────────────────────────────────

TEXT = "Onmiddelijk bellen, 😊 onmiddelijk dus."
SAFE = {"safe": True, "better": "onmiddellijk"}


def test_safe_findings_are_fixed_and_others_are_not() -> None:
    one = _found(TEXT, "Onmiddelijk", safe=True, better="Onmiddellijk")
    other = _found(TEXT, "onmiddelijk", **SAFE)
    unsafe = _found(TEXT, "bellen", better="appen")
    assert fixed(TEXT, [other, unsafe, one]) == ("Onmiddellijk bellen, 😊 onmiddellijk dus.", (one, other))


@pytest.mark.parametrize("found", [finding(start=3, end=3, **SAFE), finding(start=0, end=3, safe=True, better=None)])
def test_a_place_where_something_misses_cannot_be_fixed(found: Finding) -> None:
    assert fixed(TEXT, [found]) == (TEXT, ())


def test_of_overlapping_fixes_the_first_wins() -> None:
    first, second = finding(start=0, end=5, safe=True, better="A"), finding(start=3, end=8, safe=True, better="B")
    assert fixed("0123456789", [second, first]) == ("A56789", (first,))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.text("xyz", max_size=3))))
def test_fixes_touch_only_what_they_point_at(places: list[tuple[int, int, str]]) -> None:
    text = "abcdefghijklmnopqrstu"
    found = [finding(start=min(a, b), end=max(a, b), safe=True, better=better) for a, b, better in places]
    after, applied = fixed(text, found)
    covered = {i for one in applied for i in range(one.start, one.end)}
    assert [char for char in after if char not in "xyz"] == [c for i, c in enumerate(text) if i not in covered and c not in "xyz"]
    assert len(after) == len(text) + sum(len(one.better or "") - (one.end - one.start) for one in applied)


def test_a_diff_names_its_reply() -> None:
    assert diff("een\ntwee", "een\ndrie", "a.txt").splitlines() == [
        "--- a.txt (voor)",
        "+++ a.txt (na)",
        "@@ -1,2 +1,2 @@",
        " een",
        "-twee",
        "+drie",
    ]
    assert diff("een", "een", "a.txt") == ""


# ── wire and words ───────────────────────────────────────────────────────────


def test_the_wire_keeps_letters_as_they_are() -> None:
    report = Report("é", (finding(match="😊"),), 99.0, {}, "send", {}, (), "vinger")
    assert json.loads(as_json([report])) == {"schema": 1, "reports": [report.to_dict()]}
    line = as_json_line(report)
    assert json.loads(line) == report.to_dict()
    assert "\n" not in line
    assert "😊" in line
    assert json.loads(as_json([])) == {"schema": 1, "reports": []}


@pytest.mark.parametrize(("value", "shown"), [(6.0, "6"), (2.5, "2,5"), (0.62, "0,62"), (100.0, "100"), (0.0, "0"), (10.0, "10")])
def test_numbers_as_dutch_writes_them(value: float, shown: str) -> None:
    assert number(value) == shown
