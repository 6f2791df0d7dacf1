"""What the builder of a wheel works out is what the package would have worked out itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.helpers import module_at
from webcarelint import Linter
from webcarelint.linter import signal_texts
from webcarelint.pack import Pack, bundled, bundled_rules, loader
from webcarelint.reading import expressions
from webcarelint.reading.cues import cues_of
from webcarelint.reading.expressions import Expression
from webcarelint.signals import MEASURES


@pytest.fixture(scope="module")
def built() -> tuple[str, bytes]:
    builder: ModuleType = module_at(Path(__file__).parents[1] / "hatch_build.py")
    name, data = builder.bundle()
    return name, data


@pytest.fixture
def installed(built: tuple[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package as the wheel leaves it: its rules, and what the builder made of them."""
    name, data = built
    rules = tmp_path / "webcarelint" / "rules"
    shutil.copytree(bundled_rules(), rules)
    (tmp_path / "webcarelint" / "pack").mkdir()
    (tmp_path / "webcarelint" / "pack" / name).write_bytes(data)
    monkeypatch.setattr(bundled, "__file__", str(tmp_path / "webcarelint" / "pack" / "bundled.py"))
    monkeypatch.setattr(bundled, "_PACKAGE", tmp_path / "webcarelint")
    bundled.bundled.cache_clear()
    yield rules
    bundled.bundled.cache_clear()


def loaded(rules: Path) -> Pack:
    return loader.load_packs([rules], signal_texts(), MEASURES)


def test_the_rules_are_those_that_would_be_read(installed: Path, linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "_read", lambda _paths: pytest.fail("read again"))
    pack = loaded(installed)
    assert (pack.digest, pack.lists) == (linter.pack.digest, linter.pack.lists)
    assert [(rule.id, rule.message, rule.bad, rule.good) for rule in pack.rules] == [
        (rule.id, rule.message, rule.bad, rule.good) for rule in linter.pack.rules
    ]
    assert pack.signals.keys() == linter.pack.signals.keys()
    signal = pack.signals["excuus"]
    assert (signal.regex, signal.clauses, signal.bundled) == (
        linter.pack.signals["excuus"].regex,
        linter.pack.signals["excuus"].clauses,
        True,
    )


def test_a_rule_stands_where_it_was_installed(installed: Path) -> None:
    place = loaded(installed).rules[0].place
    assert place.path.parent == installed
    assert place.path.read_text("utf-8").splitlines()[place.line - 1].strip() == "[[rules]]"


def test_rules_that_somebody_changed_are_read_again(installed: Path) -> None:
    before = loaded(installed)
    file = before.rules[0].place.path
    file.write_text(file.read_text("utf-8").replace('title = "', 'title = "Ook: ', 1), encoding="utf-8")
    after = loaded(installed)
    assert after.digest != before.digest
    assert [rule.title for rule in after.rules] != [rule.title for rule in before.rules]


def test_what_the_wheel_knows_is_not_worked_out_again(installed: Path, linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed.is_dir()
    monkeypatch.setattr(expressions, "cues_of", lambda _source: pytest.fail("worked out again"))
    expressions._cues.cache_clear()
    try:
        for sense in linter._senses.senses.values():
            for known in (*sense.expressions, *sense.exceptions):
                assert Expression(known.source, None).cues == cues_of(known.source)
    finally:
        expressions._cues.cache_clear()
