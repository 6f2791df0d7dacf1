"""Signals and rules as the rest of the package reads them: frozen, ordered, and knowing where they were written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from webcarelint.model import Channel, Draft, Evidence, Gate, Severity, Source
from webcarelint.wilson import wilson

Verb = Literal["finds", "replaces", "requires", "mixes", "measures"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a rule file something stands; the line is looked up only when it is asked for."""

    path: Path
    key: tuple[str | int, ...]

    @property
    def line(self) -> int:
        from webcarelint.toml_places import line_of

        return line_of(self.path, self.key)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


REFERENCES: Final = ("includes", "where", "without", "outside", "beside", "in_clause_with", "not_in_clause_with")
"""The fields of a signal that name other signals."""


@dataclass(frozen=True, slots=True)
class ClausePattern:
    """Which clauses a signal wants. None is 'any'."""

    mood: frozenset[str] | None = None
    subject: frozenset[str] | None = None
    lemma: frozenset[str] | None = None
    lemma_not: frozenset[str] | None = None
    modal: frozenset[str] | None = None
    modal_not: frozenset[str] | None = None
    perfect: bool | None = None
    past: bool | None = None
    opens: bool | None = None
    passive: bool | None = None
    negated: bool | None = None
    question_mark: bool | None = None
    has: frozenset[str] | None = None
    has_too: frozenset[str] | None = None
    has_not: frozenset[str] | None = None
    subject_lemma: frozenset[str] | None = None
    subject_ends: frozenset[str] | None = None
    generic: bool | None = None
    next_has: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """How to find one thing that may be there. Lists are already expanded."""

    name: str
    about: str
    place: Place | None = None
    on: Literal["reply", "customer"] = "reply"
    phrases: tuple[str, ...] = ()
    tokens: tuple[tuple[Mapping[str, Any], ...], ...] = ()
    tree: tuple[tuple[Mapping[str, Any], ...], ...] = ()
    regex: tuple[str, ...] = ()
    clauses: tuple[ClausePattern, ...] = ()
    includes: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    in_clause_with: tuple[str, ...] = ()
    not_in_clause_with: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()
    style_phrases: str | None = None
    style_allows: str | None = None
    zone: Literal["opening", "body", "closing", "anywhere"] = "anywhere"
    quotes: bool = False
    python: bool = False
    timeout_ms: int = 50
    bundled: bool = False

    @property
    def reads(self) -> tuple[str, ...]:
        """The other signals that it is built from or depends on."""
        return tuple(name for role in REFERENCES for name in getattr(self, role))

    @property
    def needs(self) -> frozenset[str]:
        """Which capabilities of a pipeline the matchers of this signal use, beyond the tokenizer."""
        needed: set[str] = set()
        if self.clauses:
            needed |= {"sents", "pos", "morph", "dep", "lemma"}
        if self.tree:
            needed |= {"dep"}
        return frozenset(needed) | self.token_needs | _attribute_needs(self.tree)

    @property
    def token_needs(self) -> frozenset[str]:
        """Which capabilities its token patterns ask for: without them a Matcher refuses to look at all."""
        return _attribute_needs(self.tokens)


_ATTRIBUTE_NEEDS = {"POS": "pos", "MORPH": "morph", "LEMMA": "lemma", "DEP": "dep", "TAG": "tag", "SENT_START": "sents"}


def _attribute_needs(patterns: Iterable[Iterable[Mapping[str, Any]]]) -> frozenset[str]:
    keys = {key for pattern in patterns for token in pattern for key in _flat_keys(token)}
    return frozenset(need for attribute, need in _ATTRIBUTE_NEEDS.items() if attribute in keys)


def _flat_keys(value: object) -> Iterable[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _flat_keys(inner)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A measure and the numbers between which it may lie."""

    measure: str
    at_most: float | None = None
    at_least: float | None = None
    per_channel: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One judgement over signals or a measure, with its evidence and its proof."""

    id: str
    title: str
    title_en: str
    verb: Verb
    signals: tuple[str, ...]
    severity: Severity
    gate: Gate
    weight: float
    dimension: str
    message: str
    why: str
    evidence: Evidence
    place: Place
    replaces: Mapping[str, str] = field(default_factory=dict)
    bounds: Bounds | None = None
    at_most: int = 0
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    within: Literal["draft", "sentence"] = "draft"
    zone: Literal["draft", "opening", "closing", "customer"] = "draft"
    channels: frozenset[Channel] | None = None
    sources: frozenset[Source] | None = None
    when_style: Mapping[str, Any] = field(default_factory=dict)
    better: str | None = None
    safe: bool = False
    message_en: str | None = None
    aliases: tuple[str, ...] = ()
    any_language: bool = False
    """Whether it holds for a reply in any language; other rules know Dutch and are skipped on a reply that is not."""
    enabled: bool = True
    precision: float | None = None
    judged: int = 0
    bad: tuple[Draft, ...] = ()
    good: tuple[Draft, ...] = ()

    @property
    def reads(self) -> tuple[str, ...]:
        """Every signal that this rule looks at, in whatever role."""
        return (*self.signals, *self.when, *self.unless)

    @property
    def hinges_on(self) -> frozenset[str]:
        """The signals without which this rule finds nothing, each of them."""
        looked_for = {"finds": self.signals[:1], "replaces": self.signals[:1], "mixes": self.signals}.get(self.verb, ())
        return frozenset((*looked_for, *self.when))

    @property
    def interval(self) -> tuple[float, float] | None:
        """Between which bounds the measured precision lies, with 95 % confidence; None when nothing tells how many were judged."""
        return wilson(round(self.precision * self.judged), self.judged) if self.precision is not None and self.judged else None


@dataclass(frozen=True, slots=True)
class Pack:
    """Signals and rules, from one or more files, in the order in which they were read."""

    signals: Mapping[str, Signal]
    rules: tuple[Rule, ...]
    digest: str = ""
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def rule(self, name: str) -> Rule | None:
        """The rule with this id or alias."""
        return next((r for r in self.rules if r.id == name or name in r.aliases), None)

    def needs_whole_draft(self, rule: Rule) -> bool:
        """Whether the rule can only be judged on a whole reply, and not on a part of it such as one paragraph.

        A rule that asks what is absent, how much there is, or what else stands in the reply does; so does one whose signals
        are computed in Python, for those may look anywhere.
        """
        counts = rule.verb in ("requires", "mixes", "measures") or rule.at_most > 0 or rule.zone != "draft"
        around = rule.within == "draft" and any(self._about_reply(name) for name in (*rule.when, *rule.unless))
        return counts or around or any(self._looks_around(name, frozenset()) for name in rule.reads)

    def _about_reply(self, name: str) -> bool:
        return self.signals[name].on == "reply"

    def _looks_around(self, name: str, seen: frozenset[str]) -> bool:
        """Whether the places of a signal depend on more of the reply than those places."""
        signal = self.signals[name]
        if signal.on == "customer" or name in seen:
            return False
        wide = signal.python or signal.zone != "anywhere" or any(map(self._about_reply, (*signal.where, *signal.without)))
        return wide or any(self._looks_around(other, seen | {name}) for other in (*signal.includes, *signal.outside))

    def with_rules(self, rules: Iterable[Rule]) -> "Pack":
        return replace(self, rules=tuple(rules))


def reached(start: str, direct: Mapping[str, Iterable[str]]) -> set[str]:
    """This name and every name that it leads to, at any remove."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(direct[name])
    return found


def digest_of(sources: Iterable[bytes]) -> str:
    """A short name for the exact contents of rule files."""
    total = sha256()
    for source in sources:
        total.update(sha256(source).digest())
    return total.hexdigest()[:12]
