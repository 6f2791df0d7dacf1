"""The rules that come with the package: where they are, and, in a wheel, as its builder left them: read, checked, and with their cues.

Reading them takes 0.2 s, a sixth of a cold check. A checkout has no such file, and reads its rules at every start.
"""

import io
import pickle
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from webcarelint.pack.pack import Pack

_PACKAGE: Final = Path(__file__).parent.parent
FILE_NAME: Final = "bundled.pickle"


def bundled_rules() -> Path:
    """The folder with the rules that come with the package: inside the wheel, or beside it in a checkout."""
    inside = _PACKAGE / "rules"
    return inside if inside.is_dir() else _PACKAGE.parent / "rules"


@dataclass(frozen=True, slots=True)
class Bundled:
    """The rules, without what senses in Python add, and the cues of each of their expressions."""

    pack: Pack
    cues: Mapping[str, Sequence[Collection[str]]]


@cache
def bundled() -> Bundled | None:
    """What the builder of the wheel left; None in a checkout."""
    path = Path(__file__).with_name(FILE_NAME)
    return restored(path.read_bytes(), bundled_rules()) if path.is_file() else None


def stored(what: Bundled) -> bytes:
    """As bytes, in which a rule file goes by its name: the folder of whoever installs the wheel is another one."""
    target = io.BytesIO()
    _Pickler(target, protocol=5).dump(what)
    return target.getvalue()


def restored(data: bytes, folder: Path) -> Bundled:
    """What `stored` made into bytes, with the rule files in this folder."""
    return cast(Bundled, _Unpickler(io.BytesIO(data), folder).load())


class _Pickler(pickle.Pickler):
    def persistent_id(self, value: Any) -> str | None:
        return value.name if isinstance(value, Path) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, source: io.BytesIO, folder: Path) -> None:
        super().__init__(source)
        self._folder = folder

    def persistent_load(self, name: str) -> Path:
        return self._folder / name
