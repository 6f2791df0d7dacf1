"""The verbs of a clause: which form is finite, which verb carries the meaning, and which infinitives Dutch spelling allows it to be of.

The pipeline guesses lemmas of verbs it has not seen, and sometimes guesses what cannot be ('belen', 'treken').
"""

from functools import lru_cache
from typing import Final

import regex

from webcarelint.reading.words import Words

Region = tuple[int, int]
"""Token positions of a clause: first and past-last."""

_MODALS: Final = frozenset(
    "kunnen zullen willen mogen moeten gaan komen laten hoeven dienen hebben zijn worden blijven proberen helpen".split()
)
MODAL_FORMS: Final = {
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
_PARTICLES: Final = ("terug", "door", "toe", "over", "mee", "weg", "voor", "aan", "uit", "bij", "los", "na", "op", "af", "in", "om")
_SEPARABLE: Final = frozenset([*_PARTICLES, "langs", "rond", "samen", "vast", "neer", "heen", "achter", "tegen", "onder", "voorbij"])
_NO_OBJECT: Final = frozenset(["PUNCT", "SPACE", "SYM", "CCONJ", "SCONJ", "VERB", "AUX", "ADP"])
_SHORTEST_VERB: Final = 5
# 'doorgezonden', 'teruggestort': a participle by its shape, whatever the pipeline makes of it.
_PARTICIPLE: Final = regex.compile(
    rf"(?:{'|'.join(_PARTICLES)}|vast|vrij|klaar|recht|stop|goed|kwijt|schoon|leeg|stil|binnen|dicht|open|neer|samen|langs|voorbij|plat)ge(?!ven$|eft$|nieten$)\w{{2,}}(?:en|(?<!hei)d|t)$"
)
_OF_PARTICIPLES: Final = frozenset(["hebben", "zijn", "worden"])
_OF_INFINITIVES: Final = frozenset(["kunnen", "mogen", "moeten", "zullen", "willen", "hoeven"])
_CLAUSE_EDGES: Final = frozenset(["CCONJ", "SCONJ", "PUNCT"])
_UNSTRESSED_PREFIXES: Final = ("ver", "be", "ont", "her")
"""Verbs with these have no *ge-* in their participle."""
_BEFORE_INFINITIVE: Final = frozenset(["zullen", "gaan"])
_BEFORE_BARE: Final = frozenset(["laten", "blijven", "komen", "gaan", "helpen", "leren", "staan", "zitten", "liggen"])
"""Infinitives that may have another one behind them."""
_NOUNS_LIKE_PARTICIPLES: Final = frozenset(
    "geld geduld gebied gezicht gerecht gewicht geluid geweld gevecht gedicht gebit gebod geslacht gewest gelaat gebaat".split()
)
_PRESENTS_LIKE_PASTS: Final = frozenset(
    "ronden melden zenden landen branden raden laden wenden antwoorden beantwoorden besteden onthouden scheiden begeleiden bereiden verbinden "
    "starten testen posten printen planten wachten achten richten verwachten rusten updaten chatten".split()
)
"""Plurals on -den and -ten whose past tense looks otherwise: 'rondden', 'startten', 'zonden'."""
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
_LONG: Final = regex.compile(r"(aa|ee|oo|uu)([bcdfghklmnprstvwz])$")
_SHORT: Final = regex.compile(r"(?:^|[^aeiou])[aeiou]([bcdfghklmnpqrst])$")
_UNSTRESSED: Final = regex.compile(r"[aeiou].*(?:e[lmnr]|ig)$")
_VOICED: Final = regex.compile(r"(?:aa|ee|oo|uu|ie|ij|ei|ui|eu|oe|ou|au|[lr])([fs])$")
_SHORTEST: Final = 3
_REMEMBERED: Final = 4096
"""Forms of which the answer is kept: most of the words of most replies."""


@lru_cache(_REMEMBERED)
def _has_participle_shape(form: str) -> bool:
    return _PARTICIPLE.match(form) is not None


def is_finite(words: Words, i: int) -> bool:
    return "VerbForm=Fin" in words.morph[i] and words.pos[i] in ("VERB", "AUX") and not _has_participle_shape(words.lower[i])


def mend_verbs(words: Words) -> None:
    """'We hebben hem geprint', 'dat mag je terugdoen': what stands behind an auxiliary is not finite, also when it was taken for that.
    'Ze ronden het af' is no past tense, whatever it looks like."""
    for i, form in enumerate(words.lower):
        if not form.endswith(("d", "t", "n")):
            continue
        if "VerbForm=Fin" in words.morph[i]:
            _mend_finite(words, i, form)
        elif form[-1] == "n" and "VerbForm=Inf" in words.morph[i] and _like_its_infinitive(words, i, form):
            words.morph[i] = "VerbForm=Part"


def _mend_finite(words: Words, i: int, form: str) -> None:
    if form in _PRESENTS_LIKE_PASTS:
        words.morph[i] = words.morph[i].replace("Tense=Past", "Tense=Pres")
    if form[-1] == "n":
        if _ends_clause(words, i) and _auxiliary(words, i) in _OF_INFINITIVES:
            words.morph[i] = "VerbForm=Inf"
    elif form.startswith("ge"):
        if _auxiliary(words, i) in _OF_PARTICIPLES:
            words.morph[i] = "VerbForm=Part"
    elif form.startswith(_UNSTRESSED_PREFIXES) and _auxiliary(words, i) == "hebben":
        words.morph[i] = "VerbForm=Part"


def _like_its_infinitive(words: Words, i: int, form: str) -> bool:
    """'heeft de band vervangen', 'worden besproken': the participle of a verb that gets no *ge-*, behind its auxiliary."""
    return (
        form.startswith(_UNSTRESSED_PREFIXES)
        and words.lower[i - 1] != "te"
        and "VerbForm=Inf" not in words.morph[i - 1]
        and _auxiliary(words, i) in _OF_PARTICIPLES
    )


def _auxiliary(words: Words, i: int) -> str | None:
    """The lemma of the last finite verb before a position, when it is an auxiliary of the same clause."""
    for before in range(i - 1, words.sentences[words.sent[i]][0] - 1, -1):
        if words.pos[before] in _CLAUSE_EDGES or "PronType=Rel" in words.morph[before]:
            return None
        if "VerbForm=Fin" in words.morph[before]:
            return MODAL_FORMS.get(words.lower[before])
    return None


def _ends_clause(words: Words, i: int) -> bool:
    """Whether a form stands last, and nothing before it can be the subject of a plural."""
    if words.lower[i] in _BEFORE_BARE and i + 1 < len(words) and "VerbForm=Inf" in words.morph[i + 1]:
        return True  # 'Wilt u dat laten weten'
    last = i + 1 >= len(words) or words.pos[i + 1] in ("PUNCT", "SPACE", "SYM")
    return last and words.pos[i - 1] != "PRON" and "Number=Plur" not in words.morph[i - 1]


def main_verb(words: Words, verb: int, region: Region) -> tuple[int, list[str], bool]:
    """The position of the lexical verb, the auxiliaries above it, and whether it is a participle.

    Dutch piles its verbs up at the end of the clause ('zou je ons kunnen laten weten'): the last one carries the meaning.
    """
    own = MODAL_FORMS.get(words.lower[verb])
    if own is None:
        return verb, [], False
    modals, main = [own], verb
    for i in range(*region):
        if (words.lower[i] == "om" and main != verb) or (words.lower[i] == ":" and i > verb):
            break
        if i == verb or not is_nonfinite(words, i):
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
    return main, modals, main != verb and is_participle(words, main)


def _shaped_as_participle(words: Words, verb: int, region: Region) -> int:
    """The last word of a clause with *hebben* that looks like a participle and was taken for a noun ('gewist'); 0 when none."""
    last = region[1] - 1
    while last > verb and words.pos[last] in ("PUNCT", "SPACE", "SYM"):
        last -= 1
    odd = words.pos[last] in ("NOUN", "ADJ", "PROPN", "X") and last - verb > 1
    form = words.lower[last]
    return last if odd and form.startswith("ge") and form.endswith(("d", "t")) and form not in _NOUNS_LIKE_PARTICIPLES else 0


def _shaped_as_infinitive(words: Words, verb: int, region: Region) -> int:
    """The last word of a clause with *zullen* or *gaan* that was taken for a plural ('zullen u berichten'); 0 when none."""
    last = region[1] - 1
    while last > verb and words.pos[last] in ("PUNCT", "SPACE", "SYM"):
        last -= 1
    return last if words.pos[last] == "NOUN" and last - verb > 1 and words.lower[last].endswith("en") else 0


def is_nonfinite(words: Words, i: int) -> bool:
    return "VerbForm=Inf" in words.morph[i] or (is_participle(words, i) and not _is_attributive(words, i))


def _is_attributive(words: Words, i: int) -> bool:
    """'de bestelde stoel': a participle with an ending, before what it says something of."""
    return words.lower[i].endswith("e") and words.pos[i + 1 : i + 2] in (["NOUN"], ["ADJ"], ["PROPN"], ["NUM"])


def is_participle(words: Words, i: int) -> bool:
    return "VerbForm=Part" in words.morph[i] or (words.pos[i] in ("VERB", "NOUN", "PROPN") and _has_participle_shape(words.lower[i]))


def lemma_of(words: Words, main: int, region: Region) -> str:
    """The lemma of the lexical verb, with the particle that belongs to it when the pipeline left that out."""
    lemma = words.lemma[main]
    particle = _particle(words, main, region) if lemma != "zijn" else ""
    return particle + _without_particle(lemma) if particle and not lemma.startswith(particle) else lemma


def lemmas_of(words: Words, main: int, region: Region) -> frozenset[str]:
    """The lemma, and what else a form in the present may be of."""
    lemma = lemma_of(words, main, region)
    if "Tense=Pres" not in words.morph[main]:
        return frozenset([lemma])
    particle = _particle(words, main, region)
    return frozenset(particle + infinitive for infinitive in infinitives(words.lower[main])) | {lemma}


def _particle(words: Words, main: int, region: Region) -> str:
    """What a verb left behind: 'ik zoek het uit', 'we gaven het door aan Mol'; not 'ik zoek iets uit Assen' or 'fijn om te horen'."""
    if "VerbForm=Inf" in words.morph[main]:
        return ""  # an infinitive keeps its particle
    for i in range(region[1] - 1, main, -1):
        if words.pos[i] in ("ADP", "ADV") and words.lower[i] in _SEPARABLE and _stands_free(words, i + 1, region[1]):
            return words.lower[i]
    return ""


def _stands_free(words: Words, behind: int, last: int) -> bool:
    """Whether what comes behind a preposition cannot belong to it."""
    return behind >= last or (words.pos[behind] in _NO_OBJECT and words.lower[behind] not in ("te", "om"))


def _without_particle(lemma: str) -> str:
    """'opzoeken' -> 'zoeken': a pipeline that guessed the wrong particle still knows the verb."""
    particle = next((p for p in _PARTICLES if lemma.startswith(p) and len(lemma) - len(p) >= _SHORTEST_VERB), "")
    return lemma[len(particle) :]


def done(words: Words, main: int) -> frozenset[str]:
    """<gedaan> when the main verb is the participle of a verb with a particle that somebody does: 'weggewerkt', 'bijgesteld'."""
    form = words.lower[main]
    return frozenset(["<gedaan>"]) if _has_participle_shape(form) and not form.endswith(_HAPPENED) else frozenset()


@lru_cache(_REMEMBERED)
def infinitives(form: str) -> frozenset[str]:
    """What the infinitive of a form in the present singular may be."""
    if len(form) < _SHORTEST or not form.isalpha():
        return frozenset()
    stems = [form, form[:-1]] if form.endswith("t") else [form]
    return frozenset(infinitive for stem in stems if len(stem) >= _SHORTEST - 1 for infinitive in _of_stem(stem))


def _of_stem(stem: str) -> list[str]:
    voiced = _VOICED.search(stem)
    if voiced:
        end = "v" if voiced[1] == "f" else "z"
        return [_shortened(stem[:-1] + end), _shortened(stem)]
    if _SHORT.search(stem):
        doubled = f"{stem}{stem[-1]}en"
        return [doubled, f"{stem}en"] if _UNSTRESSED.search(stem) else [doubled]
    return [_shortened(stem)]


def _shortened(stem: str) -> str:
    return _LONG.sub(lambda m: m[1][0] + m[2], stem) + "en"
