"""One message of an export, before replies are joined to what they answer."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from webcarelint.model import Channel

Tally = Counter[str]
"""What is no reply, counted by Dutch reason."""


class Message(NamedTuple):
    """A message by the organisation (`ours`) or by a customer; `row` counts records within one file from 0.

    `talk` is the key under which messages of one conversation are joined. It is the thread where the export has one, else something
    guessed (the customer's handle); only `thread` is shown to others. With an `error` there is no text to judge.
    A tuple, because an archive has millions of them.
    """

    row: int
    ours: bool
    text: str | None
    id: str | None = None
    thread: str | None = None
    talk: str | None = None
    time: datetime | None = None
    author: str | None = None
    agent: str | None = None
    team: str | None = None
    account: str | None = None
    channel: Channel | None = None
    customer: str | None = None
    customer_name: str | None = None
    earlier: tuple[str, ...] = ()
    parts: int = 1
    error: str | None = None
