"""The examples of docs/formats.md: they are what they say they are, and what they call works."""

import glob
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.cli.conftest import ROOT, Run
from tests.helpers import write
from webcarelint.house_style import load_house_style

GUIDE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
PROFILE, *_ = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
EXAMPLES = [YAML(typ="safe").load(block) for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)]


def _texts(tree: Any) -> Iterator[str]:
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _texts(inner)
    if isinstance(tree, str):
        yield tree


CALLS = [text for example in EXAMPLES for text in _texts(example) if text.startswith("webcarelint check")]


def test_there_is_an_example_for_each() -> None:
    assert len(CALLS) == 3
    github, gitlab, commit = EXAMPLES[1:]
    assert github["jobs"]["macros"]["steps"][-1]["with"]["sarif_file"] == "webcare.sarif"
    assert gitlab["macros"]["artifacts"]["reports"] == {"codequality": "webcare.json", "junit": "webcare.xml"}
    assert set(commit["repos"][0]["hooks"][0]) >= {"id", "name", "entry", "language", "files"}


@pytest.mark.parametrize("call", CALLS)
def test_the_calls_work(run: Run, tmp_path: Path, call: str) -> None:
    (tmp_path / "macros").mkdir()
    write(tmp_path / "macros" / "a.yml", "- text: Hoi {{naam}}, je pakket is onderweg. Je hebt het morgen voor 18.00 uur. ^EK\n")
    write(tmp_path / "webcarelint.toml", "[house_style]\n" + PROFILE)
    words = [name for word in shlex.split(call)[1:] for name in (sorted(glob.glob(word, root_dir=tmp_path)) if "*" in word else [word])]
    files = ["macros/a.yml"] if "profile" in call else []  # pre-commit adds the files
    done = run(*words, *files)
    assert (done.code, done.err) == (int("profile" not in call), "")  # an empty field fails, but not for macros
    for name in re.findall(r"--output \w+=(\S+)", call):
        assert (tmp_path / name).is_file()


def test_the_profile_is_one(tmp_path: Path) -> None:
    path = write(tmp_path / "webcarelint.toml", PROFILE)
    assert load_house_style(path, "macros").override("sjablonen/niet-ingevuld").enabled is False
