"""Documents cannot lie: what they tell to type must exist."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from webcarelint.cli.app import app
from webcarelint.hook.run import parser as hook_parser
from webcarelint.house_style import HouseStyle
from webcarelint.linter import rules_of

ROOT = Path(__file__).parents[1]
DOCUMENTS = [path for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))) if path.is_file()]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CALL = re.compile(r"^\s*(?:\$ )?(?:\S.*\| )?webcarelint (?P<rest>.*)$", re.MULTILINE)


def _calls() -> list[object]:
    found = [
        pytest.param(match["rest"], id=f"{path.name}: {match['rest'][:50]}")
        for path in DOCUMENTS
        for kind, body in _FENCE.findall(path.read_text(encoding="utf-8"))
        if kind in ("", "console", "sh", "bash", "shell")
        for match in _CALL.finditer(body)
    ]
    return found or [pytest.param("", marks=pytest.mark.skip(reason="no document tells to type anything yet"))]


def _options(command: Any) -> set[str]:
    return {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}


@pytest.mark.parametrize("call", _calls())
def test_every_command_in_a_document_exists(call: str) -> None:
    group: Any = typer.main.get_command(app)
    hooks: Any = hook_parser()
    words = re.split(r"\s+(?:\||>|&&|#)\s*", call.strip())[0].split()
    known = _options(group) | {"--help", "-h"}
    for name in (word for word in words if not word.startswith("-")):
        if not hasattr(group, "commands"):
            break
        assert name in group.commands
        group = group.commands[name]
        known |= _options(group)
    if "hook" in words:  # it has a parser of its own
        kind = words[words.index("hook") + 1]
        known |= {option for action in hooks._subparsers._group_actions[0].choices[kind]._actions for option in action.option_strings}
    options = [word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)]
    assert [option for option in options if option not in known] == []


def test_every_rule_in_a_document_exists() -> None:
    rules = rules_of(HouseStyle())
    names = {name for rule in rules for name in (rule.id, *rule.aliases)}
    families = {name.split("/")[0] for name in names}
    texts = [path.read_text(encoding="utf-8") for path in DOCUMENTS if path.name == "README.md"]
    mentioned = {f"{family}/{name}" for text in texts for family, name in re.findall(r"`(?:explain |trace )?([a-z-]+)/([a-z0-9-]+)`", text)}
    assert {name for name in mentioned if name.split("/")[0] in families} <= names
