"""What a caller may say about an archive when its content does not say it, or says it wrongly."""

from dataclasses import dataclass, field

from webcarelint.model import Channel


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """Names of columns as they stand in the file (case and spaces do not matter); None leaves the choice to recognition."""

    text: str | None = None
    customer: str | None = None
    id: str | None = None
    customer_name: str | None = None
    channel: str | None = None
    agent: str | None = None
    team: str | None = None
    account: str | None = None
    thread: str | None = None
    time: str | None = None
    author: str | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Everything is optional and hashable: the fingerprint of an archive holds it.

    `format` is a name from FORMATS; `accounts` are the organisation's own accounts, senders or author names; `channel` is for rows that
    do not name one; `timezone` is for times without a zone; `earlier` is how many earlier replies of a thread a row carries at most.
    """

    format: str | None = None
    encoding: str | None = None
    separator: str | None = None
    header: bool | None = None
    sheet: str | None = None
    columns: ColumnNames = field(default_factory=ColumnNames)
    channel: Channel | None = None
    accounts: tuple[str, ...] = ()
    timezone: str = "Europe/Amsterdam"
    earlier: int = 5
