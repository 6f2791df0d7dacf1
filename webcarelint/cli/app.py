"""All commands in one place, so that `--help` is quick and the list is easy to find."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

app = typer.Typer(
    name="webcarelint",
    help="Kijkt een webcare-antwoord na zoals een goede teamleider: wat staat er, wat mist er, en waarom doet dat ertoe?",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


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


class FailOn(StrEnum):
    info = "info"
    warning = "warning"
    error = "error"
    never = "never"


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
    file: Annotated[str, typer.Argument(metavar="FILE.jsonl", help="Antwoorden met labels (text, signals, …).")],
    format: Annotated[TableFormat, typer.Option("--format", "-f")] = TableFormat.text,
    pipeline: Pipeline = None,
    misses: Annotated[bool, typer.Option("--misses", help="Noem elk label waarover lezer en linter verschillen.")] = False,
    no_color: NoColor = False,
) -> None:
    """Meet per signaal precisie, recall en F1 op gelabelde antwoorden."""
    from webcarelint.cli.measure import run_evaluation

    run_evaluation(file, format.value, pipeline, misses, False if no_color else None)


@app.command("test")
def run_tests(
    packs: Annotated[
        Optional[list[Path]], typer.Argument(help="Eigen regelbestanden of mappen; zonder: de meegeleverde.", show_default=False)
    ] = None,
    pipeline: Pipeline = None,
    no_color: NoColor = False,
) -> None:
    """Draai de voorbeelden van elke regel: 'bad' moet afgaan, 'good' niet."""
    from webcarelint.cli.measure import run_examples

    raise typer.Exit(run_examples(packs or [], pipeline, False if no_color else None))


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="Waar de huisstijl komt.")] = Path("webcarelint.toml"),
    example: Annotated[
        Optional[str], typer.Option("--from", metavar="NAAM", help="Begin met een meegeleverde huisstijl, zoals gemeente-u.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overschrijf een bestaand bestand.")] = False,
) -> None:
    """Schrijf een huisstijl met uitleg bij elke instelling."""
    from webcarelint.cli.style import write_house_style

    write_house_style(path, force, example)


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
