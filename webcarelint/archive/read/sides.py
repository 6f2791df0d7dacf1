"""Who wrote a message: the organisation, a customer, or nobody who counts."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, Literal

from webcarelint.archive.read.layouts import normal
from webcarelint.archive.read.tables import Cell

Side = Literal["ours", "customer", "automatic", "system"]

_TRUE: Final = {"true", "1", "1.0", "ja", "yes", "waar", "y", "j"}
_FALSE: Final = {"false", "0", "0.0", "nee", "no", "onwaar", "n"}
_SAYS_CUSTOMER: Final = {"incoming", "inbound", "isinbound", "inkomend", "fromcustomer", "isincoming"}
_SAYS_OURS: Final = {"outgoing", "outbound", "isoutbound", "uitgaand", "fromagent", "fromme", "isoutgoing"}
_CHATWOOT: Final[dict[str, Side]] = {
    "0": "customer",
    "1": "ours",
    "2": "system",
    "3": "automatic",
    "activity": "system",
    "template": "automatic",
}
_WORDS: Final[tuple[tuple[str, Side], ...]] = (
    (r"bot|template|automati|autoreply", "automatic"),
    (r"system|activity|systeem|notiti", "system"),
    (r"response_id|out|uit|verzonden|verstuurd|sent|agent|medewerker|admin|company|bedrijf|organisatie|webcare|operator|assistant", "ours"),
    (
        r"tweet_id|reaction_id|in$|in\b|inb|inc|ink|ontvangen|received|klant|customer|contact|user|lead|client|consument|requester",
        "customer",
    ),
)
_PATTERNS: Final = tuple((re.compile(words), side) for words, side in _WORDS)

REASONS: Final[dict[Side, str]] = {"automatic": "automatisch bericht", "system": "systeemmelding"}


def truth(value: Cell) -> bool | None:
    """Yes, no, or neither of the two."""
    word = str(value).strip().lower()
    return True if word in _TRUE else False if word in _FALSE else None


def side_of(value: Cell, column: str) -> Side | None:
    """What a cell of a direction column says; the column's name tells what yes and no mean."""
    if value is None:
        return None
    name, word = normal(column), str(value).strip().lower()
    yes = truth(value)
    if yes is not None and name in _SAYS_CUSTOMER:
        return "customer" if yes else "ours"
    if yes is not None and name in _SAYS_OURS:
        return "ours" if yes else "customer"
    if name == "messagetype" and (found := _CHATWOOT.get(word.removesuffix(".0"))):
        return found
    return next((side for pattern, side in _PATTERNS if pattern.search(word)), None)


def handle(name: str) -> str:
    """An account's name as it is compared: `@Merk` is `merk`."""
    return name.strip().lstrip("@").casefold()


def likely_account(authors: Iterable[str], texts: Iterable[str]) -> tuple[str, str] | None:
    """The account that is most often mentioned by others, and else writes most; with the reason."""
    wrote = Counter(handle(author) for author in authors if author.strip())
    named = Counter(handle(word) for text in texts for word in re.findall(r"@\w+", text))
    both = {name: named[name] for name in wrote if named[name]}
    if both:
        best = max(both, key=lambda name: (both[name], wrote[name], name))
        return best, f"wordt het vaakst genoemd in berichten van anderen ({both[best]} keer in het begin van het bestand)"
    if not wrote:
        return None
    (best, times), *others = wrote.most_common(2)
    alone = not others or times > others[0][1]
    return (
        (best, f"schreef de meeste berichten ({times} in het begin van het bestand)") if alone and times > sum(wrote.values()) / 3 else None
    )
