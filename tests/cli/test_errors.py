"""Whatever cannot be read gets one sentence, with the place and what to do; never a traceback, never the reply."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.helpers import write
from webcarelint.errors import RuleCrash
from webcarelint.linter import Linter

SECRET = "Geheim antwoord over de heer Prikkebeen"
GOOD = json.dumps({"text": SECRET})


def _lines(*lines: str) -> bytes:
    return ("\n".join(lines) + "\n").encode()


# name: (file name, its bytes, options, what standard error must end with, or hold)
INPUTS: dict[str, tuple[str, bytes | None, list[str], str]] = {
    "latin-1": ("a.txt", f"Regel\n{SECRET} caf\xe9".encode("latin-1"), [], "iconv -f cp1252 -t utf-8. a.txt:2"),
    "utf-16": ("a.txt", SECRET.encode("utf-16"), [], "binair bestand (of UTF-16)"),
    "binary": ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00" + SECRET.encode(), [], "UTF-8-tekst: a.txt"),
    "empty": ("a.txt", b"", [], "Dit antwoord is leeg. Geef een antwoord om na te kijken: a.txt"),
    "blank": ("a.txt", b" \n\t\n", [], "Dit antwoord is leeg."),
    "empty batch": ("a.jsonl", b"\n\n", [], "Hier staat niets in."),
    "too long": ("a.txt", SECRET.encode() * 270_000, [], "tekens lang; meer dan 50.000 is geen antwoord."),
    "too long row": ("a.jsonl", _lines(GOOD, json.dumps({"text": "x" * 50_001})), [], "a.jsonl:2"),
    "broken json": ("a.jsonl", _lines(*[GOOD] * 6, '{"text": "' + SECRET), [], "a.jsonl:7"),
    "no object": ("a.jsonl", _lines(GOOD, f'["{SECRET}"]'), [], 'Elke regel moet een JSON-object zijn, zoals {"text": "…"}. a.jsonl:2'),
    "no text": ("a.jsonl", _lines(f'{{"txt": "{SECRET}"}}'), [], "De sleutel 'text' ontbreekt op deze regel. a.jsonl:1"),
    "text no string": ("a.jsonl", _lines(GOOD, '{"text": 3}'), [], "De waarde van 'text' klopt niet op deze regel. a.jsonl:2"),
    "empty row": ("a.jsonl", _lines(GOOD, '{"text": " "}'), [], "a.jsonl:2"),
    "channel in a row": ("a.jsonl", _lines(GOOD, '{"text": "a", "channel": "twiter"}'), [], "a.jsonl:2"),
    "unknown channel": ("a.txt", SECRET.encode(), ["--channel", "facebok"], "Onbekend kanaal 'facebok'. Bedoel je 'facebook'?"),
    "missing file": ("a.txt", None, [], "Dit bestand bestaat niet: a.txt"),
    "json without replies": ("a.json", b'[{"title": "x"}, 3]', [], "Hierin staan geen antwoorden."),
    "no json": ("a.json", _lines("[", f'{{"text": "{SECRET}",}}'), [], "Dit bestand is geen geldige JSON"),
    "deep json": ("a.json", b"[" * 100_000, [], "Dit bestand is te diep genest om te lezen: a.json"),
    "no yaml": ("a.yml", _lines("- title: a", f'  text: "{SECRET}', "- b"), [], "Dit bestand is geen geldige YAML"),
    "bad letter in yaml": ("a.yaml", f"text: {SECRET}\x07".encode(), [], "Dit bestand is geen geldige YAML: a.yaml"),
    "too long macro": ("a.json", json.dumps([{"text": "kort"}, {"text": "x" * 50_001}], indent=1).encode(), [], "a.json:6"),
    "front matter alone": ("a.md", b"---\ntitle: x\n---\n", [], "Dit antwoord is leeg."),
    "output without file": ("a.txt", SECRET.encode(), ["--output", "sarif"], "--output sarif mist een vorm of een bestand."),
    "unknown output": ("a.txt", SECRET.encode(), ["--output", "xml=a.xml"], "Onbekende vorm 'xml' bij --output xml=a.xml. Kies uit: json,"),
    "output into nowhere": ("a.txt", SECRET.encode(), ["--output", "json=weg/a.json"], "De map van dit bestand bestaat niet. Maak haar eerst: weg/a.json"),
    "output to a folder": ("a.txt", SECRET.encode(), ["--output", "json=."], "Dit is een map. Noem achter --output een bestand: ."),
    "output twice": ("a.txt", SECRET.encode(), ["-o", "json=b", "-o", "sarif=./b"], "Twee keer --output naar hetzelfde bestand."),
    "output and fix": ("a.txt", SECRET.encode(), ["--fix", "-o", "json=b"], "--output hoort bij nakijken en --fix bij verbeteren."),
    "unknown profile": ("a.txt", SECRET.encode(), ["--profile", "zakelijk"], "geen huisstijl gevonden om profiel 'zakelijk'"),
    "missing config": ("a.txt", SECRET.encode(), ["--config", "weg.toml"], "Dit bestand bestaat niet: weg.toml"),
    "diff alone": ("a.txt", SECRET.encode(), ["--diff"], "--diff hoort bij --fix"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "options", "says"), INPUTS.values(), ids=INPUTS)
def test_one_sentence_and_exit_code_2(run: Run, tmp_path: Path, name: str, content: bytes | None, options: list[str], says: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("check", *options, name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("webcarelint: ")
    assert done.err.count("\n") == 1
    assert says in done.err
    assert "Traceback" not in done.err
    assert "Prikkebeen" not in done.err


def test_a_channel_in_a_row_names_the_nearest(run: Run) -> None:
    assert "Bedoel je 'twitter'?" in run("check", stdin='{"text": "a", "channel": "twiter"}').err


def test_a_folder_is_no_reply(run: Run, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    done = run("check", "map")
    assert (done.code, done.err) == (2, "webcarelint: Dit is een map. Noem de bestanden zelf: map\n")


@pytest.mark.parametrize("stdin", [b"", b"\xff\xfe\x00", b"caf\xe9"])
def test_standard_input_is_named(run: Run, stdin: bytes) -> None:
    done = run("check", "-", stdin=stdin)
    assert done.code == 2
    assert "standaardinvoer" in done.err


@pytest.mark.parametrize(
    "arguments", [["chekc"], ["check", "--fail-on", "fatal", "a.txt"], ["check", "--fail-under", "101", "a.txt"], ["check", "--nee"]]
)
def test_a_call_that_cannot_be_is_exit_code_2(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert "Traceback" not in done.err


def test_an_error_in_the_house_style_names_its_line(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "webcarelint.toml", '[house_style]\nregister = "u"\nbaned_words = []\n')
    done = run("check", stdin=SECRET)
    assert done.code == 2
    assert done.err.endswith(f"Onbekende instelling 'baned_words'. Bedoel je 'banned_words'? {tmp_path / 'webcarelint.toml'}:3\n")


def test_a_crash_of_a_rule_is_exit_code_3_without_the_reply(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr("webcarelint.linter.judge", crash)
    done = run("check", stdin=json.dumps({"text": SECRET, "id": "bericht-9"}))
    assert done.code == 3
    assert "is vastgelopen op antwoord 'bericht-9'" in done.err
    assert "Prikkebeen" not in done.err
    assert "Traceback" not in done.err


def test_any_other_failure_is_exit_code_3_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(Linter, "check_many", fail)
    done = run("check", stdin=SECRET)
    assert done.code == 3
    assert "(RuntimeError)" in done.err
    assert "Prikkebeen" not in done.err
    assert issubclass(RuleCrash, Exception)


def test_whoever_asks_for_the_traceback_gets_it(process: Run, tmp_path: Path) -> None:
    code = "from webcarelint.cli import main; import webcarelint.cli.check as c; c.run_check = lambda *_: 1/0; main()"
    assert process("check", code=code, stdin=b"Hoi", WEBCARELINT_TRACEBACK="1").err.rstrip().endswith("ZeroDivisionError: division by zero")
    assert "Traceback" not in process("check", code=code, stdin=b"Hoi").err
    assert tmp_path.is_dir()
