"""Which reader a file needs: by its first bytes and by what is in it, not by its name."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, Protocol

from webcarelint.archive.read.documents.helpdesks import HELP_DESKS, HelpDeskReader
from webcarelint.archive.read.documents.meta import MetaReader, is_thread
from webcarelint.archive.read.documents.whatsapp import WhatsAppReader, is_chat
from webcarelint.archive.read.documents.x_archive import DirectMessagesReader, TweetsReader, is_x_script, kind_of
from webcarelint.archive.read.encodings import checked, detect
from webcarelint.archive.read.layouts import LAYOUTS
from webcarelint.archive.read.message import Message, Tally
from webcarelint.archive.read.options import ReadOptions
from webcarelint.archive.read.recognised import Recognised
from webcarelint.archive.read.roles import GENERIC_LAYOUT
from webcarelint.archive.read.rows import TableReader, layout_titles
from webcarelint.archive.read.sources import Source
from webcarelint.archive.read.tables.columnar import ParquetTable, SheetTable
from webcarelint.archive.read.tables.objects import JsonObjects, JsonTable
from webcarelint.archive.read.tables.separated import SeparatedTable
from webcarelint.errors import InputError

_DOCUMENTS: Final = {
    **{desk.name: desk.title for desk in HELP_DESKS},
    "x-tweets": "X-archief (tweets.js)",
    "x-dm": "X-archief (direct-messages.js)",
    "whatsapp": "WhatsApp-chat",
    "meta": "Facebook of Instagram (Je informatie downloaden)",
}
FORMATS: Final = {**_DOCUMENTS, **layout_titles((*LAYOUTS, GENERIC_LAYOUT))}
"""Names for `ReadOptions.format`, with what people call them."""

_PARQUET: Final = b"PAR1"
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_PDF: Final = b"%PDF"


class Reader(Protocol):
    """A recognised file. `messages` counts in the tally what is no message, and can be called again."""

    @property
    def recognised(self) -> Recognised: ...

    @property
    def rows(self) -> int | None: ...

    @property
    def newest_first(self) -> bool: ...

    def messages(self, tally: Tally) -> Iterator[Message]: ...


def check_format(name: str | None) -> None:
    """Raises InputError for a format that nobody knows."""
    if name is not None and name not in FORMATS:
        raise InputError(f"Onbekend formaat '{name}'. Kies uit: {', '.join(FORMATS)}.")


def readers(sources: Sequence[Source], options: ReadOptions) -> Iterator[tuple[Reader, tuple[Source, ...]]]:
    """A reader for each file, or for each group of files that belong together. Raises InputError for what is not recognised."""
    for kind, group in groupby(sources, key=lambda source: _together(source, options)):
        files = tuple(group)
        if kind == "meta":
            yield MetaReader(files, options), files
        elif kind == "x-tweets":
            yield TweetsReader(files, options), files
        elif kind == "x-dm":
            yield DirectMessagesReader(files, options), files
        else:
            for source in files:
                yield _reader(source, options), (source,)


def _together(source: Source, options: ReadOptions) -> str:
    """The format of files that are read as one; empty for those that stand alone."""
    if options.format in ("meta", "x-tweets", "x-dm"):
        return options.format
    head = source.head(4096)
    if is_x_script(head):
        kind = kind_of(head)
        found = "x-dm" if kind == "direct_messages" else "x-tweets" if kind in ("tweet", "tweets") else ""
        if not found:
            raise InputError(
                f"Dit deel van het X-archief ({kind}) bevat geen antwoorden. Neem tweets.js of direct-messages.js:", source.name
            )
        return found
    if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{") and b'"participants"' in head:
        sample = JsonObjects(source).sample()
        return "meta" if sample and is_thread(sample[0]) else ""
    return ""


def _reader(source: Source, options: ReadOptions) -> Reader:
    head = source.head(8)
    layout = options.format if options.format not in _DOCUMENTS else None
    if not source.head(64).strip(b"\xef\xbb\xbf \r\n\t"):
        raise InputError("Dit bestand is leeg:", source.name)
    if head.startswith(_PARQUET):
        return TableReader(ParquetTable(source), options, source.name, layout)
    if head.startswith((_ZIP, _OLD_EXCEL)):
        return TableReader(SheetTable(source, options.sheet), options, source.name, layout)
    if head.startswith(_PDF):
        raise InputError("Dit is een PDF. Exporteer de antwoorden als CSV, Excel of JSON:", source.name)
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"{") or (start.startswith(b"[") and not _is_chat(source, options)):
        return _json(source, options, layout)
    if options.format == "whatsapp" or (options.format is None and _is_chat(source, options)):
        return WhatsAppReader(source, options)
    table = SeparatedTable(source, options.encoding, options.separator, options.header)
    return TableReader(table, options, source.name, layout)


def _json(source: Source, options: ReadOptions, layout: str | None) -> Reader:
    objects = JsonObjects(source, options.encoding)
    sample = objects.sample()
    if not sample:
        raise InputError("In deze JSON staan geen berichten:", source.name)
    wanted = next((desk for desk in HELP_DESKS if desk.name == options.format), None)
    desk = wanted or (None if layout else next((desk for desk in HELP_DESKS if any(map(desk.fits, sample))), None))
    return HelpDeskReader(desk, objects, options) if desk else TableReader(JsonTable(objects), options, source.name, layout)


def _is_chat(source: Source, options: ReadOptions) -> bool:
    encoding = checked(options.encoding) if options.encoding else detect([source.head()])
    return is_chat(source.head(16_384).decode(encoding.name, "replace"))
