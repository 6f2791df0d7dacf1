"""What others may import, and nothing heavier than they ask for."""

import subprocess
import sys
from importlib import import_module
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from pathlib import Path

import pytest
import spacy

import webcarelint
from webcarelint import errors

ROOT = Path(webcarelint.__file__).parent


@pytest.mark.parametrize("name", webcarelint.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(webcarelint, name) is not None


def test_nothing_public_is_left_out() -> None:
    shown = {
        name
        for name, value in vars(webcarelint).items()
        if getattr(value, "__module__", "").startswith("webcarelint.") and not name.startswith("_")
    }
    assert shown <= set(webcarelint.__all__)


def test_the_linter_is_the_linter() -> None:
    assert webcarelint.Linter is import_module("webcarelint.linter").Linter
    with pytest.raises(AttributeError, match="bestaatniet"):
        _ = webcarelint.bestaatniet


def test_spacy_comes_with_the_linter_and_not_before() -> None:
    code = "import sys, webcarelint; a = 'spacy' in sys.modules; webcarelint.Linter; print(a, 'spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    assert done.stdout.split() == ["False", "True"]


def test_the_package_is_typed() -> None:
    assert (ROOT / "py.typed").is_file()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.PackError("a"), 2),
        (errors.HouseStyleError("a"), 2),
        (errors.InputError("a"), 2),
        (errors.PipelineError("a"), 2),
        (errors.RuleCrash("a/b", "1"), 3),
    ],
)
def test_every_error_knows_whose_mistake_it_was(error: errors.WebcarelintError, code: int) -> None:
    assert error.exit_code == code
    assert isinstance(error, errors.WebcarelintError)
    assert isinstance(error, errors.UserError) == (code == 2)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (errors.UserError("Dat kan niet."), "Dat kan niet."),
        (errors.UserError("Dat kan niet.", "a.toml"), "Dat kan niet. a.toml"),
        (errors.UserError("Dat kan niet.", Path("a.toml"), 3), "Dat kan niet. a.toml:3"),
    ],
)
def test_an_error_ends_in_its_place(error: errors.UserError, text: str) -> None:
    assert str(error) == text


@pytest.mark.parametrize("module", sorted(path.stem for path in ROOT.glob("*.py") if path.stem != "__init__"))
def test_every_module_says_what_it_is_for(module: str) -> None:
    assert import_module(f"webcarelint.{module}").__doc__


def test_spacy_is_whole_after_the_lean_import() -> None:
    """spaCy comes in without its command line, and its command line is still there for who asks."""
    code = (
        "import webcarelint.linter, sys, spacy; assert 'spacy.cli' not in sys.modules; "
        "import spacy.cli; assert callable(spacy.cli.download); assert spacy.info(silent=True)['spacy_version'] == spacy.__version__"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_registry_still_knows_the_entry_points_of_other_packages() -> None:
    """By group they are those that Python itself gives."""
    import catalogue

    from webcarelint.reading import lean

    lean.sort_entry_points()  # once more changes nothing
    group = "spacy_loggers"
    wanted = {(point.name, point.value) for point in entry_points(group=group)}
    assert wanted
    assert {(point.name, point.value) for point in catalogue.AVAILABLE_ENTRY_POINTS[group]} == wanted
    assert callable(spacy.registry.loggers.get("spacy.WandbLogger.v5"))


def test_entry_points_may_come_as_one_collection(monkeypatch: pytest.MonkeyPatch) -> None:
    """As they do from Python 3.12 on."""
    import catalogue

    from webcarelint.reading import lean

    points = EntryPoints([EntryPoint("a", "x:y", "one"), EntryPoint("b", "x:y", "two"), EntryPoint("c", "x:y", "one")])
    monkeypatch.setattr(catalogue, "AVAILABLE_ENTRY_POINTS", points)
    lean.sort_entry_points()
    assert {group: [point.name for point in some] for group, some in catalogue.AVAILABLE_ENTRY_POINTS.items()} == {
        "one": ["a", "c"],
        "two": ["b"],
    }
