"""Where in a reply something stands: opening, body or closing, and what is not the agent's own wording.

`mark_zones(doc)` fills `doc.spans["opening"]`, `["closing"]` and `["foreign"]`. Foreign are quoted words and titles, the
quoted thread below a reply, URLs, mail addresses, hashtags and handles: they never count as the agent's own words.
"""

from collections.abc import Iterator
from typing import Final

import regex
from spacy.tokens import Doc

from webcarelint.language.tokenizer import KINDS, TEXT

FOREIGN_KINDS: Final = frozenset({"url", "mail", "hashtag", "handle"})
_QUOTED = regex.compile(
    r"“[^”“\n]{1,300}”|„[^”“„\n]{1,300}[”“]|«[^»\n]{1,300}»|‘[^‘’\n]{1,200}’(?!\w)"
    r"|(?<!\w)\"[^\"\n]{1,300}\"(?!\w)|(?<![\w'])'(?![stnkmr]\b)[^'\n]{2,200}'(?!\w)"
)
_THREAD = regex.compile(
    r"^[ \t]*(?:(?:Op|On) .{4,60}(?:schreef|wrote)\b[^\n]{0,80}?(?:\n[^\n]*[@>][^\n]*)?:[ \t]*$"
    r"|-{2,} ?(?:Oorspronkelijk bericht|Original Message|Doorgestuurd bericht) ?-*\s*$"
    r"|(?:Van|From): .+\n(?:.*\n){0,3}?(?:Verzonden|Sent|Datum|Date|Aan|To): .*$)"
    r"|(?:^>.*(?:\n|$)\s*)+\Z",
    regex.IGNORECASE | regex.MULTILINE,
)
# `${naam ? naam : ''}`: a question mark in the code of a template asks nothing.
_CODE = regex.compile(r"\$\{[^{}?\n]{1,40}\?(?:[^{}]|\{[^{}]*\})*\}")
_QUOTED_LINE = regex.compile(r"^>(?!>).*$", regex.MULTILINE)


def thread_start(text: str) -> int:
    """Where the quoted thread below the reply begins, in code points; the length of the text when there is none."""
    match = _THREAD.search(text)
    return match.start() if match and text[: match.start()].strip() else len(text)


def quoted_spans(text: str) -> Iterator[tuple[int, int]]:
    """Quoted words, quoted lines, the quoted thread, and code of templates, in code points."""
    cut = thread_start(text)
    for pattern in (_QUOTED, _QUOTED_LINE, _CODE):
        for match in pattern.finditer(text, 0, cut):
            yield match.span()
    if cut < len(text):
        yield cut, len(text)


def mark_zones(doc: Doc) -> Doc:
    text: str = doc.user_data[TEXT]
    doc.user_data["webcare.cut"] = thread_start(text)
    foreign = list(quoted_spans(text))
    kinds: dict[int, str] = doc.user_data.get(KINDS, {})
    foreign.extend((doc[i].idx, doc[i].idx + len(doc[i])) for i, kind in kinds.items() if kind in FOREIGN_KINDS)
    doc.user_data["webcare.foreign"] = sorted(foreign)
    return doc
