"""Messages from "Je informatie downloaden" of Facebook and Instagram."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from webcarelint.archive.read.bodies import remojibaked
from webcarelint.archive.read.message import Message, Tally
from webcarelint.archive.read.options import ReadOptions
from webcarelint.archive.read.recognised import Recognised
from webcarelint.archive.read.sources import Source
from webcarelint.archive.read.tables.objects import Json
from webcarelint.archive.read.times import Clock, zone
from webcarelint.errors import InputError

MEDIA: Final = "media zonder tekst"


class _Participant(BaseModel):
    name: str = ""


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore")
    sender_name: str = ""
    timestamp_ms: int | None = None
    content: str | None = None


class _Thread(BaseModel):
    model_config = ConfigDict(extra="ignore")
    participants: list[_Participant] = Field(default_factory=list)
    messages: list[_Message]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class _Talk:
    key: str
    threads: tuple[_Thread, ...]


def is_thread(found: Json) -> bool:
    messages = found.get("messages")
    return "participants" in found and isinstance(messages, list) and (not messages or "sender_name" in messages[0])


class MetaReader:
    """Every conversation of one download. Folders are conversations; message_1.json, message_2.json … are parts of one."""

    rows: int | None = None
    newest_first = False

    def __init__(self, sources: Sequence[Source], options: ReadOptions) -> None:
        self._sources = sorted(sources, key=lambda source: (source.folder, source.name))
        self._ours, notes = self._organisation(options.accounts)
        self._channel = "instagram" if any("instagram" in f"{source.path}/{source.member}".lower() for source in sources) else "facebook"
        notes.append("Dit formaat kennen we alleen uit documentatie: kijk de voorbeeldrijen na.")
        notes.append("Tekens die Meta verkeerd wegschrijft (Ã© voor é), zijn hersteld.")
        title = f"{'Instagram' if self._channel == 'instagram' else 'Facebook'} (Je informatie downloaden)"
        self.recognised = Recognised(self._sources[0].name, "meta", title, "utf-8", notes=tuple(notes))

    def messages(self, tally: Tally) -> Iterator[Message]:
        row, clock = 0, Clock(zone("UTC"))
        for talk in self._talks():
            if isinstance(talk, str):
                yield Message(row=row, ours=False, text=None, error=talk)
                row += 1
                continue
            said = [message for thread in talk.threads for message in thread.messages]
            for message in sorted(said, key=lambda message: message.timestamp_ms or 0):
                ours = remojibaked(message.sender_name) in self._ours
                if not message.content:
                    tally[MEDIA] += 1
                else:
                    name = remojibaked(message.sender_name)
                    yield Message(
                        row=row, ours=ours, text=remojibaked(message.content), thread=talk.key, talk=talk.key, time=clock.read(message.timestamp_ms),
                        author=name, account=name if ours else None, channel="chat", customer_name=None if ours else name,
                    )  # fmt: skip
                row += 1

    def _talks(self) -> Iterator[_Talk | str]:
        for folder, sources in groupby(self._sources, key=lambda source: source.folder):
            threads: list[_Thread] = []
            for source in sources:
                try:
                    threads.append(_Thread.model_validate_json(source.read()))
                except ValidationError:
                    yield f"{source.leaf}: dit is geen gesprek van Meta."
            yield _Talk(folder.replace("\\", "/").rsplit("/", 1)[-1], tuple(threads))

    def _organisation(self, said: tuple[str, ...]) -> tuple[frozenset[str], list[str]]:
        """Who takes part in every conversation; in a single one, who is not the person it is named after."""
        if said:
            return frozenset(said), []
        talks = [talk for talk in self._talks() if isinstance(talk, _Talk) and talk.threads]
        present = Counter(name for talk in talks for name in {remojibaked(person.name) for person in talk.threads[0].participants})
        if len(talks) > 1 and present:
            name, times = present.most_common(1)[0]
            if times > len(talks) / 2 and list(present.values()).count(times) == 1:
                return frozenset({name}), [
                    "Jullie zijn wie in de meeste gesprekken voorkomt. Klopt dat niet, noem dan jullie naam met --account."
                ]
        others = [name for talk in talks for name in present if name != remojibaked(talk.threads[0].title or "")]
        if len(talks) == 1 and talks[0].threads[0].title and len(others) == 1:
            return frozenset(others), [
                "Het gesprek heet naar de klant; de ander zijn jullie, denk ik. Klopt dat niet, noem dan jullie naam met --account."
            ]
        raise InputError("Ik zie niet wie in deze gesprekken van jullie is. Noem jullie naam met --account:", self._sources[0].name)
