"""Where the Unix socket of a running service lives: one place per user that nobody else can put anything in."""

import os
import stat
import tempfile
from pathlib import Path
from typing import Final

from webcarelint.errors import ServiceError

SOCKET_NAME: Final = "webcarelint.sock"


def socket_path() -> Path:
    """The socket of this user's service, whether it runs or not. Makes the folder, with rights for this user alone.

    In XDG_RUNTIME_DIR when that is this user's, otherwise in a folder of the temporary directory. Raises ServiceError when
    that folder is somebody else's or open to others.
    """
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and _is_private(Path(runtime)):
        return Path(runtime) / SOCKET_NAME
    folder = _own_folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    if not _is_private(folder):
        raise ServiceError(
            "Deze map is niet van jou alleen, dus de socket kan er niet in. Verwijder haar, of kies met --socket een pad:", folder
        )
    return folder / SOCKET_NAME


def find_socket() -> Path | None:
    """The socket of this user's service when there is one to call; None otherwise. Whether anybody answers is not looked at."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    for folder in (Path(runtime) if runtime else None, _own_folder()):
        if folder is not None and _is_private(folder) and _is_own_socket(folder / SOCKET_NAME):
            return folder / SOCKET_NAME
    return None


def _own_folder() -> Path:
    return Path(tempfile.gettempdir()) / f"webcarelint-{os.getuid()}"


def _is_private(folder: Path) -> bool:
    """A real folder of this user that others can neither read nor write."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def _is_own_socket(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()
