"""What the routes beside the gate accept, and the one sentence that says what is wrong with a body."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from webcarelint.gate.contract import LONGEST_NAME, MOST_EARLIER, ChannelName, Name, Text
from webcarelint.model import CHANNELS, Draft, Source
from webcarelint.server.problems import Problem

Body = TypeVar("Body", bound=BaseModel)
MOST_DRAFTS: Final = 500
_LONGEST_KEY: Final = 40
_AT: Final = re.compile(r"line (\d+) column (\d+)")


class DraftBody(BaseModel):
    """A reply not yet sent, with what is known of the conversation."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[Text, Field(min_length=1)]
    customer: Text | None = None
    channel: ChannelName = "unknown"
    customer_name: Name | None = None
    agent: Name | None = None
    thread: Annotated[tuple[Text, ...], Field(max_length=MOST_EARLIER)] = ()
    source: Source = "human"
    id: Annotated[str, Field(max_length=LONGEST_NAME)] = ""

    def draft(self) -> Draft:
        if not self.text.strip():
            raise Problem(400, "invalid_request", "Dit antwoord is leeg. Geef in 'text' een antwoord om na te kijken.")
        return Draft(self.text, self.customer, self.channel, self.customer_name, self.agent, self.thread, self.source, self.id)


class CheckBody(DraftBody):
    """A draft, and the profile of the house style to check it by."""

    profile: Name | None = None


class BatchBody(BaseModel):
    """Many drafts, checked by one profile."""

    model_config = ConfigDict(extra="forbid")

    drafts: Annotated[list[DraftBody], Field(min_length=1, max_length=MOST_DRAFTS)]
    profile: Name | None = None


def parse(raw: bytes, model: type[Body]) -> Body:
    """A body by its model. Raises Problem 400 with one Dutch sentence that never repeats what was sent."""
    try:
        return model.model_validate_json(raw)
    except ValidationError as cause:
        raise Problem(400, "invalid_request", _sentence(cause.errors(include_url=False, include_input=False)[0])) from None


def _sentence(error: Mapping[str, Any]) -> str:
    place = _place(error["loc"])
    limits: Mapping[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "json_invalid":
            return _json_sentence(str(limits.get("error", "")))
        case "model_type" | "model_attributes_type":
            return 'Stuur een JSON-object, zoals {"text": "…"}.'
        case "missing":
            return f"De sleutel {place} ontbreekt."
        case "extra_forbidden":
            return f"De sleutel {place} bestaat niet. Welke er zijn, staat op /docs."
        case "string_too_long":
            return f"De waarde van {place} is te lang: hooguit {limits['max_length']} tekens."
        case "too_long":
            return f"Er staat te veel in {place}: hooguit {limits['max_length']}."
        case "string_too_short" | "too_short":
            return f"De waarde van {place} is leeg. Vul haar in, of laat de sleutel weg als zij niet verplicht is."
        case "literal_error" if error["loc"][-1] == "channel":
            return f"Dit kanaal bestaat niet. Kies voor {place} uit: {', '.join(CHANNELS)}."
        case "literal_error":
            return f"De waarde van {place} mag alleen {limits['expected'].replace(' or ', ' of ')} zijn."
        case "value_error":
            return f"Een uitzondering in {place} noemt niets: geef een 'rule', een 'quote' of allebei."
        case _:
            return f"De waarde van {place} klopt niet. Wat er mag staan, staat op /docs."


def _json_sentence(error: str) -> str:
    at = _AT.search(error)
    place = f" (regel {at[1]}, teken {at[2]})" if at else ""
    if "surrogate" in error or "hex escape" in error:
        return f"Er staat een halve emoji (een los surrogaat) in de JSON{place}. Knip een tekst niet midden in een emoji af."
    if "unicode" in error:
        return f"De aanvraag is geen geldige UTF-8{place}."
    return f"De aanvraag is geen geldige JSON{place}."


def _place(loc: tuple[str | int, ...]) -> str:
    """Where in the body something is wrong. A key that cannot be the name of one may be anything, so it is not repeated."""
    parts = [str(part) if isinstance(part, int) or (part.isidentifier() and len(part) <= _LONGEST_KEY) else "…" for part in loc]
    return f"'{'.'.join(parts)}'"
