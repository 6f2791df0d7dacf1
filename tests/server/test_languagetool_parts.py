"""The parts of the LanguageTool API on their own: places, names, parameters, languages."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import EVIDENCE, finding
from webcarelint.linter import Linter
from webcarelint.model import Draft
from webcarelint.pack import Place, Rule
from webcarelint.server.languagetool.annotated import AnnotatedText, Piece, plain_text
from webcarelint.server.languagetool.answers import advice, as_bytes, context, visible
from webcarelint.server.languagetool.categories import KINDS, OTHER, Catalogue, kind_of
from webcarelint.server.languagetool.doorstep import _rewritten
from webcarelint.server.languagetool.languages import detect, is_dutch, name_of, normalised
from webcarelint.server.languagetool.parameters import read_parameters
from webcarelint.server.rule_book import RuleBook, rule_book

# ── annotated text ───────────────────────────────────────────────────────────────────────────────────────────────────────

LETTERS = st.lists(st.sampled_from(["a", "é", "e\u0301", "👩‍👩‍👧", "😊", "\r\n", " "]), max_size=5).map("".join)
PIECES = st.lists(
    st.one_of(LETTERS.map(lambda text: Piece(text, text)), st.builds(Piece, LETTERS, LETTERS | st.just(""), st.just(True))), max_size=8
)


@given(PIECES, st.data())
def test_every_place_in_the_plain_text_is_found_in_the_full_text(pieces: list[Piece], data: st.DataObject) -> None:
    text = AnnotatedText(pieces)
    assert text.full == "".join(piece.source for piece in pieces)
    start = data.draw(st.integers(0, len(text.plain)))
    end = data.draw(st.integers(start, len(text.plain)))
    first, last = text.back((start, end))
    assert 0 <= first <= last <= len(text.full)
    if start < end:
        assert text.plain[start:end] in _plain_within(pieces, first, last)
        assert first == text.back((start, start + 1))[0]
        assert last == text.back((end - 1, end))[1]


def _plain_within(pieces: list[Piece], first: int, last: int) -> str:
    """How the part of the full text between two places reads; markup that is touched reads whole."""
    read, here = "", 0
    for piece in pieces:
        start, end = max(first, here), min(last, here + len(piece.source))
        touched = start < end or (not piece.source and first <= here <= last)
        read += "" if not touched else piece.reads if piece.markup else piece.source[start - here : end - here]
        here += len(piece.source)
    return read


@given(LETTERS, st.data())
def test_a_text_without_markup_is_itself(letters: str, data: st.DataObject) -> None:
    text = plain_text(letters)
    start = data.draw(st.integers(0, len(letters)))
    end = data.draw(st.integers(start, len(letters)))
    assert text.back((start, end)) == (start, end)


@pytest.mark.parametrize(
    ("span", "seen"),
    [((0, 2), "Hé"), ((2, 3), "<br/>"), ((3, 4), "J"), ((3, 6), "J<b>an"), ((4, 6), "an"), ((1, 3), "é<br/>"), ((6, 6), "")],
)
def test_markup_is_in_a_place_only_when_it_lies_between(span: tuple[int, int], seen: str) -> None:
    text = AnnotatedText([Piece("<p>", "", True), Piece("Hé", "Hé"), Piece("<br/>", "\n", True), Piece("J", "J"), Piece("<b>", "", True),
                          Piece("an", "an"), Piece("</b></p>", "", True)])  # fmt: skip
    start, end = text.back(span)
    assert text.plain == "Hé\nJan"
    assert text.full[start:end] == seen


def test_a_text_of_nothing_but_markup() -> None:
    assert AnnotatedText([Piece("<br>", "", True)]).back((0, 0)) == (0, 0)
    assert AnnotatedText([]).back((0, 0)) == (0, 0)


# ── places that a client can show ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "span", "seen"),
    [
        ("een twee", (4, 8), "twee"),
        ("een twee", (8, 8), "twee"),
        ("een twee \n", (10, 10), "twee"),
        ("een twee", (0, 0), "een"),
        (" een", (0, 0), "een"),
        ("een twee", (4, 4), "een"),
        ("hoi 👩‍👩‍👧", (9, 9), "👩‍👩‍👧"),
        ("  ", (2, 2), "  "),
    ],
)
def test_something_that_misses_gets_a_place(text: str, span: tuple[int, int], seen: str) -> None:
    start, end = visible(text, span)
    assert text[start:end] == seen


@given(st.text(st.sampled_from("ab 😊\n\u0301"), max_size=200), st.data())
def test_the_context_holds_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = context(text, (start, end))
    units = shown["text"].encode("utf-16-le")
    seen = units[2 * shown["offset"] : 2 * (shown["offset"] + shown["length"])].decode("utf-16-le")
    assert seen == text[start:end].replace("\n", " ")
    assert "\n" not in shown["text"]


def test_advice_is_said_once() -> None:
    assert advice(finding(message="Noem het.", better="Noem een dag.")) == "Noem het. Liever: Noem een dag."
    assert advice(finding(message="Zeg ‘ook’.", better="ook")) == "Zeg ‘ook’."
    assert advice(finding(message="Noem het.", better=None)) == "Noem het."


def test_a_script_gets_no_line_ends() -> None:
    assert as_bytes({"a": "\u2028😊"}).decode() == '{"a":"\u2028😊"}'
    assert as_bytes({"a": "\u2029"}, "f").decode() == 'f({"a":"\\u2029"});'


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

_ISSUE_TYPES = {
    "terminology", "mistranslation", "omission", "untranslated", "addition", "duplication", "inconsistency", "grammar", "legal", "register",
    "locale-specific-content", "locale-violation", "style", "characters", "misspelling", "typographical", "formatting",
    "inconsistent-entities", "numbers", "markup", "pattern-problem", "whitespace", "internationalization", "length", "non-conformance",
    "uncategorized", "other",
}  # fmt: skip
"""What the Internationalization Tag Set 2.0 knows, and 'other'."""


def _rule(name: str, **given: object) -> Rule:
    values = {
        "id": name, "title": "", "title_en": "", "verb": "finds", "signals": (), "severity": "warning", "gate": "none", "weight": 1.0,
        "dimension": "proef", "message": "", "why": "", "evidence": EVIDENCE, "place": Place(None, ()), **given,
    }  # fmt: skip
    return Rule(**values)  # type: ignore[arg-type]


def test_every_bundled_rule_has_a_category_and_an_issue_type(linter: Linter) -> None:
    assert {rule.dimension for rule in linter.pack.rules} == set(KINDS)
    assert {kind_of(rule).issue_type for rule in linter.pack.rules} <= _ISSUE_TYPES
    assert {kind_of(rule).category.id for rule in linter.pack.rules} == {"STYLE", "TYPOGRAPHY", "SEMANTICS", "MISC"}


def test_a_dimension_of_a_teams_own_is_style() -> None:
    assert kind_of(_rule("eigen/regel")) == OTHER


def test_every_rule_is_found_by_each_of_its_names(linter: Linter) -> None:
    catalogue = Catalogue(rule_book(linter))
    names = [catalogue.id_of(rule) for rule in catalogue.rules]
    assert len(set(names)) == len(names)
    assert all(name.replace("_", "").isalnum() and name == name.upper() for name in names)
    for rule in catalogue.rules:
        for name in (rule.id, catalogue.id_of(rule), *rule.aliases):
            assert catalogue.named(name) is rule
    assert catalogue.named("WHITESPACE_RULE") is None


def test_rules_whose_names_look_alike_stay_apart() -> None:
    one, other, off = _rule("a-b/c"), _rule("a/b-c", aliases=("a/oud",)), _rule("a/uit", enabled=False)
    catalogue = Catalogue(RuleBook((one, other, off), {}, frozenset()))
    assert (catalogue.id_of(one), catalogue.id_of(other)) == ("A_B_C", "A_B_C_2")
    assert (catalogue.named("A_B_C_2"), catalogue.named("A_OUD"), catalogue.named("A_UIT")) == (other, other, None)


def test_which_rules_need_the_whole_draft(small: Callable[..., Linter]) -> None:
    pack = small(
        {
            "a": "a",
            "b": "b",
            "klant.boos": {"phrases": ["boos"], "on": "customer"},
            "_slot": {"phrases": ["c"], "zone": "closing"},
            "_mits": {"phrases": ["d"], "where": ["a"]},
            "_samen": {"phrases": ["e"], "includes": ["_slot"]},
            "_bij-boos": {"phrases": ["f"], "where": ["klant.boos"]},
        },
        {"id": "p/los", "finds": "a"},
        {"id": "p/vervangt", "replaces": {"zulks": "dat"}},
        {"id": "p/bij-klant", "finds": "_bij-boos", "when": ["klant.boos"]},
        {"id": "p/in-zin", "finds": "a", "when": ["b"], "within": "sentence"},
        {"id": "p/vereist", "requires": "a"},
        {"id": "p/mengt", "mixes": ["a", "b"]},
        {"id": "p/vaak", "finds": "a", "at_most": 1},
        {"id": "p/opent", "finds": "a", "in": "opening"},
        {"id": "p/tenzij", "finds": "a", "unless": ["b"]},
        {"id": "p/mits", "finds": "_mits"},
        {"id": "p/samen", "finds": "_samen"},
    ).pack
    whole = {rule.id for rule in pack.rules if pack.needs_whole_draft(rule)}
    assert whole == {"p/vereist", "p/mengt", "p/vaak", "p/opent", "p/tenzij", "p/mits", "p/samen"}


def test_what_a_part_of_a_reply_shows_the_whole_shows_too(linter: Linter) -> None:
    """The bad examples of rules that a part is enough for: they fire there whatever stands around."""
    local = [rule for rule in linter.rules if not linter.pack.needs_whole_draft(rule) and rule.within == "draft"]
    assert len(local) > 20
    for rule in local:
        for bad in rule.bad:
            alone = linter.check(bad)
            assert rule.id in {found.rule for found in alone.findings} | {skipped.rule for skipped in alone.skipped}, rule.id


def test_other_limits(linter: Linter) -> None:
    text = Draft("Wat goed! Wat fijn! Dat doen we! ^EK")
    name = "typografie/veel-uitroeptekens"
    strict = linter.limited({name: 1, "bestaat/niet": 3})
    assert name in {found.rule for found in strict.check(text).findings}
    assert name not in {found.rule for found in linter.check(text).findings}
    assert strict.fingerprint != linter.fingerprint
    assert linter.limited({}) is linter
    assert linter.limited({"bestaat/niet": 3}) is linter
    assert strict.limits == {name: 1}
    assert linter.limits == {}


def test_a_report_knows_its_sentences(linter: Linter) -> None:
    text = "Hoi Jan,\r\n\r\nSorry 👩‍👩‍👧! Je pak\u200bket komt morgen. Groetjes, Eva"
    report = linter.check(Draft(text))
    assert [text[start:end].strip() for start, end in report.sentences] == [
        "Hoi Jan,",
        "Sorry 👩‍👩‍👧!",
        "Je pak\u200bket komt morgen.",
        "Groetjes, Eva",
    ]
    assert "sentences" not in report.to_dict()
    assert linter.check(Draft("")).sentences == ()


# ── languages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given_code", "code"),
    [
        ("nl", "nl"),
        ("NL", "nl"),
        ("nl_be", "nl-BE"),
        ("ca-ES-valencia", "ca-ES-valencia"),
        ("ast-ES", "ast-ES"),
        ("n", None),
        ("", None),
        ("nl nl", None),
    ],
)
def test_language_codes(given_code: str, code: str | None) -> None:
    assert normalised(given_code) == code


def test_language_names() -> None:
    assert [name_of(code) for code in ("nl", "nl-BE", "nl-SR", "en-GB", "xx")] == ["Dutch", "Dutch (Belgium)", "Dutch", "English", "xx"]
    assert [is_dutch(code) for code in ("nl", "nl-BE", "nld", "en")] == [True, True, False, False]


def test_all_that_is_dutch_is_recognised_as_dutch(linter: Linter) -> None:
    """Every example of every rule: short, chatty, official and Flemish. Those that are English on purpose are a handful."""
    texts = {draft.text for rule in linter.pack.rules for draft in (*rule.bad, *rule.good)}
    foreign = [text for text in texts if detect(text).code != "nl"]
    assert len(texts) > 400
    assert all(set(text.lower().split()) & {"the", "your", "you", "is"} for text in foreign), foreign
    assert len(foreign) <= 5


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Thank you for your message, we are looking into it.", "en"),
        ("Vielen Dank für Ihre Nachricht, wir melden uns morgen.", "de"),
        ("Merci pour votre message, nous revenons vers vous demain.", "fr"),
        ("Dziękujemy za wiadomość, odpowiemy jutro rano.", "pl"),
        ("Спасибо за ваше сообщение, мы ответим завтра.", "ru"),
        ("Thanks! Je pakket is onderweg en komt morgen.", "nl"),
    ],
)
def test_other_languages_are_recognised(text: str, code: str) -> None:
    assert detect(text).code == code


@given(st.text(max_size=80))
def test_any_text_is_in_some_language(text: str) -> None:
    assert 0.0 <= detect(text + "\ud83d").confidence <= 1.0


# ── requests ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "body", "found"),
    [
        (b"", b"text=a+b%20c&language=nl", {"text": "a b c", "language": "nl"}),
        (b"language=en&c=1", b"language=nl", {"language": "nl", "c": "1"}),
        (b"", b"text=&language", {"text": "", "language": ""}),
        (b"text=a&text=b", b"", {"text": "b"}),
        (b"", "text=é😊".encode(), {"text": "é😊"}),
        (b"", b'{"text": "json"}', {'{"text": "json"}': ""}),
        (b"", b"", {}),
    ],
)
def test_parameters(query: bytes, body: bytes, found: dict[str, str]) -> None:
    assert read_parameters(query, body) == found


@pytest.mark.parametrize(
    ("path", "rewritten"),
    [
        ("/v2/check", "/v2/check"), ("//v2/check", "/v2/check"), ("/v2/v2/check", "/v2/check"), ("/v2//v2//check/", "/v2/check"),
        ("/v2/words/add", "/v2/words/add"), ("/v2", "/v2"), ("/v2/", "/v2"), ("/v22/check", None), ("/v1/check", None), ("/", None),
    ],
)  # fmt: skip
def test_paths(path: str, rewritten: str | None) -> None:
    assert _rewritten(path) == rewritten
