"""Names, handles and numbers out of texts, and codes in the place of people.

What it replaces: mail addresses, the path of web addresses, IBANs, postcodes, @handles, every number of four digits and more (with its
spaces, dots and dashes: phone, order and customer numbers; not years and amounts in euros), and names: those that the caller knows, and those that stand where names
stand (after a greeting, after mevrouw or meneer, in a sign-off). A first name in the middle of a sentence that nobody told us stays:
this makes texts fit to show to colleagues; it does not make them anonymous.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import regex

from webcarelint.model import Span

NAME, HANDLE, NUMBER, MAIL, IBAN, POSTCODE = "[naam]", "[handle]", "[nummer]", "[e-mail]", "[iban]", "[postcode]"

# One capitalised word, or a short run of them: Jan, El Amrani, Anne-Marie, 't Hart.
_NAME: Final = r"(?:(?:van|de|der|den|ten|ter|el|al|'t)\s)*\p{Lu}[\p{L}'’\-]*\p{L}(?:\s(?:(?:van|de|der|den|ten|ter|el|al|'t)\s)*\p{Lu}[\p{L}'’\-]*\p{L}){0,2}"
_NO_NAME: Final = (
    r"(?!(?:Je|Jij|U|We|Wij|Ik|Wat|Dat|Dit|Het|De|Een|Bedankt|Dank|Fijn|Sorry|Goed|Leuk|Klant|Team|Allemaal|Allen|Iedereen)\b)"
)
_PATTERNS: Final[tuple[tuple[str, str], ...]] = (
    ("mail", r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+"),
    ("link", r"(?<=\bhttps?://[^\s/]+)/[^\s]+|(?<=\bwww\.[^\s/]+)/[^\s]+"),
    ("iban", r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b"),
    ("postcode", r"\b[1-9]\d{3}\s?[A-Z]{2}\b"),
    ("handle", r"(?<![\w@])@\w+"),
    ("number", r"(?<!\w|€\s?)(?!(?:19|20)\d\d(?!\w|[\-.]\d))\+?(?:\p{Lu}{1,4}-?)?\(?\d(?:[\s.\-()/]{0,3}\d){3,}"),
    (
        "name",
        rf"(?<=\b(?:[Hh]oi|[Hh]allo|[Hh]ey|[Hh]i|[Hh]a|[Dd]ag|[Bb]este|[Gg]eachte|[Ll]ieve|[Gg]oede(?:morgen|middag|navond|ndag)"
        rf"|[Mm]evrouw|[Mm]eneer|[Hh]eer|[Mm]evr\.?|[Mm]w\.?|[Dd]hr\.?)\s){_NO_NAME}{_NAME}",
    ),
    ("name", r"(?<=\^\s?)\p{L}{1,15}\b"),
    (
        "name",
        rf"(?<=\b(?:[Gg]roet(?:en|jes)?|GROET(?:EN|JES)?|[Mm]vg|[Ll]iefs|[Gg]r)[.,!]?\s+){_NO_NAME}{_NAME}",
    ),
)
_PLACES: Final = regex.compile("|".join(f"(?P<{kind}{i}>{pattern})" for i, (kind, pattern) in enumerate(_PATTERNS)))
_WORDS: Final = {"mail": MAIL, "link": "/…", "iban": IBAN, "postcode": POSTCODE, "handle": HANDLE, "number": NUMBER, "name": NAME}
_PARTICLES: Final = frozenset(["van", "de", "der", "den", "het", "ten", "ter", "el", "al", "la", "le", "von", "mevrouw", "meneer", "klant"])


@dataclass(frozen=True, slots=True)
class Masked:
    """A pseudonymised text, and where its replacements are: (start and end in the original, length of what stands there now)."""

    text: str
    cuts: tuple[tuple[int, int, int], ...] = ()

    def forward(self, span: Span) -> Span:
        """A span of the original as a span of the masked text; what touches a replacement grows to hold all of it."""
        return self._moved(span[0], at_end=False), self._moved(span[1], at_end=True)

    def _moved(self, offset: int, *, at_end: bool) -> int:
        shift = 0
        for start, end, length in self.cuts:
            if offset <= start:
                break
            if offset < end:
                return start + shift + (length if at_end else 0)
            shift += length - (end - start)
        return offset + shift


class Pseudonymiser:
    """Replaces by a key of bytes: the same key gives the same codes, and without it nobody can compute them.

    `names` are names that may stand anywhere: of agents, for example.
    """

    def __init__(self, key: bytes, names: Iterable[str] = ()) -> None:
        if not key:
            raise ValueError("a pseudonymiser needs a key")
        self._key = key[:64]
        self._names = tuple(names)
        self._places = lru_cache(maxsize=1024)(_name_places)

    @property
    def name(self) -> str:
        """What the key may be called in the open: the same for the same key."""
        return self.digest("", 4)

    def code(self, kind: str, value: str) -> str:
        """A code for a person or an id: 'medewerker-3fa92b1c'. Case and outer spaces do not matter."""
        return f"{kind}-{self.digest(value.strip().casefold(), 4)}"

    def digest(self, value: str, size: int = 8) -> str:
        """`size` bytes in hexadecimal, keyed."""
        return blake2b(value.encode("utf-8", "surrogatepass"), digest_size=size, key=self._key).hexdigest()

    def masked(self, text: str, names: Iterable[str | None] = ()) -> Masked:
        """The text without names, handles and numbers; `names` are those of the people in this conversation."""
        found = [(match.start(), match.end(), _WORDS[(match.lastgroup or "").rstrip("0123456789")]) for match in _PLACES.finditer(text)]
        known = self._places((*self._names, *(name for name in names if name)))
        found += [(start, end, NAME) for start, end in known(text)]
        pieces: list[str] = []
        cuts: list[tuple[int, int, int]] = []
        here = 0
        for start, end, word in sorted(found, key=lambda place: (place[0], -place[1])):
            if start >= here:
                pieces += (text[here:start], word)
                cuts.append((start, end, len(word)))
                here = end
        return Masked("".join((*pieces, text[here:])), tuple(cuts))

    def text(self, text: str, names: Iterable[str | None] = ()) -> str:
        """`masked` for who needs no offsets."""
        return self.masked(text, names).text


def _name_places(names: tuple[str, ...]) -> Callable[[str], list[Span]]:
    """Where any of these names stands, whole or in part, with a capital; initials are left to the sign-off."""
    parts = {part for name in names for part in regex.findall(r"[\p{L}][\p{L}'’\-]+", name)}
    words = sorted({part for part in parts if len(part) > 2 and part.lower() not in _PARTICLES}, key=lambda word: (-len(word), word))
    if not words:
        return lambda _text: []
    wanted = regex.compile(
        rf"\b(?:{'|'.join(regex.escape(form) for word in words for form in dict.fromkeys((word.title(), word.capitalize(), word.upper())))})\b"
    )
    return lambda text: [match.span() for match in wanted.finditer(text)]
