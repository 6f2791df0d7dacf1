"""Small readings: times, channels, bodies, encodings, sides, columns."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webcarelint.archive.read.bodies import plain, remojibaked, whole
from webcarelint.archive.read.channels import channel_of
from webcarelint.archive.read.encodings import detect
from webcarelint.archive.read.layouts import GENERIC, LAYOUTS, normal
from webcarelint.archive.read.sides import likely_account, side_of, truth
from webcarelint.archive.read.times import Clock

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-03-04 10:22", "2024-03-04T09:22"),
        ("2024-07-04T10:22:00", "2024-07-04T08:22"),
        ("2024-03-04T10:22:00Z", "2024-03-04T10:22"),
        ("2024-03-04 10:22:00 UTC", "2024-03-04T10:22"),
        ("2024-03-04T10:22:00.000+02:00", "2024-03-04T08:22"),
        ("04-03-2024 10:22:30", "2024-03-04T09:22:30"),
        ("4/3/2024 10:22", "2024-03-04T09:22"),
        ("03/14/2024 10:22 AM", "2024-03-14T09:22"),
        ("04.03.2024", "2024-03-03T23:00"),
        ("4 mrt. 2024 10:22", "2024-03-04T09:22"),
        ("4 maart 2024 om 10:22", "2024-03-04T09:22"),
        ("Mon Mar 04 10:22:00 +0000 2024", "2024-03-04T10:22"),
        (1709547720, "2024-03-04T10:22"),
        ("1709547720", "2024-03-04T10:22"),
        (1709547720000, "2024-03-04T10:22"),
        (1709547720.0, "2024-03-04T10:22"),
        (date(2024, 3, 4), "2024-03-03T23:00"),
        (datetime(2024, 3, 4, 10, tzinfo=UTC), "2024-03-04T10:00"),
        ("gisteren", None),
        ("", None),
        (None, None),
        (True, None),
        (12, None),
        ("0001-01-01 00:00", None),
    ],
)
def test_times(value: object, moment: str | None) -> None:
    expected = None if moment is None else datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert Clock(AMSTERDAM).read(value) == expected


def test_a_month_above_twelve_decides_for_all() -> None:
    clock = Clock(UTC)
    assert clock.learn(["03/04/2024 10:00", "03/14/2024 10:00"]) == "%m/%d/%Y %H:%M"
    assert clock.read("03/04/2024 10:00") == datetime(2024, 3, 4, 10, tzinfo=UTC)
    assert clock.read("04-03-2024 10:00") == datetime(2024, 3, 4, 10, tzinfo=UTC)
    assert Clock(UTC).learn(["2024-01-01"]) is None
    assert Clock(UTC).learn(["2024-01-01", "morgen"]) is None


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("Twitter", "twitter"), ("X", "twitter"), ("https://x.com/a/status/1", "twitter"), ("Twitter DM", "chat"), ("direct message", "chat"),
        ("Facebook", "facebook"), ("Facebook Messenger", "chat"), ("Facebook privébericht", "chat"), ("Instagram", "instagram"),
        ("Channel::Whatsapp", "whatsapp"), ("Trustpilot", "review"), ("Google Play Store", "review"), ("E-mail", "email"), ("mail", "email"),
        ("Web Widget", "chat"), ("postduif", None),
    ],
)  # fmt: skip
def test_channels(word: str, channel: str | None) -> None:
    assert channel_of(word) == channel


def test_bodies() -> None:
    assert plain("Een prijs < 5 euro & > 3") == "Een prijs < 5 euro & > 3"
    assert plain("Ik <3 jullie") == "Ik <3 jullie"
    assert plain("Tom &amp; Jerry") == "Tom & Jerry"
    assert plain("R&amp;amp;D") == "R&amp;D"
    assert plain("<div>Hoi<br>daar</div>") == "Hoi\ndaar"


@given(st.text())
def test_mojibake_is_undone_and_sound_text_stays(text: str) -> None:
    sound = whole(text)
    assert remojibaked(sound.encode("utf-8").decode("latin-1")) == sound
    assert whole(sound) == sound


@pytest.mark.parametrize("sound", ["café", "€ 5", "é", "Ã is een letter", "hoi"])
def test_sound_text_is_not_repaired(sound: str) -> None:
    assert remojibaked(sound) == sound


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"alleen ascii", "utf-8"),
        ("één".encode(), "utf-8"),
        ("één".encode("utf-8-sig"), "utf-8-sig"),
        ("één".encode("utf-16"), "utf-16"),
        ("één".encode("utf-32"), "utf-32"),
        ("Geachte heer Zoë, dit is één café à € 5 en ‘prima’.\n".encode("cp1252") * 5, "cp1252"),
        ("Geachte heer Zoë, dit is één café.\n".encode("latin-1") * 5, "cp1252"),
    ],
)
def test_encodings(body: bytes, name: str) -> None:
    assert detect([body]).name == name


def test_an_accent_may_come_late() -> None:
    assert detect([b"x\n", "één\n".encode("cp1252") * 3]).name == "cp1252"


def test_a_few_wrong_bytes_leave_it_utf8() -> None:
    found = detect(["één\n".encode() * 9 + "één\n".encode("cp1252")])
    assert found.name == "utf-8"
    assert found.why.startswith("1 van 10")


@pytest.mark.parametrize(
    ("value", "column", "side"),
    [
        (True, "incoming", "customer"), ("false", "Incoming", "ours"), (0, "is_inbound", "ours"), ("ja", "uitgaand", "ours"), ("nee", "uitgaand", "customer"),
        (0, "message_type", "customer"), (1, "message_type", "ours"), ("2", "message_type", "system"), ("template", "message_type", "automatic"),
        ("incoming", "message_type", "customer"), ("outgoing", "message_type", "ours"), ("from response_id", "position", "ours"),
        ("from tweet_id", "position", "customer"), ("In", "richting", "customer"), ("Uit", "richting", "ours"), ("Inkomend", "richting", "customer"),
        ("klant", "rol", "customer"), ("medewerker", "rol", "ours"), ("chatbot", "rol", "automatic"), ("?", "rol", None), (None, "rol", None),
    ],
)  # fmt: skip
def test_sides(value: str | bool | None, column: str, side: str | None) -> None:
    assert side_of(value, column) == side


def test_truth() -> None:
    assert [truth(value) for value in (True, "1", "nee", 0.0, "misschien", None)] == [True, True, False, False, None, None]


def test_the_likely_account() -> None:
    found = likely_account(["@a", "@b", "@wij"], ["@wij hoi", "@wij dag", "@a hallo"])
    assert found is not None
    assert found[0] == "wij"
    assert likely_account(["a", "b"], ["", ""]) is None
    assert likely_account([], []) is None
    most = likely_account(["Wij", "Wij", "a"], ["x", "y", "z"])
    assert most is not None
    assert most[0] == "wij"


def test_layouts_have_names_of_their_own_and_compare_normalised() -> None:
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)
    assert normal("Bericht_Tekst ") == normal("bericht tekst")
    for role, names in GENERIC.items():
        assert all(normal(name) for name in names), role
