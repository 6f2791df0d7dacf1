"""Loading a Dutch spaCy pipeline, correcting it for chat text, and saying what it offers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from webcarelint.errors import PipelineError
from webcarelint.language.abbreviations import LATE_TOKENIZER
from webcarelint.language.lemmas import lemmas
from webcarelint.language.ops import matmul_ops
from webcarelint.language.sentences import webcare_sentences
from webcarelint.language.tokenizer import ChatTokenizer
from webcarelint.language.vectors import word_vectors
from webcarelint.language.zones import mark_zones

DEFAULT_PIPELINE: Final = "nl_webcare_sm"
_PARSER: Final = "parser"
_BUNDLED: Final = Path(__file__).parent.parent / DEFAULT_PIPELINE

# Which components give which capability; a pipeline offers it when one of them is there.
_PROVIDERS: Final[dict[str, frozenset[str]]] = {
    "dep": frozenset({_PARSER}),
    "pos": frozenset({"morphologizer", "tagger"}),
    "morph": frozenset({"morphologizer"}),
    "lemma": frozenset({"trainable_lemmatizer", "lemmatizer"}),
}
# What a component cannot do without.
_UPSTREAM: Final = frozenset({"tok2vec", "transformer", "webcare_sentences"})


def load_pipeline(name: str = DEFAULT_PIPELINE, needs: Iterable[str] | None = None) -> Language:
    """A Dutch pipeline, by name or path, ready for chat text.

    Only the components that give `needs` (all of them when None) are loaded: `tag` is asked for by nobody by default.
    The parser is there and waits (`parser_on_demand`): it takes half of all time, and few texts need it.
    Raises PipelineError when there is no such pipeline, when it is broken, or when its language is not Dutch.
    """
    wanted = set(_PROVIDERS) if needs is None else set(needs)
    path = _BUNDLED if name == DEFAULT_PIPELINE else Path(name)
    source: str | Path = path if path.exists() else name
    try:
        # Our own pipeline has the tokenizer that Dutch has anyway, and no word vectors; reading them makes loading three times as slow.
        own = source == _BUNDLED
        changes: dict[str, Any] = {"nlp.tokenizer": {"@tokenizers": LATE_TOKENIZER}} if own else {}
        with matmul_ops():
            nlp = spacy.load(source, exclude=["senter", "ner", *(["tokenizer", "vectors"] if own else [])], config=changes)
    except (OSError, ValueError, ImportError) as cause:
        raise PipelineError(
            f"De pijplijn '{name}' is niet te laden. Kies {DEFAULT_PIPELINE}, de naam van een geïnstalleerde Nederlandse "
            "spaCy-pijplijn of het pad naar een map met een pijplijn."
        ) from cause
    if nlp.lang != "nl":
        raise PipelineError(f"De pijplijn '{name}' is voor taal '{nlp.lang}'; webcarelint heeft een Nederlandse nodig (nl).")
    _keep_only(nlp, wanted)
    _quicken(nlp)
    nlp.tokenizer = ChatTokenizer(nlp.tokenizer)
    nlp.add_pipe(webcare_sentences.__name__, before=_PARSER if _PARSER in nlp.pipe_names else None)
    if _PARSER in nlp.pipe_names:
        nlp.disable_pipe(_PARSER)
    return nlp


def _quicken(nlp: Language) -> None:
    """Give the components that take most of the time another way to the same answer, where they are built as ours are."""
    for _, component in nlp.pipeline:
        if (vectors := word_vectors(component)) is not None:
            component.predict = vectors  # type: ignore[attr-defined]
        elif (quick := lemmas(component)) is not None:
            component.predict, component.set_annotations = quick.predict, quick.set_annotations  # type: ignore[attr-defined]


def parser_on_demand(nlp: Language) -> Callable[[Doc], Doc] | None:
    """What adds the tree to a Doc that this pipeline made without one; None for a pipeline that has no parser."""
    return nlp.get_pipe(_PARSER) if _PARSER in nlp.component_names else None


def _keep_only(nlp: Language, wanted: set[str]) -> None:
    for component in list(nlp.pipe_names):
        gives = {capability for capability, providers in _PROVIDERS.items() if component in providers}
        needed = component in _UPSTREAM or gives & wanted or component == "attribute_ruler"
        if component == "tagger" and "morphologizer" in nlp.pipe_names and "tag" not in wanted:
            needed = False
        if not needed:
            nlp.remove_pipe(component)


def capabilities(nlp: Language) -> frozenset[str]:
    """What the pipeline offers: a subset of sents, lemma, pos, morph, imperative, dep."""
    offered = {name for name, providers in _PROVIDERS.items() if providers & set(nlp.component_names)}
    if webcare_sentences.__name__ in nlp.pipe_names:
        offered.add("sents")
    if "morphologizer" in nlp.pipe_names:
        labels = getattr(nlp.get_pipe("morphologizer"), "labels", ())
        if any("Mood=Imp" in label for label in labels):
            offered.add("imperative")
    return frozenset(offered)


def pipeline_identity(nlp: Language) -> str:
    """Name, version and components: what a fingerprint says of the pipeline."""
    meta = nlp.meta
    return f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}[{','.join(nlp.component_names)}]"


def analysed(nlp: Language, texts: Sequence[str], batch_size: int = 64) -> Iterator[Doc]:
    """The Docs of `texts`, in order, each with its zones marked."""
    docs = nlp.pipe(texts, batch_size=batch_size) if len(texts) > 1 else map(nlp, texts)  # a pipe is dear to set up for one
    for doc in docs:
        yield mark_zones(doc)
