"""Errors as LanguageTool clients expect them: a status and one line of plain text."""

from typing import Final

from webcarelint.errors import UserError

HELP: Final = "Zie docs/languagetool.md."


class RequestError(UserError):
    """The client asked for something that cannot be; `status` is the HTTP status."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def error_text(sentence: str) -> str:
    """What stands in the body; clients show it as it is."""
    return f"Error: {sentence}"
