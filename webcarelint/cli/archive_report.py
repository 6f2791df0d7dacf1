"""`archive report` and `archive compare`: figures over scores, as a page, as JSON and on the terminal."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from webcarelint.cli.archive_inputs import MISSING
from webcarelint.errors import InputError
from webcarelint.render.terminal import console

if TYPE_CHECKING:
    from webcarelint.archive.compare import Comparison, Difference

_SHOWN: Final = 15
_WORDS: Final = {"better": "Beter in B", "worse": "Slechter in B", "changed": "Anders in B (een beschrijving: niet beter of slechter)"}
_SAID: Final = {"better": "beter", "worse": "slechter"}
_COLOURS: Final = {"better": "green", "worse": "red", "changed": "cyan"}


def need_report() -> None:
    """Raises InputError, with the command that installs them, when the packages of the extra are not there."""
    try:
        import webcarelint.archive.compare
        import webcarelint.archive.report.write  # noqa: F401
    except ModuleNotFoundError as cause:
        if (cause.name or "").startswith("webcarelint"):
            raise
        raise InputError(MISSING.format(name=cause.name)) from cause


def report_archive(folder: Path, *, minimum: int, discuss: int, timezone: str, show_names: bool, key: Path | None) -> None:
    need_report()
    from webcarelint.archive.report.figures import ReportOptions
    from webcarelint.archive.report.write import write_report

    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise InputError(f"Ik ken geen tijdzone '{timezone}'. Schrijf hem zoals Europe/Amsterdam.") from None
    written = write_report(folder, ReportOptions(minimum, discuss, timezone), show_names=show_names, key=key)
    sys.stderr.write(f"{written.page}\n{written.json}\n")


def compare_archives(
    first: Path, second: Path, *, only_first: list[str], only_second: list[str], as_json: bool, colour: bool | None
) -> None:
    need_report()
    from webcarelint.archive.compare import Side, compare, comparison_as_json

    comparison = compare(Side(first, tuple(only_first)), Side(second, tuple(only_second)))
    if as_json:
        sys.stdout.write(comparison_as_json(comparison))
    else:
        _show(comparison, colour)


def _show(comparison: "Comparison", colour: bool | None) -> None:
    out = console(colour=colour)
    for name, side in (("A", comparison.first), ("B", comparison.second)):
        out.print(Text(f"{name}  {side.path}{''.join(f'  {only}' for only in side.only)}: {side.replies} antwoorden", style="bold"))
    for warning in comparison.warnings:
        out.print(Text(f"Let op: {warning}", style="yellow"))
    out.print()
    out.print(_row_table(comparison.headline, head=True))
    for kind, title in _WORDS.items():
        found = [difference for difference in comparison.others if difference.verdict == kind]
        if found:
            out.print()
            out.print(Text(title, style=f"bold {_COLOURS[kind]}"))
            out.print(_row_table(found[:_SHOWN]))
            if len(found) > _SHOWN:
                out.print(Text(f"  en {len(found) - _SHOWN} meer; --format json noemt ze allemaal", style="dim"))
    if not any(difference.verdict != "same" for difference in (*comparison.headline, *comparison.others)):
        out.print(Text("Geen verschil dat groter is dan wat toeval geeft."))
    out.print()
    out.print(Text(comparison.about, style="dim"))


def _row_table(differences: "Sequence[Difference]", *, head: bool = False) -> Padding:
    """Shares as percentages, their differences in percentage points."""
    table = Table.grid(padding=(0, 2))
    table.add_column(width=31)
    for width in (6, 6, 8):
        table.add_column(justify="right", no_wrap=True, width=width)
    table.add_column(no_wrap=True)
    if head:
        table.add_row(*(Text(word, style="dim") for word in ("", "A", "B", "verschil", "interval")))
    for d in differences:
        interval = Text(f"{_change(d, d.low)} … {_change(d, d.high)}")
        if head and d.verdict in _COLOURS:
            interval.append(f"  {_SAID[d.verdict]}", style=_COLOURS[d.verdict])
        table.add_row(Text(d.title), _value(d, d.first), _value(d, d.second), _change(d, d.difference), interval)
    return Padding(table, (0, 0, 0, 2), expand=False)


def _value(difference: "Difference", value: float | None) -> str:
    if value is None:
        return "–"
    return f"{100 * value:.1f}%".replace(".", ",") if difference.kind == "share" else f"{value:.1f}".replace(".", ",")


def _change(difference: "Difference", value: float | None) -> str:
    if value is None:
        return "–"
    return f"{100 * value if difference.kind == 'share' else value:+.1f}".replace(".", ",")
