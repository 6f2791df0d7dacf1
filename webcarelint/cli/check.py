"""`webcarelint check`: read drafts, check them, show or fix them, and choose the exit code."""

import codecs
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from webcarelint.cli.inputs import STDIN, Given, default_input, read_rows
from webcarelint.cli.outputs import encoded, parse_outputs, write_outputs
from webcarelint.errors import EXIT_CLEAN, EXIT_FINDINGS, InputError
from webcarelint.linter import Linter
from webcarelint.model import SEVERITIES, Draft, Report, Severity
from webcarelint.render.fixes import diff, fixed
from webcarelint.render.formats import written
from webcarelint.render.places import Checked, Outcome, SourceFile, edits_of, rewritten
from webcarelint.render.terminal import console, show_report, show_summary

_MANY: Final = 20
"""From this many drafts on, a terminal sees a progress bar."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for. `colour` None lets the terminal decide."""

    config: Path | None
    profile: str | None
    pipeline: str | None
    format: str
    outputs: tuple[str, ...]
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
    if options.outputs and options.fix:
        raise InputError("--output hoort bij nakijken en --fix bij verbeteren. Doe het na elkaar.")
    outputs = parse_outputs(options.outputs)
    names = list(files) or default_input("check")
    rows = list(read_rows(names, given, *([_silent] if options.quiet else [])))
    linter = Linter.load(options.config, options.profile, options.pipeline)
    reports = list(linter.check_many(_with_progress([row.draft for row in rows], options)))
    replies = tuple(Checked(row.draft, report, row.source) for row, report in zip(rows, reports, strict=True))
    if options.fix:
        _fix(replies, options)
    else:
        outcome = Outcome(replies, linter.rules, _bar(options))
        write_outputs(outputs, outcome)
        if not options.quiet:
            _show(outcome, linter, options)
    return _exit_code(reports, options)


def _silent(_: str) -> None:
    return None


def _bar(options: Options) -> Severity | None:
    return next((severity for severity in SEVERITIES if severity == options.fail_on), None)


def _with_progress(drafts: list[Draft], options: Options) -> Iterable[Draft]:
    if len(drafts) < _MANY or options.quiet or not sys.stderr.isatty():
        return drafts
    return _progress(drafts, options)


def _progress(drafts: list[Draft], options: Options) -> Iterator[Draft]:
    from rich.progress import track

    yield from track(drafts, description="Nakijken", console=console(colour=options.colour, stderr=True), transient=True)


def _show(outcome: Outcome, linter: Linter, options: Options) -> None:
    if options.format != "text":
        sys.stdout.flush()
        sys.stdout.buffer.write(encoded(written(options.format, outcome)))
        sys.stdout.buffer.flush()
        return
    out = console(colour=options.colour)
    for checked in outcome.replies:
        show_report(out, checked.draft, checked.report, pass_mark=linter.style.pass_mark, verbose=options.verbose)
    if len(outcome.replies) > 1:
        show_summary(out, [checked.report for checked in outcome.replies])


def _fix(replies: Sequence[Checked], options: Options) -> None:
    """Write corrected texts back to their files; what came from standard input, or from a .jsonl file, goes to standard output."""
    files: dict[SourceFile, list[Checked]] = defaultdict(list)
    for checked in replies:
        draft, file = checked.draft, checked.source.file
        text, applied = fixed(draft.text, checked.report.findings)
        if options.diff:
            sys.stdout.write(diff(draft.text, text, draft.id or "antwoord") + ("\n" if applied else ""))
        elif file.name == STDIN or file.name.lower().endswith((".jsonl", ".ndjson")):
            sys.stdout.write(text + "\n")
        else:
            applied = tuple(finding for finding, _ in edits_of(checked, applied))
            files[file].append(checked)
        if not options.quiet:
            sys.stderr.write(f"{draft.id or 'antwoord'}: {len(applied)} verbetering{'' if len(applied) == 1 else 'en'}\n")
    for file, held in files.items():
        _write_back(file, held)


def _write_back(file: SourceFile, replies: Sequence[Checked]) -> None:
    """Replace what is corrected in a file, and nothing else: line ends, quotes and a byte order mark stay as they were."""
    after = rewritten(file, replies)
    if after == file.text:
        return
    path = Path(file.name)
    mark = codecs.BOM_UTF8 if path.read_bytes().startswith(codecs.BOM_UTF8) else b""
    path.write_bytes(mark + after.encode("utf-8"))


def _exit_code(reports: Sequence[Report], options: Options) -> int:
    if options.fail_under is not None and any(report.score < options.fail_under for report in reports):
        return EXIT_FINDINGS
    if options.fail_on == "never":
        return EXIT_CLEAN
    bar = SEVERITIES.index(options.fail_on)
    found = any(SEVERITIES.index(finding.severity) >= bar for report in reports for finding in report.findings)
    return EXIT_FINDINGS if found else EXIT_CLEAN
