"""From files with labelled replies, or pairs of replies, to what can be measured."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from webcarelint.cli.inputs import DraftRow, check_text, json_row, read_text
from webcarelint.errors import InputError
from webcarelint.evaluation import Labelled, Pair, Reply
from webcarelint.model import Draft


def _known_variety(value: Any) -> Any:
    return value if value in ("nl-NL", "nl-BE") else None


class LabelledRow(DraftRow):
    """A reply with what is known of it. `signals` only matters when signals are measured."""

    signals: list[str] | None = None
    variety: Annotated[Literal["nl-NL", "nl-BE"] | None, BeforeValidator(_known_variety)] = None


class PairRow(LabelledRow):
    """Two replies to one customer: `better` and `worse` stand where `text` does otherwise."""

    text: str = ""
    better: str
    worse: str
    reasons: Annotated[list[str], Field(default_factory=list)]
    subtle: bool = False


def read_signals(files: Sequence[str]) -> list[Labelled]:
    """Replies with the signals that a reader saw. Raises InputError for a line without `signals`."""
    found = []
    for name, number, line in _lines(files):
        row = json_row(LabelledRow, line, name, number)
        if row.signals is None:
            raise InputError("Hier ontbreekt 'signals', de labels van het antwoord.", name, number)
        found.append(Labelled(_draft(row, row.text, row.id, name, number), frozenset(row.signals)))
    return found


def read_replies(files: Sequence[str]) -> list[Reply]:
    """Every reply of these files; a pair is two of them, with `:better` and `:worse` behind its id.

    Raises InputError for a reply without an id, or with one that is taken: a judgement is kept by id.
    """
    found: list[Reply] = []
    taken: set[str] = set()
    for name, number, line in _lines(files):
        here = _replies(line, name, number)
        for reply in here:
            if reply.draft.id in taken:
                raise InputError(f"Het id '{reply.draft.id}' komt vaker voor. Geef elk antwoord een eigen id.", name, number)
            taken.add(reply.draft.id)
        found.extend(here)
    return found


def read_pairs(files: Sequence[str]) -> list[Pair]:
    """The pairs of these files. Raises InputError for a line that is none."""
    return [_pair(json_row(PairRow, line, name, number), name, number) for name, number, line in _lines(files)]


def _replies(line: str, name: str, number: int) -> list[Reply]:
    if '"better"' in line and '"text"' not in line:
        pair = _pair(json_row(PairRow, line, name, number), name, number)
        return [pair.better, pair.worse]
    row = json_row(LabelledRow, line, name, number)
    return [Reply(_draft(row, row.text, row.id, name, number), _part(name), row.variety)]


def _pair(row: PairRow, name: str, number: int) -> Pair:
    better, worse = (
        Reply(_draft(row, text, f"{_id(row.id, name, number)}:{side}", name, number), _part(name, Path(name).stem), row.variety)
        for side, text in (("better", row.better), ("worse", row.worse))
    )
    return Pair(_id(row.id, name, number), better, worse, tuple(row.reasons), row.subtle)


def _draft(row: LabelledRow, text: str, given: str | int | None, name: str, number: int) -> Draft:
    check_text(text, name, number)
    return Draft(
        text=text,
        customer=row.customer,
        channel=row.channel,
        customer_name=row.customer_name,
        agent=row.agent,
        thread=tuple(row.thread),
        source=row.source,
        id=_id(given, name, number),
    )


def _id(given: str | int | None, name: str, number: int) -> str:
    """The id of a reply; file and line when it has none."""
    return str(given) if given not in (None, "") else f"{Path(name).name}:{number}"


def _part(name: str, stem: str = "") -> str:
    """Which half a file belongs to: the folder it is in, or its own name for a file with pairs."""
    return stem or Path(name).resolve().parent.name


def _lines(files: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """Every line that is not blank: file, line number, text."""
    for name in files:
        lines = [(number, line) for number, line in enumerate(read_text(name).split("\n"), start=1) if line.strip()]
        if not lines:
            raise InputError("Hier staat niets in. Geef gelabelde antwoorden:", name)
        for number, line in lines:
            yield name, number, line
