"""What nothing proves or needs: examples that fire rules of others, exceptions that no example needs, rules that no reply fires."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from webcarelint.examples import Failure, Kind, applying, examples_of
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.model import Draft
from webcarelint.pack import Pack, Place, Rule, Signal

Role = Literal["except", "without", "unless"]


@dataclass(frozen=True, slots=True)
class Foreign:
    """An example of one rule that fires another one, which is no mistake, and worth a look."""

    rule: str
    kind: Kind
    text: str
    fired: tuple[str, ...]
    place: Place

    @property
    def same_family(self) -> tuple[str, ...]:
        """The rules that fired and are of the example's own family: one of the two may be too broad."""
        family = self.rule.partition("/")[0]
        return tuple(rule for rule in self.fired if rule.partition("/")[0] == family)


@dataclass(frozen=True, slots=True)
class Unneeded:
    """An exception that can be taken away without any example noticing: an example is missing, or the exception is too much."""

    owner: str
    role: Role
    what: str
    place: Place


@dataclass(frozen=True, slots=True)
class Proof:
    """What a test found. Only failures fail it; the rest is worth a look. `silent` is None when no replies were given."""

    rules: int
    examples: int
    failures: tuple[Failure, ...]
    foreign: tuple[Foreign, ...] = ()
    unneeded: tuple[Unneeded, ...] = ()
    silent: tuple[str, ...] | None = None

    def to_dict(self) -> dict[str, object]:
        return {
            "schema": 1,
            "rules": self.rules,
            "examples": self.examples,
            "failures": [{"rule": f.rule, "kind": f.kind, "text": f.text, "place": str(f.place)} for f in self.failures],
            "foreign": [{"rule": f.rule, "kind": f.kind, "fired": list(f.fired), "place": str(f.place)} for f in self.foreign],
            "unneeded": [{"owner": u.owner, "role": u.role, "what": u.what, "place": str(u.place)} for u in self.unneeded],
            "silent": list(self.silent) if self.silent is not None else None,
        }


def foreign_findings(linter: Linter, rules: Iterable[Rule]) -> Iterator[Foreign]:
    """Examples of these rules that fire another rule, each under a house style in which its own rule applies.

    Rules that ask for something are left out: an example is a fragment, and has neither greeting nor name under it.
    """
    asking = {rule.id for rule in linter.pack.rules if rule.verb == "requires"}
    for rule, styled in applying(linter, rules):
        for kind, drafts in examples_of(rule):
            for number, report in enumerate(styled.check_many(drafts)):
                fired = tuple(dict.fromkeys(f.rule for f in report.findings if f.rule != rule.id and f.rule not in asking))
                if fired:
                    yield Foreign(rule.id, kind, drafts[number].text, fired, Place(rule.place.path, (*rule.place.key, kind, number)))


def silent_rules(linter: Linter, rules: Iterable[Rule], drafts: Sequence[Draft]) -> tuple[str, ...]:
    """The rules that fire on none of these replies, each under a house style in which it applies."""
    waiting = {rule.id: rule for rule in rules if rule.enabled}
    fired: set[str] = set()
    by_style: dict[HouseStyle, list[Rule]] = defaultdict(list)
    for rule, styled in applying(linter, waiting.values()):
        by_style[styled.style].append(rule)
    for style, here in by_style.items():
        restricted = Linter(linter.pack.with_rules(here), style, linter.nlp)
        fired |= {finding.rule for report in restricted.check_many(drafts) for finding in report.findings}
    return tuple(rule for rule in waiting if rule not in fired)


def unneeded_exceptions(linter: Linter, rules: Sequence[Rule], signals: Collection[str]) -> Iterator[Unneeded]:
    """Exceptions of these rules and signals that no example of any rule needs.

    One is needed when taking it away makes a rule fire, or fall silent, on an example of its own.
    """
    examples = _Examples(linter)
    for rule in rules:
        for name in rule.unless if rule.enabled else ():
            less = replace(rule, unless=tuple(other for other in rule.unless if other != name))
            if not examples.notice(_with_rule(linter.pack, less), [rule]):
                yield Unneeded(rule.id, "unless", name, Place(rule.place.path, (*rule.place.key, "unless")))
    for name in signals:
        yield from _unneeded_of(linter.pack, linter.pack.signals[name], examples)


def _unneeded_of(pack: Pack, signal: Signal, examples: "_Examples") -> Iterator[Unneeded]:
    place = signal.place
    if place is None:
        return
    readers = [rule for rule in pack.rules if rule.enabled and signal.name in _seen_by(rule, pack)]
    for name in signal.without:
        less = replace(signal, without=tuple(other for other in signal.without if other != name))
        if not examples.notice(_with_signal(pack, less), readers):
            yield Unneeded(signal.name, "without", name, Place(place.path, (*place.key, "without")))
    for pattern in signal.except_:
        found = regex.compile(pattern, regex.IGNORECASE | regex.MULTILINE).search
        touched = [rule for rule in readers if any(found(text) for text in examples.texts(rule, signal.on))]
        less = replace(signal, except_=tuple(other for other in signal.except_ if other != pattern))
        if not touched or not examples.notice(_with_signal(pack, less), touched):
            yield Unneeded(signal.name, "except", pattern, Place(place.path, (*place.key, "except")))


def _with_rule(pack: Pack, changed: Rule) -> Pack:
    return pack.with_rules(changed if rule.id == changed.id else rule for rule in pack.rules)


def _with_signal(pack: Pack, changed: Signal) -> Pack:
    return replace(pack, signals={**pack.signals, changed.name: changed})


def _seen_by(rule: Rule, pack: Pack) -> frozenset[str]:
    """Every signal that can change what a rule does: those it reads, and those that they are made of."""
    seen: set[str] = set()
    waiting = list(rule.reads)
    while waiting:
        name = waiting.pop()
        if name in seen or name not in pack.signals:
            continue
        seen.add(name)
        signal = pack.signals[name]
        waiting += [*signal.includes, *signal.where, *signal.without, *signal.outside]
    return frozenset(seen)


class _Examples:
    """The examples of all rules, and what each rule does on its own."""

    def __init__(self, linter: Linter) -> None:
        self._linter = linter
        self._styles = {rule.id: styled.style for rule, styled in applying(linter, linter.pack.rules)}

    def texts(self, rule: Rule, on: Literal["reply", "customer"]) -> Iterator[str]:
        for _, drafts in examples_of(rule):
            yield from (draft.text if on == "reply" else draft.customer or "" for draft in drafts)

    def notice(self, pack: Pack, rules: Sequence[Rule]) -> bool:
        """Whether one of these rules does something else on an example of its own with this pack."""
        by_style: dict[HouseStyle, list[Rule]] = defaultdict(list)
        for rule in rules:
            by_style[self._styles[rule.id]].append(rule)
        return any(self._differs(pack, style, here) for style, here in by_style.items())

    def _differs(self, pack: Pack, style: HouseStyle, rules: Sequence[Rule]) -> bool:
        names = {rule.id for rule in rules}
        changed = Linter(pack.with_rules(rule for rule in pack.rules if rule.id in names), style, self._linter.nlp)
        return any(
            any(finding.rule == rule.id for finding in report.findings) != (kind == "bad")
            for rule in rules
            for kind, drafts in examples_of(rule)
            for report in changed.check_many(drafts)
        )
