"""The hooks as pre-commit runs them, in a git repository of their own. Nothing is installed, and no network is needed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.helpers import pack_toml, write

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
COMMAND = f'{sys.executable} -c "from webcarelint.cli import main; main()"'

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

CLEAN = "- title: Dag\n  text: Hoi Kees, je fiets staat klaar en je kunt hem vanaf morgen ophalen. ^EK\n"


def _run(*command: str, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")}, "PYTHONPATH": str(ROOT), "PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONIOENCODING": "utf-8",
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
    }  # fmt: skip
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_the_manifest_is_one(tmp_path: Path) -> None:
    done = _run(sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST), cwd=ROOT, home=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with our own hooks, run by this very interpreter, and one safe correction."""
    hooks = []
    for hook in YAML(typ="safe").load(MANIFEST):
        hook.pop("additional_dependencies")
        hooks.append({**hook, "language": "system", "entry": hook["entry"].replace("webcarelint", COMMAND, 1)})
    folder = tmp_path / "git"
    (folder / "macros").mkdir(parents=True)
    YAML(typ="safe").dump({"repos": [{"repo": "local", "hooks": hooks}]}, folder / ".pre-commit-config.yaml")
    rule = {"replaces": {"onmiddelijk": "onmiddellijk"}, "safe": True, "message": "‘{match}’ is een tikfout."}
    write(folder / "eigen.toml", pack_toml({}, rule))
    write(folder / "webcarelint.toml", '[house_style]\npacks = ["eigen.toml"]\n')
    write(folder / "macros" / "dag.yml", CLEAN)
    write(folder / "README.md", "Helaas, dit is geen macro.\n")
    assert _run("git", "init", "-q", cwd=folder, home=tmp_path).returncode == 0
    return folder


def _commit(folder: Path) -> subprocess.CompletedProcess[str]:
    home = folder.parent / "home"
    assert _run("git", "add", "-A", cwd=folder, home=home).returncode == 0
    return _run("git", "commit", "-q", "-m", "macro's", cwd=folder, home=home)


@pytest.mark.slow
def test_a_commit_is_stopped_by_a_macro_and_goes_through_when_it_is_right(repository: Path) -> None:
    home = repository.parent / "home"
    assert _run(sys.executable, "-m", "pre_commit", "install", cwd=repository, home=home).returncode == 0
    macro = write(repository / "macros" / "tik.yml", "- text: Hoi Kees, je fiets staat morgen helaas onmiddelijk klaar. ^EK\n")

    stopped = _commit(repository)
    told = stopped.stdout + stopped.stderr
    assert stopped.returncode == 1
    assert "woordkeus/verboden-woord" in told
    assert "dit is geen macro" not in told
    assert "files were modified by this hook" in told
    assert "onmiddellijk" in macro.read_text(encoding="utf-8")

    write(macro, CLEAN)
    went = _commit(repository)
    assert (went.returncode, _run("git", "log", "--format=%s", cwd=repository, home=home).stdout.strip()) == (0, "macro's")
