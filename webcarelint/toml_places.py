"""On which line of a TOML file a key stands. Only asked when something is wrong with it.

`tomli` reads the values and forgets the places; tree-sitter's TOML grammar knows the places. `tomli` is the standard library's `tomllib`,
compiled: reading the rules takes a third of the time.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli

from webcarelint.errors import UserError

if TYPE_CHECKING:
    from tree_sitter import Node

Key = tuple[str | int, ...]
"""A path of keys, with list positions as ints: ("rules", 2, "bad", 0)."""


def read_toml(path: Path, error: type[UserError]) -> dict[str, Any]:
    """The values of a TOML file. Raises `error`, with the line, when the file is missing, not UTF-8 or not TOML."""
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise error("Dit bestand bestaat niet:", path) from None
    except UnicodeDecodeError as cause:
        raise error("Dit bestand is geen UTF-8. Sla het op als UTF-8:", path) from cause
    except OSError as cause:
        raise error(f"Dit bestand is niet te lezen ({cause.strerror}):", path) from cause
    except tomli.TOMLDecodeError as cause:
        sentence, _, place = str(cause).partition(" (at ")
        line = re.search(r"line (\d+)", place)
        last = len(path.read_bytes().splitlines()) or 1  # "at end of document"
        raise error(f"Geen geldige TOML: {sentence}.", path, int(line[1]) if line else last) from cause


def line_of(path: Path, key: Sequence[str | int]) -> int:
    """The 1-based line of the deepest part of `key` that the file spells out; 1 when it spells out nothing of it."""
    places = dict(_places(path.read_bytes()))
    wanted = tuple(key)
    while wanted:
        if wanted in places:
            return places[wanted]
        inside = [line for place, line in places.items() if place[: len(wanted)] == wanted]
        if inside:  # a table that is never opened by itself: the first line inside it
            return min(inside)
        wanted = wanted[:-1]
    return 1


def _places(source: bytes) -> Iterator[tuple[Key, int]]:
    import tree_sitter
    import tree_sitter_toml

    tree = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language())).parse(source)
    counts: dict[Key, int] = {}
    for node in tree.root_node.children:
        if node.type == "pair":
            yield from _pair((), node)
        elif node.type in ("table", "table_array_element"):
            prefix = _resolved(_key(node.named_children[0]), counts)
            if node.type == "table_array_element":
                counts[prefix] = counts.get(prefix, -1) + 1
                prefix = (*prefix, counts[prefix])
            yield prefix, node.start_point[0] + 1
            for child in node.named_children[1:]:
                if child.type == "pair":
                    yield from _pair(prefix, child)


def _resolved(key: Key, counts: dict[Key, int]) -> Key:
    """`[rules.sub]` after `[[rules]]` speaks of the last rule."""
    done: Key = ()
    for i, part in enumerate(key):
        done = (*done, part)
        if done in counts and i < len(key) - 1:
            done = (*done, counts[done])
    return done


def _pair(prefix: Key, node: "Node") -> Iterator[tuple[Key, int]]:
    key = (*prefix, *_key(node.named_children[0]))
    yield key, node.start_point[0] + 1
    yield from _value(key, node.named_children[1])


def _value(key: Key, node: "Node") -> Iterator[tuple[Key, int]]:
    if node.type == "inline_table":
        for child in node.named_children:
            if child.type == "pair":
                yield from _pair(key, child)
    elif node.type == "array":
        items = [child for child in node.named_children if child.type != "comment"]
        for i, child in enumerate(items):
            yield (*key, i), child.start_point[0] + 1
            yield from _value((*key, i), child)


def _key(node: "Node") -> Key:
    if node.type == "dotted_key":
        return tuple(part for child in node.named_children for part in _key(child))
    text = (node.text or b"").decode("utf-8")
    return (text[1:-1] if node.type == "quoted_key" else text,)
