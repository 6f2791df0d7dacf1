"""Whom do a few words name as the signer: a person, one with initials, an organisation, or nobody?

After a closing salutation any name will do; without one it must be a known first name, a name with a function, or an
organisation that shows itself as one. The words by which these are told apart stand in rules/ondertekening.toml and namen.toml.
"""

from collections.abc import Collection, Iterable
from typing import Final, Literal, NamedTuple

import pcre2

from webcarelint.model import Span
from webcarelint.reading import Reading, quick

Who = Literal["initialen", "naam", "bedrijf"]

INITIALS: Final = r"\p{Lu}(?:\.?\p{L})?\.?\p{Lu}\.?|\p{Lu}\.?\p{Lu}\.?\p{Lu}\.?"
_MOST_WORDS: Final = 9
_LONGEST_NAME: Final = 7
"""Letters in a name that stands in no list: a longer single word under a closing is more often a firm (Pakketland)."""

# With a (@list) these are filled from the packs.
_PERSON: Final = (
    r"(?P<title>(?i:(@persoonstitels-afgekort)(?:\. ?| )|(@persoonstitels) ))*(?:(?P<letters>(?:\p{Lu}h?\. ?){1,4}(?:\(\p{Lu}\p{Ll}+\) )?|\p{Lu} (?=\p{Lu}\p{Ll}))|[Dd]en? (?=\p{Lu}))?"
    r"(?P<first>(?:(@tussenvoegsels) )*\p{Lu}[\p{L}'’-]*)(?P<last>(?: (@tussenvoegsels))*(?: \p{Lu}[\p{L}'’.-]*){1,3})?"
)
_LEAD: Final = r"(?i:(?:(@groetwoorden)|(?P<kiss>x{1,3}|xoxo)),? )?(?P<led>(?i:(@namens)) )?"
_ROLE_BEFORE_NAME: Final = r"(?!(@geen-rol)\b)\p{Ll}[\p{Ll}-]{2,} (?=(?P<name>\p{Lu}[\p{L}'’-]+))"
_TEAM_START: Final = r"(?i:(?:(@voor-een-team) )+)"
_GROUP: Final = r"(?i:(?:(@lidwoorden)|(@bezittelijk)|alle?) (?:hele )?(@gezelschap) (?:van|bij|uit)) (?=['’\p{Lu}\d]|de |het )"

_ADDRESS = quick(r"[\w-]+\.(?:nl|be|com|eu|org|example)\.?$")
_SLOT = quick(r"\{\{[^{}\n]+\}\}|\$?\{[^{}\n]+\}|\[[^\[\]\n]+\]|%[A-Z_]+%?|#[A-Z]{4,}#|<<?[\w ]+>>?")
_AND_MORE = quick(r"(?: ?[|–—/@-] ?|, ?| ?\(| (?:van|namens|bij|en|&|\+|uit) )(?P<what>[^\n.!?:;]{2,60})\)?$")
_SET_OFF = quick(r" ?\(|, ?| ?[|–—/-] ")
_JOINED = quick(r" (?:van|en|&|namens|bij|\+) |, ?| ?\(| ?[|–—/-] ")
_OF_HOUSE = quick(r"(?P<name>\p{Lu}\p{Ll}{2,}) (?:van|bij|uit|namens) (?P<what>[^\n.!?:;,]{3,50})")
_HOUSE_NAME = quick(r"(?:De|Het|'t) \p{Lu}[\p{L}'’-]{2,}(?: \p{Lu}[\p{L}'’-]+)?")
_FUNCTION = quick(r"\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? (?:\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?), (?P<what>\p{Ll}{4,}(?: \p{Ll}+){0,2})")
_PARTED = quick(r"[^|\n]{3,40} [|–—-] (?=(?P<name>\p{Lu}\p{Ll}+ (?:\p{Ll}+ ){0,2}\p{Lu}\p{Ll}+)$)")
_FROM_THE_COOK = quick(r"van (?:de|het|uw|je) \p{Ll}+ \((?=(?P<name>\p{Lu}\p{Ll}+)\)?$)")
_TITLED = quick(
    r"\p{Lu}?\p{Ll}+(?:-\p{Ll}+)* (?=(?P<name>\p{Lu}\p{Ll}+)(?P<last>(?: \p{Ll}+){0,2} \p{Lu}\p{Ll}+)?(?:$|, | (?:en|van|bij|&) ))"
)
_SAID_OF = quick(r" \([^()\n]{2,60}\)?$")
_SINGLE = quick(r"\p{Lu}\p{Ll}{7,}")
_YOURS = quick(r"(?i:je|jouw|uw) (?=\p{Lu}|\p{Ll}+ \p{Lu})")
_AND_LOWER = quick(r" (?P<what>\p{Ll}[\p{L} &-]{3,40})$")
_FULL_NAME = quick(r"\p{Lu}\p{Ll}+(?:[-'’]\p{Lu}?\p{Ll}+)*(?: \p{Lu}\p{Ll}+(?:[-'’]\p{Lu}?\p{Ll}+)*)?")
_NO_LETTERS = quick(r"[^\p{L}]+")
_SHORT = quick(r"\p{Ll}{2}|\p{Lu}\.?|\p{Lu}\p{Ll}\p{Lu}")
_PAIR = quick(rf"(?=[^.]\.?[^.]\.?$)(?:{INITIALS})")
_SURNAME_BEHIND = quick(r"\S+ \p{Lu}\p{Ll}")
_TWO_PARTS = quick(r"\p{Ll}{3}\p{Lu}")
_EXPLAINS = quick(r"\p{L}: ")
_TIME = quick(r"\d[\d.:–-]*(?:u|uur)?")
_STARTS_BIG = quick(r"[\p{Lu}\d'’]|(?:de|het) \p{Lu}")


class Signer(NamedTuple):
    """One who signs, as a place in the text."""

    who: Who
    span: Span


def signer(unit: str, offset: int, reading: Reading, *, saluted: bool, team_only: bool = False) -> Signer | None:
    """Who a unit of words names as its signer, if it is a signature at all."""
    known = _FROM_THE_COOK.match(unit) if saluted else None
    if known and is_first_name(known["name"], reading):
        return Signer("naam", (offset + known.end(), offset + known.end("name")))
    lead = reading.context.pattern(_LEAD).match(unit)
    led, kissed = (bool(lead["led"]), bool(lead["kiss"])) if lead else (False, False)
    start = _after_role(unit, lead.end() if lead else 0, reading, saluted=saluted, led=led)
    phrase = unit[start:].strip(" *_")
    if not phrase or len(phrase.split()) > _MOST_WORDS + 3:
        return None
    at = offset + start + len(unit[start:]) - len(unit[start:].lstrip(" *_"))
    if _SLOT.match(phrase):
        who = _slot(phrase, reading, sure=saluted or led)
        return Signer(who, (at, at + len(phrase))) if who else None
    if _is_house_on_its_line(phrase, offset, reading):
        return Signer("bedrijf", (at, at + len(phrase)))
    return _named(phrase, at, reading, saluted=saluted or kissed, led=led, team_only=team_only)


def _named(phrase: str, at: int, reading: Reading, *, saluted: bool, led: bool, team_only: bool) -> Signer | None:
    """A person, a person behind a team ('Team Ramen, Sanne'), or an organisation."""
    if not team_only and (person := _person(phrase, reading, saluted=saluted)):
        return Signer(person[0], (at, at + person[1]))
    comma = phrase.rfind(", ")
    team_first = led or reading.context.pattern(r"(?i:(@teamwoorden)\b)").match(phrase) is not None
    house_first = saluted and comma > 0 and has_organisation_word(phrase[:comma], reading)
    if (team_first or house_first) and comma > 0 and (person := _person(phrase[comma + 2 :], reading, saluted=False)):
        return Signer(person[0], (at + comma + 2, at + comma + 2 + person[1]))
    if _is_organisation(phrase, reading, saluted=saluted, led=led):
        return Signer("bedrijf", (at, at + len(phrase)))
    return None


def _after_role(unit: str, start: int, reading: Reading, *, saluted: bool, led: bool) -> int:
    """Past what stands before a name: 'je', 'Team Ramen |', 'chef', 'uw adviseur'."""
    if not led and (own := _YOURS.match(unit, start)):
        start = own.end()  # 'Je Sanne'
    role = reading.context.pattern(_ROLE_BEFORE_NAME).match(unit, start) if saluted else None
    parted = _PARTED.match(unit, start) if saluted else None
    if parted and has_organisation_word(parted[0], reading) and not has_organisation_word(parted["name"], reading):
        start = parted.end()  # 'Team Ramen | Sanneke Dral'
    titled = _TITLED.match(unit, start)
    if titled and _is_title(titled, reading, saluted=saluted):
        start = titled.end()
    elif role and role["name"].lower() in reading.context.words("voornamen"):
        start = role.end()  # 'Groetjes, bakker Wim'
    return start


def _is_title(titled: "pcre2.Match[str]", reading: Reading, *, saluted: bool) -> bool:
    """'Chef Marnix'; behind a salutation 'uw adviseur Sanneke Dral', where a first name alone is left to what follows."""
    job = titled[0].strip()
    if not (_has_function(job, reading) or (job.endswith("s") and _has_function(job[:-1], reading))):
        return False
    if not saluted:
        return titled["name"].lower() in reading.context.words("voornamen")
    return bool(titled["last"]) and titled[0][0].islower() and not has_organisation_word(titled[0], reading)


def _slot(phrase: str, reading: Reading, *, sure: bool) -> Who | None:
    """Who signs with the slot of a template: '{{agent}}', '[naam medewerker]'."""
    if not sure and not reading.context.pattern("(?i:(@ondertekenaar-in-sjabloon))").search(phrase):
        return None
    if "initial" in phrase.lower():
        return "initialen"
    slot = _SLOT.match(phrase)
    if slot and has_organisation_word(_NO_LETTERS.sub(" ", slot[0]), reading):
        return "bedrijf"
    return "naam" if reading.context.pattern("(?i:(@persoon-in-sjabloon))").search(phrase) else "bedrijf"


def _is_house_on_its_line(phrase: str, offset: int, reading: Reading) -> bool:
    """'De Klimhal' on a line of its own, not behind a colon; 'Rivierlijn' too, below a finished sentence."""
    text = reading.reply.text
    above = text[:offset]
    if not above.rstrip(" \t").endswith("\n") or above.rstrip().endswith(":"):
        return False
    return _HOUSE_NAME.fullmatch(phrase) is not None or (
        above.rstrip().endswith((".", "!", "?")) and _is_single_house(phrase, offset, reading)
    )


def _is_single_house(phrase: str, offset: int, reading: Reading) -> bool:
    """One long word with a capital that is nobody's name, no wish, and no exclamation."""
    if _SINGLE.fullmatch(phrase) is None or reading.reply.text[offset + len(phrase) :].lstrip()[:1] in ("!", "?", ",", ":"):
        return False
    lower = phrase.lower()
    closes = reading.has_in("slotgroet", (offset, offset + len(phrase)))
    return (
        not closes and is_somebody(phrase, reading) and lower not in reading.context.words("voornamen") and not _is_polite(phrase, reading)
    )


# ── a person ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _person(phrase: str, reading: Reading, *, saluted: bool) -> tuple[Who, int] | None:
    """Whether a person signs, or one with initials, and how long the name is."""
    if short := _short_person(phrase, reading) if saluted else _person_of_house(phrase, reading):
        return short
    match = reading.context.pattern(_PERSON).match(phrase)
    if match is None or not _may_be_named(match, phrase, reading):
        return None
    if _has_office(match, phrase, reading):
        return "naam", match.end()
    signs = _signs_saluted if saluted else _signs_alone
    return ("naam", match.end()) if signs(match, phrase, reading) else None


def _short_person(phrase: str, reading: Reading) -> tuple[Who, int] | None:
    """After a salutation also a name in lower case, and initials without a mark."""
    first = phrase.split()[0].strip(".,!()")
    if first.lower() in reading.context.words("voornamen") and first[0].islower():
        return "naam", len(first)
    if len(phrase) < 4 and _SHORT.fullmatch(phrase):
        return "initialen", len(phrase)
    if _PAIR.fullmatch(first) and not _SURNAME_BEHIND.match(phrase):
        return "initialen", len(first)
    return None


def _person_of_house(phrase: str, reading: Reading) -> tuple[Who, int] | None:
    """'Sanne van Klimhal Zuid'."""
    of = _OF_HOUSE.fullmatch(phrase)
    if of and is_somebody(of["name"], reading) and _is_house(of["what"], reading):
        return "naam", of.end("name")
    return None


def _may_be_named(match: "pcre2.Match[str]", phrase: str, reading: Reading) -> bool:
    """Whether the first name is no firm's (KwikBel), not the customer's, and no word that opens a sentence."""
    first = _first_name(match)
    alone = match["last"] is None and match.end() == len(phrase)
    return not (
        _TWO_PARTS.search(match["first"]) or (alone and is_customer(first, reading)) or first in reading.context.words("nooit-een-naam")
    )


def _has_office(match: "pcre2.Match[str]", phrase: str, reading: Reading) -> bool:
    """'Sanneke Dral, afdeling planning'."""
    return (
        _FUNCTION.fullmatch(phrase) is not None
        and not has_organisation_word(phrase.split()[0], reading)
        and not _has_verb(phrase, reading)
        and not _is_lettered(match)
    )


def _signs_saluted(match: "pcre2.Match[str]", phrase: str, reading: Reading) -> bool:
    """After a salutation: a known name, one with a title or initials, or an unknown one that looks like a person's."""
    if _is_known(match, reading) or _is_lettered(match):
        return True
    head = reading.context.pattern(" (@tussenvoegsels) ").split(match[0])[0]
    if has_organisation_word(head, reading) or _is_known_organisation(phrase.split()[0], reading):
        return False
    rest = phrase[match.end() :]
    more = _AND_MORE.match(rest)
    if more and " " not in match[0] and _SET_OFF.match(rest) and _has_function(more["what"], reading):
        return True
    return (not rest or (more is not None and _JOINED.match(rest) is not None)) and _looks_like_a_person(match, reading)


def _signs_alone(match: "pcre2.Match[str]", phrase: str, reading: Reading) -> bool:
    """Without a salutation: a known name, one with a title or initials, or one with a function behind it."""
    known = _is_known(match, reading)
    rest = phrase[match.end() :]
    if known and _SAID_OF.match(rest):
        return True  # 'Geert (de enige programmeur hier)'
    more = _AND_MORE.match(rest)
    if more and not _describes(more["what"], reading, known=known or _is_lettered(match)):
        return False
    below = _AND_LOWER.match(rest) if known and not more else None
    if (rest and not more and not (below and _has_function(below["what"], reading))) or _has_verb(phrase, reading):
        return False
    if known or _is_lettered(match):
        return True
    if more is None or has_organisation_word(match[0], reading) or (_SINGLE.fullmatch(match[0]) and _is_department(more["what"])):
        return False
    return _ends_in_function(more["what"], reading)


def _first_name(match: "pcre2.Match[str]") -> str:
    return str(match["first"].split()[-1].strip("'’.").lower())


def _is_known(match: "pcre2.Match[str]", reading: Reading) -> bool:
    names = reading.context.words("voornamen")
    first = _first_name(match)
    return first in names or first.split("-")[0] in names


def _is_lettered(match: "pcre2.Match[str]") -> bool:
    """Whether initials or a title stand before the name."""
    return bool(match["letters"] or match["title"])


def _looks_like_a_person(match: "pcre2.Match[str]", reading: Reading) -> bool:
    """An unknown name: one capitalised word, a first and last name, or an initial and a last name."""
    name = match[0]
    if name.split()[-1].lower() in reading.context.words("plaatsnamen"):
        return False
    if reading.context.pattern(" (@tussenvoegsels) ").search(name):
        return True
    return is_full_name(name) and (
        " " in name or len(name) <= _LONGEST_NAME or reading.context.pattern("(@eindes-van-namen)$").search(name) is not None
    )


def is_full_name(text: str) -> bool:
    """Whether this is formed like a first name, with or without a last name."""
    return _FULL_NAME.fullmatch(text) is not None


def is_somebody(name: str, reading: Reading) -> bool:
    """Whether a capitalised word may be a first name: it is no known word, place or organisation, and is not formed like a noun."""
    lower = name.lower()
    words = reading.context.words
    return lower in words("voornamen") or not (
        lower in words("nooit-een-naam")
        or lower in words("plaatsnamen")
        or has_organisation_word(name, reading)
        or is_customer(lower, reading)
        or ends_in(lower, words("eindes-van-woorden"))
    )


def is_first_name(name: str, reading: Reading) -> bool:
    """Whether a word is a known first name, and not the customer's."""
    lower = name.lower()
    words = reading.context.words
    return lower in words("voornamen") and lower not in words("nooit-een-naam") and not is_customer(lower, reading)


def is_customer(first: str, reading: Reading) -> bool:
    """Whether a name is the customer's: given with the draft, or greeted in the reply."""
    return first in (reading.draft.customer_name or "").lower().split() or first in _greeted(reading)


def knows_customer(reading: Reading) -> bool:
    """Whether the customer's name is known: then another name in a farewell is the agent's."""
    return bool(reading.draft.customer_name) or reading.has("_aangesprokene")


def _greeted(reading: Reading) -> Iterable[str]:
    return (reading.reply.text[start:end].lower() for start, end in reading.spans("_aangesprokene"))


# ── an organisation ──────────────────────────────────────────────────────────────────────────────────────────────────


def has_organisation_word(phrase: str, reading: Reading) -> bool:
    """Whether a word is, or ends in, a noun that names an organisation or part of one; also an address or a legal form."""
    words = reading.context.words
    whole, ends, firms = words("organisatiewoorden"), words("organisatie-eindes"), words("rechtsvormen")
    for raw in phrase.split():
        word = raw.strip(".,!()'’\"").lower()
        if any(part in whole or ends_in(part, ends) for part in (word, *word.split("-")[1:])):
            return True
        if word.replace(".", "") in firms or ("." in word and _ADDRESS.match(word)):
            return True
    return False


def _has_function(phrase: str, reading: Reading) -> bool:
    """Whether a phrase names a job, a department or an organisation."""
    jobs = reading.context.words("functiewoorden")
    return has_organisation_word(phrase, reading) or any(ends_in(word.strip(".,()").lower(), jobs) for word in phrase.split())


def _ends_in_function(what: str, reading: Reading) -> bool:
    """The same, with the name or the job for its last word: not 'Kies bij het boeken de optie met hond'."""
    last = what.split()[-1].strip("'’()")
    return _has_function(what, reading) and (last[:1].isupper() or _has_function(last, reading))


def _describes(what: str, reading: Reading, *, known: bool) -> bool:
    """Whether the words behind a name say who somebody is: a job, an organisation, or other names."""
    words = what.split()
    listed = reading.context.words
    if any(word.lower() in listed("geen-omschrijving") for word in words):
        return False
    told = words[-1][0].isupper() or (len(words) <= 3 and what.islower() and listed("nooit-een-naam").isdisjoint(words))
    if known and told and not _has_verb(what, reading):
        return True
    joined = listed("tussenvoegsels") | {"&", "en", "team"}
    return _has_function(what, reading) or all(word[0].isupper() or word in joined for word in words)


def _is_department(what: str) -> bool:
    """'Warmtelijn, afdeling Beheer': behind one long word, a department says that the word names the house."""
    return what.split()[0].lower() in ("afdeling", "team", "dienst")


def _is_house(what: str, reading: Reading) -> bool:
    return not _has_verb(what, reading) and any(map(str.isupper, what)) and has_organisation_word(what, reading)


def _is_organisation(phrase: str, reading: Reading, *, saluted: bool, led: bool) -> bool:
    """Whether a phrase names an organisation or a group: with a noun that says so, or as the name behind a salutation."""
    if _EXPLAINS.search(phrase):
        return False
    organised = has_organisation_word(phrase, reading) or reading.context.pattern(_GROUP).match(phrase) is not None
    if led and (organised or reading.context.pattern(r"(?i:\b(@wij-allen)\b)").search(phrase)):
        return True
    words = [word.strip(",()") for word in phrase.split()]
    if _TIME.fullmatch(words[0]) or words[0].strip(".!").lower() == "mijn":
        return False  # 'Van 11-17u', 'Mijn Omgeving'
    lower = _small_words(words, reading)
    if saluted and _is_saluted_group(phrase, words, lower, reading, organised=organised):
        return True
    team = reading.context.pattern(_TEAM_START).match(phrase)
    if team and organised and len(lower) <= 2 and not _has_verb(phrase, reading):
        head = _before_house(phrase[team.end() :])
        return reading.context.pattern(_GROUP).match(phrase) is not None or not head.islower() or has_organisation_word(head, reading)
    return _is_capitalised(phrase, words, lower, reading, organised=organised, saluted=saluted, led=led)


def _small_words(words: Iterable[str], reading: Reading) -> list[str]:
    """The words in lower case that the name of an organisation does not hold as a matter of course."""
    usual = reading.context.words("klein-in-bedrijfsnaam")
    return [word for word in words if word and not _begins_big(word) and word not in usual]


def _begins_big(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit()


def _is_saluted_group(phrase: str, words: list[str], lower: list[str], reading: Reading, *, organised: bool) -> bool:
    """'Groetjes, het winkelteam', 'Groet, klantenservice'."""
    if organised and (words[0][0].isupper() or reading.context.pattern(_TEAM_START).match(phrase)):
        return True
    return has_organisation_word(words[0].strip(".!"), reading) and len(lower) <= 2 and not _has_verb(phrase, reading)


def _before_house(phrase: str) -> str:
    """'winkelteam van Pakketland' -> 'winkelteam'."""
    return min((phrase.partition(of)[0] for of in (" van ", " bij ", " uit ")), key=len)


def _is_capitalised(
    phrase: str, words: list[str], lower: list[str], reading: Reading, *, organised: bool, saluted: bool, led: bool
) -> bool:
    """Whether a phrase with capitals is an organisation's name; without a salutation it must not be a sentence or a link."""
    if saluted and words[0][:1] in "'’":
        return True
    of_kind = has_organisation_word(words[0], reading) and len(words) > 1 and _begins_big(words[1])  # 'gemeente Lindedal'
    if not any(map(_begins_big, words)) or not (of_kind or _STARTS_BIG.match(words[0] if _begins_big(words[0]) else phrase)):
        return False
    if saluted or (led and not lower):
        return len(lower) <= 2
    first = words[0].strip(".!").lower()
    if first in reading.context.words("nooit-een-naam") or _has_verb(phrase, reading) or _is_polite(phrase, reading):
        return False
    if reading.context.pattern(r"(?i:\b(@voettekst)$)").search(phrase):
        return False
    if organised:
        return all(has_organisation_word(word, reading) for word in lower) and len(words) < _MOST_WORDS
    if lower or is_customer(first, reading) or (phrase.isupper() and len(words) > 2):
        return False
    named = [word for word in words if _begins_big(word)]
    return (len(named) > 1 and not any(map(str.isdigit, named[:2]))) or _is_known_organisation(words[0], reading)


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


def _has_verb(phrase: str, reading: Reading) -> bool:
    """Whether a word in lower case of a phrase is a finite verb: then it is a sentence, and no signature."""
    return not reading.context.words("persoonsvormen").isdisjoint(phrase.split())


def _is_polite(phrase: str, reading: Reading) -> bool:
    """Whether a phrase is a wish, thanks, a greeting or an apology rather than a name."""
    at = reading.reply.text.rfind(phrase)
    return reading.has_in("_beleefdheid", (at, at + len(phrase)))


def ends_in(word: str, endings: Collection[str]) -> bool:
    """Whether a word is, or ends in, one of these."""
    return any(word[i:] in endings for i in range(len(word)))


# ── a tag ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def tag_kind(tag: str, reading: Reading, *, marked: bool = True) -> Who | None:
    """Who signs with a tag: '^EK', '^Eva', '(EK)'. Behind a caret (`marked`) more goes than at the end of a text."""
    plain = tag.replace(".", "").replace("&", "")
    lower = plain.lower()
    words = reading.context.words
    if lower in words("nooit-een-merkteken" if marked else "nooit-initialen"):
        return None
    if marked and plain.istitle() and lower in words("korte-namen"):
        return "naam"
    known = lower in words("voornamen")
    if _is_short_tag(plain) or (not known and _is_long_tag(plain)):
        return "initialen"
    if len(plain) < 3 or (not known and (plain.islower() or plain.isupper())):
        return None
    return _tag_owner(plain, reading)


def _is_short_tag(plain: str) -> bool:
    """'EK', 'ek', 'EvK'."""
    return len(plain) <= 3 and (plain.isupper() or len(plain) == 2 or (plain[0].isupper() and plain[-1].isupper()))


def _is_long_tag(plain: str) -> bool:
    """'EvdB', 'EKMS'."""
    if plain.isupper():
        return len(plain) <= 4
    return len(plain) <= 5 and plain[0].isupper() and plain[-1].isupper() and plain[1:-1].islower()


def _tag_owner(word: str, reading: Reading) -> Who:
    """Whether a tag behind a caret is a person's or an organisation's."""
    if word.lower() in reading.context.words("voornamen"):
        return "naam"
    if has_organisation_word(word, reading) or _is_known_organisation(word, reading):
        return "bedrijf"
    match = reading.context.pattern(_PERSON).match(word)
    return "naam" if match and _looks_like_a_person(match, reading) else "bedrijf"
