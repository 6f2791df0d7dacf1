"""Named numbers about a draft. Units stand in each docstring."""

from webcarelint.reading import Reading
from webcarelint.signals.registry import measure


def _words(reading: Reading) -> int:
    words = reading.reply.words
    return sum((lower.isalnum() or any(map(str.isalnum, lower))) and i not in words.kinds for i, lower in enumerate(words.lower))


@measure("woorden")
def count_words(reading: Reading) -> float:
    """Words in the reply; addresses, numbers with a meaning, emoji and tags are none."""
    return float(_words(reading))


@measure("tekens")
def count_characters(reading: Reading) -> float:
    """Code points in the reply, without a quoted thread."""
    return float(reading.reply.cut)


@measure("zinnen")
def count_sentences(reading: Reading) -> float:
    """Sentences that hold at least one word."""
    words = reading.reply.words
    return float(sum(any(lower.isalpha() for lower in words.lower[first:last]) for first, last in words.sentences))


@measure("woorden-per-zin")
def words_per_sentence(reading: Reading) -> float:
    """Words divided by sentences; 0 for a reply without words."""
    sentences = reading.measure("zinnen")
    return round(reading.measure("woorden") / sentences, 1) if sentences else 0.0


@measure("vraagtekens")
def count_question_marks(reading: Reading) -> float:
    """Tokens that hold a question mark, addresses left out."""
    words = reading.reply.words
    return float(sum("?" in lower and i not in words.kinds for i, lower in enumerate(words.lower)))


@measure("uitroeptekens")
def count_exclamation_marks(reading: Reading) -> float:
    """Exclamation marks in the reply's own text."""
    return float(reading.reply.text[: reading.reply.cut].count("!"))


@measure("emoji-aantal")
def count_emoji(reading: Reading) -> float:
    """Emoji and emoticons; a ZWJ sequence or a skin tone counts once."""
    return float(len(reading.spans("emoji")))
