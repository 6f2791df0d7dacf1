"""What a rule file may say, strictly: unknown keys, two verbs and missing evidence are errors.

These pydantic models are the edge; the rest of the package reads the frozen dataclasses of `webcarelint.pack.pack`.
"""

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from webcarelint.model import Channel, Gate, Severity, Strength
from webcarelint.pack.pack import Verb

VERBS: tuple[Verb, ...] = get_args(Verb)


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Names = Annotated[list[str], BeforeValidator(_as_list), Field(min_length=1)]
Mood = Literal["statement", "question", "conditional", "subordinate", "imperative", "infinitive", "participle", "wish", "guess"]
Moods = Annotated[list[Mood], BeforeValidator(_as_list), Field(min_length=1)]
Who = Literal["ik", "wij", "klant", "men", "derde", "geen"]
Subjects = Annotated[list[Who], BeforeValidator(_as_list), Field(min_length=1)]
NonEmpty = Annotated[str, Field(min_length=1)]
Examples = Annotated[list["ExampleModel"], Field(min_length=1)]
TokenPattern = list[dict[str, Any]]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ClauseModel(Strict):
    """A pattern over clauses. Every key that is given must hold; lists are alternatives. CONTRIBUTING.md says what each key asks."""

    mood: Moods | None = None
    subject: Subjects | None = None
    lemma: Names | None = None
    lemma_not: Names | None = None
    modal: Names | None = None
    modal_not: Names | None = None
    perfect: bool | None = None
    past: bool | None = None
    opens: bool | None = None
    passive: bool | None = None
    negated: bool | None = None
    question_mark: bool | None = None
    has: Names | None = None
    has_too: Names | None = None
    has_not: Names | None = None
    subject_lemma: Names | None = None
    subject_ends: Names | None = None
    generic: bool | None = None
    next_has: Names | None = None


class SignalModel(Strict):
    about: NonEmpty
    on: Literal["reply", "customer"] = "reply"
    phrases: Names | None = None
    tokens: list[TokenPattern] | None = None
    tree: list[TokenPattern] | None = None
    regex: Names | None = None
    clauses: list[ClauseModel] | None = None
    includes: Names | None = None
    where: Names | None = None
    without: Names | None = None
    outside: Names | None = None
    beside: Names | None = None
    in_clause_with: Names | None = None
    not_in_clause_with: Names | None = None
    except_: Names | None = Field(default=None, alias="except")
    style_phrases: str | None = None
    style_allows: str | None = None
    zone: Literal["opening", "body", "closing", "anywhere"] = "anywhere"
    quotes: bool = False
    python: bool = False
    timeout_ms: Annotated[int, Field(gt=0, le=1000)] = 50

    @model_validator(mode="after")
    def has_a_matcher(self) -> "SignalModel":
        ways = (self.phrases, self.tokens, self.tree, self.regex, self.clauses, self.includes, self.style_phrases)
        if not self.python and not any(ways):
            raise ValueError("een signaal heeft phrases, tokens, tree, regex, clauses, includes of python nodig")
        return self


class EvidenceModel(Strict):
    claim: NonEmpty
    source: NonEmpty
    strength: Strength


class ExampleModel(Strict):
    """A reply that a rule must (`bad`) or must not (`good`) fire on; a bare string is a reply without context."""

    text: NonEmpty
    customer: str | None = None
    channel: Channel = "unknown"
    customer_name: str | None = None
    agent: str | None = None
    source: Literal["human", "ai", "assisted"] = "human"
    thread: list[str] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def bare_text(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value


class BoundsModel(Strict):
    measure: NonEmpty
    at_most: float | None = None
    at_least: float | None = None
    per_channel: dict[str, float] | None = None


class RuleModel(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*/[a-z0-9-]+$")]
    aliases: list[str] = Field(default_factory=list)
    title: NonEmpty
    title_en: NonEmpty
    finds: str | None = None
    replaces: dict[str, str] | None = None
    requires: Names | None = None
    mixes: Annotated[list[str], Field(min_length=2, max_length=2)] | None = None
    measures: BoundsModel | None = None
    at_most: Annotated[int, Field(ge=0)] = 0
    when: Names | None = None
    unless: Names | None = None
    needs: list[Literal["customer", "channel", "customer_name", "thread", "agent"]] = Field(default_factory=list)
    within: Literal["draft", "sentence"] = "draft"
    in_: Literal["draft", "opening", "closing", "customer"] = Field(default="draft", alias="in")
    channels: list[Channel] | None = None
    sources: list[Literal["human", "ai", "assisted"]] | None = None
    when_style: dict[str, Any] = Field(default_factory=dict)
    severity: Severity
    gate: Gate = "none"
    weight: Annotated[float, Field(ge=0, le=100)]
    dimension: NonEmpty
    message: NonEmpty
    message_en: str | None = None
    better: str | None = None
    safe: bool = False
    why: NonEmpty
    evidence: EvidenceModel
    bad: Examples
    good: Examples
    any_language: bool = False
    enabled: bool = True
    precision: Annotated[float, Field(ge=0, le=1)] | None = None
    judged: Annotated[int, Field(ge=0)] = 0

    @model_validator(mode="after")
    def one_verb(self) -> "RuleModel":
        used = [verb for verb in VERBS if getattr(self, verb) is not None]
        if len(used) != 1:
            found = " en ".join(used) if used else "geen"
            raise ValueError(f"een regel heeft precies één werkwoord ({', '.join(VERBS)}); deze heeft {found}")
        if self.precision is not None and self.precision < 0.90 and self.gate == "block":
            raise ValueError("een regel met een gemeten precisie onder 0,90 mag niet blokkeren (gate = block)")
        if self.precision is not None and self.precision < 0.75 and self.enabled:
            raise ValueError("een regel met een gemeten precisie onder 0,75 staat standaard uit (enabled = false)")
        return self


class PackModel(Strict):
    pack: str | None = None
    lists: dict[str, list[str]] = Field(default_factory=dict)
    signals: dict[str, SignalModel] = Field(default_factory=dict)
    rules: list[RuleModel] = Field(default_factory=list)
