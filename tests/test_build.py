"""What the builder of a wheel works out is what the package would have worked out itself."""

import json
from pathlib import Path
from types import ModuleType

import pytest

from tests.helpers import module_at
from webcarelint import Linter
from webcarelint.reading import expressions
from webcarelint.reading.cues import cues_of
from webcarelint.reading.expressions import Expression


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    return module_at(Path(__file__).parents[1] / "hatch_build.py")


def test_the_wheel_knows_the_cues_of_the_rules(builder: ModuleType, linter: Linter) -> None:
    known = builder.known_cues()
    used = {e.source: e.cues for sense in linter._senses.senses.values() for e in (*sense.expressions, *sense.exceptions)}
    generated = {source for name, sense in linter._senses.senses.items() if name.startswith("_vervangt:") for source in sense.signal.regex}
    assert used.keys() - known.keys() <= generated
    assert {source: cues for source, cues in known.items() if source in used and used[source] != cues} == {}


def test_what_the_wheel_knows_is_not_worked_out_again(builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, cues = next((source, cues) for source, cues in builder.known_cues().items() if cues)
    (tmp_path / "cues.json").write_text(json.dumps({source: cues}), encoding="utf-8")
    monkeypatch.setattr(expressions, "__file__", str(tmp_path / "expressions.py"))
    monkeypatch.setattr(expressions, "cues_of", lambda _source: pytest.fail("worked out again"))
    expressions._known_cues.cache_clear()
    try:
        assert Expression(source, None).cues == cues == cues_of(source)
    finally:
        expressions._known_cues.cache_clear()
