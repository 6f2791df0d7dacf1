"""What the command line says of an archive, as options of its reader."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from webcarelint.cli.inputs import parse_channel
from webcarelint.errors import InputError

if TYPE_CHECKING:
    from webcarelint.archive.read import ReadOptions

MISSING = "Voor archieven zijn extra pakketten nodig ({name} ontbreekt). Installeer ze met: pip install 'webcarelint[archive]'"


def need_archive() -> None:
    """Raises InputError, with the command that installs them, when the packages of the extra are not there."""
    try:
        import webcarelint.archive.read  # noqa: F401
    except ModuleNotFoundError as cause:
        if (cause.name or "").startswith("webcarelint"):
            raise
        raise InputError(MISSING.format(name=cause.name)) from cause


def read_options(
    *,
    format: str | None,
    encoding: str | None,
    separator: str | None,
    header: bool | None,
    sheet: str | None,
    text: str | None,
    customer: str | None,
    id: str | None,
    customer_name: str | None,
    channel_column: str | None,
    agent: str | None,
    team: str | None,
    account_column: str | None,
    thread: str | None,
    time: str | None,
    author: str | None,
    direction: str | None,
    channel: str | None,
    accounts: Sequence[str],
    timezone: str,
) -> "ReadOptions":
    """Checked as far as that is possible without the files. Raises InputError."""
    need_archive()
    from webcarelint.archive.read import ColumnNames, ReadOptions

    columns = ColumnNames(
        text=text, customer=customer, id=id, customer_name=customer_name, channel=channel_column, agent=agent, team=team, account=account_column,
        thread=thread, time=time, author=author, direction=direction,
    )  # fmt: skip
    return ReadOptions(
        format=format,
        encoding=encoding,
        separator=separator,
        header=header,
        sheet=sheet,
        columns=columns,
        channel=parse_channel(channel) if channel else None,
        accounts=tuple(accounts),
        timezone=timezone,
    )
