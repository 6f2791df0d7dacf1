"""Differences between two sets of scores, and how sure they are."""

import json
from pathlib import Path

import pytest

from tests.archive.report.scores import RULES, failed, finding, layout, reply, write
from webcarelint.archive.compare import Comparison, Difference, Side, compare, comparison_as_json
from webcarelint.errors import InputError


def find(comparison: Comparison, family: str, name: str) -> Difference:
    return next(d for d in (*comparison.headline, *comparison.others) if (d.family, d.name) == (family, name))


def sides(tmp_path: Path) -> tuple[Side, Side]:
    """A: 40 replies, half with a finding, score 80; B: 40, a tenth with one, score 90. Both without and with an emoji."""
    one = [finding("toon/een")]
    a = [reply(n, [] if n % 4 else ["emoji"], score=80.0 + n % 2, findings=one if n < 20 else []) for n in range(40)]
    b = [reply(n, ["emoji"] if n % 4 else [], score=90.0 + n % 2, findings=one if n < 4 else [], team="Noord") for n in range(40)]
    return Side(write(tmp_path / "a", [*a, failed(99)])), Side(write(tmp_path / "b", b))


def test_what_got_better(tmp_path: Path) -> None:
    comparison = compare(*sides(tmp_path))
    score = find(comparison, "score", "score")
    assert (score.first, score.second, score.difference, score.verdict) == (80.5, 90.5, 10, "better")
    assert score.low is not None
    assert score.low == pytest.approx(10 - 1.959964 * (2 * 0.506370**2 / 40) ** 0.5, abs=1e-4)
    rule = find(comparison, "rule", "toon/een")
    assert (rule.first, rule.second, rule.verdict) == (0.5, 0.1, "better")
    assert find(comparison, "verdict", "hold").verdict == "same"


def test_a_signal_changes_and_is_never_better(tmp_path: Path) -> None:
    emoji = find(compare(*sides(tmp_path)), "signal", "emoji")
    assert (emoji.first, emoji.second, emoji.verdict) == (0.25, 0.75, "changed")


def test_the_other_way_round_is_worse(tmp_path: Path) -> None:
    a, b = sides(tmp_path)
    comparison = compare(b, a)
    assert find(comparison, "score", "score").verdict == "worse"
    assert find(comparison, "rule", "toon/een").verdict == "worse"
    assert comparison.others[0].verdict != "same"  # the surest first


def test_the_same_scores_do_not_differ(tmp_path: Path) -> None:
    a, _ = sides(tmp_path)
    comparison = compare(a, a)
    assert {d.verdict for d in (*comparison.headline, *comparison.others)} == {"same"}
    assert comparison.warnings == ()


def test_a_rule_counts_among_replies_on_which_it_ran(tmp_path: Path) -> None:
    skipped = [{"rule": "toon/een", "reason": "kanaal onbekend"}]
    rows = [reply(0, findings=[finding("toon/een")]), reply(1), reply(2, skipped=skipped), reply(3, skipped=skipped)]
    side = Side(write(tmp_path, rows))
    rule = find(compare(side, side), "rule", "toon/een")
    assert (rule.first, rule.first_of) == (0.5, 2)


def test_a_selection_of_one_archive(tmp_path: Path) -> None:
    rows = [reply(n, score=60.0 + 20 * (n % 2), team=("Zuid", "Noord")[n % 2]) for n in range(10)]
    folder = write(tmp_path, rows)
    comparison = compare(Side(folder, ("team=Zuid",)), Side(folder, ("team=Noord", "since=2025-01-01", "until=2025-01-01")))
    assert (comparison.first.replies, comparison.second.replies) == (5, 5)
    assert find(comparison, "score", "score").difference == 20


@pytest.mark.parametrize("only", ["team", "team=", "kleur=rood", "since=gisteren"])
def test_what_is_no_selection_is_refused(tmp_path: Path, only: str) -> None:
    folder = write(tmp_path, [reply(0)])
    with pytest.raises(InputError):
        compare(Side(folder), Side(folder, (only,)))


def test_a_selection_that_leaves_nothing_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, [reply(0)])
    with pytest.raises(InputError, match="team=Oost"):
        compare(Side(folder, ("team=Oost",)), Side(folder))


def test_other_rules_pipelines_and_versions_are_said(tmp_path: Path) -> None:
    a = Side(write(tmp_path / "a", [reply(0)]))
    b = Side(write(tmp_path / "b", [reply(0)], layout(fingerprint="regels-2", pipeline="proef-2", version="0.2.0", rules=RULES[:1])))
    warnings = " ".join(compare(a, b).warnings)
    for part in ("andere regels", "andere pijplijn", "0.1.0", "0.2.0", "toon/twee"):
        assert part in warnings


def test_a_side_without_cases_has_no_difference(tmp_path: Path) -> None:
    a = Side(write(tmp_path / "a", [{**reply(0), "signal.emoji": None}]))
    emoji = find(compare(a, Side(write(tmp_path / "b", [reply(0)]))), "signal", "emoji")
    assert (emoji.first, emoji.difference, emoji.low, emoji.verdict) == (None, None, None, "same")


def test_json(tmp_path: Path) -> None:
    body = json.loads(comparison_as_json(compare(*sides(tmp_path))))
    assert body["first"]["replies"] == 40
    assert body["headline"][0]["verdict"] == "better"
