"""Every way in which an outcome can be written for other programs, by name."""

from collections.abc import Callable
from importlib import import_module
from typing import Final

from webcarelint.render.places import Outcome
from webcarelint.render.wire import as_json, as_json_line

_FOR_PROGRAMS: Final = ("github", "sarif", "junit", "rdjson", "gitlab", "checkstyle")
WRITTEN: Final = ("json", "jsonl", *_FOR_PROGRAMS)


def written(name: str, outcome: Outcome) -> str:
    """The outcome in this format (one of WRITTEN), ending in a newline unless it is empty."""
    text = _renderer(name)(outcome)
    return text if not text or text.endswith("\n") else text + "\n"


def _renderer(name: str) -> Callable[[Outcome], str]:
    if name in _FOR_PROGRAMS:
        render: Callable[[Outcome], str] = import_module(f"webcarelint.render.{name}").render
        return render
    return _json if name == "json" else _jsonl


def _json(outcome: Outcome) -> str:
    return as_json(checked.report for checked in outcome.replies)


def _jsonl(outcome: Outcome) -> str:
    return "".join(as_json_line(checked.report) + "\n" for checked in outcome.replies)
