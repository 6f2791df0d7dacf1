"""Reports, rules and figures on a terminal, by rich. 80 columns are enough for everything."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from webcarelint.linter import NEEDED
from webcarelint.model import Draft, Finding, Report, Severity, Verdict
from webcarelint.render.page import marks, wrapped
from webcarelint.render.words import GATE, SEVERITY, STRENGTH, VERDICT, number

if TYPE_CHECKING:
    from webcarelint.pack import Rule

WIDTH: Final = 80
_COLOURS: Final[dict[Severity, str]] = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_VERDICT_COLOURS: Final[dict[Verdict, str]] = {"send": "bold green", "revise": "bold yellow", "hold": "bold red"}
_OPTIONS: Final = {
    NEEDED["customer"]: "--customer",
    NEEDED["channel"]: "--channel",
    NEEDED["customer_name"]: "--customer-name",
    NEEDED["agent"]: "--agent",
}
_ORDER: Final[dict[Severity, int]] = {"error": 0, "warning": 1, "info": 2}


def console(*, colour: bool | None = None, stderr: bool = False) -> Console:
    """A console of at most 80 columns. `colour=False` is plain text; None lets rich decide (terminal, NO_COLOR)."""
    plain = Console(stderr=stderr, highlight=False, no_color=True if colour is False else None, soft_wrap=False)
    plain.width = min(plain.width, WIDTH)
    if not stderr:  # a progress bar on standard error moves the cursor, and must be left alone
        plain.push_render_hook(_NoTrailingSpaces())
    return plain


class _NoTrailingSpaces(RenderHook):
    """rich fills blocks and table cells with spaces up to their width; who copies or compares the text wants none."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Trimmed(renderable) for renderable in renderables]


class _Trimmed:
    def __init__(self, inner: ConsoleRenderable) -> None:
        self.inner = inner

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in console.render_lines(self.inner, options, pad=False):
            while line and not line[-1].text.strip():
                line.pop()
            if line:
                last = line.pop()
                yield from line
                yield Segment(last.text.rstrip(), last.style)
            yield Segment.line()


def show_report(out: Console, draft: Draft, report: Report, *, pass_mark: float, verbose: bool = False) -> None:
    """The reply with marks under it, each finding with why and evidence, the score and what was skipped."""
    if report.draft_id:
        out.print(Text(report.draft_id, style="bold"))
    _show_text(out, draft.text, report.findings)
    for place, finding in enumerate(report.findings, start=1):
        _show_finding(out, place, finding)
    _show_score(out, report, pass_mark)
    _show_skipped(out, report, verbose=verbose)


def _show_text(out: Console, text: str, findings: Sequence[Finding]) -> None:
    styled = Text(text.expandtabs(1))
    for finding in sorted(findings, key=lambda f: -_ORDER[f.severity]):
        styled.stylize(f"{_COLOURS[finding.severity]} underline", finding.start, finding.end)
    out.print()
    for line in wrapped(styled.plain, out.width - 4):
        out.print(Text("  ") + styled[line.start : line.end], no_wrap=True, overflow="ignore", crop=False)
        if under := marks(styled.plain, line, findings):
            out.print(Text("  " + under, style="dim"), no_wrap=True, overflow="ignore", crop=False)
    out.print()


def _show_finding(out: Console, place: int, finding: Finding) -> None:
    head = Text(f"{place:>2} ")
    head.append(SEVERITY[finding.severity], style=_COLOURS[finding.severity])
    head.append(f"  {finding.rule}", style="bold")
    if finding.points:
        head.append(f"  −{number(finding.points)}", style="dim")
    if finding.gate != "none":
        head.append(f"  {GATE[finding.gate]}", style="magenta")
    out.print(head)
    lines = Text(finding.message)
    if finding.better:
        lines.append("\nLiever:  ", style="green").append(finding.better)
    lines.append("\nWaarom:  ", style="dim").append(finding.why)
    lines.append("\nBron:    ", style="dim").append(f"{finding.evidence.source} ({STRENGTH[finding.evidence.strength]})", style="dim")
    out.print(Padding(lines, (0, 0, 1, 3), expand=False))


def _show_score(out: Console, report: Report, pass_mark: float) -> None:
    head = Text("Score ", style="bold")
    head.append(f"{number(report.score)} van 100", style="bold")
    head.append(" · ").append(VERDICT[report.verdict], style=_VERDICT_COLOURS[report.verdict])
    if report.verdict == "send" and any(finding.gate == "confirm" for finding in report.findings):
        head.append(" na bevestiging")
    head.append(f" (drempel {number(pass_mark)})", style="dim")
    out.print(head)
    parts = [f"{name} {number(value)}" for name, value in report.dimensions.items()]
    out.print(Text(" · ".join(parts), style="dim"))


def _show_skipped(out: Console, report: Report, *, verbose: bool) -> None:
    if not report.skipped:
        return
    by_reason: dict[str, list[str]] = defaultdict(list)
    for skipped in report.skipped:
        by_reason[skipped.reason].append(skipped.rule)
    out.print(Text(f"Overgeslagen: {len(report.skipped)} regels", style="dim"))
    for reason, rules in by_reason.items():
        names = ", ".join(rules) if verbose or len(rules) < 3 else f"{len(rules)} regels"
        out.print(Padding(Text(f"{names}: {with_option(reason)}", style="dim"), (0, 0, 0, 2), expand=False))


def with_option(reason: str) -> str:
    """Why a rule was skipped, with the option of the command line that would help."""
    return f"{reason} ({_OPTIONS[reason]})" if reason in _OPTIONS else reason


def show_summary(out: Console, reports: Sequence[Report]) -> None:
    """One line for many reports."""
    counts = {verdict: sum(report.verdict == verdict for report in reports) for verdict in VERDICT}
    average = sum(report.score for report in reports) / len(reports)
    parts = ", ".join(f"{count} {VERDICT[verdict]}" for verdict, count in counts.items())
    out.print(Text(f"{len(reports)} antwoorden, gemiddeld {number(round(average, 1))} van 100: {parts}.", style="bold"))


def show_rules(out: Console, rules: Iterable["Rule"]) -> None:
    """A table of rules."""
    table = Table(box=None, pad_edge=False, header_style="bold", expand=False)
    for name, justify in (("regel", "left"), ("toon", "left"), ("weegt", "right"), ("precisie", "right"), ("wat", "left")):
        table.add_column(name, justify="right" if justify == "right" else "left", overflow="fold")
    for rule in rules:
        severity = Text(SEVERITY[rule.severity], style=_COLOURS[rule.severity])
        table.add_row(rule.id if rule.enabled else f"{rule.id} (uit)", severity, number(rule.weight), _short_precision(rule), rule.title)
    out.print(table)


def _short_precision(rule: "Rule") -> str:
    """The measured precision and its lower bound: 0,97 ≥0,91."""
    if rule.precision is None:
        return "–"
    low = f" ≥{rule.interval[0]:.2f}" if rule.interval is not None else ""
    return f"{rule.precision:.2f}{low}".replace(".", ",")


def _precision(rule: "Rule") -> str:
    """How far a rule can be trusted, in one line."""
    if rule.precision is None:
        return "nog niet gemeten"
    measured = f"{rule.precision:.2f} gemeten op het corpus"
    if rule.interval is not None:
        low, high = rule.interval
        measured += f": {rule.judged} beoordeelde vondsten, met 95% zekerheid {low:.2f} tot {high:.2f}"
    return measured.replace("0.", "0,").replace("1.", "1,")


def show_rule(out: Console, rule: "Rule") -> None:
    """Everything about one rule: why, evidence and its strength, examples, weight, gate."""
    out.print(Text(rule.id, style="bold").append(f"  {rule.title}", style="default"))
    out.print(Padding(Text(rule.why), (1, 0, 1, 2), expand=False))
    facts = [
        ("Bewijs", rule.evidence.claim),
        ("Bron", f"{rule.evidence.source} ({STRENGTH[rule.evidence.strength]})"),
        ("Toon", SEVERITY[rule.severity]),
        ("Weegt", f"{number(rule.weight)} punten in ‘{rule.dimension}’; elke volgende plaats de helft"),
        ("Poort", GATE[rule.gate]),
        ("Precisie", _precision(rule)),
        ("Staat in", f"{rule.place.path.name}:{rule.place.line}"),
    ]
    table = Table.grid(padding=(0, 2))
    for name, value in facts:
        table.add_row(Text(name, style="dim"), Text(value))
    out.print(Padding(table, (0, 0, 1, 2), expand=False))
    for name, examples, style in (("Fout", rule.bad, "red"), ("Goed", rule.good, "green")):
        for example in examples:
            line = Text(f"{name}  ", style=style).append(example.text.replace("\n", " ⏎ "), style="default")
            if example.customer:
                line.append(f"  (klant: {example.customer})", style="dim")
            out.print(Padding(line, (0, 0, 0, 2), expand=False))
