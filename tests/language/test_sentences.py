"""Where sentences start in text as people type it."""

import pytest
from spacy.language import Language

from webcarelint.language.sentences import sentence_starts

# text with | where a sentence must start (and nowhere else, when `exact`)
STARTS: dict[str, str] = {
    "a word that is an abbreviation too": "Je ziet hem in de app. |De code staat op je pas. |Het duurt 5 min. |De bus is vol.",
    "an abbreviation": "We zijn er max. 20 min. na je belletje, zie art. 3 voor de regels.",
    "full stops": "We kijken het na.| Morgen weet je meer.",
    "question": "Heb je een nummer?| Dan zoek ik het op.",
    "missing space": "We kijken het na.|Morgen weet je meer.",
    "missing space after mark": "Wat goed!|Fijn dat het werkt.",
    "blank line": "We kijken het na\n\n|Morgen weet je meer",
    "greeting on a line": "Beste Fatima,\n\n|wij kijken het na.",
    "greeting with mark": "Hoi Jan!| we kijken het na.",
    "handle before a greeting": "@jan_85 |Hallo Jan, |je pakket komt morgen.",
    "tag": "We kijken het na |^EK",
    "sign-off on a line": "We kijken het na.\n|Groetjes, Eva",
    "sign-off without mark": "Je pakket komt morgen bij je thuis |Groetjes Eva",
    "full sign-off": "We kijken het na.\n\n|Met vriendelijke groet,\n|Eva de Koning",
    "emoji ends a sentence": "Wat leuk om te horen 😊 |Veel plezier ermee!",
    "emoji after a mark": "Wat leuk! 😊| Veel plezier ermee!",
    "abbreviation": "Stuur bijv. een foto mee.| Dan kijken we.",
    "title": "De dhr. Smit is er niet.",
    "initials": "Wij sturen a.u.b. alles op.",
    "time with u.": "We zijn er tot 18 u.| Daarna niet.",
    "many marks": "Wat fijn!!!| Tot morgen.",
    "ellipsis goes on": "We weten het niet... maar zoeken het uit.",
    "url": "Kijk op www.winkel.nl voor alle tijden.",
    "enumeration by lines": "Doe dit:\n\n|Herstart de app\n\n|Log opnieuw in",
    "greeting": "Hoi Jan,| je pakket komt morgen.",
    "greeting of the day": "Goedemiddag mevrouw Smit,| wij kijken het na.",
    "greeting in two words": "Goede morgen Jan,| we kijken het na.",
    "abbreviation before a number": "Bel tel. 088-1234567 of kom langs.",
    "quote closes": "Je schreef “Het lukt niet.”| Dat klopt.",
}


def _marked(nlp: Language, marked: str) -> str:
    doc = nlp(marked.replace("|", ""))
    starts = {sentence.start_char for sentence in doc.sents if sentence.start_char}
    return "".join(("|" if i in starts else "") + char for i, char in enumerate(doc.text))


def _placed(marked: str) -> str:
    """The mark stands before the first letter: a space after a full stop belongs to the sentence before it."""
    while (moved := marked.replace("| ", " |").replace("|\n", "\n|")) != marked:
        marked = moved
    return marked


@pytest.mark.parametrize("marked", STARTS.values(), ids=STARTS)
def test_sentences_start_where_a_reader_sees_them(nlp: Language, marked: str) -> None:
    assert _marked(nlp, marked) == _placed(marked)


@pytest.mark.parametrize(
    ("text", "start"), [("We keken alles\nna voor je", 0), ("We keken alles na\nMorgen meer", 1), ("We keken\n\nna", 1)]
)
def test_a_line_break_is_a_start_unless_the_line_goes_on(nlp: Language, text: str, start: int) -> None:
    doc = nlp.make_doc(text)
    after = next(i for i, token in enumerate(doc) if "\n" in token.text) + 1
    assert sentence_starts(doc)[after] == start
