"""reviewdog's rdjson. Columns count UTF-8 bytes."""

import json
from typing import Final

from webcarelint.model import Severity
from webcarelint.render.places import Located, Outcome, Region

_SEVERITY: Final[dict[Severity, str]] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(outcome: Outcome) -> str:
    """One DiagnosticResult; safe corrections are suggestions that a reviewer can accept."""
    body = {"source": {"name": "webcarelint"}, "diagnostics": [_diagnostic(found) for found in outcome.located("utf-8")]}
    return json.dumps(body, ensure_ascii=False, indent=2)


def _diagnostic(found: Located) -> dict[str, object]:
    place = _range(found.region)
    diagnostic: dict[str, object] = {
        "message": found.message,
        "location": {"path": found.path, "range": place},
        "severity": _SEVERITY[found.finding.severity],
        "code": {"value": found.finding.rule},
    }
    if found.fix is not None:
        diagnostic["suggestions"] = [{"range": place, "text": found.fix}]
    return diagnostic


def _range(region: Region) -> dict[str, dict[str, int]]:
    """Without columns a range means whole lines, the last one included."""
    if region.column is None or region.end_column is None:
        return {"start": {"line": region.line}, "end": {"line": region.end_line}}
    return {"start": {"line": region.line, "column": region.column}, "end": {"line": region.end_line, "column": region.end_column}}
