"""Reports as JSON, wire format v1: the same bytes from every door."""

import json
from collections.abc import Iterable

from webcarelint.model import SCHEMA_VERSION, Report


def as_json(reports: Iterable[Report]) -> str:
    """One JSON document: {"schema": 1, "reports": [...]}."""
    body = {"schema": SCHEMA_VERSION, "reports": [report.to_dict() for report in reports]}
    return json.dumps(body, ensure_ascii=False, indent=2)


def as_json_line(report: Report) -> str:
    """One report on one line."""
    return json.dumps(report.to_dict(), ensure_ascii=False, separators=(",", ":"))
