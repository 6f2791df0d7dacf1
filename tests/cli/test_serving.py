"""`webcarelint serve`, as far as it goes without a service."""

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.helpers import write
from webcarelint.cli.serving import is_loopback, read_tokens
from webcarelint.errors import ServiceError


@pytest.mark.parametrize(
    ("host", "only_here"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.2", False),
        ("mijn-pc", False),
    ],
)
def test_which_addresses_only_this_machine_can_reach(host: str, only_here: bool) -> None:
    assert is_loopback(host) is only_here


def test_an_address_that_others_reach_demands_tokens(run: Run) -> None:
    done = run("serve", "--host", "0.0.0.0")
    assert done.code == 2
    assert "--token-file" in done.err


def test_tokens_are_read_one_a_line(tmp_path: Path) -> None:
    path = write(tmp_path / "tokens", "\ufeff# team\n\n  eerste-lange-token-1 # helpdesk\ntweede-lange-token-2\n".lstrip("\ufeff"))
    assert read_tokens(path) == ("eerste-lange-token-1", "tweede-lange-token-2")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("# niets\n", "geen token"),
        ("goed-lang-genoeg-token\nkort\n", "korter dan 16 tekens.*:2"),
        ("één-heel-lang-token", ":1"),
        ("een heel lang token", ":1"),
    ],
)
def test_tokens_that_will_not_do(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(ServiceError, match=words) as refused:
        read_tokens(write(tmp_path / "tokens", content))
    assert "goed-lang" not in str(refused.value)


def test_a_token_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    for path in (tmp_path / "nergens", tmp_path, tmp_path / "bytes"):
        with pytest.raises(ServiceError, match="niet te lezen"):
            read_tokens(path)


def test_without_the_extra_it_says_which_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("webcarelint.server")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = run("serve", "--socket", "none")
    assert done.code == 2
    assert "pip install 'webcarelint[serve]'" in done.err


def test_help_loads_nothing_of_the_service(process: Run) -> None:
    code = "import sys\nfrom webcarelint.cli import main\ntry: main()\nfinally: print([m for m in ('fastapi', 'uvicorn', 'spacy') if m in sys.modules])"
    done = process("serve", "--help", code=code)
    assert done.code == 0
    assert "--token-file" in done.out
    assert done.out.rstrip().endswith("[]")
