"""Is it the right customer? The name in the greeting against the name that is known."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import pcre2
import regex

from webcarelint.model import Span
from webcarelint.reading import Reading, compiled, quick
from webcarelint.signals.registry import signal

_TITLE = quick(r"^(?:de )?(?:heer|mevrouw|meneer|mevr|dhr|hr|mw|mr|dr|ir|drs|familie|fam)\b\.?(?: ?/ ?\w+)?", pcre2.IGNORECASE)
_PARTICLES: Final = frozenset(
    ["van", "de", "der", "den", "ter", "ten", "het", "'t", "el", "al", "ben", "vd", "v.d.", "la", "le", "von", "in"]
)
_SLOT = quick(r"[{}<>\[\]%$_\d@]|\bX{2,}\b")
_NAMED = quick(r"\p{Lu}\p{L}")


@signal("naam-wijkt-af", needs={"sents"})
def find_other_name(reading: Reading) -> Iterator[Span]:
    """A greeting with another name than the customer's. First names and surnames are compared each with their own kind."""
    given = reading.draft.customer_name
    if not given or not _is_person(given):
        return
    known = _parts(given)
    message = _plain(reading.customer.text) if reading.customer else ""
    greetings = [end for _, end in reading.spans("_begroeting-woord")]
    for start, end in reading.spans("klantnaam"):
        greeted = reading.reply.text[start:end]
        if _SLOT.search(greeted) or not any(0 <= start - greeting <= 3 for greeting in greetings) or not _NAMED.search(greeted):
            continue
        parts = _parts(greeted)
        comparable = (parts.surname and known.surname) if parts.formal else (parts.first and known.first)
        same = _share(parts.names, known.names) or _nickname(parts.names, known.names, reading)
        if comparable and not same and not any(_signs(name, message) for name in parts.names):
            yield start, end


@signal("_naam-bekend")
def find_known_name(reading: Reading) -> Iterator[Span]:
    """The customer's name is known, and it is a person's first name or a title with a surname."""
    given = reading.draft.customer_name
    if given and _is_person(given):
        first = given.split()[0].strip(".,").lower()
        if _TITLE.match(given) or first in reading.context.words("voornamen"):
            yield 0, 0


@signal("_klantnaam-gebruikt")
def find_used_name(reading: Reading) -> Iterator[Span]:
    """Part of the customer's name stands somewhere in the reply."""
    given = reading.draft.customer_name
    if given:
        reply = set(compiled(r"\p{L}+").findall(_plain(reading.reply.text)))
        if any(name in reply for name in _parts(given).names):
            yield 0, 0


class _Parts:
    """A name taken apart: what can be compared with another name, and of which kind it is."""

    __slots__ = ("first", "formal", "names", "surname")

    def __init__(self, name: str) -> None:
        title = _TITLE.match(name)
        rest = [_plain(part).strip(".,()") for part in (name[title.end() :] if title else name).split()]
        self.names = tuple(part for part in rest if len(part) > 1 and part not in _PARTICLES and "." not in part)
        initials = any(len(part) == 1 or "." in part for part in rest)
        self.formal = title is not None
        self.first = not self.formal and not initials and bool(self.names)
        self.surname = bool(self.names) and (self.formal or initials or len(self.names) > 1)


@lru_cache(maxsize=4096)
def _parts(name: str) -> _Parts:
    return _Parts(name)


def _signs(name: str, message: str) -> bool:
    """Whether the customer's message gives this name as its writer's: at its end, with a surname or without, or after 'ik ben', 'namens'."""
    return (
        compiled(
            rf"(?:\b(?:ik ben|met|naam is|namens|groet\w*|gr|mvg|voor),? |[\n.!?,] ?){name}(?: [^\W\d_]+){{0,3}}\W*$|\b(?:ik ben|naam is|namens|u spreekt met) {name}\b"
        ).search(
            message,
        )
        is not None
    )


def _is_person(name: str) -> bool:
    return not _SLOT.search(name) and any(c.isalpha() for c in name)


def _share(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two names have a part in common; short forms (Jan, Johannes) and slips of one letter count as the same."""
    return any(_alike(a, b) for a in some for b in others)


def _nickname(some: Iterable[str], others: Iterable[str], reading: Reading) -> bool:
    """Whether one is a pet form of the other by the packs' list (Kees, Cornelis)."""
    pairs = reading.context.words("roepnamen")
    return any(f"{a} {b}" in pairs or f"{b} {a}" in pairs for a in some for b in others)


def _alike(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if long.startswith(short[:-1] if len(short) > 4 else short):  # Kathy and Kathleen, Jan and Janneke; not Wessel and Wesley
        return True
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 4:
        return False
    return compiled(f"(?:{regex.escape(a)}){{e<=1}}").fullmatch(b) is not None


def _plain(text: str) -> str:
    """Lower case, without accents."""
    text = text.casefold()
    return text if text.isascii() else "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
