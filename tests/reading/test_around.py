"""Signals that depend on what stands around a place: in its sentence, in its clause, and in which clause that is."""

from collections.abc import Callable
from typing import Any

import pytest

from webcarelint import Draft, Linter

TEXT = "Wij bellen u morgen, maar op zondag zijn we dicht. Als het morgen regent, blijven we thuis. Gisteren regende het."
TIMES = {"regex": [r"\b(?:morgen|zondag|gisteren)\b"]}
DEEDS = {"regex": [r"\bbellen\b"]}


def found(small: Callable[..., Linter], text: str = TEXT, **signals: Any) -> list[str]:
    ((reading, _),) = small(signals).readings([Draft(text)])
    return [text[start:end] for start, end in reading.spans("tijd")]


@pytest.mark.parametrize(
    ("modifier", "places"),
    [
        ({}, ["morgen", "zondag", "morgen", "Gisteren"]),
        ({"beside": ["daad"]}, ["morgen", "zondag"]),
        ({"in_clause_with": ["daad"]}, ["morgen"]),
        ({"not_in_clause_with": ["daad"]}, ["zondag", "morgen", "Gisteren"]),
    ],
)
def test_what_shares_a_sentence_or_a_clause(small: Callable[..., Linter], modifier: dict[str, Any], places: list[str]) -> None:
    assert found(small, tijd={**TIMES, **modifier}, daad=DEEDS) == places


def test_a_place_without_a_clause_is_looked_at_in_its_sentence(small: Callable[..., Linter]) -> None:
    assert found(small, "Morgen. Bellen: ja.", tijd={**TIMES, "in_clause_with": ["daad"]}, daad=DEEDS) == []
    assert found(small, "Morgen: bellen.", tijd={**TIMES, "in_clause_with": ["daad"]}, daad=DEEDS) == ["Morgen"]


@pytest.mark.parametrize(
    ("pattern", "places"),
    [
        ({"past": True}, ["Gisteren"]),
        ({"past": False}, ["morgen", "zondag", "morgen"]),
        ({"opens": True}, ["morgen", "morgen"]),  # the first clause of a sentence that goes on
        ({"mood": ["subordinate"], "opens": True}, ["morgen"]),
    ],
)
def test_what_kind_of_clause_it_is(small: Callable[..., Linter], pattern: dict[str, Any], places: list[str]) -> None:
    assert found(small, tijd={**TIMES, "in_clause_with": ["zin"]}, zin={"clauses": [pattern]}) == places
