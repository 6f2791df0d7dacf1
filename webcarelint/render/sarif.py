"""SARIF 2.1.0, with what GitHub's code scanning asks for. Columns count UTF-16 code units, and the run says so."""

import json
import re
from collections import Counter
from typing import Final
from urllib.parse import quote

from webcarelint import __version__
from webcarelint.model import SEVERITIES, Severity
from webcarelint.pack import Rule
from webcarelint.render.places import Located, Outcome, Region
from webcarelint.render.words import STRENGTH

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST: Final = 25_000
"""How many results GitHub takes in one run. The gravest stay, and a notification says how many do not."""

_LONGEST: Final = 1024
_LEVEL: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEM: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "recommendation"}
_PRECISION: Final = ((0.95, "very-high"), (0.85, "high"), (0.70, "medium"), (0.0, "low"))


def render(outcome: Outcome) -> str:
    """One log with one run: the rules with their help, a result per finding, safe corrections as fixes, and what was skipped."""
    found = list(outcome.located("utf-16"))
    kept = _gravest(found)
    places = {rule.id: index for index, rule in enumerate(outcome.rules)}
    several = _several(outcome)
    run = {
        "tool": {
            "driver": {"name": "webcarelint", "semanticVersion": __version__, "language": "nl", "rules": [*map(_rule, outcome.rules)]}
        },
        "automationDetails": {"id": "webcarelint/"},
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [{"executionSuccessful": True, "toolConfigurationNotifications": _notes(outcome, len(found) - len(kept))}],
        "results": [_result(one, places, several) for one in kept],
        "properties": {
            "replies": len(outcome.replies),
            "fingerprints": sorted({checked.report.fingerprint for checked in outcome.replies}),
        },
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _gravest(found: list[Located]) -> list[Located]:
    """At most MOST findings, in the order in which they were found."""
    if len(found) <= MOST:
        return found
    order = sorted(range(len(found)), key=lambda i: (-SEVERITIES.index(found[i].finding.severity), i))[:MOST]
    return [found[i] for i in sorted(order)]


def _several(outcome: Outcome) -> frozenset[str]:
    """The files that hold more than one reply."""
    return frozenset(path for path, count in Counter(checked.source.file.path for checked in outcome.replies).items() if count > 1)


def _rule(rule: Rule) -> dict[str, object]:
    properties: dict[str, object] = {"tags": ["webcare", rule.dimension], "problem.severity": _PROBLEM[rule.severity]}
    if rule.precision is not None:
        properties["precision"] = next(name for least, name in _PRECISION if (rule.precision or 0.0) >= least)
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in re.split(r"\W+", rule.id)),
        "shortDescription": {"text": _short(rule.title)},
        "fullDescription": {"text": _short(rule.why)},
        "help": {"text": _help(rule, bullet="- ", bold=""), "markdown": _help(rule, bullet="* ", bold="**")},
        "defaultConfiguration": {"level": _LEVEL[rule.severity], "enabled": rule.enabled},
        "properties": properties,
    }


def _help(rule: Rule, bullet: str, bold: str) -> str:
    """Why, on what evidence, and examples: as plain text and as Markdown."""
    parts = [rule.why, f"{bold}Bron:{bold} {rule.evidence.source} ({STRENGTH[rule.evidence.strength]}). {rule.evidence.claim}"]
    for name, examples in (("Fout", rule.bad), ("Goed", rule.good)):
        if examples:
            parts.append("\n".join([f"{bold}{name}:{bold}", "", *(bullet + " ".join(example.text.split()) for example in examples[:3])]))
    return "\n\n".join(parts)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _notes(outcome: Outcome, left_out: int) -> list[dict[str, object]]:
    """What did not run, and why: nothing is skipped silently."""
    skipped = Counter((skipped.rule, skipped.reason) for checked in outcome.replies for skipped in checked.report.skipped)
    notes: list[dict[str, object]] = [
        {
            "level": "note",
            "message": {"text": f"Overgeslagen bij {count} van {len(outcome.replies)} antwoorden: {reason}"},
            "associatedRule": {"id": rule},
        }
        for (rule, reason), count in skipped.items()
    ]
    if left_out:
        text = f"{left_out} bevindingen staan er niet in: GitHub neemt er hoogstens {MOST} per keer. De ernstigste staan er wel in."
        notes.append({"level": "warning", "message": {"text": text}})
    return notes


def _result(found: Located, places: dict[str, int], several: frozenset[str]) -> dict[str, object]:
    finding = found.finding
    uri = {"uri": _uri(found.path)}
    location: dict[str, object] = {"physicalLocation": {"artifactLocation": uri, "region": _region(found.region)}}
    properties: dict[str, object] = {"dimension": finding.dimension, "gate": finding.gate, "points": finding.points}
    if found.path in several and found.checked.draft.id:
        location["logicalLocations"] = [{"fullyQualifiedName": found.checked.draft.id, "kind": "member"}]
        properties["recordId"] = found.checked.draft.id
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "level": _LEVEL[finding.severity],
        "message": {"text": found.message or finding.rule},
        "locations": [location],
        "partialFingerprints": {"primaryLocationLineHash": found.fingerprint},
        "properties": properties,
    }
    if finding.rule in places:
        result["ruleIndex"] = places[finding.rule]
    if found.fix is not None:
        change = {"deletedRegion": _region(found.region), "insertedContent": {"text": found.fix}}
        result["fixes"] = [
            {"description": {"text": f"Liever: {finding.better}"}, "artifactChanges": [{"artifactLocation": uri, "replacements": [change]}]}
        ]
    return result


def _uri(path: str) -> str:
    return ("file://" if path.startswith("/") else "") + quote(path)


def _region(region: Region) -> dict[str, int]:
    lines = {"startLine": region.line, "endLine": region.end_line}
    if region.column is None or region.end_column is None:
        return lines
    return {"startLine": region.line, "startColumn": region.column, "endLine": region.end_line, "endColumn": region.end_column}
