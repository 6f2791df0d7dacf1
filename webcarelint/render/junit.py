"""JUnit XML: every reply is a test, which fails by findings at or above the bar. Columns count code points."""

from collections import defaultdict
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from webcarelint.model import SEVERITIES
from webcarelint.render.markup import as_xml
from webcarelint.render.places import Checked, Located, Outcome
from webcarelint.render.words import SEVERITY


def render(outcome: Outcome) -> str:
    """One <testsuite> per file and one <testcase> per reply; a finding below the bar is told in <system-out>."""
    found: dict[int, list[Located]] = defaultdict(list)
    for one in outcome.located("code-points"):
        found[id(one.checked)].append(one)
    files: dict[str, list[Checked]] = defaultdict(list)
    for checked in outcome.replies:
        files[checked.source.file.path].append(checked)
    root = Element("testsuites", name="webcarelint")
    for path, replies in files.items():
        suite = SubElement(root, "testsuite", name=path)
        for checked in replies:
            _testcase(suite, checked, found[id(checked)], outcome)
        _count(suite)
    _count(root)
    return as_xml(root)


def _testcase(suite: Element, checked: Checked, found: Sequence[Located], outcome: Outcome) -> None:
    path = checked.source.file.path
    case = SubElement(suite, "testcase", name=checked.draft.id or path, classname=path)
    bar = len(SEVERITIES) if outcome.fail_on is None else SEVERITIES.index(outcome.fail_on)
    failures = [one for one in found if SEVERITIES.index(one.finding.severity) >= bar]
    if failures:
        count = f"{len(failures)} {'bevinding' if len(failures) == 1 else 'bevindingen'}"
        failure = SubElement(case, "failure", type=failures[0].finding.rule, message=f"{count}: {failures[0].message}")
        failure.text = "\n".join(map(_line, failures))
    others = [one for one in found if one not in failures]
    if others:
        SubElement(case, "system-out").text = "\n".join(map(_line, others))


def _line(found: Located) -> str:
    place = f"{found.path}:{found.region.line}" + (f":{found.region.column}" if found.region.column is not None else "")
    return f"{place}: {SEVERITY[found.finding.severity]}: {' '.join(found.message.split())} [{found.finding.rule}]"


def _count(element: Element) -> None:
    element.set("tests", str(sum(1 for _ in element.iter("testcase"))))
    element.set("failures", str(sum(1 for _ in element.iter("failure"))))
    element.set("errors", "0")
