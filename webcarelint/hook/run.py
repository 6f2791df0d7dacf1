"""The command line of the hooks. It has its own small parser, because the usual one takes half of the time that a hook has."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

from webcarelint.hook.judging import Judging
from webcarelint.hook.replies import Reply

EXIT_BLOCK: Final = 2


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """A call that is wrong blocks: exit 2 means hold to one caller and block to the other."""
        self.exit(EXIT_BLOCK, f"webcarelint: deze aanroep klopt niet ({message}). Zie: {self.prog} --help\n")


def run_hook(arguments: Sequence[str]) -> int:
    """Read a question from standard input, write the answer, and return the exit code.

    Whatever goes wrong that not even an answer can say, ends in the code that blocks.
    """
    given = parser().parse_args(arguments)
    judging = Judging(given.via, given.token_file, given.config, given.profile, given.pipeline, given.timeout)
    try:
        reply = _reply(given, sys.stdin.buffer.read(), judging)
        sys.stdout.buffer.write(reply.out)
        sys.stdout.buffer.flush()
    except Exception as error:
        _say(f"Er ging iets mis in webcarelint ({type(error).__name__}); dit antwoord is niet nagekeken en wordt tegengehouden.")
        return EXIT_BLOCK
    if reply.aside:
        _say(reply.aside)
    return reply.code


def _say(sentence: str) -> None:
    with suppress(OSError):
        sys.stderr.write(f"webcarelint: {sentence}\n")


def _reply(given: Namespace, question: bytes, judging: Judging) -> Reply:
    if given.kind == "generic":
        from webcarelint.hook import generic

        return generic.reply_to(question, judging)
    from webcarelint.hook import claude_code

    tools = claude_code.Tools(
        tools=tuple(given.tool) if given.tool else claude_code.Tools().tools,
        format=given.format,
        channel=given.channel,
        customer_field=given.customer_field,
        name_field=given.name_field,
        source=given.source,
    )
    return claude_code.reply_to(question, judging, tools)


def parser() -> ArgumentParser:
    """Every option of every kind of hook."""
    root = _Parser(prog="webcarelint hook", description="Kijkt een antwoord na vlak voor het verstuurd wordt.", allow_abbrev=False)
    kinds = root.add_subparsers(dest="kind", required=True, metavar="generic|claude-code")
    generic = kinds.add_parser(
        "generic", allow_abbrev=False,
        help="Vraag in JSON op standaardinvoer, antwoord in JSON op standaarduitvoer.",
        description="Afsluitcode 0: versturen, 1: herzien, 2: tegenhouden. Vraag en antwoord staan in docs/gate.schema.json.",
    )  # fmt: skip
    claude = kinds.add_parser(
        "claude-code", allow_abbrev=False,
        help="Een hook van Claude Code, voor PreToolUse en Stop.",
        description="Zegt niets als het antwoord goed is, vraagt om een beter antwoord als het dat niet is. Afsluitcode 0 of 2, nooit 1.",
    )  # fmt: skip
    for kind in (generic, claude):
        _add_judging(kind)
    _add_claude(claude)
    return root


def _add_judging(parser: ArgumentParser) -> None:
    parser.add_argument("--via", metavar="URL|SOCKET|none", help="De service; zonder: die van jou als die draait. none: geen.")
    parser.add_argument("--token-file", type=Path, metavar="FILE", help="Bestand met het geheim van de service.")
    parser.add_argument("-c", "--config", type=Path, metavar="FILE", help="Huisstijl voor als er geen service is.")
    parser.add_argument("-p", "--profile", metavar="NAAM", help="Een [profiles.NAAM] uit de huisstijl.")
    parser.add_argument("--pipeline", metavar="NAAM", help="Een andere Nederlandse pijplijn.")
    parser.add_argument(
        "--timeout", type=_seconds, default=10.0, metavar="SECONDEN", help="Voor alles samen (10). Daarna beslist on_error."
    )


def _add_claude(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--tool", action="append", type=_tool, metavar="NAAM[=VELD]",
        help="Een tool die antwoorden verstuurt (* en ? mogen) en het veld met de tekst (punt voor dieper). Mag vaker.",
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=("text", "html", "markdown"), help="Hoe de tekst is opgemaakt; zonder: html als het veld zo heet."
    )
    parser.add_argument("--channel", metavar="KANAAL", help="Waar het antwoord verschijnt.")
    parser.add_argument("--customer-field", metavar="VELD", help="Veld van de tool met het bericht van de klant.")
    parser.add_argument("--name-field", metavar="VELD", help="Veld van de tool met de naam van de klant.")
    parser.add_argument("--source", choices=("ai", "assisted", "human"), default="ai", help="Wie het schreef (ai).")


def _seconds(value: str) -> float:
    seconds = float(value)
    if not 0 < seconds <= 600:
        raise ArgumentTypeError("tussen 0 en 600 seconden")
    return seconds


def _tool(value: str) -> object:
    from webcarelint.hook.claude_code import Tool

    pattern, _, field = value.partition("=")
    if not pattern:
        raise ArgumentTypeError("noem een tool, zoals mcp__helpdesk__send_reply=body")
    return Tool(pattern, field)
