"""House styles by name on the command line: judge by one, look at one, start from one."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from webcarelint.house_style import load_house_style, shipped_names, shipped_text

U = "Goedemiddag, uw paspoort ligt morgen klaar aan de balie. ^EK"


def _found(done_out: str) -> set[str]:
    return {finding["rule"] for finding in json.loads(done_out)["reports"][0]["findings"]}


def test_check_by_name(run: Run) -> None:
    assert "aanspreekvorm/u-vorm" in _found(run("check", "-", "-c", "telecom-je", "-f", "json", stdin=U).out)
    assert "aanspreekvorm/u-vorm" not in _found(run("check", "-", "-c", "gemeente-u", "-f", "json", stdin=U).out)


@pytest.mark.parametrize("command", [["check", "-"], ["rules"], ["config"], ["explain", "--score"], ["trace", "emoji/te-veel"]])
def test_an_unknown_name_gives_the_nearest(run: Run, command: list[str]) -> None:
    done = run(*command, "--config", "gemente", stdin="Hoi")
    assert (done.code, done.out) == (2, "")
    assert "Onbekende huisstijl 'gemente'. Bedoel je 'gemeente-u'?" in done.err


def test_config_shows_one_by_name(run: Run) -> None:
    rows = {tuple(line.split()) for line in run("config", "--config", "zorg").out.splitlines()}
    assert ("pass_mark", "85", "zorg.toml:24") in rows
    assert ("variety", "nl-NL", "zorg.toml:11") in rows


def test_config_lists_them(run: Run) -> None:
    done = run("config", "--list")
    assert done.code == 0
    assert [line.split()[0] for line in done.out.splitlines() if line[0] != " "] == list(shipped_names())


def test_init_copies_one_with_its_comments(run: Run, tmp_path: Path) -> None:
    assert run("init", "--from", "webshop", "--on-error", "hold").code == 0
    path = tmp_path / "webcarelint.toml"
    written = path.read_text(encoding="utf-8")
    assert set(shipped_text("webshop").split("\n")) < set(written.split("\n"))
    assert load_house_style(path) == replace(load_house_style(Path("webshop")), on_error="hold")
    assert run("init", "--from", "zorg", "--on-error", "hold").code == 2
    assert path.read_text(encoding="utf-8") == written


def test_init_from_a_name_that_is_not_there_writes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("init", "--from", "webshopje", "--on-error", "hold")
    assert done.code == 2
    assert "Bedoel je 'webshop'?" in done.err
    assert list(tmp_path.iterdir()) == []
