"""Reports and rules in the JSON that LanguageTool clients read."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Final, NotRequired, TypedDict

import webcarelint
from webcarelint.model import EvidenceDict, Finding, Gate, Report, Severity, SkippedDict, Span, Verdict
from webcarelint.pack import Rule
from webcarelint.render.offsets import Offsets
from webcarelint.server.languagetool.annotated import AnnotatedText
from webcarelint.server.languagetool.categories import Catalogue, kind_of
from webcarelint.server.languagetool.languages import Detected, name_of

API_VERSION: Final = 1
SPOKEN_VERSION: Final = "6.6"
"""The LanguageTool release whose API this is; clients ask for it."""

EXPLAIN: Final = "explain"
"""The action that explains a rule; LanguageTool has none, but it has a link for more about a rule."""

_CONTEXT: Final = 40
"""Code points around a match that a client shows."""
_WORD: Final = re.compile(r"\S+")
_GREATEST_LIMIT: Final = 1_000


class Software(TypedDict):
    name: str
    version: str
    buildDate: str
    apiVersion: int
    premium: bool
    premiumHint: str
    status: str


class Info(TypedDict):
    name: str
    version: str
    buildDate: str
    commit: str
    premium: bool


class Warnings(TypedDict):
    incompleteResults: bool
    incompleteResultsReason: NotRequired[str]


class DetectedLanguage(TypedDict):
    name: str
    code: str
    confidence: float
    source: str


class Language(TypedDict):
    name: str
    code: str
    detectedLanguage: DetectedLanguage


class Value(TypedDict):
    value: str


class Context(TypedDict):
    text: str
    offset: int
    length: int


class TypeName(TypedDict):
    typeName: str


class CategoryDict(TypedDict):
    id: str
    name: str


class RuleDict(TypedDict):
    id: str
    description: str
    issueType: str
    category: CategoryDict
    urls: list[Value]
    tags: NotRequired[list[str]]


class WebcareMatch(TypedDict):
    """What webcarelint says more about a match than LanguageTool has words for."""

    rule: str
    dimension: str
    severity: Severity
    gate: Gate
    points: float
    why: str
    better: str | None
    safe: bool
    evidence: EvidenceDict


class Match(TypedDict):
    message: str
    shortMessage: str
    replacements: list[Value]
    offset: int
    length: int
    context: NotRequired[Context]
    sentence: NotRequired[str]
    type: TypeName
    rule: RuleDict
    ignoreForIncompleteSentence: bool
    contextForSureMatch: int
    webcare: WebcareMatch


class Webcare(TypedDict):
    """What webcarelint says about the whole text."""

    checked: bool
    reason: NotRequired[str]
    score: NotRequired[float]
    verdict: NotRequired[Verdict]
    fingerprint: NotRequired[str]
    skipped: NotRequired[list[SkippedDict]]


class CheckAnswer(TypedDict):
    software: NotRequired[Software]
    warnings: Warnings
    language: Language
    matches: list[Match]
    sentenceRanges: list[list[int]]
    webcare: Webcare


class ConfigRule(TypedDict):
    ruleId: str
    description: str
    categoryId: str
    categoryName: str
    locQualityIssueType: str
    isDefaultOff: NotRequired[str]
    isTextLevelRule: NotRequired[str]
    minToCheckParagraph: NotRequired[str]
    hasConfigurableValue: NotRequired[str]
    configureText: NotRequired[str]
    minConfigurableValue: NotRequired[str]
    maxConfigurableValue: NotRequired[str]
    defaultValue: NotRequired[str]


class Parameter(TypedDict):
    maxTextLength: int


class ConfigInfo(TypedDict):
    software: Software
    parameter: Parameter
    rules: list[ConfigRule]


def as_bytes(answer: object, callback: str | None = None) -> bytes:
    """JSON, or a call of the client's function with it."""
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    # Inside a script these two end a line, inside JSON they do not.
    script = body.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return (f"{callback}({script});" if callback else body).encode()


@cache
def software() -> Software:
    return Software(
        name="LanguageTool",
        version=f"{SPOKEN_VERSION}-webcarelint-{webcarelint.__version__}",
        buildDate=_build_date(),
        apiVersion=API_VERSION,
        premium=False,
        premiumHint="",
        status="",
    )


def info() -> Info:
    spoken = software()
    return Info(name=spoken["name"], version=spoken["version"], buildDate=spoken["buildDate"], commit="", premium=False)


def _build_date() -> str:
    built = Path(webcarelint.__file__).stat().st_mtime
    return datetime.fromtimestamp(built, UTC).strftime("%Y-%m-%d %H:%M:%S +0000")


def language_answer(code: str, detected: Detected) -> Language:
    seen = DetectedLanguage(name=name_of(detected.code), code=detected.code, confidence=detected.confidence, source="webcarelint")
    return Language(name=name_of(code), code=code, detectedLanguage=seen)


def unchecked(language: Language, reason: str, *, compact: bool) -> CheckAnswer:
    """The answer about a text that was not checked, and why not."""
    return _answer(language, Warnings(incompleteResults=False), [], [], Webcare(checked=False, reason=reason), compact=compact)


def out_of_time(language: Language, reason: str, *, compact: bool) -> CheckAnswer:
    """The answer about a text of which nothing is known yet."""
    warnings = Warnings(incompleteResults=True, incompleteResultsReason=reason)
    return _answer(language, warnings, [], [], Webcare(checked=False, reason=reason), compact=compact)


def _answer(
    language: Language, warnings: Warnings, matches: list[Match], sentences: list[list[int]], webcare: Webcare, *, compact: bool
) -> CheckAnswer:
    body = CheckAnswer(warnings=warnings, language=language, matches=matches, sentenceRanges=sentences, webcare=webcare)
    return body if compact else CheckAnswer(software=software(), **body)


@dataclass(frozen=True, slots=True)
class Shown:
    """A report, and what of it a client gets to see."""

    report: Report
    findings: Sequence[tuple[Finding, Rule]]
    incomplete: str = ""
    whole: bool = True


class CheckPage:
    """One text, and the answers about it: every offset in UTF-16 code units of the client's own text."""

    def __init__(self, text: AnnotatedText, catalogue: Catalogue, home: str, *, compact: bool) -> None:
        """`home` is the address under which this API was called; explanations of rules stand there too."""
        self._text = text
        self._offsets = Offsets(text.full)
        self._catalogue = catalogue
        self._home = home
        self._compact = compact

    def answer(self, language: Language, shown: Shown) -> CheckAnswer:
        warnings = Warnings(incompleteResults=bool(shown.incomplete))
        if shown.incomplete:
            warnings["incompleteResultsReason"] = shown.incomplete
        matches = [self._match(finding, rule, shown.report) for finding, rule in shown.findings]
        sentences = [list(self._utf16(self._text.back(span))) for span in self._trimmed(shown.report.sentences)]
        return _answer(language, warnings, matches, sentences, self._webcare(shown), compact=self._compact)

    def _webcare(self, shown: Shown) -> Webcare:
        webcare = Webcare(checked=True, fingerprint=shown.report.fingerprint)
        if shown.whole:  # the score of a few paragraphs is not the score of the reply
            webcare["score"], webcare["verdict"] = shown.report.score, shown.report.verdict
        if not self._compact:
            webcare["skipped"] = [SkippedDict(rule=skipped.rule, reason=skipped.reason) for skipped in shown.report.skipped]
        return webcare

    def _match(self, finding: Finding, rule: Rule, report: Report) -> Match:
        span = visible(self._text.plain, (finding.start, finding.end))
        place = self._text.back(span)
        start, end = self._utf16(place)
        replaced = bool(finding.better) and finding.start < finding.end and (finding.safe or rule.verb == "replaces")
        body = Match(
            message=finding.message if replaced else advice(finding),
            shortMessage=rule.title,
            replacements=[Value(value=finding.better)] if replaced and finding.better else [],
            offset=start,
            length=end - start,
            type=TypeName(typeName="Hint" if finding.severity == "info" else "Other"),
            rule=self._rule(rule),
            ignoreForIncompleteSentence=False,
            # -1: only sure at the end of the text; 0: sure as soon as it stands there.
            contextForSureMatch=-1 if self._catalogue.needs_whole_draft(rule) else 0,
            webcare=_more(finding),
        )
        if not self._compact:
            body["context"] = context(self._text.full, place)
            body["sentence"] = self._sentence(span, report)
        return body

    def _rule(self, rule: Rule) -> RuleDict:
        kind = kind_of(rule)
        body = RuleDict(
            id=self._catalogue.id_of(rule),
            description=described(rule),
            issueType=kind.issue_type,
            category=CategoryDict(id=kind.category.id, name=kind.category.name),
            urls=[Value(value=f"{self._home}/{EXPLAIN}/{rule.id}")],
        )
        if rule.severity == "info":
            body["tags"] = ["picky"]
        return body

    def _sentence(self, span: Span, report: Report) -> str:
        around = next((s for s in report.sentences if s[0] <= span[0] < s[1]), (0, len(self._text.plain)))
        return self._text.plain[around[0] : around[1]].strip()

    def _trimmed(self, sentences: Iterable[Span]) -> Iterable[Span]:
        for start, end in sentences:
            words = self._text.plain[start:end]
            first = start + len(words) - len(words.lstrip())
            if words.strip():
                yield first, first + len(words.strip())

    def _utf16(self, span: Span) -> Span:
        return self._offsets.to(span[0], "utf-16"), self._offsets.to(span[1], "utf-16")


def visible(text: str, span: Span) -> Span:
    """A place that a client can underline: where something misses, that is the word before it, or else the first one."""
    start, end = span
    if start < end:
        return span
    words = list(_WORD.finditer(text))
    before = [word.span() for word in words if word.start() < start]
    if before:
        return before[-1]
    return words[0].span() if words else (0, len(text))


def context(text: str, span: Span) -> Context:
    """A line of text around a place, with an ellipsis where it was cut."""
    start, end = span
    first, last = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    head, tail = "..." if first else "", "..." if last < len(text) else ""
    line = head + text[first:last].replace("\n", " ") + tail
    offsets = Offsets(line)
    here = offsets.to(len(head) + start - first, "utf-16")
    return Context(text=line, offset=here, length=offsets.to(len(head) + end - first, "utf-16") - here)


def advice(finding: Finding) -> str:
    """The message, with wording that a client must not put in by itself: it is an example, or has a gap to fill."""
    if not finding.better or finding.better in finding.message:
        return finding.message
    return f"{finding.message} Liever: {finding.better}"


def explanation(rule: Rule) -> str:
    """Why a rule is there, what it rests on and examples, as `webcarelint explain` says it."""
    from rich.console import Console

    from webcarelint.render.terminal import WIDTH, show_rule

    page = Console(file=StringIO(), width=WIDTH, color_system=None, highlight=False)
    with page.capture() as shown:
        show_rule(page, rule)
    return shown.get()


def described(rule: Rule) -> str:
    """What a rule is about, and its own id: by that one finds it in the house style and in `webcarelint explain`."""
    return f"{rule.title} ({rule.id})"


def _more(finding: Finding) -> WebcareMatch:
    full = finding.to_dict()
    return WebcareMatch(
        rule=full["rule"], dimension=full["dimension"], severity=full["severity"], gate=full["gate"], points=full["points"],
        why=full["why"], better=full["better"], safe=full["safe"], evidence=full["evidence"],
    )  # fmt: skip


def config_info(catalogue: Catalogue, max_text_length: int) -> ConfigInfo:
    """The rules that a client can switch, and the limits that it can set."""
    rules = [_config_rule(catalogue, rule) for rule in catalogue.rules]
    return ConfigInfo(software=software(), parameter=Parameter(maxTextLength=max_text_length), rules=rules)


def _config_rule(catalogue: Catalogue, rule: Rule) -> ConfigRule:
    kind = kind_of(rule)
    body = ConfigRule(
        ruleId=catalogue.id_of(rule),
        description=described(rule),
        categoryId=kind.category.id,
        categoryName=kind.category.name,
        locQualityIssueType=kind.issue_type,
    )
    if rule.severity == "info":
        body["isDefaultOff"] = "yes"
    if catalogue.needs_whole_draft(rule):
        body["isTextLevelRule"], body["minToCheckParagraph"] = "yes", "-1"
    limit = catalogue.limit_of(rule)
    if limit is not None:
        body["hasConfigurableValue"] = "yes"
        body["configureText"] = f"{rule.title}: hoogstens"
        body["minConfigurableValue"], body["maxConfigurableValue"] = "0", str(max(_GREATEST_LIMIT, int(limit)))
        body["defaultValue"] = str(int(limit))
    return body
