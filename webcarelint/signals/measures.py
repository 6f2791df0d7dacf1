"""Named numbers about a draft. Units stand in each docstring. A quoted thread below the reply counts for none of them."""

from collections.abc import Iterator
from typing import Final

from webcarelint.reading import Reading, View, quick
from webcarelint.signals.registry import measure

_SHOUTED: Final = quick(r"\p{Lu}[^\s\p{Ll}]*\p{Lu}")
_LONG_RUN: Final = 4
"""From so many words in capitals on, one of them need not be an everyday word: a name is never that long."""

_LONGEST_ABBREVIATION: Final = 5


@measure("woorden")
def count_words(reading: Reading) -> float:
    """Words in the reply; addresses, numbers with a meaning, emoji and tags are none."""
    return float(len(reading.reply.word_tokens))


@measure("tekens")
def count_characters(reading: Reading) -> float:
    """Code points in the reply."""
    return float(reading.reply.cut)


@measure("zinnen")
def count_sentences(reading: Reading) -> float:
    """Sentences that hold at least one word."""
    words = reading.reply.words
    return float(len({words.sent[i] for i in reading.reply.own_tokens if words.lower[i].isalpha()}))


@measure("woorden-per-zin")
def words_per_sentence(reading: Reading) -> float:
    """Words divided by sentences; 0 for a reply without words."""
    sentences = reading.measure("zinnen")
    return round(reading.measure("woorden") / sentences, 1) if sentences else 0.0


@measure("vragen")
def count_questions(reading: Reading) -> float:
    """Sentences with a question mark of the writer's own: not one in an address, and not one in quoted words."""
    return float(len({reading.reply.words.sent[i] for i in _question_marks(reading.reply)}))


@measure("vraagtekens")
def count_question_marks(reading: Reading) -> float:
    """Tokens that hold a question mark, addresses left out."""
    words = reading.reply.words
    return float(sum("?" in words.lower[i] and i not in words.kinds for i in reading.reply.own_tokens))


def _question_marks(view: View) -> Iterator[int]:
    words = view.words
    for i in view.own_tokens:
        if "?" in words.lower[i] and i not in words.kinds and not words.is_foreign(words.start[i], words.end[i]):
            yield i


@measure("uitroeptekens")
def count_exclamation_marks(reading: Reading) -> float:
    """Exclamation marks in the reply's own text."""
    return float(reading.reply.text[: reading.reply.cut].count("!"))


@measure("hoofdletters")
def share_of_capitals(reading: Reading) -> float:
    """Percentage of the words that are shouted: written in capitals, and no abbreviation, name, code or quoted word."""
    words = reading.measure("woorden")
    shouted = sum(len(run) for run in _capitals(reading.reply) if _is_shouted(run, reading))
    return round(100 * shouted / words, 1) if words else 0.0


def _capitals(view: View) -> Iterator[list[str]]:
    """Runs of words in capitals, in lower case; only punctuation stands between the words of a run."""
    if not _SHOUTED.search(view.text):
        return
    own_words = set(view.own_words)
    run: list[str] = []
    for i in view.own_tokens:
        text = view.text[view.words.start[i] : view.words.end[i]]
        if i in own_words and text.isupper() and sum(map(str.isalpha, text)) > 1:
            run.append(view.words.lower[i])
        elif any(map(str.isalnum, text)):
            yield run
            run = []
    yield run


def _is_shouted(run: list[str], reading: Reading) -> bool:
    """Whether words in capitals are shouted: one is an everyday word, or they are many and too long for abbreviations."""
    everyday = reading.context.words("schreeuwwoorden")
    many = len(run) >= _LONG_RUN and any(len(word) > _LONGEST_ABBREVIATION for word in run)
    return many or any(word in everyday for word in run)


@measure("emoji-aantal")
def count_emoji(reading: Reading) -> float:
    """Emoji and emoticons; a ZWJ sequence or a skin tone counts once."""
    return float(len(reading.spans("emoji")))
