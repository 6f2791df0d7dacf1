"""Sentence starts as chat text shows them: greetings, sign-offs, blank lines and missing full stops too.

The component runs before the parser, which respects what is set here: sentences are the same whether a text is parsed or not.
"""

from typing import Final

import numpy as np
import regex
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from webcarelint.language.tokenizer import KINDS

GREETING_WORDS: Final = frozenset(
    """
    hoi hallo hey hee heey hi hai ha hé hello haai dag beste geachte goedemorgen goedemiddag goedenavond goedendag goeiemorgen
    goeiemiddag goeienavond goeiedag morgen middag goeiedag lieve dear
    """.split()
)
_GREETING_START = regex.compile(r"(?:goede?n?|goeie) (?:morgen|middag|avond|dag)$")
_CLOSING = regex.compile(
    r"(?:(?:met )?(?:een )?(?:hele )?(?:veel |alvast )?(?:vriendelijke|hartelijke|warme|zonnige|sportieve|lieve|beste|fijne) groet(?:en|jes)?"
    r"|groet(?:en|jes)?|gr|grt|grtz|grtjs|mvg|m\.v\.g|hoogachtend|liefs)\.?$",
    regex.IGNORECASE,
)
_CLOSING_BEGINS: Final = frozenset(["me", "ee", "he", "ve", "al", "vr", "ha", "wa", "zo", "sp", "li", "be", "fi", "gr", "mv", "m.", "ho"])
"""The first letters of everything that _CLOSING matches."""
_ABBREVIATIONS: Final = frozenset(
    """
    bijv. bv. ca. dhr. mevr. mw. nr. tel. incl. excl. evt. resp. o.a. d.m.v. i.v.m. m.b.t. t.a.v. e.d. a.u.b. aub. z.s.m. t/m. blz.
    art. max. min. ma. di. wo. do. vr. za. zo. jan. feb. mrt. apr. jun. jul. aug. sep. sept. okt. nov. dec. st. drs. ir. mr. dr. prof.
    ing. p.s. n.a.v. b.v. n.v. u.
    """.split()
)
_ENDERS: Final = frozenset(".!?…")
_CLOSERS: Final = frozenset("\"'”’»)]")
_OPENERS: Final = frozenset("“‘„«([")
_SALUTATIONS: Final = frozenset(["groetjes", "groeten", "groet", "gr", "grt", "mvg", "liefs"])
_LONGEST_NAME = 4
_LONGEST_SHORT: Final = 4
"""Letters of an abbreviation that may be in no table: 'ong.', 'evt.', 'tijd.'."""
_LONGEST_CLOSING: Final = 14


def _ends_sentence(text: str) -> bool:
    return text[-1] in _ENDERS and text.strip(".!?…") == ""


def _greeting_end(texts: list[str], first: int) -> int | None:
    """The position after a greeting such as 'Hoi Jan,' that opens at `first`; None when there is no greeting."""
    lowered = texts[first].lower()
    if lowered not in GREETING_WORDS and not (first + 1 < len(texts) and _GREETING_START.match(f"{lowered} {texts[first + 1].lower()}")):
        return None
    for here in range(first + 1, min(first + 3 + _LONGEST_NAME, len(texts))):
        text = texts[here]
        if text[0] == "\n" or _ends_sentence(text):
            return here + 1
        if text == ",":
            return here + 1
    return None


def sentence_starts(doc: Doc) -> list[int]:
    """Per token 1 (starts a sentence), -1 (does not) or 0 (unknown)."""
    texts = [token.text for token in doc]
    kinds: dict[int, str] = doc.user_data.get(KINDS, {})
    starts = [_start_here(texts, kinds, here) if here else 1 for here in range(len(texts))]
    _separate_greeting(starts, texts, kinds)
    return starts


def _separate_greeting(starts: list[int], texts: list[str], kinds: dict[int, str]) -> None:
    """A greeting that opens is a unit of its own, also after a handle ('@jan Hallo Jan, …') or an emoji."""
    here = 0
    while here < len(texts) and (kinds.get(here) in ("handle", "emoji") or texts[here].isspace()):
        here += 1
    end = _greeting_end(texts, here) if here < len(texts) else None
    if end is None:
        return
    starts[here:end] = [1, *[-1] * (end - here - 1)]
    if end < len(texts) and not texts[end].isspace():
        starts[end] = 1


def _start_here(texts: list[str], kinds: dict[int, str], here: int) -> int:
    text, before = texts[here], texts[here - 1]
    if text.isalpha() and before.isalpha() and not (here in kinds or here - 1 in kinds or before.lower() in _SALUTATIONS):
        return 1 if _closing_starts(texts, here) else 0  # what most words are: this only saves time
    if text.isspace():
        return -1
    if "\n" in before:
        return 1 if before.count("\n") > 1 or not _continues_line(texts, here) else 0
    if kinds.get(here) == "tag":
        return 1
    if before.isspace() and here > 1:
        before = texts[here - 2]
    if before in _OPENERS or (before.lower() in _SALUTATIONS and text[0].isupper()):
        return -1
    if before in _CLOSERS and here > 1 and _ends_sentence(texts[here - 2]) and text[0].isupper():
        return 1
    kind_before = kinds.get(here - 1, "")
    if _ends_sentence(before):
        return _start_after_mark(texts, kinds, here, before)
    if kinds.get(here) in ("emoji", "emoticon") or text in _CLOSERS:
        return -1
    if kind_before in ("emoji", "emoticon") and text[0].isupper():
        return 1
    if before[-1] in _ENDERS and before.lower() in _ABBREVIATIONS:
        return -1 if text[0].islower() or text[0].isdigit() else 0
    return 1 if _closing_starts(texts, here) else 0


def _start_after_mark(texts: list[str], kinds: dict[int, str], here: int, mark: str) -> int:
    text = texts[here]
    if text in _CLOSERS or _ends_sentence(text) or kinds.get(here) in ("emoji", "emoticon"):
        return -1
    if mark == "." and (text[0].islower() or text[0].isdigit()):
        previous = texts[here - 2] if here > 1 else ""
        if previous.lower() + "." in _ABBREVIATIONS:
            return -1
        return 1 if text[0].isdigit() or _is_long_word(previous) else 0
    if mark in ("…", "...", "..") and text[0].islower():
        return 0
    return 1


def _is_long_word(text: str) -> bool:
    """A word that nobody shortens with a full stop: 'morgen. zorg dat …' are two sentences, 'excl. btw' is part of one."""
    return len(text) > _LONGEST_SHORT and text.isalpha() and text.islower()


def _continues_line(texts: list[str], here: int) -> bool:
    """A single line break inside a hard-wrapped sentence: the next line goes on in lower case without a mark before."""
    return texts[here][0].islower() and here > 1 and texts[here - 2][-1].isalpha()


def _closing_starts(texts: list[str], here: int) -> bool:
    """'Groetjes Eva', 'Met vriendelijke groet': a closing in the tail of the text, after something that is no verb phrase."""
    if len(texts) - here > _LONGEST_CLOSING or texts[here][:2].lower() not in _CLOSING_BEGINS:
        return False
    for length in (1, 2, 3, 4):
        phrase = " ".join(texts[here : here + length])
        if _CLOSING.match(phrase):
            return texts[here - 1].lower() not in ("de", "met", "vriendelijke", "hartelijke", "een", "warme", "veel", "lieve")
    return False


@Language.component("webcare_sentences", assigns=["token.is_sent_start"])
def webcare_sentences(doc: Doc) -> Doc:
    if len(doc):
        starts = np.array([start or -1 for start in sentence_starts(doc)], dtype=np.int64)
        doc.from_array([SENT_START], starts.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]  # ten times as fast as token by token
    return doc
