"""Who signed? The grammar of the end of a reply: initials, a person's name, or only an organisation.

The end is what remains when everything that may follow a sign-off is peeled off: part numbers, links, hashtags, emoji,
a postscript or disclaimer, the quoted thread. A sign-off is a unit of names without a verb: a person, with perhaps a
function or an organisation behind it, or an organisation. After a closing salutation any name will do; without one it
must be a known first name, a name with a function, or an organisation that shows itself as one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

import regex

from webcarelint.model import Span
from webcarelint.reading import Reading, compiled
from webcarelint.signals.registry import signal

Who = Literal["initialen", "naam", "bedrijf"]

_WORD: Final = r"\p{Lu}[\p{L}'’-]*"
_PARTICLES: Final = r"(?:van|de|der|den|ter|ten|het|'t|el|al|ben|vd|v\.d\.|la|le|von|op)"
_SLOT: Final = r"\{\{[^{}\n]+\}\}|\$?\{[^{}\n]+\}|\[[^\[\]\n]+\]|%[A-Z_]+%?|#[A-Z]{4,}#|<<?[\w ]+>>?"
_INITIALS: Final = r"\p{Lu}(?:\.?\p{L})?\.?\p{Lu}\.?|\p{Lu}\.?\p{Lu}\.?\p{Lu}\.?"
_MARKED = regex.compile(r"(?<![\w^])\^ ?(?P<tag>\p{L}(?:[.&]?[\p{L}\d]){0,14}\.?)(?![\w^])")
_END_TAG = regex.compile(
    rf"(?:(?<=^|[\s.!?…,)])(?:[/~*#–—|·•>-]{{1,3}} ?)(?P<tag>{_INITIALS})|(?<=\n)(?P<tag>{_INITIALS})|(?<=[.!?…)] ?|\p{{So}} ?|\n|\w (?=-))[/~–—-](?P<tag>\p{{Ll}}{{2}})|(?<=^|[\s.!?…])[(\[](?P<tag>{_INITIALS}|\p{{Ll}}{{2}})[)\]])$"
)
_HASH_TAG = regex.compile(r"(?<=[.!?…)] |\p{So} )#(?P<tag>\p{Lu}{2})\s*$")
_DASHED = regex.compile(r"(?<=^|[.!?…,)\n] ?|\p{So} ?)[–—~|/*>=•-]+ ?(?P<who>[^\n–—~|/*.!?…]{2,60}(?: ?[|–—-] ?[^|\n]{2,40})?)$")
_FORENAMED = r"(?:(?:[Mm]r|[Dd]r|[Dd]rs|[Ii]r|[Ii]ng|[Pp]rof|[Mm]evr|[Mm]w|[Dd]hr)(?:\. ?| )|(?:[Dd]okter|[Zz]uster|[Bb]roeder|[Jj]uf|[Mm]eester|[Tt]ante|[Oo]om|[Oo]pa|[Oo]ma|[Dd]ominee|[Pp]astoor|[Kk]apitein|[Mm]evrouw|[Mm]eneer) )"
_PERSON = regex.compile(
    rf"(?P<title>{_FORENAMED})*(?:(?P<letters>(?:\p{{Lu}}[h]?\. ?){{1,4}}|\p{{Lu}} (?=\p{{Lu}}\p{{Ll}}))|[Dd]en? (?=\p{{Lu}}))?"
    rf"(?P<first>(?:{_PARTICLES} )*\p{{Lu}}[\p{{L}}'’-]*)(?P<last>(?: {_PARTICLES})*(?: \p{{Lu}}[\p{{L}}'’.-]*){{1,3}})?"
)
_AND_MORE = regex.compile(r"(?: ?[|–—/@-] ?|, ?| ?\(| (?:van|namens|bij|en|&|\+|uit) )(?P<what>[^\n.!?:;]{2,60})\)?$")
_OF_HOUSE = regex.compile(r"(?P<name>\p{Lu}\p{Ll}{2,}) (?:van|bij|uit|namens) (?P<what>[^\n.!?:;,]{3,50})")
_HOUSE_NAME = regex.compile(r"(?:De|Het|'t) \p{Lu}[\p{L}'’-]{2,}(?: \p{Lu}[\p{L}'’-]+)?")
_BRACKETED = regex.compile(r"(?<=[.!?…] ?|\n)\((?P<who>\p{Lu}\p{Ll}{2,})\)$")
_FUNCTION = regex.compile(r"\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? (?:\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?), (?P<what>\p{Ll}{4,}(?: \p{Ll}+){0,2})")
_ROLE_THEN_NAME = regex.compile(
    r"(?:(?<=[.!?…] )|(?<=\n))(?i:getekend|was getekend|ikzelf|afzender|(?:namens|vanwege) [^.:,\n]{2,30}|(?:de|het|uw|je|jouw|onze) \p{Ll}{4,}(?: \p{Ll}+)?)[:,] (?P<who>\p{Lu}\p{Ll}{2,})$"
)
_PARTED = regex.compile(r"[^|\n]{3,40} [|–—-] (?=(?P<name>\p{Lu}\p{Ll}+ (?:\p{Ll}+ ){0,2}\p{Lu}\p{Ll}+)$)")
_FROM_THE_COOK = regex.compile(r"van (?:de|het|uw|je) \p{Ll}+ \((?=(?P<name>\p{Lu}\p{Ll}+)\)?$)")
_TITLED = regex.compile(r"\p{Lu}?\p{Ll}+ (?=(?P<name>\p{Lu}\p{Ll}+)(?P<last>(?: \p{Ll}+){0,2} \p{Lu}\p{Ll}+)?$)")
_PLAIN_NAME = regex.compile(r"(?:(?<=[.!?…)] )[~*–—/-]{1,2} ?|(?<=[.!?…] )\(|\n[~*–—-]? ?)(?P<who>\p{Ll}{3,})\)?$")
_AND_LOWER = regex.compile(r" (?P<what>\p{Ll}[\p{L} &-]{3,40})$")
_LEAD = regex.compile(
    r"(?i:(?:hartelijks|hoogachtend|liefs|groet\w*|veel liefs|cheers|was getekend|w\.?g\.?|tot dan|(?P<kiss>x{1,3}|xoxo)),? )?(?P<led>(?i:namens|vanwege|van|vanuit) )?"
)
_TEAM_START = regex.compile(
    r"(?i:(?:ons |alle(?:maal|n)? |heel |hele |iedereen |de |het |'t |uw |je |jouw |onze |mensen |meisjes |jongens |dames |heren |bij |van |voor |team )+)"
)
_GROUP = regex.compile(
    r"(?i:(?:de|het|je|jouw|uw|alle|al|onze) (?:hele )?(?:mensen|meiden|jongens|dames|heren|ploeg|bende|vrienden|collega['’]?s|familie|crew|\w*team) (?:van|bij|uit)) (?=['’\p{Lu}\d]|de |het )"
)
_EVERYBODY = regex.compile(r"\b(?:ons(?: allemaal| allen)?|allemaal|iedereen|allen|wij|collega['’]?s)\b", regex.IGNORECASE)
_SALUTED = regex.compile(
    r"[ \t,.!:–—*_|-]*(?:\p{So}\s*)*(?:uit (?:het )?\p{Lu}[\w-]+,\s*)?(?P<who>[^\n]{2,90})?(?P<below>(?:\s*\n[^\n]{2,70}){0,4})",
    regex.MULTILINE,
)
_UNIT_END = regex.compile(
    r"(?<=\p{L}{2})(?<!\b(?i:mr|dr|ir|ing|drs|prof|mevr|mw|dhr|st))[.!?…](?=\s|$)|[!?…:;]|https?:|www\.|(?<!\w)[#@^](?=\w)|\p{So}| {2,}| x+\b|(?<=\)) "
)
_LAST = regex.compile(
    r"(?:(?<=(?<!\b(?:\p{Lu}|mr|dr|drs|ir|ing|mw|mevr|dhr|nr|St))[.!?…)])\s+|\n\s*|(?<=[\p{So}\p{Sk}\uFE0F])\s*)(?P<who>[^\n?\p{So}]{2,90})$"
)
_CLOSER = regex.compile(
    r"(?:^|(?<=[.!?…\n]\s?))(?i:(?:met |veel |heel |nogmaals |alvast |en |een |nog |dikke |hopelijk |vertrouwende |hopende )*(?:(?P<formal>excuses|dank (?=voor|om)|hoogachtend|hebben|zoen|knuffel|kus)|sterkte|succes|beterschap|liefs|knuffel|tot|moed|dank|bedankt|dankjewel|welkom|gefeliciteerd|proficiat|fijne?|prettige?|goede?|geniet|hartelijks|u|x+)\b[^,.!?\n]{0,60}), ?(?P<who>[^,.!?\n]{2,60})$"
)
_CLOSING_LINE = regex.compile(r"\n[ \t]*(?!(?i:beste|geachte|lieve|hoi|hallo|dag|ha|hey)\b)\p{L}[^\n.!?:;]{1,50},[ \t]*\n\s*\Z")
_COMMA_TEAM = regex.compile(r", ?(?P<who>(?:het|de|uw|je|jouw|ons|onze) (?:hele |voltallige |)?[\p{L} &'’-]{3,40})$")
_WISHED_BY = regex.compile(
    r"(?i:gewenst|toegewenst|wens\w*|groet\w*|sterkte|excuses|dank|liefs|tijd|plezier|toe|succes|beterschap|knuffel|proficiat|gefeliciteerd)\b[^.!?\n]{0,20}?[, ](?P<who>(?i:van|namens|vanwege) [^.!?\n]{3,60})$"
)
_SIGNING_SLOT = regex.compile(
    r"agent|medewerk|merk|bedrijf|team|organi[sz]|winkel|shop|site|brand|company|name|naam|filiaal|afzender|sender", regex.IGNORECASE
)
_PERSON_SLOT = regex.compile(
    r"agent|medewerk|mijn|voornaam|behandelaar|(?<!\p{L})naam(?!\p{L})|first|afzender|sender|author", regex.IGNORECASE
)
_TAIL = regex.compile(
    r"(?r)(?:\s|>>+|»|(?<!\d)[1-9] ?/ ?[1-9]|\([1-9]/[1-9]\)|https?://\S+|www\.\S+|(?<!\w)[#@][\p{L}\w.]+(?<!#[A-Z]{4,12})|\p{So}|\p{Sk}|\uFE0F|\u200D|(?<!\w)[:;]-?[)(DP]|<3|[.,!*_])+\Z",
    regex.IGNORECASE,
)
_AFTERWORD = regex.compile(
    r"^\s*(?:p\.? ?s\.?\b|let op\b|disclaimer|dit (?:is een|bericht)|(?:\* ?){2,}|_{3,}|-{2,}|={3,}|styling)",
    regex.IGNORECASE | regex.MULTILINE,
)
_GREETED = regex.compile(
    r"(?i:\b(?:hoi|hallo|dag|beste|ha|hey|hé|lieve|geachte|goede\w+|goeie\w+|heer|mevrouw|meneer)) (?P<name>\p{Lu}[\p{L}'’-]+)"
)
_ROLE_BEFORE_NAME = regex.compile(
    r"(?!(?:uit|vanuit|aan|met|voor|en|ook|tot|bij|het|ons|onze|jouw|team|nog|naar|alle|hele|van|namens)\b)\p{Ll}[\p{Ll}-]{2,} (?=(?P<name>\p{Lu}[\p{L}'’-]+))"
)
_LONGEST_TITLE: Final = 45
_LONGEST_WISH: Final = 5
_MOST_WORDS: Final = 9
_NEVER_A_TAG: Final = frozenset(["dm", "pb", "pm", "kpn", "klm", "faq", "app", "sms"])
"""What a caret points at, rather than who signs."""
_CHANNEL_OR_INITIALS: Final = frozenset(["PB", "PM"])
_NEVER_INITIALS: Final = _NEVER_A_TAG | frozenset(
    [
        "nl",
        "be",
        "en",
        "of",
        "ns",
        "ov",
        "eu",
        "tv",
        "pc",
        "id",
        "ik",
        "je",
        "uw",
        "op",
        "in",
        "to",
        "ict",
        "kpn",
        "klm",
        "faq",
        "app",
        "sms",
        "svp",
        "aub",
        "btw",
        "uu",
        "km",
        "cm",
        "kg",
        "mb",
        "gb",
        "wc",
        "cv",
    ]
)
_UNITS: Final = frozenset(["tv", "mb", "gb", "cm", "km", "kg", "pc", "ov", "ns", "cv"])
"""Never initials in running text; behind a finished sentence and a mark they are."""
_AFTER_SENTENCE = regex.compile(r"[.!?…]\s*[/~*(\[–—-]{1,2} ?$")
_SHORT_NAMES: Final = frozenset(["bo", "jo", "an", "ed", "ad", "ab", "ko", "mo", "li", "al"])


@dataclass(slots=True)
class SignOff:
    """Who signed, as places in the text."""

    places: dict[Who, list[Span]] = field(default_factory=lambda: {"initialen": [], "naam": [], "bedrijf": []})

    def add(self, who: Who | None, span: Span) -> None:
        if who is not None:
            self.places[who].append(span)

    def __bool__(self) -> bool:
        return any(self.places.values())


class Signer(NamedTuple):
    """One who signs, as a place in the text."""

    who: Who
    span: Span


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
        signs = match["tag"] in _CHANNEL_OR_INITIALS and _closes(match, text)
        found.add("initialen" if signs else _tag_kind(match["tag"], reading), match.span())
    for _, end in reading.spans("slotgroet"):
        if signer := _after_salutation(text, end, reading):
            found.add(*signer)
    if not found and (hashed := _HASH_TAG.search(text)):
        found.add("initialen", hashed.span())
    if not found:
        for core in _cores(text):
            if signer := _at_the_end(core, reading):
                found.add(*signer)
                break
    return found


def _closes(match: "regex.Match[str]", text: str) -> bool:
    """Whether a tag stands behind a finished sentence, with nothing after it."""
    return not text[match.end() :].strip() and text[: match.start()].rstrip().endswith((".", "!", "?", "…", ")"))


def _after_salutation(text: str, end: int, reading: Reading) -> Signer | None:
    """Who stands behind or below a closing salutation; a person below an organisation counts for more."""
    match = _SALUTED.match(text, end)
    if match is None:
        return None
    first: Signer | None = None
    for start, stop in _lines(text, match):
        unit = _unit(text[start:stop])
        below = first is not None and first.who == "bedrijf" and _FIRST_AND_LAST.fullmatch(unit) is not None and " " in unit
        signer = _signer(unit, start, reading, saluted=first is None or below)
        if signer is not None and signer.who != "bedrijf":
            return signer
        first = first or signer
    return first


def _lines(text: str, match: "regex.Match[str]") -> Iterator[Span]:
    """The lines behind a salutation, each without white space around it."""
    spans = [match.span("who")] if match["who"] else []
    spans += [
        (match.start("below") + m.start(), match.start("below") + m.end()) for m in compiled(r"[^\n]+").finditer(match["below"] or "")
    ]
    for a, b in spans:
        line = text[a:b]
        if _AFTERWORD.match(line):
            return
        indent = len(line) - len(line.lstrip(" \t*_|"))
        if line.strip():
            yield a + indent, a + len(line.rstrip())


def _unit(line: str) -> str:
    """The part of a line that can be a signature: up to the end of a sentence, an address or an emoji."""
    stop = _UNIT_END.search(line)
    return (line[: stop.start()] if stop else line).rstrip(" .,*_|–—-")


def _at_the_end(core: str, reading: Reading) -> Signer | None:
    """Who signs in the last words of a text, without a salutation."""
    exclaims = reading.reply.text[len(core) :].lstrip().startswith("!")
    if (bracketed := _BRACKETED.search(core)) and _is_somebody(bracketed["who"], reading):
        return Signer("naam", bracketed.span("who"))
    named = _ROLE_THEN_NAME.search(core) or _PLAIN_NAME.search(core)
    if named and _is_first_name(named["who"], reading):
        return Signer("naam", named.span("who"))
    if tag := _END_TAG.search(core):
        closed = _AFTER_SENTENCE.search(core[: tag.start("tag")]) and tag["tag"].lower() in _UNITS
        kind = _tag_kind(tag["tag"], reading, marked=bool(closed))
        return Signer(kind, tag.span()) if kind else None
    for pattern in (_DASHED, _LAST, _CLOSER, _COMMA_TEAM, _WISHED_BY):
        unit = max(pattern.finditer(core, overlapped=True), key=lambda found: found.start("who"), default=None)
        if unit is None or (not core[: unit.start("who")].strip(" \n–—~|/*-") and pattern is not _DASHED):
            continue
        start = unit.start("who")
        closed = pattern is _LAST and _CLOSING_LINE.search(core[:start]) is not None and _is_short(core[:start])
        signer = _signer(unit["who"].rstrip(), start, reading, saluted=closed, team_only=pattern is _COMMA_TEAM)
        if signer is None:
            continue
        if (
            pattern is _CLOSER
            and not unit["formal"]
            and signer.who == "naam"
            and len(unit["who"].strip()) <= signer.span[1] - signer.span[0]
            and (exclaims or not _knows_customer(reading))
        ):
            continue  # 'Fijn weekend, Jan!' wishes Jan well
        if signer.who == "bedrijf" and (above := _person_above(core[:start], reading)):
            return above
        return signer
    return None


def _is_short(text: str) -> bool:
    """Whether the last line of a text is no more than a wish: 'Sterkte gewenst,'."""
    return len(text.rstrip().rpartition("\n")[2].split()) <= _LONGEST_WISH


def _person_above(text: str, reading: Reading) -> Signer | None:
    """A person on the line above an organisation's."""
    body = text.rstrip()
    start = body.rfind("\n") + 1
    if not start or "\n" not in text[len(body) :]:
        return None
    signer = _signer(body[start:].rstrip(" ,"), start, reading, saluted=False)
    return signer if signer and signer.who == "naam" else None


def _cores(text: str) -> Iterator[str]:
    """The text up to where a sign-off may end: without the tail, and without an afterword."""
    core = _TAIL.sub("", text)
    yield core
    above, _, last = core.rpartition("\n")
    if above.strip() and len(last) <= _LONGEST_TITLE and not compiled(r"[.!?:]").search(last):
        yield above.rstrip(" \n,.")  # the line under a name holds a job title or a department
    if (match := _AFTERWORD.search(text)) and match.start():
        yield _TAIL.sub("", text[: match.start()])


def _tag_kind(tag: str, reading: Reading, *, marked: bool = True) -> Who | None:
    plain = tag.replace(".", "").replace("&", "")
    if plain.lower() in (_NEVER_A_TAG if marked else _NEVER_INITIALS):
        return None
    if marked and plain[0].isupper() and plain[1:].islower() and plain.lower() in _SHORT_NAMES:
        return "naam"
    if len(plain) <= 3 and (plain.isupper() or len(plain) == 2 or (plain[0].isupper() and plain[-1].isupper())):
        return "initialen"
    if (
        len(plain) <= 5
        and plain[0].isupper()
        and plain[-1].isupper()
        and plain[1:-1].islower()
        and plain.lower() not in reading.context.words("voornamen")
    ):
        return "initialen"  # EvdB
    if len(plain) < 3 or (plain.islower() and plain not in reading.context.words("voornamen")):
        return None
    if plain.isupper() and plain.lower() not in reading.context.words("voornamen"):
        return "initialen" if len(plain) <= 4 else None
    return _who(plain, reading)


def _signer(unit: str, offset: int, reading: Reading, *, saluted: bool, team_only: bool = False) -> Signer | None:
    """Who a unit of words names as its signer, if it is a signature at all."""
    lead = _LEAD.match(unit)
    start = lead.end() if lead else 0
    led = bool(lead and lead["led"])
    if (own := compiled(r"(?i:je|jouw|uw) (?=\p{Lu}|\p{Ll}+ \p{Lu})").match(unit[start:])) and not led:
        start += own.end()  # 'Je Sanne'
    role = _ROLE_BEFORE_NAME.match(unit, start)
    parted = _PARTED.match(unit, start) if saluted else None
    if parted and _has_organisation_word(parted[0], reading) and not _has_organisation_word(parted["name"], reading):
        start = parted.end()  # 'Team Ramen | Sanneke Dral'
    known = _FROM_THE_COOK.match(unit) if saluted else None
    if known and _is_first_name(known["name"], reading):
        return Signer("naam", (offset + known.end(), offset + known.end("name")))
    titled = _TITLED.match(unit, start)
    if titled and not _has_function(titled[0].strip(), reading):
        titled = None
    if titled and not saluted and titled["name"].lower() in reading.context.words("voornamen"):
        start = titled.end()  # 'Chef Marnix'
    elif titled and saluted and titled["last"] and titled[0][0].islower() and not _has_organisation_word(titled[0], reading):
        start = titled.end()  # 'uw adviseur Sanneke Dral'
    elif saluted and role and role["name"].lower() in reading.context.words("voornamen"):
        start = role.end()  # 'Groetjes, bakker Wim'
    phrase = unit[start:].strip(" *_")
    start += len(unit[start:]) - len(unit[start:].lstrip(" *_"))
    words = phrase.split()
    if not words or len(words) > _MOST_WORDS + 3:
        return None
    span = (offset + start, offset + start + len(phrase))
    if compiled(_SLOT).match(phrase):
        if not saluted and not led and not _SIGNING_SLOT.search(phrase):
            return None
        if "initial" in phrase.lower():
            return Signer("initialen", span)
        return Signer("naam" if _PERSON_SLOT.search(words[0] if " " not in phrase else phrase) else "bedrijf", span)
    saluted = saluted or bool(lead and lead["kiss"])
    above = reading.reply.text[:offset]
    if above.rstrip(" \t").endswith("\n") and not above.rstrip().endswith(":") and _HOUSE_NAME.fullmatch(phrase):
        return Signer("bedrijf", span)
    if not team_only and (person := _person(phrase, reading, saluted=saluted)):
        return Signer(person[0], (span[0], span[0] + person[1]))
    team_first = led or compiled(r"(?i:team|afdeling|webcare)\b").match(phrase) is not None
    if team_first and (comma := phrase.rfind(", ")) > 0 and (person := _person(phrase[comma + 2 :], reading, saluted=False)):
        at = span[0] + comma + 2
        return Signer(person[0], (at, at + person[1]))
    if _is_organisation(phrase, reading, saluted=saluted, led=led):
        return Signer("bedrijf", span)
    return None


def _person(phrase: str, reading: Reading, *, saluted: bool) -> tuple[Who, int] | None:
    """Whether a person signs, or one with initials, and how long the name is."""
    names = reading.context.words("voornamen")
    first_word = phrase.split()[0].strip(".,!()")
    if saluted and first_word.lower() in names and first_word[0].islower():
        return "naam", len(first_word)
    if saluted and len(phrase) < 4 and compiled(r"\p{Ll}{2}|\p{Lu}\.?|\p{Lu}\p{Ll}\p{Lu}").fullmatch(phrase):
        return "initialen", len(phrase)
    if (
        saluted
        and compiled(_INITIALS).fullmatch(first_word)
        and len(first_word.replace(".", "")) == 2
        and not compiled(r"\S+ \p{Lu}\p{Ll}").match(phrase)
    ):
        return "initialen", len(first_word)
    if not saluted and (of := _OF_HOUSE.fullmatch(phrase)) and _is_somebody(of["name"], reading) and _is_house(of["what"], reading):
        return "naam", of.end("name")
    match = _PERSON.match(phrase)
    if match is None:
        return None
    rest = phrase[match.end() :]
    first = match["first"].split()[-1].strip("'’.").lower()
    known = first in names or first.split("-")[0] in names
    if compiled(r"\p{Ll}{3}\p{Lu}").search(match["first"]):
        return None  # KwikBel
    lettered = bool(match["letters"] or match["title"])
    if _is_customer(first, reading, alone=match["last"] is None and not rest) or first in _never_names(reading):
        return None
    more = _AND_MORE.match(rest)
    entitled = _FUNCTION.fullmatch(phrase)
    if entitled and not _has_organisation_word(phrase.split()[0], reading) and not _has_verb(phrase) and not lettered:
        return "naam", match.end()
    if more and not saluted and not _describes(more["what"], reading, known=known):
        return None
    if saluted:
        if known or lettered:
            return "naam", match.end()
        if _has_organisation_word(compiled(rf" {_PARTICLES} ").split(phrase[: match.end()])[0], reading) or _is_known_organisation(
            phrase.split()[0], reading
        ):
            return None
        if more and " " not in match[0] and compiled(r" ?\(|, ?| ?[|–—/-] ").match(rest) and _has_function(more["what"], reading):
            return "naam", match.end()
        if more and compiled(r" (?:van|en|&|namens|bij|\+) |, ?| ?\(| ?[|–—/-] ").match(rest):
            return ("naam", match.end()) if _looks_like_a_person(match, reading) else None
        return ("naam", match.end()) if not rest and _looks_like_a_person(match, reading) else None
    if not (rest == "" or more or (known and (lower := _AND_LOWER.match(rest)) and _has_function(lower["what"], reading))):
        return None
    if _has_verb(phrase):
        return None
    if known or (lettered and match["first"]):
        return "naam", match.end()
    if more and _has_function(more["what"], reading) and not _has_organisation_word(match[0], reading):
        return "naam", match.end()
    return None


def _is_somebody(name: str, reading: Reading) -> bool:
    """Whether a capitalised word may be a first name: it is no known word, place or organisation, and is not formed like a noun."""
    lower = name.lower()
    return lower in reading.context.words("voornamen") or not (
        lower in _never_names(reading)
        or lower in reading.context.words("plaatsnamen")
        or _has_organisation_word(name, reading)
        or _is_customer(lower, reading, alone=True)
        or compiled(r".*(?:en|ing|tie|heid|teit|nis|uur|ers|dag)").fullmatch(lower)
    )


def _is_first_name(name: str, reading: Reading) -> bool:
    """Whether a word is a known first name, and not the customer's."""
    lower = name.lower()
    return (
        lower in reading.context.words("voornamen") and lower not in _never_names(reading) and not _is_customer(lower, reading, alone=True)
    )


def _is_house(what: str, reading: Reading) -> bool:
    return not _has_verb(what) and compiled(r"\p{Lu}").search(what) is not None and _has_organisation_word(what, reading)


def _never_names(reading: Reading) -> frozenset[str]:
    return reading.context.words("nooit-een-naam")


def _is_customer(first: str, reading: Reading, *, alone: bool) -> bool:
    """Whether a name is the customer's: given with the draft, or greeted in the reply."""
    given = (reading.draft.customer_name or "").lower().split()
    if not alone:
        return False
    return first in given or any(match["name"].lower() == first for match in _GREETED.finditer(reading.reply.text))


def _knows_customer(reading: Reading) -> bool:
    """Whether the customer's name is known: then another name in a farewell is the agent's."""
    return bool(reading.draft.customer_name) or _GREETED.search(reading.reply.text) is not None


def _has_verb(phrase: str) -> bool:
    """Whether a word in lower case of a phrase is a finite verb: then it is a sentence, and no signature."""
    return any(word in _VERBS for word in phrase.split())


_VERBS: Final = frozenset(
    [
        "is",
        "was",
        "zijn",
        "waren",
        "heeft",
        "hebben",
        "had",
        "wordt",
        "worden",
        "kan",
        "kunnen",
        "kun",
        "zal",
        "zullen",
        "gaat",
        "gaan",
        "komt",
        "komen",
        "helpt",
        "helpen",
        "kijkt",
        "kijken",
        "belt",
        "bellen",
        "staat",
        "staan",
        "doet",
        "doen",
        "weet",
        "weten",
        "neemt",
        "nemen",
        "geeft",
        "geven",
        "mag",
        "moet",
        "wil",
        "zou",
        "rijdt",
        "ligt",
        "zit",
    ]
)


def _has_organisation_word(phrase: str, reading: Reading) -> bool:
    """Whether a word is, or ends in, a noun that names an organisation or part of one; also an address or a legal form."""
    whole, ends = reading.context.words("organisatiewoorden"), reading.context.words("organisatie-eindes")
    for raw in phrase.split():
        word = raw.strip(".,!()'’\"").lower()
        for part in (word, *word.split("-")[1:]):
            if part in whole or part.endswith(tuple(ends)):
                return True
        if compiled(r"(?:b\.?v|n\.?v|vzw|v\.?z\.?w|v\.?o\.?f|[\w-]+\.(?:nl|be|com|eu|org|example))\.?").fullmatch(word):
            return True
    return False


def _has_function(phrase: str, reading: Reading) -> bool:
    """Whether a phrase names a job, a department or an organisation."""
    ends = tuple(reading.context.words("functiewoorden"))
    return _has_organisation_word(phrase, reading) or any(word.strip(".,()").lower().endswith(ends) for word in phrase.split())


def _describes(what: str, reading: Reading, *, known: bool) -> bool:
    """Whether the words behind a name say who somebody is: a job, an organisation, or other names."""
    words = what.split()
    if any(word.lower() in ("je", "u", "ik", "we", "wij", "hij", "ze", "dat", "dit", "er", "niet") for word in words):
        return False
    if known and not _has_verb(what) and words[-1][0].isupper():
        return True
    if known and len(words) <= 3 and what.islower() and not _has_verb(what) and not _never_names(reading) & set(words):
        return True
    return _has_function(what, reading) or all(word[0].isupper() or compiled(rf"{_PARTICLES}|&|en|team").fullmatch(word) for word in words)


def _is_organisation(phrase: str, reading: Reading, *, saluted: bool, led: bool) -> bool:
    if compiled(r"\p{L}: ").search(phrase):
        return False
    words = [word.strip(",()") for word in phrase.split()]
    first = words[0].strip(".!").lower()
    named = [word for word in words if compiled(r"[\p{Lu}\d]").match(word)]
    lower = [
        word
        for word in words
        if word and word not in named and not compiled(rf"{_PARTICLES}|en|&|voor|bij|uw|je|jouw|ons|onze|hele|heel|[|–—/-]").fullmatch(word)
    ]
    organised = _has_organisation_word(phrase, reading) or _GROUP.match(phrase) is not None
    if led and (organised or _EVERYBODY.search(phrase)):
        return True
    if compiled(r"\d[\d.:–-]*(?:u|uur)?").fullmatch(words[0]) or first == "mijn":
        return False  # 'Van 11-17u', 'Mijn Omgeving'
    if saluted and organised and (words[0][0].isupper() or first in _DETERMINERS or _TEAM_START.match(phrase)):
        return True
    if saluted and _has_organisation_word(first, reading) and len(lower) <= 2 and not _has_verb(phrase):
        return True
    if (start := _TEAM_START.match(phrase)) and start.end() and organised and len(lower) <= 2 and not _has_verb(phrase):
        head = compiled(r" (?:van|bij|uit) ").split(phrase[start.end() :])[0]
        return _GROUP.match(phrase) is not None or not head.islower() or _has_organisation_word(head, reading)
    if saluted and words[0][:1] in "'’":
        return True
    if not named or not compiled(r"[\p{Lu}\d'’]|(?:de|het) \p{Lu}").match(
        words[0] if words[0][0].isupper() or words[0][0].isdigit() else phrase
    ):
        return False
    if saluted or (led and not lower):
        return len(lower) <= 2
    if first in _never_names(reading) or _has_verb(phrase) or _is_polite(phrase, reading):
        return False
    if organised and not _FOOTER.search(phrase):
        return all(_has_organisation_word(word, reading) for word in lower) and len(words) <= _MOST_WORDS - 1
    if _FOOTER.search(phrase):
        return False
    if lower or _is_customer(first, reading, alone=True) or (phrase.isupper() and len(words) > 2):
        return False
    return (len(named) > 1 and all(not word.isdigit() for word in named[:2])) or _is_known_organisation(words[0], reading)


_FOOTER = regex.compile(r"\b(?:privacy\w*|cookies|disclaimer|voorwaarden|uitschrijven|afmelden|contact)$", regex.IGNORECASE)
_DETERMINERS: Final = frozenset(["het", "de", "'t", "team", "uw", "je", "jouw", "ons", "onze"])


def _is_polite(phrase: str, reading: Reading) -> bool:
    """Whether a phrase is a wish, thanks, a greeting or an apology rather than a name."""
    text = reading.reply.text
    at = text.rfind(phrase)
    stop = at + len(phrase)
    return any(a < stop and at < b for kind in ("welwens", "bedankje", "excuus", "begroeting") for a, b in reading.spans(kind))


def _who(phrase: str, reading: Reading) -> Who:
    """Whether a tag behind a caret is a person's or an organisation's."""
    first = phrase.split()[0].strip(".,!").lower()
    if first in reading.context.words("voornamen"):
        return "naam"
    if _has_organisation_word(phrase, reading) or _is_known_organisation(phrase.split()[0], reading):
        return "bedrijf"
    match = _PERSON.match(phrase)
    return "naam" if match and _looks_like_a_person(match, reading) else "bedrijf"


_FIRST_AND_LAST = regex.compile(r"\p{Lu}\p{Ll}+(?:[-'’]\p{Lu}?\p{Ll}+)*(?: \p{Lu}\p{Ll}+(?:[-'’]\p{Lu}?\p{Ll}+)*)?")
_LONGEST_NAME: Final = 7
"""Letters in a name that stands in no list: a longer single word under a closing is more often a firm (Pakketland)."""


def _looks_like_a_person(match: "regex.Match[str]", reading: Reading) -> bool:
    """An unknown name: one capitalised word, a first and last name, or an initial and a last name."""
    name = match[0]
    if name.split()[-1].lower() in reading.context.words("plaatsnamen"):
        return False
    if compiled(rf" {_PARTICLES} ").search(name):
        return True
    return _FIRST_AND_LAST.fullmatch(name) is not None and (
        " " in name
        or len(name) <= _LONGEST_NAME
        or compiled(r"(?:[^e]a|ette|elle|ine|ien|wijn|bert|fred|mund|rik|jan)$").search(name) is not None
    )


def _is_known_organisation(word: str, reading: Reading) -> bool:
    """Named in the house style, all capitals, or mentioned elsewhere in the conversation as one mentions a firm."""
    plain = word.strip(".,!").lower()
    organisations = reading.context.style.get("organisation_names", ())
    if any(plain in str(name).lower().split() for name in organisations):
        return True
    if word.isupper() and len(word) > 1:
        return True
    elsewhere = f"{reading.reply.text}\n{reading.draft.customer or ''}".lower()
    return len(plain) > 2 and elsewhere.count(plain) > 1 and plain not in (reading.draft.customer_name or "").lower()


@signal("afsluiting-afwijkend")
def find_other_format(reading: Reading) -> Iterator[Span]:
    """A sign-off in another format than the house style's. In a format, XX stands for initials and Naam for a name."""
    formats = [_format_pattern(str(wanted)) for wanted in reading.context.style.get("sign_off", ())]
    places = reading.once(sign_off).places
    text = reading.reply.text
    for start, end in (*places["initialen"], *places["naam"]):
        line = text[text.rfind("\n", 0, start) + 1 : end]
        if formats and not any(pattern.search(line) or pattern.search(_flat(text[:end])) for pattern in formats):
            yield start, end


@signal("onbekende-ondertekening")
def find_unknown_agent(reading: Reading) -> Iterator[Span]:
    """Initials, or a name, that the roster of the house style does not hold. Without a roster there is nothing to compare."""
    roster = {str(agent).lower() for agent in reading.context.style.get("agents", ())}
    if not roster:
        return
    places = reading.once(sign_off).places
    for who in ("initialen", "naam"):
        for start, end in places[who]:
            signed = compiled(r"[^\p{L} ]").sub("", reading.reply.text[start:end]).strip().lower()
            if signed and signed not in roster and signed.split()[0] not in roster:
                yield start, end


def _flat(text: str) -> str:
    return compiled(r"\s+").sub(" ", text)


def _format_pattern(wanted: str) -> "regex.Pattern[str]":
    """'^XX' -> two or three capitals after a caret; 'Groetjes, Naam' -> a name after those words, with any line break."""
    pattern = regex.escape(_flat(wanted), special_only=True).replace("XX", r"\p{Lu}{2,3}").replace("Naam", rf"{_WORD}(?: [\p{{L}}'’.-]+)*")
    return regex.compile(rf"(?<![\p{{L}}^]){pattern}$")
