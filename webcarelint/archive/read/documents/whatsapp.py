"""A chat exported from WhatsApp, on Android or an iPhone.

The readers of others on PyPI change the text (Unicode normal form KC), look for headings in the middle of lines and bring plotting libraries;
what is left to do is to cut lines at their date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from webcarelint.archive.read.encodings import checked, detect
from webcarelint.archive.read.message import Message, Tally
from webcarelint.archive.read.options import ReadOptions
from webcarelint.archive.read.recognised import Recognised
from webcarelint.archive.read.sides import REASONS
from webcarelint.archive.read.sources import Source
from webcarelint.archive.read.times import Clock, zone
from webcarelint.errors import InputError

MEDIA: Final = "media zonder tekst"
DELETED: Final = "verwijderd bericht"

_MARKS: Final = "\u200e\u200f\u202a-\u202e\ufeff"
_DATE: Final = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}"
_TIME: Final = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?"
_ANDROID: Final = re.compile(rf"^[{_MARKS}]*(?P<time>{_DATE},?\s{_TIME})\s-\s(?:(?P<name>[^:]{{1,80}}):\s)?(?P<text>.*)$", re.DOTALL)
_IPHONE: Final = re.compile(rf"^[{_MARKS}]*\[(?P<time>{_DATE},?\s{_TIME})\]\s(?:(?P<name>[^:]{{1,80}}):\s)?(?P<text>.*)$", re.DOTALL)

_ATTACHED: Final = re.compile(r"<Media weggelaten>|<Media omitted>|(?:afbeelding|video|audio|gif|sticker|document|bijlage|videonotitie|contactkaart) weggelaten"
                              r"|[^\n]{1,120} \(bestand bijgevoegd\)|<bijgevoegd: [^>\n]+>|(?:image|video|audio|GIF|sticker|document) omitted", re.IGNORECASE)  # fmt: skip
_GONE: Final = re.compile(
    r"^(?:Dit bericht is verwijderd|Je hebt dit bericht verwijderd|This message was deleted|You deleted this message)\.?$"
)
_EDITED: Final = re.compile(r"\s*<(?:Dit bericht is bewerkt|This message was edited)>\s*$")
_SYSTEM: Final = re.compile(r"end-to-end versleuteld|end-to-end encrypted|heeft toegevoegd|heeft verwijderd|heeft de groep verlaten|heeft het onderwerp gewijzigd"
                            r"|heeft deelgenomen via|beveiligingscode|oproep gemist|gemiste (?:spraak|video)?oproep|zakelijk account")  # fmt: skip
_PARTNER: Final = re.compile(r"whatsapp.chat (?:met|-|with) (?P<name>.+?)(?:\.txt|\.zip)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    time: str
    name: str | None
    text: str
    line: int


def is_chat(text: str) -> bool:
    """Whether two of the first lines, or the only one, begin as an exported chat does."""
    lines = [line for line in text.splitlines()[:40] if line.strip()]
    dated = sum(bool(_ANDROID.match(line) or _IPHONE.match(line)) for line in lines)
    return dated >= min(2, max(1, len(lines)))


class WhatsAppReader:
    """One chat with one customer. Who the organisation is, the name of the file tells, else whoever did not write first."""

    rows: int | None = None
    newest_first = False

    def __init__(self, source: Source, options: ReadOptions) -> None:
        self._source = source
        encoding = checked(options.encoding) if options.encoding else detect(source.probes())
        self._codec = encoding.name
        entries = self._entries()
        self._clock = Clock(zone(options.timezone))
        pattern = self._clock.learn([entry.time.replace(".", ":") if "-" in entry.time else entry.time for entry in entries])
        senders = list(dict.fromkeys(entry.name for entry in entries if entry.name and not _is_system(entry, entry.text)))
        self._ours, notes = _organisation(source, senders, options.accounts)
        self._phone = "iPhone" if self._pattern is _IPHONE else "Android"
        if pattern:
            notes.append(f"Tijden gelezen als {pattern}, in {options.timezone}.")
        title = f"WhatsApp-chat ({self._phone})"
        self.recognised = Recognised(source.name, "whatsapp", title, f"{encoding.name} ({encoding.why})", notes=tuple(notes))

    def messages(self, tally: Tally) -> Iterator[Message]:
        thread = self._source.leaf
        for row, entry in enumerate(self._entries()):
            text = _EDITED.sub("", entry.text.strip().strip("\u200e")).strip()
            if entry.name is None or _is_system(entry, text):
                tally[REASONS["system"]] += 1
            elif _GONE.match(text.lstrip("\u200e")):
                tally[DELETED] += 1
            elif not (said := _ATTACHED.sub("", text).strip("\u200e \n")):
                tally[MEDIA] += 1
            else:
                ours = entry.name in self._ours
                yield Message(
                    row=row, ours=ours, text=said, id=f"{thread}:{entry.line}", thread=thread, talk=thread, time=self._clock.read(entry.time),
                    author=entry.name, account=entry.name if ours else None, channel="whatsapp", customer_name=None if ours else entry.name,
                )  # fmt: skip

    def _entries(self) -> list[_Entry]:
        lines = self._source.read().decode(self._codec, "replace").replace("\r\n", "\n").split("\n")
        first = next(line for line in chain(lines, [""]) if _ANDROID.match(line) or _IPHONE.match(line) or line == "")
        self._pattern = _IPHONE if any(_IPHONE.match(line) for line in (first, *lines[:40])) else _ANDROID
        entries: list[_Entry] = []
        texts: list[list[str]] = []
        for number, line in enumerate(lines, start=1):
            if match := self._pattern.match(line):
                entries.append(_Entry(match["time"], match["name"], "", number))
                texts.append([match["text"]])
            elif texts:
                texts[-1].append(line)
        return [_Entry(entry.time, entry.name, "\n".join(text), entry.line) for entry, text in zip(entries, texts, strict=True)]


def _is_system(entry: _Entry, text: str) -> bool:
    """On an iPhone a system line stands under the chat's name, behind an invisible mark."""
    return bool(_SYSTEM.search(text)) and (
        entry.text.lstrip(" ").startswith("\u200e") or (len(text) < 60 and "?" not in text and "heeft" in text)
    )


def _organisation(source: Source, senders: list[str], said: tuple[str, ...]) -> tuple[frozenset[str], list[str]]:
    if said:
        wanted = {name.casefold() for name in said}
        ours = frozenset(name for name in senders if name.casefold() in wanted)
        if not ours:
            raise InputError(f"Niemand in deze chat heet {' of '.join(said)}. Kijk in het bestand hoe jullie naam er staat:", source.name)
        return ours, []
    match = _PARTNER.search(source.name)
    if match and match["name"] in senders and len(senders) > 1:
        return frozenset(senders) - {match["name"]}, ["De klant is naar wie het bestand heet; wie verder schreef, is van jullie."]
    if len(senders) == 2:
        return frozenset(senders[1:]), ["Wie als eerste schreef, is de klant, denk ik. Klopt dat niet, noem dan jullie naam met --account."]
    raise InputError("Ik zie niet wie in deze chat van jullie is. Noem jullie naam met --account:", source.name)
