"""What several tests need: small packs as text, and drafts and findings in one line."""

import importlib.util
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from webcarelint.linter import MEASURES
from webcarelint.model import Evidence, Finding
from webcarelint.pack import Pack, load_packs

EVIDENCE = Evidence("bewering", "bron", "derived")

# A rule that is complete, so that a test spells out only what it is about.
RULE: Mapping[str, Any] = {
    "id": "proef/regel",
    "title": "Proef",
    "title_en": "Trial",
    "severity": "warning",
    "weight": 10,
    "dimension": "proef",
    "message": "Hier staat iets.",
    "why": "Daarom.",
    "evidence": {"claim": "bewering", "source": "bron", "strength": "derived"},
    "bad": ["fout"],
    "good": ["goed"],
}


Sides = Mapping[str, tuple[list[str], list[str]]]
"""Of each signal, texts that have it and texts that only look like it."""


def sided(sides: Sides) -> list[tuple[str, str, bool]]:
    """Signal, text, and whether the signal is there: one case for each text."""
    return [
        (signal, text, present)
        for signal, both in sides.items()
        for present, texts in zip((True, False), both, strict=True)
        for text in texts
    ]


def module_at(path: Path) -> ModuleType:
    """A script of this project as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def toml(value: Any) -> str:
    """A value as inline TOML."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{json.dumps(key)} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def pack_toml(signals: Mapping[str, Any], *rules: Mapping[str, Any]) -> str:
    """A rule file. A signal given as a string, or list of strings, is found by these phrases."""
    lines: list[str] = []
    for name, given in signals.items():
        lines += ["[signals]"] if not lines else []
        table = given if isinstance(given, Mapping) else {"phrases": given}
        lines.append(f"{json.dumps(name)} = {toml({'about': name, **table})}")
    for rule in rules:
        lines.append("[[rules]]")
        lines += [f"{json.dumps(key)} = {toml(value)}" for key, value in {**RULE, **rule}.items()]
    return "\n".join(lines) + "\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def load(*paths: Path) -> Pack:
    """Load small packs on their own, with one sense in Python beside them: the measures ask for it."""
    return load_packs(paths, {"emoji": "reply"}, MEASURES)


def finding(points: float = 0.0, **given: Any) -> Finding:
    values: dict[str, Any] = {
        "start": 0, "end": 0, "rule": "proef/regel", "severity": "warning", "message": "", "match": "", "points": points,
        "better": None, "evidence": EVIDENCE, "dimension": "proef", **given,
    }  # fmt: skip
    return Finding(**values)


def matches(findings: Iterable[Finding], rule: str = "proef/regel") -> list[str]:
    """The words that the findings of one rule point at."""
    return [found.match for found in findings if found.rule == rule]
