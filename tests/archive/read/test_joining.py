"""Split messages joined, replies joined to what they answer."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webcarelint.archive.read.message import Message
from webcarelint.archive.read.splits import WINDOW, joined
from webcarelint.archive.read.threads import LONGEST_TURN, REMEMBERED, replies

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)


def ours(text: str | None, row: int = 0, *, talk: str | None = None, minutes: int = 0, agent: str | None = None) -> Message:
    return Message(row=row, ours=True, text=text, talk=talk, time=NOON + timedelta(minutes=minutes), agent=agent)


def texts(*messages: Message) -> list[str | None]:
    return [message.text for message in joined(messages)]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("@a Hoi! We kijken het na (1/2)", "@a en bellen je morgen. (2/2)", "@a Hoi! We kijken het na en bellen je morgen."),
        ("@a Hoi 1/2 ^LK", "@a dag 2/2 ^LK", "@a Hoi dag ^LK"),
        ("@a Hoi ^LK 1/2", "@a dag ^LK 2/2", "@a Hoi dag ^LK"),
        ("@a [1/2] Hoi", "@a [2/2] dag", "@a Hoi dag"),
        ("1/2 Hoi", "2/2 dag", "Hoi dag"),
        ("@a Hoi 1 / 2", "@a dag 2 / 2", "@a Hoi dag"),
        ("@a Hoi >>", "@a dag ^LK", "@a Hoi dag ^LK"),
        ("@a Hoi >>", "@a >> dag", "@a Hoi dag"),
        ("Hoi »", "» dag", "Hoi dag"),
    ],
)
def test_parts_become_one(first: str, second: str, whole: str) -> None:
    (message,) = joined([ours(first), ours(second, 1, minutes=1)])
    assert (message.text, message.parts, message.row) == (whole, 2, 0)


def test_the_newest_part_first() -> None:
    assert texts(ours("@a dag 2/2 ^LK"), ours("@a Hoi 1/2")) == ["@a Hoi dag ^LK"]
    assert texts(ours("@a << dag"), ours("@a Hoi >>")) == ["@a Hoi dag"]


def test_three_parts_with_others_between() -> None:
    messages = [ours("@a een 1/3"), ours("@b los"), ours("@a twee 2/3"), Message(row=9, ours=False, text="@wij hoi"), ours("@a drie 3/3")]
    assert texts(*messages) == ["@a een twee drie", "@b los", "@wij hoi"]


@pytest.mark.parametrize(
    "pair",
    [
        ("We zijn er 24/7", "En morgen ook"),
        ("De actie loopt tot 3/4", "Dag 4/4 is de laatste"),
        ("@a Hoi 1/2", "@b dag 2/2"),
        ("@a Hoi 1/2", "@a dag 3/3"),
        ("@a Hoi 2/4", "@a dag 4/4"),
        ("Meer informatie >>", "Hoi Sanne, dank je."),
        ("1/2 liter is genoeg", "Dat is goed"),
    ],
)
def test_what_only_looks_split_stays(pair: tuple[str, str]) -> None:
    assert texts(*(ours(text, row) for row, text in enumerate(pair))) == list(pair)


def test_parts_of_another_agent_or_hour_stay_apart() -> None:
    assert len(texts(ours("@a Hoi 1/2", agent="LK"), ours("@a dag 2/2", agent="TB"))) == 2
    assert len(texts(ours("@a Hoi 1/2"), ours("@a dag 2/2", minutes=61))) == 2
    assert len(texts(ours("Hoi 1/2", talk="1"), ours("dag 2/2", talk="2"))) == 2
    assert texts(ours("Hoi 1/2", talk="1"), ours("dag 2/2", talk="1")) == ["Hoi dag"]


def test_parts_too_far_apart_stay_apart() -> None:
    between = [ours(f"@x{number} hoi", number + 1) for number in range(WINDOW)]
    assert len(texts(ours("@a Hoi 1/2"), *between[:-1], ours("@a dag 2/2"))) == WINDOW
    assert len(texts(ours("@a Hoi 1/2"), *between, ours("@a dag 2/2"))) == WINDOW + 2


def test_errors_and_empty_ones_pass() -> None:
    broken = Message(row=3, ours=True, text=None, error="stuk")
    assert list(joined([broken, ours(None)])) == [broken, ours(None)]


@given(st.lists(st.text(alphabet="a @12/>^.\n", max_size=14), max_size=90))
def test_no_message_is_lost_or_doubled(found: list[str]) -> None:
    messages = [ours(text, row) for row, text in enumerate(found)]
    whole = list(joined(messages))
    assert sum(message.parts for message in whole) == len(messages)
    assert [message.row for message in whole] == sorted(message.row for message in whole)
    assert all(message.text == found[message.row] for message in whole if message.parts == 1)


def test_a_turn_of_the_customer_has_several_messages() -> None:
    said = [Message(row=n, ours=False, text=f"deel {n}", talk="1", customer_name="Sanne") for n in range(LONGEST_TURN + 3)]
    (reply,) = replies([*said, ours("Hoi", talk="1")], 5, tally := Counter())
    assert reply.customer == "\n".join(f"deel {n}" for n in range(3, LONGEST_TURN + 3))
    assert reply.customer_name == "Sanne"
    assert tally == {"bericht van de klant": LONGEST_TURN + 3}


def test_earlier_replies_have_a_limit_and_can_be_none() -> None:
    said = [ours(f"antwoord {n}", n, talk="1") for n in range(4)]
    assert [reply.earlier for reply in replies(said, 2, Counter())] == [
        (),
        ("antwoord 0",),
        ("antwoord 0", "antwoord 1"),
        ("antwoord 1", "antwoord 2"),
    ]
    assert {reply.earlier for reply in replies(said, 0, Counter())} == {()}


def test_what_the_row_itself_says_wins() -> None:
    given_row = ours("Hoi", talk="1")._replace(customer="uit de rij", earlier=("x",))
    asked = Message(row=0, ours=False, text="uit het gesprek", talk="1")
    (reply,) = replies([asked, given_row], 5, Counter())
    assert (reply.customer, reply.earlier) == ("uit de rij", ("x",))


def test_a_conversation_long_silent_is_forgotten() -> None:
    asked = Message(row=0, ours=False, text="vraag", talk="oud")
    others = [ours("hoi", talk=str(number)) for number in range(REMEMBERED)]
    *_, last = replies([asked, *others, ours("antwoord", talk="oud")], 5, Counter())
    assert last.customer is None
    *_, last = replies([asked, *others[1:], ours("antwoord", talk="oud")], 5, Counter())
    assert last.customer == "vraag"


def test_without_a_conversation_a_reply_stands_alone() -> None:
    loose = [Message(row=0, ours=False, text="vraag"), ours("antwoord")]
    assert [reply.customer for reply in replies(loose, 5, Counter())] == [None]
