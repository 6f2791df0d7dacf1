"""`report.html` and `report.json`, beside the scores that they are about."""

from dataclasses import dataclass
from pathlib import Path

from webcarelint.archive.folder import replaced, saying_why
from webcarelint.archive.pseudonyms import Pseudonymiser
from webcarelint.archive.report.figures import Figures, ReportOptions, as_json, figures_of
from webcarelint.archive.report.page import as_html
from webcarelint.archive.report.people import People
from webcarelint.archive.run import pseudonym_key
from webcarelint.archive.scored import Scored, open_scores
from webcarelint.errors import InputError


@dataclass(frozen=True, slots=True)
class Written:
    """What was written where."""

    page: Path
    json: Path
    figures: Figures


def write_report(folder: Path, options: ReportOptions, *, show_names: bool = False, key: Path | None = None) -> Written:
    """Raises FolderError when there are no complete scores or the files cannot be written, InputError when nothing was judged."""
    scored = open_scores(folder)
    figures = figures_of(scored, _people(scored, folder, show_names=show_names, key=key), options)
    written = Written(folder / "report.html", folder / "report.json", figures)
    with saying_why(folder):
        for path, content in ((written.page, as_html(figures, options.timezone)), (written.json, as_json(figures))):
            with replaced(path) as fresh:
                fresh.write_text(content, encoding="utf-8")
    return written


def _people(scored: Scored, folder: Path, *, show_names: bool, key: Path | None) -> People:
    """Scores with pseudonyms stay as they are: nobody can undo them, and a code of a code helps nobody."""
    if scored.pseudonyms is None:
        return People(Pseudonymiser(pseudonym_key(folder, key)), show_names)
    if show_names:
        raise InputError("Deze scores zijn met --pseudonymise gemaakt: de namen staan er niet in. Laat --show-names weg.")
    return People(None)
