"""Import spaCy without its command line, which `import spacy` brings along for one function and which costs a quarter of it.

For the time of the import `spacy.cli.info` is a stand-in; afterwards `spacy.info` and `import spacy.cli` work as ever.

Entry points of other packages stay what they are, but are kept by group: spaCy's registry asks for one group at a time, a hundred times
while a pipeline is loaded, and `importlib.metadata` goes over those of every installed package each time.
"""

import importlib
import sys
from importlib.metadata import EntryPoint
from itertools import chain
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


def sort_entry_points() -> None:
    """Give spaCy's registry a dictionary of entry points by group, which it understands too."""
    catalogue: Any = importlib.import_module("catalogue")
    points = catalogue.AVAILABLE_ENTRY_POINTS
    by_group: dict[str, list[EntryPoint]] = {}
    for point in chain.from_iterable(dict.values(points) if isinstance(points, dict) else [points]):  # 3.11 has them in a dictionary
        by_group.setdefault(point.group, []).append(point)
    catalogue.AVAILABLE_ENTRY_POINTS = by_group


import_spacy()
sort_entry_points()
