"""Where the socket of a running service lives."""

import os
import socket
from pathlib import Path

import pytest

from webcarelint.errors import ServiceError
from webcarelint.gate import paths


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary directory of this test alone, and no XDG_RUNTIME_DIR."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def _listen(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    return listener


def test_the_runtime_folder_is_preferred(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = own / "run"
    run.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(run))
    assert paths.socket_path() == run / "webcarelint.sock"
    assert paths.find_socket() is None
    with _listen(run / "webcarelint.sock"):
        assert paths.find_socket() == run / "webcarelint.sock"


def test_without_one_there_is_a_private_folder(own: Path) -> None:
    path = paths.socket_path()
    assert path == own / f"webcarelint-{os.getuid()}" / "webcarelint.sock"
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert paths.socket_path() == path
    with _listen(path):
        assert paths.find_socket() == path


def test_a_folder_that_others_may_enter_is_never_used(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_to_all = own / f"webcarelint-{os.getuid()}"
    open_to_all.mkdir()
    open_to_all.chmod(0o755)
    with _listen(open_to_all / "webcarelint.sock"):
        assert paths.find_socket() is None
        with pytest.raises(ServiceError, match="niet van jou alleen"):
            paths.socket_path()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(own / "weg"))
    with pytest.raises(ServiceError):
        paths.socket_path()


def test_a_link_or_a_plain_file_is_no_socket(own: Path) -> None:
    elsewhere = own / "elders"
    elsewhere.mkdir(mode=0o700)
    (own / f"webcarelint-{os.getuid()}").symlink_to(elsewhere)
    with pytest.raises(ServiceError):
        paths.socket_path()
    (own / f"webcarelint-{os.getuid()}").unlink()
    paths.socket_path().write_text("", encoding="utf-8")
    assert paths.find_socket() is None
