"""Formats for other programs: held against their schemas where there are any, and against their rules where there are none."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator

from tests.helpers import finding
from webcarelint.house_style import HouseStyle
from webcarelint.linter import rules_of
from webcarelint.model import Draft, Finding, Report, Severity, Skipped
from webcarelint.render import github, sarif
from webcarelint.render.formats import WRITTEN, written
from webcarelint.render.places import Checked, Outcome, Source, SourceFile
from webcarelint.render.scalars import Style

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
SARIF = Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8")))
JUNIT = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))

_POSITION = {
    "type": "object", "required": ["line"], "additionalProperties": False,
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}  # fmt: skip
_RANGE = {
    "type": "object",
    "required": ["start", "end"],
    "additionalProperties": False,
    "properties": {"start": _POSITION, "end": _POSITION},
}
# What reviewdog's definition of a DiagnosticResult asks, in our own words and stricter: nothing beside what we mean to write.
RDJSON = Draft202012Validator({
    "type": "object", "required": ["source", "diagnostics"], "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"], "properties": {"name": {"const": "webcarelint"}}},
        "diagnostics": {"type": "array", "items": {
            "type": "object", "required": ["message", "location", "severity", "code"], "additionalProperties": False,
            "properties": {
                "message": {"type": "string"},
                "location": {"type": "object", "required": ["path", "range"], "properties": {"path": {"type": "string"}, "range": _RANGE}},
                "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                "code": {"type": "object", "required": ["value"], "properties": {"value": {"type": "string"}}},
                "suggestions": {"type": "array", "items": {
                    "type": "object", "required": ["range", "text"], "properties": {"range": _RANGE, "text": {"type": "string"}},
                }},
            },
        }},
    },
})  # fmt: skip
# GitLab's documented Code Quality report: five properties it needs, and a line or a position.
GITLAB = Draft202012Validator({
    "type": "array", "items": {
        "type": "object", "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object", "required": ["path"], "oneOf": [{"required": ["lines"]}, {"required": ["positions"]}],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^(/|\\./)"}},
                    "lines": {"type": "object", "required": ["begin"]},
                    "positions": {"type": "object", "required": ["begin"], "properties": {"begin": _POSITION, "end": _POSITION}},
                },
            },
        },
    },
})  # fmt: skip


def _report(*findings: Finding) -> Report:
    return Report("", findings, 80.0, {}, "revise", {}, (Skipped("proef/uit", "staat uit"),), "vinger")


def _reply(text: str, *findings: Finding, name: str = "a.txt", id: str = "") -> Checked:
    return Checked(Draft(text, id=id), _report(*findings), Source(SourceFile(name, text), 0, len(text)))


def _on(text: str, words: str, **values: Any) -> Finding:
    start = text.index(words)
    return finding(start=start, end=start + len(words), match=words, message=f"‘{words}’ hoort hier niet.", why="Daarom.", **values)


TEXT = "Hoi 👩‍👩‍👧,\r\n😊 onmiddelijk\u0301 en e\u0301én helaas.\r\nGroet"
FOUND = (
    _on(TEXT, "onmiddelijk\u0301", severity="error", safe=True, better="onmiddellijk", gate="block"),
    _on(TEXT, "helaas"),
    _on(TEXT, "helaas.\r\nGroet", severity="info"),
    finding(start=len(TEXT), end=len(TEXT), message="Niemand heeft getekend.", severity="info"),
)
OUTCOME = Outcome((_reply(TEXT, *FOUND, name="map/één antwoord.txt", id="één"),), rules_of(HouseStyle()))


def _sarif(outcome: Outcome) -> Any:
    log = json.loads(written("sarif", outcome))
    assert [f"{error.json_path}: {error.message}" for error in SARIF.iter_errors(log)] == []
    return log["runs"][0]


def _xml(name: str, outcome: Outcome) -> ElementTree.Element:
    return ElementTree.fromstring(written(name, outcome).encode())


def _by_schema(outcome: Outcome) -> None:
    """Every format of this outcome passes its schema, official or ours."""
    _sarif(outcome)
    RDJSON.validate(json.loads(written("rdjson", outcome)))
    GITLAB.validate(json.loads(written("gitlab", outcome)))
    assert [str(error) for error in JUNIT.iter_errors(_xml("junit", outcome))] == []
    _check_checkstyle(_xml("checkstyle", outcome))
    _check_commands(written("github", outcome))


def _check_checkstyle(root: ElementTree.Element) -> None:
    """There is no official schema: <checkstyle> holds <file name>, which holds <error line [column] severity message source>."""
    assert root.tag == "checkstyle"
    for file in root:
        assert (file.tag, set(file.attrib)) == ("file", {"name"})
        for error in file:
            assert error.tag == "error"
            assert set(error.attrib) - {"column"} == {"line", "severity", "message", "source"}
            assert error.get("severity") in ("ignore", "info", "warning", "error")


_COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:\r\n]*,?)+)::([^\r\n]*)")


def _check_commands(text: str) -> list[dict[str, str]]:
    found = []
    for line in text.removesuffix("\n").split("\n") if text else ():
        if not line.startswith(("::group::", "::endgroup::", "webcarelint: ")):
            match = _COMMAND.fullmatch(line)
            assert match, line
            found.append(dict(pair.split("=", 1) for pair in match[2].split(",")) | {"level": match[1], "message": match[3]})
    return found


# ── all of them ──────────────────────────────────────────────────────────────


def test_every_format_passes_its_schema() -> None:
    _by_schema(OUTCOME)


def test_nothing_found_is_a_whole_document_too() -> None:
    clean = Outcome((_reply("Hoi"),))
    _by_schema(clean)
    assert written("github", clean) == ""
    assert _xml("junit", clean).get("tests") == "1"


texts = st.text(
    st.sampled_from("ab c😊é\u200d\u0301\n\r,:%&<\"'‘\x00\x0b\x1b\ufffe\U0010ffff") | st.characters(exclude_categories=["Cs"]), max_size=40
)


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    replies = []
    for name in draw(st.lists(st.sampled_from(["a.txt", "b c.md", "100%,.txt"]), min_size=1, max_size=3)):
        text, found = draw(texts), []
        for _ in range(draw(st.integers(0, 3))):
            start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
            severity: Severity = draw(st.sampled_from(["info", "warning", "error"]))
            better = draw(st.none() | texts)
            found.append(
                finding(
                    start=start, end=end, match=text[start:end], severity=severity, message=f"‘{text[start:end]}’", better=better,
                    safe=bool(better) and draw(st.booleans()), why="Daarom.",
                )
            )  # fmt: skip
        replies.append(_reply(text, *found, name=name, id=draw(st.sampled_from(["", "1", "een\ttwee"]))))
    return Outcome(tuple(replies))


@given(outcome=outcomes())
def test_any_text_passes_the_schemas(outcome: Outcome) -> None:
    _by_schema(outcome)


def _utf16(line: str, column: int, end: int) -> str:
    return line.encode("utf-16-le")[2 * (column - 1) : 2 * (end - 1)].decode("utf-16-le")


def _utf8(line: str, column: int, end: int) -> str:
    return line.encode()[column - 1 : end - 1].decode()


def _points(line: str, column: int, end: int) -> str:
    return line[column - 1 : end - 1]


def _sarif_regions(outcome: Outcome) -> list[tuple[int, int, int, int]]:
    regions = [one["locations"][0]["physicalLocation"]["region"] for one in _sarif(outcome)["results"]]
    return [(one["startLine"], one["startColumn"], one["endLine"], one["endColumn"]) for one in regions]


def _rdjson_regions(outcome: Outcome) -> list[tuple[int, int, int, int]]:
    ranges = [one["location"]["range"] for one in json.loads(written("rdjson", outcome))["diagnostics"]]
    return [(one["start"]["line"], one["start"]["column"], one["end"]["line"], one["end"]["column"]) for one in ranges]


def _gitlab_regions(outcome: Outcome) -> list[tuple[int, int, int, int]]:
    places = [one["location"]["positions"] for one in json.loads(written("gitlab", outcome))]
    return [(one["begin"]["line"], one["begin"]["column"], one["end"]["line"], one["end"]["column"]) for one in places]


@pytest.mark.parametrize(
    ("regions", "cut"), [(_sarif_regions, _utf16), (_rdjson_regions, _utf8), (_gitlab_regions, _points)], ids=["sarif", "rdjson", "gitlab"]
)
@given(outcome=outcomes())
def test_regions_point_at_the_match_in_their_own_unit(
    regions: Callable[[Outcome], list[tuple[int, int, int, int]]], cut: Callable[[str, int, int], str], outcome: Outcome
) -> None:
    found = [(checked, one) for checked in outcome.replies for one in checked.report.findings]
    for (checked, one), (line, column, end_line, end_column) in zip(found, regions(outcome), strict=True):
        lines = [part.decode() for part in checked.draft.text.encode().splitlines(keepends=True)] + [""]
        if line == end_line:
            assert cut(lines[line - 1], column, end_column) == one.match
        else:
            assert one.match.startswith(lines[line - 1][len(cut(lines[line - 1], 1, column)) :])
            assert one.match.endswith(cut(lines[end_line - 1], 1, end_column))


def test_json_is_the_same_from_here() -> None:
    assert set(WRITTEN) >= {"json", "jsonl"}
    (line,) = written("jsonl", OUTCOME).splitlines()
    assert json.loads(written("json", OUTCOME))["reports"] == [json.loads(line)]


# ── a reply whose letters cannot be told apart in its file ───────────────────


def test_without_exact_columns_there_are_lines_only() -> None:
    raw = "Iets anders\nop twee regels\n"
    style: Style = "yaml-plain"
    checked = Checked(
        Draft("Hoi helaas"), _report(_on("Hoi helaas", "helaas", safe=True, better="x")), Source(SourceFile("m.yml", raw), 0, 26, style)
    )
    outcome = Outcome((checked,))
    _by_schema(outcome)
    (result,) = _sarif(outcome)["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "endLine": 2}
    assert "fixes" not in result
    (diagnostic,) = json.loads(written("rdjson", outcome))["diagnostics"]
    assert diagnostic["location"]["range"] == {"start": {"line": 1}, "end": {"line": 2}}
    assert json.loads(written("gitlab", outcome))[0]["location"]["lines"] == {"begin": 1, "end": 2}
    assert "col=" not in written("github", outcome)
    assert _xml("checkstyle", outcome)[0][0].get("column") is None
    assert "m.yml:1: let op" in written("junit", outcome)


# ── SARIF ────────────────────────────────────────────────────────────────────


def test_sarif_has_what_code_scanning_asks_for() -> None:
    run = _sarif(OUTCOME)
    driver = run["tool"]["driver"]
    assert run["columnKind"] == "utf16CodeUnits"
    for rule in driver["rules"]:
        for key in ("shortDescription", "fullDescription", "help"):
            assert 0 < len(rule[key]["text"]) <= (1024 if key != "help" else 10_000)
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert "security-severity" not in rule["properties"]
    for result in run["results"]:
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "map/%C3%A9%C3%A9n%20antwoord.txt"}
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "note"]
    notes = run["invocations"][0]["toolConfigurationNotifications"]
    assert [(note["associatedRule"]["id"], note["message"]["text"]) for note in notes] == [
        ("proef/uit", "Overgeslagen bij 1 van 1 antwoorden: staat uit")
    ]


def test_sarif_offers_safe_corrections_only() -> None:
    fixes = [result.get("fixes") for result in _sarif(OUTCOME)["results"]]
    assert fixes[1:] == [None, None, None]
    (change,) = fixes[0][0]["artifactChanges"][0]["replacements"]
    assert change["insertedContent"]["text"] == "onmiddellijk"
    assert change["deletedRegion"] == {"startLine": 2, "startColumn": 4, "endLine": 2, "endColumn": 16}


def test_a_result_names_its_rule_and_its_reply() -> None:
    rules = rules_of(HouseStyle())
    one = _on("helaas", "helaas", rule=rules[3].id)
    file = SourceFile("a.jsonl", "helaas\nhelaas")
    replies = tuple(Checked(Draft("helaas", id=id), _report(one), Source(file, start, start + 6)) for id, start in (("x", 0), ("y", 7)))
    run = _sarif(Outcome(replies, rules))
    assert [result["ruleIndex"] for result in run["results"]] == [3, 3]
    assert [result["properties"]["recordId"] for result in run["results"]] == ["x", "y"]
    assert run["results"][1]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "y"


def test_too_many_results_are_cut_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 2)
    run = _sarif(OUTCOME)
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    assert run["invocations"][0]["toolConfigurationNotifications"][-1]["message"]["text"].startswith("2 bevindingen staan er niet in")


def test_a_path_outside_the_working_folder_is_a_file_uri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inside, outside = (
        _reply("helaas", _on("helaas", "helaas"), name=str(path)) for path in (tmp_path / "a.txt", tmp_path.parent / "b.txt")
    )
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in _sarif(Outcome((inside, outside)))["results"]]
    assert uris == ["a.txt", (tmp_path.parent / "b.txt").as_uri()]


# ── fingerprints ─────────────────────────────────────────────────────────────


def _prints(text: str, *words: str) -> list[str]:
    outcome = Outcome((_reply(text, *(_on(text, one) for one in words)),))
    return [issue["fingerprint"] for issue in json.loads(written("gitlab", outcome))]


def test_a_fingerprint_survives_a_move_and_not_a_rewrite() -> None:
    assert _prints("Dag,\nhelaas niet.", "helaas") == _prints("Dag,\n\nNog iets.\nhelaas niet.\n", "helaas")
    assert _prints("helaas niet.", "helaas") != _prints("helaas wel.", "helaas")


def test_every_finding_has_a_fingerprint_of_its_own() -> None:
    found = _prints("helaas, helaas", "helaas", "helaas", "laas")
    assert len(set(found)) == 3


# ── GitHub ───────────────────────────────────────────────────────────────────


def test_commands_are_escaped_and_the_gravest_come_first() -> None:
    text = "100% helaas,\nja: nee"
    found = (_on(text, "helaas,\nja:", severity="info"), _on(text, "100%", severity="error"))
    commands = _check_commands(written("github", Outcome((_reply(text, *found, name="a,b:c%.txt"),))))
    assert [one["level"] for one in commands] == ["error", "notice"]
    assert commands[0]["message"] == "‘100%25’ hoort hier niet."
    assert commands[1]["message"] == "‘helaas,%0Aja:’ hoort hier niet."
    assert commands[0]["file"] == "a%2Cb%3Ac%25.txt"
    assert (commands[0]["col"], commands[0]["endColumn"]) == ("1", "5")
    assert "col" not in commands[1]  # the runner refuses columns over more than one line


@pytest.mark.parametrize(("count", "warned"), [(github.SHOWN, False), (github.SHOWN + 1, True)])
def test_what_github_will_not_show_is_said(count: int, warned: bool) -> None:
    text = "helaas " * count
    found = (finding(start=7 * i, end=7 * i + 6, match="helaas", message="Nee.") for i in range(count))
    assert ("hoogstens 10 meldingen" in written("github", Outcome((_reply(text, *found),)))) == warned


# ── JUnit and GitLab ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(("bar", "failures"), [("info", 4), ("warning", 2), ("error", 1), (None, 0)])
def test_a_test_fails_by_what_is_at_the_bar(bar: Severity | None, failures: int) -> None:
    suite = _xml("junit", Outcome(OUTCOME.replies, fail_on=bar))[0]
    (case,) = suite
    failure = case.find("failure")
    assert suite.get("failures") == str(int(failures > 0))
    assert (0 if failure is None else len((failure.text or "").splitlines())) == failures
    told = case.findtext("system-out") or ""
    assert len(told.splitlines()) == 4 - failures
    assert (case.get("name"), case.get("classname")) == ("één", "map/één antwoord.txt")


def test_gitlab_severities() -> None:
    assert [issue["severity"] for issue in json.loads(written("gitlab", OUTCOME))] == ["blocker", "minor", "info", "info"]


def test_a_message_names_the_better_wording_once() -> None:
    said, unsaid = finding(message="Liever ‘x’.", better="x"), finding(message="Nee.", better="y")
    assert [one.message for one in Outcome((_reply("", said, unsaid),)).located("utf-8")] == ["Liever ‘x’.", "Nee. Liever: y"]
