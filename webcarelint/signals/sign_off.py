"""Who signed? The grammar of the end of a reply: initials, a person's name, or only an organisation.

The end is what remains when everything that may follow a sign-off is peeled off: part numbers, links, hashtags, emoji,
a postscript or disclaimer, the quoted thread. A sign-off is a unit of names without a verb: a person, with perhaps a
function or an organisation behind it, or an organisation. This module says where such a unit can stand; signer.py, whom it names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

import pcre2

from webcarelint.model import Span
from webcarelint.reading import Reading, quick
from webcarelint.signals.registry import signal
from webcarelint.signals.signer import INITIALS, Signer, Who, is_first_name, is_full_name, is_somebody, knows_customer, signer, tag_kind

# A tag: '^EK', '/EK', '(ek)', '#EK'.
_MARKED = quick(r"(?<![\w^])\^ ?(?P<tag>\p{L}(?:[.&]?[\p{L}\d]){0,14}\.?)(?![\w^])")
_END_TAG = quick(
    rf"(?|(?<=^|[\s.!?…,)])[/~*#–—|·•>-]{{1,3}} ?(?P<tag>{INITIALS})|(?<=\n)(?P<tag>{INITIALS})"
    rf"|(?<=[.!?…)] ?|\p{{So}} ?|\n|\w (?=-))[/~–—-](?P<tag>\p{{Ll}}{{2}})|(?<=^|[\s.!?…])[(\[](?P<tag>{INITIALS}|\p{{Ll}}{{2}})[)\]])$"
)
_HASH_TAG = quick(r"(?<=[.!?…)] |\p{So} )#(?P<tag>\p{Lu}{2})\s*$")
_AFTER_SENTENCE = quick(r"[.!?…]\s*[/~*(\[–—-]{1,2} ?$")

# A name in brackets, or in lower case on a line of its own or behind a sentence and a mark.
_BRACKETED = quick(r"(?<=[.!?…] ?|\n)\((?P<who>\p{Lu}\p{Ll}{2,})\)$")
_PLAIN_NAME = quick(r"(?:(?<=[.!?…)] )[~*–—/-]{1,2} ?|(?<=[.!?…] )\(|\n[~*–—-]? ?)(?P<who>\p{Ll}{3,})\)?$")
_CAPITALISED = quick(r"\p{Lu}\p{Ll}{2,}")

# A unit of words at the end: behind a dash, a sentence, a wish and its comma, a comma and an article, or 'van'.
_DASHED = quick(r"(?<=^|[.!?…,)\n] ?|\p{So} ?)[–—~|/*>=•-]+ ?(?P<who>[^\n–—~|/*.!?…]{2,60}(?: ?[|–—-] ?[^|\n]{2,40})?)$")
_SHORT_NAME = quick(r"\p{Lu}\p{Ll}{2,6}")
_ENDED = quick(r"(?:[.!?…)]|\p{So}) ?[–—~/-]{1,2} ?$")
_LAST = quick(
    r"(?:(?<=(?<!\b(?:\p{Lu}|mr|dr|drs|ir|ing|mw|mevr|dhr|nr|St))[.!?…)])\s+|\n\s*|(?<=[\p{So}\p{Sk}\uFE0F])\s*)(?P<who>[^\n?\p{So}]{2,90})$"
)
_BEHIND_COMMA = quick(r"[^,.!?\n]{2,60}")
_ON_BEHALF = quick(r"\p{L}+ [^.!?\n]{3,60}")
_COMMA_TEAM: Final = r", ?(?P<who>(?:(@lidwoorden)|(@bezittelijk)|team) [\p{L} &'’-]{3,50})$"

_SALUTED = quick(
    r"[ \t,.!:–—*_|-]*(?:\p{So}\s*)*(?:uit (?:het )?\p{Lu}[\w-]+,\s*)?(?P<who>[^\n]{2,90})?(?P<below>(?:\s*\n[^\n]{2,70}){0,4})",
    pcre2.MULTILINE,
)
_LINE = quick(r"[^\n]+")
_UNIT_END = quick(
    r"(?<=\p{L}{2})(?<!\b(?i:mr|dr|ir|ing|drs|prof|mevr|mw|dhr|st))[.!?…](?=\s|$)|[!?…:;]|https?:|www\.|(?<!\w)[#@^](?=\w)|\p{So}| {2,}| x+\b|(?<=\))(?<!\p{Lu}\. \(\p{L}{3,12}\)) "
)
_CLOSING_LINE: Final = r"\n[ \t]*(?!(?i:(@aanheffen))\b)\p{L}[^\n.!?:;]{1,50},[ \t]*\n\s*\z"
_TAIL = quick(
    r"(?:>>+|»|(?<!\d)[1-9] ?/ ?[1-9]|\([1-9]/[1-9]\)|https?://\S+|www\.\S+|(?<!\w)[#@][\p{L}\w.]+(?<!#[A-Z]{4,12})|\p{So}|\p{Sk}|\uFE0F|\u200D|(?<!\w)[:;]-?[)(DP]|<3|[.,!*_])\z",
    pcre2.IGNORECASE,
)
_LONGEST_PART_NUMBER: Final = len("1 / 2")
_LONGEST_TITLE: Final = 45
_LONGEST_WISH: Final = 5


@dataclass(slots=True)
class SignOff:
    """Who signed, as places in the text."""

    places: dict[Who, list[Span]] = field(default_factory=lambda: {"initialen": [], "naam": [], "bedrijf": []})

    def add(self, who: Who | None, span: Span) -> None:
        if who is not None:
            self.places[who].append(span)

    def __bool__(self) -> bool:
        return any(self.places.values())


@signal("initialen")
def find_initials(reading: Reading) -> Iterator[Span]:
    yield from reading.once(sign_off).places["initialen"]


@signal("naam")
def find_name(reading: Reading) -> Iterator[Span]:
    yield from reading.once(sign_off).places["naam"]


@signal("bedrijf")
def find_organisation(reading: Reading) -> Iterator[Span]:
    """The organisation, and only when no person signed."""
    places = reading.once(sign_off).places
    if not places["naam"] and not places["initialen"]:
        yield from places["bedrijf"]


def sign_off(reading: Reading) -> SignOff:
    """The sign-off: marked tags first, then what follows a closing salutation, then the last words of the reply."""
    found = SignOff()
    text = reading.reply.text[: reading.reply.cut]
    for match in _MARKED.finditer(text) if "^" in text else ():
        found.add(_marked(match, text, reading), match.span())
    for _, end in reading.spans("slotgroet"):
        if named := _after_salutation(text, end, reading):
            found.add(*named)
    if not found and (hashed := _HASH_TAG.search(text)):
        found.add("initialen", hashed.span())
    if not found and (last := next(filter(None, (_at_the_end(core, reading) for core in _cores(text, reading))), None)):
        found.add(*last)
    return found


def _marked(match: "pcre2.Match[str]", text: str, reading: Reading) -> Who | None:
    """Who signs with a caret. '^PM' means a private message, unless it closes the text behind a finished sentence."""
    closes = not text[match.end() :].strip() and text[: match.start()].rstrip().endswith((".", "!", "?", "…", ")"))
    return "initialen" if closes and match["tag"] in ("PB", "PM") else tag_kind(match["tag"], reading)


# ── behind a salutation ──────────────────────────────────────────────────────────────────────────────────────────────


def _after_salutation(text: str, end: int, reading: Reading) -> Signer | None:
    """Who stands behind or below a closing salutation; a person below an organisation counts for more."""
    match = _SALUTED.match(text, end)
    first: Signer | None = None
    for start, stop in _lines(text, match, reading) if match else ():
        unit = _unit(text[start:stop])
        below = first is not None and first.who == "bedrijf" and " " in unit and is_full_name(unit)
        named = signer(unit, start, reading, saluted=first is None or below)
        if named is not None and named.who != "bedrijf":
            return named
        first = first or named
    return first


def _lines(text: str, match: "pcre2.Match[str]", reading: Reading) -> Iterator[Span]:
    """The lines behind a salutation, each without white space around it, up to an afterword."""
    spans = [match.span("who")] if match["who"] else []
    spans += [line.span() for line in _LINE.finditer(text, match.start("below"), match.end("below"))]
    for start, stop in spans:
        if any(start <= after < stop and not text[start:after].strip() for after, _ in reading.spans("_nawoord")):
            return
        line = text[start:stop]
        if line.strip():
            yield start + len(line) - len(line.lstrip(" \t*_|")), start + len(line.rstrip())


def _unit(line: str) -> str:
    """The part of a line that can be a signature: up to the end of a sentence, an address or an emoji."""
    stop = _UNIT_END.search(line)
    return (line[: stop.start()] if stop else line).rstrip(" .,*_|–—-")


# ── at the end of the text ───────────────────────────────────────────────────────────────────────────────────────────


def _cores(text: str, reading: Reading) -> Iterator[str]:
    """The text up to where a sign-off may end: without the tail, and without an afterword."""
    core = _without_tail(text)
    yield core
    above, _, last = core.rpartition("\n")
    if above.strip() and len(last) <= _LONGEST_TITLE and not any(mark in last for mark in ".!?:"):
        yield above.rstrip(" \n,.")  # the line under a name holds a job title or a department
    after = next((start for start, _ in reading.spans("_nawoord") if start < len(text)), 0)
    if after:
        yield _without_tail(text[:after])


def _without_tail(text: str) -> str:
    """Without part numbers, links, hashtags, emoji and punctuation behind the last word."""
    text = text.rstrip()
    while text:
        last = len(text.rsplit(maxsplit=1)[-1])
        piece = _TAIL.search(text, max(0, len(text) - max(last, _LONGEST_PART_NUMBER)))
        if piece is None:
            break
        text = text[: piece.start()].rstrip()
    return text


def _at_the_end(core: str, reading: Reading) -> Signer | None:
    """Who signs in the last words of a text, without a salutation."""
    if name := _name_alone(core, reading):
        return Signer("naam", name)
    if tag := _END_TAG.search(core):
        kind = _end_tag_kind(tag, core, reading)
        return Signer(kind, tag.span()) if kind else None
    for place in _places(core, reading):
        named = signer(core[place.start :].rstrip(), place.start, reading, saluted=place.closed, team_only=place.team_only)
        if named is not None and not (place.wishing and _is_wished_well(named, place, core, reading)):
            return (named.who == "bedrijf" and _person_above(core[: place.start], reading)) or named
    return None


def _name_alone(core: str, reading: Reading) -> Span | None:
    """A name in brackets, behind words that announce it ('Getekend: Sanne'), or a known one in lower case."""
    if (bracketed := _BRACKETED.search(core)) and is_somebody(bracketed["who"], reading):
        return bracketed.start("who"), bracketed.end("who")
    end = next((end for _, end in reading.spans("_ondertekend-door") if _CAPITALISED.fullmatch(core[end:])), None)
    if end is not None:
        return (end, len(core)) if is_first_name(core[end:], reading) else None
    if (plain := _PLAIN_NAME.search(core)) and is_first_name(plain["who"], reading):
        return plain.start("who"), plain.end("who")
    return None


def _end_tag_kind(tag: "pcre2.Match[str]", core: str, reading: Reading) -> Who | None:
    """Units ('24/7 TV') are initials only behind a finished sentence and a mark."""
    unit = tag["tag"].lower() in reading.context.words("maten-als-initialen")
    return tag_kind(tag["tag"], reading, marked=unit and _AFTER_SENTENCE.search(core[: tag.start("tag")]) is not None)


class Place(NamedTuple):
    """Where a unit of words begins that may be a sign-off, and what is known of it."""

    start: int
    closed: bool = False
    """A line above it closes the reply: 'Sterkte gewenst,'."""
    wishing: bool = False
    """Behind a wish and a comma: it may name the one who is wished something."""
    team_only: bool = False


def _places(core: str, reading: Reading) -> Iterator[Place]:
    """Where the last words of a text may begin a sign-off, the surest first."""
    if (dash := _last_of(_DASHED, core)) is not None:
        yield Place(dash, closed=_is_set_behind(core, dash, reading))
    if (last := _last_of(_LAST, core)) is not None:
        yield Place(last, closed=_is_closed(core[:last], reading))
    if (wish := _behind(core, [end for _, end in reading.spans("_komma-voor-naam")], _BEHIND_COMMA)) is not None:
        yield Place(wish, wishing=all(end != wish for _, end in reading.spans("_komma-voor-ondertekenaar")))
    if (comma := _last_of(reading.context.pattern(_COMMA_TEAM), core)) is not None:
        yield Place(comma, team_only=True)
    if (behalf := _behind(core, [start for start, _ in reading.spans("_wens-van")], _ON_BEHALF)) is not None:
        yield Place(behalf)


def _is_set_behind(core: str, start: int, reading: Reading) -> bool:
    """Whether one short name stands behind a finished sentence and a dash, on the same line: 'Tot morgen. - Indy'."""
    return _SHORT_NAME.fullmatch(core, start) is not None and _ENDED.search(core[:start]) is not None and is_somebody(core[start:], reading)


def _last_of(pattern: "pcre2.Pattern[str]", core: str) -> int | None:
    """Where the last and so shortest `who` of a pattern begins; matches may overlap."""
    start: int | None = None
    found = pattern.search(core)
    while found:
        start = found.start("who")
        found = pattern.search(core, found.start() + 1)
    return start if start is None or pattern is _DASHED or core[:start].strip(" \n–—~|/*-") else None


def _behind(core: str, starts: list[int], unit: "pcre2.Pattern[str]") -> int | None:
    """The last of these places from which the rest of a text is a unit."""
    return next((start for start in reversed(starts) if start < len(core) and unit.fullmatch(core[start:])), None)


def _is_closed(above: str, reading: Reading) -> bool:
    """Whether the last line of a text is no more than a wish: 'Sterkte gewenst,'."""
    closing = reading.context.pattern(_CLOSING_LINE).search(above)
    return closing is not None and len(above.rstrip().rpartition("\n")[2].split()) <= _LONGEST_WISH


def _is_wished_well(named: Signer, place: Place, core: str, reading: Reading) -> bool:
    """'Fijn weekend, Jan!' wishes Jan well."""
    alone = len(core[place.start :].strip()) <= named.span[1] - named.span[0]
    exclaims = reading.reply.text[len(core) :].lstrip().startswith("!")
    return named.who == "naam" and alone and (exclaims or not knows_customer(reading))


def _person_above(text: str, reading: Reading) -> Signer | None:
    """A person on the line above an organisation's."""
    body = text.rstrip()
    start = body.rfind("\n") + 1
    if not start or "\n" not in text[len(body) :]:
        return None
    named = signer(body[start:].rstrip(" ,"), start, reading, saluted=False)
    return named if named and named.who == "naam" else None


# ── what the house style wants ───────────────────────────────────────────────────────────────────────────────────────


@signal("afsluiting-afwijkend")
def find_other_format(reading: Reading) -> Iterator[Span]:
    """A sign-off in another format than the house style's. In a format, XX stands for initials and Naam for a name."""
    formats = [_format_pattern(str(wanted)) for wanted in reading.context.style.get("sign_off", ())]
    places = reading.once(sign_off).places
    text = reading.reply.text
    for start, end in (*places["initialen"], *places["naam"]) if formats else ():
        line = text[text.rfind("\n", 0, start) + 1 : end]
        if not any(pattern.search(line) or pattern.search(_flat(text[:end])) for pattern in formats):
            yield start, end


@signal("onbekende-ondertekening")
def find_unknown_agent(reading: Reading) -> Iterator[Span]:
    """Initials, or a name, that the roster of the house style does not hold. Without a roster there is nothing to compare."""
    roster = {str(agent).lower() for agent in reading.context.style.get("agents", ())}
    places = reading.once(sign_off).places
    for start, end in (*places["initialen"], *places["naam"]) if roster else ():
        signed = "".join(c for c in reading.reply.text[start:end] if c.isalpha() or c == " ").strip().lower()
        slot = reading.reply.text[start] in "{[<%"
        if signed and not slot and signed not in roster and signed.split()[0] not in roster:
            yield start, end


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@lru_cache
def _format_pattern(wanted: str) -> "pcre2.Pattern[str]":
    """'^XX' -> initials after a caret, EK or AvD; 'Groetjes, Naam' -> a name after those words, with any line break."""
    flat = (
        re.escape(_flat(wanted))
        .replace("XX", r"\p{Lu}(?:\p{Lu}{1,2}|\p{Ll}{1,2}\p{Lu})")
        .replace("Naam", r"\p{Lu}[\p{L}'’-]*(?: [\p{L}'’.-]+)*")
    )
    return quick(r"(?<![\p{L}^])" + flat + "$")
