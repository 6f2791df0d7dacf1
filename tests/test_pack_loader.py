"""A rule file may say only what it may say; every error ends in the path and the line of what is wrong."""

from pathlib import Path

import pytest

from tests.helpers import RULE, load, pack_toml, toml, write
from webcarelint.errors import EXIT_USER, PackError
from webcarelint.linter import MEASURES, signal_texts
from webcarelint.pack import bundled_rules, load_packs

RULE_LINES = "\n".join(f"{key} = {toml(value)}" for key, value in RULE.items())
SIGNAL = '[signals.kaas]\nabout = "kaas"\nphrases = ["kaas"]\n'

# name: (the file, with ⇐ on the line that the error must name, words that the error must hold)
WRONG: dict[str, tuple[str, str]] = {
    "unknown key of a rule": (f'{SIGNAL}[[rules]]\nfinds = "kaas"\nserverity = "info" ⇐\n{RULE_LINES}', "Onbekende sleutel 'serverity'. Bedoel je 'severity'?"),
    "unknown key of a signal": ('[signals.kaas]\nabout = "kaas"\nfrases = ["kaas"] ⇐', "Onbekende sleutel 'frases'. Bedoel je 'phrases'?"),
    "unknown key of a clause": (
        '[signals.kaas]\nabout = "kaas"\nclauses = [\n  { mood = "imperative" },\n  { modd = "question" }, ⇐\n]',
        "Onbekende sleutel 'modd'. Bedoel je 'mood'?",
    ),
    "unknown key of a file": ('title = "kaas" ⇐\n' + SIGNAL, "Onbekende sleutel 'title'."),
    "unknown signal in finds": (f'{SIGNAL}[[rules]]\nfinds = "kaass" ⇐\n{RULE_LINES}', "Onbekend signaal 'kaass'. Bedoel je 'kaas'?"),
    "unknown signal in requires": (f'{SIGNAL}[[rules]]\nrequires = ["kaas", "melk"] ⇐\n{RULE_LINES}', "Onbekend signaal 'melk'."),
    "unknown signal in mixes": (f'{SIGNAL}[[rules]]\nmixes = ["kaas", "kaaas"] ⇐\n{RULE_LINES}', "Onbekend signaal 'kaaas'."),
    "unknown signal in when": (f'{SIGNAL}[[rules]]\nfinds = "kaas"\nwhen = "kas" ⇐\n{RULE_LINES}', "Onbekend signaal 'kas'. Bedoel je 'kaas'?"),
    "unknown signal in unless": (f'{SIGNAL}[[rules]]\nfinds = "kaas"\nunless = "melk" ⇐\n{RULE_LINES}', "Onbekend signaal 'melk'."),
    "unknown signal in a signal": (SIGNAL + '[signals.toast]\nabout = "toast"\nincludes = ["kaaz"] ⇐', "Onbekend signaal 'kaaz'. Bedoel je 'kaas'?"),
    "unknown signal in where": (SIGNAL + '[signals.toast]\nabout = "toast"\nphrases = "t"\nwhere = "melk" ⇐', "Onbekend signaal 'melk'."),
    "unknown sense in Python": ('[signals.toast]\nabout = "toast"\npython = true ⇐', "geen Python-signaal met de naam 'toast'"),
    "unknown measure": (f'[[rules]]\nmeasures = {{ measure = "woordjes" }} ⇐\n{RULE_LINES}', "Onbekende maat 'woordjes'. Bedoel je 'woorden'?"),
    "a list that holds itself": ('[lists]\nkazen = ["@kazen"] ⇐\n' + SIGNAL, "De lijst '@kazen' noemt zichzelf"),
    "two lists that hold each other": ('[lists]\na = ["brie (@b)"] ⇐\nb = ["@a"]\n' + SIGNAL, "noemt zichzelf, misschien door een andere lijst heen"),
    "two verbs": (f'{SIGNAL}[[rules]] ⇐\nfinds = "kaas"\nrequires = "kaas"\n{RULE_LINES}', "precies één werkwoord"),
    "no verb": (f"{SIGNAL}[[rules]] ⇐\n{RULE_LINES}", "deze heeft geen"),
    "duplicate rule": (
        f'{SIGNAL}[[rules]]\nfinds = "kaas"\n{RULE_LINES}\n[[rules]]\nfinds = "kaas"\n{RULE_LINES}'.replace(
            'id = "proef/regel"', 'id = "proef/regel" ⇐'
        ).replace(" ⇐", "", 1),
        "De regel 'proef/regel' bestaat al.",
    ),
    "no matcher": ('[signals.kaas] ⇐\nabout = "kaas"', "Een signaal heeft phrases, tokens"),
    "message that cannot be filled": (
        f'{SIGNAL}[[rules]]\nfinds = "kaas"\n{RULE_LINES}'.replace("Hier staat iets.\"", "Hier staat {matsh}.\" ⇐"),
        "'{matsh}' is niet in te vullen. Bedoel je 'match'?",
    ),
    "better that cannot be filled": (f'{SIGNAL}[[rules]]\nfinds = "kaas"\nbetter = "{{naam}}" ⇐\n{RULE_LINES}', "'{naam}' is niet in te vullen."),
    "bad TOML": (SIGNAL + "[[rules]]\nfinds = = ⇐", "Geen geldige TOML"),
    "duplicate signal": (SIGNAL + '[signals.kaas] ⇐\nabout = "kaas"', "Geen geldige TOML"),
    "bad regex": ('[signals.kaas] ⇐\nabout = "kaas"\nregex = ["(kaas"]', "reguliere expressie is ongeldig"),
    "bad regex in except": ('[signals.kaas] ⇐\nabout = "kaas"\nphrases = ["kaas"]\nexcept = ["[a"]', "reguliere expressie is ongeldig"),
    "unknown list in a list": ('[lists]\nkazen = ["brie"]\nalles = ["@kaze"] ⇐\n[signals.kaas]\nabout = "kaas"\nphrases = ["kaas"]', "De lijst '@kaze' bestaat niet. Bedoel je 'kazen'?"),
    "unknown list": ('[lists]\nkazen = ["brie"]\n[signals.kaas] ⇐\nabout = "kaas"\nphrases = ["@kaze"]', "De lijst '@kaze' bestaat niet. Bedoel je 'kazen'?"),
    "unknown list in a regex": ('[signals.kaas] ⇐\nabout = "kaas"\nregex = ["de (@kazen)"]', "De lijst '@kazen' bestaat niet."),
    "blocks with low precision": (
        f'{SIGNAL}[[rules]] ⇐\nfinds = "kaas"\ngate = "block"\nprecision = 0.89\n{RULE_LINES}',
        "onder 0,90 mag niet blokkeren",
    ),
    "on with very low precision": (f'{SIGNAL}[[rules]] ⇐\nfinds = "kaas"\nprecision = 0.74\n{RULE_LINES}', "onder 0,75 staat standaard uit"),
    "severity that does not exist": (f'{SIGNAL}[[rules]]\nfinds = "kaas"\n{RULE_LINES}'.replace('"warning"', '"fatal" ⇐'), "'severity' mag alleen"),
    "strength that does not exist": (f'{SIGNAL}[[rules]]\nfinds = "kaas"\n{RULE_LINES}'.replace('"derived" }', '"gut" } ⇐'), "'strength' mag alleen"),
    "weight above 100": (f'{SIGNAL}[[rules]]\nfinds = "kaas"\n{RULE_LINES}'.replace("weight = 10", "weight = 101 ⇐"), "De waarde van 'weight' klopt niet"),
    "id without a family": (f'{SIGNAL}[[rules]]\nfinds = "kaas"\n{RULE_LINES}'.replace('"proef/regel"', '"regel" ⇐'), "De waarde van 'id' klopt niet"),
    "example on an unknown channel": (
        f'{SIGNAL}[[rules]]\nfinds = "kaas"\n{RULE_LINES}'.replace('["fout"]', '[{ text = "kaas", channel = "fax" }] ⇐'),
        "'channel' mag alleen",
    ),
    **{
        f"rule without {key}": (
            f'{SIGNAL}[[rules]] ⇐\nfinds = "kaas"\n' + "\n".join(line for line in RULE_LINES.split("\n") if not line.startswith(f"{key} =")),
            f"De sleutel '{key}' ontbreekt.",
        )
        for key in ("why", "evidence", "bad", "good", "message", "severity", "weight", "dimension", "title")
    },
    "no bad examples": (f'{SIGNAL}[[rules]]\nfinds = "kaas"\n{RULE_LINES}'.replace('bad = ["fout"]', "bad = [] ⇐"), "De waarde van 'bad' klopt niet"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "says"), WRONG.values(), ids=WRONG)
def test_every_error_ends_in_path_and_line(tmp_path: Path, text: str, says: str) -> None:
    line = next(number for number, content in enumerate(text.split("\n"), start=1) if "⇐" in content)
    path = write(tmp_path / "regels.toml", text.replace(" ⇐", ""))
    with pytest.raises(PackError) as caught:
        load(path)
    assert says in str(caught.value)
    assert str(caught.value).endswith(f" {path}:{line}")
    assert caught.value.exit_code == EXIT_USER


@pytest.mark.parametrize("table", ["[[ruless]]", "[signal.kaas]"])
def test_an_unknown_table_is_named_with_its_line(tmp_path: Path, table: str) -> None:
    path = write(tmp_path / "regels.toml", f'{SIGNAL}{table}\nid = "a/b"')
    with pytest.raises(PackError, match="Onbekende sleutel") as caught:
        load(path)
    assert str(caught.value).endswith(f"{path}:4")


@pytest.mark.parametrize("text", ["", 'pack = "leeg"\n', '[lists]\nkazen = ["brie"]\n'])
def test_a_pack_without_signals_and_rules_is_an_error(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "leeg.toml", text)
    with pytest.raises(PackError, match="geen signalen en geen regels") as caught:
        load(path)
    assert str(path) in str(caught.value)


def test_an_empty_pack_ends_in_a_line_too(tmp_path: Path) -> None:
    path = write(tmp_path / "leeg.toml", "")
    with pytest.raises(PackError) as caught:
        load(path)
    assert str(caught.value).endswith(f"{path}:1")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("weg.toml", None, "bestaat niet"),
        ("latin.toml", 'pack = "caf\xe9"'.encode("latin-1"), "geen UTF-8"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(PackError, match=says) as caught:
        load(tmp_path / name)
    assert name in str(caught.value)


def test_a_folder_without_rule_files(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="geen regelbestanden"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("second", "says", "line"),
    [
        (SIGNAL, "Het signaal 'kaas' bestaat al.", 1),
        (f'\n[[rules]]\nfinds = "kaas"\n{RULE_LINES}', "De regel 'proef/regel' bestaat al.", 4),
        ('[lists]\nx = []\nkazen = ["gouda"]', "De lijst 'kazen' bestaat al.", 3),
    ],
)
def test_what_two_files_both_define_is_an_error_in_the_second(tmp_path: Path, second: str, says: str, line: int) -> None:
    first = write(tmp_path / "a.toml", f'[lists]\nkazen = ["brie"]\n{SIGNAL}[[rules]]\nfinds = "kaas"\n{RULE_LINES}')
    other = write(tmp_path / "b.toml", second)
    with pytest.raises(PackError) as caught:
        load(first, other)
    assert says in str(caught.value)
    assert str(caught.value).endswith(f"{other}:{line}")


def test_an_alias_is_taken_too(tmp_path: Path) -> None:
    rules = [{"finds": "kaas", "aliases": ["oud/regel"]}, {"finds": "kaas", "id": "oud/regel"}]
    with pytest.raises(PackError, match="De regel 'oud/regel' bestaat al"):
        load(write(tmp_path / "a.toml", pack_toml({"kaas": "kaas"}, *rules)))


# ── what a good file becomes ─────────────────────────────────────────────────


def test_a_letter_with_a_trema_finds_the_bare_one_and_an_accent_stays(tmp_path: Path) -> None:
    pack = load(write(tmp_path / "a.toml", pack_toml({"proef": {"regex": [r"geïnd|[ëe]r|één"]}})))
    assert pack.signals["proef"].regex == (r"ge[ïi]nd|[ëe]r|één",)


def test_lists_are_spelt_out_everywhere(tmp_path: Path) -> None:
    text = """
[lists]
kazen = ["brie", "geitenkaas"]
alles = ["@kazen", "melk"]
[signals.proef]
about = "proef"
phrases = ["@alles", "brood"]
regex = ["oude (@kazen)"]
tokens = [[{ LOWER = { IN = ["@kazen"] } }], [{ LEMMA = { IN = "@kazen" } }]]
clauses = [{ lemma = "@kazen" }]
"""
    pack = load(write(tmp_path / "a.toml", text))
    signal = pack.signals["proef"]
    assert pack.lists["alles"] == ("brie", "geitenkaas", "melk")
    assert signal.phrases == ("brie", "geitenkaas", "melk", "brood")
    assert signal.regex == ("oude (?:geitenkaas|brie)",)
    assert [pattern[0] for pattern in signal.tokens] == [
        {"LOWER": {"IN": ["brie", "geitenkaas"]}},
        {"LEMMA": {"IN": ["brie", "geitenkaas"]}},
    ]
    assert signal.clauses[0].lemma == {"brie", "geitenkaas"}


def test_a_rule_knows_where_it_stands_and_what_it_needs(tmp_path: Path) -> None:
    signals = {"kaas": "kaas", "klant.kaas": {"phrases": ["kaas"], "on": "customer"}}
    path = write(
        tmp_path / "a.toml", pack_toml(signals, {"finds": "kaas", "when": "klant.kaas", "channels": ["email"], "aliases": ["oud/naam"]})
    )
    pack = load(path)
    rule = pack.rule("oud/naam")
    assert rule is not None
    assert rule is pack.rule("proef/regel")
    assert (rule.needs, rule.reads) == (("channel", "customer"), ("kaas", "klant.kaas"))
    assert str(rule.place) == f"{path}:4"
    assert pack.rule("geen/regel") is None


def test_examples_may_carry_a_conversation(tmp_path: Path) -> None:
    bad = [
        {
            "text": "kaas",
            "customer": "melk?",
            "channel": "twitter",
            "customer_name": "Jan",
            "agent": "EK",
            "thread": ["eerder"],
            "source": "ai",
        }
    ]
    rule = load(write(tmp_path / "a.toml", pack_toml({"kaas": "kaas"}, {"finds": "kaas", "bad": bad}))).rules[0]
    draft = rule.bad[0]
    assert {key: getattr(draft, key) for key in bad[0]} == {**bad[0], "thread": ("eerder",)}


def test_the_digest_changes_with_the_contents(tmp_path: Path) -> None:
    one, same, other = (
        write(tmp_path / name, pack_toml({"kaas": words})) for name, words in (("a.toml", "kaas"), ("b.toml", "kaas"), ("c.toml", "melk"))
    )
    assert load(one).digest == load(same).digest != load(other).digest


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write(tmp_path / f"{name}.toml", pack_toml({name: name}))
    assert list(load(tmp_path).signals)[:2] == ["a", "b"]


def test_the_bundled_rules_load_and_each_knows_its_line() -> None:
    pack = load_packs([bundled_rules()], signal_texts(), MEASURES)
    assert pack.rules
    for rule in pack.rules:
        lines = rule.place.path.read_text(encoding="utf-8").split("\n")
        assert lines[rule.place.line - 1] == "[[rules]]"
        assert f'id = "{rule.id}"' in lines[rule.place.line]
