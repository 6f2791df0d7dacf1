"""`init` and `config`: write a house style, and show which one is in force."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from webcarelint.errors import HouseStyleError
from webcarelint.house_style import (
    HouseStyle,
    find_config,
    load_house_style,
    located,
    profile_names,
    shipped_about,
    shipped_names,
    shipped_text,
)
from webcarelint.linter import rules_of
from webcarelint.render.terminal import console

TEMPLATE = """\
# Huisstijl voor webcarelint. Wat hier niet staat, heeft zijn standaardwaarde; webcarelint config laat zien wat geldt.

[house_style]
name = "Voorbeeldmerk"

# Hoe spreek je de klant aan? "je", "u", "spiegel" (zoals de klant het doet) of "vrij".
register = "spiegel"

# Welk Nederlands: "nl-NL" of "nl-BE". En: "profit" of "non-profit".
variety = "nl-NL"
sector = "profit"

# Hoe onderteken je? XX staat voor initialen, Naam voor een naam. Leeg: elke vorm is goed.
# sign_off = ["^XX"]
# sign_off = ["Groetjes, Naam"]

# Initialen of voornamen van het team; wie er niet in staat, valt op. Leeg: niet controleren.
# agents = ["EK", "JB"]

# Namen, nummers en adressen van jullie zelf: die zijn geen persoonsgegevens van een klant.
# organisation_names = ["Voorbeeldmerk"]
# phone_numbers = ["088 123 45 67"]
# mail_addresses = ["klantenservice@voorbeeldmerk.nl"]

# Kanalen die jullie echt hebben.
# own_channels = ["dm", "telefoon", "mail"]

# Woorden die jullie niet willen lezen (erbij), en woorden van de verboden lijst die wel mogen.
# banned_words = ["geëscaleerd"]
# allowed_words = ["helaas"]

# Kanaal van antwoorden die er zelf geen noemen, en de score waaronder het oordeel 'herzien' is.
default_channel = "unknown"
pass_mark = 75

# Wat doet de poort voor het verzenden als nakijken niet (helemaal) lukt? "allow" laat het antwoord door, "hold" houdt het tegen.
on_error = "{on_error}"

# De Nederlandse pijplijn, en eigen regelbestanden naast dit bestand.
# pipeline = "nl_webcare_sm"
# packs = ["regels/"]

# Per regel: aan of uit, ernst (info, warning, error), poort (none, confirm, block), gewicht, en hoeveel er mag.
# [house_style.rules."woordkeus/verboden-woord"]
# severity = "info"
# weight = 2
# [house_style.rules."afsluiting/ontbreekt"]
# enabled = false

# Meer merken in één bestand: kies met --profile. Wat hier niet staat, komt uit [house_style].
# [profiles.zakelijk]
# register = "u"
"""


def write_house_style(path: Path, on_error: str | None, force: bool, example: str | None = None) -> None:
    """Write the template, or a copy of an example that comes with the package, with the choice of `on_error`.

    Whoever sits at a terminal is asked for that choice, anybody else must say it.
    """
    text = TEMPLATE if example is None else _with_choice(shipped_text(example))
    if path.exists() and not force:
        raise HouseStyleError("Dit bestand is er al. Kies een andere naam, of overschrijf het met --force:", path)
    chosen = on_error or _asked_on_error()
    try:
        path.write_text(text.replace("{on_error}", chosen), encoding="utf-8")
    except OSError as cause:
        raise HouseStyleError(f"Dit bestand is niet te schrijven ({cause.strerror}):", path) from cause
    sys.stdout.write(f"Geschreven: {path}\n")


def _with_choice(text: str) -> str:
    """An example with the place for `on_error`: the one setting that every house must choose for itself."""
    choice = "# Als nakijken niet lukt: het antwoord doorlaten (allow) of tegenhouden (hold).\n"
    return text.replace("[house_style]\n", f'[house_style]\n{choice}on_error = "{{on_error}}"\n', 1)


def _asked_on_error() -> str:
    if not (sys.stdin is not None and sys.stdin.isatty()):
        raise HouseStyleError(
            "Kies wat de poort doet als nakijken niet lukt: webcarelint init --on-error allow (laat door) of --on-error hold (houdt tegen)."
        )
    from rich.prompt import Prompt

    return Prompt.ask(
        "Als nakijken niet lukt: het antwoord doorlaten (allow) of tegenhouden (hold)?", choices=["allow", "hold"], console=console()
    )


def list_shipped(colour: bool | None) -> None:
    """The house styles that come with the package, with what each is for."""
    out = console(colour=colour)
    table = Table.grid(padding=(0, 2))
    for name in shipped_names():
        table.add_row(Text(name, style="bold"), Text(shipped_about(name)))
    out.print(table)


def show_house_style(config: Path | None, profile: str | None, format: str, colour: bool | None) -> None:
    path = located(config) if config is not None else find_config(Path.cwd())
    style = load_house_style(path, profile)
    rules_of(style)  # a rule that does not exist is an error here too
    origins = dict(style.origins)
    rows = [(key, value, origins.get(key, "standaard")) for key, value in _flat(style)]
    if format == "json":
        body = {"schema": 1, "settings": [{"key": key, "value": value, "origin": origin} for key, value, origin in rows]}
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")
        return
    out = console(colour=colour)
    out.print(Text(f"Huisstijl: {config or path or 'geen bestand gevonden, alles staat op standaard'}", style="bold"))
    if path is not None and (names := profile_names(path)):
        out.print(Text(f"Profielen: {', '.join(names)}" + (f"; gekozen: {profile}" if profile else "")))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("instelling", "waarde", "komt uit"):
        table.add_column(name, overflow="fold")
    for key, value, origin in rows:
        table.add_row(Text(key), Text(_shown(value)), Text(_short(origin, path), style="dim"))
    out.print(table)


def _flat(style: HouseStyle) -> list[tuple[str, Any]]:
    values = style.values()
    rules = values.pop("rules")
    flat: list[tuple[str, Any]] = [(key, list(value) if isinstance(value, tuple) else value) for key, value in values.items()]
    for name, override in rules:
        flat.extend((f"rules.{name}.{key}", value) for key, value in asdict(override).items() if value is not None)
    return flat


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value) or "–"


def _short(origin: str, path: Path | None) -> str:
    return origin.replace(str(path), path.name, 1) if path is not None else origin
