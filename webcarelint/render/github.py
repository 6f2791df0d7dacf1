"""GitHub's workflow commands: findings become annotations at the lines of a pull request. Columns count code points."""

from collections import Counter
from typing import Final

from webcarelint.model import Severity
from webcarelint.render.places import Located, Outcome

SHOWN: Final = 10
"""How many annotations of one level GitHub shows of one step."""

_LEVEL: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}
_ORDER: Final[dict[Severity, int]] = {"error": 0, "warning": 1, "info": 2}


def render(outcome: Outcome) -> str:
    """One command a line, in a folding group, the gravest first because GitHub shows few. Empty without findings."""
    found = sorted(outcome.located("code-points"), key=lambda one: _ORDER[one.finding.severity])
    if not found:
        return ""
    lines = [
        f"::group::webcarelint: {len(found)} {'bevinding' if len(found) == 1 else 'bevindingen'}",
        *map(_command, found),
        "::endgroup::",
    ]
    if max(Counter(one.finding.severity for one in found).values()) > SHOWN:
        lines.append(f"webcarelint: GitHub toont per stap hoogstens {SHOWN} meldingen van elke soort; alle staan in de groep hierboven.")
    return "\n".join(lines)


def _command(found: Located) -> str:
    region = found.region
    properties: dict[str, object] = {"title": found.finding.rule, "file": found.path, "line": region.line, "endLine": region.end_line}
    if region.column is not None and region.line == region.end_line:  # the runner takes columns within one line only
        properties |= {"col": region.column, "endColumn": region.end_column}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_LEVEL[found.finding.severity]} {written}::{_data(found.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
