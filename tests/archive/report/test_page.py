"""The page: whole, by itself, and careful with what others wrote."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.archive.report.scores import failed, finding, layout, reply, write
from webcarelint.archive.report.figures import ReportOptions
from webcarelint.archive.report.page import _marked
from webcarelint.archive.report.people import Excerpt
from webcarelint.archive.report.write import write_report
from webcarelint.errors import InputError


def page(tmp_path: Path, rows: list[dict[str, Any]], *, show_names: bool = False, **made: Any) -> str:
    folder = write(tmp_path / "scores", rows, layout(**made))
    return write_report(folder, ReportOptions(minimum=2), show_names=show_names).page.read_text(encoding="utf-8")


def words(html: str) -> str:
    """What a reader sees."""
    body = re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", body).split())


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    more = {"findings": [finding("toon/een"), finding("toon/twee", 5, 8)], "score": 60.0, "verdict": "hold"}
    return [reply(n, ["je-vorm", "initialen"], **(more if n < 3 else {}), team=("Zuid", "<b>Noord</b>")[n % 2]) for n in range(8)]


def test_says_what_it_is(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    seen = words(page(tmp_path, rows))
    assert "Richtinggevend signaal, geen oordeel." in seen
    assert "8 antwoorden" in seen
    assert "62,5 %" in seen  # 5 of 8 can be sent
    assert "30,6–86,3 %" in seen  # Wilson
    assert "99 % (2018; Coosto" in seen
    assert "telling, geen norm" in seen
    assert "Zonder enige bevinding" in seen


def test_needs_nothing_from_elsewhere(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    html = page(tmp_path, rows)
    assert "<script" not in html
    assert not re.search(r"(?:src|href|action)=[\"'](?!#|data:)", re.sub(r"xmlns(:xlink)?=\"[^\"]*\"", "", html))
    assert "@import" not in html
    assert "url(" not in html
    assert "default-src 'none'" in html


def test_every_chart_has_a_text_alternative(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    class Charts(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.labels: list[str | None] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            known = dict(attrs)
            if known.get("role") == "img":
                self.labels.append(known["aria-label"])
            if tag == "svg":
                assert known["aria-hidden"] == "true"  # the label speaks for it

    charts = Charts()
    charts.feed(page(tmp_path, rows))
    assert len(charts.labels) >= 6
    assert all(charts.labels)


def test_what_others_wrote_is_text(tmp_path: Path) -> None:
    evil = '<img src=x onerror="alert(1)"> & <script>alert(2)</script>'
    rows = [
        reply(n, text=evil * 2, team=f"{evil}{n % 2}", source=evil, account=evil, findings=[finding("toon/een")], verdict="hold")
        for n in range(6)
    ]
    html = page(tmp_path, rows)
    assert "<img" not in html
    assert "<script" not in html


def test_marks_merge_and_escape() -> None:
    assert _marked(Excerpt("a<b>cdef", ((1, 4), (3, 6), (7, 7)))) == "a<mark>&lt;b&gt;cd</mark>ef"


def test_without_texts_it_says_so(tmp_path: Path) -> None:
    rows = [reply(n, findings=[finding("toon/een", match=None)]) for n in range(3)]
    seen = words(page(tmp_path, rows, text=False))
    assert seen.count("zonder teksten gemaakt") == 2


def test_nothing_judged_and_nothing_known_is_still_a_page(tmp_path: Path) -> None:
    seen = words(page(tmp_path, [failed(0), failed(1)]))
    assert "Er viel niets op." in seen
    assert "Niet beoordeeld, het antwoord is leeg: 2" in seen


@pytest.mark.parametrize(("days", "unit", "first"), [(7, "week", "30 december 2024"), (70, "maand", "1 januari 2025")])
def test_shows_how_it_went_over_time(tmp_path: Path, days: int, unit: str, first: str) -> None:
    rows = [reply(n, time=reply(n)["time"] + timedelta(days=days * n)) for n in range(4)]
    html = page(tmp_path, rows)
    assert f"Verloop per {unit}" in words(html)
    assert first in words(html)
    assert f"Lijndiagram: gemiddelde score per {unit}" in html


def test_unknown_groups_are_said(tmp_path: Path) -> None:
    seen = words(page(tmp_path, [reply(n, team=None, agent=None) for n in range(3)]))
    assert "De export noemt geen team." in seen


def test_names_only_when_asked(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    assert "Eva Kok" not in page(tmp_path / "a", rows)
    assert "Eva Kok" in page(tmp_path / "b", rows, show_names=True)


def test_the_same_key_gives_the_same_codes(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    first = page(tmp_path / "a", rows)
    folder = write(tmp_path / "b", rows)
    second = write_report(folder, ReportOptions(minimum=2), key=tmp_path / "a" / "scores" / "pseudonyms.key").page.read_text()
    code = re.compile(r"medewerker-[0-9a-f]{8}")
    assert set(code.findall(first)) == set(code.findall(second)) != set()


def test_scores_with_pseudonyms_keep_them(tmp_path: Path) -> None:
    rows = [reply(n, agent="medewerker-0badcafe") for n in range(3)]
    assert "medewerker-0badcafe" in page(tmp_path, rows, pseudonyms="abcd")
    with pytest.raises(InputError, match="--show-names"):
        page(tmp_path, rows, pseudonyms="abcd", show_names=True)
