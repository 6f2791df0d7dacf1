"""The one API: drafts in, reports out. `check` is `check_many` of one draft; there is no other engine call."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from webcarelint import score
from webcarelint.errors import HouseStyleError, RuleCrash
from webcarelint.house_style import HouseStyle, find_config, load_house_style
from webcarelint.judge import Hit, judge
from webcarelint.language import analysed, capabilities, load_pipeline, parser_on_demand, pipeline_identity
from webcarelint.language.cleaning import Cleaned, clean
from webcarelint.model import Draft, Finding, Report, Skipped, Span
from webcarelint.pack import Pack, Rule, bundled_rules, load_packs, reached
from webcarelint.reading import Context, Reading, Senses
from webcarelint.signals import MEASURES, SIGNALS, learnt
from webcarelint.signals.tongue import is_foreign
from webcarelint.wording import filled, form_of

if TYPE_CHECKING:
    from spacy.language import Language

NOT_DUTCH: Final = "het antwoord is niet in het Nederlands"

BATCH: Final = 64
"""How many drafts are analysed together: enough for the pipeline's speed, little enough for memory."""

OUT_OF_TIME: Final = "de tijd was op voordat deze regel aan de beurt was"

NEEDED: Final[Mapping[str, str]] = {
    "customer": "heeft het bericht van de klant nodig",
    "channel": "heeft het kanaal nodig",
    "customer_name": "heeft de naam van de klant nodig",
    "thread": "heeft eerdere antwoorden in het gesprek nodig",
    "agent": "heeft de naam of initialen van de medewerker nodig",
}
"""Why a rule is skipped that needs to know more of the conversation. How to tell it differs per door, and each door says so itself."""


_UNKNOWN: Final = (None, "", (), "unknown")


class Linter:
    """Checks drafts by a pack of rules, a house style and a Dutch pipeline. Safe to reuse; not to share between threads."""

    def __init__(self, pack: Pack, style: HouseStyle, nlp: "Language") -> None:
        self.style = style
        self.nlp = nlp
        self.capabilities = capabilities(nlp)
        self.pack = pack
        self.rules, self._off = _split(pack, style)
        self._senses = Senses(
            pack,
            nlp,
            {name: registered.computed for name, registered in SIGNALS.items()},
            {"banned_words": style.banned_words, "allowed_words": style.allowed_words},
            capabilities=self.capabilities,
            parse=parser_on_demand(nlp),
        )
        self._limits = {rule.id: style.override(rule.id, *rule.aliases).at_most for rule in self.rules}
        self._hinges = {rule.id: rule.hinges_on for rule in self.rules}
        self._context = Context(pack.lists, style.values())
        self._needs = _needs(pack)
        self._lame = self._rules_without_pipeline()
        self._dimensions = tuple(dict.fromkeys(rule.dimension for rule in pack.rules))
        self._reported = tuple(name for name in pack.signals if not name.startswith(("klant.", "_")) and self.can(name))
        self._plans: dict[tuple[str, str, tuple[str, ...]], tuple[tuple[Rule, ...], tuple[Skipped, ...]]] = {}
        self.fingerprint = self._fingerprint()

    @classmethod
    def load(cls, path: str | Path | None = None, profile: str | None = None, pipeline: str | None = None) -> "Linter":
        """A Linter by a house style file.

        `path` is a webcarelint.toml or pyproject.toml; without it the nearest one in the working folder or above it counts,
        and without any the defaults. `profile` chooses a [profiles.NAME] in it, `pipeline` overrules its pipeline.
        Raises HouseStyleError, PackError or PipelineError.
        """
        config = Path(path) if path is not None else find_config(Path.cwd())
        return cls.of(load_house_style(config, profile), pipeline=pipeline)

    @classmethod
    def of(cls, style: HouseStyle, pipeline: str | None = None) -> "Linter":
        """A Linter by a house style that is already read: what worker processes build their own from."""
        pack = load_packs([bundled_rules(), *map(Path, style.packs)], signal_texts(), MEASURES)
        nlp = load_pipeline(pipeline or style.pipeline, needs=_pipeline_needs(pack))
        return cls(pack, style, nlp)

    def warm_up(self) -> None:
        """Do now what would otherwise be done when a reply first needs it, in about two seconds: compile every expression, and read the
        examples of all rules, so that the pipeline knows the words that replies are made of. For a service that stays."""
        self._senses.compile()
        for _ in self.check_many(draft for rule in self.rules for draft in (*rule.bad, *rule.good)):
            pass

    def limited(self, limits: Mapping[str, float]) -> "Linter":
        """This Linter with other limits (`at_most`) for the rules with these ids.

        It shares the pipeline and the compiled signals, so it costs nothing, and may not be used at the same time.
        """
        known = {rule.id: limits[rule.id] for rule in self.rules if rule.id in limits}
        if not known:
            return self
        other = copy(self)
        other._limits = {**self._limits, **known}
        other.fingerprint = sha256(f"{self.fingerprint}|{sorted(known.items())}".encode()).hexdigest()[:16]
        return other

    @property
    def limits(self) -> Mapping[str, float]:
        """The limits that the house style sets, by rule; a rule that is not here has its own."""
        return {name: limit for name, limit in self._limits.items() if limit is not None}

    def check(self, draft: Draft, until: float | None = None) -> Report:
        """The report of one draft. `until` is a moment of `time.perf_counter`, in seconds: rules that have not run by then are
        skipped with the reason, and signals and measures that nobody has computed yet are left out."""
        return next(self.check_many([draft], until))

    def check_many(self, drafts: Iterable[Draft], until: float | None = None) -> Iterator[Report]:
        """The reports of many drafts, in order, analysed in batches."""
        for reading, cleaned in self.readings(drafts):
            yield self.report_of(reading, cleaned, until)

    def readings(self, drafts: Iterable[Draft]) -> Iterator[tuple[Reading, Cleaned]]:
        """Each draft with its signals, and the way back from its cleaned text to its own."""
        waiting = iter(drafts)
        while batch := [self._placed(draft) for draft in islice(waiting, BATCH)]:
            replies = [clean(draft.text) for draft in batch]
            customers = {i: clean(draft.customer).text for i, draft in enumerate(batch) if draft.customer}
            docs = analysed(self.nlp, [*(cleaned.text for cleaned in replies), *customers.values()])
            reply_docs = list(islice(docs, len(batch)))
            customer_docs = dict(zip(customers, docs, strict=True))
            for i, draft in enumerate(batch):
                yield Reading(draft, reply_docs[i], customer_docs.get(i), self._senses, self._context, MEASURES), replies[i]

    def _placed(self, draft: Draft) -> Draft:
        """The draft on its channel: a draft that names none is on the house style's."""
        return replace(draft, channel=self.style.default_channel) if draft.channel == "unknown" else draft

    def signals_of(self, reading: Reading, names: Collection[str]) -> dict[str, tuple[Span, ...]]:
        """The places of these signals, in code points of the cleaned text; signals that do not occur are left out."""
        live = reading.live
        return {name: spans for name in names if name in live and self.can(name) and (spans := self._look(reading, name))}

    def reread(self, reading: Reading) -> Reading:
        """A draft that another Linter on the same pipeline has read, for the rules and house style of this one: it is not analysed again."""
        customer = reading.customer.doc if reading.customer is not None else None
        return Reading(reading.draft, reading.reply.doc, customer, self._senses, self._context, MEASURES)

    def report_of(self, reading: Reading, cleaned: Cleaned, until: float | None = None) -> Report:
        findings, skipped = self.findings_of(reading, cleaned, until)
        total = score.overall_score(findings)
        late = _past(until)
        found = {} if late else self.signals_of(reading, self._reported)
        return Report(
            draft_id=reading.draft.id,
            findings=findings,
            score=total,
            dimensions=score.dimension_scores(findings, self._dimensions),
            verdict=score.verdict(findings, total, self.style.pass_mark),
            signals={name: tuple(cleaned.back(span) for span in spans) for name, spans in found.items()},
            skipped=skipped,
            fingerprint=self.fingerprint,
            measures={} if late else {name: reading.measure(name) for name in MEASURES},
            sentences=tuple(cleaned.back(reading.reply.words.span(*sentence)) for sentence in reading.reply.words.sentences),
        )

    def findings_of(
        self, reading: Reading, cleaned: Cleaned, until: float | None = None
    ) -> tuple[tuple[Finding, ...], tuple[Skipped, ...]]:
        """What the rules say of a draft, in the order of its text, and the rules that did not run."""
        findings: list[Finding] = []
        rules, unfit = self._fit(reading)
        skipped = [*self._off, *unfit]
        live = reading.live
        for rule in rules:
            if _past(until):
                skipped.append(Skipped(rule.id, OUT_OF_TIME, timed_out=True))
            elif self._hinges[rule.id] <= live:
                hits = self._judged(rule, reading)
                if reading.timeouts and (slow := [name for name in rule.reads if name in reading.timeouts]):
                    reason = f"de reguliere expressie van '{slow[0]}' duurde te lang en is afgebroken"
                    skipped.append(Skipped(rule.id, reason, timed_out=True))
                else:
                    findings.extend(self._finding(rule, hit, nth, reading, cleaned) for nth, hit in enumerate(hits))
        findings.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
        return tuple(findings), tuple(skipped)

    def _judged(self, rule: Rule, reading: Reading) -> list[Hit]:
        try:
            return judge(rule, reading, self._limits.get(rule.id))
        except Exception as cause:
            raise RuleCrash(rule.id, reading.draft.id) from cause

    def _look(self, reading: Reading, name: str) -> tuple[Span, ...]:
        try:
            return reading.spans(name)
        except Exception as cause:
            raise RuleCrash(name, reading.draft.id) from cause

    def _finding(self, rule: Rule, hit: Hit, nth: int, reading: Reading, cleaned: Cleaned) -> Finding:
        start, end = cleaned.back((hit.start, hit.end))
        fields = {"style": str(self.style.register), **hit.fields}
        form = form_of(reading, self.style.register) if "|" in f"{rule.message}{rule.better}" else "je"
        better = hit.fields.get("better") or (filled(rule.better, fields, form) if rule.better else None)
        return Finding(
            start=start,
            end=end,
            rule=rule.id,
            severity=rule.severity,
            message=filled(rule.message, {**fields, "better": better or ""}, form),
            match=reading.draft.text[start:end],
            points=score.points(rule.weight, nth),
            better=better or None,
            evidence=rule.evidence,
            why=rule.why,
            dimension=rule.dimension,
            gate=rule.gate,
            safe=rule.safe and bool(better),
        )

    def _fit(self, reading: Reading) -> tuple[tuple[Rule, ...], tuple[Skipped, ...]]:
        """The rules that can judge this reading, and those that cannot: on a reply in another language few know what to do."""
        rules, unfit = self._plan(reading.draft)
        if not is_foreign(reading):
            return rules, unfit
        dutch = tuple(Skipped(rule.id, NOT_DUTCH) for rule in rules if not rule.any_language)
        return tuple(rule for rule in rules if rule.any_language), (*unfit, *dutch)

    def _plan(self, draft: Draft) -> tuple[tuple[Rule, ...], tuple[Skipped, ...]]:
        """The rules that can judge a draft like this, and those that cannot, with the reason: worked out once per kind of draft."""
        known = tuple(need for need in NEEDED if getattr(draft, need) not in _UNKNOWN)
        kind = (draft.channel, draft.source, known)
        if kind not in self._plans:
            reasons = [(rule, self._reason_to_skip(rule, draft)) for rule in self.rules]
            fit = tuple(rule for rule, reason in reasons if reason is None)
            self._plans[kind] = fit, tuple(Skipped(rule.id, reason) for rule, reason in reasons if reason is not None)
        return self._plans[kind]

    def _reason_to_skip(self, rule: Rule, draft: Draft) -> str | None:
        if rule.id in self._lame:
            return self._lame[rule.id]
        for need in rule.needs:
            if getattr(draft, need) in _UNKNOWN:
                return NEEDED[need]
        if rule.channels is not None and draft.channel not in rule.channels:
            return f"geldt niet op kanaal {draft.channel}"
        if rule.sources is not None and draft.source not in rule.sources:
            return f"geldt niet voor een antwoord van bron {draft.source}"
        return None

    def can(self, name: str) -> bool:
        return self._needs[name] <= self.capabilities

    def _rules_without_pipeline(self) -> dict[str, str]:
        lame: dict[str, str] = {}
        for rule in self.rules:
            missing = sorted(set().union(*(self._needs[name] for name in rule.reads)) - self.capabilities)
            if missing:
                lame[rule.id] = f"de pijplijn geeft geen {', '.join(missing)}"
        return lame

    def _fingerprint(self) -> str:
        parts = (self.pack.digest, learnt.fingerprint(), repr(self.style), pipeline_identity(self.nlp))
        return sha256("|".join(parts).encode()).hexdigest()[:16]


def _past(until: float | None) -> bool:
    return until is not None and perf_counter() >= until


def rules_of(style: HouseStyle) -> tuple[Rule, ...]:
    """Every rule as this house style has it, also those that are off. Needs no pipeline."""
    pack = load_packs([bundled_rules(), *map(Path, style.packs)], signal_texts(), MEASURES)
    _check_overrides(pack, style)
    return tuple(_overridden(rule, style) for rule in pack.rules)


def signal_texts() -> dict[str, str]:
    """The Python senses and whose text each reads: what the pack loader needs to know of them."""
    return {name: registered.on for name, registered in SIGNALS.items()}


def _needs(pack: Pack) -> dict[str, frozenset[str]]:
    """What each signal, with every signal that it builds on, asks of the pipeline."""
    own = {name: signal.needs | (SIGNALS[name].needs if name in SIGNALS else frozenset()) for name, signal in pack.signals.items()}
    reads = {name: signal.reads for name, signal in pack.signals.items()}
    return {name: frozenset().union(*(own[other] for other in reached(name, reads))) for name in pack.signals}


def _pipeline_needs(pack: Pack) -> set[str]:
    needs: set[str] = {"sents"}
    for signal in pack.signals.values():
        needs |= signal.needs
    for registered in SIGNALS.values():
        needs |= registered.needs
    return needs | ({"dep"} if "sents" in needs else set())


def _split(pack: Pack, style: HouseStyle) -> tuple[tuple[Rule, ...], tuple[Skipped, ...]]:
    """The rules that this house style wants, as it wants them, and those that it does not, with the reason."""
    _check_overrides(pack, style)
    values = style.values()
    wanted: list[Rule] = []
    off: list[Skipped] = []
    for rule in pack.rules:
        changed = _overridden(rule, style)
        reason = _reason_off(changed, values)
        if reason is None:
            wanted.append(changed)
        else:
            off.append(Skipped(rule.id, reason))
    return tuple(wanted), tuple(off)


def _check_overrides(pack: Pack, style: HouseStyle) -> None:
    from difflib import get_close_matches

    origins = dict(style.origins)
    for name, override in style.rules:
        rule = pack.rule(name)
        if rule is None:
            close = get_close_matches(name, [r.id for r in pack.rules], n=1, cutoff=0.4)
            hint = f" Bedoel je '{close[0]}'?" if close else ""
            place = next((origin for key, origin in origins.items() if key.startswith(f"rules.{name}.")), None)
            raise HouseStyleError(f"Onbekende regel '{name}'.{hint}", place)
        if override.gate == "block" and rule.precision is not None and rule.precision < 0.90:
            raise HouseStyleError(
                f"De regel '{name}' mag niet blokkeren: zijn gemeten precisie is {rule.precision:.2f}, en daarvoor is 0,90 nodig.",
                origins.get(f"rules.{name}.gate"),
            )


def _overridden(rule: Rule, style: HouseStyle) -> Rule:
    override = style.override(rule.id, *rule.aliases)
    return replace(
        rule,
        enabled=rule.enabled if override.enabled is None else override.enabled,
        severity=override.severity or rule.severity,
        gate=override.gate or rule.gate,
        weight=rule.weight if override.weight is None else override.weight,
    )


def _reason_off(rule: Rule, values: Mapping[str, Any]) -> str | None:
    if not rule.enabled:
        return "staat uit"
    for key, wanted in rule.when_style.items():
        options = wanted if isinstance(wanted, list) else [wanted]
        value = values.get(key)
        if isinstance(value, tuple):
            value = bool(value)
        if value not in options:
            if options == [True]:
                return f"de huisstijl zegt niets over {key}"
            return f"geldt alleen bij huisstijl {key} = {', '.join(map(str, options))}"
    return None
