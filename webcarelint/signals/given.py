"""Did the customer give it already? What a reply asks for against what stands in the customer's message."""

from collections.abc import Iterator
from typing import Final

import pcre2

from webcarelint.model import Span
from webcarelint.reading import Reading, quick
from webcarelint.signals.registry import signal

_NUMBERED: Final = {
    "order": r"(?:order|bestel)\w*",
    "dossier": r"(?:dossier|zaak|melding|ticket|case|schade|claim|kenmerk|referentie)\w*",
    "klant": r"klant\w*",
    "polis": r"polis\w*",
    "factuur": r"factuur\w*",
    "boeking": r"(?:boeking|reservering|reservatie|pnr)\w*",
    "abonnee": r"abonn\w*",
    "kaart": r"kaart\w*",
}
_ASKED: Final = tuple((kind, quick(rf"\b{word}", pcre2.IGNORECASE)) for kind, word in _NUMBERED.items())
_GIVEN: Final = {
    kind: quick(
        rf"\b{word}[ -]?(?:nummer|nr\.?|code|id)?(?: (?:is|van mij|was|dit is))?[ :=#]{{1,3}}(?:(?=[\w-]*\d{{3}})[\w-]{{4,}}|(?-i:(?=[A-Z]*\d)[A-Z\d]{{5,8}})\b)",
        pcre2.IGNORECASE,
    )
    for kind, word in _NUMBERED.items()
}
_ELSEWHERE: Final = {
    kind: quick(rf"\b{word}(?:nummer|code)? (?:\w+ ){{0,2}}(?:doorgegeven|ingevuld|gestuurd|vermeld|gemaild)\b", pcre2.IGNORECASE)
    for kind, word in _NUMBERED.items()
}
_ASKED_OTHER: Final = (
    ("postcode", quick(r"postcode|\badres", pcre2.IGNORECASE), quick(r"(?<!\w)[1-9]\d{3} ?[A-Z]{2}(?!\w)")),
    ("mail", quick(r"mail-?adres", pcre2.IGNORECASE), quick(r"[\w.+-]+@[\w-]+\.\w+")),
    ("telefoon", quick(r"telefoon|mobiele|06-nummer|gsm", pcre2.IGNORECASE), quick(r"(?<!\w)(?:\+31|\+32|0)[ -]?\d(?:[ -]?\d){8}(?!\d)")),
    ("geboorte", quick(r"geboorte", pcre2.IGNORECASE), quick(r"geboren|geboortedatum:? *\d|(?<!\d)\d{1,2}[-/]\d{1,2}[-/](?:19|20)\d\d(?!\d)", pcre2.IGNORECASE)),
)  # fmt: skip
_ANOTHER = quick(
    r"\b(?:andere?|nieuwe?|juiste|correcte|nogmaals|klopt|bevestigen|controleren|heb|hebben|vond|zie)\b(?!.*\b(?:voor mij|voor ons)\b)",
    pcre2.IGNORECASE,
)
_RECEIVED = quick(r"^[^.!?,]{0,20}\b(?:klopt|gevonden|ontvangen|genoteerd|binnen)\b", pcre2.IGNORECASE)


@signal("gegevens-al-gegeven", needs={"sents"}, after=["gegevensverzoek"])
def find_given_data(reading: Reading) -> Iterator[Span]:
    """The reply asks for something that stands in the customer's message."""
    if reading.customer is None:
        return
    message = reading.customer.text
    for start, end in reading.spans("gegevensverzoek"):
        asked = reading.reply.text[start:end]
        before, after = reading.reply.text[max(0, start - 30) : start], reading.reply.text[end : end + 25]
        if not _ANOTHER.search(before) and not _RECEIVED.search(after) and _was_given(asked, message):
            yield start, end


def _was_given(asked: str, message: str) -> bool:
    if any(word.search(asked) and _GIVEN[kind].search(message) for kind, word in _ASKED):
        return True
    if any(word.search(asked) and _ELSEWHERE[kind].search(message) for kind, word in _ASKED):
        return True
    return any(word.search(asked) and given.search(message) for _, word, given in _ASKED_OTHER)
