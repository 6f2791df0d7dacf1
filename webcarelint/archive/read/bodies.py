"""From bodies as exports hold them to the text that the customer read."""

import html
import re
from typing import Final

from html_text import extract_text

_TAG: Final = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|ul|ol|li|table|tr|td|h\d|img|blockquote|body|html|font)\b[^<>]*>", re.IGNORECASE
)
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)


def plain(body: str) -> str:
    """The text of HTML, by html-text; text without tags or entities comes back as it is."""
    if "<" in body and _TAG.search(body):
        return str(extract_text(body))
    return unescaped(body)


def unescaped(body: str) -> str:
    """`&amp;` and the like as characters, once."""
    return html.unescape(body) if "&" in body and _ENTITY.search(body) else body


def remojibaked(text: str) -> str:
    """UTF-8 that was read as Latin-1, as in every download of Meta, back to what it was. Text that cannot be that stays."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def whole(text: str) -> str:
    """Halves of a surrogate pair put together; a half without the other becomes U+FFFD, because Arrow takes only real characters."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
