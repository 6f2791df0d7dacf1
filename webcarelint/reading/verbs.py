"""From a finite form to the infinitives that Dutch spelling allows: 'belt' is of *bellen*, 'stuur' of *sturen*.

The pipeline guesses lemmas of verbs it has not seen, and sometimes guesses what cannot be ('belen', 'treken').
"""

import re
from typing import Final

_LONG: Final = re.compile(r"(aa|ee|oo|uu)([bcdfghklmnprstvwz])$")
_SHORT: Final = re.compile(r"(?:^|[^aeiou])[aeiou]([bcdfghklmnpqrst])$")
_UNSTRESSED: Final = re.compile(r"[aeiou].*(?:e[lmnr]|ig)$")
_VOICED: Final = re.compile(r"(?:aa|ee|oo|uu|ie|ij|ei|ui|eu|oe|ou|au|[lr])([fs])$")
_SHORTEST: Final = 3


def infinitives(form: str) -> frozenset[str]:
    """What the infinitive of a form in the present singular may be."""
    if len(form) < _SHORTEST or not form.isalpha():
        return frozenset()
    stems = [form, form[:-1]] if form.endswith("t") else [form]
    return frozenset(infinitive for stem in stems if len(stem) >= _SHORTEST - 1 for infinitive in _of_stem(stem))


def _of_stem(stem: str) -> list[str]:
    voiced = _VOICED.search(stem)
    if voiced:
        end = "v" if voiced[1] == "f" else "z"
        return [_shortened(stem[:-1] + end), _shortened(stem)]
    if _SHORT.search(stem):
        doubled = f"{stem}{stem[-1]}en"
        return [doubled, f"{stem}en"] if _UNSTRESSED.search(stem) else [doubled]
    return [_shortened(stem)]


def _shortened(stem: str) -> str:
    return _LONG.sub(lambda m: m[1][0] + m[2], stem) + "en"
