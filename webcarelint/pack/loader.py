"""From files to one `Pack`: as the builder of the wheel left it, or read; and checked against the senses that Python adds."""

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from webcarelint.errors import PackError
from webcarelint.pack.bundled import bundled, bundled_rules
from webcarelint.pack.faults import fail, nearest
from webcarelint.pack.pack import REFERENCES, Pack, Signal, digest_of

MESSAGE_FIELDS = frozenset({"match", "count", "other", "value", "limit", "better", "style", "measure"})
"""What `{…}` in a message, or in better wording, can be filled with."""

_FIELD = re.compile(r"\{([^{}]*)\}")


def load_packs(paths: Iterable[Path], python_signals: Mapping[str, str], measures: Collection[str]) -> Pack:
    """Load files, and folders of files, into one Pack.

    `python_signals` (name -> whose text it reads, "reply" or "customer") and `measures` are what senses in Python add.
    Raises PackError for anything that is not allowed, and for a pack without a rule and a signal.
    """
    paths = list(paths)
    pack = _with_senses(_as_built(paths) or _read(paths), python_signals)
    _check_signal_references(pack, python_signals)
    _check_rules(pack, measures)
    return pack


def _as_built(paths: list[Path]) -> Pack | None:
    """The bundled rules as the builder of the wheel left them; None when others are asked for, or when somebody changed a file since."""
    if paths != [bundled_rules()] or (ready := bundled()) is None:
        return None
    return ready.pack if digest_of(file.read_bytes() for file in _toml_files(paths[0])) == ready.pack.digest else None


def _read(paths: list[Path]) -> Pack:
    from webcarelint.pack.reader import read_pack

    return read_pack([file for path in paths for file in _toml_files(path)])


def _toml_files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(path.glob("*.toml"))
        if not found:
            raise PackError("In deze map staan geen regelbestanden (*.toml):", path)
        return found
    return [path]


def _with_senses(pack: Pack, python_signals: Mapping[str, str]) -> Pack:
    """With a signal for each sense in Python that no file speaks of."""
    signals = dict(pack.signals)
    for name, on in python_signals.items():
        signals.setdefault(name, Signal(name=name, about="", on="customer" if on == "customer" else "reply", python=True, quotes=True))
    return Pack(signals, pack.rules, pack.digest, pack.lists)


def _check_signal_references(pack: Pack, python_signals: Collection[str]) -> None:
    for signal in pack.signals.values():
        if signal.place is None:
            continue
        for role in REFERENCES:
            for name in getattr(signal, role):
                if name not in pack.signals:
                    fail(signal.place.path, (*signal.place.key, role), f"Onbekend signaal '{name}'.{nearest(name, pack.signals)}")
        if signal.python and signal.name not in python_signals:
            fail(signal.place.path, (*signal.place.key, "python"), f"Er is geen Python-signaal met de naam '{signal.name}'.")


def _check_rules(pack: Pack, measures: Collection[str]) -> None:
    for rule in pack.rules:
        for name in rule.reads:
            if name not in pack.signals:
                role = "when" if name in rule.when else "unless" if name in rule.unless else rule.verb
                fail(rule.place.path, (*rule.place.key, role), f"Onbekend signaal '{name}'.{nearest(name, pack.signals)}")
        if rule.bounds and rule.bounds.measure not in measures:
            key = (*rule.place.key, "measures", "measure")
            fail(rule.place.path, key, f"Onbekende maat '{rule.bounds.measure}'.{nearest(rule.bounds.measure, measures)}")
        for key_name in ("message", "message_en", "better"):
            for name in _FIELD.findall(getattr(rule, key_name) or ""):
                if name not in MESSAGE_FIELDS and name.count("|") != 1:
                    fail(rule.place.path, (*rule.place.key, key_name), f"'{{{name}}}' is niet in te vullen.{nearest(name, MESSAGE_FIELDS)}")
