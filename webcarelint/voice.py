"""The human voice of a reply: which elements of three tactics are in it, and where. It describes; it never grades.

The tactics and elements are those of the Conversational Human Voice as Van Hooijdonk & Liebrecht 2018 coded it in webcare of
Dutch municipalities. More of it is not better: familiar and unfamiliar brands differ, and so do light and grave cases.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypedDict

from webcarelint.model import Report, Span

TACTICS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "personalisatie": {
        "begroeting": ("begroeting",),
        "aanspreken klant": ("klantnaam", "je-vorm", "u-vorm"),
        "aanspreken medewerker": ("ik-vorm",),
        "ondertekening": ("initialen", "naam"),
    },
    "informele taal": {
        "afkortingen": ("afkorting",),
        "spreektaal": ("spreektaal",),
        "tussenwerpsels": ("tussenwerpsel",),
        "non-verbale cues": ("non-verbaal",),
        "partikels": ("partikel",),
    },
    "uitnodigende retoriek": {
        "waardering": ("waardering",),
        "dialoog": ("dialoog",),
        "excuses": ("excuus",),
        "sympathie": ("medeleven",),
        "welwensen": ("welwens",),
        "humor": ("humor",),
    },
}
"""Tactic -> element -> the signals that show it."""

SOURCE: Final = (
    "Van Hooijdonk & Liebrecht 2018, Tijdschrift voor Taalbeheersing 40(1), 45-81; partikels naar Gijsberts, De Groot & Sikkes 2020"
)
NOTE: Final = "Een beschrijving, geen cijfer: meer is niet beter, en het telt niet mee in de score."


class VoiceDict(TypedDict):
    draft_id: str
    tactics: dict[str, dict[str, list[list[int]]]]


class VoiceCountsDict(TypedDict):
    replies: int
    tactics: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Voice:
    """The elements that one reply holds: tactic -> element -> places in code points of the draft's text.

    Every tactic is a key; an element that does not occur is none.
    """

    draft_id: str
    tactics: Mapping[str, Mapping[str, tuple[Span, ...]]]

    def to_dict(self) -> VoiceDict:
        tactics = {
            tactic: {element: [list(span) for span in spans] for element, spans in elements.items()}
            for tactic, elements in self.tactics.items()
        }
        return {"draft_id": self.draft_id, "tactics": tactics}


@dataclass(frozen=True, slots=True)
class VoiceCounts:
    """In how many of so many replies each element occurs. Every tactic and element is a key, also when it is 0."""

    replies: int
    tactics: Mapping[str, Mapping[str, int]]

    def to_dict(self) -> VoiceCountsDict:
        return {"replies": self.replies, "tactics": {tactic: dict(elements) for tactic, elements in self.tactics.items()}}


def voice_of(report: Report) -> Voice:
    """The human voice of a reply, out of the signals of its report."""
    tactics: dict[str, dict[str, tuple[Span, ...]]] = {}
    for tactic, elements in TACTICS.items():
        places = {element: _places(report, signals) for element, signals in elements.items()}
        tactics[tactic] = {element: spans for element, spans in places.items() if spans}
    return Voice(report.draft_id, tactics)


def _places(report: Report, signals: Iterable[str]) -> tuple[Span, ...]:
    return tuple(sorted({span for name in signals for span in report.signals.get(name, ())}))


def count_voices(voices: Iterable[Voice]) -> VoiceCounts:
    """How many replies hold each element: the prevalence in an archive. Reads the voices one by one."""
    counts = {tactic: dict.fromkeys(elements, 0) for tactic, elements in TACTICS.items()}
    replies = 0
    for voice in voices:
        replies += 1
        for tactic, elements in voice.tactics.items():
            for element in elements:
                counts[tactic][element] += 1
    return VoiceCounts(replies, counts)
