"""Which column is what: by what a person said, by a known layout, by its name, by its content."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from statistics import mean
from typing import Final

from webcarelint.archive.read.layouts import GENERIC, LAYOUTS, Layout, Role, normal
from webcarelint.archive.read.options import ColumnNames
from webcarelint.archive.read.recognised import ColumnChoice
from webcarelint.archive.read.tables import Record
from webcarelint.errors import InputError

GENERIC_LAYOUT: Final = Layout("tabel", "tabel", (), GENERIC)
_SHORTEST_TEXT: Final = 25.0


@dataclass(frozen=True, slots=True)
class Columns:
    """A layout and the place of each role's column."""

    layout: Layout
    places: Mapping[Role, int]
    choices: tuple[ColumnChoice, ...]
    unused: tuple[str, ...]


def layout_named(name: str) -> Layout:
    """The layout with this name. Raises KeyError."""
    return {layout.name: layout for layout in (*LAYOUTS, GENERIC_LAYOUT)}[name]


def recognise_layout(names: Sequence[str]) -> Layout:
    return next((layout for layout in LAYOUTS if layout.fits(names)), GENERIC_LAYOUT)


def choose(names: Sequence[str], sample: Sequence[Record], layout: Layout, said: ColumnNames, source: str) -> Columns:
    """Columns for every role that has one. Raises InputError when there is no text, or a column that was named is not there."""
    if layout.refused and not said.text:
        raise InputError(layout.refused, source)
    given = _said(names, said, source)
    found: dict[Role, tuple[int, str]] = {role: (place, "opgegeven") for role, place in given.items()}
    reason = "kolomnaam" if layout is GENERIC_LAYOUT else f"zo heet hij bij {layout.title}"
    present = {normal(name): place for place, name in reversed(list(enumerate(names)))}
    for role, options in layout.roles.items():
        taken = {place for place, _ in found.values()} if layout is GENERIC_LAYOUT else set()
        free = (present[normal(option)] for option in options if normal(option) in present)
        place = next((place for place in free if place not in taken), None)
        if role not in found and place is not None:
            found[role] = (place, reason)
    if "text" not in found:
        found["text"] = _by_content(names, sample, {place for place, _ in found.values()}, source)
    used = {place for place, _ in found.values()}
    return Columns(
        layout,
        {role: place for role, (place, _) in found.items()},
        tuple(ColumnChoice(role, names[place], why) for role, (place, why) in found.items()),
        tuple(name for place, name in enumerate(names) if place not in used),
    )


def _said(names: Sequence[str], said: ColumnNames, source: str) -> dict[Role, int]:
    places = {normal(name): place for place, name in reversed(list(enumerate(names)))}
    given: dict[Role, int] = {}
    for item in fields(said):
        wanted = getattr(said, item.name)
        if wanted is None:
            continue
        if normal(wanted) not in places:
            close = difflib.get_close_matches(normal(wanted), list(places), n=1, cutoff=0.5)
            hint = f" Bedoel je ‘{names[places[close[0]]]}’?" if close else ""
            raise InputError(f"Er is geen kolom ‘{wanted}’.{hint} De kolommen zijn: {', '.join(names)}.", source)
        given[item.name] = places[normal(wanted)]  # type: ignore[index]  # the fields of ColumnNames are roles
    return given


def _by_content(names: Sequence[str], sample: Sequence[Record], taken: set[int], source: str) -> tuple[int, str]:
    """The one free column that holds sentences. Raises InputError when there is none, or when there are two that could be it."""
    lengths: list[tuple[float, int]] = []
    for place in range(len(names)):
        texts = [cell for record in sample if record.error is None and isinstance(cell := record.cells[place], str) and cell]
        spaced = [text for text in texts if " " in text.strip()]
        if place not in taken and texts and len(spaced) >= len(texts) / 2 and (average := mean(map(len, texts))) >= _SHORTEST_TEXT:
            lengths.append((average, place))
    lengths.sort(reverse=True)
    if not lengths:
        raise InputError(
            f"Ik zie niet welke kolom het antwoord is; noem hem met --text-column. De kolommen zijn: {', '.join(names)}.", source
        )
    if len(lengths) > 1 and lengths[1][0] > lengths[0][0] / 3:
        both = " of ".join(f"‘{names[place]}’" for _, place in lengths[:2])
        raise InputError(f"Is het antwoord {both}? Noem de kolom met --text-column.", source)
    return lengths[0][1], f"de enige met zinnen (gemiddeld {lengths[0][0]:.0f} tekens)"
