from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from spacy.language import Language

from tests.helpers import load, pack_toml, write
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter

# Deadlines are timing assertions: a busy machine would fail them.
settings.register_profile("quiet", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("quiet")


@pytest.fixture(scope="session")
def linter() -> Linter:
    """The Linter of a brand that has chosen nothing."""
    return Linter.of(HouseStyle())


@pytest.fixture(scope="session")
def nlp(linter: Linter) -> Language:
    return linter.nlp


@pytest.fixture(scope="session")
def linter_of(linter: Linter) -> Callable[[HouseStyle], Linter]:
    """A Linter with the bundled rules by another house style, on the same pipeline."""
    return cache(lambda style: Linter(linter.pack, style, linter.nlp))


@pytest.fixture
def small(tmp_path: Path, nlp: Language) -> Callable[..., Linter]:
    """A Linter with nothing but the given signals and rules."""

    def build(signals: Mapping[str, Any], *rules: Mapping[str, Any], style: HouseStyle | None = None) -> Linter:
        path = write(tmp_path / "klein.toml", pack_toml(signals, *rules))
        return Linter(load(path), style or HouseStyle(), nlp)

    return build


@pytest.fixture
def quick_pipeline(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> Linter:
    """Every Linter that is loaded in this test reuses the pipeline that is already there."""
    monkeypatch.setattr("webcarelint.linter.load_pipeline", lambda _name, needs=None: linter.nlp)  # noqa: ARG005
    return linter
