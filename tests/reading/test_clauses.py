"""Who does what, in which mood; with and without the pipeline's own imperatives."""

import itertools

import pytest
from spacy.language import Language

from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.model import Draft
from webcarelint.reading.clauses import Clause, clauses
from webcarelint.reading.verbs import mend_verbs
from webcarelint.reading.words import Words

# text -> (mood, subject) of each clause
MOODS: dict[str, list[tuple[str, str]]] = {
    "Stuur ons een bericht.": [("imperative", "geen")],
    "Bel ons vandaag nog.": [("imperative", "geen")],
    "Neem contact met ons op.": [("imperative", "geen")],
    "Kijk op de website en vul het formulier in.": [("imperative", "geen"), ("imperative", "geen")],
    "Kun je ons je nummer sturen?": [("question", "klant")],
    "Heb je een ordernummer?": [("question", "klant")],
    "Hebt u een ordernummer?": [("question", "klant")],
    "Waar is je pakket?": [("question", "derde")],
    "Jammer dat u dit pas achteraf meldt.": [("subordinate", "klant")],
    "Wilt u ons via klachten@voorbeeld.nl laten weten wat er was?": [("question", "klant"), ("question", "derde")],
    "Kunnen wij u terugbellen?": [("question", "wij")],
    "Wij bellen je morgen.": [("statement", "wij")],
    "We hebben je bericht gezien.": [("statement", "wij")],
    "Ik zoek het voor je uit.": [("statement", "ik")],
    "Je kunt het hier wijzigen.": [("statement", "klant")],
    "Dat regelt u binnen zes weken via het formulier.": [("statement", "klant")],
    "Dat kost u binnen een jaar niets.": [("statement", "derde")],
    "De monteur komt morgen langs.": [("statement", "derde")],
    "Morgen bellen we je.": [("statement", "wij")],
    "Ik weet dat je boos bent.": [("statement", "ik"), ("subordinate", "klant")],
    "Als je ons belt, zoeken we het uit.": [("subordinate", "klant"), ("conditional", "wij")],
    "Heb je nog vragen, bel dan gerust.": [("conditional", "klant"), ("imperative", "geen")],
    "Mocht je nog vragen hebben, dan horen we het graag.": [("subordinate", "klant"), ("conditional", "wij")],
    "Heb het doorgegeven.": [("statement", "ik")],
    "Ik zie het staan en zoek het op.": [("statement", "ik"), ("statement", "ik")],
    "Even opnieuw inloggen.": [("infinitive", "geen")],
    "Kraan laten lopen, dan wordt het helder.": [("infinitive", "geen"), ("conditional", "derde")],
    "Brief gezien, foto's bekeken.": [("participle", "geen"), ("participle", "geen")],
    "Graag nog een foto van de schade.": [("wish", "geen")],
    "Koop je kaartje online.": [("imperative", "geen")],
    "Toets uw nummer in.": [("guess", "geen")],
    "Houd je paspoort bij de hand.": [("imperative", "geen")],
    "De monteur belt je morgen.": [("statement", "derde")],
    "Hij belt je morgen.": [("statement", "derde")],
    "Die hangt al.": [("statement", "derde")],
    "Wij zien wat hij doet en bellen je morgen.": [("statement", "wij"), ("subordinate", "derde"), ("statement", "wij")],
    "Reparatieverzoeken kunnen via de site worden doorgegeven.": [("statement", "derde")],
    "We hebben hem geprint.": [("statement", "wij")],
    "'k Heb je les verzet.": [("statement", "ik")],
    "Wij weten nog niets, maar hou de site in de gaten.": [("statement", "wij"), ("imperative", "geen")],
    "Jaaa 🙌 dinsdag zetten we de deuren open.": [("statement", "wij")],
}
# With Mood the pipeline decides; these fall out well without it.
FALLBACK: dict[str, list[str]] = {
    "Stuur ons een bericht.": ["imperative"],
    "Laat het ons weten.": ["imperative"],
    "En stuur ons dan even je postcode.": ["imperative"],
    "Wij sturen je een bericht.": ["statement"],
    "Kun je ons bellen?": ["question"],
    "Stuurde hij dat op?": ["question"],
    "Ga ik voor je regelen.": ["conditional"],
}


def _clauses(nlp: Language, text: str, *, moods: bool = True) -> list[Clause]:
    words = Words(nlp(text), nlp.get_pipe("parser"))
    mend_verbs(words)
    return clauses(words, moods)


def _one(nlp: Language, text: str) -> Clause:
    (clause,) = _clauses(nlp, text)
    return clause


@pytest.mark.parametrize(("text", "expected"), MOODS.items())
def test_mood_and_subject(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(clause.mood, clause.subject) for clause in _clauses(nlp, text)] == expected


@pytest.mark.parametrize(("text", "expected"), FALLBACK.items())
def test_moods_without_imperatives_of_the_pipeline(nlp: Language, text: str, expected: list[str]) -> None:
    assert [clause.mood for clause in _clauses(nlp, text, moods=False)] == expected


@pytest.mark.parametrize("text", ["Fijne dag!", "Met vriendelijke groet,", "Top 😊", "^EK"])
def test_a_text_without_a_finite_verb_has_no_clauses(nlp: Language, text: str) -> None:
    assert _clauses(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "modals", "perfect", "passive", "negated"),
    [
        ("Wij bellen je morgen.", set(), False, False, False),
        ("Wij kunnen je morgen bellen.", {"kunnen"}, False, False, False),
        ("Wij hebben je gisteren gebeld.", {"hebben"}, True, False, False),
        ("Je wordt morgen gebeld.", {"worden"}, False, True, False),
        ("Wij bellen je niet.", set(), False, False, True),
        ("Dat zou je ons kunnen laten weten.", {"zullen", "kunnen", "laten"}, False, False, False),
    ],
)
def test_the_verbs_of_a_clause(nlp: Language, text: str, modals: set[str], perfect: bool, passive: bool, negated: bool) -> None:
    clause = _one(nlp, text)
    assert (clause.modals, clause.perfect, clause.passive, clause.negated) == (modals, perfect, passive, negated)


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Wij kunnen je morgen bellen.", "bellen"),
        ("De monteur komt morgen langs.", "langskomen"),
        ("Ik zoek het voor je uit.", "uitzoeken"),
    ],
)
def test_the_lexical_verb_with_its_particle(nlp: Language, text: str, lemma: str) -> None:
    assert _one(nlp, text).lemma == lemma


@pytest.mark.parametrize(
    ("text", "asks"),
    [("Heb je een nummer?", True), ("Heb je een nummer? 😊", True), ("Kijk op https://a.nl/?b=1", False), ("Je hebt een nummer.", False)],
)
def test_a_question_mark_in_an_address_asks_nothing(nlp: Language, text: str, asks: bool) -> None:
    assert [clause.question_mark for clause in _clauses(nlp, text)] == [asks]


def test_kinds_of_specials_are_words_of_a_clause(nlp: Language) -> None:
    assert {"<url>", "kijken"} <= _one(nlp, "Je kunt hier kijken: https://a.nl/b").words
    assert "<phone>" in _one(nlp, "Bel ons op 088-1234567.").words


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Ruud heeft je dossier en belt je morgen.", ["derde", "derde"]),
        ("Bel je ons morgen?", ["klant"]),
        ("Laat je het weten?", ["klant"]),
    ],
)
def test_je_behind_a_form_with_t_is_no_subject(nlp: Language, text: str, subjects: list[str]) -> None:
    assert [clause.subject for clause in _clauses(nlp, text)] == subjects


def test_an_infinitive_keeps_its_particle_and_geld_is_no_participle(nlp: Language) -> None:
    first = _clauses(nlp, "Wilt u ons via klachten@voorbeeld.nl laten weten op welke dag het was?")[0]
    assert first.lemma == "weten"
    assert not _one(nlp, "Drie werkdagen later heeft u het geld.").perfect


def test_a_question_in_the_third_person_is_no_imperative(nlp: Language) -> None:
    assert _one(nlp, "Rijdt de lift nu weer?").mood == "question"


def test_what_a_clause_says_ends_before_its_reason(nlp: Language) -> None:
    clause = _clauses(nlp, "Intussen hebben wij een extra bord besteld, zodat de gasten niet meer hoeven zoeken.")[0]
    assert (clause.lemma, clause.perfect, clause.negated) == ("bestellen", True, False)


def test_clauses_cover_their_sentence_without_overlap(nlp: Language) -> None:
    words = Words(nlp("Als je ons belt, zoeken we het uit en dan hoor je van ons. Stuur je nummer mee, dan gaat het sneller."))
    found = clauses(words, moods=True)
    for number, (first, last) in enumerate(words.sentences):
        parts = [(clause.first, clause.last) for clause in found if clause.sentence == number]
        assert parts[0][0] == first
        assert parts[-1][1] == last
        assert all(one[1] == other[0] for one, other in itertools.pairwise(parts))
        assert all(clause.first <= clause.verb < clause.last for clause in found)


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("We gaven uw opmerking door aan de winkel.", "doorgeven"),
        ("Ik stuur het op naar je nieuwe adres.", "opsturen"),
        ("Dan spreekt de coach hem er vanavond nog op aan.", "aanspreken"),
        ("Ik haal iets uit Assen.", "halen"),
        ("We vinden het fijn om te horen.", "vinden"),
        ("We werken er hard aan om het te verbeteren.", "werken"),
    ],
)
def test_a_verb_takes_back_what_it_left_behind(nlp: Language, text: str, lemma: str) -> None:
    assert _clauses(nlp, text)[0].lemma == lemma


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Hij heeft dat niet afgemeld.", True),
        ("Hij heeft dat als 'geen vocht' afgemeld.", False),
        ("Geen zorgen, hij heeft het afgemeld.", False),
        ("Ondanks alles, hij heeft het niet afgemeld.", True),
    ],
)
def test_what_is_quoted_or_called_out_negates_nothing(text: str, negated: bool) -> None:
    (reading, _), *_ = Linter.of(HouseStyle()).readings([Draft(text=text)])
    assert [clause.negated for clause in reading.reply.clauses] == [negated]


@pytest.mark.parametrize(
    ("text", "past", "perfect"),
    [
        ("Op 3 april heeft onze schilder de deur vervangen.", False, True),
        ("We hebben de avond verplaatst naar maart.", False, True),
        ("Morgen wordt de lamp besproken.", False, True),
        ("We hebben hem laten vervangen.", False, False),
        ("Mijn collega's ronden het morgen af.", False, False),
        ("Zij rondden het gisteren af.", True, False),
    ],
)
def test_when_it_happens(linter: Linter, text: str, past: bool, perfect: bool) -> None:
    ((reading, _),) = linter.readings([Draft(text)])
    (clause,) = reading.reply.clauses
    assert (clause.past, clause.participle) == (past, perfect)
