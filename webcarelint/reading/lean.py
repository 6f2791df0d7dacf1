"""Import spaCy without its command line, which `import spacy` brings along for one function and which costs a quarter of it.

For the time of the import `spacy.cli.info` is a stand-in; afterwards `spacy.info` and `import spacy.cli` work as ever.
"""

import importlib
import sys
from types import ModuleType
from typing import Any


def _info(*args: Any, **options: Any) -> Any:
    return importlib.import_module("spacy.cli.info").info(*args, **options)


def import_spacy() -> None:
    """Import spaCy, unless somebody already did."""
    if "spacy" in sys.modules:
        return
    cli, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    cli.__path__ = []
    info.info = _info  # type: ignore[attr-defined]
    stand_ins = {"spacy.cli": cli, "spacy.cli.info": info}
    sys.modules.update(stand_ins)
    try:
        spacy = importlib.import_module("spacy")
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)
    vars(spacy).pop("cli", None)


import_spacy()
