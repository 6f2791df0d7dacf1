"""The contract of the gate, schema 1: what goes in (`GateRequest`) and what comes out (`GateAnswer`).

Offsets are half-open ranges of Unicode code points in the text as it was given, HTML and Markdown included. Times are in ms.
Keys that the contract does not name are refused, and every text has a limit.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic.json_schema import models_json_schema

from webcarelint.model import CHANNEL_ALIASES, CHANNELS, Channel, Gate, Severity, Source, Strength, Verdict

SCHEMA_ID: Final = "https://webcarelint.nl/schema/gate-1.json"
LONGEST_TEXT: Final = 50_000
"""Code points of a text, markup included. Mails with their whole history stay below it."""
LONGEST_NAME: Final = 200
MOST_EARLIER: Final = 100
MOST_WAIVERS: Final = 100
LONGEST_DEADLINE_MS: Final = 60_000

Format = Literal["text", "html", "markdown"]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Name = Annotated[str, Field(max_length=LONGEST_NAME)]


def _canonical_channel(value: object) -> object:
    return CHANNEL_ALIASES.get(value.lower(), value.lower()) if isinstance(value, str) else value


ChannelName = Annotated[
    Channel, BeforeValidator(_canonical_channel), WithJsonSchema({"type": "string", "enum": [*CHANNELS, *sorted(CHANNEL_ALIASES)]})
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Waiver(_Strict):
    """An exception that somebody makes, and why. It names a rule, a quoted place, or both: a rule at that place.

    A quoted place is words of the reply as a reader sees them; findings that lie within them are waived. A waiver without a
    reason, past `until` (the last day that it counts), for an unknown rule or for nothing is not applied, and is itself a finding.
    """

    rule: Name | None = None
    quote: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)] | None = None
    reason: Annotated[str, Field(max_length=1000)] = ""
    until: date | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if self.rule is None and self.quote is None:
            raise ValueError("rule of quote")
        return self


class GateRequest(_Strict):
    """A reply that is about to be sent, with what is known of the conversation.

    `thread` holds the earlier replies of the organisation in this conversation, oldest first. `profile` names a [profiles.NAME]
    of the house style. Rules that have not run `deadline_ms` after the request came in are left out, and the answer says so.
    """

    schema_: Literal[1] = Field(default=1, alias="schema")
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
    format: Format = "text"
    channel: ChannelName = "unknown"
    profile: Name | None = None
    thread: Annotated[tuple[Text, ...], Field(max_length=MOST_EARLIER)] = ()
    customer: Text | None = None
    customer_name: Name | None = None
    agent: Name | None = None
    source: Source = "human"
    waive: Annotated[tuple[Waiver, ...], Field(max_length=MOST_WAIVERS)] = ()
    deadline_ms: Annotated[int, Field(ge=1, le=LONGEST_DEADLINE_MS)] | None = None


class EvidenceAnswer(_Strict):
    claim: str
    source: str
    strength: Strength


class FindingAnswer(_Strict):
    """A finding as every door shows it. In plain text `text[start:end] == match`; in markup that range covers the match."""

    rule: str
    dimension: str
    severity: Severity
    gate: Gate
    start: int
    end: int
    match: str
    message: str
    why: str
    better: str | None
    safe: bool
    points: float
    evidence: EvidenceAnswer


class Waived(_Strict):
    """A finding that does not count because somebody waived it, with the reason they gave."""

    rule: str
    start: int
    end: int
    match: str
    reason: str


class SkippedAnswer(_Strict):
    """A rule that did not run, and why."""

    rule: str
    reason: str


class GateAnswer(_Strict):
    """What the gate says.

    `verdict` is `send`, `revise` or `hold`. `score` is null when the reply could not be checked at all. `message` is for the agent,
    in Dutch. `fixed_text` is the given text with every safe correction made, null when there is none. `incomplete` says that
    rules were cut off by the clock or that checking failed; `skipped` names every rule that did not run.
    """

    schema_: Literal[1] = Field(default=1, alias="schema")
    verdict: Verdict
    score: float | None
    findings: tuple[FindingAnswer, ...]
    waived: tuple[Waived, ...] = ()
    message: str
    fixed_text: str | None
    incomplete: bool
    skipped: tuple[SkippedAnswer, ...]
    fingerprint: str
    elapsed_ms: float

    def as_json(self) -> str:
        """The answer as one line of JSON, by the names of the contract."""
        return self.model_dump_json(by_alias=True)

    def to_dict(self) -> Mapping[str, Any]:
        """The answer as plain JSON values, by the names of the contract."""
        return self.model_dump(mode="json", by_alias=True)


def json_schema() -> dict[str, Any]:
    """The contract as JSON Schema: a document is valid when it is a request or an answer; `$defs` names both."""
    _, definitions = models_json_schema([(GateRequest, "validation"), (GateAnswer, "serialization")], by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "The gate of webcarelint",
        "anyOf": [{"$ref": "#/$defs/GateRequest"}, {"$ref": "#/$defs/GateAnswer"}],
        "$defs": definitions["$defs"],
    }
