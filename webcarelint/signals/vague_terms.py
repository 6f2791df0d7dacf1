"""A follow-up without a time. Vague words of time are read in their clause: most are about something else than what we will do.

'Zo snel mogelijk' is a vague term when we do it; not when the customer must, when it is past, or when it is asked.
"""

from collections.abc import Iterator
from typing import Final

import pcre2

from webcarelint.model import Span
from webcarelint.reading import Clause, Reading, View, compiled, quick
from webcarelint.signals.registry import signal

_AWAITED: Final = frozenset(
    [
        "krijgen",
        "ontvangen",
        "horen",
        "zien",
        "terugkrijgen",
        "vernemen",
        "verwachten",
        "lezen",
        "weten",
        "hebben",
        "tegemoetzien",
        "rekenen",
    ]
)
_US: Final = frozenset(["ik", "wij"])
_CUSTOMER: Final = frozenset(["klant"])
_SEASON = quick(r"(?:de|in de) komende|(?:in het|dit|komend) (?:najaar|voorjaar)", pcre2.IGNORECASE)
_COMING: Final = frozenset(["hij", "zij", "ze", "die"])
_ELAPSED = quick(r"al|nog maar|nog slechts|duurt (?:\p{L}+ )?al", pcre2.IGNORECASE)
_HANDLED = quick(
    r"\b(?:wij|we|ik|team|collega\p{L}*|monteur\p{L}*|aannemer|herstel\p{L}*|gerepareerd|vervangen|opgelost|klaar|gereed|af|verholpen|lever\p{L}*|"
    r"geleverd|verwacht\p{L}*|voorraad|bericht|antwoord|reactie|terug|weer|nieuwe?|gestart|start|aangepast|geplaatst|uitgevoerd)\b",
    pcre2.IGNORECASE,
)


@signal("vage-termijn", needs={"sents"}, after={"_vaag-gezegd", "_beloofd-zonder-tijd"})
def find_vague_term(reading: Reading) -> Iterator[Span]:
    """The vague words of time that say when something follows, and promises without any time."""
    view = reading.reply
    for span in reading.spans("_vaag-gezegd"):
        if _is_ours(span, view):
            yield span
    promised = reading.spans("_beloofd-zonder-tijd")
    if promised and not reading.has("termijn"):
        yield from promised


def _is_ours(span: Span, view: View) -> bool:
    text = view.text[span[0] : span[1]]
    if _ELAPSED.match(text) and not compiled(r"(?i)al binnen|al over").match(text):
        return False
    first, last = view.words.at(*span)
    if first >= len(view.words) or text.lower().startswith(("zodra", "van zodra", "zo gauw")):
        return not _is_manual(span, view)
    clause = view.clause_at(last - 1)
    asked = view.words.lower[view.words.sentences[view.words.sent[first]][1] - 1] == "?"
    if clause is None:
        return not asked
    around = view.text[slice(*view.words.span(clause.first, clause.last))]
    if _SEASON.match(text) and (asked or not (_HANDLED.search(around) or clause.words & _COMING)):
        return False
    if clause.lemma in ("beginnen", "starten", "openen") and not clause.is_by(_US):
        return False
    return not (_is_past(clause, view) or _is_customers(clause))


def _is_past(clause: Clause, view: View) -> bool:
    verb = view.words.lower[clause.verb]
    return "Tense=Past" in view.words.morph[clause.verb] and verb not in ("zou", "zouden", "mocht", "mochten", "wilde", "wilden", "wou")


def _is_customers(clause: Clause) -> bool:
    """Whether the customer does it: told to, free to, or asked whether."""
    if clause.mood == "imperative":
        return not clause.lemmas & (_AWAITED | {"houden", "geven", "gunnen", "wachten"})
    if not clause.is_by(_CUSTOMER):
        return False
    if clause.mood in ("question", "conditional"):
        return clause.lemmas.isdisjoint(_AWAITED) or ("hebben" in clause.lemmas and clause.verb == clause.first)
    return bool(clause.modals & {"moeten", "dienen", "kunnen", "mogen", "willen"}) and clause.lemmas.isdisjoint(_AWAITED)


def _is_manual(span: Span, view: View) -> bool:
    """'Zodra het lampje brandt, kun je hem gebruiken': how a thing works, not what we are waiting for."""
    text = view.text[span[0] : span[1]]
    return _WORKS.match(text) is not None


_WORKS = quick(
    r"(?:van )?(?:zodra|zo gauw) (?:de|het|een|dit|dat) (?:\p{L}+ )?(?:lamp\p{L}*|led|deur|knop|scherm|deeg|water|temperatuur|motor|toestel|apparaat|batterij|accu|programma|pieptoon|toon|piep|signaal|menu|venster|code)\b",
    pcre2.IGNORECASE,
)
