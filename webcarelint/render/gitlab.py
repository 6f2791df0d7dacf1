"""GitLab's Code Quality report. Columns count code points."""

import json
from typing import Final

from webcarelint.model import Finding, Severity
from webcarelint.render.places import Located, Outcome, Region

_SEVERITY: Final[dict[Severity, str]] = {"error": "major", "warning": "minor", "info": "info"}


def render(outcome: Outcome) -> str:
    """A JSON array with one object per finding; its fingerprint lets GitLab tell new findings from old ones."""
    return json.dumps([_issue(found) for found in outcome.located("code-points")], ensure_ascii=False, indent=2)


def _issue(found: Located) -> dict[str, object]:
    return {
        "type": "issue",
        "check_name": found.finding.rule,
        "description": found.message,
        "content": {"body": found.finding.why},
        "categories": ["Style"],
        "severity": _severity(found.finding),
        "fingerprint": found.fingerprint,
        "location": {"path": found.path, **_place(found.region)},
    }


def _severity(finding: Finding) -> str:
    return "blocker" if finding.gate == "block" else _SEVERITY[finding.severity]


def _place(region: Region) -> dict[str, object]:
    """`positions` or `lines`: the format allows one of the two."""
    if region.column is None:
        return {"lines": {"begin": region.line, "end": region.end_line}}
    begin = {"line": region.line, "column": region.column}
    return {"positions": {"begin": begin, "end": {"line": region.end_line, "column": region.end_column}}}
