"""From findings in replies to places in files: what every format for other programs is made of."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from webcarelint.model import Draft, Finding, Report, Severity, Span
from webcarelint.pack import Rule
from webcarelint.render.fixes import fixed
from webcarelint.render.offsets import Offsets, Unit
from webcarelint.render.scalars import Spelling, Style, spelling, spelt


class SourceFile:
    """A file that holds replies: its name, its whole text without byte order mark, and the offsets of that text."""

    __slots__ = ("name", "offsets", "path", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.path = _shown_path(name)
        """As other programs must see it: relative to the working folder where it can be, with forward slashes."""
        self.offsets = Offsets(text)


def _shown_path(name: str) -> str:
    if name == "-":
        return "stdin"
    path = Path(name)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a reply is spelt in its file: the code points start to end, in this style."""

    file: SourceFile
    start: int
    end: int
    style: Style = "verbatim"

    def spelling(self, text: str) -> Spelling | None:
        """How the file spells this text, in offsets from `start`."""
        return spelling(self.file.text[self.start : self.end], text, self.style)


@dataclass(frozen=True, slots=True)
class Checked:
    """A reply, what was found in it, and where it came from."""

    draft: Draft
    report: Report
    source: Source


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the code points start to end of a file by this text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Region:
    """A range in a file; lines and columns start at 1, the end column is exclusive. Columns are None where not known exactly."""

    line: int
    end_line: int
    column: int | None = None
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its place in a file.

    `fix` is the safe correction, as the file must spell it, at `region`; None when there is none. `fingerprint` stays the
    same when the finding moves to another line, and changes when its line is rewritten.
    """

    checked: Checked
    finding: Finding
    region: Region
    fix: str | None
    fingerprint: str

    @property
    def path(self) -> str:
        return self.checked.source.file.path

    @property
    def message(self) -> str:
        """What is wrong, and the better wording where the message does not say it already."""
        better = self.finding.better
        return f"{self.finding.message} Liever: {better}" if better and better not in self.finding.message else self.finding.message


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one call found. `fail_on` is the severity from which a finding counts as a failure; None is never."""

    replies: tuple[Checked, ...]
    rules: tuple[Rule, ...] = ()
    fail_on: Severity | None = "warning"

    def located(self, unit: Unit) -> Iterator[Located]:
        """Every finding in the order of the replies, its columns in this unit."""
        seen: Counter[str] = Counter()
        for checked in self.replies:
            source, spelt_as = checked.source, checked.source.spelling(checked.draft.text)
            for finding in checked.report.findings:
                edit = None if spelt_as is None else edit_of(source, spelt_as, finding)
                region = _region_of_lines(source) if spelt_as is None else _region(source, spelt_as, finding, unit)
                stem = _stem(checked, finding)
                seen[stem] += 1
                yield Located(checked, finding, region, edit.text if edit else None, _digest(stem, str(seen[stem])))


def edit_of(source: Source, spelt_as: Spelling, finding: Finding) -> Edit | None:
    """The change in the file that makes a safe correction; None when it is not safe, or when the file cannot simply hold it."""
    if not finding.safe or finding.better is None or finding.start >= finding.end:
        return None
    start, end = _span(source, spelt_as, finding)
    text = spelt(finding.better, source.style)
    return None if text is None else Edit(start, end, text)


def edits_of(checked: Checked, findings: Iterable[Finding]) -> Iterator[tuple[Finding, Edit]]:
    """Of these findings the ones that can be corrected in the file, each with its change."""
    spelt_as = checked.source.spelling(checked.draft.text)
    if spelt_as is None:
        return
    for finding in findings:
        edit = edit_of(checked.source, spelt_as, finding)
        if edit is not None:
            yield finding, edit


def rewritten(file: SourceFile, replies: Iterable[Checked]) -> str:
    """The text of a file with every safe correction in these replies, which all come from it."""
    edits = [edit for checked in replies for _, edit in edits_of(checked, fixed(checked.draft.text, checked.report.findings)[1])]
    text = file.text
    for edit in sorted(set(edits), key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _span(source: Source, spelt_as: Spelling, finding: Finding) -> Span:
    start, end = spelt_as.span(finding.start, finding.end)
    return source.start + start, source.start + end


def _region(source: Source, spelt_as: Spelling, finding: Finding, unit: Unit) -> Region:
    start, end = (source.file.offsets.position(offset, unit) for offset in _span(source, spelt_as, finding))
    return Region(start.line, end.line, start.column, end.column)


def _region_of_lines(source: Source) -> Region:
    """All lines of a reply: right, and as exact as it gets when its letters cannot be told apart in the file."""
    start, end = (source.file.offsets.position(offset) for offset in (source.start, max(source.start, source.end - 1)))
    return Region(start.line, end.line)


def _stem(checked: Checked, finding: Finding) -> str:
    """What makes a finding itself, wherever it stands: its rule, its words, and the line of the reply that they are in."""
    text = checked.draft.text
    first = text.rfind("\n", 0, finding.start) + 1
    last = text.find("\n", finding.end)
    line = text[first : last if last >= 0 else None]
    return _digest(checked.source.file.path, finding.rule, finding.match, line.strip())


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
