"""From files and standard input to drafts. Whatever cannot be read gets one sentence, with the place and what to do."""

import difflib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from webcarelint.cli.macros import Scalar, json_tree, macros
from webcarelint.errors import InputError
from webcarelint.model import CHANNEL_ALIASES, CHANNELS, Channel, Draft
from webcarelint.render.places import Source, SourceFile

LONGEST_REPLY: Final = 50_000
"""Code points. A longer text is no reply: mails with their whole history stay below it."""

STDIN: Final = "-"

_FRONT_MATTER: Final = re.compile(r"---[ \t]*\r?\n(?:.*?\r?\n)?---[ \t]*(?:\r?\n|\Z)\s*", re.DOTALL)


def _channel(value: object) -> object:
    return CHANNEL_ALIASES.get(value.lower(), value.lower()) if isinstance(value, str) else value


M = TypeVar("M", bound=BaseModel)


class DraftRow(BaseModel):
    """One line of a .jsonl file. Other keys, such as labels, are left alone."""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)

    text: str
    customer: str | None = None
    channel: Annotated[Channel, BeforeValidator(_channel)] = "unknown"
    customer_name: str | None = None
    agent: str | None = None
    thread: Annotated[list[str], Field(default_factory=list)]
    source: Literal["human", "ai", "assisted"] = "human"
    id: str | int | None = None
    signals: list[str] | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says of every draft that does not say it itself."""

    customer: str | None = None
    channel: Channel = "unknown"
    customer_name: str | None = None
    agent: str | None = None
    source: Literal["human", "ai", "assisted"] = "human"

    def draft(self, text: str, name: str) -> Draft:
        """A text that says nothing else itself, as a draft with this id."""
        return Draft(text, self.customer, self.channel, self.customer_name, self.agent, source=self.source, id=name)


def parse_channel(name: str) -> Channel:
    """The channel of this name or alias. Raises InputError that names the nearest one."""
    lowered = name.lower()
    found = next((channel for channel in CHANNELS if channel == CHANNEL_ALIASES.get(lowered, lowered)), None)
    if found is None:
        close = difflib.get_close_matches(lowered, [*CHANNELS, *CHANNEL_ALIASES], n=1, cutoff=0.5)
        hint = f" Bedoel je '{close[0]}'?" if close else ""
        raise InputError(f"Onbekend kanaal '{name}'.{hint} Kies uit: {', '.join(CHANNELS)}.")
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """A draft, where it stands, and its labels when the file has any."""

    draft: Draft
    source: Source
    labels: list[str] | None = None


def _warn(sentence: str) -> None:
    sys.stderr.write(f"webcarelint: {sentence}\n")


def default_input(command: str) -> list[str]:
    """Standard input, for a command that was given no file. Raises InputError when somebody is typing there."""
    if sys.stdin is None or sys.stdin.isatty():
        raise InputError(f"Geef een bestand met een antwoord, of - om van standaardinvoer te lezen. Zie: webcarelint {command} --help")
    return [STDIN]


def read_drafts(files: Sequence[str], given: Given) -> Iterator[Draft]:
    """The drafts of files, as `read_rows` reads them."""
    for row in read_rows(files, given):
        yield row.draft


def read_rows(files: Sequence[str], given: Given, warn: Callable[[str], None] = _warn) -> Iterator[Row]:
    """The drafts, with their places, of text and Markdown files (one each), .jsonl files (one a line), JSON and YAML files with
    macros, and '-' (standard input, a text or JSON lines). `warn` is told what was left out."""
    for name in files:
        yield from _rows(name, given, warn)


def read_labelled(path: str) -> list[tuple[Draft, frozenset[str]]]:
    """Drafts with their labels, from a .jsonl file. Raises InputError for a line without labels."""
    found = []
    for line, row in enumerate(_rows(path, Given(), _warn), start=1):
        if row.labels is None:
            raise InputError("Hier ontbreekt 'signals', de labels van het antwoord.", path, line)
        found.append((row.draft, frozenset(row.labels)))
    return found


def _rows(name: str, given: Given, warn: Callable[[str], None]) -> Iterator[Row]:
    file = SourceFile(name, _read(name))
    kind = Path(name).suffix.lower()
    if kind in (".jsonl", ".ndjson") or (name == STDIN and _looks_like_jsonl(file.text)):
        yield from _jsonl(file, given)
    elif kind in (".json", ".yaml", ".yml"):
        yield from _macro_rows(file, given, warn)
    else:
        yield _text_row(file, given, _FRONT_MATTER.match(file.text) if kind in (".md", ".markdown") else None)


def _text_row(file: SourceFile, given: Given, front_matter: re.Match[str] | None) -> Row:
    """A file that is one reply, whatever stands above it in front matter left out."""
    start = front_matter.end() if front_matter else 0
    body = file.text[start:].rstrip("\r\n")
    _check_text(body, file.name, None)
    draft = given.draft(body, "" if file.name == STDIN else file.name)
    return Row(draft, Source(file, start, start + len(body)))


def _macro_rows(file: SourceFile, given: Given, warn: Callable[[str], None]) -> Iterator[Row]:
    found = list(macros(file.text, file.name))
    if not found:
        raise InputError("Hierin staan geen antwoorden. Zet de tekst van elke macro onder 'text', 'body' of 'content':", file.name)
    for number, macro in enumerate(found, start=1):
        line = file.offsets.position(macro.scalar.start).line
        if macro.html:
            warn(f"Deze macro is HTML en is niet nagekeken. Bewaar er de platte tekst naast: {file.name}:{line}")
            continue
        text = macro.scalar.text.rstrip()
        _check_text(text, file.name, line)
        draft = given.draft(text, f"{file.name}#{macro.name or number}")
        yield Row(draft, Source(file, macro.scalar.start, macro.scalar.end, macro.scalar.style))


def _read(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except FileNotFoundError:
        raise InputError("Dit bestand bestaat niet:", name) from None
    except IsADirectoryError:
        raise InputError("Dit is een map. Noem de bestanden zelf:", name) from None
    except OSError as cause:
        raise InputError(f"Dit bestand is niet te lezen ({cause.strerror}):", name) from cause
    if b"\x00" in raw[:8192]:
        raise InputError("Dit is geen tekst maar een binair bestand (of UTF-16). Bewaar het antwoord als UTF-8-tekst:", _shown(name))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        line = raw[: cause.start].count(b"\n") + 1
        hint = f"Deze tekst is geen UTF-8 (byte {cause.start + 1}). Sla hem op als UTF-8, of zet hem om: iconv -f cp1252 -t utf-8."
        raise InputError(hint, _shown(name), line) from cause


def _shown(name: str) -> str:
    return "standaardinvoer" if name == STDIN else name


def _looks_like_jsonl(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return first.rstrip().endswith("}") and '"text"' in first


def _jsonl(file: SourceFile, given: Given) -> Iterator[Row]:
    empty, start = True, 0
    for number, line in enumerate(file.text.split("\n"), start=1):
        if line.strip():
            empty = False
            row = _row(line, file.name, number)
            _check_text(row.text, file.name, number)
            yield Row(_draft(row, given, number), _source_of_line(file, line, start), row.signals)
        start += len(line) + 1
    if empty:
        raise InputError("Hier staat niets in. Geef een antwoord om na te kijken:", _shown(file.name))


def _source_of_line(file: SourceFile, line: str, start: int) -> Source:
    tree = json_tree(line, file.name)
    text = tree["text"] if isinstance(tree, dict) else None
    assert isinstance(text, Scalar)  # the line was read and checked before
    return Source(file, start + text.start, start + text.end, text.style)


def _row(line: str, name: str, number: int) -> DraftRow:
    return _validated(DraftRow, line, name, number)


def _validated(model: type[M], line: str, name: str, number: int) -> M:
    try:
        value: Any = json.loads(line)
    except ValueError as cause:
        raise InputError(f"Deze regel is geen geldige JSON ({cause}).", _shown(name), number) from cause
    if not isinstance(value, dict):
        raise InputError('Elke regel moet een JSON-object zijn, zoals {"text": "…"}.', _shown(name), number)
    try:
        return model.model_validate(value)
    except ValidationError as cause:
        error = cause.errors(include_url=False)[0]
        key = str(error["loc"][0])
        if error["type"] == "missing":
            raise InputError(f"De sleutel '{key}' ontbreekt op deze regel.", _shown(name), number) from cause
        if key == "channel" and isinstance(error["input"], str):
            try:
                parse_channel(error["input"])
            except InputError as known:
                raise InputError(known.sentence, _shown(name), number) from cause
        raise InputError(f"De waarde van '{key}' klopt niet op deze regel.", _shown(name), number) from cause


def _check_text(text: str, name: str, line: int | None) -> None:
    if not text.strip():
        raise InputError("Dit antwoord is leeg. Geef een antwoord om na te kijken:", _shown(name), line)
    if len(text) > LONGEST_REPLY:
        raise InputError(
            f"Dit antwoord is {len(text):,} tekens lang; meer dan {LONGEST_REPLY:,} is geen antwoord. "
            "Is het een archief, zet dan elk antwoord op een regel in een .jsonl-bestand:".replace(",", "."),
            _shown(name),
            line,
        )


def _draft(row: DraftRow, given: Given, number: int | None = None) -> Draft:
    fallback = str(number) if number is not None else ""
    return Draft(
        text=row.text,
        customer=row.customer if row.customer is not None else given.customer,
        channel=row.channel if row.channel != "unknown" else given.channel,
        customer_name=row.customer_name or given.customer_name,
        agent=row.agent or given.agent,
        thread=tuple(row.thread),
        source=row.source if row.source != "human" else given.source,
        id=str(row.id) if row.id not in (None, "") else fallback,
    )


def json_rows(model: type[M], name: str, texts: Callable[[M], Iterable[str]]) -> Iterator[tuple[int, M]]:
    """Every line of a .jsonl file as this model, with its number. Raises InputError with the line for one that is not, for a reply
    (one of its `texts`) that is empty or far too long, and for a file without lines."""
    empty = True
    for number, line in enumerate(_read(name).split("\n"), start=1):
        if line.strip():
            empty = False
            row = _validated(model, line, name, number)
            for text in texts(row):
                _check_text(text, name, number)
            yield number, row
    if empty:
        raise InputError("Hier staat niets in. Geef gelabelde antwoorden:", _shown(name))
