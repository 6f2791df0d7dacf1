"""`webcarelint archive …`: only declared here; whatever is heavy is imported by the command that needs it."""

import typer

app = typer.Typer(name="archive", help="Lees, beoordeel en vergelijk archieven van verstuurde antwoorden.", no_args_is_help=True)
