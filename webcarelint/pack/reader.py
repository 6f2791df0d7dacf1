"""From TOML files to a `Pack`, strictly. Every error ends in `path:line`."""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from webcarelint.errors import PackError
from webcarelint.model import Draft, Evidence
from webcarelint.pack.bundled import bundled_rules
from webcarelint.pack.faults import fail, nearest
from webcarelint.pack.lists import in_regex, is_list, named_in, words_of
from webcarelint.pack.pack import REFERENCES, Bounds, ClausePattern, Pack, Place, Rule, Signal, Verb, digest_of
from webcarelint.pack.schema import VERBS, ClauseModel, ExampleModel, PackModel, RuleModel, SignalModel
from webcarelint.toml_places import read_toml


def read_pack(files: Sequence[Path]) -> Pack:
    """One Pack of these files, in this order. Raises PackError for anything that is not allowed, and when there is no rule and no signal."""
    models = [(file, _validated(file)) for file in files]
    if not any(model.signals or model.rules for _, model in models):
        raise PackError("Hier staan geen signalen en geen regels in:", files[0], 1)
    lists = _lists(models)
    signals = _signals(models, lists)
    return Pack(signals, tuple(_rules(models, signals)), digest_of(file.read_bytes() for file in files), _spelt_out(models, lists))


def _validated(path: Path) -> PackModel:
    raw = read_toml(path, PackError)
    try:
        return PackModel.model_validate(raw)
    except ValidationError as cause:
        error = cause.errors(include_url=False)[0]
        fail(path, error["loc"], _sentence(error))


def _sentence(error: Mapping[str, Any]) -> str:
    """One pydantic error as one Dutch sentence."""
    loc = [part for part in error["loc"] if isinstance(part, str)]
    name = loc[-1] if loc else ""
    match error["type"]:
        case "extra_forbidden":
            return f"Onbekende sleutel '{name}'.{nearest(name, _known_keys(loc))}"
        case "missing":
            return f"De sleutel '{name}' ontbreekt."
        case "value_error":
            return f"{str(error['ctx']['error'])[0].upper()}{str(error['ctx']['error'])[1:]}."
        case "literal_error":
            return f"'{name}' mag alleen {error['ctx']['expected'].replace(' or ', ' of ')} zijn."
        case _:
            return f"De waarde van '{name}' klopt niet ({error['msg']})."


def _known_keys(loc: list[str]) -> list[str]:
    """The keys that are allowed where the last part of `loc` stands."""
    parent = loc[-2] if len(loc) > 1 else ""
    model: type[Any] = PackModel
    if parent == "rules":
        model = RuleModel
    elif parent == "clauses":
        model = ClauseModel
    elif len(loc) > 2 and loc[-3] == "signals":
        model = SignalModel
    elif parent in ("bad", "good"):
        model = ExampleModel
    return [field.alias or key for key, field in model.model_fields.items()]


def _lists(models: list[tuple[Path, PackModel]]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    paths: dict[str, Path] = {}
    for path, model in models:
        for name, words in model.lists.items():
            if name in lists:
                fail(path, ("lists", name), f"De lijst '{name}' bestaat al.")
            lists[name], paths[name] = words, path
    try:
        TopologicalSorter({name: named_in(words) for name, words in lists.items()}).prepare()
    except CycleError as circle:
        name = circle.args[1][0]
        fail(paths[name], ("lists", name), f"De lijst '@{name}' noemt zichzelf, misschien door een andere lijst heen.")
    return lists


class _Expander:
    """Replaces `@list` by the words of that list, in word lists, token patterns and (as alternatives) regexes."""

    def __init__(self, path: Path, key: tuple[str | int, ...], lists: Mapping[str, list[str]]) -> None:
        self.path, self.key, self.lists = path, key, lists

    def words(self, words: Iterable[str] | None) -> list[str]:
        try:
            return words_of(words or (), self.lists)
        except KeyError as cause:
            self._no_list(cause.args[0])

    def regex(self, pattern: str) -> str:
        try:
            return in_regex(pattern, self.lists)
        except KeyError as cause:
            self._no_list(cause.args[0])

    def _no_list(self, name: str) -> NoReturn:
        fail(self.path, self.key, f"De lijst '@{name}' bestaat niet.{nearest(name, self.lists)}")

    def tokens(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self.tokens(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return self.words(value) if all(isinstance(v, str) for v in value) else [self.tokens(v) for v in value]
        return self.words([value]) if isinstance(value, str) and is_list(value) else value

    def clause(self, model: ClauseModel) -> ClausePattern:
        values: dict[str, Any] = {}
        for name in ClauseModel.model_fields:
            value = getattr(model, name)
            values[name] = frozenset(word.lower() for word in self.words(value)) if isinstance(value, list) else value
        return ClausePattern(**values)


def _spelt_out(models: list[tuple[Path, PackModel]], lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """The lists, with the words of another list for each `@list` in them."""
    return {
        name: tuple(_Expander(path, ("lists", name), lists).words(words)) for path, model in models for name, words in model.lists.items()
    }


def _signals(models: list[tuple[Path, PackModel]], lists: Mapping[str, list[str]]) -> dict[str, Signal]:
    signals: dict[str, Signal] = {}
    for path, model in models:
        for name, given in model.signals.items():
            key = ("signals", name)
            if name in signals:
                fail(path, key, f"Het signaal '{name}' bestaat al.")
            signals[name] = _signal(name, given, _Expander(path, key, lists))
        for rule in model.rules:
            if rule.replaces:
                signals[_replaced(rule)] = _old_words(rule, path)
    return signals


def _replaced(rule: RuleModel) -> str:
    """The name of the signal that finds the words a rule replaces."""
    return f"_vervangt:{rule.id}"


def _old_words(rule: RuleModel, path: Path) -> Signal:
    import regex

    words = "|".join(regex.escape(word, special_only=True) for word in sorted(rule.replaces or (), key=len, reverse=True))
    return Signal(
        name=_replaced(rule), about=rule.title, regex=(rf"(?<![\w-])(?:{words})(?![\w-])",), bundled=path.parent == bundled_rules()
    )


def _signal(name: str, given: SignalModel, expand: _Expander) -> Signal:
    bundled = expand.path.parent == bundled_rules()
    if not bundled:  # ours are compiled by the tests; here it would cost every start half a second
        for pattern in (*(given.regex or ()), *(given.except_ or ())):
            _check_regex(expand.regex(pattern), expand)
    others: dict[str, Any] = {role: tuple(getattr(given, role) or ()) for role in REFERENCES}
    return Signal(
        name=name,
        about=given.about,
        place=Place(expand.path, expand.key),
        on=given.on,
        phrases=tuple(expand.words(given.phrases)),
        tokens=tuple(tuple(expand.tokens(token) for token in pattern) for pattern in given.tokens or ()),
        tree=tuple(tuple(expand.tokens(token) for token in pattern) for pattern in given.tree or ()),
        regex=tuple(expand.regex(pattern) for pattern in given.regex or ()),
        clauses=tuple(expand.clause(clause) for clause in given.clauses or ()),
        except_=tuple(expand.regex(pattern) for pattern in given.except_ or ()),
        style_phrases=given.style_phrases,
        style_allows=given.style_allows,
        zone=given.zone,
        quotes=given.quotes,
        python=given.python,
        timeout_ms=given.timeout_ms,
        bundled=bundled,
        **others,
    )


def _check_regex(pattern: str, expand: _Expander) -> None:
    import regex

    try:
        regex.compile(pattern, regex.IGNORECASE)
    except regex.error as cause:
        fail(expand.path, expand.key, f"Deze reguliere expressie is ongeldig: {cause}.")


def _rules(models: list[tuple[Path, PackModel]], signals: Mapping[str, Signal]) -> Iterable[Rule]:
    seen: dict[str, Place] = {}
    for path, model in models:
        for number, given in enumerate(model.rules):
            place = Place(path, ("rules", number))
            for name in (given.id, *given.aliases):
                if name in seen:
                    fail(path, (*place.key, "id"), f"De regel '{name}' bestaat al.")
                seen[name] = place
            yield _rule(given, place, signals)


def _rule(given: RuleModel, place: Place, signals: Mapping[str, Signal]) -> Rule:
    verb: Verb = next(verb for verb in VERBS if getattr(given, verb) is not None)
    reads = _signals_of(given)
    needs = set(given.needs)
    if any(signals[name].on == "customer" for name in (*reads, *(given.when or ())) if name in signals):
        needs.add("customer")
    if given.channels is not None and "unknown" not in given.channels:
        needs.add("channel")
    return Rule(
        id=given.id,
        title=given.title,
        title_en=given.title_en,
        verb=verb,
        signals=reads,
        severity=given.severity,
        gate=given.gate,
        weight=given.weight,
        dimension=given.dimension,
        message=given.message,
        message_en=given.message_en,
        why=given.why,
        evidence=Evidence(given.evidence.claim, given.evidence.source, given.evidence.strength),
        place=place,
        replaces=dict(given.replaces or {}),
        bounds=_bounds(given),
        at_most=given.at_most,
        when=tuple(given.when or ()),
        unless=tuple(given.unless or ()),
        needs=tuple(sorted(needs)),
        within=given.within,
        zone=given.in_,
        channels=frozenset(given.channels) if given.channels is not None else None,
        sources=frozenset(given.sources) if given.sources is not None else None,
        when_style=dict(given.when_style),
        better=given.better,
        safe=given.safe,
        aliases=tuple(given.aliases),
        any_language=given.any_language,
        enabled=given.enabled,
        precision=given.precision,
        judged=given.judged,
        bad=tuple(_draft(example) for example in given.bad),
        good=tuple(_draft(example) for example in given.good),
    )


def _signals_of(given: RuleModel) -> tuple[str, ...]:
    if given.finds is not None:
        return (given.finds,)
    if given.replaces is not None:
        return (_replaced(given),)
    return tuple(given.requires or given.mixes or ())


def _bounds(given: RuleModel) -> Bounds | None:
    if given.measures is None:
        return None
    return Bounds(given.measures.measure, given.measures.at_most, given.measures.at_least, dict(given.measures.per_channel or {}))


def _draft(example: ExampleModel) -> Draft:
    return Draft(
        text=example.text,
        customer=example.customer,
        channel=example.channel,
        customer_name=example.customer_name,
        agent=example.agent,
        source=example.source,
        thread=tuple(example.thread),
    )
