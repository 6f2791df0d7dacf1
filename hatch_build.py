"""What a wheel holds beside the sources: the cues of the rules' expressions, worked out once instead of at every start.

Working them out takes 0.3 s, a quarter of a cold check. A checkout does without the file and works them out itself.
"""

import importlib.util
import json
import tempfile
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class CueHook(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            self._folder = tempfile.TemporaryDirectory()
            path = Path(self._folder.name) / "cues.json"
            path.write_text(json.dumps(known_cues(), ensure_ascii=False), encoding="utf-8")
            build_data["force_include"][str(path)] = "webcarelint/reading/cues.json"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        if version == "standard":
            self._folder.cleanup()


def known_cues() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Every regular expression of the rules with its cues."""
    cues, lists = _module("reading/cues.py"), _module("pack/lists.py")
    packs = [tomllib.loads(path.read_text("utf-8")) for path in sorted((ROOT / "rules").glob("*.toml"))]
    words = {name: words for pack in packs for name, words in pack.get("lists", {}).items()}
    signals = [signal for pack in packs for signal in pack.get("signals", {}).values()]
    patterns = [lists.in_regex(pattern, words) for signal in signals for key in ("regex", "except") for pattern in signal.get(key, [])]
    return {pattern: cues.cues_of(pattern) for pattern in patterns}


def _module(path: str) -> ModuleType:
    """A module of the package by itself: the package as a whole needs what a builder does not have."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / "webcarelint" / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
