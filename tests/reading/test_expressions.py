"""The quick engine and the patient one give the same answers, and cues never keep an expression from a text that it matches."""

import json
from pathlib import Path

import pcre2
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from webcarelint import Draft, Linter
from webcarelint.house_style import HouseStyle
from webcarelint.language.cleaning import clean
from webcarelint.reading import expressions
from webcarelint.reading.cues import cues_of
from webcarelint.reading.expressions import Expression, Waker

CORPUS = Path(__file__).parents[2] / "corpus" / "train"
SLOW = r"(?:a|aa)+(?=b)(?<!b)x?\d"


def texts() -> list[str]:
    rows = [json.loads(line) for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [clean(text).text for row in rows for text in (row["text"], row["customer"] or "")]


def by_regex(source: str, text: str) -> list[tuple[int, int]]:
    group = "hit" if "(?P<hit>" in source else 0
    found = regex.compile(source, regex.IGNORECASE | regex.MULTILINE | regex.VERSION0).finditer(text)
    return [match.span(group) for match in found]


def bundled(linter: Linter) -> list[Expression]:
    return [expression for sense in linter._senses.senses.values() for expression in (*sense.expressions, *sense.exceptions)]


def test_every_bundled_expression_runs_on_the_quick_engine(linter: Linter) -> None:
    assert [expression.source for expression in bundled(linter) if expression._fast is None] == []


@pytest.mark.slow
def test_both_engines_and_the_cues_agree_on_every_text_of_the_corpus(linter: Linter) -> None:
    everything = texts()
    awake = [linter._senses.wakers["reply"].awake(text) | linter._senses.wakers["customer"].awake(text) for text in everything]
    for expression in bundled(linter):
        for text, candidates in zip(everything, awake, strict=True):
            found = expression.spans(text) if expression in candidates else []
            assert found == by_regex(expression.source, text), (expression.source, text)


@given(st.text(alphabet="ik je u pas a\n.?!😊é👨\u200d^E", max_size=60))
def test_places_are_code_points_whatever_stands_before(text: str) -> None:
    for source in (r"\bik\b", r"(?<=\p{L}) ?(?P<hit>\^+)", r"[^.!?\n]+\?", r"\p{Lu}\p{L}*$"):
        assert Expression(source, None).spans(text) == by_regex(source, text)


@pytest.mark.parametrize(
    ("source", "cues"),
    [
        (r"\bstuur (?:ons|me) een dm\b", ((" stuur ",), ("een dm",), ("stuur me", "stuur ons"))),
        (r"\b(?:ik|we) (?:bel|mail)\b", ((" bel ", " mail "), (" ik ", " we "))),
        (r"\bwacht(?:tijd)?\b", (("wacht",),)),
        (r"(?<![\p{L}@])(?:je|jij)(?![\p{L}\d]|-vorm)", ((" je ", " jij "),)),
        (r"(?<!\p{L})(?:ge|gij)(?= (?:hebt|zijt)(?!\p{L}))", ((" hebt ", " zijt "), (" ge ", " gij "))),
        (r"\b(?:so+r+y|pardon)(?: hoor)?[,!]", ((" pardon ", "so"),)),
        (r"[^\p{L}]oei(?: oei)?\b", (("oei",),)),
        (r"(?:^|(?<=[.!?] ))dank(?= je)", ((" dank ",), ("je",))),
        (r"\w+\?", (("?",),)),
        (r"\w+,", ()),
        (r"(?:helaas){e<=1}", ()),
    ],
)
def test_what_a_text_must_hold(source: str, cues: tuple[tuple[str, ...], ...]) -> None:
    assert cues_of(source) == cues


TRICKY = [
    r"\bje(?:t?|lui)\b",
    r"(?<![\p{L}@])(?:je|jij)(?![\p{L}\d]|-j)",
    r"(?:^|(?<=e ))ij+e?(?: je)*\b",
    r"j(?:e|ij)(?: e|e)?\b(?=[ .-])",
    r"\b(?:ej|i(?: j)?)[ .-]?e\b",
    r"(?<!\p{L})e+j(?=\.|$)",
    r"je\B|\Bij",
]


@given(st.sampled_from(TRICKY), st.text(alphabet="jei .-2@é", max_size=14))
def test_no_expression_sleeps_through_a_match(source: str, text: str) -> None:
    expression = Expression(source, None)
    if expression.spans(text):
        assert expression in Waker([expression]).awake(text)


def test_an_expression_sleeps_until_a_text_holds_one_of_each_group() -> None:
    expression = Expression(r"\b(?:ik|we) (?:bel|mail)\b", None)
    waker = Waker([expression])
    assert waker.awake("Morgen bel ik terug") == {expression}
    assert waker.awake("Bel morgen") == set()


def test_a_users_expression_is_stopped_by_the_clock() -> None:
    with pytest.raises(TimeoutError):
        Expression(SLOW, 0.05).spans("a" * 60)


def test_an_expression_of_the_package_is_stopped_too() -> None:
    with pytest.raises(TimeoutError):
        Expression(SLOW, None).spans("a" * 60)


def test_an_unknown_signal_is_an_error_and_not_an_absent_one(linter: Linter) -> None:
    ((reading, _),) = linter.readings([Draft("Hoi Jan!")])
    assert reading.spans("excuus") == ()
    with pytest.raises(KeyError):
        reading.spans("exuus")


def test_a_linter_that_warmed_up_compiles_nothing_later(monkeypatch: pytest.MonkeyPatch) -> None:
    linter = Linter.of(HouseStyle())
    linter.warm_up()
    monkeypatch.setattr(pcre2, "compile", lambda *_args, **_options: pytest.fail("compiled after all"))
    replies = [
        "Donderdag komt de monteur langs, u hoeft niets te doen.",
        "Sorry als u dat zo ervaart; bel 088-1234567, dan zoeken we het uit.",
    ]
    assert len(list(linter.check_many(Draft(text=text) for text in replies))) == 2


def test_a_second_linter_works_out_nothing_that_the_first_knows(linter: Linter) -> None:
    linter.warm_up()
    before = expressions._cues.cache_info().misses, expressions._machine_code.cache_info().misses
    Linter(linter.pack, HouseStyle(register="u"), linter.nlp).warm_up()
    assert (expressions._cues.cache_info().misses, expressions._machine_code.cache_info().misses) == before
