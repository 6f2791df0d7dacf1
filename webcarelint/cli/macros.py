"""Replies in JSON and YAML: exports of macros, canned replies and message templates, with the place of each text.

Help desks each have a shape of their own, and people who keep macros in git invent more. So the shape is not asked for:
wherever an object holds a text under a name that means the reply, that text is a reply.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from webcarelint.errors import InputError
from webcarelint.render.scalars import Style

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node, ScalarNode

_NAMES: Final = ("title", "name", "naam", "titel", "short_code", "shortcut", "key", "id")
_TEXTS: Final = (
    "text", "body_text", "plain_body", "content", "body", "message", "reply", "answer", "comment_value", "tekst", "antwoord", "bericht",
)  # fmt: skip
_HTML: Final = ("content_html", "body_html", "html_body", "comment_value_html", "html")
_LOOKS_LIKE_HTML: Final = re.compile(r"<(?:p|br|div|span|ul|ol|li|b|i|strong|em|a|table)\b[^<>]*>", re.IGNORECASE)
_YAML_STYLES: Final[Mapping[str | None, Style]] = {
    "'": "yaml-single", '"': "yaml-double", "|": "yaml-block", ">": "yaml-block", None: "yaml-plain",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text in a file: what it says, and between which code points of the file it is spelt, quotes left out."""

    text: str
    start: int
    end: int
    style: Style


@dataclass(frozen=True, slots=True)
class Macro:
    """A reply under its name; empty when it has none."""

    name: str
    scalar: Scalar
    html: bool


Tree = dict[str, Any] | list[Any] | Scalar | None
"""What a file holds: objects, lists and texts. Numbers and the like hold no reply, and are None."""


def macros(text: str, path: str) -> Iterator[Macro]:
    """The replies in a JSON or YAML file, in its order. Raises InputError, with the line, for a file that is neither."""
    for tree in [json_tree(text, path)] if path.lower().endswith(".json") else _yaml_trees(text, path):
        yield from _macros(tree, "")


def _macros(tree: Tree, name: str) -> Iterator[Macro]:
    if isinstance(tree, list):
        for inner in tree:
            yield from _macros(inner, name)
    elif isinstance(tree, dict):
        name = next((named.text for key in _NAMES if isinstance(named := tree.get(key), Scalar)), name)
        if (own := _own_text(tree)) is not None:
            scalar, html = own
            if scalar.text.strip():
                yield Macro(name, scalar, html or _LOOKS_LIKE_HTML.search(scalar.text) is not None)
        for inner in tree.values():
            if not isinstance(inner, Scalar):
                yield from _macros(inner, name)


def _own_text(tree: dict[str, Any]) -> tuple[Scalar, bool] | None:
    """The text of this very object, and whether it is HTML. Plain text goes before HTML: they say the same."""
    if isinstance(field := tree.get("field"), Scalar):  # Zendesk: {field: comment_value, value: text, or [channel, text]}
        value = _last(tree.get("value"))
        return (value, field.text.endswith("_html")) if value and field.text in ("comment_value", "comment_value_html") else None
    if isinstance(action := tree.get("action_name"), Scalar):  # Chatwoot: {action_name: send_message, action_params: [text]}
        value = _last(tree.get("action_params"))
        return (value, False) if value and action.text == "send_message" else None
    for keys, html in ((_TEXTS, False), (_HTML, True)):
        for key in keys:
            if isinstance(found := tree.get(key), Scalar):
                return found, html
    return None


def _last(value: Tree) -> Scalar | None:
    found = value[-1] if isinstance(value, list) and value else value
    return found if isinstance(found, Scalar) else None


# ── JSON ─────────────────────────────────────────────────────────────────────


class _PlacedStrings(json.JSONDecoder):
    """The standard decoder, which here answers a Scalar for every text that is a value, and None for every number."""

    def __init__(self) -> None:
        super().__init__(parse_float=_nothing, parse_int=_nothing, parse_constant=_nothing)
        self.parse_string = _placed
        self.scan_once = json.scanner.py_make_scanner(self)  # type: ignore[attr-defined]  # the quick one in C keeps no places


def _nothing(_: str) -> None:
    return None


def _placed(document: str, start: int, strict: bool) -> tuple[Scalar, int]:
    text, after = json.decoder.scanstring(document, start, strict)  # type: ignore[attr-defined]
    return Scalar(text, start, after - 1, "json"), after


def json_tree(text: str, path: str) -> Tree:
    try:
        tree: Tree = _PlacedStrings().decode(text)
    except json.JSONDecodeError as cause:
        raise InputError(f"Dit bestand is geen geldige JSON ({cause.msg}).", path, cause.lineno) from cause
    except RecursionError as cause:
        raise InputError("Dit bestand is te diep genest om te lezen:", path) from cause
    return tree


# ── YAML ─────────────────────────────────────────────────────────────────────


def _yaml_trees(text: str, path: str) -> Iterator[Tree]:
    """The documents of a YAML file. ruamel's nodes keep their places, which its values do not."""
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError
    except ImportError as cause:
        raise InputError("Voor YAML-bestanden is een pakket nodig: pip install 'webcarelint[macros]'. Daarna lees ik:", path) from cause
    try:
        for node in YAML(typ="safe", pure=True).compose_all(text):
            yield _tree(node, text, frozenset())
    except MarkedYAMLError as cause:
        line = cause.problem_mark.line + 1 if cause.problem_mark is not None else None
        raise InputError(f"Dit bestand is geen geldige YAML ({cause.problem}).", path, line) from cause
    except (YAMLError, RecursionError) as cause:
        raise InputError("Dit bestand is geen geldige YAML:", path) from cause


def _tree(node: "Node", text: str, above: frozenset[int]) -> Tree:
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    if id(node) in above:  # an alias may point at what it stands in
        return None
    above |= {id(node)}
    if isinstance(node, MappingNode):
        return {key.value: _tree(value, text, above) for key, value in node.value if isinstance(key, ScalarNode)}
    if isinstance(node, SequenceNode):
        return [_tree(item, text, above) for item in node.value]
    return _scalar(node, text) if isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:str" else None


def _scalar(node: "ScalarNode", text: str) -> Scalar:
    start, end, style = node.start_mark.index, node.end_mark.index, node.style
    if style in ("'", '"'):
        start, end = start + 1, end - 1
    elif style in ("|", ">"):
        start = text.index("\n", start) + 1
    return Scalar(node.value, start, end, _YAML_STYLES[style])
