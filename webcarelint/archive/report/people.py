"""What a report may say of people: codes in the place of agents, and texts without names, handles and numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webcarelint.archive.pseudonyms import Masked, Pseudonymiser
from webcarelint.model import Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text fit to show, with places in it; offsets in code points of `text`."""

    text: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class People:
    """`pseudonymiser` is None when the scores hold codes already; `show_names` leaves agents and ids as they are, never texts."""

    pseudonymiser: Pseudonymiser | None
    show_names: bool = False

    @property
    def shows_ids(self) -> bool:
        return self.show_names or self.pseudonymiser is None

    def agent(self, name: str) -> str:
        if self.show_names or self.pseudonymiser is None:
            return name
        return self.pseudonymiser.code("medewerker", name)

    def text(self, row: Mapping[str, Any]) -> str:
        return self._masked(row).text

    def excerpt(self, row: Mapping[str, Any], places: Sequence[Span]) -> Excerpt:
        masked = self._masked(row)
        return Excerpt(masked.text, tuple(masked.forward(place) for place in places))

    def _masked(self, row: Mapping[str, Any]) -> Masked:
        if self.pseudonymiser is None:
            return Masked(row["text"])
        return self.pseudonymiser.masked(row["text"], (row["agent"],))
