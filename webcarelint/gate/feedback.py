"""What a model is told of an answer of the gate, so that it writes a better reply. Standard library only: hooks must be quick."""

from collections.abc import Mapping
from typing import Final

_MOST_NAMED: Final = 8
_HEADLINES: Final = {
    "send": "Dit antwoord kan weg, maar kijk hiernaar:",
    "revise": "Pas dit antwoord aan voordat het weg mag:",
    "hold": "Dit antwoord mag zo niet weg:",
}


def feedback(answer: Mapping[str, object]) -> str:
    """The verdict of an answer of the contract, and each finding with its words and better ones. Dutch, one line each."""
    found = findings(answer)
    lines = [str(answer.get("message", "")) if not found or answer.get("incomplete") else _HEADLINES[str(answer["verdict"])]]
    for finding in found[:_MOST_NAMED]:
        place = f" bij ‘{finding.get('match')}’" if finding.get("match") else ""
        better = f" Liever: {finding.get('better')}" if finding.get("better") else ""
        lines.append(f"- {finding.get('rule')}{place}: {finding.get('message')}{better}")
    if len(found) > _MOST_NAMED:
        lines.append(f"- en nog {len(found) - _MOST_NAMED}")
    return "\n".join(lines)


def asks_confirmation(answer: Mapping[str, object]) -> bool:
    """Whether a person has to confirm before this goes out."""
    return any(finding.get("gate") == "confirm" for finding in findings(answer))


def findings(answer: Mapping[str, object]) -> list[Mapping[str, object]]:
    listed = answer.get("findings")
    return [finding for finding in listed if isinstance(finding, Mapping)] if isinstance(listed, list) else []
