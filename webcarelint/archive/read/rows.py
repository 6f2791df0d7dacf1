"""Rows of a table to messages, by the columns that were chosen."""

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from webcarelint.archive.read.bodies import plain
from webcarelint.archive.read.channels import channel_of
from webcarelint.archive.read.layouts import Layout, Role
from webcarelint.archive.read.message import Message, Tally
from webcarelint.archive.read.options import ReadOptions
from webcarelint.archive.read.recognised import ColumnChoice, Recognised
from webcarelint.archive.read.roles import GENERIC_LAYOUT, Columns, choose, layout_named, recognise_layout
from webcarelint.archive.read.sides import REASONS, Side, handle, likely_account, side_of, truth
from webcarelint.archive.read.tables import Cell, Record, Table
from webcarelint.archive.read.times import Clock, zone
from webcarelint.errors import InputError
from webcarelint.model import Channel

SAMPLE: Final = 500

NO_REPLY: Final = "zonder antwoord"
NOTE: Final = "interne notitie"
RETWEET: Final = "retweet"
NO_SIDE: Final = "onbekend wie het schreef"

_FLOAT_ID: Final = re.compile(r"\d(\.\d+)?[eE]\+\d+")
_MENTION: Final = re.compile(r"@(\w+)")
_CUT: Final = "…"


class TableReader:
    """One table, recognised. `messages` reads it from the start."""

    def __init__(self, table: Table, options: ReadOptions, source: str, layout: str | None = None) -> None:
        self._table = table
        self._options = options
        self._sample = list(islice(table.records(), SAMPLE))
        chosen = layout_named(layout) if layout else recognise_layout(table.names)
        self._columns = choose(table.names, self._sample, chosen, options.columns, source)
        self._layout = chosen
        self._clock = Clock(zone(self._zone_name()))
        self._notes: list[str] = [*table.shape.notes, *chosen.notes]
        self._learn_times()
        self._falling = self._is_falling()
        self._directed = "direction" in self._columns.places
        mixed = self._layout.all_ours and bool(options.accounts) and "author" in self._columns.places
        self._per_message = self._layout.per_row == "message" or self._directed or mixed
        tells = {"private", "author_kind", "direction"} & self._columns.places.keys()
        self._all_replies = not (self._per_message or tells or chosen.name == "x-rijen")
        self._ours = self._own_accounts(source)
        if self._falling and not self._per_message and "thread" in self._columns.places:
            self._notes.append("De nieuwste rij staat eerst; eerdere antwoorden in hetzelfde gesprek zijn daarom niet meegegeven.")
        self._exact_ids = self._check_ids()
        self.recognised = self._describe(source)
        self.rows = table.rows

    @property
    def newest_first(self) -> bool:
        """Whether messages stand in the wrong order to be joined."""
        return self._per_message and self._falling

    def _is_falling(self) -> bool:
        times = [time for record in self._sample if record.error is None and (time := self._clock.read(self._cell(record, "time")))]
        falls = sum(later < earlier for earlier, later in pairwise(times))
        return falls > len(times) / 2 and falls > sum(later > earlier for earlier, later in pairwise(times))

    def messages(self, tally: Tally) -> Iterator[Message]:
        """Every record as a message, in the order of the file; what is no message is counted."""
        for row, record in enumerate(self._table.records()):
            if record.error is not None:
                yield self._broken(row, record)
                continue
            side = "ours" if self._all_replies else self._side(record)
            if isinstance(side, str) and side in ("ours", "customer"):
                message = self._message(row, record, ours=side == "ours")
                if message is not None:
                    yield message
                    continue
                tally[NO_REPLY] += 1
            else:
                tally[side if isinstance(side, str) else NO_SIDE] += 1

    def _message(self, row: int, record: Record, *, ours: bool) -> Message | None:
        text = self._text(record)
        if not text and self._layout.optional:
            return None
        author = self._words(record, "author")
        key = self._words(record, "id") if self._exact_ids else None
        thread = self._words(record, "thread") or (key if self._layout.starts_thread else None)
        talk = thread if self._per_message or not self._falling else None
        if talk is None and self._per_message:
            talk = _addressee(text) if ours else author and handle(author)
        name = self._words(record, "customer_name")
        return Message(
            row=row,
            ours=ours,
            text=text,
            id=key,
            thread=thread,
            talk=talk,
            time=self._clock.read(self._cell(record, "time")),
            author=author if self._per_message else None,
            agent=self._words(record, "agent") or (author if ours and self._directed else None),
            team=self._words(record, "team"),
            account=self._account(record) or (author if ours and self._per_message and not self._directed else None),
            channel=self._channel(record),
            customer=self._body(record, "customer"),
            customer_name=name if name is not None or ours or not self._per_message else author,
            earlier=self._earlier(record),
        )

    def _broken(self, row: int, record: Record) -> Message:
        """A row that cannot be read keeps its id and thread when at least its cells are there."""
        if not record.cells:
            return Message(row=row, ours=False, text=None, error=record.error)
        return Message(
            row=row, ours=False, text=None, id=self._words(record, "id"), thread=self._words(record, "thread"), error=record.error
        )

    def _side(self, record: Record) -> Side | str | None:
        if truth(self._cell(record, "private")):
            return NOTE
        kind = self._words(record, "author_kind")
        if kind and "bot" in kind.lower():
            return REASONS["automatic"]
        if (place := self._columns.places.get("direction")) is not None:
            side = side_of(record.cells[place], self._table.names[place])
            return REASONS.get(side, side) if side else None
        if self._layout.name == "x-rijen" and (self._text(record) or "").startswith("RT @"):
            return RETWEET
        if not self._per_message:
            return "ours"
        author = self._words(record, "author")
        return "ours" if author and handle(author) in self._ours else "customer"

    def _text(self, record: Record) -> str | None:
        text = self._body(record, "text")
        full = self._words(record, "full_text")
        if full and self._layout.name == "x-rijen":
            return _full_text(full) or text
        return text or (plain(full) if full else None)

    def _body(self, record: Record, role: Role) -> str | None:
        words = self._words(record, role)
        return plain(words) if words else None

    def _account(self, record: Record) -> str | None:
        words = self._words(record, "account")
        return _screen_name(words) if words and words.startswith("{") else words

    def _channel(self, record: Record) -> Channel | None:
        words = self._words(record, "channel") or self._words(record, "url")
        found = channel_of(words) if words else None
        if found is None and (url := self._words(record, "url")):
            found = channel_of(url)
        return found or self._layout.channel

    def _earlier(self, record: Record) -> tuple[str, ...]:
        cell = self._cell(record, "earlier")
        return tuple(cell[-self._options.earlier :]) if isinstance(cell, list) and self._options.earlier else ()

    def _cell(self, record: Record, role: Role) -> Cell:
        place = self._columns.places.get(role)
        return None if place is None else record.cells[place]

    def _words(self, record: Record, role: Role) -> str | None:
        if (place := self._columns.places.get(role)) is None:
            return None
        cell = record.cells[place]
        if isinstance(cell, str):
            return cell.strip() or None
        if cell is None or isinstance(cell, list):
            return None
        if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
            return str(int(cell))
        return str(cell)

    def _zone_name(self) -> str:
        place = self._columns.places.get("time")
        named = place is not None and "utc" in self._table.names[place].lower()
        return "UTC" if named else self._layout.zone or self._options.timezone

    def _learn_times(self) -> None:
        if "time" not in self._columns.places:
            return
        values = [cell for record in self._sample if record.error is None and isinstance(cell := self._cell(record, "time"), str)]
        pattern = self._clock.learn(values)
        if pattern:
            self._notes.append(f"Tijden gelezen als {pattern}; zonder zone in {self._zone_name()}.")
        if values and not any(map(self._clock.read, values)):
            self._notes.append("De tijden in deze kolom kon ik niet lezen; de rijen hebben dus geen tijd.")

    def _own_accounts(self, source: str) -> frozenset[str]:
        if self._options.accounts:
            return frozenset(map(handle, self._options.accounts))
        if not self._per_message or self._directed:
            return frozenset()
        sound = [record for record in self._sample if record.error is None]
        guess = likely_account([self._words(r, "author") or "" for r in sound], [self._words(r, "text") or "" for r in sound])
        if guess is None:
            raise InputError("Ik zie niet welke berichten van jullie zijn. Noem jullie account met --account NAAM.", source)
        self._notes.append(f"Jullie account is @{guess[0]}, denk ik: dat {guess[1]}. Klopt dat niet, noem het dan met --account.")
        return frozenset({guess[0]})

    def _check_ids(self) -> bool:
        ids = [words for record in self._sample if record.error is None and (words := self._words(record, "id"))]
        if any(_FLOAT_ID.fullmatch(words) for words in ids):
            self._notes.append("De id's zijn afgerond (zoals 7.37e+17) en dus niet meer uniek; het rijnummer is gebruikt.")
            return False
        return True

    def _describe(self, source: str) -> Recognised:
        columns: Columns = self._columns
        cut = [record for record in self._sample if record.error is None and (self._text(record) or "").rstrip().endswith(_CUT)]
        if self._layout.channel == "twitter" and cut:
            self._notes.append(f"{len(cut)} van de eerste {len(self._sample)} teksten zijn afgekapt met … en staan nergens voluit.")
        if not self._layout.seen:
            self._notes.append("Dit formaat kennen we alleen uit documentatie: kijk de voorbeeldrijen na.")
        shape = self._table.shape
        title = f"{self._layout.title} ({shape.kind})" if self._layout is not GENERIC_LAYOUT else f"Tabel ({shape.kind})"
        choices: Sequence[ColumnChoice] = columns.choices
        return Recognised(
            source, self._layout.name, title, shape.encoding, shape.separator, tuple(choices), columns.unused, tuple(self._notes)
        )


def layout_titles(layouts: Sequence[Layout]) -> dict[str, str]:
    return {layout.name: layout.title for layout in layouts if layout.refused is None}


def _addressee(text: str | None) -> str | None:
    match = _MENTION.search(text or "")
    return match[1].casefold() if match else None


def _full_text(cell: str) -> str | None:
    """The whole text of a tweet that was cut at 140: a Python dict that was printed into the cell, or the text itself."""
    if not cell.startswith("{"):
        return plain(cell)
    found = _printed(cell)
    text = found.get("full_text") or found.get("text")
    return plain(text) if isinstance(text, str) else None


def _screen_name(cell: str) -> str | None:
    name = _printed(cell).get("screen_name")
    return name if isinstance(name, str) else None


def _printed(cell: str) -> dict[object, object]:
    try:
        found = ast.literal_eval(cell)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
