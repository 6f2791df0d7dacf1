"""`rules`, `explain` and `trace`: what webcarelint knows, and why it said something."""

import json
import sys
from pathlib import Path

from rich.padding import Padding
from rich.text import Text

from webcarelint.cli.inputs import Given, read_drafts
from webcarelint.errors import InputError
from webcarelint.house_style import HouseStyle, find_config, load_house_style
from webcarelint.linter import Linter, rules_of
from webcarelint.pack import Rule
from webcarelint.render.terminal import console, show_rule, show_rules, with_option
from webcarelint.render.wire import rule_dict
from webcarelint.render.words import number
from webcarelint.tracing import find_rule, trace


def _style(config: Path | None, profile: str | None) -> HouseStyle:
    return load_house_style(config if config is not None else find_config(Path.cwd()), profile)


def show_rule_list(search: str | None, format: str, config: Path | None, profile: str | None, colour: bool | None) -> None:
    rules = rules_of(_style(config, profile))
    wanted = [
        rule for rule in rules if search is None or search.lower() in f"{rule.id} {rule.title} {rule.dimension} {rule.severity}".lower()
    ]
    if format == "json":
        sys.stdout.write(json.dumps({"schema": 1, "rules": [rule_dict(rule) for rule in wanted]}, ensure_ascii=False, indent=2) + "\n")
    elif wanted:
        show_rules(console(colour=colour), wanted)
    else:
        raise InputError(f"Er is geen regel waarin '{search}' voorkomt. Alle regels: webcarelint rules")


def show_explanation(name: str | None, score: bool, config: Path | None, profile: str | None, colour: bool | None) -> None:
    style = _style(config, profile)
    rules = rules_of(style)
    out = console(colour=colour)
    if score:
        _explain_score(out.print, style, rules)
    elif name is None:
        raise InputError("Noem een regel, of vraag --score. Alle regels: webcarelint rules")
    else:
        show_rule(out, find_rule(rules, name))


def _explain_score(say: object, style: HouseStyle, rules: tuple[Rule, ...]) -> None:
    from collections.abc import Callable
    from typing import cast

    show = cast("Callable[[object], None]", say)
    show(Text("Hoe de score ontstaat", style="bold"))
    show(Padding(Text(
        "Elke vondst kost punten: de eerste van een regel zijn hele gewicht, de tweede de helft, de derde een kwart, en zo verder. "
        "De score is 100 min wat alles samen kost, en nooit lager dan 0. Een dimensie rekent net zo, met alleen haar eigen regels. "
        "Een vondst erbij verhoogt een score dus nooit, en de volgorde maakt niet uit. Een regel die niet kon draaien, telt niet mee: "
        "niet omhoog en niet omlaag."), (1, 0, 1, 2)))  # fmt: skip
    show(Padding(Text(
        f"Oordeel: houdt een regel het antwoord tegen (poort block), dan ‘tegenhouden’; ligt de score onder de drempel van {number(style.pass_mark)}, "
        "dan ‘herzien’; anders ‘versturen’. Het is een richtinggevend signaal, geen oordeel over wie het schreef."), (0, 0, 1, 2)))  # fmt: skip
    for dimension in dict.fromkeys(rule.dimension for rule in rules):
        show(Text(dimension, style="bold"))
        for rule in rules:
            if rule.dimension == dimension and rule.enabled:
                show(Padding(Text(f"{number(rule.weight):>4}  {rule.id}"), (0, 0, 0, 2)))


def show_trace(
    name: str, file: str, given: Given, config: Path | None, profile: str | None, pipeline: str | None, colour: bool | None
) -> None:
    linter = Linter.load(config, profile, pipeline)
    find_rule(linter.pack.rules, name)
    out = console(colour=colour)
    for draft in read_drafts([file], given):
        found = trace(linter, name, draft)
        out.print(Text(found.rule.id, style="bold").append(f"  {found.rule.title}", style="default"))
        if found.skipped:
            out.print(Padding(Text(f"Overgeslagen: {with_option(found.skipped)}", style="yellow"), (0, 0, 0, 2)))
        for step in found.steps:
            line = Text("✓ " if step.held else "✗ ", style="green" if step.held else "red").append(step.question, style="default")
            if step.found:
                line.append(": " + ", ".join(f"‘{words}’" for words in step.found), style="dim")
            out.print(Padding(line, (0, 0, 0, 2)))
        out.print(Text(f"→ ging {found.fired} keer af" if found.fired else "→ ging niet af", style="bold"))
