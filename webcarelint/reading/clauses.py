"""Clauses: who does what, in which mood. The sense that requests, questions, invitations and promises are found by.

A sentence is cut at its finite verbs; short sentences without one are read by the infinitive, participle or wish that they hold.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from webcarelint.reading.subjects import (
    FILLERS,
    NO_PRONOUN,
    NO_SUBJECT,
    Subject,
    is_bare_plural,
    is_inverted,
    is_third_person,
    parsed_subject,
    shown_subject,
)
from webcarelint.reading.verbs import (
    MODAL_FORMS,
    Region,
    done,
    infinitives,
    is_finite,
    is_nonfinite,
    is_participle,
    lemma_of,
    lemmas_of,
    main_verb,
)
from webcarelint.reading.words import Words

_SUBORDINATORS: Final = frozenset(
    """
    als dat of omdat zodat wanneer indien zodra doordat terwijl hoewel mits tenzij aangezien totdat voordat nadat zolang naarmate
    alsof opdat waardoor waarop waarmee waarin waarvoor die wat hoe waarom wie welke sinds
    """.split()
)
_WH: Final = frozenset(
    "wat hoe waar wanneer waarom wie welk welke hoeveel waarmee waarvoor waarover waarop waarnaar waaraan waarheen waarin wiens hoelang".split()
)
_BOUNDARY: Final = frozenset([",", ";", ":", "–", "—", "-", "(", ")", ">", "→"])
_SHORTEST_REQUEST: Final = 2
_PERFECT: Final = frozenset(["hebben", "zijn"])
_NEGATIONS: Final = frozenset(["niet", "geen", "nooit", "niets", "niks", "nergens", "niemand"])
_WISHES: Final = frozenset(["graag", "svp", "s.v.p.", "aub", "a.u.b."])
# What opens a clause with a purpose or a reason.
_REASONS: Final = frozenset(["zodat", "omdat", "doordat", "opdat", "want"])
# Verb-first with *je* behind it, and yet no request: 'heb je hulp nodig, dan …'.
_NO_REQUEST: Final = frozenset(
    "heb ben wil kan kun krijg zoek zit sta woon mag moet zal zou vind voel word is had betaal hoor lees zie".split()
)
# What makes a noun of the infinitive behind it: 'voor het delen', 'succes met klussen'.
_NOUN_BEFORE: Final = frozenset(["het", "met", "van", "voor", "aan", "bij", "door", "tijdens", "dat"])


@dataclass(slots=True)
class Clause:
    """One verb with what belongs to it. `first` and `last` are token positions, `last` exclusive.

    `mood` is statement, question, conditional, subordinate or imperative; without a finite verb infinitive, participle, wish (neither:
    'Graag een foto') or guess (a verb that the pipeline took for a name).
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
    shown: Subject | None = NO_SUBJECT
    modals: frozenset[str] = frozenset()
    participle: bool = False
    perfect: bool = False
    negated: bool = False
    question_mark: bool = False
    words: frozenset[str] = field(default_factory=frozenset)
    reach: int = 0
    """Where what the clause says ends, when that is before `last`: 'Ik bel je, zodat …'."""
    known_lemmas: frozenset[str] | None = field(default=None, repr=False)
    parsed: Subject | None = field(default=None, repr=False)
    """What the parser said when it was asked. It is kept apart from `shown`, so that an answer does not depend on who asked before."""
    goes_on: "Clause | None" = field(default=None, repr=False)
    """The clause whose subject this one shares: 'Ik zet het stil en neem contact op'."""

    @property
    def lemmas(self) -> frozenset[str]:
        """`lemma`, and what else the form of the verb may be of."""
        if self.known_lemmas is None:
            self.known_lemmas = lemmas_of(self.text, self.main, (self.first, self.reach or self.last))
        return self.known_lemmas

    @property
    def subject(self) -> str:
        """ik, wij, klant, men, derde, or geen."""
        return self._subject()[0]

    @property
    def subject_at(self) -> int:
        """The position of the subject's head; -1 when there is none."""
        return self._subject()[1]

    @property
    def subject_lemma(self) -> str:
        """The lemma of the subject's head; '' when there is none."""
        return self.text.lemma[self.subject_at] if self.subject_at >= 0 else ""

    @property
    def passive(self) -> bool:
        return self.participle and ("worden" in self.modals or self._is_stative_passive())

    @property
    def past(self) -> bool:
        """Whether its verb is in the past tense."""
        return "Tense=Past" in self.text.morph[self.verb]

    @property
    def opens(self) -> bool:
        """Whether its sentence begins with it."""
        return self.first == self.text.sentences[self.sentence][0]

    @property
    def generic(self) -> bool:
        """Whether the subject is all of a kind: 'klachten worden behandeld'."""
        plural = any("Number=Plur" in self.text.morph[i] for i in range(self.first, self.last) if self.text.pos[i] == "NOUN")
        return plural and is_bare_plural(self.text, self.subject_at, self.first)

    def is_by(self, subjects: frozenset[str]) -> bool:
        """Whether the subject is one of these. A pronoun shows itself, so the parser is asked about nouns alone."""
        own = self.goes_on or self
        if own.shown is None and (subjects >= NO_PRONOUN or subjects.isdisjoint(NO_PRONOUN)):
            return not subjects.isdisjoint(NO_PRONOUN)
        return self.subject in subjects

    def _subject(self) -> Subject:
        if self.goes_on is not None:
            return self.goes_on._subject()
        if self.shown is not None:
            return self.shown
        if self.parsed is None:
            self.parsed = parsed_subject(self.text, self.verb, self.main, (self.first, self.last))
        return self.parsed

    def _is_stative_passive(self) -> bool:
        """'is doorgezet', by the parser: 'is gekomen' looks the same."""
        words = self.text
        own = (i for i in range(self.first, self.last) if words.head[i] == self.main)
        return words.dep[self.main] == "ROOT" and any(words.dep[i] in ("aux:pass", "nsubj:pass") for i in own)


def clauses(words: Words, moods: bool) -> list[Clause]:
    """All clauses of a text. `moods` says whether the pipeline marks imperatives (Mood=Imp) itself."""
    return [clause for number in range(len(words.sentences)) for clause in _of_sentence(words, number, moods)]


def _of_sentence(words: Words, number: int, moods: bool) -> Iterator[Clause]:
    first, last = words.sentences[number]
    verbs = _finite_verbs(words, first, last)
    asks = _asks(words, first, last)
    bare = _bare_clauses(words, number, (first, verbs[0] if verbs else last), asks, whole=not verbs)
    yield from bare
    if not verbs:
        if not bare:
            yield from _mistaken(words, number, (first, last), asks)
        return
    cuts = [bare[-1].last if bare else first, *(_cut(words, a, b) for a, b in pairwise(verbs)), last]
    before: list[Clause] = []
    for verb, start, end in zip(verbs, cuts, cuts[1:], strict=False):
        clause = _clause(words, number, verb, (start, end), asks, moods)
        if before and _goes_on(words, clause):
            _carry_on(next((one for one in reversed(before) if _agree(words, one, clause)), before[-1]), clause)
        yield from _with_tail(words, clause, asks) if end == last else [clause]
        if clause.shown != NO_SUBJECT or not before:
            before.append(clause)


def _finite_verbs(words: Words, first: int, last: int) -> list[int]:
    """Where the finite verbs of a sentence stand; not a plural at its beginning that was taken for one: 'Reparatieverzoeken kunnen …'."""
    verbs = [i for i in range(first, last) if is_finite(words, i)]
    if verbs[:2] == [first, first + 1] and words.lower[first].endswith("en") and words.lower[first + 1] in MODAL_FORMS:
        return verbs[1:]
    return verbs


def _with_tail(words: Words, clause: Clause, asks: bool) -> list[Clause]:
    """The last clause of a sentence, and what follows its colon without a finite verb: 'Wat helpt: de stekker eruit halen.'"""
    colon = next((i for i in range(clause.verb + 1, clause.last - 1) if words.lower[i] == ":"), 0)
    if not colon or clause.main > colon:
        return [clause]
    tail = _bare_clauses(words, clause.sentence, (colon + 1, clause.last), asks, whole=True)
    if tail:
        tail[0].first = clause.last = colon + 1
    return [clause, *tail]


def _mistaken(words: Words, number: int, region: Region, asks: bool) -> Iterator[Clause]:
    """A sentence without any verb that may open with one that was taken for a name: 'Koop je kaartje online'."""
    at = region[0]
    while at < region[1] - 2 and words.lower[at] in FILLERS:
        at += 1
    if (
        at >= region[1] - 2
        or words.pos[at] not in ("PROPN", "NOUN", "ADJ", "X", "SCONJ")
        or words.pos[at + 1] not in ("DET", "PRON", "ADV", "ADP", "NUM")
    ):
        return
    lemmas = infinitives(words.lower[at])
    inside = words.lower[region[0] : region[1]]
    yield Clause(
        first=region[0],
        last=region[1],
        verb=at,
        main=at,
        lemma=words.lemma[at],
        known_lemmas=lemmas | {words.lemma[at]},
        mood="guess",
        sentence=number,
        text=words,
        negated=_is_negated(words, region),
        question_mark=asks,
        words=frozenset(inside) | _kinds(words, region),
    )


def _wish(words: Words, start: int, end: int) -> int:
    """Where *graag* or *svp* stands beside a noun and no verb: 'Graag nog een foto', 'Naam en postcode svp'; -1 when nowhere."""
    at = next((i for i in range(start, end + 1) if words.lower[i] in _WISHES), -1)
    nouns = any(words.pos[i] in ("NOUN", "NUM", "PROPN") for i in range(start, end + 1) if i != at)
    return at if nouns and end - start >= 2 else -1


def _stands_alone(words: Words, start: int, verb: int) -> bool:
    """Whether an infinitive or participle is a clause by itself; not in 'om te lezen', 'voor het delen' or 'waar we zitten'."""
    before = words.lower[verb - 1] if verb > start else ""
    opener = words.lower[start]
    return "te" not in words.lower[start:verb] and before not in _NOUN_BEFORE and opener not in _SUBORDINATORS and opener not in _WH


def _goes_on(words: Words, clause: Clause) -> bool:
    """Whether a clause opens with *en* or *maar* and names no subject of its own."""
    named = any(words.pos[i] in ("NOUN", "PROPN", "PRON") for i in range(clause.first + 1, clause.verb))
    unknown = clause.shown == NO_SUBJECT or (clause.shown is None and not named)
    return unknown and words.lower[clause.first] in ("en", "maar")


def _agree(words: Words, one: Clause, other: Clause) -> bool:
    """Whether two verbs can have the same subject: 'Wij betreuren wat dit veroorzaakt en zullen ervoor zorgen'."""
    return ("Number=Plur" in words.morph[one.verb]) == ("Number=Plur" in words.morph[other.verb])


def _carry_on(before: Clause, clause: Clause) -> None:
    """'Ik zet het stil en neem contact op': after *en* a subject goes on; the first person in a form that equals the imperative."""
    if clause.mood != "imperative":
        clause.shown, clause.goes_on = before.shown, before.goes_on or before
    elif before.shown is not None and before.shown[0] in ("ik", "wij") and before.text.lower[clause.first] == "en":
        clause.mood, clause.shown = before.mood, before.shown


def _bare_clauses(words: Words, number: int, region: Region, asks: bool, whole: bool) -> list[Clause]:
    """Clauses without a finite verb: 'Even opnieuw inloggen', 'Al doorgegeven aan de chauffeur'.

    Before a finite verb (not `whole`) only those that end at their infinitive or participle: 'Kraan laten lopen, dan wordt het helder'.
    """
    found: list[Clause] = []
    start, last = region
    for end in range(start, last):
        ends = words.lower[end] in _BOUNDARY and words.lower[end] != "-"
        if not ends and not (whole and end == last - 1):
            continue
        nonfinite = [i for i in range(end, start - 1, -1) if is_nonfinite(words, i)]
        wish = not nonfinite and whole
        verb = _wish(words, start, end) if wish else next((i for i in nonfinite if _stands_alone(words, start, i)), -1)
        if verb < 0 or not (whole or verb == end - 1):
            continue
        infinitive = not is_participle(words, verb)
        inside = words.lower[start : end + 1]
        found.append(
            Clause(
                first=start,
                last=end + 1,
                verb=verb,
                main=verb,
                lemma=words.lemma[verb],
                known_lemmas=frozenset([words.lemma[verb]]),
                mood="wish" if wish else "infinitive" if infinitive else "participle",
                sentence=number,
                text=words,
                perfect=not infinitive and not wish,
                negated=_is_negated(words, (start, end + 1)),
                question_mark=asks,
                words=frozenset(inside) | frozenset(words.lemma[start : end + 1]) | _kinds(words, (start, end + 1)) | done(words, verb),
            )
        )
        start = end + 1
    if found and whole:
        found[-1].last = last
    return found


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


def _clause(words: Words, number: int, verb: int, region: Region, asks: bool, moods: bool) -> Clause:
    first, last = region
    own = (first, _reach(words, verb, region))
    main, modals, participle = main_verb(words, verb, own)
    shown = shown_subject(words, verb, own)
    if shown is None and not moods:
        shown = parsed_subject(words, verb, main, own)
    mood = _mood(words, verb, region, shown, asks, moods)
    inside = words.lower[slice(*own)]
    return Clause(
        first=first,
        last=last,
        verb=verb,
        main=main,
        lemma=lemma_of(words, main, own),
        reach=own[1],
        mood=mood,
        sentence=number,
        text=words,
        shown=NO_SUBJECT if mood == "imperative" else shown,
        modals=frozenset(modals),
        participle=participle,
        perfect=participle and not _PERFECT.isdisjoint(modals) and "worden" not in modals,
        negated=_is_negated(words, (_opening(words, verb, own), own[1])),
        question_mark=asks,
        words=frozenset(inside) | frozenset(words.lemma[slice(*own)]) | _kinds(words, own) | done(words, main),
    )


def _opening(words: Words, verb: int, region: Region) -> int:
    """Where a clause begins behind what was called out before it: 'Geen probleem, ik zoek het op', not 'Niets geschrapt, het is …'."""
    comma = next((i for i in range(verb - 1, region[0], -1) if words.lower[i] == ","), -1)
    called_out = comma >= 0 and "VERB" not in words.pos[region[0] : comma]
    return comma + 1 if called_out else region[0]


def _is_negated(words: Words, region: Region) -> bool:
    """Whether a negation stands in a region, other than in words that somebody else said."""
    return any(words.lower[i] in _NEGATIONS and not words.is_foreign(words.start[i], words.end[i]) for i in range(*region))


def _reach(words: Words, verb: int, region: Region) -> int:
    """Where what a clause says ends: before ', zodat', also when the verb behind that was not seen as finite."""
    first, last = region
    return next((i for i in range(max(verb, first) + 2, last) if words.lower[i] in _REASONS and words.lower[i - 1] == ","), last)


def _kinds(words: Words, region: Region) -> frozenset[str]:
    """Kinds of special tokens in a region, as words in angle brackets: <url>, <phone>."""
    if not words.kinds:
        return frozenset()
    return frozenset(f"<{words.kinds[i]}>" for i in range(*region) if i in words.kinds)


def _mood(words: Words, verb: int, region: Region, subject: Subject | None, asks: bool, moods: bool) -> str:
    start = region[0]
    while start < verb and (words.pos[start] in ("PUNCT", "SPACE", "SYM") or words.lower[start] in FILLERS or start in words.kinds):
        start += 1
    opener = words.lower[start]
    inverted = is_inverted(words, verb, region, subject)
    if _imperative(words, verb, start, subject, inverted, asks, moods):
        return "imperative"
    pointing = opener in ("dat", "die") and _points(words, start, verb, inverted)
    if start < verb and opener in _SUBORDINATORS and not pointing and not (opener in _WH and asks and verb - start <= 3):
        return "subordinate"
    if not inverted and _is_dependent(words, start, verb):
        return "subordinate"
    if (
        start == verb
        and (subject is None or subject[0] == "geen")
        and not inverted
        and not asks
        and region[1] - verb > _SHORTEST_REQUEST
        and _is_stem(words, verb)
    ):
        return "imperative"
    if start == verb and inverted:
        if words.lower[verb] in ("mocht", "mochten"):
            return "subordinate"
        return "question" if asks else "conditional"
    if asks and (opener in _WH or (words.lower[start + 1 : start + 2] and words.lower[start + 1] in _WH and words.pos[start] == "ADP")):
        return "question"
    return "question" if asks and region[1] >= words.sentences[words.sent[verb]][1] else "statement"


def _is_dependent(words: Words, start: int, verb: int) -> bool:
    """'Jammer dat u dit pas achteraf meldt': called out, and then a clause that depends on it."""
    that = next((i for i in range(start, verb - 1) if words.lower[i] == "dat" and words.pos[i] == "SCONJ"), None)
    return that is not None and words.pos[that + 1] == "PRON" and all(pos in ("ADJ", "ADV", "INTJ") for pos in words.pos[start:that])


def _points(words: Words, start: int, verb: int, inverted: bool) -> bool:
    """'Die hangt al', 'Dat formulier vul je in': no clause that depends on another."""
    return verb == start + 1 or (inverted and all(pos in ("NOUN", "NUM", "ADJ", "PROPN") for pos in words.pos[start + 1 : verb]))


def _is_stem(words: Words, verb: int) -> bool:
    """'Koop je kaartje online': a bare stem without a subject asks for it, whatever mood the pipeline saw."""
    form = words.lower[verb]
    if not form.isalpha() or (
        verb and words.pos[verb - 1] not in ("PUNCT", "SPACE", "CCONJ", "SYM") and words.lower[verb - 1] not in FILLERS
    ):
        return False
    return (
        "Tense=Pres" in words.morph[verb]
        and "Number=Plur" not in words.morph[verb]
        and not form.endswith(("t", "en"))
        and form not in MODAL_FORMS
    )


def _owns(words: Words, at: int) -> bool:
    """'Houd je telefoon bij de hand': *je* before one single thing is whose it is, not who does it."""
    if words.lower[at] != "je" or words.lower[at - 1] in _NO_REQUEST or at + 1 >= len(words):
        return False
    noun = at + 2 if words.pos[at + 1] == "ADJ" and at + 2 < len(words) else at + 1
    return words.pos[noun] == "NOUN" and "Number=Sing" in words.morph[noun]


def _imperative(words: Words, verb: int, start: int, subject: Subject | None, inverted: bool, asks: bool, moods: bool) -> bool:
    if inverted and not asks and verb == start and _owns(words, verb + 1):
        return True
    who = subject[0] if subject is not None else "geen"
    if inverted and (asks or who in ("ik", "wij")):
        return False
    if words.lower[verb] in ("heb", "ben"):
        return False  # 'Heb het doorgegeven': the *ik* is left out
    if asks and verb == start and (words.lower[verb] == "was" or is_third_person(words, verb)):
        return False  # 'Rijdt de lift weer?'
    if moods:
        return "Mood=Imp" in words.morph[verb]
    # Without Mood: a clause that opens with a bare stem and has no subject.
    return verb == start and who == "geen" and "Number=Plur" not in words.morph[verb] and "Tense=Past" not in words.morph[verb]
