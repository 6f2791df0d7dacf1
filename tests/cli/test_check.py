"""`webcarelint check`: what goes in, what comes out, and the exit code."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.helpers import pack_toml, write
from webcarelint.model import SEVERITIES

CLEAN = "Hoi Kees, je fiets staat klaar en je kunt hem vanaf morgen ophalen. ^EK"
BANNED = "Hoi Kees, helaas staat je fiets nog niet klaar. Ik bel je morgen. ^EK"
NON_APOLOGY = "Sorry als je dit zo hebt ervaren. Ik bel je morgen even op. ^EK"
REGISTER_MIX = "Wil je uw postcode even aan ons doorgeven in een bericht? ^EK"


@pytest.fixture
def reply(tmp_path: Path) -> str:
    return write(tmp_path / "antwoord.txt", f"{BANNED}\n").name


@pytest.fixture
def batch(tmp_path: Path) -> str:
    rows = [
        {"text": CLEAN, "id": "a"},
        {"text": BANNED, "customer": "Waar is mijn fiets?", "channel": "x"},
        {"text": REGISTER_MIX, "id": 7},
    ]
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return write(tmp_path / "archief.jsonl", text + "\n\n").name


def _rules(out: str) -> list[list[str]]:
    return [[found["rule"] for found in report["findings"]] for report in json.loads(out)["reports"]]


# ── what goes in ─────────────────────────────────────────────────────────────


def test_a_text_file_is_one_reply(run: Run, reply: str) -> None:
    found = run("check", reply)
    assert found.code == 1
    assert BANNED in found.out
    assert "woordkeus/verboden-woord" in found.out


def test_standard_input_is_one_reply(run: Run, reply: str) -> None:
    out = run("check", "-", stdin=BANNED).out
    assert run("check", stdin=BANNED).out == out
    assert run("check", reply).out.endswith(out)


def test_standard_input_may_hold_json_lines(run: Run, batch: str, tmp_path: Path) -> None:
    text = (tmp_path / batch).read_bytes()
    assert run("check", "-", "-f", "jsonl", stdin=text).out == run("check", batch, "-f", "jsonl").out


def test_json_lines_keep_their_ids_or_get_their_line(run: Run, batch: str) -> None:
    reports = json.loads(run("check", batch, "--format", "json").out)["reports"]
    assert [report["draft_id"] for report in reports] == ["a", "2", "7"]


def test_more_files_are_more_replies(run: Run, reply: str, batch: str) -> None:
    assert len(_rules(run("check", reply, batch, "-f", "json").out)) == 4


def test_a_byte_order_mark_is_no_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bom.txt").write_bytes(b"\xef\xbb\xbf" + BANNED.encode())
    report = json.loads(run("check", "bom.txt", "-f", "json").out)["reports"][0]
    assert [BANNED[found["start"] : found["end"]] for found in report["findings"]] == [found["match"] for found in report["findings"]]


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        (["--customer", "Waar is mijn fiets? Ik wacht al weken!"], "vervolgstap/ontbreekt"),
        (["--channel", "e-mail"], "afsluiting/geen-slotgroet"),
    ],
)
def test_options_say_what_a_file_cannot(run: Run, options: list[str], rule: str) -> None:
    text = "Dat was zeker niet de bedoeling van het hele verhaal hier. Eva"
    assert rule not in _rules(run("check", "-f", "json", stdin=text).out)[0]
    assert rule in _rules(run("check", "-f", "json", *options, stdin=text).out)[0]


def test_what_a_row_says_wins(run: Run) -> None:
    row = json.dumps({"text": "Je fiets staat morgen voor je klaar bij ons in de winkel. Eva", "channel": "chat"})
    report = json.loads(run("check", "-f", "json", "--channel", "email", stdin=row).out)["reports"][0]
    assert "geldt niet op kanaal chat" in [skipped["reason"] for skipped in report["skipped"]]


# ── what comes out ───────────────────────────────────────────────────────────


def test_json_is_wire_format_1(run: Run, batch: str) -> None:
    body = json.loads(run("check", batch, "--format", "json").out)
    assert list(body) == ["schema", "reports"]
    assert body["schema"] == 1
    for report in body["reports"]:
        assert list(report) == [
            "draft_id", "verdict", "score", "dimensions", "findings", "signals", "measures", "skipped", "fingerprint",
        ]  # fmt: skip
    found = body["reports"][1]["findings"][0]
    assert {
        "rule",
        "dimension",
        "severity",
        "gate",
        "start",
        "end",
        "match",
        "message",
        "why",
        "better",
        "safe",
        "points",
        "evidence",
    } == set(found)


def test_json_lines_are_the_same_reports(run: Run, batch: str) -> None:
    lines = run("check", batch, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(run("check", batch, "--format", "json").out)["reports"]


def test_text_shows_words_why_and_score(run: Run, reply: str) -> None:
    out = run("check", reply).out
    lines = out.splitlines()
    text = next(i for i, line in enumerate(lines) if BANNED in line)
    assert lines[text + 1].index("1") == lines[text].index("helaas")
    assert lines[text + 1].endswith("1~~~~~")
    assert "Waarom:" in out
    assert "Bron:" in out
    assert "van 100" in out


def test_what_wants_confirmation_may_go_after_it(run: Run) -> None:
    mixed = "Hoi Jan, je pakket ligt klaar. U kunt het morgen ophalen. ^EK"
    assert "· versturen na bevestiging" in run("check", "-", stdin=mixed).out
    assert "· versturen (" in run("check", "-", stdin="Hoi Jan, je pakket ligt morgen klaar. ^EK").out


def test_many_replies_end_in_a_summary(run: Run, batch: str, reply: str) -> None:
    assert run("check", batch).out.splitlines()[-1].startswith("3 antwoorden, gemiddeld")
    assert "antwoorden, gemiddeld" not in run("check", reply).out


@pytest.mark.parametrize(
    "text",
    [
        " ".join([BANNED] * 6),
        "helaas " * 60,
        "Woord" * 60 + " helaas",
        "👩‍👩‍👧 helaas " * 20,
        "漢字" * 90 + " helaas",
        "Een regel\tmet tabs,\r\n\r\nhelaas.\n\n" * 3,
    ],
)
def test_text_fits_80_columns(run: Run, text: str) -> None:
    from rich.cells import cell_len

    out = run("check", "-v", "--customer", "Waar is het?", "--channel", "twitter", stdin=text).out
    assert "helaas" in out
    assert max(cell_len(line) for line in out.splitlines()) <= 80


@pytest.mark.parametrize("coloured", [False, True])
@pytest.mark.parametrize(
    "command", [["check", "-v"], ["check"], ["rules"], ["explain", "excuus/schijnexcuus"], ["explain", "--score"], ["config"]]
)
def test_no_line_ends_in_spaces(run: Run, command: list[str], coloured: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if coloured:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm-256color")
    text = f"{BANNED}   \n\n" + " ".join([NON_APOLOGY] * 4)
    out = re.sub(r"\x1b\[[0-9;]*m", "", run(*command, stdin=text).out)
    assert len(out.splitlines()) > 10
    assert [line for line in out.split("\n") if line != line.rstrip()] == []


def test_verbose_names_every_skipped_rule(run: Run, reply: str) -> None:
    skipped = [one["rule"] for one in json.loads(run("check", reply, "-f", "json").out)["reports"][0]["skipped"]]
    verbose, plain = (" ".join(run("check", reply, *option).out.split()) for option in (["-v"], []))
    assert skipped
    assert all(rule in verbose for rule in skipped)
    assert not all(rule in plain for rule in skipped)
    assert f"Overgeslagen: {len(skipped)} regels" in plain


def test_quiet_shows_nothing(run: Run, reply: str) -> None:
    assert (run("check", "--quiet", reply).out, run("check", "-q", reply).err) == ("", "")
    assert run("check", "--quiet", reply).code == 1


def test_colour_can_be_forced_and_refused(run: Run, reply: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in run("check", reply).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = run("check", reply).out
    plain = run("check", "--no-color", reply).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[33" in coloured or "\x1b[1;31" in coloured or "\x1b[4;33" in coloured
    assert not [code for code in ("\x1b[33", "\x1b[31", "\x1b[36", "\x1b[32", ";33m", ";31m") if code in plain]
    assert run("check", reply).out == plain


# ── exit codes ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("bar", [*SEVERITIES, "never"])
@pytest.mark.parametrize(
    ("text", "worst"),
    [(CLEAN, None), (CLEAN + " 🎉🎉🎉", "info"), (NON_APOLOGY, "warning"), (REGISTER_MIX, "error")],
    ids=["clean", *SEVERITIES],
)
def test_fail_on(run: Run, text: str, worst: str | None, bar: str) -> None:
    fails = worst is not None and bar != "never" and SEVERITIES.index(worst) >= SEVERITIES.index(bar)  # type: ignore[arg-type]
    assert run("check", "--fail-on", bar, stdin=text).code == int(fails)


@pytest.mark.parametrize(("limit", "code"), [("0", 0), ("100", 1)])
def test_fail_under(run: Run, limit: str, code: int) -> None:
    assert run("check", "--fail-on", "never", "--fail-under", limit, stdin=NON_APOLOGY).code == code


# ── fixing ───────────────────────────────────────────────────────────────────


@pytest.fixture
def safe(tmp_path: Path) -> Path:
    """A house style in this folder with one safe replacement of its own."""
    rule = {"replaces": {"onmiddelijk": "onmiddellijk"}, "safe": True, "message": "‘{match}’ is een tikfout."}
    write(tmp_path / "eigen.toml", pack_toml({}, rule))
    return write(tmp_path / "webcarelint.toml", '[house_style]\npacks = ["eigen.toml"]\n')


TYPO = "Hoi Kees, Onmiddelijk bellen we je, onmiddelijk dus. ^EK"
MENDED = "Hoi Kees, Onmiddellijk bellen we je, onmiddellijk dus. ^EK"


@pytest.mark.usefixtures("safe")
def test_fix_writes_the_file_and_leaves_its_line_ends(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "tik.txt"
    path.write_bytes(f"Dag,\r\n{TYPO}\r\n".encode())
    done = run("check", "--fix", "tik.txt")
    assert "2 verbeteringen" in done.err
    assert path.read_bytes() == f"Dag,\r\n{MENDED}\r\n".encode()


@pytest.mark.usefixtures("safe")
def test_diff_shows_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "tik.txt", TYPO)
    out = run("check", "--fix", "--diff", "tik.txt").out
    assert f"-{TYPO}" in out
    assert f"+{MENDED}" in out
    assert path.read_text(encoding="utf-8") == TYPO


@pytest.mark.usefixtures("safe")
def test_fix_of_standard_input_goes_to_standard_output(run: Run) -> None:
    assert run("check", "--fix", stdin=TYPO).out == f"{MENDED}\n"


def test_without_safe_findings_nothing_is_fixed(run: Run, reply: str, tmp_path: Path) -> None:
    before = (tmp_path / reply).read_bytes()
    assert "0 verbeteringen" in run("check", "--fix", reply).err
    assert (tmp_path / reply).read_bytes() == before
    assert run("check", "--fix", stdin=BANNED).out == f"{BANNED}\n"
    assert run("check", "--fix", "--diff", stdin=BANNED).out == ""


def test_fix_names_its_file(run: Run, reply: str) -> None:
    assert run("check", "--fix", reply).err.startswith(f"{reply}: ")


def test_a_progress_bar_is_for_terminals_only(run: Run) -> None:
    rows = "\n".join(json.dumps({"text": CLEAN}) for _ in range(30))
    assert run("check", "-f", "jsonl", stdin=rows).err == ""


def test_what_was_skipped_names_the_option_that_helps(run: Run) -> None:
    out = " ".join(run("check", "-v", stdin="Je pakket komt morgen. ^EK").out.split())
    assert "heeft het bericht van de klant nodig (--customer)" in out
    assert "heeft het kanaal nodig (--channel)" in out
    assert "heeft eerdere antwoorden in het gesprek nodig" in out
    rows = json.loads(run("check", "-f", "json", stdin="Je pakket komt morgen. ^EK").out)["reports"][0]["skipped"]
    assert not [row for row in rows if "--" in row["reason"]]
