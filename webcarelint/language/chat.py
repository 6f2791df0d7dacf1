"""What chat text holds besides words: addresses, handles, numbers, emoji, tags, template slots.

`specials(text)` finds them by regular expression; the tokenizer makes each one token and remembers its kind.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import regex

# Kind, what a text must hold for it to occur at all (a quick question), and how it looks. The order matters: what an
# earlier kind took, a later one leaves.
_DIGITS: Final = r"\d"
_KINDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("url", r"://|www", r"(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}'’…]"),
    ("mail", "@", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w@])"),
    (
        "slot",
        r"[{\[<%~]",
        r"\{\{[^{}\n]{1,60}\}\}|\$\{[^{}\n]{1,80}\}|\{[$%#]?[a-zA-Z_][^{}\n]{0,60}\}|\[(?-i:[A-Z]{3,}|[Nn]aam|[Vv]oornaam"
        r"|[Aa]chternaam|[Kk]lant\w*|[Oo]rder\w*|[Dd]atum|[Bb]edrijf\w*|[Mm]edewerker|[Ll]ink|[Nn]ummer|[A-Z][a-z]+ [a-z][^\[\]\n]{3,50}"
        r"|[\w-]*(?:naam|nummer|datum)[\w-]*)\](?!\()|<<?(?:naam|voornaam|datum|klant\w*|ordernummer)>>?|%[A-Z][A-Z_]{2,}%?(?!\w)"
        r"|(?<!\w)(?-i:[A-Z][a-z]*\.)?~[A-Z]+\.[A-Z]+~",
    ),
    (
        "url",
        r"\.[a-zA-Z]{2}",
        r"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]*\.)+(?:nl|be|com|eu|org|net|io|app|info|shop|amsterdam)(?:/[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}'’…])?(?![\w@])(?!\.\w)",
    ),
    ("handle", "@", r"(?<![\w@])@[\w](?:[\w.-]*\w)?"),
    ("hashtag", "#", r"(?<![\w&])#(?=\w*\p{L})\w+"),
    ("iban", _DIGITS, r"(?-i:(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,6}(?: ?[A-Z0-9]{1,3})?(?!\w))"),
    (
        "phone",
        _DIGITS,
        r"(?<![\w+/.,-])(?:(?:\+|00)(?:31|32)[ -]?(?:\(0\)[ -]?)?\d(?:[ -]?\d){7,9}|0(?:800|88|90[0-9])(?:[ -]{0,3}\d){4,8}"
        r"|0\d{1,3}(?: ?[-/] ?| )(?:\d[ .]?){5,8}\d|06(?:[ -]{0,3}\d){8}|0\d{9}|0\d{3}/\d{2}(?:[ .]?\d{2}){2})(?![\w/-])",
    ),
    (
        "time",
        _DIGITS,
        r"(?<![\w.,:/-])(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?: ?(?:uur|u(?:\.(?!\s+\p{Ll})(?!\w))?)(?!\w)|(?<=[.:]\d\d)(?![\w.:/]))",
    ),
    ("postcode", _DIGITS, r"(?-i:(?<!\w)[1-9]\d{3} ?(?!SA|SD|SS|IN\b)[A-Z]{2}(?!\w))"),
    ("part", r"[/>»]", r"(?<![\w/])(?:[1-9] ?/ ?[2-9])(?![\w/])|(?:>>+|»)(?=\s*$)"),
    ("tag", r"\^", r"(?<![\w^])\^ ?(?-i:\p{Lu})(?:\.?\p{L}){0,14}\.?(?!\w)|(?<![\w^])\^\p{L}(?:\.?\p{L}){0,14}(?!\w)"),
)
# A sequence of pictographs joined by ZWJ, with modifiers, or a flag, or a keycap: a candidate that the emoji library judges.
_PICTOGRAPH = regex.compile(
    r"\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3"
    r"|\p{Extended_Pictographic}(?:\uFE0F|\p{EMod}|[\U000E0020-\U000E007F])*"
    r"(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{EMod})*)*"
)
# Pictographs that are signs, not emoji, when somebody types them: trade marks, ticks, arrows.
_SIGNS: Final = frozenset("©®™✓✔☑→←↑↓↔↗↘⬆⬇➡⬅ℹ▶◀•")
EMOTICON: Final = (
    r"(?<![\w:;=<>/])(?:[:;=][-'’o^]?[)(\]\[DpP](?![\w/])|:[-'’]?(?:[oO0|*sS$@/\\])(?=\s|$|[.,!?])(?<!:/)|:-[/\\]|[:;]'-?\(|<3(?!\d)|</3|[xX]D(?!\w)|\^_\^|\^\.\^|\^\^"
    r"|(?<=\s|^)[-=]_[-=](?!\w))(?:\)*(?=\s|$|[.,!?]))?"
)
_FLAGS: Final = regex.IGNORECASE | regex.MULTILINE
_SEARCHES: Final = tuple(
    (kind, re.compile(hint), regex.compile(pattern, _FLAGS))
    for kind, hint, pattern in (*_KINDS, ("emoticon", r"[:;=xX^<_][-'’o^)(\]\[DpPO0|*sS$@/\\3_.]", EMOTICON))
)
_CASED: Final = frozenset({"iban", "postcode"})
# Words that spaCy's table has as abbreviations: at the end of a sentence 'app.' is an app and a full stop.
_WORD_AND_STOP: Final = re.compile(
    r"(?<!\w)(?:al|app|art|bel|best|dat|hand|int|it|kon|max|me|min|ob|oe|os|pas|sec|top|ver|vert|vol|volg|ex)(?=\.(?:\s*$|\s+[^\s\da-zà-ÿ]))",
    re.MULTILINE,
)


class Special(NamedTuple):
    start: int
    end: int
    kind: str


def specials(text: str) -> list[Special]:
    """Everything in `text` that must stay one token, in order, without overlap; words of no special kind have ''. Offsets in code points."""
    found: list[Special] = []
    for kind, hint, pattern in _SEARCHES:
        if hint.search(text):
            _take(found, (Special(m.start(), m.end(), kind) for m in pattern.finditer(text)), text)
    if not text.isascii():
        _take(found, emoji_spans(text), text)
    if "." in text:
        _take(found, (Special(m.start(), m.end(), "") for m in _WORD_AND_STOP.finditer(text)), text)
    return sorted(found)


def _take(found: list[Special], more: Iterable[Special], text: str) -> None:
    """Add what does not overlap with what an earlier kind took. IBANs and postcodes are written in capitals."""
    taken = sorted(found)
    starts = [other.start for other in taken]
    for special in more:
        piece = text[special.start : special.end]
        before = bisect_left(starts, special.end)
        free = before == 0 or taken[before - 1].end <= special.start
        if piece and free and (special.kind not in _CASED or piece.upper() == piece):
            found.append(special)


def emoji_spans(text: str) -> Iterator[Special]:
    """Emoji as a reader sees them: one per ZWJ sequence, flag or skin tone. Signs such as ™ and ✓ are none."""
    for match in _PICTOGRAPH.finditer(text):
        piece = match.group()
        if piece[0] in _SIGNS or piece[-1] == "\u20e3":
            continue
        import emoji  # late: its table takes 50 ms to load and most replies hold none

        if emoji.is_emoji(piece) or emoji.is_emoji(piece.rstrip("\ufe0f")) or emoji.emoji_count(piece):
            yield Special(match.start(), match.end(), "emoji")
