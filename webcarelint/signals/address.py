"""Is the customer addressed by name? Greetings with a name, and names set apart by commas."""

from collections.abc import Iterator
from typing import Final

import pcre2

from webcarelint.model import Span
from webcarelint.reading import Reading, quick
from webcarelint.signals.registry import signal
from webcarelint.signals.signer import ends_in

_NAME: Final = (
    r"(?:\p{Lu}\.){0,3}\p{Lu}[\p{L}'’-]*(?: (?:van|de|der|den|ter|ten|het|'t|el|al|ben|vd|v\.d\.)){0,3}(?: \p{Lu}(?:[\p{L}'’-]+|\.)){0,3}"
)
_SLOT: Final = (
    r"#[A-Z]{4,}#|\{%[^%{}\n]+%\}|\{\{[^{}\n]+\}\}|\$?\{[^{}\n]+\}|\[\[[^\[\]\n]+\]\]|\[[^\[\]\n]+\]|<%[^%\n]+%>|<<?\w+>>?|%[A-Z_]+%?"
)
_SLOTS: Final = rf"(?:{_SLOT})(?: ?(?:{_SLOT}))*"
# With a (@list) these are filled from the packs.
_TITLE: Final = r"(?:de )?(@aanspreektitels)"
_NOT_ABOUT: Final = r"(?<!\b(?i:(@niet-aangesproken)) )"
_AFTER_GREETING: Final = (
    rf"[ ,]{{0,2}}(?P<name>(?:{_TITLE}(?: ?/ ?(?:mevrouw|heer))? )?(?:{_NAME}|{_SLOTS})|{_TITLE} (?!{_TITLE})\p{{L}}[\p{{L}}'’-]+)"
    rf"(?=\s*[,.!:;?\n–—-]|\s*$|\s+\p{{Ll}}|\s*\p{{So}}|\s+\p{{Lu}}|(?<=%\}}))"
)
_SET_APART: Final = (
    rf"(?m)(?:^|(?<=[.!?…\n] ?|\p{{So}} ?))(?P<name>{_NAME}),(?= [\p{{L}}\"'‘“])",
    rf"(?m)(?:, ?|(?<=\w ){_NOT_ABOUT})(?P<name>{_NAME})(?=\s*(?:[,.!?:]|$|\n|\p{{So}}|:\)|;\)))",
)
_NAME_BEGINS: Final = rf"(?i)(?<![\p{{L}}@#\d_/.-]){_NOT_ABOUT}"
_LOWER_NAME = quick(r" (?P<name>\p{Ll}[\p{L}-]{2,})(?=\s*[,!.\n]|\s*$|\s)")
_TITLED = quick(
    rf"(?:, ?|(?:^|(?<=[.!?…] ))(?:(?:ja|nee|dank u|bedankt),? )?)(?P<name>(?i:mevrouw|meneer|mijnheer|heer|juf|meester|dokter|dominee|zuster|broeder|pastoor) {_NAME})(?=\s*[,.!?:])",
    pcre2.MULTILINE,
)
_SLOT_APART = quick(rf"(?:(?<=[\p{{L}},] )(?P<name>{_SLOT}))(?=\s*[,.!?])")
_NAME_ENDS = quick(r"(?![\p{L}\d_@/-]|['’]s?\b|\.\p{L})", pcre2.IGNORECASE)
_SHORTEST_NAME: Final = 3


@signal("klantnaam", needs={"sents"})
def find_customer_name(reading: Reading) -> Iterator[Span]:
    """Names of the customer in running text: after a greeting, set apart by commas, or an unfilled slot for a name."""
    yield from _greeted_names(reading)
    signed = reading.spans("naam") + reading.spans("bedrijf")
    for ways in (_set_apart, _titled, _own_name, _slots):
        for start, stop in ways(reading):
            if not any(a < stop and start < b for a, b in signed):
                yield start, stop


def _greeted_names(reading: Reading) -> Iterator[Span]:
    """'Hoi Sanne', 'Beste heer Visser'."""
    view = reading.reply
    after = reading.context.pattern(_AFTER_GREETING)
    for _, greeted in reading.spans("_begroeting-woord"):
        match = after.match(view.text, greeted, view.cut) or _LOWER_NAME.match(view.text, greeted, view.cut)
        if match and _is_name_after_greeting(match["name"], reading):
            yield match.span("name")


def _is_name_after_greeting(name: str, reading: Reading) -> bool:
    first = name.split()[0].lower().strip(".,")
    if first in reading.context.words("geen-klantnaam") and len(name.split()) == 1:
        return False
    if reading.context.pattern(rf"(?i){_TITLE}\W*(?:{_TITLE})?").fullmatch(name):
        return False  # 'heer/mevrouw'
    if name[0].islower() and not reading.context.pattern(rf"(?i){_TITLE} ").match(name):
        return first in _known_names(reading)
    return True


def _set_apart(reading: Reading) -> Iterator[Span]:
    """A known first name between commas, or at the end of a sentence: 'Dat kan, Sanne.'"""
    view = reading.reply
    names = _known_names(reading)
    plain = view.text.lower().replace(".", " ").replace("…", " ")
    if names.isdisjoint(word.rstrip(",!?:;)") for word in plain.split()):
        return
    for pattern in map(reading.context.pattern, _SET_APART):
        for match in pattern.finditer(view.text, 0, view.cut):
            before = view.text[: match.start("name")].rsplit(maxsplit=1)[-1:]
            surname = before and before[0][:1].isupper() and before[0].lower() in names
            third = before and " " in match["name"] and _is_job(before[0], reading)
            if not surname and not third and match["name"].split()[0].lower().rstrip(".") in names:
                yield match.span("name")


def _is_job(word: str, reading: Reading) -> bool:
    """'De praktijkmanager, Els Vos, …' names somebody else."""
    return ends_in(word.rstrip(",").lower(), reading.context.words("functiewoorden"))


def _titled(reading: Reading) -> Iterator[Span]:
    """'Dank u, mevrouw Smit.' Not 'onze secretaris, mevrouw Smit'."""
    text = reading.reply.text
    for match in _TITLED.finditer(text, 0, reading.reply.cut):
        before = text[: match.start("name")].rsplit(maxsplit=1)[-1:]
        if not before or not _is_job(before[0], reading):
            yield match.span("name")


def _slots(reading: Reading) -> Iterator[Span]:
    """An unfilled slot for a name: 'Hoi {{voornaam}},'."""
    named = reading.context.pattern("(?i)(@klant-in-sjabloon)")
    for match in _SLOT_APART.finditer(reading.reply.text, 0, reading.reply.cut):
        if named.search(match["name"]):
            yield match.span("name")


def _own_name(reading: Reading) -> Iterator[Span]:
    """The first name that is known to be the customer's, in capitals or not, where it does not depend on another word."""
    given = (reading.draft.customer_name or "").lower().split()
    if not given or len(given[0]) < _SHORTEST_NAME or given[0].strip(".") in reading.context.words("geen-klantnaam"):
        return
    text = reading.reply.text[: reading.reply.cut]
    lowered = text.lower()
    begins = reading.context.pattern(_NAME_BEGINS)
    start = lowered.find(given[0]) if len(lowered) == len(text) else -1
    while start >= 0:
        stop = start + len(given[0])
        if begins.match(text, start) and _NAME_ENDS.match(text, stop):
            yield start, stop
        start = lowered.find(given[0], stop)


def _known_names(reading: Reading) -> frozenset[str]:
    names = reading.context.words("voornamen")
    given = reading.draft.customer_name
    return names | frozenset(part.lower() for part in given.split()) if given else names
