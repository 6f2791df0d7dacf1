"""From files with labelled replies, or pairs of replies, to what can be measured."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from webcarelint.cli.inputs import DraftRow, json_rows, read_labelled
from webcarelint.errors import InputError
from webcarelint.evaluation import Labelled, Pair, Reply
from webcarelint.model import Draft


def _known_variety(value: Any) -> Any:
    return value if value in ("nl-NL", "nl-BE") else None


class ReplyRow(DraftRow):
    """A reply, or two to one customer: then `better` and `worse` stand where `text` does otherwise."""

    text: str = ""
    better: str = ""
    worse: str = ""
    variety: Annotated[Literal["nl-NL", "nl-BE"] | None, BeforeValidator(_known_variety)] = None

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.better, self.worse) if self.better or self.worse else (self.text,)


class PairRow(ReplyRow):
    """Two replies to one customer, and why the one is better."""

    better: str
    worse: str
    reasons: Annotated[list[str], Field(default_factory=list)]
    subtle: bool = False


def read_signals(files: Sequence[str]) -> list[Labelled]:
    """Replies with the signals that a reader saw. Raises InputError for a line without `signals`."""
    return [Labelled(draft, labels) for name in files for draft, labels in read_labelled(name)]


def read_replies(files: Sequence[str]) -> list[Reply]:
    """Every reply of these files; a pair is two of them, with `:better` and `:worse` behind its id.

    Raises InputError for an id that is taken: a judgement is kept by id. A reply without one goes by file and line.
    """
    found: list[Reply] = []
    taken: set[str] = set()
    for name in files:
        for number, row in json_rows(ReplyRow, name, lambda row: row.texts):
            for reply in _replies(row, name, number):
                if reply.draft.id in taken:
                    raise InputError(f"Het id '{reply.draft.id}' komt vaker voor. Geef elk antwoord een eigen id.", name, number)
                taken.add(reply.draft.id)
                found.append(reply)
    return found


def read_pairs(files: Sequence[str]) -> list[Pair]:
    """The pairs of these files. Raises InputError for a line that is none."""
    found = []
    for name in files:
        for number, row in json_rows(PairRow, name, lambda row: row.texts):
            better, worse = _replies(row, name, number)
            found.append(Pair(_id(row, name, number), better, worse, tuple(row.reasons), row.subtle))
    return found


def _replies(row: ReplyRow, name: str, number: int) -> Iterator[Reply]:
    """One reply, or the two of a pair. The part of a reply is the folder it is in, that of a pair the name of its file."""
    given = _id(row, name, number)
    if len(row.texts) == 1:
        yield Reply(_draft(row, row.text, given), Path(name).resolve().parent.name, row.variety)
        return
    for side, text in (("better", row.better), ("worse", row.worse)):
        yield Reply(_draft(row, text, f"{given}:{side}"), Path(name).stem, row.variety)


def _id(row: ReplyRow, name: str, number: int) -> str:
    return str(row.id) if row.id not in (None, "") else f"{Path(name).name}:{number}"


def _draft(row: ReplyRow, text: str, name: str) -> Draft:
    return Draft(
        text=text,
        customer=row.customer,
        channel=row.channel,
        customer_name=row.customer_name,
        agent=row.agent,
        thread=tuple(row.thread),
        source=row.source,
        id=name,
    )
