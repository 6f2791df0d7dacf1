"""Which languages a client may name, and in which language a text is. Only Dutch is checked."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, TypedDict

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

DUTCH: Final = "nl"
AUTO: Final = "auto"
SURE: Final = 0.9
"""From this confidence on another language than Dutch is believed. Whoever calls a checker of Dutch mostly writes Dutch, and
short replies ('Sorry hoor.') look like anything; of 1,907 Dutch messages none came above it."""

_NAMES: Final = {
    "nl": "Dutch", "nl-NL": "Dutch (Netherlands)", "nl-BE": "Dutch (Belgium)", "en": "English", "de": "German", "fr": "French",
    "es": "Spanish", "it": "Italian", "pt": "Portuguese", "pl": "Polish", "tr": "Turkish", "ar": "Arabic", "ru": "Russian",
    "uk": "Ukrainian", "ro": "Romanian", "sv": "Swedish", "da": "Danish", "no": "Norwegian", "zh": "Chinese",
}  # fmt: skip
_VARIANTS: Final = ("nl", "nl-BE", "nl-NL")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_LOOKED_AT: Final = 1000
"""Code points by which a language is known; more make no difference."""


class LanguageDict(TypedDict):
    name: str
    code: str
    longCode: str


@dataclass(frozen=True, slots=True)
class Detected:
    """A language code and how sure that is, between 0 and 1."""

    code: str
    confidence: float


def languages() -> list[LanguageDict]:
    """What a client may choose from, by name."""
    known = [LanguageDict(name=_NAMES[code], code=DUTCH, longCode=code) for code in _VARIANTS]
    return sorted(known, key=lambda language: language["name"])


def normalised(code: str) -> str | None:
    """A language code as LanguageTool writes it (nl, nl-BE); None when it is no language code."""
    if not _TAG.fullmatch(code):
        return None
    first, *rest = code.replace("_", "-").split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def is_dutch(code: str) -> bool:
    return code.split("-")[0] == DUTCH


def name_of(code: str) -> str:
    return _NAMES.get(code) or _NAMES.get(code.split("-")[0]) or code


def detect(text: str) -> Detected:
    """The language of a text: Dutch, unless it is surely another."""
    if not any(char.isalpha() for char in text):
        return Detected(DUTCH, 0.0)
    scores = {str(code): float(score) for code, score in _identifier().rank(_encodable(text[:_LOOKED_AT]))}
    best = max(scores, key=scores.__getitem__)
    code = best if scores[best] >= SURE else DUTCH
    return Detected(code, round(scores[code], 3))


def warm_up() -> None:
    """Load what recognises languages, so that the first request need not."""
    detect("goedemorgen")


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in _NAMES if "-" not in code])
    return identifier
