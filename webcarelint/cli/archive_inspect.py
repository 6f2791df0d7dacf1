"""`archive inspect`: what was recognised, and three rows to see whether that is right."""

import re
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from webcarelint.cli.archive_inputs import need_archive
from webcarelint.render.terminal import console

if TYPE_CHECKING:
    from webcarelint.archive.read import ReadOptions, Recognised

SAMPLE_ROWS: Final = 3
LOOK_AT: Final = 1000

_ROLES: Final = {
    "text": "antwoord", "full_text": "hele tekst", "customer": "klantbericht", "id": "id", "customer_name": "naam klant", "channel": "kanaal",
    "agent": "medewerker", "team": "team", "account": "account", "thread": "gesprek", "time": "tijd", "author": "schrijver",
    "author_kind": "soort schrijver", "direction": "richting", "private": "intern", "url": "adres", "earlier": "eerdere antwoorden",
}  # fmt: skip
_SHOWN: Final = (
    "id",
    "time",
    "channel",
    "agent",
    "team",
    "account",
    "thread_id",
    "customer_name",
    "customer",
    "earlier",
    "text",
    "parts",
)
_LABELS: Final = {**_ROLES, "thread_id": "gesprek", "earlier": "eerder", "parts": "delen"}
_PRIVATE: Final = ("id", "agent", "account", "thread_id", "customer_name", "customer", "earlier", "text")
_UPPER: Final = re.compile(r"[^\W\d_a-zà-ÿ]")
_LOWER: Final = re.compile(r"[^\W\d_A-Z]")
_DIGIT: Final = re.compile(r"\d")


def inspect_archive(files: Sequence[Path], options: "ReadOptions", *, show_text: bool, colour: bool | None) -> None:
    from webcarelint.archive.read import open_archive

    archive = open_archive(files, options)
    out = console(colour=colour)
    for found in archive.recognised:
        _show_recognised(out, found)
    on_screen = sys.stdout.isatty()
    if show_text and not on_screen:
        out.print(
            Text(
                "--show-text werkt alleen op een scherm, niet naar een bestand of ander programma: letters zijn vervangen door x.",
                style="yellow",
            )
        )
    rows = [row for batch in islice(archive.batches(LOOK_AT), 1) for row in batch.to_pylist()]
    readable = [row for row in rows if row["error"] is None]
    for number, row in enumerate(readable[:SAMPLE_ROWS], start=1):
        _show_row(out, number, row, as_is=show_text and on_screen)
    _show_broken(out, [str(row["error"]) for row in rows if row["error"] is not None], len(rows))
    if not rows:
        out.print(Text("Er staan geen verstuurde antwoorden in.", style="yellow"))
    if archive.rows is not None:
        out.print(Text(f"Hoogstens {archive.rows} rijen.", style="dim"))


def list_formats() -> None:
    need_archive()
    from webcarelint.archive.read import FORMATS

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("--format")
    table.add_column("soort export")
    for name, title in FORMATS.items():
        table.add_row(name, Text(title))
    console().print(table)


def _show_recognised(out: Console, found: "Recognised") -> None:
    out.print(Text(found.source, style="bold").append(f"  {found.title}", style="default"))
    facts = Table.grid(padding=(0, 2))
    facts.add_row(Text("formaat", style="dim"), Text(found.format))
    for name, value in (("codering", found.encoding), ("scheidingsteken", found.separator)):
        if value:
            facts.add_row(Text(name, style="dim"), Text(value))
    for choice in found.columns:
        facts.add_row(Text(_ROLES[choice.role], style="dim"), Text(f"‘{choice.column}’").append(f"  {choice.why}", style="dim"))
    if found.unused:
        facts.add_row(Text("niet gebruikt", style="dim"), Text(", ".join(found.unused)))
    out.print(Padding(facts, (0, 0, 0, 2), expand=False))
    for note in found.notes:
        out.print(Padding(Text(f"Let op: {note}", style="yellow"), (0, 0, 0, 2), expand=False))
    out.print()


def _show_row(out: Console, number: int, row: dict[str, object], *, as_is: bool) -> None:
    out.print(Text(f"Voorbeeld {number}", style="bold"))
    table = Table.grid(padding=(0, 2))
    for name in _SHOWN:
        value = row[name]
        if value in (None, [], 1) or (name == "channel" and value == "unknown"):
            continue
        shown = " / ".join(value) if isinstance(value, list) else f"{value:%Y-%m-%d %H:%M} UTC" if name == "time" else str(value)
        table.add_row(Text(_LABELS[name], style="dim"), Text(shown if as_is or name not in _PRIVATE else masked(shown)))
    out.print(Padding(table, (0, 0, 1, 2), expand=False))


def _show_broken(out: Console, errors: Sequence[str], seen: int) -> None:
    if not errors:
        return
    out.print(Text(f"Van de eerste {seen} rijen zijn er {len(errors)} niet te lezen:", style="yellow"))
    for error in errors[:SAMPLE_ROWS]:
        out.print(Padding(Text(error), (0, 0, 0, 2), expand=False))
    if len(errors) > SAMPLE_ROWS:
        out.print(Padding(Text(f"en nog {len(errors) - SAMPLE_ROWS}"), (0, 0, 0, 2), expand=False))


def masked(text: str) -> str:
    """Letters and digits replaced, so that one sees that it is a reply and not what it says."""
    return _DIGIT.sub("0", _LOWER.sub("x", _UPPER.sub("X", text)))
