"""The human voice on a terminal and as JSON: the words of one reply, or counts over many."""

import json
from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from webcarelint.model import SCHEMA_VERSION, Draft
from webcarelint.voice import NOTE, SOURCE, TACTICS, Voice, VoiceCounts

_MOST_WORDS: Final = 5
"""So many places of an element are shown; the rest is a number."""


def voices_as_json(voices: Sequence[Voice], counts: VoiceCounts) -> str:
    """One JSON document: what it is, the voices with places in code points, and the counts over all of them."""
    body = {
        "schema": SCHEMA_VERSION,
        "about": NOTE,
        "source": SOURCE,
        "voices": [voice.to_dict() for voice in voices],
        "counts": counts.to_dict(),
    }
    return json.dumps(body, ensure_ascii=False, indent=2)


def show_voice(out: Console, draft: Draft, voice: Voice) -> None:
    """Per tactic the elements that a reply holds, with its words, and those that it does not."""
    if voice.draft_id:
        out.print(Text(voice.draft_id, style="bold"))
    for tactic, elements in TACTICS.items():
        out.print(Text(tactic, style="bold"))
        table = Table.grid(padding=(0, 2))
        for element in elements:
            found = voice.tactics[tactic].get(element, ())
            words = [" ".join(draft.text[start:end].split()) for start, end in found[:_MOST_WORDS]]
            more = f" en {len(found) - _MOST_WORDS} meer" if len(found) > _MOST_WORDS else ""
            table.add_row(Text(element), Text(", ".join(f"‘{word}’" for word in words) + more if words else "–"))
        out.print(Padding(table, (0, 0, 0, 2), expand=False))
    show_voice_label(out)


def show_voice_counts(out: Console, counts: VoiceCounts) -> None:
    """In how many replies each element occurs."""
    out.print(Text(f"{counts.replies} antwoorden", style="bold"))
    for tactic, elements in counts.tactics.items():
        out.print(Text(tactic, style="bold"))
        table = Table.grid(padding=(0, 2))
        table.add_column()
        table.add_column(justify="right")
        table.add_column(justify="right")
        for element, count in elements.items():
            table.add_row(Text(element), Text(str(count)), Text(f"{100 * count / max(counts.replies, 1):.0f}%"))
        out.print(Padding(table, (0, 0, 0, 2), expand=False))
    show_voice_label(out)


def show_voice_label(out: Console) -> None:
    """What the profile is and is not, and where it comes from."""
    out.print(Text(f"{NOTE} Naar: {SOURCE}.", style="dim"))
