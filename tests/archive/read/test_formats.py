"""Every export that is recognised: what its replies are, what they answer, what is no reply."""

import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.archive.conftest import DATA, Write, read, rows_of
from webcarelint.archive.read import FORMATS, ReadOptions, open_archive
from webcarelint.errors import InputError


@pytest.mark.parametrize(
    ("file", "format", "texts", "customers"),
    [
        (
            "coosto.csv",
            "coosto",
            [
                "@sanne Wat vervelend! Ik zoek het voor je uit. Je hoort vandaag nog van me. ^LK",
                "@piet Jazeker, van 12 tot 17 uur. ^TB",
                "@sanne Graag gedaan! ^LK",
            ],
            ["@fietswinkel mijn fiets is er nog niet; hoe kan dat?", "@fietswinkel zijn jullie zondag open?", "@fietswinkel top, dank je"],
        ),
        (
            "berichten-09-06-2021_12_31.csv",
            "obi4wan",
            ["Hoi Noor, je fiets staat klaar in de winkel.", "Dag meneer, we kijken het na; morgen hoort u meer."],
            [None, None],
        ),
        (
            "intercom.json",
            "intercom",
            ["Hoi Noor, lukt het via deze link?", "Dan bel ik je even.", None],
            ["Ik kan niet inloggen", "Nee, nog steeds niet", "Hallo?"],
        ),
        ("chatwoot.json", "chatwoot", ["We kijken het na, Sanne."], ["Mijn slot is stuk"]),
        ("chatwoot-berichten.jsonl", "chatwoot-berichten", ["We kijken het na, Sanne."], ["Mijn slot is stuk"]),
        ("freshdesk.json", "freshdesk", ["Dag Piet,\nkom gerust langs.", "Om negen uur!"], ["Mijn band is lek", "Hoe laat open?"]),
        ("freshdesk-gesprekken.jsonl", "freshdesk-gesprekken", ["Dag Piet, kom langs."], ["Mijn band is lek"]),
        (
            "WhatsApp-chat met Sanne.txt",
            "whatsapp",
            ["Wat vervelend! Mag ik je ordernummer?\nen je postcode?", "Dank je: ik zoek het op."],
            ["Mijn bestelling is er nog niet", "4711 AB"],
        ),
        ("_chat.txt", "whatsapp", ["Ja hoor 😊\nTot straks!"], ["Is hij al klaar?"]),
        ("trustpilot.csv", "trustpilot", ["Beste Sanne, dat spijt ons."], ["Duurde lang, te lang"]),
        ("trustpilot-pagina.json", "trustpilot-pagina", ["Beste Noor,\n\nDat had beter gemoeten."], ["Nooit meer"]),
        ("trustpilot-pagina.tsv", "trustpilot-pagina", ["Beste klant, dat had beter gemoeten."], ["Nooit meer"]),
        ("google-bedrijf.json", "google-bedrijf", ["Dank je wel, Piet!"], ["Fijne winkel"]),
        ("google-kaarten.json", "google-kaarten", ["Bedankt Piet!"], ["Fijne winkel"]),
        ("google-play.json", "google-play", ["Beste Jacob,\nlukt het met de nieuwe versie?"], ["App crasht"]),
        (
            "gesprekken-x.csv",
            "gesprekken-x",
            ["@sanne Hoi Sanne! Wat vervelend van je koffer. Heb je al een nummer gekregen op het vliegveld?"],
            ["@vlieg waar is mijn koffer"],
        ),
        ("x/data/direct-messages.js", "x-dm", ["Dat is < 5 minuten werk."], ["Hoe lang duurt een band plakken?"]),
    ],
)
def test_replies_and_what_they_answer(file: str, format: str, texts: list[str | None], customers: list[str | None]) -> None:
    archive = open_archive([DATA / file])
    assert [found.format for found in archive.recognised] == [format]
    assert format in FORMATS
    rows = rows_of(archive)
    assert [row["text"] for row in rows] == texts
    assert [row["customer"] for row in rows] == customers


@pytest.mark.parametrize(
    ("file", "left_out"),
    [
        ("coosto.csv", {"bericht van de klant": 3}),
        ("chatwoot.json", {"bericht van de klant": 1, "systeemmelding": 1, "interne notitie": 1, "automatisch bericht": 1}),
        ("chatwoot-berichten.jsonl", {"bericht van de klant": 1, "interne notitie": 1, "automatisch bericht": 1}),
        ("zendesk.jsonl", {"bericht van de klant": 2, "interne notitie": 1}),
        (
            "intercom.json",
            {"bericht van de klant": 3, "interne notitie": 1, "automatisch bericht": 1, "toewijzing, sluiting of andere handeling": 1},
        ),
        ("freshdesk.json", {"bericht van de klant": 2, "interne notitie": 1}),
        (
            "WhatsApp-chat met Sanne.txt",
            {"bericht van de klant": 2, "systeemmelding": 1, "media zonder tekst": 1, "verwijderd bericht": 1},
        ),
        ("trustpilot.csv", {"zonder antwoord": 1}),
        ("x/data/tweets.js", {"tweet die geen antwoord is": 1, "retweet": 1}),
    ],
)
def test_what_is_no_reply_is_counted(file: str, left_out: dict[str, int]) -> None:
    archive = open_archive([DATA / file])
    first = rows_of(archive)
    assert archive.left_out == left_out
    assert rows_of(archive) == first
    assert archive.left_out == left_out


def test_zendesk() -> None:
    rows = read("zendesk.jsonl")
    assert [row["text"] for row in rows] == ["Hoi Sanne,\n\nHet komt morgen & op tijd.", "Fijn om te horen!", None, None]
    assert [row["channel"] for row in rows[:2]] == ["email", "twitter"]
    assert rows[1]["earlier"] == ["Hoi Sanne,\n\nHet komt morgen & op tijd."]
    assert [rows[0][name] for name in ("customer_name", "agent", "team", "thread_id")] == ["Sanne", "50", "3", "101"]
    assert rows[0]["time"] == datetime(2024, 3, 4, 9, 10, tzinfo=UTC)
    assert [row["error"] for row in rows[2:]] == [
        "Gesprek 2: ‘comments’ ontbreekt of is iets anders dan verwacht.",
        "Regel 3: dit is geen geldige JSON.",
    ]


def test_zendesk_goes_by_the_role_of_the_writer_and_its_own_description(write: Write) -> None:
    path = write(
        "z.jsonl",
        '{"id":1,"description":"Help","requester_id":7,"comments":['
        '{"id":2,"author_id":8,"author":{"role":"end-user"},"body":"Ik ook"},{"id":3,"author_id":7,"author":{"role":"agent","name":"Tim"},"body":"Komt goed"}]}\n',
    )
    (row,) = read(path)
    assert (row["text"], row["customer"], row["agent"]) == ("Komt goed", "Help\nIk ook", "Tim")


def test_an_x_archive_joins_its_own_thread() -> None:
    rows = read("x/data/tweets.js")
    assert [row["error"] for row in rows] == ["Onderdeel 6: dit ziet er anders uit dan in een archief van X.", None, None]
    first, second = rows[1:]
    assert first["text"] == "@sanne Kom langs & neem je bon mee. En anders bel je even. ^LK"
    assert (first["parts"], first["account"], first["customer_name"], first["channel"]) == (2, "fietswinkel", "sanne", "twitter")
    assert second["earlier"] == [first["text"]]
    assert second["thread_id"] == first["thread_id"] == "10"


def test_an_x_archive_as_folder_and_as_zip(tmp_path: Path) -> None:
    shutil.make_archive(str(tmp_path / "twitter"), "zip", DATA / "x")
    folder, zipped = (open_archive([path]) for path in (DATA / "x", tmp_path / "twitter.zip"))
    assert [found.format for found in folder.recognised] == ["x-dm", "x-tweets"]
    left, right = ([row["text"] for row in rows_of(archive)] for archive in (folder, zipped))
    assert left == right
    assert [row["account"] for row in rows_of(zipped)][:1] == ["fietswinkel"]


def test_parts_of_an_x_archive_are_one(write: Write) -> None:
    tweet = '[{{"tweet":{{"id_str":"{0}","full_text":"@a deel {0}","created_at":"Mon Mar 04 09:3{0}:00 +0000 2024","in_reply_to_status_id_str":"{1}"}}}}]'
    one = write("tweets.js", "window.YTD.tweets.part0 = " + tweet.format(2, 1))
    two = write("tweets-part1.js", "window.YTD.tweets.part1 = " + tweet.format(1, 9))
    rows = rows_of(open_archive([one, two]))
    assert [row["text"] for row in rows] == ["@a deel 1", "@a deel 2"]
    assert rows[1]["earlier"] == ["@a deel 1"]


def test_other_parts_of_an_x_archive_are_refused(write: Write) -> None:
    with pytest.raises(InputError, match=r"\(like\) bevat geen antwoorden"):
        open_archive([write("like.js", "window.YTD.like.part0 = []")])


def test_direct_messages_without_account(write: Write) -> None:
    message = '{{"dmConversation":{{"conversationId":"{0}","messages":[{{"messageCreate":{{"senderId":"{1}","text":"{2}"}}}}]}}}}'
    body = "window.YTD.direct_messages.part0 = [{}]"
    two = write("direct-messages.js", body.format(",".join([message.format("1-2", "1", "Hoi"), message.format("1-3", "3", "vraag")])))
    archive = open_archive([two])
    assert [row["text"] for row in rows_of(archive)] == ["Hoi"]
    assert "account.js ontbreekt" in archive.recognised[0].notes[0]
    alone = write("een/direct-messages.js", body.format(message.format("1-2", "1", "Hoi")))
    with pytest.raises(InputError, match=r"account\.js"):
        open_archive([alone])
    assert [row["text"] for row in read(alone, ReadOptions(accounts=("1",)))] == ["Hoi"]


def test_a_download_of_instagram() -> None:
    archive = open_archive([DATA / "instagram"])
    rows = rows_of(archive)
    assert [row["text"] for row in rows] == ["Hoi Piet, dat mag.", "Tot dan!", "Natuurlijk, we zijn één uur open 😊"]
    assert [row["customer"] for row in rows] == ["Mag mijn hond mee?", None, "Zijn jullie zo open?"]
    assert rows[2]["earlier"] == ["Tot dan!"]
    assert rows[2]["account"] == "Café Fiets"
    assert archive.recognised[0].title.startswith("Instagram")


def test_one_conversation_of_meta_is_named_after_the_customer(write: Write) -> None:
    rows = read("instagram/messages/inbox/sanne_1/message_1.json")
    assert [row["account"] for row in rows] == ["Café Fiets"]
    nameless = write("message_1.json", '{"participants":[{"name":"A"},{"name":"B"}],"messages":[{"sender_name":"A","content":"hoi"}]}')
    with pytest.raises(InputError, match="--account"):
        open_archive([nameless])
    assert [row["text"] for row in read(nameless, ReadOptions(accounts=("A",)))] == ["hoi"]


def test_comments_of_facebook_hang_below_the_first() -> None:
    with pytest.raises(InputError, match="--account"):
        open_archive([DATA / "facebook-reacties.json"])
    (row,) = read("facebook-reacties.json", ReadOptions(accounts=("Fietswinkel",)))
    assert (row["text"], row["customer"], row["customer_name"]) == ("Ja hoor, kom langs!", "Is dit nog te koop bij Fietswinkel?", "Sanne")


@pytest.mark.parametrize(("file", "advice"), [("freshdesk-tickets.csv", "volledige export in JSON")])
def test_overviews_without_replies_say_where_the_replies_are(file: str, advice: str) -> None:
    with pytest.raises(InputError, match=advice):
        open_archive([DATA / file])


KLM = (
    ",created_at,extended_tweet,id,id_str,in_reply_to_screen_name,in_reply_to_status_id,in_reply_to_status_id_str,source,text,user\n"
    "0,Wed Oct 10 20:19:24 +0000 2018,,7.37e+17,7.372231320340398e+17,sanne,7.3e+17,7.3e+17,Radian6,@sanne Hoi! Eén moment… >>,\"{'screen_name': 'vlieg'}\"\n"
    "1,Wed Oct 10 20:20:24 +0000 2018,\"{'full_text': '@sanne >> we kijken het na &amp; bellen je. ^ST', 'x': None}\",7.37e+17,7.37e+17,sanne,7.3e+17,7.3e+17,Radian6,"
    "@sanne >> we kijken het… https://t.co/abc,\"{'screen_name': 'vlieg'}\"\n"
    "2,Wed Oct 10 20:25:24 +0000 2018,{stuk,7.37e+17,7.37e+17,piet,7.3e+17,7.3e+17,Radian6,@piet Dat is afgekapt en…,geen dict\n"
    "3,Wed Oct 10 20:26:24 +0000 2018,,7.37e+17,7.37e+17,,,,Radian6,RT @ander: hoi,\n"
)  # fmt: skip


def test_rows_of_tweets_with_all_their_traps(write: Write) -> None:
    archive = open_archive([write("TweetsSentByKlm.csv", KLM.encode("cp1252"))])
    (found,) = archive.recognised
    assert found.format == "x-rijen"
    assert found.encoding is not None
    assert found.encoding.startswith("cp1252")
    notes = " ".join(found.notes)
    assert "afgerond" in notes
    assert "1 van de eerste 4 teksten zijn afgekapt" in notes
    rows = rows_of(archive)
    assert [row["text"] for row in rows] == ["@sanne Hoi! Eén moment… we kijken het na & bellen je. ^ST", "@piet Dat is afgekapt en…"]
    assert [row["id"] for row in rows] == ["rij-0", "rij-2"]
    assert [row["account"] for row in rows] == ["vlieg", "geen dict"]
    assert rows[0]["time"] == datetime(2018, 10, 10, 20, 19, 24, tzinfo=UTC)
    assert archive.left_out == {"retweet": 1}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("18/08/2026, 09:16 - Noor: Hoi", "18/08/2026, 09:17 - Winkel: Dag Noor"),
        ("8/18/26, 9:16 AM - Noor: Hoi", "8/18/26, 9:17 AM - Winkel: Dag Noor"),
        ("[18-08-2026 09:16:00] Noor: Hoi", "[18-08-2026 09:17:00] Winkel: Dag Noor"),
    ],
)
def test_whatsapp_writes_dates_in_many_ways(write: Write, first: str, second: str) -> None:
    (row,) = read(write("chat.txt", f"{first}\n{second}\n"))
    assert (row["text"], row["customer"]) == ("Dag Noor", "Hoi")
    assert row["time"] == datetime(2026, 8, 18, 7, 17, tzinfo=UTC)


def test_whatsapp_wants_to_know_who_you_are(write: Write) -> None:
    group = write("chat.txt", "".join(f"18-08-2026 09:1{n} - {name}: hoi\n" for n, name in enumerate(("A", "B", "C"))))
    with pytest.raises(InputError, match="--account"):
        open_archive([group])
    with pytest.raises(InputError, match="Niemand in deze chat heet D"):
        open_archive([group], ReadOptions(accounts=("D",)))
    (row,) = read(group, ReadOptions(accounts=("b",)))
    assert (row["text"], row["customer"], row["customer_name"]) == ("hoi", "hoi", "A")


def test_a_zip_of_an_iphone(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat - Noor.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.write(DATA / "_chat.txt", "_chat.txt")
    (row,) = rows_of(open_archive([path]))
    assert row["source"] == "WhatsApp Chat - Noor.zip/_chat.txt"
    assert row["account"] == "Fietswinkel"


def test_front(write: Write) -> None:
    lines = (
        '{"id":"msg_1","type":"tweet","is_inbound":true,"created_at":1709543000.5,"text":"Waar blijft het?","body":"<p>Waar blijft het?</p>","conversation_id":"c1"}\n'
        '{"id":"msg_2","type":"tweet","is_inbound":false,"created_at":1709543060.5,"body":"<p>Onderweg!</p>","text":"Onderweg!","author":{"username":"lk"},"conversation_id":"c1"}\n'
    )
    (row,) = read(write("front.jsonl", lines))
    assert (row["text"], row["customer"], row["agent"], row["channel"]) == ("Onderweg!", "Waar blijft het?", "lk", "twitter")


def test_our_own_jsonl(write: Write) -> None:
    path = write(
        "a.jsonl",
        '{"id":7,"text":"Hoi","customer":"Dag","channel":"x","thread":["een","twee","drie"],"agent":"LK","customer_name":"Noor"}\n',
    )
    (row,) = read(path, ReadOptions(earlier=2))
    assert [row[name] for name in ("id", "channel", "earlier", "agent")] == ["7", "twitter", ["twee", "drie"], "LK"]
