"""The draft against what came before it: the customer's message, the customer's name, earlier replies."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import regex

from webcarelint.model import Span
from webcarelint.reading import Reading, compiled
from webcarelint.signals.registry import signal

# ── the customer's name ──────────────────────────────────────────────────────────────────────────────────────────────

_TITLE = regex.compile(r"^(?:de )?(?:heer|mevrouw|meneer|mevr|dhr|hr|mw|mr|dr|ir|drs|familie|fam)\b\.?(?: ?/ ?\w+)?", regex.IGNORECASE)
_PARTICLES: Final = frozenset(
    ["van", "de", "der", "den", "ter", "ten", "het", "'t", "el", "al", "ben", "vd", "v.d.", "la", "le", "von", "in"]
)
_SLOT = regex.compile(r"[{}<>\[\]%$_\d@]|\bX{2,}\b")
_NAMED = regex.compile(r"\p{Lu}\p{L}")


@signal("naam-wijkt-af", needs={"sents"})
def find_other_name(reading: Reading) -> Iterator[Span]:
    """A greeting with another name than the customer's. First names and surnames are compared each with their own kind."""
    given = reading.draft.customer_name
    if not given or not _is_person(given):
        return
    known = _parts(given)
    message = _plain(reading.customer.text) if reading.customer else ""
    greetings = [end for _, end in reading.spans("_begroeting-woord")]
    for start, end in reading.spans("klantnaam"):
        greeted = reading.reply.text[start:end]
        if _SLOT.search(greeted) or not any(0 <= start - greeting <= 3 for greeting in greetings) or not _NAMED.search(greeted):
            continue
        parts = _parts(greeted)
        comparable = (parts.surname and known.surname) if parts.formal else (parts.first and known.first)
        same = _share(parts.names, known.names) or _nickname(parts.names, known.names, reading)
        if comparable and not same and not any(_signs(name, message) for name in parts.names):
            yield start, end


@signal("_naam-bekend")
def find_known_name(reading: Reading) -> Iterator[Span]:
    """The customer's name is known, and it is a person's first name or a title with a surname."""
    given = reading.draft.customer_name
    if given and _is_person(given):
        first = given.split()[0].strip(".,").lower()
        if _TITLE.match(given) or first in reading.context.words("voornamen"):
            yield 0, 0


@signal("_klantnaam-gebruikt")
def find_used_name(reading: Reading) -> Iterator[Span]:
    """Part of the customer's name stands somewhere in the reply."""
    given = reading.draft.customer_name
    if given:
        reply = set(compiled(r"\p{L}+").findall(_plain(reading.reply.text)))
        if any(name in reply for name in _parts(given).names):
            yield 0, 0


class _Parts:
    """A name taken apart: what can be compared with another name, and of which kind it is."""

    __slots__ = ("first", "formal", "names", "surname")

    def __init__(self, name: str) -> None:
        title = _TITLE.match(name)
        rest = [_plain(part).strip(".,()") for part in (name[title.end() :] if title else name).split()]
        self.names = tuple(part for part in rest if len(part) > 1 and part not in _PARTICLES and "." not in part)
        initials = any(len(part) == 1 or "." in part for part in rest)
        self.formal = title is not None
        self.first = not self.formal and not initials and bool(self.names)
        self.surname = bool(self.names) and (self.formal or initials or len(self.names) > 1)


@lru_cache(maxsize=4096)
def _parts(name: str) -> _Parts:
    return _Parts(name)


def _signs(name: str, message: str) -> bool:
    """Whether the customer's message gives this name as its writer's: at its end, or after 'ik ben', 'namens'."""
    return (
        compiled(
            rf"(?:\b(?:ik ben|met|naam is|namens|groet\w*|gr|mvg|voor),? |[\n.!?,] ?){name}\W*$|\b(?:ik ben|naam is|namens|u spreekt met) {name}\b"
        ).search(
            message,
        )
        is not None
    )


def _is_person(name: str) -> bool:
    return not _SLOT.search(name) and any(c.isalpha() for c in name)


def _share(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two names have a part in common; short forms (Jan, Johannes) and slips of one letter count as the same."""
    return any(_alike(a, b) for a in some for b in others)


def _nickname(some: Iterable[str], others: Iterable[str], reading: Reading) -> bool:
    """Whether one is a pet form of the other by the packs' list (Kees, Cornelis)."""
    pairs = reading.context.words("roepnamen")
    return any(f"{a} {b}" in pairs or f"{b} {a}" in pairs for a in some for b in others)


def _alike(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if long.startswith(short[:-1] if len(short) > 4 else short):  # Kathy and Kathleen, Jan and Janneke; not Wessel and Wesley
        return True
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 4:
        return False
    return compiled(f"(?:{regex.escape(a)}){{e<=1}}").fullmatch(b) is not None


def _plain(text: str) -> str:
    """Lower case, without accents."""
    text = text.casefold()
    return text if text.isascii() else "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


# ── what the customer already gave, or already tried ─────────────────────────────────────────────────────────────────

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
_ASKED: Final = tuple((kind, regex.compile(rf"\b{word}", regex.IGNORECASE)) for kind, word in _NUMBERED.items())
_GIVEN: Final = {
    kind: regex.compile(
        rf"\b{word}[ -]?(?:nummer|nr\.?|code|id)?(?: (?:is|van mij|was|dit is))?[ :=#]{{1,3}}(?:(?=[\w-]*\d{{3}})[\w-]{{4,}}|(?-i:(?=[A-Z]*\d)[A-Z\d]{{5,8}})\b)",
        regex.IGNORECASE,
    )
    for kind, word in _NUMBERED.items()
}
_ELSEWHERE: Final = {
    kind: regex.compile(rf"\b{word}(?:nummer|code)? (?:\w+ ){{0,2}}(?:doorgegeven|ingevuld|gestuurd|vermeld|gemaild)\b", regex.IGNORECASE)
    for kind, word in _NUMBERED.items()
}
_ASKED_OTHER: Final = (
    ("postcode", regex.compile(r"postcode|\badres", regex.IGNORECASE), regex.compile(r"(?<!\w)[1-9]\d{3} ?[A-Z]{2}(?!\w)")),
    ("mail", regex.compile(r"mail-?adres", regex.IGNORECASE), regex.compile(r"[\w.+-]+@[\w-]+\.\w+")),
    ("telefoon", regex.compile(r"telefoon|mobiele|06-nummer|gsm", regex.IGNORECASE), regex.compile(r"(?<!\w)(?:\+31|\+32|0)[ -]?\d(?:[ -]?\d){8}(?!\d)")),
    ("geboorte", regex.compile(r"geboorte", regex.IGNORECASE), regex.compile(r"geboren|geboortedatum:? *\d|(?<!\d)\d{1,2}[-/]\d{1,2}[-/](?:19|20)\d\d(?!\d)", regex.IGNORECASE)),
)  # fmt: skip
_ANOTHER = regex.compile(
    r"\b(?:andere?|nieuwe?|juiste|correcte|nogmaals|klopt|bevestigen|controleren|heb|hebben|vond|zie)\b(?!.*\b(?:voor mij|voor ons)\b)",
    regex.IGNORECASE,
)
_RECEIVED = regex.compile(r"^[^.!?,]{0,20}\b(?:klopt|gevonden|ontvangen|genoteerd|binnen)\b", regex.IGNORECASE)


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


_TRIED: Final = {
    "telefoon": r"gebeld|telefonisch|aan de (?:lijn|telefoon)|in de wacht|opgehangen|teruggebeld",
    "mail": r"gemaild|\bmails? (?:gestuurd|verzonden)|\bmailtjes?",
    "dm": r"ge-?dm['’]?d|\b(?:dm|pb|privébericht)\b[^.!?]{0,20}\bgestuurd",
    "formulier": r"formulier\b[^.!?]{0,20}\b(?:ingevuld|gestuurd|verstuurd|fout|foutmelding|werkt|doet het niet)|naar het formulier",
    "chat": r"gechat|\bchat\b[^.!?]{0,20}\b(?:gehad|gesproken|geprobeerd)",
    "whatsapp": r"geappt|\bwhatsapp\b[^.!?]{0,20}\b(?:gestuurd|gehad)",
    "app": r"\b(?:via|in) (?:de|jullie|uw) \w*app\b",
}
_SENT_TO: Final = {
    "telefoon": r"\bbel(?:t|len)?\b|telefonisch|telefoonnummer|\b0[89]00\b",
    "mail": r"\be?-?mail(?:t|en)?\b(?! (?:van|die))|\S+@\S+\.\w",
    "dm": r"\bdm\b|privébericht|\bpb\b|direct message",
    "formulier": r"formulier",
    "chat": r"\bchat(?:t|ten)?\b",
    "whatsapp": r"\bwhatsapp\b|\bapp(?:t|en)? (?:ons|me|mij|naar)\b",
    "app": r"\bvia (?:de|onze) \w*app\b",
}
_STOP: Final = regex.compile(r"[.!?,;:\n]")
_EMERGENCY: Final = regex.compile(r"\b112\b")
_TRIED_PATTERNS: Final = {name: regex.compile(p, regex.IGNORECASE) for name, p in _TRIED.items()}
_SENT_PATTERNS: Final = {name: regex.compile(p, regex.IGNORECASE) for name, p in _SENT_TO.items()}
_PERSONAL = regex.compile(
    r"\b(?:rechtstreeks|direct bij|doorkies\w*|mij|me|persoonlijk|collega|ik bel (?:je|u|jou)|bel ik (?:je|u|jou)|vraag naar|voorrang|rustiger|wachtrij)\b",
    regex.IGNORECASE,
)


@signal("kanaal-lus", needs={"sents", "pos", "morph", "dep", "lemma"}, after=["kanaalwissel", "_verzoek-gebiedend"])
def find_channel_loop(reading: Reading) -> Iterator[Span]:
    """A referral to the channel that the customer says to have tried, without another person or number that makes it new."""
    if reading.customer is None:
        return
    tried = [name for name, pattern in _TRIED_PATTERNS.items() if pattern.search(reading.customer.text)]
    if not tried or _PERSONAL.search(reading.reply.text):
        return
    text = reading.reply.text
    for start, end in (*reading.spans("kanaalwissel"), *reading.spans("_verzoek-gebiedend")):
        stop = _STOP.search(text, end)
        sentence = start, stop.start() if stop else len(text)
        if any(_SENT_PATTERNS[name].search(text, *sentence) for name in tried) and not _EMERGENCY.search(text, *sentence):
            yield start, end


@signal("_kanaal-niet-van-ons", needs={"sents", "pos", "morph", "dep", "lemma"}, after=["kanaalwissel"])
def find_foreign_channel(reading: Reading) -> Iterator[Span]:
    """A referral to a channel that the house style does not list under own_channels; the one in use is alive, listed or not."""
    listed = reading.context.style.get("own_channels", ())
    if not listed:
        return
    own = {_ALIASES.get(str(name).lower(), str(name).lower()) for name in (*listed, reading.draft.channel)}
    for start, end in reading.spans("kanaalwissel"):
        named = [name for name, pattern in _SENT_PATTERNS.items() if name != "app" and pattern.search(reading.reply.text, start, end)]
        if named and not own & set(named):
            yield start, end


_ALIASES: Final = {
    "app": "whatsapp",
    "e-mail": "mail",
    "email": "mail",
    "bellen": "telefoon",
    "pb": "dm",
    "privébericht": "dm",
    "contactformulier": "formulier",
}


# ── what the customer wrote about ────────────────────────────────────────────────────────────────────────────────────

_CONTENT: Final = frozenset({"NOUN", "ADJ", "VERB", "PROPN", "NUM"})


@signal("kern-benoemd", needs={"pos", "lemma"})
def find_issue(reading: Reading) -> Iterator[Span]:
    """Words of the reply that take up a content word of the customer's message, by lemma; compounds share their parts."""
    if reading.customer is None:
        return
    issue = reading.once(_customers_words)
    words = reading.reply.words
    empty = reading.context.words("woorden-zonder-onderwerp")
    for i, lemma in enumerate(words.lemma):
        if words.pos[i] in _CONTENT and lemma not in empty and any(_related(lemma, other) for other in issue):
            yield words.start[i], words.end[i]


def _customers_words(reading: Reading) -> frozenset[str]:
    """The lemmas that say what the customer's message is about."""
    if reading.customer is None:
        return frozenset()
    words = reading.customer.words
    cut = reading.customer.cut
    empty = reading.context.words("woorden-zonder-onderwerp")
    return frozenset(
        lemma
        for i, lemma in enumerate(words.lemma)
        if words.pos[i] in _CONTENT and i not in words.kinds and len(lemma) > 2 and lemma not in empty and words.start[i] < cut
    )


def _related(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and (long.startswith(short) or long.endswith(short) or (len(short) > 5 and long[:5] == short[:5]))


@signal("_klant-zegt-waarover", needs={"pos", "lemma"})
def find_clear_issue(reading: Reading) -> Iterator[Span]:
    """The customer's message names enough for a reply to take something up."""
    if len(reading.once(_customers_words)) >= 3:
        yield 0, 0


@signal("_weinig-inhoud", needs={"pos", "lemma", "sents"})
def find_little_content(reading: Reading) -> Iterator[Span]:
    """A reply that could stand under any complaint: hardly a noun that says something, no number, no place, no address."""
    words = reading.reply.words
    inside = [i for i in range(len(words)) if words.start[i] < reading.reply.cut and i not in words.kinds]
    nouns = {words.lemma[i] for i in inside if words.pos[i] in ("NOUN", "NUM")}
    nouns -= reading.context.words("woorden-zonder-onderwerp") | reading.context.words("webcarewoorden")
    if len(nouns) <= 1 and not any(kind in ("url", "phone", "time", "price") for kind in words.kinds.values()):
        yield 0, 0


# ── earlier replies ─────────────────────────────────────────────────────────────────────────────────

_FORMAL = regex.compile(r"(?<![\w'’-])(?<!\d )(?:u|uw)(?![\w-]|['’]\w|\.\w)", regex.IGNORECASE)
_INFORMAL = regex.compile(r"(?<![\w'’-])(?<!dank )(?:je|jij|jou|jouw)(?![\w-])", regex.IGNORECASE)


@signal("_andere-vorm-dan-eerder", after=["je-vorm", "u-vorm"])
def find_drift(reading: Reading) -> Iterator[Span]:
    """The customer was je in every earlier reply and is u now, or the reverse."""
    earlier = " ".join(reading.draft.thread)
    formal, informal = bool(_FORMAL.search(earlier)), bool(_INFORMAL.search(earlier))
    if formal != informal:
        yield from reading.spans("je-vorm" if formal else "u-vorm")


@signal("_gesprek-loopt")
def find_thread(reading: Reading) -> Iterator[Span]:
    """There are earlier replies in this conversation."""
    if reading.draft.thread:
        yield 0, 0


_FORMULAS: Final = ("_cliche-medeleven", "_cliche-opening", "_cliche-slot", "medeleven", "excuus")


@signal("_formule-herhaald", needs={"sents"}, after=_FORMULAS)
def find_repeated_formula(reading: Reading) -> Iterator[Span]:
    """A formula that stands in this reply twice, or stood in an earlier one, word for word."""
    earlier = _flat(" ".join(reading.draft.thread))
    text = reading.reply.text
    places: dict[int, Span] = {}
    for span in sorted({span for name in _FORMULAS for span in reading.spans(name)}):
        stop = _STOP.search(text, span[1])
        places.setdefault(stop.start() if stop else reading.reply.cut, span)
    seen: set[str] = set()
    for end, span in sorted(places.items()):
        formula = _flat(text[span[0] : end])
        if formula.count(" ") >= 2 and (formula in seen or formula in earlier):
            yield span
        seen.add(formula)


def _flat(text: str) -> str:
    return compiled(r"[^\p{L}]+").sub(" ", text.lower()).strip()


@signal("_alleen-link")
def find_bare_link(reading: Reading) -> Iterator[Span]:
    """An address with at most four words around it, and no sign-off counted."""
    words = reading.reply.words
    links = [i for i, kind in words.kinds.items() if kind == "url"]
    if links and reading.measure("woorden") <= 4:
        yield words.start[links[0]], words.end[links[0]]
