"""The house styles that come with the package: each is sound, argued, and judges the same replies in its own way."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers import write
from webcarelint.errors import HouseStyleError
from webcarelint.house_style import HouseStyle, load_house_style, located, profile_names, shipped_about, shipped_names, shipped_text
from webcarelint.linter import Linter, rules_of
from webcarelint.model import Draft, Finding

LinterOf = Callable[[HouseStyle], Linter]
NAMES = ("gemeente-u", "reisbranche", "telecom-je", "vlaanderen", "webshop", "zorg")
RULES = {rule.id: rule for rule in rules_of(HouseStyle())}


def _style(name: str) -> HouseStyle:
    return load_house_style(Path(name))


# ── by name ──────────────────────────────────────────────────────────────────


def test_these_come_with_the_package() -> None:
    assert shipped_names() == NAMES


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("telecom", "telecom-je"),
        ("gemente-u", "gemeente-u"),
        ("reisbrance", "reisbranche"),
        ("webshops", "webshop"),
        ("vlaams", "vlaanderen"),
    ],
)
def test_an_unknown_name_gives_the_nearest(wrong: str, near: str) -> None:
    with pytest.raises(HouseStyleError, match=f"Onbekende huisstijl '{wrong}'. Bedoel je '{near}'\\?"):
        load_house_style(Path(wrong))
    with pytest.raises(HouseStyleError, match=near):
        shipped_text(wrong)


def test_a_name_like_no_other_gives_all_of_them() -> None:
    with pytest.raises(HouseStyleError) as caught:
        load_house_style(Path("qqq"))
    assert str(caught.value) == f"Onbekende huisstijl 'qqq'. Meegeleverd zijn: {', '.join(NAMES)}."


@pytest.mark.parametrize("path", ["map/telecom-je", "telecom-je.toml", "./map/zorg"])
def test_what_looks_like_a_path_is_a_path(path: str) -> None:
    assert located(Path(path)) == Path(path)
    with pytest.raises(HouseStyleError, match="bestaat niet"):
        load_house_style(Path(path))


def test_a_file_of_your_own_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "zorg").mkdir()
    write(tmp_path / "webshop", '[house_style]\nname = "van mij"\n[profiles.b]\n')
    assert _style("webshop").name == "van mij"
    assert profile_names(Path("webshop")) == ["b"]
    assert _style("zorg").name == "Zorg (voorbeeld)"  # a folder holds no house style


# ── sound and argued ─────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
def test_it_loads_and_every_rule_it_names_exists(name: str) -> None:
    style = _style(name)
    assert style.name.endswith("(voorbeeld)")
    assert {rule for rule, _ in style.rules} <= set(RULES)
    rules_of(style)


@pytest.mark.parametrize("name", NAMES)
def test_no_setting_is_there_for_nothing(name: str) -> None:
    """Every override changes its rule, but for the settings of a rule that other settings already switch off."""
    changed = {rule.id: rule for rule in rules_of(_style(name))}
    for rule, override in _style(name).rules:
        assert override.at_most is not None or changed[rule] != RULES[rule], rule


@pytest.mark.parametrize("name", NAMES)
def test_every_choice_has_a_reason_above_it(name: str) -> None:
    """A setting, or a block of rules, stands under a comment; settings that follow at once share it."""
    lines = shipped_text(name).split("\n")
    for number, line in enumerate(lines):
        if line.startswith("[house_style.rules") or re.match(r"(?:register|sign_off|banned_words|pass_mark|own_channels) = ", line):
            above = "\n".join(lines[:number]).split("\n\n")[-1]
            if "# " not in above and not line.startswith("pass_mark"):
                pytest.fail(f"{name}:{number + 1}: {line}")


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_it_is_for_and_how_to_begin(name: str) -> None:
    text = shipped_text(name)
    assert text.startswith(f"# {name}: ")
    assert f"webcarelint init --from {name}" in text
    assert shipped_about(name).endswith(".")
    assert max(map(len, text.split("\n"))) <= 140


def test_a_count_is_never_called_a_norm() -> None:
    """Whoever cites a percentage of the corpus counts says in the same paragraph that it is a count, or of whom."""
    for name in NAMES:
        for paragraph in shipped_text(name).split("\n\n"):
            if re.search(r"\b(?:99|90|5|0,7|75)%", paragraph):
                assert re.search(r"telling|geen norm|niet van de", paragraph), (name, paragraph)


def test_the_ban_on_two_words_is_called_a_house_rule() -> None:
    for name in ("telecom-je", "gemeente-u", "zorg", "vlaanderen"):
        assert "huisregel" in shipped_text(name)
    assert not re.search(r"onderzoek (?:bewijst|toont|laat zien)", "".join(map(shipped_text, NAMES)))


def test_a_copy_is_the_same_house_style(tmp_path: Path) -> None:
    for name in NAMES:
        copy = load_house_style(write(tmp_path / f"{name}.toml", shipped_text(name)))
        assert copy == _style(name)
        assert tomllib.loads(shipped_text(name)).keys() == {"house_style"}


# ── the same reply, by several styles ────────────────────────────────────────

# name: (draft, rule, what each style makes of it as 'severity gate points'; None is: nothing. 'standaard' has chosen nothing.)
JE = Draft("Hoi Jan, je pakket komt morgen voor 17.00 uur. Groetjes, Eva", channel="facebook")
U = Draft("Goedemiddag, uw paspoort ligt morgen klaar aan de balie. ^EK", channel="twitter")
HELAAS = Draft("Helaas kan dat niet meer, de termijn was 14 dagen. ^EK", channel="twitter")
UNGREETED = Draft("De monteur komt morgen tussen acht en tien uur bij je langs en belt een half uur van tevoren. ^EK", channel="twitter")
FOTO = Draft("Wat een mooie foto, geniet ervan! 🎉🌞🏖 ^EK", channel="instagram", customer="Kijk ons eens op het strand zitten!")
DM = Draft("Stuur ons even een DM. ^EK", channel="twitter", customer="Wanneer krijg ik de uitslag?")
VRAAGT = Draft("Wat is uw geboortedatum en uw adres? ^EK", channel="twitter", customer="Mijn afvalpas werkt niet")
STAP = Draft("Dat is niet de bedoeling. ^EK", channel="twitter", customer="Vlucht geannuleerd, ik sta hier al vier uur!")
BELOFTE = Draft("Sorry! We komen er zo snel mogelijk op terug. ^EK", channel="twitter", customer="Al twee dagen geen internet")
GELIEVE = Draft("Gelieve uw klantnummer door te geven, indien u dat hebt. Groetjes, Eva", channel="email")
BEL = Draft("Bel ons even op 088-1234567, dan zoeken we het uit. ^EK", channel="twitter", customer="Mijn bestelling is kwijt")
GRAP = Draft("Haha, dat is een mooie! Uw melding is binnen. ^EK", channel="twitter", customer="De prullenbak op het plein zit vol")
BON = Draft("Past u uw beoordeling aan? Dan sturen wij u een cadeaubon. Groetjes, Eva", channel="review")
BOEKING = Draft("Wil je me je boekingscode sturen? ^EK", channel="chat", customer="Kunt u mij helpen met mijn boeking?")
LUS = Draft("Bel ons even op 088-1234567. ^EK", channel="twitter", customer="Al drie keer gebeld en niemand neemt op")
ZWAAR = Draft(
    "Het formulier staat op de site, onder Mijn gegevens. Met vriendelijke groet, Eva",
    channel="email",
    customer="Mijn man is overleden, hoe zet ik het contract op mijn naam?",
)
CASUS = Draft("Uw casus is doorgezet naar team Wonen. ^EK", channel="email")

JUDGED: dict[str, tuple[Draft, str, dict[str, str | None]]] = {
    "je": (
        JE,
        "aanspreekvorm/je-vorm",
        {"standaard": None, "telecom-je": None, "webshop": None, "reisbranche": None, "gemeente-u": "warning none 10",
         "zorg": "warning none 10", "vlaanderen": "warning none 10"},
    ),
    "u": (
        U,
        "aanspreekvorm/u-vorm",
        {"standaard": None, "gemeente-u": None, "zorg": None, "vlaanderen": None, "reisbranche": None, "telecom-je": "warning none 10",
         "webshop": "warning none 10"},
    ),
    "the customer says u": (
        BOEKING,
        "aanspreekvorm/spiegel-u",
        {"reisbranche": "info none 4", "telecom-je": None, "gemeente-u": None},
    ),
    "helaas": (
        HELAAS,
        "woordkeus/verboden-woord",
        {"standaard": "warning none 6", "telecom-je": "warning none 6", "gemeente-u": None, "zorg": None, "webshop": None,
         "reisbranche": None, "vlaanderen": None},
    ),
    "a word of the trade": (
        CASUS,
        "woordkeus/verboden-woord",
        {"gemeente-u": "warning none 6", "telecom-je": None, "zorg": None},
    ),
    "three emoji": (
        FOTO,
        "emoji/te-veel",
        {"standaard": "info none 2", "telecom-je": "info none 2", "reisbranche": None, "webshop": None, "gemeente-u": "info none 2",
         "zorg": "info none 5"},
    ),
    "only a referral": (
        DM,
        "kanaal/alleen-doorverwijzing",
        {"standaard": "warning none 10", "telecom-je": "warning none 10", "gemeente-u": "warning none 10", "zorg": "info none 2"},
    ),
    "asks in public": (
        VRAAGT,
        "privacy/vraagt-openbaar",
        {"standaard": "error confirm 18", "webshop": "error confirm 18", "gemeente-u": "error block 18", "zorg": "error block 18"},
    ),
    "no next step": (
        STAP,
        "vervolgstap/ontbreekt",
        {"standaard": "warning none 10", "zorg": "warning none 10", "reisbranche": "error none 15"},
    ),
    "a promise without a time": (
        BELOFTE,
        "vervolgstap/geen-termijn",
        {"standaard": "warning none 5", "telecom-je": "warning none 9", "webshop": "warning none 7", "reisbranche": "info none 2"},
    ),
    "gelieve": (
        GELIEVE,
        "toon/gelieve",
        {"standaard": "info none 2", "gemeente-u": "info none 2", "vlaanderen": None},
    ),
    "indien": (
        GELIEVE,
        "toon/ambtelijk-woord",
        {"standaard": "warning none 4", "gemeente-u": "warning none 6", "vlaanderen": "info none 1"},
    ),
    "a channel that is not there": (
        BEL,
        "klantcontact/onbekend-kanaal",
        {"standaard": None, "telecom-je": None, "webshop": "warning none 6"},
    ),
    "a joke": (
        GRAP,
        "toon/grap-non-profit",
        {"standaard": None, "telecom-je": None, "reisbranche": None, "gemeente-u": "info none 3", "zorg": "info none 3"},
    ),
    "a reward for stars": (
        BON,
        "recensie/beloning",
        {"standaard": "warning confirm 10", "reisbranche": "warning confirm 10", "webshop": "error block 10"},
    ),
    "thanks under a review": (
        Draft("De parkeerplaats is voor alle gasten van het plein. ^EK", customer="Nergens plek voor de auto.", channel="review"),
        "recensie/geen-dank",
        {"standaard": "info none 3", "webshop": "info none 3", "zorg": None},
    ),
    "back to the queue": (
        LUS,
        "klantcontact/kanaal-lus",
        {"standaard": "warning none 8", "gemeente-u": "warning none 8", "telecom-je": "error confirm 8"},
    ),
    "a heavy case": (
        ZWAAR,
        "klantcontact/geen-mens",
        {"standaard": "info none 4", "gemeente-u": "info none 4", "zorg": "warning none 12"},
    ),
    "who signed": (
        JE,
        "afsluiting/vorm",
        {"standaard": None, "telecom-je": None, "webshop": None, "gemeente-u": "info none 2", "zorg": "info none 2", "vlaanderen": None},
    ),
    "no greeting in a tweet": (
        UNGREETED,
        "klantcontact/geen-begroeting",
        {"standaard": "info none 1", "telecom-je": None, "webshop": "info none 1"},
    ),
}  # fmt: skip


def _shown(finding: Finding | None) -> str | None:
    return finding and f"{finding.severity} {finding.gate} {finding.points:g}"


@pytest.mark.parametrize(("draft", "rule", "expected"), JUDGED.values(), ids=JUDGED)
def test_styles_judge_the_same_reply_differently(linter_of: LinterOf, draft: Draft, rule: str, expected: dict[str, str | None]) -> None:
    found: dict[str, str | None] = {}
    for name in expected:
        style = HouseStyle() if name == "standaard" else _style(name)
        findings = linter_of(style).check(draft).findings
        found[name] = _shown(next((finding for finding in findings if finding.rule == rule), None))
    assert found == expected


# draft, style: verdict
VERDICTS: list[tuple[Draft, dict[str, str]]] = [
    (VRAAGT, {"gemeente-u": "hold", "zorg": "hold", "standaard": "revise", "reisbranche": "revise"}),
    (BON, {"webshop": "hold", "gemeente-u": "send", "telecom-je": "revise"}),
    (BOEKING, {"zorg": "revise", "gemeente-u": "send", "reisbranche": "send", "telecom-je": "send"}),
]


@pytest.mark.parametrize(("draft", "expected"), VERDICTS, ids=["asks in public", "a reward for stars", "je in a u style"])
def test_and_their_verdicts_differ(linter_of: LinterOf, draft: Draft, expected: dict[str, str]) -> None:
    found = {name: linter_of(HouseStyle() if name == "standaard" else _style(name)).check(draft).verdict for name in expected}
    assert found == expected


# A reply that its own house may send as it is: a style that has something to say about it would be of no use.
AT_HOME: dict[str, Draft] = {
    "telecom-je": Draft("Hoi Jan, wat naar dat je al twee dagen zonder zit. De monteur is er morgen vóór 12 uur. ^EK", "Al twee dagen geen internet!", "twitter"),
    "gemeente-u": Draft("Goedemiddag, helaas is de container overgeslagen. Wij halen hem morgen op. ^EK", "De container is niet geleegd.", "twitter"),
    "webshop": Draft("Hoi Noor, helaas is maat M op. Vrijdag komt hij weer binnen, ik stuur je dan een bericht. Groetjes, Eva", "Komt maat M nog terug?", "facebook"),
    "zorg": Draft("Goedemorgen mevrouw Bos, vervelend dat u zo lang moest wachten. Ik bel u vandaag vóór 15 uur. Met vriendelijke groet, Eva", "Drie kwartier in de wachtkamer.", "email"),
    "reisbranche": Draft("Hoi Kim, helaas is je vlucht geschrapt. Je bent omgeboekt naar 18.40 uur, gate B12. ^EK", "Vlucht geannuleerd, wat nu?", "twitter"),
    "vlaanderen": Draft("Dag mevrouw Claeys, gelieve ons uw klantnummer te mailen, dan kijk ik het vandaag nog na. Vriendelijke groeten, Eva", "Mijn factuur klopt niet.", "email"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "draft"), AT_HOME.items(), ids=AT_HOME)
def test_a_good_reply_passes_in_its_own_house(linter_of: LinterOf, name: str, draft: Draft) -> None:
    report = linter_of(_style(name)).check(draft)
    assert report.verdict == "send"
    assert [finding.rule for finding in report.findings if finding.severity != "info"] == []
