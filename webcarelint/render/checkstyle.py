"""Checkstyle's XML, which many build servers read. Columns count code points."""

from typing import Final
from xml.etree.ElementTree import Element, SubElement

from webcarelint.model import Severity
from webcarelint.render.markup import as_xml
from webcarelint.render.places import Outcome

_SEVERITY: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "info"}


def render(outcome: Outcome) -> str:
    """One <file> per file, also for the files in which nothing was found."""
    root = Element("checkstyle", version="4.3")
    paths = dict.fromkeys(checked.source.file.path for checked in outcome.replies)
    files = {path: SubElement(root, "file", name=path) for path in paths}
    for found in outcome.located("code-points"):
        error = SubElement(files[found.path], "error", line=str(found.region.line))
        if found.region.column is not None:
            error.set("column", str(found.region.column))
        error.set("severity", _SEVERITY[found.finding.severity])
        error.set("message", found.message)
        error.set("source", f"webcarelint.{found.finding.rule}")
    return as_xml(root)
