"""Macros and canned replies in files: which texts are replies, where they stand, and how they are corrected."""

import builtins
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.helpers import pack_toml, write
from webcarelint.cli.macros import macros

ZENDESK = {
    "macros": [
        {
            "title": "Vertraging",
            "description": "Alleen voor intern gebruik",
            "actions": [
                {"field": "status", "value": "solved"},
                {"field": "comment_value", "value": ["channel:all", "Hoi, je pakket komt later."]},
                {"field": "comment_mode_is_public", "value": True},
            ],
        },
        {"title": "Alleen een label", "actions": [{"field": "set_tags", "value": "klaar"}]},
    ],
    "count": 2,
}
FRESHDESK = [{"id": 3, "title": "Retour", "folder_id": 9, "content": "Stuur het terug.", "content_html": "<div>Stuur het terug.</div>"}]
CHATWOOT_CANNED = [{"id": 1, "short_code": "dag", "content": "Goedemorgen!"}]
CHATWOOT_MACROS = {
    "payload": [
        {"name": "Afronden", "actions": [
            {"action_name": "add_label", "action_params": ["klaar"]}, {"action_name": "send_message", "action_params": ["Fijne dag!"]},
        ]}
    ]
}  # fmt: skip
GORGIAS = {
    "name": "Bestelling",
    "actions": [{"name": "setResponseText", "arguments": {"body_html": "<div>Onderweg.</div>", "body_text": "Onderweg."}}],
}
BY_HAND = {"groet": {"text": "Hoi!"}, "einde": {"titel": "Slot", "tekst": "Tot ziens."}, "leeg": {"text": " "}}


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        (ZENDESK, [("Vertraging", "Hoi, je pakket komt later.")]),
        (FRESHDESK, [("Retour", "Stuur het terug.")]),
        (CHATWOOT_CANNED, [("dag", "Goedemorgen!")]),
        (CHATWOOT_MACROS, [("Afronden", "Fijne dag!")]),
        (GORGIAS, [("setResponseText", "Onderweg.")]),
        (BY_HAND, [("", "Hoi!"), ("Slot", "Tot ziens.")]),
    ],
    ids=["zendesk", "freshdesk", "chatwoot canned", "chatwoot macros", "gorgias", "by hand"],
)
def test_shapes_that_help_desks_export(shape: Any, found: list[tuple[str, str]]) -> None:
    raw = json.dumps(shape)
    assert [(macro.name, macro.scalar.text) for macro in macros(raw, "m.json")] == found
    assert [(macro.name, macro.scalar.text) for macro in macros(raw, "m.yaml")] == found  # JSON is YAML too
    assert all(raw[macro.scalar.start : macro.scalar.end] == macro.scalar.text for macro in macros(raw, "m.json"))
    assert not any(macro.html for macro in macros(raw, "m.json"))


@pytest.mark.parametrize("value", [{"body": "<p>Hoi</p>"}, {"content_html": "Hoi"}, {"field": "comment_value_html", "value": "Hoi"}])
def test_html_is_known(value: dict[str, str]) -> None:
    assert [macro.html for macro in macros(json.dumps(value), "m.json")] == [True]


def test_yaml_aliases_documents_and_loops() -> None:
    raw = "a: &hier\n  text: Een\n  zelf: *hier\n---\n- text: Twee\n- 3\n- ? [x]\n  : text\n"
    assert [macro.scalar.text for macro in macros(raw, "m.yml")] == ["Een", "Twee"]


YAML = """\
# Onze macro's
- title: Vertraging
  text: |
    Hoi Kees,
    😊 helaas staat je fiets nog niet klaar. ^EK
- title: Gevouwen
  body: >-
    Hoi Kees, je fiets staat
    klaar maar helaas is de winkel dicht. ^EK
- name: aangehaald
  content: "Hoi \\"Kees\\", helaas duurt het \\u00e9\\u00e9n dag. ^EK"
"""


def _places(out: str) -> list[tuple[str, str, str]]:
    found = json.loads(out)["diagnostics"]
    starts = [(one["location"]["range"]["start"], one) for one in found if one["code"]["value"] == "woordkeus/verboden-woord"]
    return [(one["location"]["path"], start["line"], start["column"]) for start, one in starts]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_findings_stand_in_the_yaml_file(run: Run, tmp_path: Path, ends: str) -> None:
    raw = YAML.replace("\n", ends)
    (tmp_path / "m.yaml").write_bytes(raw.encode())
    lines = [line.encode() for line in raw.split(ends)]
    expected = [("m.yaml", number, line.index(b"helaas") + 1) for number, line in enumerate(lines, start=1) if b"helaas" in line]
    assert _places(run("check", "m.yaml", "-f", "rdjson").out) == expected
    assert len(expected) == 3


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("name", ["m.json", "m.jsonl"])
def test_findings_stand_in_the_json_file(run: Run, tmp_path: Path, name: str, ascii_only: bool) -> None:
    rows = [{"id": 1, "text": 'Hoi "Kees" 😊,\nhelaas één dag. ^EK'}, {"thread": ["text"], "text": "Helaas! ^EK"}]
    lines = [json.dumps(row, ensure_ascii=ascii_only) for row in rows]
    raw = "\n".join(lines) if name.endswith("l") else "[\n" + ",\n".join(lines) + "\n]"
    write(tmp_path / name, "\ufeff" + raw)
    expected = [
        (name, number, line.lower().index("helaas") + 1 + len(line[: line.lower().index("helaas")].encode()) - line.lower().index("helaas"))
        for number, line in enumerate(raw.split("\n"), start=1)
        if "elaas" in line
    ]
    assert _places(run("check", name, "-f", "rdjson").out) == expected


def test_front_matter_is_no_reply(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "m.md", "---\ntitle: helaas\n---\n\nHoi Kees, helaas niet. ^EK\n")
    assert _places(run("check", "m.md", "-f", "rdjson").out) == [("m.md", 5, 11)]
    write(tmp_path / "streep.md", "Hoi Kees,\n\n---\n\nhelaas. ^EK\n")
    assert _places(run("check", "streep.md", "-f", "rdjson").out) == [("streep.md", 5, 1)]


def test_macros_go_by_their_names(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "m.yml", "- title: Dag\n  text: Hoi Kees. ^EK\n- text: Hoi Jan. ^EK\n")
    reports = json.loads(run("check", "m.yml", "-f", "json").out)["reports"]
    assert [report["draft_id"] for report in reports] == ["m.yml#Dag", "m.yml#2"]


def test_html_is_left_out_and_said(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "m.yml", "- text: Hoi Kees. ^EK\n- body: <p>Helaas</p>\n")
    done = run("check", "m.yml", "-f", "json")
    assert len(json.loads(done.out)["reports"]) == 1
    assert done.err == "webcarelint: Deze macro is HTML en is niet nagekeken. Bewaar er de platte tekst naast: m.yml:2\n"
    assert run("check", "m.yml", "--quiet").err == ""


def test_yaml_needs_its_package_and_says_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *given: Any) -> Any:
        if name.startswith("ruamel"):
            raise ImportError(name)
        return real(name, *given)

    write(tmp_path / "m.yml", "- text: Hoi\n")
    monkeypatch.setattr(builtins, "__import__", without)
    done = run("check", "m.yml")
    assert done.code == 2
    assert "pip install 'webcarelint[macros]'" in done.err


# ── correcting ───────────────────────────────────────────────────────────────


@pytest.fixture
def safe(tmp_path: Path) -> None:
    rule = {"replaces": {"onmiddelijk": "'onmiddellijk'"}, "safe": True, "message": "‘{match}’ is een tikfout."}
    write(tmp_path / "eigen.toml", pack_toml({}, rule))
    write(tmp_path / "webcarelint.toml", '[house_style]\npacks = ["eigen.toml"]\n')


FILES = {
    "m.yaml": (
        "# blijft\n- title:   a\n  text: |\n    Ik bel onmiddelijk. ^EK\n- text: 'zo''n onmiddelijk'  # ook\n- text: onmiddelijk\n",
        "# blijft\n- title:   a\n  text: |\n    Ik bel 'onmiddellijk'. ^EK\n- text: 'zo''n ''onmiddellijk'''  # ook\n- text: onmiddelijk\n",
    ),
    "m.json": ('[ {"text":"\\u00e9\\n onmiddelijk"} ]', '[ {"text":"\\u00e9\\n \'onmiddellijk\'"} ]'),
    "m.md": ("---\ntitle: onmiddelijk\n---\nonmiddelijk\n", "---\ntitle: onmiddelijk\n---\n'onmiddellijk'\n"),
}


@pytest.mark.usefixtures("safe")
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("name", FILES)
def test_a_correction_touches_nothing_else(run: Run, tmp_path: Path, name: str, ends: str, mark: str) -> None:
    """A plain YAML scalar cannot begin with a quote: it stays as it is, and is not counted."""
    before, after = (mark + text.replace("\n", ends) for text in FILES[name])
    (tmp_path / name).write_bytes(before.encode())
    done = run("check", "--fix", name)
    assert (tmp_path / name).read_bytes().decode() == after
    assert done.err.count("1 verbetering\n") == before.count("onmiddelijk") - after.count("onmiddelijk")
    assert done.out == ""
