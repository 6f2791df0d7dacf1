"""Is the customer addressed by name? Greetings with a name, and names set apart by commas."""

from collections.abc import Iterator
from typing import Final

import pcre2

from webcarelint.model import Span
from webcarelint.reading import Reading, compiled, quick
from webcarelint.signals.registry import signal

_NAME: Final = (
    r"(?:\p{Lu}\.){0,3}\p{Lu}[\p{L}'’-]*(?: (?:van|de|der|den|ter|ten|het|'t|el|al|ben|vd|v\.d\.)){0,3}(?: \p{Lu}(?:[\p{L}'’-]+|\.)){0,3}"
)
_TITLE: Final = r"(?:de )?(?:heer|mevrouw|meneer|mevr\.?|dhr\.?|mw\.?|dr\.?|familie|fam\.?)"
_SLOT: Final = r"#[A-Z]{4,}#|\{\{[^{}\n]+\}\}|\$?\{[^{}\n]+\}|\[[^\[\]\n]+\]|<<?\w+>>?|%[A-Z_]+%?"
_NOT_ABOUT: Final = (
    r"(?<!\b(?:met|van|door|aan|voor|bij|naar|is|was|ben|heet|en|of|op|in|uit|over|collega|monteur|chauffeur|bezorger|kapper|chef|chefkok|gids|instructeur|"
    r"juf|meester|dokter|dr|de|het|onze|mijn|jouw|uw|team|directeur|dat|heeft|namens|vanwege|groet|groeten|groetjes|gr|grt|mvg|liefs|straks|ook|ter|ten|der|den|&) )"
)
_AFTER_GREETING = quick(
    rf"[ ,]{{0,2}}(?P<name>(?:{_TITLE}(?: ?/ ?(?:mevrouw|heer))? )?(?:{_NAME}|{_SLOT})|{_TITLE} (?!{_TITLE})\p{{L}}[\p{{L}}'’-]+)"
    rf"(?=\s*[,.!:;?\n–—-]|\s*$|\s+\p{{Ll}}|\s*\p{{So}}|\s+\p{{Lu}})"
)
_LOWER_NAME = quick(r" (?P<name>\p{Ll}[\p{L}-]{2,})(?=\s*[,!.\n]|\s*$|\s)")
_SET_APART: Final = (
    quick(rf"(?:^|(?<=[.!?…\n] ?|\p{{So}} ?))(?P<name>{_NAME}),(?= [\p{{L}}\"'‘“])", pcre2.MULTILINE),
    quick(rf"(?:, ?|(?<=\w ){_NOT_ABOUT})(?P<name>{_NAME})(?=\s*(?:[,.!?:]|$|\n|\p{{So}}|:\)|;\)))", pcre2.MULTILINE),
)
_TITLED = quick(
    rf"(?:, ?|(?:^|(?<=[.!?…] ))(?:(?:ja|nee|dank u|bedankt),? )?)(?P<name>(?i:mevrouw|meneer|mijnheer|heer) {_NAME})(?=\s*[,.!?:])",
    pcre2.MULTILINE,
)
_SLOT_APART = quick(rf"(?:(?<=[\p{{L}},] )(?P<name>{_SLOT}))(?=\s*[,.!?])")
_NAME_BEGINS = quick(rf"(?<![\p{{L}}@#\d_/.-]){_NOT_ABOUT}", pcre2.IGNORECASE)
_NAME_ENDS = quick(r"(?![\p{L}\d_@/-]|['’]s?\b|\.\p{L})", pcre2.IGNORECASE)
_SLOT_NAMES = quick(r"naam|name|klant|customer|voornaam", pcre2.IGNORECASE)
_NO_NAMES: Final = frozenset(
    [
        "allemaal",
        "klant",
        "klanten",
        "reiziger",
        "reizigers",
        "inwoner",
        "inwoners",
        "gebruiker",
        "bezoeker",
        "lezer",
        "relatie",
        "collega",
        "patiënt",
        "ouder",
        "ouders",
        "mensen",
        "student",
        "gast",
        "gasten",
        "team",
        "behandelaar",
        "lezeres",
        "huurder",
        "huurders",
        "bewoner",
        "bewoners",
        "ondernemer",
        "iedereen",
        "verzekerde",
        "cliënt",
        "volger",
        "daar",
        "terug",
        "weer",
        "ook",
        "wat",
        "hoe",
        "dat",
        "dit",
        "we",
        "wij",
        "je",
        "jij",
        "u",
        "ik",
        "fijn",
        "leuk",
        "goed",
        "bedankt",
        "dank",
        "dankjewel",
        "sorry",
        "super",
        "top",
        "heer",
        "mevrouw",
        "meneer",
        "nee",
        "ja",
        "even",
        "in",
        "om",
        "voor",
        "op",
        "met",
        "het",
        "de",
        "een",
        "er",
        "is",
        "heb",
        "hebt",
        "kun",
        "kan",
        "wil",
        "zou",
        "mag",
        "als",
        "en",
        "maar",
        "aan",
        "bij",
        "van",
        "naar",
        "toch",
        "excuses",
        "excuus",
        "vervelend",
        "vandaag",
        "morgen",
        "gisteren",
        "balen",
        "jammer",
        "helaas",
        "nog",
        "al",
        "niet",
        "zeker",
        "uiteraard",
        "natuurlijk",
    ]
)


@signal("klantnaam", needs={"sents"})
def find_customer_name(reading: Reading) -> Iterator[Span]:
    """Names of the customer in running text: after a greeting, set apart by commas, or an unfilled slot for a name."""
    view = reading.reply
    end = view.cut
    for _, greeted in reading.spans("_begroeting-woord"):
        match = _AFTER_GREETING.match(view.text, greeted, end) or _LOWER_NAME.match(view.text, greeted, end)
        if match and _is_name_after_greeting(match["name"], reading):
            yield match.span("name")
    signed = reading.spans("naam") + reading.spans("bedrijf")
    names = _known_names(reading)
    for pattern in _SET_APART if not names.isdisjoint(_plain_words(view.text)) else ():
        for match in pattern.finditer(view.text, 0, end):
            span = match.span("name")
            before = view.text[: span[0]].rsplit(maxsplit=1)[-1:]
            if before and before[0][:1].isupper() and before[0].lower() in names:
                continue  # a surname
            if match["name"].split()[0].lower().rstrip(".") in names and not any(a < span[1] and span[0] < b for a, b in signed):
                yield span
    for start, stop in (*(match.span("name") for match in _TITLED.finditer(view.text, 0, end)), *_own_name(reading)):
        if not any(a < stop and start < b for a, b in signed):
            yield start, stop
    for match in _SLOT_APART.finditer(view.text, 0, end):
        if _SLOT_NAMES.search(match["name"]) and not any(a < match.end() and match.start() < b for a, b in signed):
            yield match.span("name")


def _plain_words(text: str) -> list[str]:
    return [word.rstrip(".,!?…:;)") for word in text.lower().split()]


def _own_name(reading: Reading) -> Iterator[Span]:
    """The first name that is known to be the customer's, in capitals or not, where it does not depend on another word."""
    given = (reading.draft.customer_name or "").lower().split()
    if not given or len(given[0]) < _SHORTEST_NAME or given[0].strip(".") in _NO_NAMES:
        return
    text = reading.reply.text[: reading.reply.cut]
    lowered = text.lower()
    start = lowered.find(given[0]) if len(lowered) == len(text) else -1
    while start >= 0:
        stop = start + len(given[0])
        if _NAME_BEGINS.match(text, start) and _NAME_ENDS.match(text, stop):
            yield start, stop
        start = lowered.find(given[0], stop)


_SHORTEST_NAME: Final = 3


def _known_names(reading: Reading) -> frozenset[str]:
    names = reading.context.words("voornamen")
    given = reading.draft.customer_name
    return names | frozenset(part.lower() for part in given.split()) if given else names


def _is_name_after_greeting(name: str, reading: Reading) -> bool:
    first = name.split()[0].lower().strip(".,")
    if first in _NO_NAMES and len(name.split()) == 1:
        return False
    if name.lower() in ("heer/mevrouw", "heer / mevrouw", "heer mevrouw") or compiled(rf"(?i){_TITLE}\W*(?:{_TITLE})?").fullmatch(name):
        return False
    if name[0].islower() and not compiled(rf"(?i){_TITLE} ").match(name):
        return first in _known_names(reading)
    return True
