"""Applying the better wording of findings whose rule calls it safe."""

import difflib
from collections.abc import Sequence

from webcarelint.model import Finding


def fixed(text: str, findings: Sequence[Finding]) -> tuple[str, tuple[Finding, ...]]:
    """The text with every safe replacement made, and the findings that this settled. Overlaps: the first one wins."""
    applied: list[Finding] = []
    end = 0
    for finding in sorted(findings, key=lambda f: (f.start, f.end)):
        if finding.safe and finding.better is not None and finding.start >= end and finding.end > finding.start:
            applied.append(finding)
            end = finding.end
    for finding in reversed(applied):
        text = text[: finding.start] + (finding.better or "") + text[finding.end :]
    return text, tuple(applied)


def diff(before: str, after: str, name: str) -> str:
    """A unified diff of two texts; empty when they are the same."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), f"{name} (voor)", f"{name} (na)", lineterm="")
    return "\n".join(lines)
