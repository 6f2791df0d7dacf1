"""`webcarelint archive …`: only declared here; whatever is heavy is imported by the command that needs it."""

from enum import StrEnum
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


class Engine(StrEnum):
    local = "local"
    spark = "spark"


@app.command()
def score(
    files: Files,
    out: Annotated[Path, typer.Option("--out", "-o", help="Map voor de uitkomst.")],
    config: Annotated[Optional[Path], typer.Option("--config", "-c", help="Huisstijl. Zonder: de dichtstbijzijnde.")] = None,
    profile: Annotated[Optional[str], typer.Option("--profile", "-p", help="Een [profiles.NAAM] uit de huisstijl.")] = None,
    pipeline: Annotated[Optional[str], typer.Option("--pipeline", help="Een andere Nederlandse spaCy-pijplijn.")] = None,
    workers: Annotated[Optional[int], typer.Option(min=1, help="Werkprocessen; zonder: een per kern.", show_default=False)] = None,
    engine: Annotated[Engine, typer.Option(help="Waar het rekenwerk gebeurt.")] = Engine.local,
    master: Annotated[str, typer.Option(help="Met --engine spark: local[2], spark://host:7077, yarn …")] = "local[*]",
    since: Annotated[Optional[str], typer.Option(help="Alleen antwoorden vanaf deze dag of dit moment.")] = None,
    until: Annotated[Optional[str], typer.Option(help="Alleen tot en met deze dag, of tot dit moment.")] = None,
    sample: Annotated[Optional[int], typer.Option(min=1, help="Een steekproef van zoveel antwoorden.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Andere seed, andere steekproef.")] = 0,
    limit: Annotated[Optional[int], typer.Option(min=1, help="Hooguit de eerste zoveel.")] = None,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Of de antwoorden in de uitkomst staan.")] = True,
    pseudonymise: Annotated[bool, typer.Option("--pseudonymise", help="Vervang namen, handles en nummers.")] = False,
    pseudonym_key: Annotated[Optional[Path], typer.Option(help="Sleutel van een eerdere run, voor dezelfde codes.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Schrijf ook scores.csv.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Schrijf ook scores.jsonl.")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Schrijf ook scores.xlsx.")] = False,
    part_rows: Annotated[
        int, typer.Option(min=1, help="Rijen per bestand; bij een onderbreking gaat hooguit zoveel werk verloren.")
    ] = 50_000,
    resume: Annotated[bool, typer.Option("--resume", help="Ga verder waar een eerdere run is opgehouden.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Gooi een eerdere run in deze map weg.")] = False,
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
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Toon geen balk en geen samenvatting.")] = False,
    no_color: NoColor = False,
) -> None:
    """Beoordeel elk antwoord in een archief; de uitkomst is een map met Parquet.

    Afsluitcode 0: klaar, 2: de aanroep, de invoer of de map klopt niet, 3: fout van webcarelint, 130: onderbroken.
    """
    from webcarelint.cli.archive_inputs import read_options
    from webcarelint.cli.archive_score import ScoreOptions, score_archive

    reading = read_options(
        format=format, encoding=encoding, separator=separator, header=header, sheet=sheet, text=text_column, customer=customer_column, id=id_column,
        customer_name=customer_name_column, channel_column=channel_column, agent=agent_column, team=team_column, account_column=account_column,
        thread=thread_column, time=time_column, author=author_column, direction=direction_column, channel=channel, accounts=account or [],
        timezone=timezone,
    )  # fmt: skip
    options = ScoreOptions(
        out=out, config=config, profile=profile, pipeline=pipeline, engine=engine.value, master=master, workers=workers, since=since, until=until,
        sample=sample, seed=seed, limit=limit, text=text, pseudonymise=pseudonymise, key=pseudonym_key, resume=resume, overwrite=overwrite, part_rows=part_rows,
        exports=tuple(kind for kind, wanted in (("csv", csv), ("jsonl", jsonl), ("xlsx", xlsx)) if wanted), quiet=quiet,
        colour=False if no_color else None,
    )  # fmt: skip
    raise typer.Exit(score_archive(files, reading, options))


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Map van een afgeronde 'archive score'.")],
    to: Annotated[Path, typer.Option("--to", help="Bestand: .csv, .jsonl of .xlsx.")],
) -> None:
    """Schrijf scores als CSV, JSON Lines of Excel."""
    from webcarelint.cli.archive_score import export_scores

    export_scores(folder, to)


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Map van een afgeronde 'archive score'.")],
    min_replies: Annotated[int, typer.Option(min=1, help="Toon een groep pas vanaf zoveel antwoorden.")] = 30,
    discuss: Annotated[int, typer.Option(min=0, help="Zoveel antwoorden om te bespreken.")] = 50,
    show_names: Annotated[bool, typer.Option("--show-names", help="Noem medewerkers bij naam en toon ids.")] = False,
    pseudonym_key: Annotated[Optional[Path], typer.Option(help="Sleutel van een ander rapport, voor dezelfde codes.")] = None,
    timezone: TimeZone = "Europe/Amsterdam",
) -> None:
    """Schrijf DIR/report.html, een pagina zonder netwerk of scripts, en dezelfde cijfers als DIR/report.json."""
    from webcarelint.cli.archive_report import report_archive

    report_archive(folder, minimum=min_replies, discuss=discuss, timezone=timezone, show_names=show_names, key=pseudonym_key)


class CompareFormat(StrEnum):
    text = "text"
    json = "json"


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(metavar="A", help="Map van een afgeronde 'archive score'.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="Een andere map, of dezelfde met een andere selectie.")],
    only_a: Annotated[
        Optional[list[str]], typer.Option("--only-a", help="Alleen deze rijen van A: team=Zuid, since=2025-01-01 …", show_default=False)
    ] = None,
    only_b: Annotated[Optional[list[str]], typer.Option("--only-b", help="Alleen deze rijen van B.", show_default=False)] = None,
    format: Annotated[CompareFormat, typer.Option("--format", help="Vorm van de uitvoer.")] = CompareFormat.text,
    no_color: NoColor = False,
) -> None:
    """Vergelijk twee beoordeelde archieven: perioden of teams. Zegt wat beter en slechter werd, met intervallen."""
    from webcarelint.cli.archive_report import compare_archives

    colour = False if no_color else None
    compare_archives(first, second, only_first=only_a or [], only_second=only_b or [], as_json=format is CompareFormat.json, colour=colour)


@app.command()
def formats() -> None:
    """Noem de soorten exports die herkend worden, met hun naam voor --format."""
    from webcarelint.cli.archive_inspect import list_formats

    list_formats()
