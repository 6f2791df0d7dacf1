"""`evaluate` by rule, by pair and against another run, and what it says of a wrong call."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.helpers import pack_toml, write

SORRY = "Sorry als je dit zo hebt ervaren. ^EK"


def jsonl(*rows: dict[str, object]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    """Three replies in a folder, and what a reader said of their findings beside it."""
    (tmp_path / "test").mkdir()
    (tmp_path / "findings" / "excuus").mkdir(parents=True)
    rule = "excuus/schijnexcuus"
    write(
        tmp_path / "findings" / "excuus" / "schijnexcuus.jsonl",
        jsonl(
            {"id": "a", "rule": rule, "quote": "Sorry als je dit zo hebt ervaren", "right": True, "found_by": "both"},
            {"id": "b", "rule": rule, "quote": "", "right": False, "note": "gewoon een vraag"},
            {"id": "c", "rule": rule, "quote": "Jammer dat u klaagt", "right": True, "found_by": "reader"},
        ),
    )
    return str(
        write(
            tmp_path / "test" / "a.jsonl",
            jsonl(
                {"id": "a", "text": SORRY, "signals": ["excuus"], "variety": "nl-NL"},
                {"id": "b", "text": "Excuses voor het eventuele ongemak. ^EK", "variety": "iets anders"},
                {"id": "c", "text": "Jammer dat u klaagt. ^EK"},
            ),
        )
    )


@pytest.fixture
def pairs(tmp_path: Path) -> str:
    return str(
        write(
            tmp_path / "paren.jsonl",
            jsonl(
                {
                    "id": "p1",
                    "better": "Sorry dat je wachtte, ik bel je om 12 uur. ^EK",
                    "worse": SORRY,
                    "reasons": ["schijn"],
                    "subtle": True,
                },
                {"id": "p2", "better": SORRY, "worse": "Sorry dat je wachtte, ik bel je om 12 uur. ^EK", "reasons": ["omgekeerd"]},
            ),
        )
    )


def test_rules_are_measured_by_the_judgements_beside_them(run: Run, corpus: str) -> None:
    done = run("evaluate", corpus, "--by", "rule", "--misses")
    assert done.code == 0
    assert "schijnexcuus" in done.out
    assert "1/2  0,50 (0,09–0,91)     1/2" in done.out
    assert "excuus/schijnexcuus  ten onrechte in b: ‘excuses voor het eventuele ongemak’" in done.out.lower().replace("\n", " ")
    assert "gemist in c: ‘Jammer dat u klaagt’" in done.out
    assert "Vuurt nergens" in done.out
    assert all(len(line) <= 80 for line in done.out.split("\n"))


def test_rules_as_json(run: Run, corpus: str) -> None:
    body = json.loads(run("evaluate", corpus, "--by", "rule", "--format", "json").out)
    assert (body["schema"], body["by"], body["replies"]) == (1, "rule", 3)
    tally = body["rules"]["excuus/schijnexcuus"]
    assert (tally["right"], tally["wrong"], tally["precision"], tally["recall"]) == (1, 1, 0.5, 0.5)
    assert tally["parts"]["test"]["wrong"] == 1
    assert {"id": "b", "rule": "excuus/schijnexcuus", "kind": "wrong", "note": "gewoon een vraag"}.items() <= next(
        one for one in body["remarks"] if one["kind"] == "wrong"
    ).items()
    assert set(body["run"]["replies"]) == {"a", "b", "c"}


def test_without_judgements_nothing_is_right(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "los.jsonl", jsonl({"text": SORRY}))
    body = json.loads(run("evaluate", str(file), "--by", "rule", "--format", "json").out)
    assert body["rules"]["excuus/schijnexcuus"]["open"] == 1
    assert body["rules"]["excuus/schijnexcuus"]["precision"] is None
    assert body["remarks"][0]["id"] == "los.jsonl:1"


def test_a_change_of_rules_shows_what_came_and_went(run: Run, corpus: str, tmp_path: Path) -> None:
    assert run("evaluate", corpus, "--by", "rule", "--save", "eerder.json").code == 0
    same = run("evaluate", corpus, "--diff", "eerder.json")
    assert "0 vondsten erbij, 0 eraf" in same.out
    pack = write(tmp_path / "eigen.toml", pack_toml({"klagen": ["klaagt"]}, {"finds": "klagen", "bad": ["Hij klaagt."], "gate": "block"}))
    gone = run("evaluate", corpus, "--diff", str(pack))
    assert "proef/regel  +0 −1" in gone.out
    assert "− c  ‘klaagt’" in gone.out
    assert "c: van tegenhouden naar versturen" in gone.out
    write(tmp_path / "huis.toml", '[house_style]\npacks = ["eigen.toml"]\n')
    came = json.loads(run("evaluate", corpus, "--diff", "eerder.json", "--config", "huis.toml", "--format", "json").out)
    assert came["added"] == {"proef/regel": 1}
    assert came["verdicts"] == [{"id": "c", "before": "send", "after": "hold"}]
    assert run("evaluate", corpus, "--diff", "huis.toml").out == gone.out


def test_a_folder_is_a_house_style_a_pack_or_the_bundled_rules_in_another_state(run: Run, corpus: str, tmp_path: Path) -> None:
    from webcarelint.pack import bundled_rules

    (tmp_path / "huis").mkdir()
    write(tmp_path / "huis" / "webcarelint.toml", '[house_style.rules."excuus/schijnexcuus"]\nenabled = false\n')
    off = run("evaluate", corpus, "--diff", "huis")
    assert "excuus/schijnexcuus  +2 −0" in off.out
    (tmp_path / "oud").mkdir()
    for file in bundled_rules().glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        write(tmp_path / "oud" / file.name, text.replace('id = "excuus/schijnexcuus"', 'id = "excuus/oude-naam"'))
    old = run("evaluate", corpus, "--diff", "oud")
    assert "excuus/oude-naam  +0 −2" in old.out
    assert "excuus/schijnexcuus  +2 −0" in old.out


def test_replies_that_were_not_measured_before_are_named(run: Run, corpus: str, tmp_path: Path) -> None:
    run("evaluate", corpus, "--by", "rule", "--save", "eerder.json")
    fewer = write(tmp_path / "minder.jsonl", jsonl({"id": "a", "text": SORRY}, {"id": "z", "text": SORRY}))
    out = run("evaluate", str(fewer), "--diff", "eerder.json").out
    assert "Alleen in de eerdere meting, dus niet vergeleken: 2" in out
    assert "Alleen nu, dus niet vergeleken: 1" in out


def test_pairs(run: Run, pairs: str) -> None:
    out = run("evaluate", "--pairs", pairs).out
    assert "verloren  p2" in out
    assert "op het betere: excuus/schijnexcuus" in out
    assert "Het betere antwoord scoort hoger: 50,0% (1 van 2), bij de subtiele 100,0%" in out
    assert "Oordeel over de betere helft: versturen 2 (100,0%)" in out


def test_pairs_as_json_also_saved(run: Run, pairs: str, tmp_path: Path) -> None:
    done = run("evaluate", pairs, "--pairs", "--format", "json", "--save", "paren.json")
    body = json.loads(done.out)
    assert body == json.loads((tmp_path / "paren.json").read_text(encoding="utf-8"))
    assert body["all"]["share"] == 0.5
    assert body["subtle"]["won"] == 1
    assert body["not_won"][0]["reasons"] == ["omgekeerd"]


def test_both_replies_of_a_pair_can_be_measured_by_rule(run: Run, pairs: str) -> None:
    body = json.loads(run("evaluate", pairs, "--by", "rule", "--format", "json").out)
    assert list(body["run"]["replies"]) == ["p1:better", "p1:worse", "p2:better", "p2:worse"]
    assert set(body["rules"]["excuus/schijnexcuus"]["parts"]) == {"paren"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["FILE", "--pairs", "--by", "rule"], "Kies er één"),
        (["FILE", "--pairs"], "'better' ontbreekt"),
        (["FILE", "FILE", "--by", "rule"], "Het id 'a' komt vaker voor"),
        (["FILE", "--by", "rule", "--judgements", "leeg"], "geen oordelen"),
        (["FILE", "--diff", "weg.toml"], "Dit bestaat niet"),
        (["FILE", "--diff", "leeg"], "geen regelbestanden"),
        (["FILE", "--diff", "weg.json"], "niet te lezen"),
        (["FILE", "--diff", "ander.json"], "geen enkel id"),
        (["FILE", "--by", "rule", "--save", "nergens/x.json"], "niet te schrijven"),
        (["leeg.jsonl", "--by", "rule"], "Hier staat niets in"),
        (["FILE"], "ontbreekt 'signals'"),
    ],
)
def test_a_wrong_call_gets_one_sentence(run: Run, corpus: str, tmp_path: Path, arguments: list[str], says: str) -> None:
    (tmp_path / "leeg").mkdir()
    write(tmp_path / "leeg.jsonl", "\n\n")
    write(tmp_path / "ander.json", '{"by": "rule", "run": {"replies": {"zz": {"verdict": "send", "score": 1.0, "findings": []}}}}')
    done = run("evaluate", *(corpus if one == "FILE" else one for one in arguments))
    assert done.code == 2
    assert says in done.err
    assert done.err.count("\n") <= 2
    assert SORRY not in done.err


def test_what_was_measured_is_shown_with_its_lower_bound(run: Run, tmp_path: Path) -> None:
    measured = {"id": "proef/gemeten", "finds": "klagen", "bad": ["Hij klaagt."], "precision": 0.917, "judged": 12}
    alone = {"id": "proef/alleen", "finds": "klagen", "bad": ["Hij klaagt."], "precision": 0.8}
    none = {"id": "proef/niets", "finds": "klagen", "bad": ["Hij klaagt."]}
    write(tmp_path / "eigen.toml", pack_toml({"klagen": ["klaagt"]}, measured, alone, none))
    write(tmp_path / "webcarelint.toml", '[house_style]\npacks = ["eigen.toml"]\n')
    explained = run("explain", "proef/gemeten").out.replace("\n", " ")
    assert " ".join(explained.split()).count("0,92 gemeten op het corpus: 12 beoordeelde vondsten, met 95% zekerheid 0,65 tot 0,99") == 1
    assert "0,80 gemeten op het corpus" in run("explain", "proef/alleen").out
    assert "nog niet gemeten" in run("explain", "proef/niets").out
    table = run("rules", "proef/").out
    assert [line.split()[4] for line in table.split("\n")[1:4]] == ["0,92", "0,80", "–"]
    assert "0,92 ≥0,65" in table
    rules = json.loads(run("rules", "proef/", "--format", "json").out)["rules"]
    assert [(rule["precision"], rule["judged"]) for rule in rules] == [(0.917, 12), (0.8, 0), (None, 0)]
    assert rules[0]["precision_interval"] == [0.6461, 0.9851]
    assert rules[1]["precision_interval"] is None
