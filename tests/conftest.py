from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from spacy.language import Language

from tests.helpers import load, pack_toml, write
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.pack import load_packs

# Deadlines are timing assertions: a busy machine would fail them.
settings.register_profile("quiet", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("quiet")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests begin first, so that no process is left waiting for another at the end. Lines are not counted in slow
    tests: that takes them twice as long, and they are not what covers a room."""
    slow = [item for item in items if item.get_closest_marker("slow")]
    files = {item.path for item in slow}
    items.sort(key=lambda item: item.path not in files)
    for item in slow:
        item.add_marker("no_cover")


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


@pytest.fixture(scope="session")
def _remembered() -> dict[Any, Any]:
    return {}


@pytest.fixture
def quick_linter(quick_pipeline: Linter, _remembered: dict[Any, Any], monkeypatch: pytest.MonkeyPatch) -> Linter:
    """Rules are read, and a Linter is built, once for the same files and the same house style."""

    def remember(name: str, make: Callable[[], Any], *key: Any) -> Any:
        if (name, *key) not in _remembered:
            _remembered[(name, *key)] = make()
        return _remembered[(name, *key)]

    def contents(paths: Iterable[Path]) -> tuple[Any, ...]:
        files = [file for path in paths for file in (sorted(path.glob("*.toml")) if path.is_dir() else [path])]
        return tuple((file, file.read_bytes() if file.is_file() else None) for file in files)

    def packs(paths: Iterable[Path], *given: Any) -> Any:
        paths = list(paths)
        return remember("pack", lambda: load_packs(paths, *given), contents(paths))

    def of(style: HouseStyle, pipeline: str | None = None) -> Any:
        return remember("linter", lambda: real(style, pipeline), style, style.origins, pipeline, contents(map(Path, style.packs)))

    real = Linter.of
    monkeypatch.setattr("webcarelint.linter.load_packs", packs)
    monkeypatch.setattr(Linter, "of", of)
    return quick_pipeline
