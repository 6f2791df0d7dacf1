"""Messages that were cut because of a limit (`1/2` … `2/2`, `… >>`), put together again."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from webcarelint.archive.read.message import Message

WINDOW: Final = 64
"""How many messages may lie between two parts, and how many are therefore kept."""

LONGEST_PAUSE: Final = timedelta(hours=1)

_SIGN: Final = r"(?:[\^~/]\s?[^\W\d_]{1,12}|-[A-Z]{2,3})"
_END: Final = re.compile(
    rf"\s*(?P<before>{_SIGN})?\s*(?:[(\[]?(?<![\d/])(?P<n>[1-9])\s?/\s?(?P<of>[2-9])[)\]]?|(?P<more>>{{2,}}|»|(?:\.\.\.|…)\s*>))\s*(?P<after>{_SIGN})?\s*$"
)
_START: Final = re.compile(
    r"^(?P<to>(?:\.?@\w+[\s,:]*)*)(?:[(\[]?(?P<n>[1-9])\s?/\s?(?P<of>[2-9])(?![\d/])[)\]:]?|(?P<more>>{2,}|<{2,}|»|«))\s*"
)
_TAIL: Final = 48
_HINT: Final = re.compile(r"\d\s?/\s?\d|[><]{2}|[»«]|(?:…|\.\.)\s*>")
_HANDLES: Final = re.compile(r"^(?:\.?@(\w+))[\s,:]*(?:@\w+[\s,:]*)*")


@dataclass(frozen=True, slots=True)
class _Part:
    """A text without its marker. `goes_on` and `follows` are what `>>` at the end and at the start say."""

    text: str
    number: int = 0
    total: int = 0
    goes_on: bool = False
    follows: bool = False
    signature: str = ""

    @property
    def marked(self) -> bool:
        return bool(self.number) or self.goes_on or self.follows


@dataclass(slots=True)
class _Pending:
    first: Message
    parts: list[_Part] = field(default_factory=list)

    def place(self, part: _Part, message: Message) -> int | None:
        """Where this part goes: behind the last (its index), before the first (0), or nowhere (None)."""
        if not self.parts or not _same_talk(self.first, message):
            return None
        first, last = self.parts[0], self.parts[-1]
        if last.number and part.number and last.total == part.total:
            if part.number == last.number + 1:
                return len(self.parts)
            return 0 if part.number == first.number - 1 else None
        if part.number or last.number:
            return None
        if last.goes_on:
            sure = part.follows or message.talk or _addressee(message.text)
            return len(self.parts) if sure else None
        return 0 if part.goes_on and first.follows else None  # newest first

    @property
    def wants_more(self) -> bool:
        return bool(self.parts) and (self.parts[-1].marked or self.parts[0].marked)

    def message(self) -> Message:
        if len(self.parts) < 2:
            return self.first
        signature = self.parts[-1].signature
        texts = [self.parts[0].text, *(_HANDLES.sub("", part.text) for part in self.parts[1:])]
        text = " ".join(part.strip() for part in texts if part.strip())
        return self.first._replace(text=f"{text} {signature}".strip(), parts=len(self.parts))


def joined(messages: Iterable[Message]) -> Iterator[Message]:
    """The same messages in the same order, split ones joined into their first. A lone `1/2` stays as it was written."""
    waiting: deque[_Pending] = deque()
    unfinished: list[_Pending] = []
    for message in messages:
        part = _read(message.text) if message.ours and message.error is None and message.text else None
        if part is None or not _join(unfinished, message, part):
            waiting.append(pending := _Pending(message, [] if part is None else [part]))
            if pending.wants_more:
                unfinished.append(pending)
        if len(waiting) > WINDOW:
            oldest = waiting.popleft()
            unfinished = [pending for pending in unfinished if pending is not oldest] if unfinished else unfinished
            yield oldest.message()
    for pending in waiting:
        yield pending.message()


def _join(unfinished: list[_Pending], message: Message, part: _Part) -> bool:
    for pending in reversed(unfinished):
        if (place := pending.place(part, message)) is not None:
            pending.parts.insert(place, part)
            return True
    return False


def _same_talk(one: Message, other: Message) -> bool:
    if one.author != other.author or one.agent != other.agent or one.account != other.account:
        return False
    if one.time and other.time and abs(other.time - one.time) > LONGEST_PAUSE:
        return False
    if one.talk or other.talk:
        return one.talk == other.talk
    return _addressee(one.text) == _addressee(other.text)


def _addressee(text: str | None) -> str:
    match = _HANDLES.match(text or "")
    return match[1].lower() if match else ""


def _read(text: str) -> _Part:
    if not _HINT.search(text[-_TAIL:]) and not _HINT.search(text[:_TAIL]):
        return _Part(text)
    tail = max(0, len(text.rstrip()) - _TAIL)
    end, start = _END.search(text, tail), _START.match(text)
    if not end and not start:
        return _Part(text)
    body = text[: end.start()] if end else text
    if start:
        body = start["to"] + body[start.end() :]
    numbered = next((match for match in (end, start) if match and match["n"] and int(match["n"]) <= int(match["of"])), None)
    if numbered is None and not (end and end["more"]) and not (start and start["more"]):
        return _Part(text)  # 4/2 is no marker
    return _Part(
        body,
        int(numbered["n"]) if numbered else 0,
        int(numbered["of"]) if numbered else 0,
        bool(end and end["more"]),
        bool(start and start["more"]),
        (end["after"] or end["before"] or "") if end else "",
    )
