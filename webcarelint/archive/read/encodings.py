"""Which encoding a file has, and how sure that is."""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from webcarelint.errors import InputError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIKELY: Final = ["cp1252", "latin_1", "cp850", "mac_roman", "utf_16_le", "utf_16_be"]
"""What Dutch exports are written in; a freer choice finds Hebrew in a file with three accents."""


@dataclass(frozen=True, slots=True)
class Encoding:
    name: str
    """A name that Python's codecs know."""
    why: str


def checked(name: str) -> Encoding:
    """The encoding a person named. Raises InputError when nobody knows it."""
    try:
        return Encoding(codecs.lookup(name).name, "opgegeven")
    except LookupError:
        raise InputError(f"Onbekende codering '{name}'. Kies bijvoorbeeld utf-8, cp1252 of utf-16.") from None


def detect(pieces: Iterable[bytes]) -> Encoding:
    """By a byte order mark, else UTF-8 when nearly every line with accents is valid UTF-8, else what charset-normalizer says."""
    first, *rest = pieces
    for mark, name in _MARKS:
        if first.startswith(mark):
            return Encoding(name, "bytevolgordeteken (BOM)")
    lines = [line for piece in (first, *rest) for line in piece.split(b"\n")[:-1] or [piece] if not line.isascii()]
    if not lines and b"\x00" not in first:
        return Encoding("utf-8", "alleen ASCII gezien")
    valid = sum(map(_is_utf8, lines))
    if lines and valid == len(lines):
        return Encoding("utf-8", "elke geziene regel klopt als UTF-8")
    if valid > len(lines) / 2:
        return Encoding("utf-8", f"{len(lines) - valid} van {len(lines)} geziene regels met accenten kloppen niet als UTF-8")
    body = b"\n".join(lines)[:200_000] if b"\x00" not in first else first[:200_000]
    best = from_bytes(body, cp_isolation=_LIKELY).best()
    name = best.encoding if best is not None else "cp1252"
    # cp1252 is latin-1 with quotation marks and the euro sign in the place of control characters: never worse.
    return Encoding("cp1252" if name == "latin_1" else name.replace("_", "-"), "accenten herkend (geen UTF-8)")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
