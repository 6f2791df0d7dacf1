"""House styles that come with the package: examples to judge by, and to copy as a start."""

import difflib
from pathlib import Path
from typing import Final

from webcarelint.errors import HouseStyleError

_FOLDER: Final = Path(__file__).parent / "data"


def shipped_names() -> tuple[str, ...]:
    """The names of the house styles that come with the package, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def shipped_text(name: str) -> str:
    """The file of a house style that comes with the package, with its comments. Raises HouseStyleError for an unknown name."""
    if name not in shipped_names():
        raise HouseStyleError(unknown_name(name))
    return _path(name).read_text(encoding="utf-8")


def shipped_about(name: str) -> str:
    """One sentence on what a house style is for: its first line of comment, without its name."""
    return shipped_text(name).split("\n", 1)[0].removeprefix(f"# {name}: ")


def located(path: Path) -> Path:
    """The file that `path` means: itself, or else the house style that comes with the package under that bare name.

    A file of one's own wins. A bare name that is neither raises HouseStyleError with the nearest name; anything that
    looks like a path comes back as it is, so that whoever opens it says that it is not there.
    """
    name = str(path)
    if path.is_file() or path.suffix or path.name != name:
        return path
    if name not in shipped_names():
        raise HouseStyleError(unknown_name(name))
    return _path(name)


def unknown_name(name: str) -> str:
    """One sentence on a house style that is not there: the nearest name, and every name."""
    names = shipped_names()
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
    hint = f" Bedoel je '{close[0]}'?" if close else ""
    return f"Onbekende huisstijl '{name}'.{hint} Meegeleverd zijn: {', '.join(names)}."


def _path(name: str) -> Path:
    return _FOLDER / f"{name}.toml"
