"""Any Dutch spaCy pipeline will do; what it does not offer is named."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from webcarelint.errors import EXIT_USER, PipelineError
from webcarelint.house_style import HouseStyle
from webcarelint.language import capabilities, load_pipeline, pipeline_identity
from webcarelint.linter import Linter
from webcarelint.model import Draft

EVERYTHING = {"sents", "lemma", "pos", "morph", "imperative", "dep"}


@pytest.fixture
def blank(tmp_path: Path) -> str:
    """A Dutch pipeline with a tokenizer and nothing else."""
    spacy.blank("nl").to_disk(tmp_path / "leeg")
    return str(tmp_path / "leeg")


def test_the_bundled_pipeline_offers_everything(nlp: Language) -> None:
    assert capabilities(nlp) == EVERYTHING


def test_only_what_is_needed_is_loaded() -> None:
    nlp = load_pipeline(needs={"sents", "pos"})
    assert "parser" not in nlp.pipe_names
    assert capabilities(nlp) == {"sents", "pos", "morph", "imperative"}


def test_a_pipeline_that_does_not_exist() -> None:
    with pytest.raises(PipelineError, match="'nl_bestaat_niet' is niet te laden") as caught:
        load_pipeline("nl_bestaat_niet")
    assert caught.value.exit_code == EXIT_USER
    assert caught.value.__cause__ is not None


def test_a_folder_that_holds_no_pipeline(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="is niet te laden"):
        load_pipeline(str(tmp_path))


def test_a_pipeline_for_another_language(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "engels")
    with pytest.raises(PipelineError, match="is voor taal 'en'; webcarelint heeft een Nederlandse nodig"):
        load_pipeline(str(tmp_path / "engels"))


def test_token_patterns_on_parts_of_speech_stay_silent_without_a_tagger() -> None:
    linter = Linter(Linter.of(HouseStyle()).pack, HouseStyle(), load_pipeline(needs=()))
    [(reading, _)] = linter.readings([Draft("De monteur komt met de fiets.")])
    assert not reading.spans("_noemt-iets")


def test_a_blank_dutch_pipeline_works_for_what_needs_no_analysis(blank: str) -> None:
    linter = Linter.of(HouseStyle(register="je"), pipeline=blank)
    assert linter.capabilities == {"sents"}
    report = linter.check(Draft("Helaas kunt u niet bellen 😊 ^EK", customer="Waar blijft de bus?", channel="twitter"))
    assert {"u-vorm", "emoji", "verboden-woord", "initialen"} <= set(report.signals)
    assert "aanspreekvorm/u-vorm" in [found.rule for found in report.findings]


def test_rules_that_need_more_are_skipped_and_named(blank: str) -> None:
    report = Linter.of(HouseStyle(), pipeline=blank).check(Draft("Sorry! ^EK", customer="Waar blijft de bus?", channel="twitter"))
    reasons = {skipped.rule: skipped.reason for skipped in report.skipped}
    assert reasons["excuus/zonder-actie"] == "de pijplijn geeft geen dep, lemma, morph, pos"
    assert reasons["vervolgstap/ontbreekt"] == "de pijplijn geeft geen dep, lemma, morph, pos"
    assert "actieverzoek" not in report.signals


def test_the_fingerprint_names_the_pipeline(blank: str, linter: Linter) -> None:
    other = Linter.of(HouseStyle(), pipeline=blank)
    assert pipeline_identity(other.nlp) != pipeline_identity(linter.nlp)
    assert other.fingerprint != linter.fingerprint
