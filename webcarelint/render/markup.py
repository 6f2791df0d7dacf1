"""XML that every reader accepts."""

import re
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_xml(root: Element) -> str:
    """A whole document. Characters that XML 1.0 cannot hold become U+FFFD, for a match may hold any."""
    for element in root.iter():
        element.text = _clean(element.text)
        for name, value in element.items():
            element.set(name, _clean(value) or "")
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _clean(text: str | None) -> str | None:
    return None if text is None else _FORBIDDEN.sub("\ufffd", text)
