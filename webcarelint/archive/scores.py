"""The columns of a scored archive: one row per reply.

| column | type | meaning |
|---|---|---|
| row, source, id, time, channel, account, agent, team, thread_id, parts | as in `INPUT_SCHEMA` | where the reply comes from |
| error | string | why this row was not judged, in Dutch; null when it was. Everything that judging gives is then null |
| text | string | the reply; no such column with `--no-text` |
| text_hash | string | 16 hexadecimal digits, the same for the same text; null without a text |
| has_customer | bool | whether the customer's message was known |
| verdict, score | string, double | as in `Report` |
| dimension.NAME, measure.NAME | double | as in `Report` |
| signal.NAME | bool | whether the signal occurs. Null when it could not be looked for: the pipeline lacks what it needs, or a
  `klant.*` signal without the customer's message |
| findings | list of structs | see FINDING; offsets in code points of `text`, and `text[start:end] == match` |
| skipped | list of structs | which rules did not run on this reply, and why. Rules that the house style has off stand once, in the manifest |

With `--no-text`, `match` and `better` are null: they hold words of the reply. With `--pseudonymise`, `text`, `match` and `better` are
pseudonymised (offsets count in the text as it is written), `id`, `thread_id` and `agent` are replaced by a keyed code, and `text_hash`
is keyed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from webcarelint.archive.columns import INPUT_SCHEMA
from webcarelint.model import Evidence, Gate, Severity, Skipped, Verdict

SCORES_VERSION: Final = 1
"""Goes up when a column changes its name, its type or its meaning."""

METADATA_KEY: Final = b"webcarelint"
"""Under this key of the schema's metadata stands a JSON object: schema, webcarelint, rules, pipeline, text, pseudonyms; in files
also input (the fingerprint of what was read) and part."""

Identity = str | int | bool | None

COPIED: Final = ("row", "source", "id", "time", "channel", "account", "agent", "team", "thread_id", "parts")
"""The columns that come from the input as they are."""

DIMENSION, MEASURE, SIGNAL = "dimension.", "measure.", "signal."
CUSTOMER_SIGNAL: Final = "klant."

FINDING: Final = pa.struct(
    [
        pa.field("rule", pa.string(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("severity", pa.string(), nullable=False),
        pa.field("gate", pa.string(), nullable=False),
        # What it cost in the dimension of its rule.
        pa.field("points", pa.float64(), nullable=False),
        pa.field("match", pa.string()),
        pa.field("better", pa.string()),
    ]
)
SKIPPED: Final = pa.struct([pa.field("rule", pa.string(), nullable=False), pa.field("reason", pa.string(), nullable=False)])

OUR_FAULT: Final = "een fout van webcarelint"
"""How the error of a row ends when the fault is ours, not the archive's."""

VERDICTS: Final[tuple[Verdict, ...]] = ("send", "revise", "hold")
GATES: Final[tuple[Gate, ...]] = ("none", "confirm", "block")


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What a report wants to say of a rule, so that nobody needs the rule files to read the scores."""

    id: str
    title: str
    dimension: str
    severity: Severity
    gate: Gate
    weight: float
    message: str
    why: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Layout:
    """What the scores of one recipe look like. Small, and sent back by the worker that built the first Linter.

    `fingerprint` names rules, house style and pipeline; `off` are the rules that this house style does not run, with the reason. `pseudonyms` is a name for the key of the pseudonyms: scores
    with the same one use the same codes; None when texts are as they were.
    """

    fingerprint: str
    version: str
    pipeline: str
    pass_mark: float
    dimensions: tuple[str, ...]
    measures: tuple[str, ...]
    signals: tuple[str, ...]
    rules: tuple[RuleCard, ...]
    off: tuple[Skipped, ...]
    text: bool
    pseudonyms: str | None

    @property
    def schema(self) -> pa.Schema:
        """The output schema, with the fingerprint in its metadata."""
        return pa.schema(
            [
                *(INPUT_SCHEMA.field(name) for name in COPIED),
                pa.field("error", pa.string()),
                *([pa.field("text", pa.string())] if self.text else []),
                pa.field("text_hash", pa.string()),
                pa.field("has_customer", pa.bool_(), nullable=False),
                pa.field("verdict", pa.string()),
                pa.field("score", pa.float64()),
                *(pa.field(DIMENSION + name, pa.float64()) for name in self.dimensions),
                *(pa.field(MEASURE + name, pa.float64()) for name in self.measures),
                *(pa.field(SIGNAL + name, pa.bool_()) for name in self.signals),
                pa.field("findings", pa.list_(pa.field("element", FINDING, nullable=False))),
                pa.field("skipped", pa.list_(pa.field("element", SKIPPED, nullable=False))),
            ],
            metadata={METADATA_KEY: json.dumps(self.identity)},
        )

    @property
    def identity(self) -> dict[str, Identity]:
        """What must be the same for scores to be put together."""
        return {
            "schema": SCORES_VERSION,
            "webcarelint": self.version,
            "rules": self.fingerprint,
            "pipeline": self.pipeline,
            "text": self.text,
            "pseudonyms": self.pseudonyms,
        }


def metadata_of(schema: pa.Schema) -> Mapping[str, Identity]:
    """What webcarelint wrote in the metadata of a file with scores; empty for another file."""
    raw = (schema.metadata or {}).get(METADATA_KEY)
    found: Mapping[str, Identity] = json.loads(raw) if raw else {}
    return found
