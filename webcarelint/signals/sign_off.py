"""Who signed? The grammar of the end of a reply: initials, a person's name, or only an organisation.

The end is what remains when everything that may follow a sign-off is peeled off: part numbers, links, hashtags, emoji,
a postscript or disclaimer, the quoted thread.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

import regex

from webcarelint.model import Span
from webcarelint.reading import Reading
from webcarelint.signals.registry import signal

Who = Literal["initialen", "naam", "bedrijf"]

_WORD: Final = r"\p{Lu}[\p{L}'’-]*"
_PARTICLES: Final = r"(?:van|de|der|den|ter|ten|het|'t|el|al|ben|vd|v\.d\.|la)"
_SLOT: Final = r"\{\{[^{}\n]+\}\}|\$?\{[^{}\n]+\}|\[[^\[\]\n]+\]|%[A-Z_]+%?"
_PHRASE: Final = rf"(?:{_SLOT}|(?:(?:[Hh]et|[Dd]e|[Jj]ouw|[Jj]e|[Uu]w|[Oo]ns|[Tt]eam|'t) )*[\p{{Lu}}\d][\p{{L}}\d'’.&-]*|(?:het |ons )?team)(?: (?:[\p{{L}}\d'’&.-]+|{_SLOT})){{0,7}}"
_INITIALS: Final = r"\p{Lu}(?:\.?\p{L})?\.?\p{Lu}\.?|\p{Lu}\.?\p{Lu}\.?\p{Lu}\.?"
_MARKED = regex.compile(r"(?<![\w^])\^ ?(?P<tag>\p{L}(?:[.&]?\p{L}){0,14}\.?)(?![\w^])")
_END_TAG = regex.compile(rf"(?:(?<=^|[\s.!?…,)])(?:[/~*#–—-] ?)(?P<tag>{_INITIALS})|(?<=^|[\s.!?…])\((?P<tag>{_INITIALS})\))$")
_END_NAME = regex.compile(rf"(?<=^|[\s.!?…,])(?:[–—~|/*-] ?)(?P<who>{_PHRASE})(?: ?[|–—-] ?[^|\n]{{2,40}})?$")
_WITH_FUNCTION = regex.compile(
    r"(?:^|(?<=[.!?…\n)] {0,2}))(?:[Nn]amens [^,.!?\n]{2,30}, ?|[Tt]ot dan, ?)?(?P<who>\p{Lu}[\p{L}'’-]+(?: (?:van|de|der|den|ter)){0,2}(?: \p{Lu}[\p{L}'’-]+){0,2}(?:, ?(?:\p{Ll}[\p{L}-]+(?: (?:bij|van) [\p{L} ]{2,25})?|\p{Lu}[\p{L}]+(?: \p{Lu}[\p{L}]+){0,2})| ?[–—|-] ?\p{Lu}[\p{L} ]{2,30}| van \p{Lu}[\p{L} ]{2,30})?)$"
)
_OWN_LINE = regex.compile(
    r"\n(?P<who>(?:(?:[Dd]e|[Hh]et) )?\p{Lu}[\p{L}&'’-]+(?: (?:(?:van|de|der|den|&) )*\p{Lu}[\p{L}&'’-]+){0,3}|[Dd]e directie|\{\{?[\w ]*(?:merk|bedrijf|team|organisatie)\w*\}\}?|\[[\w ]*(?:TEAM|MERK|BEDRIJF|team|merk|bedrijf)\w*\])$"
)
_LAST_UNIT = regex.compile(
    rf"(?:^|(?<=[.!?…\n)] {{0,2}})|(?<=\p{{So}} ?))(?P<who>{_PHRASE}(?: ?(?:[|@/–—-]|,(?= ?\p{{L}}+)) ?[\p{{L}}\d .&'’-]{{2,40}})?)$",
    regex.MULTILINE,
)
_ROLE: Final = r"(?!(?:uit|vanuit|aan|met|voor|en|ook|tot|bij|het|ons|onze|jouw|team|nog|naar|alle|hele)\b)\p{Ll}[\p{Ll}-]{2,}"
_ROLE_AND_NAME = regex.compile(rf"[\s,.!:–—-]*{_ROLE} (?P<who>\p{{Lu}}[\p{{L}}'’-]+(?: {_PARTICLES})*(?: \p{{Lu}}[\p{{L}}'’-]+)?)")
_AFTER_COMMA = regex.compile(r"(?<=, )(?P<who>(?:het )?team [\p{Lu}\d][\p{L}\d'’&.-]*(?: [\p{L}\d'’&.-]+){0,4})$")
_FAREWELL = regex.compile(
    r"\b(?:sterkte|succes|plezier|beterschap|dag|avond|weekend|week|vakantie|toegewenst|gewenst), ?(?P<who>\p{Lu}[\p{L}'’-]+)$"
)
_ADDRESSED = regex.compile(
    r"\b(?:(?i:hoi|hallo|hey|hi|ha|dag|beste|lieve|geachte)|(?:[Dd]e )?(?:[Hh]eer|[Mm]evrouw|[Mm]eneer)) (?P<name>\p{Lu}[\p{L}'’-]+)"
)
_AFTER_SALUTATION = regex.compile(
    rf"[\s,.!:–—*_|-]*(?:\p{{So}}\s*)*(?:uit (?:het )?\p{{Lu}}\w+,\s*|(?:van|namens|vanwege) )?(?P<who>{_PHRASE}|\p{{Ll}}[\p{{L}}-]+)",
    regex.MULTILINE,
)
_TEAM_WORD = regex.compile(
    r"\b(?:\w*team|webcare\w*|klanten\w*|\w*desk|\w*service\w*|\w*bank|gemeente|stad|afdeling|redactie|directie|\w*ziekenhuis|b\.?v\.?|n\.?v\.?|"
    r"restaurant|hotel|camping|herberg|backoffice|vakanties|\w*luchtvaart|air|airlines|vroedvrouwen|collega’s|poli\w*|huisarts\w*|\w*praktijk|\w*huis|\w+\.(?:nl|be|com|example)|\w*bedrijf|receptie|klantcontact|planning|organisatie|crew|keuken|balie|secretariaat|kantoor|brasserie|caf[eé]|bakkerij|garage|kapsalon|fonds|vakantiepark|\w*winkel|\w*shop|\w*groep|stichting|vereniging|organisatie|support|crew|care|kliniek|museum|universiteit|"
    r"\w*verzekering\w*|energie|\w*waren|handel\w*|\w*techniek|\w*reizen|\w*verhuur|college|dienst|incasso|facturatie|polisbeheer|uitgeverij|uitgevers|bibliotheek|theater|winkels|webshop|makelaar\w*|medewerkers?|collega's|zorg|bedrijf|bureau|instituut|school|waterschap|provincie|politie|media)\b",
    regex.IGNORECASE,
)
_PERSON_SLOT = regex.compile(r"agent|medewerk|mijn|voornaam|\bnaam\b|first|afzender|sender|author", regex.IGNORECASE)
_TAIL = regex.compile(
    r"(?r)(?:\s|>>+|»|(?<!\d)[1-9] ?/ ?[1-9]|\([1-9]/[1-9]\)|https?://\S+|www\.\S+|(?<!\w)[#@][\p{L}\w.]+|\p{So}|\p{Sk}|\uFE0F|\u200D|(?<!\w)[:;]-?[)(DP]|<3|[.,!*_])+\Z",
    regex.IGNORECASE,
)
_AFTERWORD = regex.compile(
    r"^\s*(?:p\.? ?s\.?\b|let op\b|disclaimer|dit (?:is een|bericht)|(?:\* ?){2,}|_{3,}|-{3,}|={3,}|styling)",
    regex.IGNORECASE | regex.MULTILINE,
)
_LONGEST_TITLE: Final = 45
_NEVER_A_TAG: Final = frozenset(
    ["dm", "pb", "pm", "nl", "be", "en", "ns", "ov", "eu", "tv", "pc", "id", "ict", "kpn", "klm", "faq", "app", "sms"]
)
_NEVER_AFTER_CARET: Final = frozenset(["dm", "pb", "pm", "kpn", "klm", "faq", "app", "sms"])
"""A caret says that initials follow, so ^NS and ^BE are two people; ^DM is still a request."""

_NEVER_A_NAME: Final = frozenset(
    [
        "top",
        "super",
        "bedankt",
        "dank",
        "dankjewel",
        "fijn",
        "fijne",
        "succes",
        "sterkte",
        "groet",
        "groetjes",
        "goed",
        "prima",
        "graag",
        "tot",
        "sorry",
        "excuses",
        "ja",
        "nee",
        "oké",
        "ok",
        "helaas",
        "jammer",
        "balen",
        "beterschap",
        "thanks",
        "hopelijk",
        "veel",
        "leuk",
        "mooi",
        "hoi",
        "hallo",
        "dag",
        "beste",
        "welkom",
        "gelukkig",
        "klopt",
        "zeker",
        "uiteraard",
        "natuurlijk",
        "alvast",
        "nogmaals",
        "geniet",
        "gezellig",
        "we",
        "wij",
        "ik",
        "je",
        "u",
        "dm",
        "morgen",
        "vandaag",
        "nog",
        "laat",
        "kun",
        "wil",
        "stuur",
        "bel",
        "mail",
        "check",
    ]
)


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
    for match in _MARKED.finditer(text):
        found.add(_tag_kind(match["tag"], reading, never=_NEVER_AFTER_CARET), match.span())
    for _, end in reading.spans("slotgroet"):
        after = _ROLE_AND_NAME.match(text, end)  # 'Groetjes, bakker Wim'
        if not after or after["who"].split()[0].lower() not in reading.context.words("voornamen"):
            after = _AFTER_SALUTATION.match(text, end)
        if after and text[end : after.start("who")].count("\n") < 4:
            _add_phrase(found, after, reading, salutation=True)
    if not found:
        for core in _cores(text):
            if tag := _END_TAG.search(core):
                found.add(_tag_kind(tag["tag"], reading), tag.span())
            elif unit := _END_NAME.search(core) or _last_unit(core):
                _add_phrase(found, unit, reading, salutation=False)
            if not found and (unit := _WITH_FUNCTION.search(core)):
                _add_name(found, unit, reading)
            if not found and (unit := _AFTER_COMMA.search(core)):
                found.add("bedrijf", unit.span("who"))
            if not found and (unit := _FAREWELL.search(core)) and _is_not_the_customer(unit, text, reading):
                found.add("naam", unit.span("who"))
            if not found and (unit := _OWN_LINE.search(core)):
                found.add(_who(unit["who"], reading), unit.span("who"))
            if found:
                break
    return found


def _last_unit(core: str) -> "regex.Match[str] | None":
    """The last words of a text that stand on a line, or after a full stop, of their own."""
    ends = (match for match in _LAST_UNIT.finditer(core, overlapped=True) if match.end() == len(core))
    return max(ends, key=lambda match: match.start("who"), default=None)


def _cores(text: str) -> Iterator[str]:
    """The text up to where a sign-off may end: without the tail, and without an afterword."""
    core = _TAIL.sub("", text)
    yield core
    above, _, last = core.rpartition("\n")
    if above.strip() and len(last) <= _LONGEST_TITLE and not regex.search(r"[.!?:]", last):
        yield above.rstrip()  # the line under a name holds a job title or a department
    if (match := _AFTERWORD.search(text)) and match.start():
        yield _TAIL.sub("", text[: match.start()])


def _tag_kind(tag: str, reading: Reading, never: Collection[str] = _NEVER_A_TAG) -> Who | None:
    plain = tag.replace(".", "").replace("&", "")
    if plain.lower() in never:
        return None
    if len(plain) <= 3 and (plain.isupper() or len(plain) == 2 or (plain[0].isupper() and plain[-1].isupper())):
        return "initialen"
    if len(plain) < 3:
        return "initialen" if len(plain) == 2 else None
    if plain.isupper() and plain.lower() not in reading.context.words("voornamen"):
        return "initialen" if len(plain) <= 4 else None
    return _who(plain, reading)


def _add_phrase(found: SignOff, match: "regex.Match[str]", reading: Reading, *, salutation: bool) -> None:
    phrase = match["who"]
    first = phrase.split()[0].strip(".,!")
    start = match.start("who")
    if not salutation and not _could_be_signature(phrase, first, reading):
        return
    if salutation and phrase[0].islower() and first.lower() not in reading.context.words("voornamen") and not _TEAM_WORD.search(phrase):
        return
    if salutation and regex.fullmatch(_INITIALS, first) and len(first.replace(".", "")) == 2:
        found.add("initialen", (start, start + len(first)))
        return
    found.add(_who(phrase, reading), (start, match.end("who")))


def _add_name(found: SignOff, match: "regex.Match[str]", reading: Reading) -> None:
    """'Ruben, eigenaar', 'Namens Zonnebries, Inge Aerts', 'Yasmina – Belmo': only a known first name that is not the customer's counts."""
    first = match["who"].split()[0].strip(".,!–—|-").lower()
    customer = (reading.draft.customer_name or "").lower().split()
    if first.split("-")[0] in reading.context.words("voornamen") and first not in customer and first not in _NEVER_A_NAME:
        found.add("naam", (match.start("who"), match.end("who")))


def _is_not_the_customer(match: "regex.Match[str]", text: str, reading: Reading) -> bool:
    """'Veel sterkte, Petra' is signed when the customer goes by another name; 'Fijn weekend, Jan!' wishes Jan well."""
    name = match["who"].lower()
    others = {one["name"].lower() for one in _ADDRESSED.finditer(text, 0, match.start("who"))}
    others |= set((reading.draft.customer_name or "").lower().split())
    exclaims = text[match.end("who") :].lstrip().startswith("!")
    return not exclaims and bool(others) and name not in others and name in reading.context.words("voornamen")


def _could_be_signature(phrase: str, first: str, reading: Reading) -> bool:
    """The last words of a reply without a closing salutation: only a known name, or a team, counts."""
    words = phrase.split()
    lowered = first.lower()
    if lowered in _NEVER_A_NAME or len(words) > 8 or regex.search(r"[?:;]", phrase):
        return False
    customer = (reading.draft.customer_name or "").lower().split()
    if lowered in customer and len(words) < 3:
        return False
    if (last := _person_after_comma(phrase, reading)) and last not in customer:
        return True
    if lowered in reading.context.words("voornamen"):
        return (
            len(words) == 1
            or regex.match(rf"\w[\w'’-]*(?: {_PARTICLES})* (?:[\p{{Lu}}\d|@/–—&-]|van|namens|bij|en \p{{Lu}})", phrase) is not None
        )
    return (
        regex.match(
            r"(?:(?:[Hh]et|[Dd]e|[Oo]ns|[Jj]ouw|[Jj]e|[Uu]w) )?(?:[\p{Lu}\d][\p{L}\d'’&.-]* )?(?:[Tt]eam|[\p{L}\d'’-]*-team|[Ww]ebcare(?:team)?|[Kk]lantenservice|[Kk]lantendienst|[Kk]lantcontact|[Gg]emeente|[Ss]tad|[Zz]iekenhuis|[Pp]arkeerbedrijf|[\p{L}]+bank|[\p{L}]+team|[Hh]erberg|[Cc]afé|[Aa]fdeling|[Dd]ienst|[Ss]tichting|[Oo]rganisatie|[Rr]eceptie|[Cc]rew|[Hh]otel|[Cc]amping|[Rr]estaurant|[Bb]rasserie|[\p{L}]*praktijk|[\p{L}]+bedrijf|[Hh]uisartsen\w*|[\p{L}\d-]+\.(?:nl|be|com|eu))\b(?: (?:van|de|het|der|den|voor|bij|en|&|\p{Ll}+(?=$)(?<!t)|[\p{Lu}\d]\S*)){0,5}$",
            phrase,
        )
        is not None
    )


def _who(phrase: str, reading: Reading) -> Who:
    """Whether a signature is a person's or an organisation's."""
    words = phrase.split()
    first = words[0].strip(".,!").lower()
    if regex.fullmatch(r"(?:mr|dr|drs|ir|ing)\.?|(?:\p{Lu}\.)+", words[0]):
        return "naam"
    if regex.match(_SLOT, phrase):
        return "naam" if _PERSON_SLOT.search(words[0] if " " not in phrase else phrase) else "bedrijf"
    if first in reading.context.words("voornamen") or _person_after_comma(phrase, reading):
        return "naam"
    if _TEAM_WORD.search(regex.split(rf" (?:{_PARTICLES}|bij|namens) ", phrase)[0]) or words[0].lower() in ("het", "de", "'t", "team"):
        return "bedrijf"
    if _is_known_organisation(words[0], reading):
        return "bedrijf"
    if len(words) > 1 and (
        regex.fullmatch(rf"{_PARTICLES}", words[1]) or regex.fullmatch(r"(?:mr|dr|drs|ir|ing)\.?|(?:\p{Lu}\.)+", words[0])
    ):
        return "naam"
    return "naam" if _looks_like_a_person(words) else "bedrijf"


def _person_after_comma(phrase: str, reading: Reading) -> str | None:
    """The first name at the end of 'Team Fraude, Mark'."""
    team, _, name = phrase.rpartition(",")
    named = len(team.split()) > 1 and regex.fullmatch(rf"(?:(?:\p{{Lu}}[\p{{L}}'’&-]*|{_PARTICLES}|&) ?)+", team)
    return name.strip().lower() if named and name.strip().lower() in reading.context.words("voornamen") else None


def _looks_like_a_person(words: list[str]) -> bool:
    """An unknown name: one capitalised word, a first and last name, or an initial and a last name."""
    if not 1 <= len(words) <= 3:
        return False
    capitalised = all(regex.fullmatch(r"\p{Lu}\p{Ll}+(?:[-'’]\p{Lu}?\p{Ll}+)*", word) for word in words)
    if len(words) == 1:
        return capitalised and len(words[0]) <= 10
    return (capitalised and len(words) == 2) or regex.fullmatch(r"(?:\p{Lu}\.)+", words[0]) is not None


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
            signed = regex.sub(r"[^\p{L} ]", "", reading.reply.text[start:end]).strip().lower()
            if signed and signed not in roster and signed.split()[0] not in roster:
                yield start, end


def _flat(text: str) -> str:
    return regex.sub(r"\s+", " ", text)


def _format_pattern(wanted: str) -> "regex.Pattern[str]":
    """'^XX' -> two or three capitals after a caret; 'Groetjes, Naam' -> a name after those words, with any line break."""
    pattern = regex.escape(_flat(wanted), special_only=True).replace("XX", r"\p{Lu}{2,3}").replace("Naam", rf"{_WORD}(?: [\p{{L}}'’.-]+)*")
    return regex.compile(rf"(?<![\p{{L}}^]){pattern}$")
