"""How to get a Dutch pipeline and what it can do. Nothing here knows signals or rules."""

from webcarelint.reading import lean  # isort: skip  # first: it imports spaCy
from webcarelint.language.pipelines import DEFAULT_PIPELINE, analysed, capabilities, load_pipeline, parser_on_demand, pipeline_identity
from webcarelint.language.zones import quoted_spans, thread_start

__all__ = [
    "DEFAULT_PIPELINE",
    "analysed",
    "capabilities",
    "lean",
    "load_pipeline",
    "parser_on_demand",
    "pipeline_identity",
    "quoted_spans",
    "thread_start",
]
