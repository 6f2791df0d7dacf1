"""`webcarelint archive …`: only declared here; whatever is heavy is imported by the command that needs it."""

from pathlib import Path
from typing import Annotated, Optional

import typer

app = typer.Typer(
    name="archive", help="Lees, beoordeel en vergelijk archieven van verstuurde antwoorden.", no_args_is_help=True, rich_markup_mode=None
)

Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="Exportbestanden, mappen of zips.", show_default=False)]
InputFormat = Annotated[
    Optional[str], typer.Option("--format", help="Soort export, als herkenning het mis heeft (archive formats noemt ze).")
]
Encoding = Annotated[Optional[str], typer.Option("--encoding", help="Codering: utf-8, cp1252, utf-16 …")]
Separator = Annotated[Optional[str], typer.Option("--separator", help="Scheidingsteken: ; , | of tab.")]
Header = Annotated[Optional[bool], typer.Option("--header/--no-header", help="Of de eerste rij kolomnamen heeft.", show_default=False)]
Sheet = Annotated[Optional[str], typer.Option("--sheet", help="Blad van een Excel-bestand.")]
TextColumn = Annotated[Optional[str], typer.Option("--text-column", help="Kolom met het antwoord.")]
CustomerColumn = Annotated[Optional[str], typer.Option("--customer-column", help="Kolom met het bericht van de klant.")]
IdColumn = Annotated[Optional[str], typer.Option("--id-column", help="Kolom met het id.")]
NameColumn = Annotated[Optional[str], typer.Option("--customer-name-column", help="Kolom met de naam van de klant.")]
ChannelColumn = Annotated[Optional[str], typer.Option("--channel-column", help="Kolom met het kanaal.")]
AgentColumn = Annotated[Optional[str], typer.Option("--agent-column", help="Kolom met de medewerker.")]
TeamColumn = Annotated[Optional[str], typer.Option("--team-column", help="Kolom met het team.")]
AccountColumn = Annotated[Optional[str], typer.Option("--account-column", help="Kolom met het account of merk.")]
ThreadColumn = Annotated[Optional[str], typer.Option("--thread-column", help="Kolom met het nummer van het gesprek.")]
TimeColumn = Annotated[Optional[str], typer.Option("--time-column", help="Kolom met de tijd van verzenden.")]
AuthorColumn = Annotated[Optional[str], typer.Option("--author-column", help="Kolom met wie het schreef, in een lijst van berichten.")]
DirectionColumn = Annotated[
    Optional[str], typer.Option("--direction-column", help="Kolom die zegt of een bericht inkomend of uitgaand is.")
]
Channel = Annotated[Optional[str], typer.Option("--channel", help="Het kanaal van rijen die er zelf geen noemen.")]
Account = Annotated[Optional[list[str]], typer.Option("--account", help="Jullie eigen account of naam; mag vaker.", show_default=False)]
TimeZone = Annotated[str, typer.Option("--timezone", help="Tijdzone van tijden die er geen noemen.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="Zonder kleur (ook: NO_COLOR=1).")]


@app.command()
def inspect(
    files: Files,
    format: InputFormat = None,
    encoding: Encoding = None,
    separator: Separator = None,
    header: Header = None,
    sheet: Sheet = None,
    text_column: TextColumn = None,
    customer_column: CustomerColumn = None,
    id_column: IdColumn = None,
    customer_name_column: NameColumn = None,
    channel_column: ChannelColumn = None,
    agent_column: AgentColumn = None,
    team_column: TeamColumn = None,
    account_column: AccountColumn = None,
    thread_column: ThreadColumn = None,
    time_column: TimeColumn = None,
    author_column: AuthorColumn = None,
    direction_column: DirectionColumn = None,
    channel: Channel = None,
    account: Account = None,
    timezone: TimeZone = "Europe/Amsterdam",
    show_text: Annotated[bool, typer.Option("--show-text", help="Toon de voorbeeldrijen zoals ze zijn; alleen op een scherm.")] = False,
    no_color: NoColor = False,
) -> None:
    """Laat zien wat er in een export herkend is, met drie voorbeeldrijen (letters vervangen door x, tenzij --show-text)."""
    from webcarelint.cli.archive_inputs import read_options
    from webcarelint.cli.archive_inspect import inspect_archive

    options = read_options(
        format=format, encoding=encoding, separator=separator, header=header, sheet=sheet, text=text_column, customer=customer_column, id=id_column,
        customer_name=customer_name_column, channel_column=channel_column, agent=agent_column, team=team_column, account_column=account_column,
        thread=thread_column, time=time_column, author=author_column, direction=direction_column, channel=channel, accounts=account or [],
        timezone=timezone,
    )  # fmt: skip
    inspect_archive(files, options, show_text=show_text, colour=False if no_color else None)


@app.command()
def formats() -> None:
    """Noem de soorten exports die herkend worden, met hun naam voor --format."""
    from webcarelint.cli.archive_inspect import list_formats

    list_formats()
