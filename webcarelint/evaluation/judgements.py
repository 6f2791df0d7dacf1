"""Which findings are right: a reader's judgements, kept by reply, rule and the words that were pointed at.

They are not kept by place, so that they stay valid when a rule, or the way to it, changes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from webcarelint.errors import InputError

FoundBy = Literal["linter", "reader", "both"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reader says of one rule at one place in one reply.

    `right` tells whether the rule belongs there. An empty `quote` speaks of the reply as a whole.

    `found_by` is "linter" when a finding was judged, "reader" when somebody who read the reply named it without the linter's help,
    and "both" when it was named and judged. Only what the linter said tells how often it is right; only what a reader named
    tells what it misses.
    """

    reply: str
    rule: str
    quote: str
    right: bool
    found_by: FoundBy = "linter"
    note: str = ""


class JudgementRow(BaseModel):
    """One line of a file with judgements."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: Annotated[str, Field(min_length=1)]
    rule: Annotated[str, Field(min_length=1)]
    quote: str = ""
    right: bool
    found_by: FoundBy = "linter"
    note: str = ""


class Judgements:
    """Judgements, to be asked for by finding."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._all = tuple(judgements)
        self._by_place: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
        for judgement in self._all:
            self._by_place[judgement.reply, judgement.rule].append(judgement)

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def under(self, names: Mapping[str, str]) -> "Judgements":
        """The same judgements, with rules under their present name: `names` maps an earlier one to it."""
        return Judgements(replace(one, rule=names.get(one.rule, one.rule)) for one in self._all)

    def of(self, reply: str, rule: str, words: str) -> Judgement | None:
        """What a reader says of this finding; None when nobody judged it.

        The same words count first, then words of which one holds the other (a rule may come to point at more, or less, of a
        sentence), then what was said of the reply as a whole.
        """
        here = self._by_place.get((reply, rule), ())
        return next((one for same in (_equal, _inside, _whole) for one in here if same(one.quote, words)), None)


def _equal(quote: str, words: str) -> bool:
    return quote == words


def _inside(quote: str, words: str) -> bool:
    return bool(quote and words) and (quote.lower() in words.lower() or words.lower() in quote.lower())


def _whole(quote: str, words: str) -> bool:  # noqa: ARG001 — whatever the words
    return not quote


def read_judgements(folder: Path) -> Judgements:
    """The judgements of every .jsonl file in a folder and the folders in it. Raises InputError that names file and line."""
    files = sorted(folder.rglob("*.jsonl"))
    if not files:
        raise InputError("In deze map staan geen oordelen over vondsten (*.jsonl):", folder)
    return Judgements(judgement for file in files for judgement in _read(file))


def _read(file: Path) -> Iterator[Judgement]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as cause:
        raise InputError("Dit bestand is geen UTF-8. Sla het op als UTF-8:", file) from cause
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = JudgementRow.model_validate_json(line)
        except ValidationError as cause:
            error = cause.errors(include_url=False)[0]
            what = f"De sleutel '{error['loc'][0]}' klopt niet of ontbreekt." if error["loc"] else "Deze regel is geen geldige JSON."
            raise InputError(f"{what} Een oordeel heeft id, rule, quote en right.", file, number) from cause
        yield Judgement(row.id, row.rule, row.quote, row.right, row.found_by, row.note)
