"""docs/rules.md cannot lie: every rule is on it, every rule on it exists, and every entry names a rule or a reason."""

import re
from pathlib import Path

from webcarelint.house_style import HouseStyle
from webcarelint.linter import MEASURES, rules_of

PAGE = (Path(__file__).parents[1] / "docs" / "rules.md").read_text(encoding="utf-8")
RULES = {rule.id for rule in rules_of(HouseStyle())}
ROWS = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in PAGE.splitlines() if re.match(r"\| (?!entry)[A-Za-z]", line)]


def test_every_rule_is_on_the_page() -> None:
    assert sorted(RULES - set(re.findall(r"`([a-z-]+/[a-z0-9-]+)`", PAGE))) == []


def test_every_rule_on_the_page_exists() -> None:
    assert sorted(set(re.findall(r"`([a-z-]+/[a-z0-9-]+)`", PAGE)) - RULES) == []


def test_every_entry_names_a_rule_or_says_why_not() -> None:
    assert len(ROWS) > 70
    for entry, how, rules in ROWS:
        assert how in ("D", "H", "M", "A"), entry
        assert "`" in rules or rules.startswith("no rule: "), entry
        assert how in ("D", "H") or "only" in rules or rules.startswith("no rule: "), entry


def test_no_entry_is_there_twice() -> None:
    names = [name for entry, *_ in ROWS for name in re.findall(r"[A-Z]+(?:-[A-Z]+)+", entry)]
    assert len(names) == len(set(names))


def test_every_measure_is_on_the_page() -> None:
    assert set(MEASURES) <= set(re.findall(r"`([a-z-]+)`", PAGE))
