"""Reports as JSON, wire format v1: the same bytes from every door."""

import json
from collections.abc import Iterable

from webcarelint.model import SCHEMA_VERSION, Report
from webcarelint.pack import Rule
from webcarelint.wording import in_form


def as_json(reports: Iterable[Report]) -> str:
    """One JSON document: {"schema": 1, "reports": [...]}."""
    body = {"schema": SCHEMA_VERSION, "reports": [report.to_dict() for report in reports]}
    return json.dumps(body, ensure_ascii=False, indent=2)


def as_json_line(report: Report) -> str:
    """One report on one line."""
    return json.dumps(report.to_dict(), ensure_ascii=False, separators=(",", ":"))


def rule_dict(rule: Rule) -> dict[str, object]:
    """A rule as a list of rules shows it."""
    return {
        "id": rule.id,
        "title": rule.title,
        "title_en": rule.title_en,
        "dimension": rule.dimension,
        "severity": rule.severity,
        "gate": rule.gate,
        "weight": rule.weight,
        "enabled": rule.enabled,
        "verb": rule.verb,
        "signals": list(rule.signals),
        "why": rule.why,
        "precision": rule.precision,
        "precision_interval": [round(bound, 4) for bound in rule.interval] if rule.interval is not None else None,
        "judged": rule.judged,
        "evidence": {"claim": rule.evidence.claim, "source": rule.evidence.source, "strength": rule.evidence.strength},
    }


def rule_detail(rule: Rule) -> dict[str, object]:
    """A rule with what one wants to know of it alone: what it says, its other names and its examples."""
    return {
        **rule_dict(rule),
        "message": in_form(rule.message),
        "better": in_form(rule.better) if rule.better else None,
        "safe": rule.safe,
        "aliases": list(rule.aliases),
        "bad": [draft.text for draft in rule.bad],
        "good": [draft.text for draft in rule.good],
    }
