"""Trouble put into words: a reply that opens with what the customer went through, without a verb of its own.

'Drie weken zonder verwarming, en dan niemand die terugbelt: …'. Such a fragment says nothing of us and asks nothing; in answer
to a complaint it can only be the customer's story, told back.
"""

from collections.abc import Iterator
from typing import Final

import regex

from webcarelint.model import Span
from webcarelint.reading import Reading, View
from webcarelint.signals.registry import signal

_TROUBLE = regex.compile(
    r"\b(?:zonder|niemand|(?:hele|halve) (?:dag|avond|nacht|middag|ochtend|week|weekend|vakantie|rit|reis)|nog steeds|nog altijd|nog niets|alweer|wacht(?:en|tijd|rij|muziek)|en dan (?:\p{L}+ )?(?:niet|geen|niets|nog)|"
    r"(?<!\bna )(?:\d+|een|één|twee|drie|vier|vijf|zes|zeven|acht|tien|twaalf|twintig|veertig|halve?|anderhalve?|half|paar) (?:\p{L}+ )?(?:minuten|uren|uur|u|kwartier|dag(?:en)?|nacht(?:en)?|week|weken|weekend|maand(?:en)?|keer|maal|ochtend))\b",
    regex.IGNORECASE,
)
# 'Drie keer op één week, dat begint door te wegen': the main clause says what that is like.
_WEIGHED = regex.compile(
    r"\s*, (?!dat (?:kan|mag|lukt|gaat|hoeft)(?: (?:helaas|dus|ook|nog|nu|hier|bij ons))* niet\b)(?:dat|daar|dan|zo|het) [^.!?\n]{0,40}\b(?:niet|geen|niemand|niks|niets|nooit|te (?:lang|veel|gek|erg|vaak)|veel|lang|zwaar|wegen|weegt|heel wat|ook boos|genoeg|slijt\p{L}*|vreet|op de proef)\b"
    r"(?! (?:missen|nodig|mogelijk|duurder|verplicht|kosten))",
    regex.IGNORECASE,
)
_TOLD_BACK = regex.compile(r"\s*(?:[:.!…]|,? (?:dat|daar|dan|dit|bah|pff|en dat|zo|da)\b|, (?:dat|daar|dan|zo))")
_ANSWER = regex.compile(
    r"(?:idd|inderdaad|oeps|jawel|van|tot en met|net|na|binnen|vanaf|over|ja|jawel|nee|klopt|op|via|per|tussen|om|in|gratis|graag|nog|hopelijk|alleen|zonder (?:account|kosten|extra)|geen (?:probleem|zorgen|paniek|dank|punt)|niets|bedankt|dank\p{L}*|sorry|excuses|voor|helaas|normaal|meestal|maximaal|minimaal|uiterlijk|morgen|vandaag|\p{L}+dag|sinds|wegens|vanwege|door|bij|met(?! [^.!?\n]{3,60}\ben (?:dan|geen|niet|niemand|zonder)\b))\b(?!\p{L}* (?:u|uur) (?:wachten|staan|zitten))|[\p{L}\d]+ (?:werk)?(?:dagen|weken|uur|minuten|maanden),",
    regex.IGNORECASE,
)
_FEWEST: Final = 4
_MOST: Final = 24
_POINTING: Final = frozenset(["dat", "het", "daar", "dan"])
_OURS: Final = frozenset(["ik", "we", "wij", "ons", "onze", "mijn"])


@signal("_leed-verteld", needs={"sents"})
def find_trouble_told(reading: Reading) -> Iterator[Span]:
    """The words of a fragment, among the first sentences of the answer to a complaint, that tell the customer's trouble."""
    if reading.customer is not None and not reading.has("klant.klacht"):
        return
    view = reading.reply
    words = view.words
    seen = 0
    for first, last in words.sentences[:4]:
        start = _after_greeting(view, first, last)
        if start >= last:
            continue
        seen += 1
        if seen > _SENTENCES:
            return
        end = _fragment(view, start, last)
        if end - start < _FEWEST or end - start > _MOST:
            continue
        a, b = words.span(start, end)
        text = view.text[a:b]
        trouble = _TROUBLE.search(text)
        if trouble is None or _ANSWER.match(text) or _OURS & set(words.lower[start:end]):
            continue
        if (_WEIGHED if _main_clause(view, end, last) else _TOLD_BACK).match(view.text, b):
            yield a + trouble.start(), a + trouble.end()


_SENTENCES: Final = 2


_CALLED: Final = ("PROPN", "INTJ", "SYM", "X", "SPACE", "PUNCT")
_PLURALS: Final = frozenset(["we", "wij", "ze", "zij", "jullie"])
_GREETINGS: Final = frozenset(
    [
        "beste",
        "geachte",
        "dag",
        "hoi",
        "hallo",
        "hey",
        "ha",
        "lieve",
        "goedemiddag",
        "goedemorgen",
        "goedenavond",
        "mevrouw",
        "meneer",
        "heer",
        "familie",
        "ach",
        "oei",
    ]
)


def _main_clause(view: View, end: int, last: int) -> bool:
    """Whether what follows the comma at `end` is *dat* or its like with a finite verb."""
    words = view.words
    return end + 2 < last and words.lower[end] == "," and words.lower[end + 1] in _POINTING and "VerbForm=Fin" in words.morph[end + 2]


def _after_greeting(view: View, first: int, last: int) -> int:
    """Past a name or an interjection that opens the sentence: 'Ach Hilde, '."""
    words = view.words
    for i in range(first, min(first + 6, last)):
        if words.lower[i] in (",", "!") and all(words.pos[j] in _CALLED or words.lower[j] in _GREETINGS for j in range(first, i)):
            return i + 1
    start = first
    while start < last and words.pos[start] in ("SPACE", "PUNCT", "SYM"):
        start += 1
    return start


def _is_infinitive(view: View, start: int, verb: int, last: int) -> bool:
    """Whether a form that may be a plural is an infinitive: nothing plural beside it, or summed up by *dat* behind the comma."""
    words = view.words
    if any(words.lower[j] in _PLURALS for j in range(start, last)):
        return False
    if any(_main_clause(view, j, last) for j in range(verb + 1, last)):
        return True
    return not any("Number=Plur" in words.morph[j] for j in range(start, last) if j != verb)


def _fragment(view: View, start: int, last: int) -> int:
    """Where the part without a finite verb ends: at a colon or at the comma before the main clause; `start` when there is none."""
    words = view.words
    comma = start
    inside = False  # in a clause that hangs on the fragment: 'een weekend waarbij het zwembad dicht is: …'
    for i in range(start, last):
        lower = words.lower[i]
        if lower in (":", ".", "!", "…", "..."):
            return i if lower == ":" or not inside else start
        if lower == ",":
            comma = i
        if comma == i - 1 and lower in _POINTING and "VerbForm=Fin" in words.morph[min(i + 1, last - 1)]:
            return comma
        inside = inside or (i > start + 1 and lower in ("terwijl", "waarbij", "waar", "die", "dat", "toen", "omdat"))
        if "VerbForm=Fin" in words.morph[i] and words.pos[i] in ("VERB", "AUX"):
            if inside or (lower.endswith("en") and "Number=Plur" in words.morph[i] and _is_infinitive(view, start, i, last)):
                continue
            return comma
    return last
