"""What one brand wants: where each setting comes from, what wins, and what it changes."""

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import matches, pack_toml, write
from webcarelint.errors import HouseStyleError
from webcarelint.house_style import CONFIG_NAME, HouseStyle, Override, find_config, load_house_style, profile_names
from webcarelint.linter import Linter, rules_of
from webcarelint.model import Draft

LinterOf = Callable[[HouseStyle], Linter]

TWO_BRANDS = """\
[house_style]
name = "Vrolijk"
register = "je"
pass_mark = 60
agents = ["EK", "JB"]

[house_style.rules."emoji/te-veel"]
weight = 1
severity = "error"

[profiles.deftig]
register = "u"
sign_off = "Groetjes, Naam"

[profiles.deftig.rules."emoji/te-veel"]
weight = 9

[profiles.kaal]
"""


def _style(tmp_path: Path, text: str, profile: str | None = None, name: str = CONFIG_NAME) -> HouseStyle:
    return load_house_style(write(tmp_path / name, text), profile)


# ── reading and merging ──────────────────────────────────────────────────────


def test_without_a_file_everything_has_its_default() -> None:
    assert load_house_style(None) == HouseStyle()
    assert HouseStyle().override("emoji/te-veel") == Override()


def test_a_house_style_is_read(tmp_path: Path) -> None:
    style = _style(tmp_path, TWO_BRANDS)
    assert (style.name, style.register, style.pass_mark, style.agents, style.sign_off) == ("Vrolijk", "je", 60, ("EK", "JB"), ())
    assert style.override("emoji/te-veel") == Override(weight=1, severity="error")


def test_a_profile_wins_and_the_rest_stays(tmp_path: Path) -> None:
    style = _style(tmp_path, TWO_BRANDS, "deftig")
    assert (style.name, style.register, style.pass_mark, style.sign_off) == ("Vrolijk", "u", 60, ("Groetjes, Naam",))
    assert style.override("emoji/te-veel") == Override(weight=9, severity="error")


def test_an_empty_profile_changes_nothing(tmp_path: Path) -> None:
    assert _style(tmp_path, TWO_BRANDS, "kaal") == _style(tmp_path, TWO_BRANDS)
    assert profile_names(tmp_path / CONFIG_NAME) == ["deftig", "kaal"]


def test_every_setting_knows_where_it_came_from(tmp_path: Path) -> None:
    path = tmp_path / CONFIG_NAME
    assert dict(_style(tmp_path, TWO_BRANDS, "deftig").origins) == {
        "name": f"{path}:2",
        "register": f"{path}:12",
        "pass_mark": f"{path}:4",
        "agents": f"{path}:5",
        "sign_off": f"{path}:13",
        "rules.emoji/te-veel.weight": f"{path}:16",
        "rules.emoji/te-veel.severity": f"{path}:9",
    }


@pytest.mark.parametrize("table", ["[tool.webcarelint]", "[tool.webcarelint.house_style]"])
def test_a_pyproject_may_hold_it(tmp_path: Path, table: str) -> None:
    text = f'[project]\nname = "x"\n\n{table}\nregister = "u"\n\n[tool.webcarelint.profiles.b]\nregister = "je"\n'
    assert _style(tmp_path, text, name="pyproject.toml").register == "u"
    assert _style(tmp_path, text, "b", name="pyproject.toml").register == "je"


def test_origins_in_a_pyproject_name_their_line(tmp_path: Path) -> None:
    style = _style(tmp_path, '[project]\nname = "x"\n\n[tool.webcarelint]\nregister = "u"\n', name="pyproject.toml")
    assert dict(style.origins) == {"register": f"{tmp_path / 'pyproject.toml'}:5"}


def test_the_nearest_file_is_found(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    write(tmp_path / "pyproject.toml", "[tool.webcarelint]\n")
    write(deep / "pyproject.toml", "[tool.ruff]\n")
    assert find_config(deep) == tmp_path / "pyproject.toml"
    write(tmp_path / "a" / CONFIG_NAME, "[house_style]\n")
    assert find_config(deep) == tmp_path / "a" / CONFIG_NAME


def test_packs_stand_beside_the_file(tmp_path: Path) -> None:
    assert _style(tmp_path, '[house_style]\npacks = ["eigen.toml"]').packs == (str((tmp_path / "eigen.toml").resolve()),)


def test_a_house_style_is_hashable_and_can_be_sent(tmp_path: Path) -> None:
    style = _style(tmp_path, TWO_BRANDS, "deftig")
    again = pickle.loads(pickle.dumps(style))
    assert (again, hash(again)) == (style, hash(style))
    assert len({style, again, HouseStyle(), HouseStyle(register="u")}) == 3


# ── mistakes ─────────────────────────────────────────────────────────────────

# name: (the file, with ⇐ on the line that the error must name, words that the error must hold, the profile)
WRONG: dict[str, tuple[str, str, str | None]] = {
    "unknown setting": ('[house_style]\nregistre = "u" ⇐', "Onbekende instelling 'registre'. Bedoel je 'register'?", None),
    "unknown setting in a profile": ('[profiles.b]\nname = "b"\nbanned_word = [] ⇐', "Bedoel je 'banned_words'?", "b"),
    "unknown table": ('[house_stile] ⇐\nname = "b"', "Onbekende sleutel 'house_stile'. Bedoel je 'house_style'?", None),
    "setting outside its table": ('register = "u" ⇐', "Onbekende sleutel 'register'.", None),
    "unknown override": (
        '[house_style.rules."emoji/te-veel"]\nwieght = 3 ⇐',
        "Onbekende instelling 'wieght'. Bedoel je 'weight'?",
        None,
    ),
    "register": (
        '[house_style]\nname = "b"\nregister = "jij" ⇐',
        "'register' mag alleen 'je', 'u', 'spiegel' of 'vrij' zijn, niet 'jij'",
        None,
    ),
    "channel": ('[house_style]\ndefault_channel = "fax" ⇐', "'default_channel' mag alleen", None),
    "pass mark": ("[house_style]\npass_mark = 130 ⇐", "De waarde van 'pass_mark' klopt niet", None),
    "weight": ('[house_style.rules."emoji/te-veel"]\nenabled = true\nweight = -1 ⇐', "De waarde van 'weight' klopt niet", None),
    "gate": ('[house_style.rules."emoji/te-veel"]\ngate = "dicht" ⇐', "'gate' mag alleen", None),
    "sign_off": ("[house_style]\nsign_off = 3 ⇐", "De waarde van 'sign_off' klopt niet", None),
    "no table": ('house_style = "u" ⇐', "'house_style' moet een tabel zijn", None),
    "profile no table": ("[profiles]\nb = 3 ⇐", "Het profiel 'b' moet een tabel zijn", "b"),
    "bad TOML": ('[house_style]\nname = = ⇐\nregister = "u"', "Geen geldige TOML", None),
}


@pytest.mark.parametrize(("text", "says", "profile"), WRONG.values(), ids=WRONG)
def test_every_mistake_ends_in_path_and_line(tmp_path: Path, text: str, says: str, profile: str | None) -> None:
    line = next(number for number, content in enumerate(text.split("\n"), start=1) if "⇐" in content)
    with pytest.raises(HouseStyleError) as caught:
        _style(tmp_path, text.replace(" ⇐", ""), profile)
    assert says in str(caught.value)
    assert str(caught.value).endswith(f"{tmp_path / CONFIG_NAME}:{line}")


def test_toml_that_breaks_off_names_its_last_line(tmp_path: Path) -> None:
    with pytest.raises(HouseStyleError) as caught:
        _style(tmp_path, '[house_style]\nregister = "u"\nname = ')
    assert str(caught.value).endswith(f"{tmp_path / CONFIG_NAME}:3")


def test_a_profile_that_does_not_exist_names_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(HouseStyleError, match=r"Onbekend profiel 'deftg'. Er zijn: deftig, kaal."):
        _style(tmp_path, TWO_BRANDS, "deftg")
    with pytest.raises(HouseStyleError, match="geen huisstijl gevonden om profiel 'deftig'"):
        load_house_style(None, "deftig")


@pytest.mark.parametrize(
    ("name", "text", "says"), [("pyproject.toml", "[project]\n", r"geen \[tool.webcarelint\]"), ("x.toml", None, "bestaat niet")]
)
def test_files_without_a_house_style(tmp_path: Path, name: str, text: str | None, says: str) -> None:
    if text is not None:
        write(tmp_path / name, text)
    with pytest.raises(HouseStyleError, match=says):
        load_house_style(tmp_path / name)


def test_an_unknown_rule_is_named_with_the_nearest_and_its_line(tmp_path: Path) -> None:
    style = _style(tmp_path, '[house_style]\n[house_style.rules."emoji/teveel"]\nenabled = false\n')
    with pytest.raises(HouseStyleError) as caught:
        rules_of(style)
    assert str(caught.value) == f"Onbekende regel 'emoji/teveel'. Bedoel je 'emoji/te-veel'? {tmp_path / CONFIG_NAME}:3"


def test_a_rule_that_is_often_wrong_may_not_be_made_to_block(small: Callable[..., Linter]) -> None:
    style = HouseStyle(rules=(("proef/regel", Override(gate="block")),), origins=(("rules.proef/regel.gate", "stijl.toml:9"),))
    rule = {"finds": "kaas", "precision": 0.85}
    with pytest.raises(HouseStyleError, match=r"mag niet blokkeren.*0.85.* stijl.toml:9$"):
        small({"kaas": "kaas"}, rule, style=style)
    assert small({"kaas": "kaas"}, {**rule, "precision": 0.95}, style=style).check(Draft("kaas")).verdict == "hold"


# ── what settings change ─────────────────────────────────────────────────────

WORDS = "woordkeus/verboden-woord"
FORMAL, INFORMAL = "Kunt u ons uw klantnummer sturen? ^EK", "Kun je ons je klantnummer sturen? ^EK"

# house style, draft, rule, the words it must point at
CHANGES: list[tuple[str, HouseStyle, Draft, str, list[str]]] = [
    ("default words", HouseStyle(), Draft("Helaas lukt dat niet."), WORDS, ["Helaas"]),
    ("allowed", HouseStyle(allowed_words=("helaas",)), Draft("Helaas, wat vervelend."), WORDS, ["vervelend"]),
    ("banned", HouseStyle(banned_words=("geëscaleerd",)), Draft("Je zaak is geëscaleerd."), WORDS, ["geëscaleerd"]),
    ("banned phrase", HouseStyle(banned_words=("zo snel mogelijk",)), Draft("We doen het Zo Snel Mogelijk."), WORDS, ["Zo Snel Mogelijk"]),
    ("banned elsewhere", HouseStyle(banned_words=("geëscaleerd",)), Draft("Dat de-escaleert de boel."), WORDS, []),
    ("je finds u", HouseStyle(register="je"), Draft(FORMAL), "aanspreekvorm/u-vorm", ["u", "uw"]),
    ("je passes je", HouseStyle(register="je"), Draft(INFORMAL), "aanspreekvorm/u-vorm", []),
    ("u finds je", HouseStyle(register="u"), Draft(INFORMAL), "aanspreekvorm/je-vorm", ["je", "je"]),
    ("u passes u", HouseStyle(register="u"), Draft(FORMAL), "aanspreekvorm/je-vorm", []),
    ("spiegel u", HouseStyle(), Draft(INFORMAL, customer="Kunt u mij helpen?"), "aanspreekvorm/spiegel-u", ["je", "je"]),
    ("spiegel je", HouseStyle(), Draft(FORMAL, customer="Kun jij mij helpen?"), "aanspreekvorm/spiegel-je", ["u", "uw"]),
    ("vrij", HouseStyle(register="vrij"), Draft(FORMAL, customer="Kun jij mij helpen?"), "aanspreekvorm/spiegel-je", []),
    ("sign-off passes", HouseStyle(sign_off=("^XX",)), Draft("Je pakket komt morgen. ^EK"), "afsluiting/vorm", []),
    ("sign-off differs", HouseStyle(sign_off=("^XX",)), Draft("Je pakket komt morgen. /EK"), "afsluiting/vorm", ["/EK"]),
    ("one of two", HouseStyle(sign_off=("^XX", "/XX")), Draft("Je pakket komt morgen. /EK"), "afsluiting/vorm", []),
    ("name", HouseStyle(sign_off=("Groetjes, Naam",)), Draft("Je pakket komt morgen.\nGroetjes,\nEva"), "afsluiting/vorm", []),
    ("no name", HouseStyle(sign_off=("Groetjes, Naam",)), Draft("Je pakket komt morgen. ^EK"), "afsluiting/vorm", ["^EK"]),
    ("roster holds", HouseStyle(agents=("EK",)), Draft("Je pakket komt morgen. ^EK"), "afsluiting/onbekend", []),
    ("roster lacks", HouseStyle(agents=("EK",)), Draft("Je pakket komt morgen. ^ZZ"), "afsluiting/onbekend", ["^ZZ"]),
    ("name in roster", HouseStyle(agents=("eva",)), Draft("Je pakket komt morgen.\nGroetjes, Eva"), "afsluiting/onbekend", []),
]  # fmt: skip


@pytest.mark.parametrize(("style", "draft", "rule", "expected"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES])
def test_a_setting_changes_what_is_found(linter_of: LinterOf, style: HouseStyle, draft: Draft, rule: str, expected: list[str]) -> None:
    assert matches(linter_of(style).check(draft).findings, rule) == expected


@pytest.mark.parametrize("rule", ["afsluiting/vorm", "afsluiting/onbekend", "aanspreekvorm/u-vorm"])
def test_a_setting_that_is_not_there_is_a_reason_to_skip(linter: Linter, rule: str) -> None:
    assert rule in [skipped.rule for skipped in linter.check(Draft("Je pakket komt morgen. ^EK")).skipped]


def test_the_default_channel_is_for_drafts_that_name_none(linter_of: LinterOf) -> None:
    linter = linter_of(HouseStyle(default_channel="email"))
    rule, text = "afsluiting/geen-slotgroet", "Je bestelling is morgen weer terug en dan krijg je meteen bericht. Eva"
    assert rule in [found.rule for found in linter.check(Draft(text)).findings]
    assert rule in [skipped.rule for skipped in linter.check(Draft(text, channel="chat")).skipped]


HELAAS = Draft("Helaas lukt dat niet. ^EK")


def _only(linter: Linter, draft: Draft, rule: str = WORDS) -> Any:
    (found,) = [found for found in linter.check(draft).findings if found.rule == rule]
    return found


def test_overrides_change_a_rule(linter: Linter, linter_of: LinterOf) -> None:
    changed = linter_of(HouseStyle(rules=((WORDS, Override(severity="error", weight=33.0, gate="confirm")),)))
    found = _only(changed, HELAAS)
    assert (found.severity, found.points, found.gate) == ("error", 33.0, "confirm")
    plain = _only(linter, HELAAS)
    assert (plain.severity, plain.points, plain.gate) != (found.severity, found.points, found.gate)


def test_a_rule_that_is_off_is_skipped_and_says_so(linter_of: LinterOf) -> None:
    report = linter_of(HouseStyle(rules=((WORDS, Override(enabled=False)),))).check(HELAAS)
    assert matches(report.findings, WORDS) == []
    assert (WORDS, "staat uit") in [(skipped.rule, skipped.reason) for skipped in report.skipped]


def test_at_most_moves_the_limit(linter_of: LinterOf) -> None:
    draft = Draft("Leuk! 🎉🎉🎉🎉")
    assert len(matches(linter_of(HouseStyle()).check(draft).findings, "emoji/te-veel")) == 2
    assert matches(linter_of(HouseStyle(rules=(("emoji/te-veel", Override(at_most=4)),))).check(draft).findings, "emoji/te-veel") == []


def test_an_alias_overrides_too(small: Callable[..., Linter]) -> None:
    style = HouseStyle(rules=(("oud/naam", Override(weight=3.0)),))
    report = small({"kaas": "kaas"}, {"finds": "kaas", "aliases": ["oud/naam"]}, style=style).check(Draft("kaas"))
    assert [found.points for found in report.findings] == [3.0]


def test_an_alias_moves_the_limit_too(small: Callable[..., Linter]) -> None:
    style = HouseStyle(rules=(("oud/naam", Override(at_most=1)),))
    report = small({"kaas": "kaas"}, {"finds": "kaas", "aliases": ["oud/naam"]}, style=style).check(Draft("kaas"))
    assert report.findings == ()


@pytest.mark.parametrize(("pass_mark", "verdict"), [(100.0, "revise"), (0.0, "send")])
def test_the_pass_mark_decides(linter_of: LinterOf, pass_mark: float, verdict: str) -> None:
    assert linter_of(HouseStyle(pass_mark=pass_mark)).check(HELAAS).verdict == verdict


def test_a_block_holds_the_reply(linter_of: LinterOf) -> None:
    assert linter_of(HouseStyle(rules=((WORDS, Override(gate="block")),))).check(HELAAS).verdict == "hold"


def test_the_fingerprint_names_the_house_style(linter: Linter, linter_of: LinterOf) -> None:
    assert linter_of(HouseStyle()).fingerprint == linter.fingerprint != linter_of(HouseStyle(register="u")).fingerprint


def test_an_own_pack_is_added(quick_pipeline: Linter, tmp_path: Path) -> None:
    path = write(tmp_path / "eigen.toml", pack_toml({"kaas": "kaas"}, {"finds": "kaas"}))
    linter = Linter.of(HouseStyle(packs=(str(path),)))
    assert matches(linter.check(Draft("Wij verkopen kaas.")).findings) == ["kaas"]
    assert len(linter.pack.rules) == len(quick_pipeline.pack.rules) + 1


def test_load_finds_the_file_from_the_working_folder(quick_pipeline: Linter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / CONFIG_NAME, TWO_BRANDS)
    monkeypatch.chdir(tmp_path)
    assert Linter.load(profile="deftig").style == load_house_style(tmp_path / CONFIG_NAME, "deftig")
    assert Linter.load(tmp_path / CONFIG_NAME).nlp is quick_pipeline.nlp
