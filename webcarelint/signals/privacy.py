"""Personal data in a reply: numbers that a checksum confirms, and addresses that are shown to be the customer's.

A cheap expression finds candidates; the library that can tell is imported only then. What an organisation publishes about
itself (its own phone number, return address, bank account) is no leak, so phone, mail and street addresses count only when
the reply says whose they are, or when the customer wrote them.
"""

from collections.abc import Callable, Iterator
from typing import Final

import pcre2
import regex

from webcarelint.model import Span
from webcarelint.reading import Reading, compiled, quick
from webcarelint.signals.registry import signal

_BSN = quick(r"(?<![\w.])\d{4}[. ]?\d{2}[. ]?\d{3}(?!\w)")
_BSN_CUE = quick(r"\bbsn\b|burgerservice|sofi-?nummer", pcre2.IGNORECASE)
_IBAN = quick(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)", pcre2.IGNORECASE)
_OWN_ACCOUNT = quick(r"\b(?:ons|onze|overmaken|overschrijven|storten|maak\w*|betalen)\b[^.!?\n]{0,60}$|\bt\.?n\.?v\.? ?$", pcre2.IGNORECASE)
_CARD = quick(r"(?<![\w-])[2-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\w-])")
_CARD_CUE = quick(r"credit ?card|kredietkaart|\bvisa\b|mastercard|\bamex\b|(?:bank|betaal)(?:kaart|pas)|kaartnummer", pcre2.IGNORECASE)
_TRANSIT_CARD: Final = "3528"
"""OV-chipkaart numbers have sixteen digits too."""

_PHONE = quick(r"(?<![\w/.-])(?:(?:\+|00)[1-9]\d|0)[\d ()/.-]{7,14}\d(?![\w/])")
_MAIL = quick(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = quick(
    r"(?<!\w)\p{Lu}[\p{L}'’-]{2,}(?: \p{L}[\p{L}'’-]+){0,3} \d{1,4}(?: ?[a-z]|-\d+)?,? (?:in )?[1-9]\d{3} ?\p{Lu}{2}(?!\w)"
    r"|(?<!\w)[1-9]\d{3} ?(?!SA|SD|SS|IN|EN|OP)\p{Lu}{2},? (?:(?:en )?(?:huis)?(?:nummer|nr\.?) ?)?\d{1,4}(?: ?[a-z])?(?![\w.:%€-])"
)
_PLATE = quick(r"(?<![\w-])(?:[1-9]-)?(?:\p{Lu}{1,3}|\d{1,3})-(?:\p{Lu}{2,3}|\d{2,3})(?:-(?:\p{Lu}{1,2}|\d{1,2}))?(?![\w-])")
_PLATE_CUE = quick(r"kenteken|nummerplaat", pcre2.IGNORECASE)
_CUSTOMERS_PHONE = quick(
    r"\b(?:je|jouw|uw) (?:\w+ )?(?:telefoon|mobiele|gsm|06)[- ]?(?:nummer)?\b[^.!?\n]{0,30}$"
    r"|\b(?:bel|bellen|belt|app|appen|appt)(?: (?:ik|we|wij|mijn|een|onze|collega|iemand)){0,3} (?:je|jou|u)\b(?! ons)(?: (?!ons)\w+){0,3} op[^.!?\n]{0,12}$",
    pcre2.IGNORECASE,
)
_CUSTOMERS_MAIL = quick(r"\b(?:je|jouw|uw) (?:\w+ )?(?:e-?mail|mail)-?(?:adres)?\b[^.!?\n]{0,30}$", pcre2.IGNORECASE)
_CUSTOMERS_ADDRESS = quick(
    r"\b(?:je|jouw|uw) (?:\w+ )?(?:adres|huis|woning|postcode|bestelling|pakket|straat)\b[^.!?\n]{0,50}$|\bbij (?:jou|je|u)\b[^.!?\n]{0,30}$|"
    r"\b(?:je|jij|u) (?:woont|op)\b[^.!?\n]{0,20}$",
    pcre2.IGNORECASE,
)
_NEAR: Final = 40
"""How many characters from a number its cue word may stand."""


@signal("_bsn", cues=["bsn", "burgerservice", "sofi"])
def find_bsn(reading: Reading) -> Iterator[Span]:
    """Nine digits that pass the 11-test, near a word that says what they are: one in eleven numbers passes by chance."""
    for start, end in _candidates(_BSN, reading):
        if _has_near(_BSN_CUE, reading, start, end):
            from stdnum.nl import bsn

            if bsn.is_valid(reading.reply.text[start:end]):
                yield start, end


@signal("_iban", cues="0123456789")
def find_iban(reading: Reading) -> Iterator[Span]:
    """An account number that passes mod 97 and is not the organisation's own."""
    own = {_compact(value) for value in _style(reading, "ibans")}
    text = reading.reply.text
    for start, end in _candidates(_IBAN, reading):
        span = _valid_iban(text, start, end)
        if span and _compact(text[slice(*span)]) not in own and not _OWN_ACCOUNT.search(text[max(0, start - 80) : start]):
            yield span


def _valid_iban(text: str, start: int, end: int) -> Span | None:
    """The account number at `start`; the expression may have taken a word too many."""
    from stdnum import iban

    while end - start >= 15:
        if iban.is_valid(text[start:end], check_country=False):  # a country's list of banks is older than its newest bank
            return start, end
        end = text.rfind(" ", start, end)
    return None


@signal("_kaartnummer", cues="0123456789")
def find_card(reading: Reading) -> Iterator[Span]:
    """A payment card number: it passes the Luhn test, and a cue word or its grouping by four says that it is a card."""
    for start, end in _candidates(_CARD, reading):
        number = reading.reply.text[start:end]
        grouped = compiled(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}").fullmatch(number) is not None
        if not number.startswith(_TRANSIT_CARD) and (grouped or _has_near(_CARD_CUE, reading, start, end)):
            from stdnum import luhn

            if luhn.is_valid(_compact(number)):
                yield start, end


@signal("_telefoon-van-klant", cues="0123456789")
def find_phone(reading: Reading) -> Iterator[Span]:
    own = {_digits(value) for value in _style(reading, "phone_numbers")}
    for start, end in _of_customer(_PHONE, _CUSTOMERS_PHONE, _digits, reading):
        if _digits(reading.reply.text[start:end]) not in own and _is_phone(reading.reply.text[start:end], reading):
            yield start, end


def _is_phone(number: str, reading: Reading) -> bool:
    import phonenumbers

    region = "BE" if reading.context.style.get("variety") == "nl-BE" else "NL"
    for country in (region, "NL", "BE"):
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(number, country)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


@signal("_mail-van-klant", cues="@")
def find_mail(reading: Reading) -> Iterator[Span]:
    own = {value.lower() for value in _style(reading, "mail_addresses")}
    for start, end in _of_customer(_MAIL, _CUSTOMERS_MAIL, str.lower, reading):
        if reading.reply.text[start:end].lower() not in own:
            yield start, end


@signal("_adres-van-klant", cues="0123456789")
def find_address(reading: Reading) -> Iterator[Span]:
    yield from _of_customer(_ADDRESS, _CUSTOMERS_ADDRESS, _compact, reading)


@signal("_kenteken", cues=["kenteken", "nummerplaat"])
def find_plate(reading: Reading) -> Iterator[Span]:
    """A number plate: six or seven letters and digits, both kinds, with a cue word near it."""
    for start, end in _candidates(_PLATE, reading):
        plain = _compact(reading.reply.text[start:end])
        mixed = any(c.isdigit() for c in plain) and any(c.isalpha() for c in plain)
        if mixed and 6 <= len(plain) <= 7 and _has_near(_PLATE_CUE, reading, start, end):
            yield start, end


def _candidates(pattern: "pcre2.Pattern[str]", reading: Reading) -> Iterator[Span]:
    for match in pattern.finditer(reading.reply.text, 0, reading.reply.cut):
        yield match.span()


def _of_customer(pattern: "pcre2.Pattern[str]", cue: "regex.Pattern[str]", plain: Callable[[str], str], reading: Reading) -> Iterator[Span]:
    """Candidates that the reply calls the customer's, or that the customer wrote."""
    text = reading.reply.text
    given: str | None = None
    for start, end in _candidates(pattern, reading):
        if given is None:
            given = plain(reading.customer.text) if reading.customer else ""
        if cue.search(text[max(0, start - 90) : start]) or plain(text[start:end]) in given:
            yield start, end


def _has_near(cue: "regex.Pattern[str]", reading: Reading, start: int, end: int) -> bool:
    return cue.search(reading.reply.text, max(0, start - _NEAR), end + _NEAR) is not None


def _style(reading: Reading, key: str) -> Iterator[str]:
    return (str(value) for value in reading.context.style.get(key, ()))


def _compact(text: str) -> str:
    return compiled(r"[\s.,/()-]").sub("", text).upper()


def _digits(text: str) -> str:
    """A phone number as one number in one form: 06 12 34 and +31 6 12 34 are the same."""
    digits = compiled(r"\D").sub("", text)
    return compiled(r"^(?:0031|31|0032|32|0)(?=\d{8,9}$)").sub("", digits)
