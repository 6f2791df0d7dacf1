"""The parameters of a check: what clients send, and what of it is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args
from urllib.parse import parse_qsl

from webcarelint.model import Draft
from webcarelint.render.offsets import Offsets
from webcarelint.server.languagetool.annotated import AnnotatedText, plain_text
from webcarelint.server.languagetool.data import NOTHING_KNOWN, MetaData, read_data
from webcarelint.server.languagetool.errors import HELP, RequestError
from webcarelint.server.languagetool.languages import AUTO, normalised

Parameters = Mapping[str, str]
Mode = Literal["all", "textLevelOnly", "allButTextLevelOnly"]

_MODES: Final[Mapping[str, Mode]] = {mode.lower(): mode for mode in get_args(Mode)}
_LEVELS: Final = ("default", "picky")
_RENAMED: Final = {
    "enabled": "enabledRules",
    "disabled": "disabledRules",
    "preferredvariants": "preferredVariants",
    "autodetect": "language=auto",
}
_CALLBACK: Final = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII)
_MOST_VALUE: Final = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules a client wants to hear of, by the names that it used."""

    enabled_rules: frozenset[str] = frozenset()
    disabled_rules: frozenset[str] = frozenset()
    enabled_categories: frozenset[str] = frozenset()
    disabled_categories: frozenset[str] = frozenset()
    enabled_only: bool = False
    picky: bool = False
    mode: Mode = "all"


@dataclass(frozen=True, slots=True)
class Check:
    """One request to check a text."""

    text: AnnotatedText
    draft: Draft
    language: str
    choice: Choice = field(default_factory=Choice)
    preferred_variants: tuple[str, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict)
    compact: bool = False
    allow_incomplete: bool = False


def read_parameters(query: bytes, body: bytes) -> dict[str, str]:
    """Query string and body, both as a form whatever the Content-Type says. What the body says wins, and the last of equals."""
    found: dict[str, str] = {}
    for part in (query, body):
        try:
            found.update(parse_qsl(part.decode("utf-8"), keep_blank_values=True, errors="strict"))
        except UnicodeDecodeError:
            raise RequestError(f"Het verzoek is geen geldige UTF-8. {HELP}") from None
    return found


def read_callback(given: Parameters) -> str | None:
    """The name of the JavaScript function to call; None when JSON is asked for."""
    callback = given.get("callback")
    if callback and not _CALLBACK.fullmatch(callback):
        raise RequestError("De parameter 'callback' is geen naam van een JavaScript-functie.")
    return callback or None


def read_check(given: Parameters, max_length: int) -> Check:
    """What to check and how. Raises RequestError."""
    for old, new in _RENAMED.items():
        if old in given:
            raise RequestError(f"De parameter '{old}' bestaat niet meer; gebruik '{new}'.")
    language = _language(given)
    text, meta = _text(given)
    _limit(text, max_length)
    if given.get("apiKey") and not given.get("username"):
        raise RequestError("Bij 'apiKey' hoort 'username'; welke maakt niet uit.")
    return Check(
        text=text,
        draft=meta.draft(text.plain),
        language=language,
        choice=_choice(given),
        preferred_variants=_names(given, "preferredVariants"),
        limits=_limits(given.get("ruleValues", "")),
        compact=given.get("c") == "1",
        allow_incomplete=_yes(given, "allowIncompleteResults"),
    )


def _language(given: Parameters) -> str:
    named = given.get("language", "").strip()
    if not named:
        raise RequestError(f"De parameter 'language' ontbreekt; geef nl, nl-NL, nl-BE of auto. {HELP}")
    language = AUTO if named.lower() == AUTO else normalised(named)
    if language is None:
        raise RequestError("De parameter 'language' is geen taalcode; geef nl, nl-NL, nl-BE of auto.")
    if given.get("preferredVariants") and language != AUTO:
        raise RequestError("De parameter 'preferredVariants' kan alleen bij language=auto.")
    return language


def _text(given: Parameters) -> tuple[AnnotatedText, MetaData]:
    if "text" in given and "data" in given:
        raise RequestError("Geef 'text' of 'data', niet allebei.")
    if "data" in given:
        data = read_data(given["data"])
        return data.annotated(), data.metaData
    if "text" not in given:
        raise RequestError(f"Er is geen tekst; geef de parameter 'text' of 'data'. {HELP}")
    return plain_text(given["text"]), NOTHING_KNOWN


def _limit(text: AnnotatedText, most: int) -> None:
    length = Offsets(text.full).length("utf-16")
    if length > most:
        # Clients know this sentence; what to do about it follows in Dutch.
        raise RequestError(
            f"Your text exceeds the limit of {most} characters (it's {length} characters). Kijk de tekst in delen na, of verhoog de grens.",
            413,
        )


def _choice(given: Parameters) -> Choice:
    level = given.get("level", "default").lower()
    if level not in _LEVELS:
        raise RequestError("De parameter 'level' is 'default' of 'picky'.")
    mode = _MODES.get(given.get("mode", "all").lower())
    if mode is None:
        raise RequestError(f"De parameter 'mode' is een van {', '.join(_MODES.values())}.")
    choice = Choice(
        frozenset(_names(given, "enabledRules")),
        frozenset(_names(given, "disabledRules")),
        frozenset(_names(given, "enabledCategories")),
        frozenset(_names(given, "disabledCategories")),
        _yes(given, "enabledOnly"),
        level == "picky",
        mode,
    )
    if choice.enabled_only and (choice.disabled_rules or choice.disabled_categories):
        raise RequestError("'disabledRules' en 'disabledCategories' kunnen niet samen met 'enabledOnly'.")
    if choice.enabled_only and not (choice.enabled_rules or choice.enabled_categories):
        raise RequestError("Bij 'enabledOnly' hoort 'enabledRules' of 'enabledCategories'.")
    return choice


def _limits(values: str) -> dict[str, float]:
    """RULE:12,OTHER:3 as limits by the names that the client used."""
    found: dict[str, float] = {}
    for pair in filter(None, map(str.strip, values.split(","))):
        name, colon, number = pair.rpartition(":")
        try:
            value = float(number)
        except ValueError:
            value = -1.0
        if not colon or not 0 <= value <= _MOST_VALUE:
            raise RequestError("De parameter 'ruleValues' is een lijst als REGEL:12,ANDERE_REGEL:3.")
        found[name] = value
    return found


def _names(given: Parameters, name: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, given.get(name, "").split(","))))


def _yes(given: Parameters, name: str) -> bool:
    return given.get(name, "").lower() in ("true", "yes")
