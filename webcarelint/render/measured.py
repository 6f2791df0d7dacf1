"""Measurements on a terminal: signals, rules, pairs, changes. 80 columns are enough."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from webcarelint.render.words import VERDICT, number

if TYPE_CHECKING:
    from webcarelint.evaluation import Comparison, Evaluation, PairEvaluation, RuleEvaluation, RuleTally
    from webcarelint.evaluation.pairs import Share
    from webcarelint.idle import Proof

T = TypeVar("T")
_KIND: Final = {"wrong": "ten onrechte", "open": "nog niet beoordeeld", "missed": "gemist"}
_OUTCOME: Final = {"lost": "verloren", "tied": "gelijk"}


def share(value: float | None, digits: int = 2) -> str:
    """A share as Dutch writes it: 0,97; a dash when there is none."""
    return "–" if value is None else f"{value:.{digits}f}".replace(".", ",")


def percent(value: float) -> str:
    """A share as a percentage: 96,2%."""
    return f"{100 * value:.1f}%".replace(".", ",")


def _table(*columns: str) -> Table:
    """A table of one column of words and, right of it, figures."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(columns):
        table.add_column(name, justify="right" if place else "left", overflow="fold")
    return table


def show_signals(out: Console, evaluation: "Evaluation", *, misses: bool = False) -> None:
    """Precision, recall, F1 and support per signal; with `misses` each label on which linter and reader differ."""
    table = _table("signaal", "precisie", "recall", "F1", "aantal")
    for name, tally in evaluation.tallies.items():
        table.add_row(name, share(tally.precision, 3), share(tally.recall, 3), share(tally.f1, 3), str(tally.support))
    out.print(table)
    macro, micro = share(evaluation.macro_f1, 3), share(evaluation.micro_f1, 3)
    out.print(Text(f"{evaluation.replies} antwoorden · macro-F1 {macro} (signalen met 5 of meer) · micro-F1 {micro}", style="bold"))
    for miss in evaluation.misses if misses else ():
        out.print(Text(f"{miss.signal}: {'te veel' if miss.found else 'gemist'} in {miss.draft_id}"))


def show_rule_evaluation(out: Console, evaluation: "RuleEvaluation", *, remarks: bool = False) -> None:
    """How far each rule can be trusted; with `remarks` every wrong, missed and unjudged finding."""
    table = _table("regel", "vuurt", "goed", "precisie (95%)", "recall", "score")
    family = ""
    for rule, tally in evaluation.tallies.items():
        if tally.found or tally.expected:
            if rule.split("/")[0] != family:
                family = rule.split("/")[0]
                table.add_row(Text(family, style="bold"))
            table.add_row(f"  {rule.partition('/')[2]}", *_figures(tally))
    out.print(table)
    silent = [rule for rule, tally in evaluation.tallies.items() if not tally.found]
    if silent:
        out.print(Padding(Text(f"Vuurt nergens ({len(silent)}): {', '.join(silent)}", style="dim"), (1, 0, 0, 0)))
    _show_parts(out, evaluation)
    _show_total(out, evaluation)
    for one in evaluation.remarks if remarks else ():
        line = Text(f"{one.rule}  ", style="bold").append(f"{_KIND[one.kind]} in {one.reply}", style="default")
        line.append(f": ‘{one.words}’" if one.words else "").append(f" — {one.note}" if one.note else "", style="dim")
        out.print(line)


def _figures(tally: "RuleTally") -> tuple[str, ...]:
    low, high = tally.interval
    return (
        str(tally.found),
        f"{tally.right}/{tally.judged}",
        f"{share(tally.precision)} ({share(low)}–{share(high)})" if tally.judged else "–",
        f"{tally.hit}/{tally.expected}" if tally.expected else "–",
        number(round(tally.lintscore, 1)),
    )


def _show_parts(out: Console, evaluation: "RuleEvaluation") -> None:
    """The same by part of the corpus, when there is more than one: what was looked at while writing is not what was held back."""
    right, judged = Counter[str](), Counter[str]()
    for tally in evaluation.tallies.values():
        for part, counts in tally.parts.items():
            right[part] += counts.right
            judged[part] += counts.judged
    if len(judged) > 1:
        shares = " · ".join(f"{part} {right[part]}/{judged[part]} ({share(right[part] / judged[part])})" for part in judged if judged[part])
        out.print(Padding(Text(f"Goed per deel: {shares}"), (1, 0, 0, 0)))


def _show_total(out: Console, evaluation: "RuleEvaluation") -> None:
    tallies = evaluation.tallies.values()
    right, judged = sum(t.right for t in tallies), sum(t.judged for t in tallies)
    unjudged, found = sum(t.open for t in tallies), sum(t.found for t in tallies)
    text = f"{evaluation.replies} antwoorden · {found} vondsten, {judged} beoordeeld, {right} goed"
    text += f" · {unjudged} nog niet beoordeeld" if unjudged else ""
    out.print(Padding(Text(f"{text} · lintscore {number(round(evaluation.lintscore))}", style="bold"), (1, 0, 0, 0)))


def show_pairs(out: Console, evaluation: "PairEvaluation") -> None:
    """How often the better reply scores higher, by reason, and which pairs were not won."""
    table = _table("waarom het betere beter is", "paren", "gewonnen", "gelijk", "verloren")
    for reason, found in evaluation.reasons.items():
        table.add_row(reason, str(found.pairs), str(found.won), str(found.tied), str(found.lost))
    out.print(table)
    for duel in evaluation.not_won:
        line = Text(f"{_OUTCOME[duel.outcome]}  ", style="red" if duel.outcome == "lost" else "yellow")
        line.append(f"{duel.pair.id}  {number(duel.better)} tegen {number(duel.worse)}  ", style="default")
        line.append(", ".join(duel.pair.reasons), style="dim")
        out.print(line)
        if duel.rules:
            out.print(Padding(Text("op het betere: " + ", ".join(duel.rules), style="dim"), (0, 0, 0, 10)))
    out.print()
    out.print(Text(f"Het betere antwoord scoort hoger: {_of(evaluation.all)}, bij de subtiele {_of(evaluation.subtle)}", style="bold"))
    total = max(1, len(evaluation.duels))
    verdicts = ", ".join(f"{VERDICT[verdict]} {count} ({percent(count / total)})" for verdict, count in evaluation.verdicts.items())
    out.print(Text(f"Oordeel over de betere helft: {verdicts}", style="bold"))


def _of(found: "Share") -> str:
    return f"{percent(found.share)} ({found.won} van {found.pairs})"


def show_comparison(out: Console, comparison: "Comparison") -> None:
    """Which findings came and went, by rule, and which verdicts turned."""
    added, removed = comparison.count("added"), comparison.count("removed")
    for rule in sorted({*added, *removed}):
        out.print(Text(rule, style="bold").append(f"  +{added.get(rule, 0)} −{removed.get(rule, 0)}", style="default"))
        for change in comparison.changes:
            if change.rule == rule:
                sign, style = ("+", "green") if change.kind == "added" else ("−", "red")
                out.print(
                    Padding(Text(f"{sign} {change.reply}", style=style).append(f"  ‘{change.words}’" if change.words else ""), (0, 0, 0, 2))
                )
    for turn in comparison.turns:
        out.print(Text(f"{turn.reply}: van {VERDICT[turn.before]} naar {VERDICT[turn.after]}", style="yellow"))
    for names, what in ((comparison.only_before, "Alleen in de eerdere meting"), (comparison.only_after, "Alleen nu")):
        if names:
            out.print(Text(f"{what}, dus niet vergeleken: {len(names)}", style="dim"))
    total = f"{sum(added.values())} vondsten erbij, {sum(removed.values())} eraf, {len(comparison.turns)} oordelen anders"
    out.print(Text(f"{comparison.replies} antwoorden · {total}", style="bold"))


def show_proof(out: Console, proof: "Proof", *, verbose: bool = False) -> None:
    """Examples that fail, with their line; then, as notes, what else a test noticed."""
    for failure in proof.failures:
        expected = "moet afgaan en doet dat niet" if failure.kind == "bad" else "mag niet afgaan en doet dat wel"
        skipped = f" (overgeslagen: {failure.skipped})" if failure.skipped else ""
        out.print(Text(f"{failure.place}  {failure.rule}", style="red"))
        out.print(Padding(Text(f"{expected}: {failure.text}{skipped}"), (0, 0, 0, 2)))
    foreign = sorted(proof.foreign, key=lambda one: not one.same_family)
    _show_notes(
        out,
        "Voorbeelden die ook een andere regel laten afgaan",
        [f"{one.place.path.name}:{one.place.line}  {one.rule} ({one.kind}) → {', '.join(one.fired)}" for one in _some(foreign, verbose)],
        len(foreign),
    )
    _show_notes(
        out,
        "Uitzonderingen zonder voorbeeld: voeg er een toe, of haal ze weg",
        [f"{one.place.path.name}:{one.place.line}  {one.owner} {one.role} {_short(one.what)}" for one in _some(proof.unneeded, verbose)],
        len(proof.unneeded),
    )
    silent = proof.silent or ()
    _show_notes(out, "Regels die in deze antwoorden nergens afgaan", [", ".join(silent)] if silent else [], len(silent))
    out.print(Text(f"{proof.rules} regels, {proof.examples} voorbeelden, {len(proof.failures)} mis", style="bold"))


_NOTES: Final = 12
"""How many notes of one kind are shown when nobody asked for all of them."""


def _some(notes: Sequence[T], verbose: bool) -> Sequence[T]:
    return notes if verbose else notes[:_NOTES]


def _short(pattern: str) -> str:
    return pattern if len(pattern) <= 60 else pattern[:57] + "…"


def _show_notes(out: Console, what: str, lines: Sequence[str], count: int) -> None:
    if not count:
        return
    out.print(Text(f"{what} ({count})", style="yellow"))
    for line in lines:
        out.print(Padding(Text(line, style="dim"), (0, 0, 0, 2)))
    if len(lines) < count and len(lines) == _NOTES:
        out.print(Padding(Text(f"en nog {count - len(lines)}; met -v staan ze er allemaal", style="dim"), (0, 0, 0, 2)))
    out.print()
