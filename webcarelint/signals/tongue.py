"""Which language is this? Told by function words, and by the script; a short or mixed text stays undecided.

Function words tell four languages apart with certainty in a text of a dozen words. A wrong guess would be a false alarm, or
would silence every rule on a Dutch reply; an undecided one costs little. So the rule of decision is strict.
"""

from collections.abc import Iterator
from typing import Final

import regex

from webcarelint.model import Span
from webcarelint.reading import Reading, View
from webcarelint.signals.registry import signal

_FUNCTION_WORDS: Final = {
    "nl": "de het een en ik je jij u wij we jullie niet dat die er is van voor met op aan te zijn heb hebben maar ook nog naar bij wat hoe kan mijn uw ons onze geen wel om als dan zo hier al nu",
    "en": "the a an and you your i my we our us is are was were not that this for with of to have has had be can will would please thank when what why how it on at they but from been there if or do does did don't let know any about",
    "de": "der die das und ich sie ihr wir nicht ist sind war mit für auf zu haben hat ein eine mein meine bitte wann warum wie aber von bei auch noch kann uns unser ihre ihren es dem den",
    "fr": "le la les et je vous nous votre mon ma est sont pas que qui pour avec dans une des du au ce sur mais j'ai c'est comment pourquoi quand bonjour merci vos notre avez ne par",
}
_LANGUAGES_OF: Final = {
    word: tuple(name for name, own in _FUNCTION_WORDS.items() if word in own.split())
    for words in _FUNCTION_WORDS.values()
    for word in words.split()
}
_ENOUGH: Final = 4
"""Function words of a language that a text must hold before it is said to be in it: fewer is a loan word or a name."""

OTHER_SCRIPT: Final = "other"
_LETTER = regex.compile(r"\p{L}")
_LATIN = regex.compile(r"\p{Latin}")


def language_of(view: View) -> str | None:
    """'nl', 'en', 'de', 'fr', 'other' for another script than Latin, or None when the words do not say.

    Quoted words, addresses and a quoted thread are not the writer's own, and do not count.
    """
    words = view.words
    if _other_script(view.text[: view.cut]):
        return OTHER_SCRIPT
    counts = dict.fromkeys(_FUNCTION_WORDS, 0)
    for i in view.own_words:
        for name in _LANGUAGES_OF.get(words.lower[i], ()):
            counts[name] += 1
    best, second = sorted(counts, key=counts.__getitem__, reverse=True)[:2]
    return best if counts[best] >= _ENOUGH and counts[best] >= 2 * counts[second] + 1 else None


def _other_script(text: str) -> bool:
    if text.isascii():
        return False
    letters = _LETTER.findall(text)
    return len(letters) > _ENOUGH and 2 * sum(_LATIN.match(letter) is not None for letter in letters) < len(letters)


def _languages(reading: Reading) -> tuple[str | None, str | None]:
    return language_of(reading.reply), language_of(reading.customer) if reading.customer else None


def is_foreign(reading: Reading) -> bool:
    """Whether the reply is certainly not in Dutch."""
    ours, _ = reading.once(_languages)
    return ours is not None and ours != "nl"


@signal("taal-wijkt-af")
def find_other_language(reading: Reading) -> Iterator[Span]:
    """The customer wrote in one language and the reply is in another."""
    ours, theirs = reading.once(_languages)
    if ours and theirs and ours != theirs:
        yield 0, reading.reply.cut


@signal("klant.anderstalig", on="customer")
def find_foreign_customer(reading: Reading) -> Iterator[Span]:
    """The customer's message is certainly not in Dutch."""
    _, theirs = reading.once(_languages)
    if reading.customer and theirs is not None and theirs != "nl":
        yield 0, reading.customer.cut
