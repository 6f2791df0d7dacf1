"""One gate for a whole agent process: a Linter loaded once, asked by many threads, that always gives an answer."""

import json
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any, Self

from pydantic import ValidationError

from webcarelint.errors import InputError, WebcarelintError
from webcarelint.gate.contract import GateAnswer, GateRequest
from webcarelint.gate.feedback import asks_confirmation, feedback
from webcarelint.gate.gate import chosen_on_error, decide, fallback
from webcarelint.linter import Linter


class Gatekeeper:
    """Says whether a reply may go out. Safe to share between threads and agents."""

    def __init__(self, linter: Linter) -> None:
        """Raises HouseStyleError when the house style has not chosen `on_error`."""
        self._linter = linter
        self._on_error = chosen_on_error(linter.style)
        self._one_at_a_time = Lock()  # a Linter is not to be shared

    @classmethod
    def load(cls, path: str | Path | None = None, profile: str | None = None, pipeline: str | None = None) -> Self:
        """By a house style file; the arguments and errors are those of `Linter.load`."""
        return cls(Linter.load(path, profile, pipeline))

    def decide(self, text: str, about: Mapping[str, Any] | None = None) -> GateAnswer:
        """The answer to a reply, by an AI unless `about` says otherwise.

        `about` holds what else is known, by the names of the contract: customer, channel, customer_name, agent, thread, format,
        waive, deadline_ms … Never raises: a failure follows `on_error`, and the answer says so.
        """
        try:
            request = GateRequest.model_validate_json(json.dumps({"source": "ai", **(about or {}), "text": text}))
            with self._one_at_a_time, self._linter.nlp.memory_zone():  # what spaCy learns of new words is forgotten
                return decide(self._linter, request)
        except ValidationError as wrong:
            place = ".".join(str(part) for part in wrong.errors(include_url=False, include_input=False)[0]["loc"])
            return fallback(self._on_error, f"de vraag klopt niet bij '{place}'.")
        except WebcarelintError as error:
            return fallback(self._on_error, str(error))
        except Exception as error:
            return fallback(self._on_error, f"er ging iets mis in webcarelint ({type(error).__name__}).")

    def without_text(self, sentence: str) -> GateAnswer:
        """The answer when there is no reply to check: `on_error` decides, and `sentence` says why."""
        return fallback(self._on_error, sentence)


def told(answer: GateAnswer) -> str:
    """What a model is told of this answer."""
    return feedback(answer.to_dict())


def wants_confirmation(answer: GateAnswer) -> bool:
    """Whether a person has to confirm before this goes out."""
    return asks_confirmation(answer.to_dict())


def text_at(arguments: Mapping[str, Any], field: str) -> str | None:
    """The text at a field of a tool's arguments; a dot goes into an object. None when there is none."""
    found: object = arguments
    for key in field.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found if isinstance(found, str) and found.strip() else None


def with_text(arguments: Mapping[str, Any], field: str, text: str) -> dict[str, Any]:
    """The arguments with another text at that field."""
    key, _, rest = field.partition(".")
    return {**arguments, key: with_text(arguments[key], rest, text) if rest else text}


def missing_text(field: str) -> str:
    return f"de tekst van het antwoord staat niet in het veld '{field}' van deze tool."


def missing_extra(name: str) -> InputError:
    return InputError(f"Hiervoor is een extra pakket nodig. Installeer het met: pip install 'webcarelint[{name}]'")
