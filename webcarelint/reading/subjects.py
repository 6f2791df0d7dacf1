"""Who does it? The subject of a clause: by word order where that shows it, by the parser where it does not.

In Dutch a nominative pronoun stands beside the finite verb in nearly every main clause (verb second, inversion), and a noun that
opens the clause is its subject unless a pronoun follows the verb. That is cheaper than parsing, and no worse.
"""

from typing import Final

from webcarelint.reading.verbs import MODAL_FORMS, Region, is_participle
from webcarelint.reading.words import Words

Subject = tuple[str, int]
"""ik, wij, klant, men, derde or geen, and the position of its head; -1 when there is none."""

NO_SUBJECT: Final[Subject] = ("geen", -1)
NO_PRONOUN: Final = frozenset(["derde", "geen"])
"""What a subject can be that is no pronoun."""

FILLERS: Final = frozenset(
    """
    en maar of want dus dan ja nee oké oke ok ah oh hé oeps tja nou prima top super goed natuurlijk uiteraard zeker helaas alvast ook
    graag even eerst daarna anders vervolgens ps tip p.s. sorry
    """.split()
)
"""Words that may stand before the first constituent of a clause without being it."""

_WHO: Final = {
    "ik": "ik", "k": "ik", "ikzelf": "ik", "we": "wij", "wij": "wij", "je": "klant", "jij": "klant", "u": "klant",
    "ge": "klant", "gij": "klant", "jullie": "klant", "men": "men", "ie": "derde",
}  # fmt: skip
_DROPPED: Final = {"heb": "ik", "ben": "ik"}
"""'Heb het doorgegeven', 'Ben ermee bezig': forms of the first person that are left without it."""
_NOMINATIVE: Final = frozenset(["ik", "k", "we", "wij", "je", "jij", "u", "ge", "gij", "jullie", "ie"])
_NEVER_OBJECT: Final = frozenset(["ik", "k", "we", "wij", "jij", "gij", "hij"])
_ALWAYS_SUBJECT: Final = _NEVER_OBJECT | {"zij", "ze"}
_OTHERS: Final = frozenset(["hij", "zij", "ze"])
_THIRD_PERSON: Final = _OTHERS | {"iemand", "niemand"}
_THINGS: Final = frozenset(["het", "dit", "dat", "er", "alles"])
_NEVER_SUBJECT: Final = frozenset(["ons", "me", "mij", "jou"])
_PERSONS: Final = ("er", "eur", "ist", "ent", "or", "arts", "coach", "collega", "bank", "team", "verlener", "dokter", "gids")
"""How nouns end that can be of somebody who acts."""
_OF_NOUN_PHRASE: Final = frozenset(["DET", "ADJ", "NUM", "NOUN", "PROPN"])
_TO_SOMEBODY: Final = frozenset(
    """
    helpen kosten schelen geven brengen leveren opleveren bevallen verbazen storen raken passen schikken overkomen besparen interesseren
    spijten lukken vallen opvallen frustreren irriteren teleurstellen verrassen bieden garanderen vergen worden zijn maken staan lijken smaken
    """.split()
)
"""What a thing can do to somebody: 'dat scheelt u geld'."""
_TIMES: Final = frozenset(
    """
    dag week maand jaar uur minuut moment keer maal ochtend middag avond nacht weekend kwartier seizoen maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag
    """.split()
)


def shown_subject(words: Words, verb: int, region: Region) -> Subject | None:
    """The subject that word order shows; None when only the parser can tell."""
    before, after = verb - 1, verb + 1
    if before >= region[0] and (words.lower[before] in _OTHERS or _is_named(words, before, verb, region)):
        return "derde", before
    if (dropped := _dropped(words, verb, region)) is not None:
        return dropped
    noun = _noun_in_front(words, verb, region)
    follower = words.lower[after] if after < region[1] else ""
    if follower in ("je", "jullie", "u") and _may_be_object(words, verb, region, noun, follower):
        return ("derde", noun) if noun is not None and follower != "u" else None
    pronoun = _pronoun(words, verb, region)
    if pronoun is not None:
        return pronoun
    if before == region[0] and words.lower[before] in _THINGS:
        return "derde", before
    if noun is None:
        noun = _noun_behind(words, verb, region)
    return ("derde", noun) if noun is not None else None


def parsed_subject(words: Words, verb: int, main: int, region: Region) -> Subject:
    """The subject by the parser, where word order shows none."""
    for i in range(*region):
        if words.dep[i].startswith("nsubj") and words.head[i] in (verb, main) and words.lower[i] not in _NEVER_SUBJECT:
            return _WHO.get(words.lower[i], "derde"), i
    pronoun = _pronoun(words, verb, region)
    return pronoun if pronoun is not None else NO_SUBJECT


def is_inverted(words: Words, verb: int, region: Region, subject: Subject | None) -> bool:
    """Whether the subject stands right behind the finite verb."""
    if subject is not None:
        return subject[1] == verb + 1
    after = words.lower[verb + 1] if verb + 1 < region[1] else ""
    return after in _THIRD_PERSON or (after in _THINGS and "Mood=Imp" not in words.morph[verb])


def is_bare_plural(words: Words, at: int, first: int) -> bool:
    """'klachten worden behandeld' speaks of all of them, 'je klacht' of one."""
    if at < first or "er" in words.lower[first:at] or words.pos[at] != "NOUN" or "Number=Plur" not in words.morph[at]:
        return False
    before = at - 1  # also before `first`: a sentence that begins too late has lost its 'je'
    while before >= 0 and words.pos[before] == "ADJ":
        before -= 1
    return before < 0 or (words.pos[before] not in ("DET", "NUM") and "Poss=Yes" not in words.morph[before])


def _pronoun(words: Words, verb: int, region: Region) -> Subject | None:
    """A pronoun beside the finite verb, one that opens the clause, or one that can be nothing but a subject."""
    after, before = verb + 1, verb - 1
    # 'ik heb je': what cannot be an object wins; 'dan heb je': what can be one is the subject only behind the verb.
    around = (before, after) if before >= region[0] and words.lower[before] in _ALWAYS_SUBJECT else (after, before)
    for i in (*around, *range(region[0], min(region[0] + 3, region[1]))):
        if i == after and words.lower[i : i + 1] == ["je"] and is_third_person(words, verb):
            continue
        if region[0] <= i < region[1] and words.lower[i] in _NOMINATIVE and _is_subject(words, verb, i, region):
            return _WHO.get(words.lower[i], "derde"), i
    return next(((_WHO.get(words.lower[i], "derde"), i) for i in range(*region) if words.lower[i] in _NEVER_OBJECT), None)


def _dropped(words: Words, verb: int, region: Region) -> Subject | None:
    """The *ik* that is left out before 'heb' and 'ben'."""
    follower = words.lower[verb + 1] if verb + 1 < len(words) else ""
    alone = follower and follower not in _NOMINATIVE and all(words.lower[i] in FILLERS for i in range(region[0], verb))
    return (_DROPPED[words.lower[verb]], -1) if alone and words.lower[verb] in _DROPPED else None


def _may_be_object(words: Words, verb: int, region: Region, noun: int | None, follower: str) -> bool:
    """'De monteur belt je': with a noun in front, *je* behind a form of the third person or the plural is whom it is done to.

    Not in 'Uw adres wijzigt u online': what is the customer's own does nothing to the customer, unless it is somebody.
    """
    if follower == "je" and is_third_person(words, verb):
        return True
    if follower == "u" and words.lower[region[0]] == "uw" and noun is not None and not words.lemma[noun].endswith(_PERSONS):
        return False
    opens_with_noun = noun is not None or words.pos[region[0]] in ("DET", "PROPN", "NOUN") or "Poss=Yes" in words.morph[region[0]]
    if not opens_with_noun or verb == region[0] or words.lemma[verb - 1] in _TIMES:
        return False
    return follower == "u" or words.lower[verb].endswith(("t", "en"))


def is_third_person(words: Words, verb: int) -> bool:
    """'en belt je morgen': before *je* as a subject the form has no -t ('bel je'), unless the stem has one ('laat je')."""
    form = words.lower[verb]
    return words.pos[verb] == "VERB" and form.endswith("t") and form not in MODAL_FORMS and not words.lemma[verb].endswith("ten")


def _noun_in_front(words: Words, verb: int, region: Region) -> int | None:
    """The noun of 'Onze monteur komt', when nothing else stands before the verb; 'Volgende week komt …' is no subject."""
    start = _first_constituent(words, verb, region)
    end, noun = _noun_phrase(words, start, verb)
    return noun if end == verb else None


def _noun_behind(words: Words, verb: int, region: Region) -> int | None:
    """The noun of 'Morgen komt de monteur', and of '… zodra de monteur er is'."""
    start = _first_constituent(words, verb, region)
    if start < verb and words.pos[start] == "SCONJ":
        return _noun_phrase(words, start + 1, verb)[1]
    if start < verb and words.pos[start] not in ("ADV", "ADP") and words.lemma[verb - 1] not in _TIMES:
        return None
    behind = verb + 1
    while behind < region[1] and words.pos[behind] == "ADV":
        behind += 1
    return _noun_phrase(words, behind, region[1])[1]


def _first_constituent(words: Words, verb: int, region: Region) -> int:
    """Where the first constituent of a clause begins; the verb when it opens the clause."""
    start = region[0]
    while start < verb and (words.pos[start] in ("CCONJ", "PUNCT", "SPACE") or words.lower[start] in FILLERS):
        start += 1
    return start


def _noun_phrase(words: Words, start: int, last: int) -> tuple[int, int | None]:
    """Where a noun phrase that begins at `start` ends, and its head; no head when there is no noun in it, or it is a time."""
    end = start
    while end < last and (words.pos[end] in _OF_NOUN_PHRASE or "Poss=Yes" in words.morph[end]):
        end += 1
    nouns = [i for i in range(start, end) if words.pos[i] in ("NOUN", "PROPN")]
    if not nouns or nouns[-1] != end - 1 or words.lemma[nouns[-1]] in _TIMES or is_participle(words, nouns[-1]):
        return end, None
    common = [i for i in nouns if words.pos[i] == "NOUN"]
    return end, common[-1] if common else nouns[0]


def _is_named(words: Words, at: int, verb: int, region: Region) -> bool:
    """'Marloes stuurt je een link': a name that opens the clause, before a form of the third person."""
    return at == region[0] and words.pos[at] == "PROPN" and at not in words.kinds and words.lower[verb].endswith("t")


def _is_subject(words: Words, verb: int, i: int, region: Region) -> bool:
    """'Dat regelt u binnen zes weken', but 'Dat kost u niets': behind *that* the verb says who does what, better than the case of *u*."""
    pointed_at = verb == region[0] + 1 and words.lower[region[0]] in ("dat", "dit")
    if pointed_at and i == verb + 1 and words.lower[i] == "u":
        return words.lemma[verb] not in _TO_SOMEBODY
    return "Poss=Yes" not in words.morph[i] and "Case=Acc" not in words.morph[i]
