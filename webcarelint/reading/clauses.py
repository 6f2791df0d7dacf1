"""Clauses: who does what, in which mood. The sense that requests, questions, invitations and promises are found by.

A sentence is cut at its finite verbs. Where the parser and the word order disagree about the subject, a nominative
pronoun beside the finite verb wins: in Dutch it stands there in nearly every main clause (verb second, inversion).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import regex

from webcarelint.reading.words import Words

Subject = tuple[str, int]
"""Who the subject is, and the position of its head."""

_NO_PRONOUN: Final = frozenset(["derde", "geen"])
_NO_SUBJECT: Final[Subject] = ("geen", -1)
SUBJECTS: Final = {
    "ik": "ik", "'k": "ik", "ikzelf": "ik", "we": "wij", "wij": "wij", "je": "klant", "jij": "klant", "u": "klant",
    "ge": "klant", "gij": "klant", "jullie": "klant", "men": "men", "ie": "derde",
}  # fmt: skip
_MODALS: Final = frozenset(
    [
        "kunnen",
        "zullen",
        "willen",
        "mogen",
        "moeten",
        "gaan",
        "komen",
        "laten",
        "hoeven",
        "dienen",
        "hebben",
        "zijn",
        "worden",
        "blijven",
        "proberen",
        "helpen",
    ]
)
_MODAL_FORMS: Final = {
    form: lemma
    for lemma, forms in {
        "kunnen": "kan kun kunt kunnen kon konden", "zullen": "zal zult zullen zou zouden zul", "willen": "wil wilt willen wilde wilden wou",
        "mogen": "mag mogen mocht mochten", "moeten": "moet moeten moest moesten", "gaan": "ga gaat gaan ging gingen",
        "hoeven": "hoef hoeft hoeven hoefde hoefden", "dienen": "dient dienen diende", "hebben": "heb hebt heeft hebben had hadden",
        "zijn": "ben bent is zijn was waren", "worden": "word wordt worden werd werden", "komen": "kom komt komen kwam",
        "laten": "laat laten liet", "blijven": "blijf blijft blijven", "proberen": "probeer probeert proberen", "helpen": "help helpt helpen",
    }.items()
    for form in forms.split()
}  # fmt: skip
_SUBORDINATORS: Final = frozenset(
    [
        "als",
        "dat",
        "of",
        "omdat",
        "zodat",
        "wanneer",
        "indien",
        "zodra",
        "doordat",
        "terwijl",
        "hoewel",
        "mits",
        "tenzij",
        "aangezien",
        "totdat",
        "voordat",
        "nadat",
        "zolang",
        "naarmate",
        "alsof",
        "opdat",
        "waardoor",
        "waarop",
        "waarmee",
        "waarin",
        "waarvoor",
        "die",
        "wat",
        "hoe",
        "waarom",
        "wie",
        "welke",
        "sinds",
    ]
)
_WH: Final = frozenset(
    [
        "wat",
        "hoe",
        "waar",
        "wanneer",
        "waarom",
        "wie",
        "welk",
        "welke",
        "hoeveel",
        "waarmee",
        "waarvoor",
        "waarover",
        "waarop",
        "waarmee",
        "wiens",
        "hoelang",
    ]
)
_BOUNDARY: Final = frozenset([",", ";", ":", "–", "—", "-", "(", ")", ">", "→"])
_CONJUNCTIONS: Final = frozenset(["en", "maar", "of", "want", "dus", "doch"])
_FILLERS: Final = frozenset(
    [
        "en",
        "maar",
        "of",
        "want",
        "dus",
        "dan",
        "ja",
        "nee",
        "oké",
        "oke",
        "ok",
        "ah",
        "oh",
        "hé",
        "oeps",
        "tja",
        "nou",
        "prima",
        "top",
        "super",
        "goed",
        "natuurlijk",
        "uiteraard",
        "zeker",
        "helaas",
        "alvast",
        "ook",
        "graag",
        "even",
        "eerst",
        "daarna",
        "anders",
        "vervolgens",
        "ps",
        "tip",
        "p.s.",
        "sorry",
    ]
)
_PARTICLES: Final = ("terug", "door", "toe", "over", "mee", "weg", "voor", "aan", "uit", "bij", "los", "na", "op", "af", "in", "om")
_PARTICIPLE: Final = regex.compile(rf"(?:{'|'.join(_PARTICLES)})ge(?!(?:e?ft|ven|nie\w+|lo\w+|ef)$)\w+(?:[dt]|en)$")
"""'nagekeken', 'doorgezet': a participle whatever the tagger says; 'aangeven' and 'toegeeft' are none."""
_SEPARABLE: Final = frozenset([*_PARTICLES, "langs", "rond", "samen", "vast", "neer", "heen", "achter", "tegen", "onder", "voorbij"])
_SHORTEST_VERB: Final = 5
_ALWAYS_SUBJECT: Final = frozenset(["ik", "we", "wij", "jij", "gij", "hij", "zij", "ze"])
_NEVER_OBJECT: Final = frozenset(["ik", "we", "wij", "jij", "gij", "hij"])
_OF_NOUN_PHRASE: Final = frozenset(["DET", "ADJ", "NUM", "NOUN", "PROPN"])
_TIMES: Final = frozenset(
    [
        "dag",
        "week",
        "maand",
        "jaar",
        "uur",
        "minuut",
        "moment",
        "keer",
        "maal",
        "ochtend",
        "middag",
        "avond",
        "nacht",
        "weekend",
        "kwartier",
        "seizoen",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
    ]
)
_THIRD_PERSON: Final = frozenset(["hij", "zij", "ze", "iemand", "niemand"])
_THINGS: Final = frozenset(["het", "dit", "dat", "er", "alles"])
_NEGATIONS: Final = frozenset(["niet", "geen", "nooit", "niets"])
_NOMINATIVE_AFTER: Final = frozenset(["ik", "we", "wij", "je", "jij", "u", "ge", "gij", "jullie", "ie"])


@dataclass(slots=True)
class Clause:
    """One finite verb with what belongs to it. `first` and `last` are token positions, `last` exclusive.

    Word order shows most subjects; only who asks for one that it does not show makes the text be parsed.
    """

    first: int
    last: int
    verb: int
    main: int
    lemma: str
    mood: str
    sentence: int
    text: Words = field(repr=False)
    shown: Subject | None = None
    modals: frozenset[str] = frozenset()
    participle: bool = False
    negated: bool = False
    question_mark: bool = False
    words: frozenset[str] = field(default_factory=frozenset)

    @property
    def subject(self) -> str:
        """ik, wij, klant, men, derde, or geen."""
        return self._subject()[0]

    def is_by(self, subjects: frozenset[str]) -> bool:
        """Whether the subject is one of these. A pronoun shows itself, so the parser is asked about nouns alone."""
        if self.shown is None and (subjects >= _NO_PRONOUN or subjects.isdisjoint(_NO_PRONOUN)):
            return not subjects.isdisjoint(_NO_PRONOUN)
        return self.subject in subjects

    @property
    def subject_at(self) -> int:
        """The position of the subject's head; -1 when there is none."""
        return self._subject()[1]

    @property
    def perfect(self) -> bool:
        return self.participle and not self.modals.isdisjoint(("hebben", "zijn")) and "worden" not in self.modals

    @property
    def passive(self) -> bool:
        return self.participle and ("worden" in self.modals or _is_passive(self.text, self.main, (self.first, self.last)))

    def _subject(self) -> Subject:
        if self.shown is None:
            self.shown = _parsed_subject(self.text, self.verb, self.main, (self.first, self.last))
        return self.shown


def clauses(words: Words, moods: bool) -> list[Clause]:
    """All clauses of a text. `moods` says whether the pipeline marks imperatives (Mood=Imp) itself."""
    return [clause for number in range(len(words.sentences)) for clause in _of_sentence(words, number, moods)]


def _of_sentence(words: Words, number: int, moods: bool) -> Iterator[Clause]:
    first, last = words.sentences[number]
    verbs = [i for i in range(first, last) if _is_finite(words, i)]
    if not verbs:
        return
    cuts = [first, *(_cut(words, a, b) for a, b in pairwise(verbs)), last]
    asks = _asks(words, first, last)
    before: Clause | None = None
    for verb, start, end in zip(verbs, cuts, cuts[1:], strict=False):
        clause = _clause(words, number, verb, (start, end), asks, moods)
        if before is not None and _carries_on(words, before, clause):
            clause.mood, clause.shown = before.mood, before.shown
        yield clause
        before = clause


def _carries_on(words: Words, before: Clause, clause: Clause) -> bool:
    """'Ik zet het stil en neem contact op': after *en* the first person goes on, in a form that equals the imperative."""
    first_person = before.shown is not None and before.shown[0] in ("ik", "wij")
    return first_person and clause.mood == "imperative" and words.lower[clause.first] == "en"


def _is_finite(words: Words, i: int) -> bool:
    return "VerbForm=Fin" in words.morph[i] and words.pos[i] in ("VERB", "AUX") and not _PARTICIPLE.match(words.lower[i])


def _asks(words: Words, first: int, last: int) -> bool:
    return any("?" in words.lower[i] and words.kinds.get(i) != "url" for i in range(max(first, last - 4), last))


def _cut(words: Words, before: int, after: int) -> int:
    """Where the clause of the finite verb at `after` begins, given the one at `before`."""
    for i in range(after, before, -1):
        lower = words.lower[i]
        if lower in _BOUNDARY:
            return i + 1
        if (i < after and (lower in _SUBORDINATORS and words.pos[i] in ("SCONJ", "PRON", "ADV", "DET"))) or words.pos[i] == "CCONJ":
            return i
        if "\n" in lower:
            return i + 1
    return after


def _clause(words: Words, number: int, verb: int, region: tuple[int, int], asks: bool, moods: bool) -> Clause:
    first, last = region
    main, modals, participle = _main_verb(words, verb, region)
    shown = _shown_subject(words, verb, region)
    if shown is None and not moods:
        shown = _parsed_subject(words, verb, main, region)
    mood = _mood(words, verb, region, shown, asks, moods)
    inside = words.lower[first:last]
    return Clause(
        first=first,
        last=last,
        verb=verb,
        main=main,
        lemma=_lemma(words, main, region),
        mood=mood,
        sentence=number,
        text=words,
        shown=_NO_SUBJECT if mood == "imperative" else shown,
        modals=frozenset(modals),
        participle=participle,
        negated=not _NEGATIONS.isdisjoint(inside),
        question_mark=asks,
        words=frozenset(inside) | frozenset(words.lemma[first:last]) | _kinds(words, region),
    )


def _kinds(words: Words, region: tuple[int, int]) -> frozenset[str]:
    """Kinds of special tokens in a region, as words in angle brackets: <url>, <phone>."""
    if not words.kinds:
        return frozenset()
    return frozenset(f"<{words.kinds[i]}>" for i in range(*region) if i in words.kinds)


def _is_passive(words: Words, main: int, region: tuple[int, int]) -> bool:
    own = (i for i in range(*region) if words.head[i] == main)
    return words.dep[main] == "ROOT" and any(words.dep[i] in ("aux:pass", "nsubj:pass") for i in own)


def _main_verb(words: Words, verb: int, region: tuple[int, int]) -> tuple[int, list[str], bool]:
    """The position of the lexical verb, the auxiliaries above it, and whether it is a participle.

    Dutch piles its verbs up at the end of the clause ('zou je ons kunnen laten weten'): the last one carries the meaning.
    """
    own = _MODAL_FORMS.get(words.lower[verb])
    if own is None:
        return verb, [], False
    modals, main = [own], verb
    for i in range(*region):
        if words.lower[i] == "om" and main != verb:
            break
        if i == verb or not _is_nonfinite(words, i):
            continue
        if words.lemma[i] in _MODALS and words.pos[i] == "AUX":
            modals.append(words.lemma[i])
        else:
            if main != verb and words.lemma[main] in _MODALS:
                modals.append(words.lemma[main])
            main = i
    if main == verb and own == "hebben" and (shaped := _shaped_as_participle(words, verb, region)):
        return shaped, modals, True
    participle = "VerbForm=Part" in words.morph[main] or _PARTICIPLE.match(words.lower[main]) is not None
    return main, modals, main != verb and participle


def _shaped_as_participle(words: Words, verb: int, region: tuple[int, int]) -> int:
    """The last word of a clause with *hebben* that looks like a participle and was taken for a noun ('gewist'); 0 when none."""
    last = region[1] - 1
    while last > verb and words.pos[last] in ("PUNCT", "SPACE", "SYM"):
        last -= 1
    odd = words.pos[last] in ("NOUN", "ADJ", "PROPN", "X") and last - verb > 1
    return last if odd and words.lower[last].startswith("ge") and words.lower[last].endswith(("d", "t")) else 0


def _is_nonfinite(words: Words, i: int) -> bool:
    form = words.morph[i]
    if "VerbForm=Inf" in form:
        return True
    return ("VerbForm=Part" in form or _PARTICIPLE.match(words.lower[i]) is not None) and not _is_attributive(words, i)


def _is_attributive(words: Words, i: int) -> bool:
    """'de bestelde stoel': a participle with an ending, before what it says something of."""
    return words.lower[i].endswith("e") and words.pos[i + 1 : i + 2] in (["NOUN"], ["ADJ"], ["PROPN"], ["NUM"])


def _lemma(words: Words, main: int, region: tuple[int, int]) -> str:
    """The lemma of the lexical verb, with the particle that belongs to it when the pipeline left that out."""
    lemma = words.lemma[main]
    for i in range(main + 1, region[1]):
        if words.lower[i] in _SEPARABLE and not lemma.startswith(words.lower[i]) and _stands_alone(words, i, region):
            return words.lower[i] + _without_particle(lemma)
    return lemma


def _stands_alone(words: Words, i: int, region: tuple[int, int]) -> bool:
    """Whether a preposition has nothing behind it to belong to: 'ik zoek het uit', not 'uit Assen'."""
    behind = words.pos[i + 1] if i + 1 < region[1] else "PUNCT"
    return words.pos[i] in ("ADP", "ADV") and behind in ("PUNCT", "SPACE", "SYM", "CCONJ", "SCONJ", "VERB", "AUX")


def _without_particle(lemma: str) -> str:
    """'opzoeken' -> 'zoeken': a pipeline that guessed the wrong particle still knows the verb."""
    particle = next((p for p in _PARTICLES if lemma.startswith(p) and len(lemma) - len(p) >= _SHORTEST_VERB), "")
    return lemma[len(particle) :]


def _shown_subject(words: Words, verb: int, region: tuple[int, int]) -> Subject | None:
    """The subject that word order shows: a pronoun beside the finite verb, or one that opens the clause."""
    after, before = verb + 1, verb - 1
    # 'ik heb je': what cannot be an object wins; 'dan heb je': what can be one is the subject only behind the verb.
    around = (before, after) if before >= region[0] and words.lower[before] in _ALWAYS_SUBJECT else (after, before)
    for i in (*around, *range(region[0], min(region[0] + 3, region[1]))):
        if region[0] <= i < region[1] and words.lower[i] in _NOMINATIVE_AFTER and _can_be_subject(words, i):
            return SUBJECTS.get(words.lower[i], "derde"), i
    for i in range(*region):
        if words.lower[i] in _NEVER_OBJECT:
            return SUBJECTS.get(words.lower[i], "derde"), i
    if before == region[0] and words.lower[before] in _THINGS:
        return "derde", before
    noun = _noun_in_front(words, verb, region)
    return ("derde", noun) if noun is not None else None


def _noun_in_front(words: Words, verb: int, region: tuple[int, int]) -> int | None:
    """The noun of 'Onze monteur komt', when nothing else stands before the verb; 'Volgende week komt …' is no subject."""
    start = region[0]
    while start < verb and (words.pos[start] in ("CCONJ", "PUNCT", "SPACE") or words.lower[start] in _FILLERS):
        start += 1
    nouns = [i for i in range(start, verb) if words.pos[i] in ("NOUN", "PROPN")]
    plain = all(words.pos[i] in _OF_NOUN_PHRASE or "Poss=Yes" in words.morph[i] for i in range(start, verb))
    if not nouns or not plain or nouns[-1] != verb - 1 or words.lemma[nouns[-1]] in _TIMES:
        return None
    common = [i for i in nouns if words.pos[i] == "NOUN"]
    return common[-1] if common else nouns[0]


def _parsed_subject(words: Words, verb: int, main: int, region: tuple[int, int]) -> Subject:
    """The subject by the parser, where word order shows none."""
    for i in range(*region):
        if words.dep[i].startswith("nsubj") and words.head[i] in (verb, main) and words.lower[i] not in ("ons", "me", "mij", "jou"):
            return SUBJECTS.get(words.lower[i], "derde"), i
    return _NO_SUBJECT


def _can_be_subject(words: Words, i: int) -> bool:
    return "Poss=Yes" not in words.morph[i] and "Case=Acc" not in words.morph[i]


def _mood(words: Words, verb: int, region: tuple[int, int], subject: Subject | None, asks: bool, moods: bool) -> str:
    start = region[0]
    while start < verb and (words.pos[start] in ("PUNCT", "SPACE", "SYM") or words.lower[start] in _FILLERS or start in words.kinds):
        start += 1
    opener = words.lower[start]
    inverted = _is_inverted(words, verb, region, subject)
    if _imperative(words, verb, start, subject, inverted, asks, moods):
        return "imperative"
    if start < verb and opener in _SUBORDINATORS and not (opener in _WH and asks and verb - start <= 3):
        return "subordinate"
    if start == verb and inverted:
        if words.lower[verb] in ("mocht", "mochten"):
            return "subordinate"
        return "question" if asks else "conditional"
    if asks and (opener in _WH or (words.lower[start + 1 : start + 2] and words.lower[start + 1] in _WH and words.pos[start] == "ADP")):
        return "question"
    return "question" if asks and region[1] >= words.sentences[words.sent[verb]][1] else "statement"


def _is_inverted(words: Words, verb: int, region: tuple[int, int], subject: Subject | None) -> bool:
    """Whether the subject stands right behind the finite verb."""
    if subject is not None:
        return subject[1] == verb + 1
    after = words.lower[verb + 1] if verb + 1 < region[1] else ""
    return after in _THIRD_PERSON or (after in _THINGS and "Mood=Imp" not in words.morph[verb])


def _imperative(words: Words, verb: int, start: int, subject: Subject | None, inverted: bool, asks: bool, moods: bool) -> bool:
    if inverted and (asks or (subject is not None and subject[0] in ("ik", "wij"))):
        return False
    if moods:
        return "Mood=Imp" in words.morph[verb]
    # Without Mood: a clause that opens with a bare stem and has no subject.
    alone = subject is None or subject[0] == "geen"
    return verb == start and alone and "Number=Plur" not in words.morph[verb] and "Tense=Past" not in words.morph[verb]
