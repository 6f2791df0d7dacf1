"""`rules`, `explain`, `trace`, `evaluate`, `test`, `init` and `config`."""

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Run
from tests.helpers import pack_toml, write
from webcarelint.house_style import HouseStyle, load_house_style
from webcarelint.linter import rules_of

RULES = rules_of(HouseStyle())
IDS = [rule.id for rule in RULES]
EXAMPLE = "woordkeus/verboden-woord"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _fits(text: str) -> bool:
    return max(cell_len(line) for line in text.splitlines()) <= 80


# ── rules and explain ────────────────────────────────────────────────────────


def test_rules_lists_every_rule(run: Run) -> None:
    done = run("rules")
    assert done.code == 0
    header, *lines = done.out.splitlines()
    column = "".join(line[: header.index("toon")].strip() for line in lines)
    assert [name for name in IDS if name not in column] == []
    assert _fits(done.out)


def test_rules_can_be_searched(run: Run) -> None:
    assert EXAMPLE in run("rules", "woordkeus").out
    assert "emoji/te-veel" not in run("rules", "woordkeus").out
    nothing = run("rules", "bestaatniet")
    assert nothing.code == 2
    assert "bestaatniet" in nothing.err


def test_rules_as_json(run: Run) -> None:
    body = json.loads(run("rules", "--format", "json").out)
    assert body["schema"] == 1
    assert [rule["id"] for rule in body["rules"]] == IDS
    assert set(body["rules"][0]) >= {"id", "title", "severity", "gate", "weight", "enabled", "verb", "why", "evidence", "dimension"}


def test_rules_shows_them_as_the_house_style_has_them(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "webcarelint.toml", f'[house_style.rules."{EXAMPLE}"]\nenabled = false\nweight = 42\n')
    shown = {rule["id"]: rule for rule in json.loads(run("rules", "-f", "json").out)["rules"]}[EXAMPLE]
    assert (shown["enabled"], shown["weight"]) == (False, 42)
    assert "(uit)" in run("rules", EXAMPLE).out


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_explain_says_why_with_evidence_and_examples(run: Run, rule: object) -> None:
    assert rule in RULES
    found = next(one for one in RULES if one is rule)
    done = run("explain", found.id)
    assert done.code == 0
    flat = _flat(done.out)
    assert all(part in flat for part in (found.id, _flat(found.why)))
    assert _fits(done.out)
    assert flat.count("Fout ") >= 1
    assert "Goed " in flat
    assert f"{found.place.path.name}:{found.place.line}" in done.out


def test_explain_score_names_every_rule_that_is_on(run: Run) -> None:
    done = run("explain", "--score")
    assert all(rule.id in done.out for rule in RULES if rule.enabled)
    assert "richtinggevend signaal, geen oordeel" in _flat(done.out)
    assert _fits(done.out)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["explain", "woordkeus/verbodenwoord"], f"Bedoel je '{EXAMPLE}'?"),
        (["trace", "woordkeus/verbodenwoord"], f"Bedoel je '{EXAMPLE}'?"),
        (["explain"], "Noem een regel, of vraag --score."),
    ],
)
def test_a_rule_that_does_not_exist(run: Run, arguments: list[str], says: str) -> None:
    done = run(*arguments, stdin="Hoi")
    assert (done.code, done.out) == (2, "")
    assert says in done.err


# ── trace ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("rule", "text", "options", "says"),
    [
        (EXAMPLE, "Helaas lukt het niet.", [], ["✓ vindt ‘verboden-woord’: ‘Helaas’", "→ ging 1 keer af"]),
        (EXAMPLE, "Dat lukt niet.", [], ["✗ vindt ‘verboden-woord’", "→ ging niet af"]),
        (
            "excuus/zonder-actie",
            "Onze excuses!",
            [],
            ["✓ alleen als ‘_excuus-om-iets’ voorkomt", "✓ mist ‘eigen-actie’", "→ ging 1 keer af"],
        ),
        ("excuus/zonder-actie", "Dat lukt niet.", [], ["✗ alleen als ‘_excuus-om-iets’ voorkomt", "→ ging niet af"]),
        ("emoji/bij-klacht", "Hoi 😊", [], ["Overgeslagen: heeft het bericht van de klant nodig", "→ ging niet af"]),
        (
            "emoji/bij-klacht",
            "Hoi 😊",
            ["--customer", "Belachelijk slecht!"],
            ["‘_klant.echt-mis’ voorkomt: ‘Belachelijk", "→ ging 1 keer af"],
        ),
    ],
)
def test_trace_shows_every_condition(run: Run, rule: str, text: str, options: list[str], says: list[str]) -> None:
    done = run("trace", rule, "-", *options, stdin=text)
    assert done.code == 0
    assert [part for part in says if part not in done.out] == []


def test_trace_of_a_measure_shows_its_value(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "eigen.toml", pack_toml({}, {"measures": {"measure": "woorden", "at_most": 2}}))
    write(tmp_path / "webcarelint.toml", '[house_style]\npacks = ["eigen.toml"]\n')
    assert "maat ‘woorden’ is 4" in run("trace", "proef/regel", stdin="een twee drie vier").out


# ── evaluate and test ────────────────────────────────────────────────────────

LABELLED = [
    {"id": "1", "text": "Hoi Kees, komt goed 😊 ^EK", "signals": ["begroeting", "klantnaam", "emoji", "initialen"]},
    {"id": "2", "text": "Dat lukt niet.", "signals": ["emoji"]},
    {"id": "3", "text": "Dag hoor 😊", "signals": []},
]


@pytest.fixture
def labelled(tmp_path: Path) -> str:
    return write(tmp_path / "labels.jsonl", "\n".join(json.dumps(row) for row in LABELLED)).name


def test_evaluate_as_json(run: Run, labelled: str) -> None:
    body = json.loads(run("evaluate", labelled, "--format", "json").out)
    assert (body["schema"], body["replies"]) == (1, 3)
    assert body["signals"]["emoji"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "support": 2, "found": 2}
    assert {"id": "2", "signal": "emoji", "kind": "missed"} in body["misses"]
    assert {"id": "3", "signal": "emoji", "kind": "extra"} in body["misses"]
    assert {"macro_f1", "micro_f1"} < set(body)


def test_evaluate_as_a_table(run: Run, labelled: str) -> None:
    done = run("evaluate", labelled, "--misses")
    assert done.code == 0
    assert next(line for line in done.out.splitlines() if line.startswith("emoji")).split() == ["emoji", "0,500", "0,500", "0,500", "2"]
    assert "emoji: gemist in 2" in done.out
    assert "emoji: te veel in 3" in done.out
    assert "gemist" not in run("evaluate", labelled).out
    assert _fits(done.out)


def test_evaluate_needs_labels(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "geen.jsonl", json.dumps(LABELLED[0]) + "\n" + '{"text": "Hoi"}\n')
    done = run("evaluate", "geen.jsonl")
    assert done.code == 2
    assert done.err.endswith("geen.jsonl:2\n")


def test_test_runs_the_examples_of_own_packs(run: Run, tmp_path: Path) -> None:
    rule = {"finds": "kaas", "bad": ["Lekkere kaas."], "good": ["Lekker brood."]}
    write(tmp_path / "goed.toml", pack_toml({"kaas": "kaas"}, rule))
    done = run("test", "goed.toml")
    assert (done.code, done.out) == (0, "1 regels, 2 voorbeelden, 0 mis\n")
    (tmp_path / "map").mkdir()
    write(tmp_path / "map" / "fout.toml", pack_toml({"melk": "melk"}, {**rule, "id": "proef/melk", "finds": "melk"}))
    done = run("test", "map")
    assert done.code == 1
    assert "fout.toml:" in done.out.replace("\n", "")
    assert "moet afgaan en doet dat niet: Lekkere kaas." in _flat(done.out)


# ── init and config ──────────────────────────────────────────────────────────


def test_init_writes_a_house_style_of_defaults(run: Run, tmp_path: Path) -> None:
    done = run("init", "--on-error", "hold")
    assert (done.code, done.out) == (0, "Geschreven: webcarelint.toml\n")
    style = load_house_style(tmp_path / "webcarelint.toml")
    default = HouseStyle()
    assert {key for key, value in style.values().items() if value != default.values()[key]} == {"name", "on_error"}
    assert style.on_error == "hold"


def test_every_commented_setting_of_init_is_allowed(run: Run, tmp_path: Path) -> None:
    run("init", "stijl.toml", "--on-error", "allow")
    text = (tmp_path / "stijl.toml").read_text(encoding="utf-8")
    opened = re.sub(r"^# (?=\w+ = |\[)", "", text, flags=re.MULTILINE).replace('sign_off = ["Groetjes, Naam"]\n', "")
    style = load_house_style(write(tmp_path / "webcarelint.toml", opened), "zakelijk")
    assert (style.register, style.sign_off, style.own_channels) == ("u", ("^XX",), ("dm", "telefoon", "mail"))
    assert style.override(EXAMPLE).weight == 2
    assert len(style.origins) > 15


def test_init_never_overwrites_unasked(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "webcarelint.toml", "[house_style]\n")
    done = run("init")
    assert done.code == 2
    assert "--force" in done.err
    assert path.read_text(encoding="utf-8") == "[house_style]\n"
    assert run("init", "--force", "--on-error", "allow").code == 0
    assert path.read_text(encoding="utf-8") != "[house_style]\n"
    assert run("init", "geen/map/stijl.toml", "--on-error", "allow").code == 2


def test_init_has_no_silent_choice_of_what_a_gate_does_on_an_error(run: Run, tmp_path: Path) -> None:
    done = run("init")
    assert done.code == 2
    assert "--on-error allow" in done.err
    assert not (tmp_path / "webcarelint.toml").exists()


def test_init_asks_whoever_sits_at_a_terminal(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.cli.conftest._Stdin.isatty", lambda _: True)
    done = run("init", stdin="misschien\nhold\n")
    assert done.code == 0
    assert "tegenhouden (hold)?" in _flat(done.out)
    assert load_house_style(tmp_path / "webcarelint.toml").on_error == "hold"


STYLE = '[house_style]\nregister = "u"\n[house_style.rules."emoji/te-veel"]\nweight = 5\n[profiles.jong]\nregister = "je"\n'


def test_config_shows_where_each_setting_comes_from(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "webcarelint.toml", STYLE)
    rows = {tuple(line.split()) for line in run("config").out.splitlines()}
    assert ("register", "u", "webcarelint.toml:2") in rows
    assert ("rules.emoji/te-veel.weight", "5.0", "webcarelint.toml:4") in rows or (
        "rules.emoji/te-veel.weight",
        "5",
        "webcarelint.toml:4",
    ) in rows
    assert ("pass_mark", "75.0", "standaard") in rows
    out = run("config", "--profile", "jong").out
    assert ("register", "je", "webcarelint.toml:6") in {tuple(line.split()) for line in out.splitlines()}
    assert "Profielen: jong; gekozen: jong" in out
    assert _fits(out)


def test_config_as_json(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "webcarelint.toml", STYLE)
    settings = {row["key"]: row for row in json.loads(run("config", "-f", "json").out)["settings"]}
    assert settings["register"] == {"key": "register", "value": "u", "origin": f"{path}:2"}
    assert settings["agents"] == {"key": "agents", "value": [], "origin": "standaard"}


def test_config_without_a_file(run: Run) -> None:
    assert "alles staat op standaard" in run("config").out


def test_config_refuses_a_rule_that_does_not_exist(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "webcarelint.toml", '[house_style.rules."emoji/teveel"]\nweight = 5\n')
    done = run("config")
    assert done.code == 2
    assert done.err.endswith("webcarelint.toml:2\n")
