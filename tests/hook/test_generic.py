"""A question on standard input, an answer on standard output, the verdict as exit code; and never silence when nobody checked."""

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hook.conftest import FINE, POOR, SECRET, Result, Run, Stand

Choose = Callable[[str], Path]


def answer(done: Result) -> dict[str, Any]:
    found = json.loads(done.out)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(("text", "verdict", "code"), [(FINE, "send", 0), (POOR, "revise", 1), (SECRET, "hold", 2)])
@pytest.mark.parametrize("via", ["self", "service", "socket", "url"])
def test_the_verdict_is_the_exit_code_whoever_judges(
    run: Run, stand: Stand, choose: Choose, text: str, verdict: str, code: int, via: str
) -> None:
    choose("hold")
    where = {"self": ["--via", "none"], "service": [], "socket": ["--via", stand.socket], "url": ["--via", stand.url + "/"]}[via]
    done = run("hook", "generic", *where, stdin=json.dumps({"text": text}))
    assert (answer(done)["verdict"], done.code) == (verdict, code)
    assert len(stand.asked) == (0 if via == "self" else 1)
    assert done.err == ""


def test_the_service_and_a_linter_of_our_own_give_the_same_answer(run: Run, stand: Stand, choose: Choose) -> None:
    choose("hold")
    question = json.dumps({"schema": 1, "text": f"<p>{POOR}!!!</p>", "format": "html", "channel": "x", "source": "ai"})
    answers = [answer(run("hook", "generic", *where, stdin=question)) for where in ([], ["--via", "none"])]
    for found in answers:
        assert found.pop("elapsed_ms") > 0
    assert answers[0] == answers[1]
    assert len(stand.asked) == 1


def test_a_service_is_asked_without_importing_what_is_heavy(process: Run, stand: Stand) -> None:
    heavy = ("pydantic", "spacy", "rich", "typer", "numpy", "regex", "tree_sitter", "webcarelint.linter")
    code = (
        "import sys\nfrom webcarelint.cli import main\ntry:\n    main()\nfinally:\n"
        f"    sys.stderr.write(' '.join(m for m in {heavy!r} if m in sys.modules))"
    )
    done = process("hook", "generic", stdin=json.dumps({"text": POOR}).encode(), code=code)
    assert (done.code, answer(done)["verdict"]) == (1, "revise")
    assert done.err == ""
    event = json.dumps({"hook_event_name": "Stop", "last_assistant_message": POOR}).encode()
    done = process("hook", "claude-code", stdin=event, code=code)
    assert (done.code, json.loads(done.out)["decision"]) == (0, "block")
    assert done.err == ""
    assert len(stand.asked) == 2


def test_without_a_service_the_pipeline_is_loaded(process: Run, choose: Choose) -> None:
    choose("hold")
    done = process("hook", "generic", stdin=json.dumps({"text": POOR}).encode())
    assert (done.code, answer(done)["verdict"]) == (1, "revise")


def test_the_command_is_reached_the_usual_way_too(process: Run, choose: Choose) -> None:
    choose("hold")
    code = "from webcarelint.cli.app import app; app()"
    done = process("hook", "generic", "--via", "none", stdin=b"{", code=code)
    assert done.code == 2
    assert "geen geldige JSON" in answer(done)["message"]


def test_a_house_style_that_is_named_judges_itself(run: Run, stand: Stand, choose: Choose) -> None:
    path = choose("hold", 'banned_words = ["sinaasappel"]')  # type: ignore[call-arg]
    done = run("hook", "generic", "--config", str(path), stdin=json.dumps({"text": f"Sinaasappel. {FINE}"}))
    assert "woordkeus/verboden-woord" in [finding["rule"] for finding in answer(done)["findings"]]
    assert stand.asked == []


def test_the_profile_of_the_call_goes_along_unless_the_question_names_one(run: Run, stand: Stand) -> None:
    stand.answer = (200, b'{"schema": 1, "verdict": "send"}')
    run("hook", "generic", "--profile", "zakelijk", stdin='{"text": "Hoi"}')
    run("hook", "generic", "--profile", "zakelijk", stdin='{"text": "Hoi", "profile": "los"}')
    assert [json.loads(body)["profile"] for _, _, body in stand.asked] == ["zakelijk", "los"]
    assert stand.asked[0][0] == "/v1/gate"


def test_the_profile_of_the_question_chooses_the_house_style(run: Run, choose: Choose) -> None:
    choose("hold", '[profiles.fruit]\nbanned_words = ["sinaasappel"]')  # type: ignore[call-arg]
    done = run("hook", "generic", stdin=json.dumps({"text": f"Sinaasappel. {FINE}", "profile": "fruit"}))
    assert "woordkeus/verboden-woord" in [finding["rule"] for finding in answer(done)["findings"]]


def test_the_secret_of_the_service_goes_along(run: Run, stand: Stand, tmp_path: Path, choose: Choose) -> None:
    choose("hold")
    secret = tmp_path / "token.txt"
    secret.write_text("geheim\n")
    run("hook", "generic", "--via", stand.url, "--token-file", str(secret), stdin=json.dumps({"text": FINE}))
    assert stand.asked[0][1]["Authorization"] == "Bearer geheim"
    done = run("hook", "generic", "--via", stand.url, "--token-file", "weg.txt", stdin=json.dumps({"text": FINE}))
    assert done.code == 2
    assert "geheim is niet te lezen" in answer(done)["message"]


@pytest.mark.parametrize(
    "broken", [(500, b"oei"), (503, b""), (404, b"{}"), (401, b"{}"), (200, b"<html>"), (200, b"[]"), (200, b'{"verdict": "send"}')]
)
def test_a_service_that_fails_is_said_and_a_linter_of_our_own_judges(
    run: Run, stand: Stand, choose: Choose, broken: tuple[int, bytes]
) -> None:
    choose("allow")
    stand.answer = broken
    done = run("hook", "generic", stdin=json.dumps({"text": SECRET}))
    assert (done.code, answer(done)["verdict"]) == (2, "hold")
    assert "De service op" in done.err or "geen poort" in done.err
    assert "BSN" not in done.err


@pytest.mark.parametrize(
    "where", ["http://127.0.0.1:1", "/nergens/webcarelint.sock", "https://127.0.0.1:1", "http://", "http://[", "gopher://a"]
)
def test_a_service_that_is_not_there_is_said(run: Run, choose: Choose, where: str) -> None:
    choose("hold")
    done = run("hook", "generic", "--via", where, stdin=json.dumps({"text": FINE}))
    assert (done.code, answer(done)["verdict"]) == (0, "send")
    assert where in done.err


@pytest.mark.parametrize(("on_error", "verdict", "code"), [("allow", "send", 0), ("hold", "hold", 2)])
class TestNobodyCouldCheck:
    """Every failure follows `on_error`, and is said."""

    def test_broken_json(self, run: Run, choose: Choose, on_error: str, verdict: str, code: int) -> None:
        choose(on_error)
        for stdin in (b'{"text": "Hel', b"", b"[]", b'{"text": "\xff"}', b"null"):
            self._says(run("hook", "generic", stdin=stdin), verdict, code, "JSON")

    def test_a_wrong_question(self, run: Run, choose: Choose, on_error: str, verdict: str, code: int) -> None:
        choose(on_error)
        for question, word in (({}, "'text'"), ({"text": ""}, "'text'"), ({"text": "Hoi", "foo": 1}, "'foo'"), ({"text": " "}, "leeg")):
            self._says(run("hook", "generic", stdin=json.dumps(question)), verdict, code, word)

    def test_a_wrong_question_by_the_service(self, run: Run, choose: Choose, stand: Stand, on_error: str, verdict: str, code: int) -> None:
        choose(on_error)
        for body in (b'{"error": {"message": "te lang"}}', b'{"detail": "te lang"}'):
            stand.answer = (413, body)
            self._says(run("hook", "generic", stdin='{"text": "Hoi"}'), verdict, code, "te lang")
        stand.answer = (400, b"")
        self._says(run("hook", "generic", stdin='{"text": "Hoi"}'), verdict, code, "fout 400")

    def test_no_time_left(
        self, run: Run, choose: Choose, stand: Stand, monkeypatch: pytest.MonkeyPatch, on_error: str, verdict: str, code: int
    ) -> None:
        """The service does not answer, and loading takes too long: time runs out while that waits, not in the middle of our own code."""
        choose(on_error)
        stand.wait = threading.Event()
        monkeypatch.setattr("webcarelint.linter.Linter.load", lambda *_: time.sleep(60))
        done = run("hook", "generic", "--timeout", "0.5", stdin=json.dumps({"text": FINE}))
        self._says(done, verdict, code, "0.5 seconden")

    def test_a_crash(self, run: Run, choose: Choose, monkeypatch: pytest.MonkeyPatch, on_error: str, verdict: str, code: int) -> None:
        choose(on_error)

        def broken(*_: Any, **__: Any) -> None:
            raise RuntimeError(SECRET)

        monkeypatch.setattr("webcarelint.gate.gate.decide", broken)
        done = run("hook", "generic", stdin=json.dumps({"text": SECRET}))
        self._says(done, verdict, code, "RuntimeError")
        assert "111222333" not in done.out + done.err

    def _says(self, done: Result, verdict: str, code: int, word: str) -> None:
        found = answer(done)
        assert (found["verdict"], done.code) == (verdict, code)
        assert found["score"] is None
        assert found["incomplete"] is True
        assert "niet nagekeken" in found["message"]
        assert word in found["message"]


def test_time_runs_out_while_we_judge_ourselves(run: Run, choose: Choose, monkeypatch: pytest.MonkeyPatch) -> None:
    choose("hold")

    def endless(*_: Any, **__: Any) -> None:
        try:
            threading.Event().wait()
        except Exception:  # nobody on the way may swallow the end of time
            pytest.fail("swallowed")

    monkeypatch.setattr("webcarelint.gate.gate.decide", endless)
    done = run("hook", "generic", "--timeout", "0.2", stdin=json.dumps({"text": FINE}))
    assert (done.code, answer(done)["score"]) == (2, None)
    assert "langer dan 0.2 seconden" in answer(done)["message"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_end_of_time_is_said_again_when_it_went_unheard(run: Run, choose: Choose, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is raised in a finaliser is dropped, and the time may be over just then."""
    choose("hold")

    class Deaf:
        def __del__(self) -> None:
            threading.Event().wait(60)

    def endless(*_: Any, **__: Any) -> None:
        Deaf()
        threading.Event().wait()

    monkeypatch.setattr("webcarelint.hook.judging._own", endless)
    done = run("hook", "generic", "--timeout", "0.1", stdin=json.dumps({"text": FINE}))
    assert done.code == 2
    assert "langer dan 0.1 seconden" in answer(done)["message"]


@pytest.mark.parametrize("toml", ['[house_style]\nregister = "je"\n', "[house_style\n", "[house_style]\non_error = 1\n"])
def test_without_a_choice_nothing_passes(run: Run, tmp_path: Path, toml: str) -> None:
    (tmp_path / "webcarelint.toml").write_text(toml)
    done = run("hook", "generic", stdin=json.dumps({"text": FINE}))
    assert (done.code, answer(done)["verdict"]) == (2, "hold")
    assert "wordt tegengehouden" in answer(done)["message"]


def test_a_house_style_that_cannot_be_read_holds(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("webcarelint.house_style.find_config", broken)
    done = run("hook", "generic", stdin=b"{")
    assert (done.code, answer(done)["verdict"]) == (2, "hold")
    assert "RuntimeError" in answer(done)["message"]


@pytest.mark.parametrize(
    "call",
    [
        [],
        ["nope"],
        ["generic", "--via"],
        ["generic", "--timeout", "0"],
        ["generic", "--timeout", "x"],
        ["generic", "--tool", "a"],
        ["claude-code", "--tool", "=body"],
    ],
)
def test_a_wrong_call_blocks(run: Run, call: list[str]) -> None:
    done = run("hook", *call, stdin=json.dumps({"text": FINE}))
    assert done.code == 2
    assert "klopt niet" in done.err


def test_an_answer_that_nobody_reads_blocks(process: Run) -> None:
    code = (
        "import os, sys\nfrom webcarelint.cli import main\nread, write = os.pipe(); os.close(read); os.dup2(write, 1)\n"
        "sys.argv = ['webcarelint', 'hook', 'generic']\nmain()"
    )
    done = process(code=code, stdin=b"{")
    assert done.code == 2
    assert "tegengehouden" in done.err


def test_help_is_given(run: Run) -> None:
    done = run("hook", "claude-code", "--help")
    assert done.code == 0
    assert "--tool" in done.out
