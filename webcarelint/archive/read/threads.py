"""Replies joined to what they answer and to what the organisation said before in the same conversation."""

from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from webcarelint.archive.read.message import Message, Tally

REMEMBERED: Final = 10_000
"""How many conversations are kept at once; the one longest silent is forgotten first, so memory stays flat."""

LONGEST_TURN: Final = 10
"""How many messages in a row of one customer are kept."""

FROM_CUSTOMER: Final = "bericht van de klant"


@dataclass(slots=True)
class _Talk:
    earlier: deque[str]
    turn: deque[str] = field(default_factory=lambda: deque(maxlen=LONGEST_TURN))
    name: str | None = None
    answered: bool = False


def replies(messages: Iterable[Message], limit: int, tally: Tally) -> Iterator[Message]:
    """Only the organisation's messages, with `customer`, `customer_name` and at most `limit` `earlier` ones filled in.

    Messages of one conversation must come in the order in which they were sent.
    """
    talks: OrderedDict[str, _Talk] = OrderedDict()
    for message in messages:
        if message.error is not None or message.talk is None:
            if message.ours or message.error is not None:
                yield message
            else:
                tally[FROM_CUSTOMER] += 1
            continue
        talk = talks.setdefault(message.talk, _Talk(deque(maxlen=limit)))
        talks.move_to_end(message.talk)
        if len(talks) > REMEMBERED:
            talks.popitem(last=False)
        if message.ours:
            yield _answered(talk, message)
        else:
            tally[FROM_CUSTOMER] += 1
            _asked(talk, message)


def _asked(talk: _Talk, message: Message) -> None:
    if talk.answered:
        talk.turn.clear()
        talk.answered = False
    if message.text:
        talk.turn.append(message.text)
    talk.name = message.customer_name or talk.name


def _answered(talk: _Talk, message: Message) -> Message:
    talk.answered = True
    earlier = message.earlier or tuple(talk.earlier)
    customer = message.customer or "\n".join(talk.turn) or None
    if message.text:
        talk.earlier.append(message.text)
    if not (earlier or customer or talk.name):
        return message
    return message._replace(customer=customer, customer_name=message.customer_name or talk.name, earlier=earlier)
