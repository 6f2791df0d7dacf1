"""All commands in one place, so that `--help` is quick and the list is easy to find."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from webcarelint.cli.archive import app as archive

app = typer.Typer(
    name="webcarelint",
    help="Kijkt een webcare-antwoord na zoals een goede teamleider: wat staat er, wat mist er, en waarom doet dat ertoe?",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


app.add_typer(archive)


class Format(StrEnum):
    text = "text"
    json = "json"
    jsonl = "jsonl"
    github = "github"
    sarif = "sarif"
    junit = "junit"
    rdjson = "rdjson"
    gitlab = "gitlab"
    checkstyle = "checkstyle"


class TableFormat(StrEnum):
    text = "text"
    json = "json"


class By(StrEnum):
    signal = "signal"
    rule = "rule"


class FailOn(StrEnum):
    info = "info"
    warning = "warning"
    error = "error"
    never = "never"


class OnError(StrEnum):
    allow = "allow"
    hold = "hold"


class Source(StrEnum):
    human = "human"
    ai = "ai"
    assisted = "assisted"


Files = Annotated[
    Optional[list[str]],
    typer.Argument(
        metavar="[FILE…|-]",
        help="Tekst- en Markdownbestanden (elk één antwoord), .jsonl-bestanden, macro's in JSON of YAML, of - voor standaardinvoer.",
        show_default=False,
    ),
]
Config = Annotated[
    Optional[Path],
    typer.Option(
        "--config",
        "-c",
        help="Huisstijl: een webcarelint.toml of pyproject.toml, of een meegeleverde zoals gemeente-u. Zonder: de dichtstbijzijnde.",
    ),
]
Profile = Annotated[Optional[str], typer.Option("--profile", "-p", help="Een [profiles.NAAM] uit de huisstijl.")]
Pipeline = Annotated[
    Optional[str], typer.Option("--pipeline", help="nl_webcare_sm, nl_core_news_sm, of naam of pad van een Nederlandse spaCy-pijplijn.")
]
NoColor = Annotated[bool, typer.Option("--no-color", help="Zonder kleur (ook: NO_COLOR=1).")]


def _version(value: bool) -> None:
    if value:
        from webcarelint import __version__

        typer.echo(f"webcarelint {__version__}")
        raise typer.Exit


@app.callback()
def root(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie.")] = False) -> None:
    pass


@app.command()
def check(
    files: Files = None,
    customer: Annotated[Optional[str], typer.Option(help="Het bericht van de klant.")] = None,
    channel: Annotated[str, typer.Option(help="twitter (x), facebook, instagram, whatsapp, review, email, chat of unknown.")] = "unknown",
    customer_name: Annotated[Optional[str], typer.Option(help="De (voor)naam van de klant.")] = None,
    agent: Annotated[Optional[str], typer.Option(help="Initialen of naam van de medewerker.")] = None,
    source: Annotated[Source, typer.Option(help="Wie schreef het?")] = Source.human,
    config: Config = None,
    profile: Profile = None,
    pipeline: Pipeline = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="Hoe de uitkomst eruitziet.")] = Format.text,
    output: Annotated[
        Optional[list[str]],
        typer.Option(
            "--output", "-o", metavar="FORMAT=FILE", help="Schrijf de uitkomst ook naar een bestand, zoals sarif=a.sarif. Mag vaker."
        ),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="Vanaf welke ernst de afsluitcode 1 is.")] = FailOn.warning,
    fail_under: Annotated[Optional[float], typer.Option(min=0, max=100, help="Afsluitcode 1 als een score hieronder ligt.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Pas de veilige verbeteringen toe en schrijf ze terug.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Met --fix: toon het verschil en schrijf niets.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Toon niets; alleen de afsluitcode telt.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Noem elke overgeslagen regel.")] = False,
    no_color: NoColor = False,
) -> None:
    """Kijk een of meer antwoorden na.

    Afsluitcode 0: schoon, 1: er is iets gevonden, 2: de aanroep klopt niet, 3: fout van webcarelint.
    """
    from webcarelint.cli.check import Options, run_check
    from webcarelint.cli.inputs import Given, parse_channel

    given = Given(customer, parse_channel(channel), customer_name, agent, source.value)
    options = Options(
        config=config, profile=profile, pipeline=pipeline, format=format.value, outputs=tuple(output or ()), fail_on=fail_on.value, fail_under=fail_under,
        fix=fix, diff=diff, quiet=quiet, verbose=verbose, colour=False if no_color else None,
    )  # fmt: skip
    raise typer.Exit(run_check(files or [], given, options))


@app.command()
def rules(
    search: Annotated[Optional[str], typer.Argument(help="Alleen regels waarin dit voorkomt.", show_default=False)] = None,
    format: Annotated[TableFormat, typer.Option("--format", "-f")] = TableFormat.text,
    config: Config = None,
    profile: Profile = None,
    no_color: NoColor = False,
) -> None:
    """Toon de regels, zoals de huisstijl ze heeft ingesteld."""
    from webcarelint.cli.knowledge import show_rule_list

    show_rule_list(search, format.value, config, profile, False if no_color else None)


@app.command()
def explain(
    rule: Annotated[Optional[str], typer.Argument(help="Id van een regel, zoals excuus/schijnexcuus.", show_default=False)] = None,
    score: Annotated[bool, typer.Option("--score", help="Leg uit hoe de score ontstaat.")] = False,
    config: Config = None,
    profile: Profile = None,
    no_color: NoColor = False,
) -> None:
    """Leg een regel uit: waarom, welk bewijs en hoe sterk, voorbeelden, gewicht en poort."""
    from webcarelint.cli.knowledge import show_explanation

    show_explanation(rule, score, config, profile, False if no_color else None)


@app.command()
def trace(
    rule: Annotated[str, typer.Argument(help="Id van een regel.")],
    file: Annotated[str, typer.Argument(metavar="[FILE|-]", help="Het antwoord.")] = "-",
    customer: Annotated[Optional[str], typer.Option(help="Het bericht van de klant.")] = None,
    channel: Annotated[str, typer.Option(help="Het kanaal.")] = "unknown",
    customer_name: Annotated[Optional[str], typer.Option(help="De (voor)naam van de klant.")] = None,
    config: Config = None,
    profile: Profile = None,
    pipeline: Pipeline = None,
    no_color: NoColor = False,
) -> None:
    """Laat zien waarom een regel op een antwoord wel of niet afging."""
    from webcarelint.cli.inputs import Given, parse_channel
    from webcarelint.cli.knowledge import show_trace

    given = Given(customer, parse_channel(channel), customer_name)
    show_trace(rule, file, given, config, profile, pipeline, False if no_color else None)


@app.command()
def voice(
    files: Files = None,
    format: Annotated[TableFormat, typer.Option("--format", "-f")] = TableFormat.text,
    config: Config = None,
    profile: Profile = None,
    pipeline: Pipeline = None,
    no_color: NoColor = False,
) -> None:
    """Beschrijf de menselijke stem: persoonlijk, informeel, uitnodigend. Bij meer antwoorden: hoe vaak. Geen cijfer."""
    from webcarelint.cli.voice import run_voice

    run_voice(files or [], format.value, config, profile, pipeline, False if no_color else None)


@app.command()
def evaluate(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE.jsonl…", help="Gelabelde antwoorden (text, signals, …) of paren (better, worse).")
    ],
    by: Annotated[By, typer.Option("--by", help="Meet signalen tegen labels, of regels tegen beoordeelde vondsten.")] = By.signal,
    pairs: Annotated[bool, typer.Option("--pairs", help="Scoort van elk paar het betere antwoord hoger?")] = False,
    diff: Annotated[
        Optional[Path],
        typer.Option(
            "--diff",
            metavar="BASE",
            help="Welke vondsten komen erbij of gaan weg sinds BASE: een bewaarde meting, huisstijl of map met regels?",
        ),
    ] = None,
    save: Annotated[Optional[Path], typer.Option("--save", help="Bewaar de meting als JSON, ook voor --diff.")] = None,
    judgements: Annotated[
        Optional[Path], typer.Option("--judgements", help="Map met oordelen over vondsten; zonder: 'findings' naast de antwoorden.")
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="Noem elk verschil tussen lezer en linter.")] = False,
    config: Config = None,
    profile: Profile = None,
    pipeline: Pipeline = None,
    format: Annotated[TableFormat, typer.Option("--format", "-f")] = TableFormat.text,
    no_color: NoColor = False,
) -> None:
    """Meet hoe goed signalen en regels zijn op gelabelde antwoorden, en wat een wijziging verandert."""
    from webcarelint.cli.measure import Asked, run_evaluation

    asked = Asked(
        files=files, by=by.value, pairs=pairs, diff=diff, save=save, judgements=judgements, misses=misses, format=format.value,
        config=config, profile=profile, pipeline=pipeline, colour=False if no_color else None,
    )  # fmt: skip
    run_evaluation(asked)


@app.command("test")
def run_tests(
    packs: Annotated[
        Optional[list[Path]], typer.Argument(help="Eigen regelbestanden of mappen; zonder: de meegeleverde.", show_default=False)
    ] = None,
    corpus: Annotated[
        Optional[Path],
        typer.Option("--corpus", help="Map met antwoorden: welke regels gaan daarin nergens af?"),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Alleen de voorbeelden, zonder wat er verder opvalt.")] = False,
    pipeline: Pipeline = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Noem alles wat opvalt.")] = False,
    format: Annotated[TableFormat, typer.Option("--format", "-f")] = TableFormat.text,
    no_color: NoColor = False,
) -> None:
    """Draai de voorbeelden van elke regel: 'bad' moet afgaan, 'good' niet. Noem ook wat niets bewijst of wat niemand nodig heeft."""
    from webcarelint.cli.prove import Asked, run_examples

    asked = Asked(packs or [], corpus, quick, verbose, format.value, pipeline, False if no_color else None)
    raise typer.Exit(run_examples(asked))


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="Waar de huisstijl komt.")] = Path("webcarelint.toml"),
    example: Annotated[
        Optional[str], typer.Option("--from", metavar="NAAM", help="Begin met een meegeleverde huisstijl, zoals gemeente-u.")
    ] = None,
    on_error: Annotated[
        Optional[OnError], typer.Option(help="Wat de poort doet als nakijken niet lukt: doorlaten (allow) of tegenhouden (hold).")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overschrijf een bestaand bestand.")] = False,
) -> None:
    """Schrijf een huisstijl met uitleg bij elke instelling."""
    from webcarelint.cli.style import write_house_style

    write_house_style(path, on_error.value if on_error is not None else None, force, example)


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="Adres om op te luisteren. Een ander dan deze machine zelf vraagt om --token-file.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Poort; 0 kiest een vrije.")] = 8787,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Hoeveel processen nakijken.")] = 1,
    config: Config = None,
    profile: Profile = None,
    pipeline: Pipeline = None,
    token_file: Annotated[
        Optional[Path], typer.Option(help="Bestand met tokens, één per regel; alleen wie er een meestuurt, mag binnen.")
    ] = None,
    cors: Annotated[
        Optional[list[str]], typer.Option(metavar="ORIGIN", help="Website die de dienst vanuit een browser mag aanroepen; herhaalbaar.")
    ] = None,
    socket: Annotated[str, typer.Option(metavar="PATH|auto|none", help="Unix-socket voor programma's op deze machine.")] = "auto",
    max_body: Annotated[int, typer.Option(min=1000, help="Grootste aanvraag, in bytes.")] = 1_000_000,
    timeout: Annotated[float, typer.Option(min=0.1, max=300, help="Langste duur van een aanvraag, in seconden.")] = 10.0,
    rate: Annotated[Optional[int], typer.Option(min=1, help="Aanvragen per minuut, per token. Zonder: onbegrensd.")] = None,
    access_log: Annotated[bool, typer.Option(help="Schrijf elke aanvraag in het log (nooit een tekst).")] = True,
) -> None:
    """Draai als dienst: nakijken over HTTP, met documentatie op /docs."""
    from webcarelint.cli.serving import Serving, run_service

    run_service(
        Serving(
            host=host, port=port, workers=workers, config=config, profile=profile, pipeline=pipeline, token_file=token_file,
            cors=tuple(cors or ()), socket=socket, max_body=max_body, timeout=timeout, rate=rate, access_log=access_log,
        )
    )  # fmt: skip


@app.command("config")
def show_config(
    config: Config = None,
    profile: Profile = None,
    format: Annotated[TableFormat, typer.Option("--format", "-f")] = TableFormat.text,
    shipped: Annotated[bool, typer.Option("--list", help="Noem de meegeleverde huisstijlen.")] = False,
    no_color: NoColor = False,
) -> None:
    """Toon elke instelling en waar zij vandaan komt."""
    from webcarelint.cli.style import list_shipped, show_house_style

    if shipped:
        list_shipped(False if no_color else None)
        return
    show_house_style(config, profile, format.value, False if no_color else None)


@app.command()
def mcp(
    http: Annotated[bool, typer.Option("--http", help="Over HTTP (streamable HTTP, op /mcp) in plaats van standaardinvoer.")] = False,
    host: Annotated[str, typer.Option(help="Met --http: op welk adres.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Met --http: op welke poort.")] = 8788,
    token_file: Annotated[Optional[Path], typer.Option(help="Met --http: bestand met het geheim dat elke aanroep moet noemen.")] = None,
    config: Config = None,
    profile: Profile = None,
    pipeline: Pipeline = None,
) -> None:
    """Start een MCP-server, zodat een taalmodel zijn antwoorden zelf kan nakijken."""
    from webcarelint.mcp.run import run_mcp

    run_mcp("http" if http else "stdio", host, port, token_file, config, profile, pipeline)


@app.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []})
def hook(context: typer.Context) -> None:
    """Kijk een antwoord na vlak voor het verstuurd wordt; andere programma's roepen dit aan (generic, claude-code)."""
    from webcarelint.hook.run import run_hook

    raise typer.Exit(run_hook(context.args))
