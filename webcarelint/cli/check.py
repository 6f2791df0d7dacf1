"""`webcarelint check`: read drafts, check them, show or fix them, and choose the exit code."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from webcarelint.cli.inputs import STDIN, Given, read_drafts
from webcarelint.errors import EXIT_CLEAN, EXIT_FINDINGS, InputError
from webcarelint.linter import Linter
from webcarelint.model import SEVERITIES, Draft, Report
from webcarelint.render.fixes import diff, fixed
from webcarelint.render.terminal import console, show_report, show_summary
from webcarelint.render.wire import as_json, as_json_line

_MANY: Final = 20
"""From this many drafts on, a terminal sees a progress bar."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for. `colour` None lets the terminal decide."""

    config: Path | None
    profile: str | None
    pipeline: str | None
    format: str
    fail_on: str
    fail_under: float | None
    fix: bool
    diff: bool
    quiet: bool
    verbose: bool
    colour: bool | None


def run_check(files: Sequence[str], given: Given, options: Options) -> int:
    """Check and show; returns the exit code."""
    if options.diff and not options.fix:
        raise InputError("--diff hoort bij --fix: webcarelint check --fix --diff antwoord.txt")
    names = list(files) or _default_input()
    drafts = list(read_drafts(names, given))
    linter = Linter.load(options.config, options.profile, options.pipeline)
    reports = list(linter.check_many(_with_progress(drafts, options)))
    if options.fix:
        _fix(drafts, reports, options)
    elif not options.quiet:
        _show(drafts, reports, linter, options)
    return _exit_code(reports, options)


def _default_input() -> list[str]:
    if sys.stdin is None or sys.stdin.isatty():
        raise InputError("Geef een bestand met een antwoord, of - om van standaardinvoer te lezen. Zie: webcarelint check --help")
    return [STDIN]


def _with_progress(drafts: list[Draft], options: Options) -> Iterable[Draft]:
    if len(drafts) < _MANY or options.quiet or not sys.stderr.isatty():
        return drafts
    return _progress(drafts, options)


def _progress(drafts: list[Draft], options: Options) -> Iterator[Draft]:
    from rich.progress import track

    yield from track(drafts, description="Nakijken", console=console(colour=options.colour, stderr=True), transient=True)


def _show(drafts: list[Draft], reports: list[Report], linter: Linter, options: Options) -> None:
    out = console(colour=options.colour)
    if options.format == "json":
        sys.stdout.write(as_json(reports) + "\n")
    elif options.format == "jsonl":
        sys.stdout.writelines(as_json_line(report) + "\n" for report in reports)
    else:
        for draft, report in zip(drafts, reports, strict=True):
            show_report(out, draft, report, pass_mark=linter.style.pass_mark, verbose=options.verbose)
        if len(reports) > 1:
            show_summary(out, reports)


def _fix(drafts: list[Draft], reports: list[Report], options: Options) -> None:
    """Write corrected texts back to their files; what came from standard input, or from a .jsonl file, goes to standard output."""
    for draft, report in zip(drafts, reports, strict=True):
        text, applied = fixed(draft.text, report.findings)
        if options.diff:
            sys.stdout.write(diff(draft.text, text, draft.id or "antwoord") + ("\n" if applied else ""))
        elif draft.id and Path(draft.id).is_file():
            if applied:
                _write_back(Path(draft.id), draft.text, text)
        else:
            sys.stdout.write(text + "\n")
        if not options.quiet:
            sys.stderr.write(f"{draft.id or 'antwoord'}: {len(applied)} verbetering{'' if len(applied) == 1 else 'en'}\n")


def _write_back(path: Path, before: str, after: str) -> None:
    """Replace the reply in its file and leave the line ends and the closing newline as they were."""
    raw = path.read_bytes().decode("utf-8")
    path.write_bytes(raw.replace(before, after, 1).encode("utf-8"))


def _exit_code(reports: Sequence[Report], options: Options) -> int:
    if options.fail_under is not None and any(report.score < options.fail_under for report in reports):
        return EXIT_FINDINGS
    if options.fail_on == "never":
        return EXIT_CLEAN
    bar = SEVERITIES.index(options.fail_on)
    found = any(SEVERITIES.index(finding.severity) >= bar for report in reports for finding in report.findings)
    return EXIT_FINDINGS if found else EXIT_CLEAN
