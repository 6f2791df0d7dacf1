"""From a reply in a row to a judgement small enough to keep: what the Linter said of it, without anything that rules say themselves."""

import marshal
from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from hashlib import blake2b
from typing import Final, NamedTuple

from webcarelint.archive.pseudonyms import Pseudonymiser
from webcarelint.archive.scores import CUSTOMER_SIGNAL, GATES, OUR_FAULT, VERDICTS, Layout
from webcarelint.errors import RuleCrash
from webcarelint.language.cleaning import Cleaned
from webcarelint.linter import Linter
from webcarelint.model import CHANNELS, SEVERITIES, Draft, Finding, Report
from webcarelint.reading import Reading

LONGEST: Final = 50_000
"""Code points. A longer text is no reply; its row says so."""

WARM: Final = 2048
"""So many replies teach the vocabulary what is common before the rest is read in memory that is given back."""

Row = tuple[str | None, str | None, str, str | None, str | None, list[str] | None]
"""text, customer, channel, customer_name, agent, earlier: all that a judgement depends on."""


class Found(NamedTuple):
    """A finding by numbers: of the rule in Layout.rules, of the severity, of the gate."""

    rule: int
    start: int
    end: int
    severity: int
    gate: int
    points: float
    match: str
    better: str | None


class Judgement(NamedTuple):
    """What is said of one reply, in plain values that marshal can write.

    `numbers` holds doubles: the score, each dimension and each measure; `signals` and `known` one bit for each signal. With `error`
    the reply was not judged. `skipped` is a number of `Judge.skips`, `text` the pseudonymised text, when that is asked for.
    """

    verdict: int
    numbers: bytes
    signals: bytes
    known: bytes
    findings: tuple[Found, ...]
    skipped: int
    error: str | None = None
    text: str | None = None


def key_of(row: Row) -> bytes:
    """The same for rows that are judged the same: 16 bytes."""
    return blake2b(marshal.dumps(row, 2), digest_size=16).digest()  # version 2 writes equal values as equal bytes


def packed(judgement: Judgement) -> bytes:
    return marshal.dumps((*judgement[:4], tuple(map(tuple, judgement.findings)), *judgement[5:]))


def unpacked(raw: bytes) -> Judgement:
    values = list(marshal.loads(raw))
    values[4] = tuple(map(Found._make, values[4]))
    return Judgement._make(values)


class Judge:
    """A Linter that answers in Judgements."""

    def __init__(self, linter: Linter, layout: Layout, pseudonymiser: Pseudonymiser | None) -> None:
        self.linter = linter
        self.layout = layout
        self.skips: list[tuple[tuple[str, str], ...]] = []
        self._pseudonymiser = pseudonymiser
        self._bits = {name: n for n, name in enumerate(layout.signals)}
        self._rules = {card.id: n for n, card in enumerate(layout.rules)}
        self._of_customer = [name for name in layout.signals if name.startswith(CUSTOMER_SIGNAL)]
        self._skips: dict[tuple[str, ...], int] = {}
        self._bytes = (len(layout.signals) + 7) // 8
        able = sum(1 << n for n, name in enumerate(layout.signals) if can_find(linter, name))
        of_customer = sum(1 << self._bits[name] for name in self._of_customer)
        self._known = {True: self._in_bytes(able), False: self._in_bytes(able & ~of_customer)}
        self._none = self._in_bytes(0)
        self._judged = 0

    def judge(self, rows: Sequence[Row]) -> list[Judgement]:
        """A judgement for each row, in order."""
        judged: dict[int, Judgement] = {}
        drafts: list[Draft] = []
        places: list[int] = []
        for place, row in enumerate(rows):
            if (reason := _unfit(row)) is not None:
                judged[place] = self.failed(reason)
            else:
                drafts.append(_draft(row))
                places.append(place)
        with self._memory():
            judged.update(zip(places, self._judgements(drafts), strict=True))
        self._judged += len(drafts)
        return [judged[place] for place in range(len(rows))]

    def failed(self, reason: str) -> Judgement:
        """What stands in the place of a judgement when there is none."""
        return Judgement(0, b"", self._none, self._none, (), 0, reason)

    @contextmanager
    def _memory(self) -> Iterator[None]:
        """New words are forgotten at the end, so that a million replies take no more memory than ten thousand."""
        nlp = self.linter.nlp
        with ExitStack() as stack:
            if self._judged >= WARM and hasattr(nlp, "memory_zone"):
                stack.enter_context(nlp.memory_zone())
            yield

    def _judgements(self, drafts: Sequence[Draft]) -> list[Judgement]:
        """One reply that we cannot judge costs one row, not the archive: that row says what happened."""
        try:
            return [self._judgement(reading, cleaned) for reading, cleaned in self.linter.readings(drafts)]
        except Exception as crash:
            if len(drafts) > 1:
                return [judgement for draft in drafts for judgement in self._judgements([draft])]
            what = f"de regel of het signaal '{crash.rule}'" if isinstance(crash, RuleCrash) else f"webcarelint ({type(crash).__name__})"
            return [self.failed(f"{what} is vastgelopen op dit antwoord: {OUR_FAULT}")]

    def _judgement(self, reading: Reading, cleaned: Cleaned) -> Judgement:
        report = self.linter.report_of(reading, cleaned)
        customer = self.linter.signals_of(reading, self._of_customer) if reading.draft.customer else {}
        present = sum(1 << self._bits[name] for name in (*report.signals, *customer))
        findings, text = self._findings(report, reading.draft)
        return Judgement(
            verdict=VERDICTS.index(report.verdict),
            numbers=array("d", (report.score, *report.dimensions.values(), *report.measures.values())).tobytes(),
            signals=self._in_bytes(present),
            known=self._known[bool(reading.draft.customer)],
            findings=findings,
            skipped=self._skip_number(report),
            text=text,
        )

    def _findings(self, report: Report, draft: Draft) -> tuple[tuple[Found, ...], str | None]:
        """The findings, and the text that they point into when it is not the reply's own."""
        if self._pseudonymiser is None:
            return tuple(
                self._found(finding, finding.start, finding.end, finding.match, finding.better) for finding in report.findings
            ), None
        names = (draft.customer_name, draft.agent)
        masked = self._pseudonymiser.masked(draft.text, names)
        found = []
        for finding in report.findings:
            start, end = masked.forward((finding.start, finding.end))
            better = finding.better and self._pseudonymiser.text(finding.better, names)
            found.append(self._found(finding, start, end, masked.text[start:end], better))
        return tuple(found), masked.text

    def _found(self, finding: Finding, start: int, end: int, match: str, better: str | None) -> Found:
        severity, gate = SEVERITIES.index(finding.severity), GATES.index(finding.gate)
        if not self.layout.text:
            match, better = "", None
        return Found(self._rules[finding.rule], start, end, severity, gate, finding.points, match, better)

    def _skip_number(self, report: Report) -> int:
        """Few sets of skipped rules occur: they depend on what is known of a reply. Each is kept once."""
        flat = tuple([word for skipped in report.skipped if skipped.rule in self._rules for word in (skipped.rule, skipped.reason)])
        number = self._skips.get(flat)
        if number is None:
            number = self._skips[flat] = len(self.skips)
            self.skips.append(tuple(zip(flat[::2], flat[1::2], strict=True)))
        return number

    def _in_bytes(self, bits: int) -> bytes:
        return bits.to_bytes(self._bytes, "little")


def can_find(linter: Linter, name: str) -> bool:
    """Whether the pipeline offers what this signal needs."""
    return linter.can(name)


def _unfit(row: Row) -> str | None:
    text, customer = row[0], row[1]
    if text is None or not text.strip():
        return "het antwoord is leeg"
    if len(text) > LONGEST:
        return f"het antwoord is langer dan {LONGEST} tekens"
    if customer is not None and len(customer) > LONGEST:
        return f"het bericht van de klant is langer dan {LONGEST} tekens"
    return None


def _draft(row: Row) -> Draft:
    text, customer, channel, customer_name, agent, earlier = row
    return Draft(
        text=text or "",
        customer=customer,
        channel=channel if channel in CHANNELS else "unknown",
        customer_name=customer_name,
        agent=agent,
        thread=tuple(reply for reply in earlier or () if reply),
    )
