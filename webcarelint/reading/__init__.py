"""One draft, its Docs and the compiled senses. Nothing here knows what is good or bad."""

from webcarelint.reading import lean  # isort: skip  # first: it imports spaCy
from webcarelint.reading.clauses import Clause
from webcarelint.reading.expressions import compiled, quick
from webcarelint.reading.reading import Context, Measure, Reading, View
from webcarelint.reading.senses import Computed, PythonSignal, Senses
from webcarelint.reading.words import Words

__all__ = ["Clause", "Computed", "Context", "Measure", "PythonSignal", "Reading", "Senses", "View", "Words", "compiled", "lean", "quick"]
