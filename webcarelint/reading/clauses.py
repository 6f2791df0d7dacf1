"""Clauses: who does what, in which mood. The sense that requests, questions, invitations and promises are found by.

A sentence is cut at its finite verbs. Where the parser and the word order disagree about the subject, a nominative
pronoun beside the finite verb wins: in Dutch it stands there in nearly every main clause (verb second, inversion).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from webcarelint.reading.verbs import infinitives
from webcarelint.reading.words import Words

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
        "mogen": "mag mogen mocht mochten moogt", "moeten": "moet moeten moest moesten", "gaan": "ga gaat gaan ging gingen",
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
_SHORTEST_VERB: Final = 5
_SHORTEST_REQUEST: Final = 2
# 'doorgezonden', 'teruggestort': a participle by its shape, whatever the pipeline makes of it.
_PARTICIPLE: Final = re.compile(
    rf"(?:{'|'.join(_PARTICLES)}|vast|vrij|klaar|recht|stop|goed)ge(?!ven$|eft$|nieten$)\w{{2,}}(?:en|(?<!hei)d|t)$"
)
_NEGATIONS: Final = frozenset(["niet", "geen", "nooit", "niets", "niks"])
_BEFORE_INFINITIVE: Final = frozenset(["zullen", "gaan"])
_WISHES: Final = frozenset(["graag", "svp", "s.v.p.", "aub", "a.u.b."])
# Verb-first with *je* behind it, and yet no request: 'heb je hulp nodig, dan …'.
_NO_REQUEST: Final = frozenset(
    [
        "heb",
        "ben",
        "wil",
        "kan",
        "kun",
        "krijg",
        "zoek",
        "zit",
        "sta",
        "woon",
        "mag",
        "moet",
        "zal",
        "zou",
        "vind",
        "voel",
        "word",
        "is",
        "had",
        "betaal",
        "hoor",
        "lees",
        "zie",
    ]
)
# Of those, the verbs that happen to a thing: 'is uitgevallen', 'is aangekomen'.
_HAPPENED: Final = (
    "gekomen",
    "gegaan",
    "gevallen",
    "geraakt",
    "gelopen",
    "gebroken",
    "gebleven",
    "gegroeid",
    "gestegen",
    "gebrand",
    "gestort",
    "geweest",
    "geworden",
    "gezeten",
    "gestaan",
    "gelegen",
    "toegenomen",
    "afgenomen",
    "gezien",
    "gebouwd",
    "gericht",
    "gerust",
    "gesloten",
    "geprijsd",
    "voorgeschreven",
    "aangegeven",
    "afgewezen",
    "uitgezonderd",
)
# What makes a noun of the infinitive behind it: 'voor het delen', 'succes met klussen'.
_NOUN_BEFORE: Final = frozenset(["het", "met", "van", "voor", "aan", "bij", "door", "tijdens", "dat"])
# 'Heb het doorgegeven', 'Ben ermee bezig': forms of the first person that are left without it.
_DROPPED: Final = {"heb": "ik", "ben": "ik"}
_ALWAYS_SUBJECT: Final = frozenset(["ik", "we", "wij", "jij", "gij", "hij", "zij", "ze"])
_OTHERS: Final = frozenset(["hij", "zij", "ze"])
_NOMINATIVE_AFTER: Final = frozenset(["ik", "we", "wij", "je", "jij", "u", "ge", "gij", "jullie", "ie"])


@dataclass(slots=True)
class Clause:
    """One finite verb with what belongs to it. `first` and `last` are token positions, `last` exclusive.

    `lemmas` holds `lemma` and what else the form of the verb may be of.
    """

    first: int
    last: int
    verb: int
    main: int
    lemma: str
    mood: str
    subject: str
    subject_at: int
    sentence: int
    modals: frozenset[str] = frozenset()
    perfect: bool = False
    passive: bool = False
    negated: bool = False
    question_mark: bool = False
    words: frozenset[str] = field(default_factory=frozenset)
    lemmas: frozenset[str] = frozenset()


def clauses(words: Words, moods: bool) -> list[Clause]:
    """All clauses of a text. `moods` says whether the pipeline marks imperatives (Mood=Imp) itself."""
    return [clause for number in range(len(words.sentences)) for clause in _of_sentence(words, number, moods)]


def _of_sentence(words: Words, number: int, moods: bool) -> Iterator[Clause]:
    first, last = words.sentences[number]
    verbs = [i for i in range(first, last) if _is_finite(words, i)]
    asks = _asks(words, first, last)
    bare = _bare_clauses(words, number, (first, verbs[0] if verbs else last), asks, whole=not verbs)
    yield from bare
    if not verbs:
        if not bare:
            yield from _mistaken(words, number, (first, last), asks)
        return
    cuts = [bare[-1].last if bare else first, *(_cut(words, a, b) for a, b in pairwise(verbs)), last]
    before: Clause | None = None
    for verb, start, end in zip(verbs, cuts, cuts[1:], strict=False):
        clause = _clause(words, number, verb, (start, end), asks, moods)
        if before is not None and clause.subject == "geen" and words.lower[clause.first] in ("en", "maar"):
            _carry_on(before, clause)
        yield from _with_tail(words, clause, asks) if end == last else [clause]
        if clause.subject != "geen" or before is None:
            before = clause


def _with_tail(words: Words, clause: Clause, asks: bool) -> list[Clause]:
    """The last clause of a sentence, and what follows its colon without a finite verb: 'Wat helpt: de stekker eruit halen.'"""
    colon = next((i for i in range(clause.verb + 1, clause.last - 1) if words.lower[i] == ":"), 0)
    if not colon or clause.main > colon:
        return [clause]
    tail = _bare_clauses(words, clause.sentence, (colon + 1, clause.last), asks, whole=True)
    if tail:
        tail[0].first = clause.last = colon + 1
    return [clause, *tail]


def _mistaken(words: Words, number: int, region: tuple[int, int], asks: bool) -> Iterator[Clause]:
    """A sentence without any verb that may open with one that was taken for a name: 'Koop je kaartje online'."""
    at = region[0]
    while at < region[1] - 2 and words.lower[at] in _FILLERS:
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
        lemmas=lemmas,
        mood="guess",
        subject="geen",
        subject_at=-1,
        sentence=number,
        negated=any(word in _NEGATIONS for word in inside),
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


def _carry_on(before: Clause, clause: Clause) -> None:
    """'Ik zet het stil en neem contact op': after *en* a subject goes on; the first person in a form that equals the imperative."""
    if clause.mood != "imperative":
        clause.subject, clause.subject_at = before.subject, before.subject_at
    elif before.subject in ("ik", "wij"):
        clause.mood, clause.subject, clause.subject_at = before.mood, before.subject, before.subject_at


def _bare_clauses(words: Words, number: int, region: tuple[int, int], asks: bool, whole: bool) -> list[Clause]:
    """Clauses without a finite verb: 'Even opnieuw inloggen', 'Al doorgegeven aan de chauffeur'.

    Before a finite verb (not `whole`) only those that end at their infinitive or participle: 'Kraan laten lopen, dan wordt het helder'.
    """
    found: list[Clause] = []
    start, last = region
    for end in range(start, last):
        ends = words.lower[end] in _BOUNDARY and words.lower[end] != "-"
        if not ends and not (whole and end == last - 1):
            continue
        verb = next((i for i in range(end, start - 1, -1) if _is_nonfinite(words, i)), -1)
        wish = verb < 0 and whole
        if wish:
            verb = _wish(words, start, end)
        if verb < 0 or not (whole or verb == end - 1) or not (wish or _stands_alone(words, start, verb)):
            continue
        infinitive = not _is_participle(words, verb)
        inside = words.lower[start : end + 1]
        found.append(
            Clause(
                first=start,
                last=end + 1,
                verb=verb,
                main=verb,
                lemma=words.lemma[verb],
                lemmas=frozenset([words.lemma[verb]]),
                mood="wish" if wish else "infinitive" if infinitive else "participle",
                subject="geen",
                subject_at=-1,
                sentence=number,
                perfect=not infinitive and not wish,
                negated=any(word in _NEGATIONS for word in inside),
                question_mark=asks,
                words=frozenset(inside) | frozenset(words.lemma[start : end + 1]) | _kinds(words, (start, end + 1)) | _done(words, verb),
            )
        )
        start = end + 1
    if found and whole:
        found[-1].last = last
    return found


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
    subject, subject_at = _subject(words, verb, main, region)
    mood = _mood(words, verb, region, subject, subject_at, asks, moods)
    if mood == "imperative":
        subject, subject_at = "geen", -1
    inside = words.lower[first:last]
    lemma = _lemma(words, main, region)
    return Clause(
        first=first,
        last=last,
        verb=verb,
        main=main,
        lemma=lemma,
        lemmas=_lemmas(words, main, region, lemma),
        mood=mood,
        subject=subject,
        subject_at=subject_at,
        sentence=number,
        modals=frozenset(modals),
        perfect=participle and bool({"hebben", "zijn"} & set(modals)) and "worden" not in modals,
        passive=participle and ("worden" in modals or (words.dep[main] == "ROOT" and _has_passive(words, main, region))),
        negated=any(word in _NEGATIONS for word in inside),
        question_mark=asks,
        words=frozenset(inside)
        | frozenset(words.lemma[first:last])
        | _kinds(words, region)
        | _sort(words, subject_at, first)
        | _done(words, main),
    )


def _kinds(words: Words, region: tuple[int, int]) -> frozenset[str]:
    """Kinds of special tokens in a region, as words in angle brackets: <url>, <phone>."""
    if not words.kinds:
        return frozenset()
    return frozenset(f"<{words.kinds[i]}>" for i in range(*region) if i in words.kinds)


def _done(words: Words, main: int) -> frozenset[str]:
    """<gedaan> when the main verb is the participle of a verb with a particle that somebody does: 'weggewerkt', 'bijgesteld'."""
    form = words.lower[main]
    return frozenset(["<gedaan>"]) if _PARTICIPLE.match(form) and not form.endswith(_HAPPENED) else frozenset()


def _sort(words: Words, subject_at: int, first: int) -> frozenset[str]:
    """<soort> when the subject is a bare plural: 'klachten worden behandeld' speaks of all of them, 'je klacht' of one."""
    if (
        subject_at < first
        or "er" in words.lower[first:subject_at]
        or words.pos[subject_at] != "NOUN"
        or "Number=Plur" not in words.morph[subject_at]
    ):
        return frozenset()
    before = subject_at - 1  # also before `first`: a sentence that the pipeline began too late has lost its 'je'
    while before >= 0 and words.pos[before] == "ADJ":
        before -= 1
    bare = before < 0 or (words.pos[before] not in ("DET", "NUM") and "Poss=Yes" not in words.morph[before])
    return frozenset(["<soort>"]) if bare else frozenset()


def _has_passive(words: Words, main: int, region: tuple[int, int]) -> bool:
    return any(words.dep[i] in ("aux:pass", "nsubj:pass") and words.head[i] == main for i in range(*region))


def _main_verb(words: Words, verb: int, region: tuple[int, int]) -> tuple[int, list[str], bool]:
    """The position of the lexical verb, the auxiliaries above it, and whether it is a participle.

    Dutch piles its verbs up at the end of the clause ('zou je ons kunnen laten weten'): the last one carries the meaning.
    """
    own = _MODAL_FORMS.get(words.lower[verb])
    if own is None:
        return verb, [], False
    modals, main = [own], verb
    for i in range(*region):
        if (words.lower[i] == "om" and main != verb) or (words.lower[i] == ":" and i > verb):
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
    if main == verb and own in _BEFORE_INFINITIVE and (shaped := _shaped_as_infinitive(words, verb, region)):
        return shaped, modals, False
    return main, modals, main != verb and _is_participle(words, main)


def _shaped_as_participle(words: Words, verb: int, region: tuple[int, int]) -> int:
    """The last word of a clause with *hebben* that looks like a participle and was taken for a noun ('gewist'); 0 when none."""
    last = region[1] - 1
    while last > verb and words.pos[last] in ("PUNCT", "SPACE", "SYM"):
        last -= 1
    odd = words.pos[last] in ("NOUN", "ADJ", "PROPN", "X") and last - verb > 1
    return last if odd and words.lower[last].startswith("ge") and words.lower[last].endswith(("d", "t")) else 0


def _shaped_as_infinitive(words: Words, verb: int, region: tuple[int, int]) -> int:
    """The last word of a clause with *zullen* or *gaan* that was taken for a plural ('zullen u berichten'); 0 when none."""
    last = region[1] - 1
    while last > verb and words.pos[last] in ("PUNCT", "SPACE", "SYM"):
        last -= 1
    return last if words.pos[last] == "NOUN" and last - verb > 1 and words.lower[last].endswith("en") else 0


def _is_nonfinite(words: Words, i: int) -> bool:
    return "VerbForm=Inf" in words.morph[i] or (_is_participle(words, i) and words.dep[i] != "amod")


def _is_participle(words: Words, i: int) -> bool:
    return "VerbForm=Part" in words.morph[i] or (
        words.pos[i] in ("VERB", "NOUN", "PROPN") and _PARTICIPLE.match(words.lower[i]) is not None
    )


def _lemma(words: Words, main: int, region: tuple[int, int]) -> str:
    """The lemma of the lexical verb, with the particle that belongs to it when the pipeline left that out."""
    lemma = words.lemma[main]
    for i in range(main + 1, region[1]):
        if words.dep[i] == "compound:prt" and words.head[i] == main and not lemma.startswith(words.lower[i]):
            return words.lower[i] + _without_particle(lemma)
    return lemma


def _lemmas(words: Words, main: int, region: tuple[int, int], lemma: str) -> frozenset[str]:
    if "Tense=Pres" not in words.morph[main]:
        return frozenset([lemma])
    particle = next((words.lower[i] for i in range(main + 1, region[1]) if words.dep[i] == "compound:prt" and words.head[i] == main), "")
    return frozenset(particle + infinitive for infinitive in infinitives(words.lower[main])) | {lemma}


def _without_particle(lemma: str) -> str:
    """'opzoeken' -> 'zoeken': a pipeline that guessed the wrong particle still knows the verb."""
    particle = next((p for p in _PARTICLES if lemma.startswith(p) and len(lemma) - len(p) >= _SHORTEST_VERB), "")
    return lemma[len(particle) :]


def _subject(words: Words, verb: int, main: int, region: tuple[int, int]) -> tuple[str, int]:
    after, before = verb + 1, verb - 1
    # 'ik heb je': what cannot be an object wins; 'dan heb je': what can be one is the subject only behind the verb.
    around = (before, after) if before >= region[0] and words.lower[before] in _ALWAYS_SUBJECT else (after, before)
    if before >= region[0] and (words.lower[before] in _OTHERS or _is_named(words, before, verb, region)):
        return "derde", before
    if (
        words.lower[verb] in _DROPPED
        and all(words.lower[i] in _FILLERS for i in range(region[0], verb))
        and words.lower[after : after + 1]
        and words.lower[after] not in _NOMINATIVE_AFTER
    ):
        return _DROPPED[words.lower[verb]], -1
    named = _named_before(words, verb, main, region)
    for i in around:
        if i == after < region[1] and named >= 0 and words.lower[i] not in _ALWAYS_SUBJECT and not words.dep[i].startswith("nsubj"):
            return "derde", named
        if region[0] <= i < region[1] and words.lower[i] in _NOMINATIVE_AFTER and _can_be_subject(words, i):
            return SUBJECTS.get(words.lower[i], "derde"), i
    for i in range(*region):
        if words.dep[i].startswith("nsubj") and words.head[i] in (verb, main) and words.lower[i] not in ("ons", "me", "mij", "jou"):
            return SUBJECTS.get(words.lower[i], "derde"), i
    for i in range(region[0], min(region[0] + 3, region[1])):
        if words.lower[i] in _NOMINATIVE_AFTER and _can_be_subject(words, i):
            return SUBJECTS[words.lower[i]], i
    return "geen", -1


def _named_before(words: Words, verb: int, main: int, region: tuple[int, int]) -> int:
    """The noun before the verb that the parser takes for its subject: 'De monteur belt je'; -1 when none."""
    return next(
        (
            i
            for i in range(region[0], verb)
            if words.dep[i].startswith("nsubj") and words.head[i] in (verb, main) and words.pos[i] in ("NOUN", "PROPN")
        ),
        -1,
    )


def _is_named(words: Words, at: int, verb: int, region: tuple[int, int]) -> bool:
    """'Marloes stuurt je een link': a name that opens the clause, before a form of the third person."""
    return at == region[0] and words.pos[at] == "PROPN" and at not in words.kinds and words.lower[verb].endswith("t")


def _can_be_subject(words: Words, i: int) -> bool:
    return "Poss=Yes" not in words.morph[i] and "Case=Acc" not in words.morph[i]


def _mood(words: Words, verb: int, region: tuple[int, int], subject: str, subject_at: int, asks: bool, moods: bool) -> str:
    start = region[0]
    while start < verb and (words.pos[start] in ("PUNCT", "SPACE", "SYM") or words.lower[start] in _FILLERS or start in words.kinds):
        start += 1
    opener = words.lower[start]
    inverted = subject_at == verb + 1
    if _imperative(words, verb, start, subject, inverted, asks, moods):
        return "imperative"
    pointing = opener in ("dat", "die") and verb == start + 1  # 'die hangt al': no clause that depends on another
    if start < verb and opener in _SUBORDINATORS and not pointing and not (opener in _WH and asks and verb - start <= 3):
        return "subordinate"
    if start == verb and subject == "geen" and not asks and region[1] - verb > _SHORTEST_REQUEST and _is_stem(words, verb):
        return "imperative"
    if start == verb and inverted:
        if words.lower[verb] in ("mocht", "mochten"):
            return "subordinate"
        return "question" if asks else "conditional"
    if asks and (opener in _WH or (words.lower[start + 1 : start + 2] and words.lower[start + 1] in _WH and words.pos[start] == "ADP")):
        return "question"
    return "question" if asks and region[1] >= words.sentences[words.sent[verb]][1] else "statement"


def _is_stem(words: Words, verb: int) -> bool:
    """'Koop je kaartje online': a bare stem without a subject asks for it, whatever mood the pipeline saw."""
    form = words.lower[verb]
    if not form.isalpha() or (
        verb and words.pos[verb - 1] not in ("PUNCT", "SPACE", "CCONJ", "SYM") and words.lower[verb - 1] not in _FILLERS
    ):
        return False
    return (
        "Tense=Pres" in words.morph[verb]
        and "Number=Plur" not in words.morph[verb]
        and not form.endswith(("t", "en"))
        and form not in _MODAL_FORMS
    )


def _owns(words: Words, at: int) -> bool:
    """'Houd je telefoon bij de hand': *je* before one single thing is whose it is, not who does it."""
    if words.lower[at] != "je" or words.lower[at - 1] in _NO_REQUEST or at + 1 >= len(words):
        return False
    noun = at + 2 if words.pos[at + 1] == "ADJ" and at + 2 < len(words) else at + 1
    return words.pos[noun] == "NOUN" and "Number=Sing" in words.morph[noun]


def _imperative(words: Words, verb: int, start: int, subject: str, inverted: bool, asks: bool, moods: bool) -> bool:
    if inverted and not asks and verb == start and _owns(words, verb + 1):
        return True
    if (inverted and subject in ("ik", "wij")) or (inverted and asks) or words.lower[verb] in _DROPPED:
        return False
    if moods:
        return "Mood=Imp" in words.morph[verb]
    # Without Mood: a clause that opens with a bare stem and has no subject.
    return verb == start and subject == "geen" and "Number=Plur" not in words.morph[verb] and "Tense=Past" not in words.morph[verb]
