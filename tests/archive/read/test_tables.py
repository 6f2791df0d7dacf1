"""Tables: separators, encodings, headers, broken rows, Excel, Parquet, JSON."""

import gzip
import io
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.archive.conftest import Write, read, rows_of
from webcarelint.archive.columns import INPUT_SCHEMA
from webcarelint.archive.read import ColumnNames, ReadOptions, open_archive
from webcarelint.archive.read.sources import Source
from webcarelint.archive.read.tables.separated import SeparatedTable
from webcarelint.errors import InputError

TABLE = "id;klantbericht;antwoord;kanaal\n1;Waar is hij?;Hoi, één moment; \n"


@pytest.mark.parametrize(("mark", "name"), [(",", "komma"), (";", "puntkomma"), ("\t", "tab"), ("|", "verticale streep")])
@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
def test_separator_and_encoding_are_found(write: Write, mark: str, name: str, encoding: str, shown: str) -> None:
    lines = [["id", "klantbericht", "antwoord", "kanaal"]]
    lines += [[str(n), '"Vraag, of; niet?"', f'"Hoi, één moment; {mark} ‘{n}’ € 5"', "X"] for n in range(20)]
    archive = open_archive([write("a.csv", "\r\n".join(mark.join(line) for line in lines).encode(encoding))])
    (found,) = archive.recognised
    assert found.separator == name
    assert found.encoding is not None
    assert found.encoding.split()[0] == shown
    rows = rows_of(archive)
    assert [row["text"] for row in rows] == [f"Hoi, één moment; {mark} ‘{n}’ € 5" for n in range(20)]
    assert {row["customer"] for row in rows} == {"Vraag, of; niet?"}
    assert {row["channel"] for row in rows} == {"twitter"}


def test_every_batch_has_the_schema(write: Write) -> None:
    path = write("a.csv", "id;antwoord\n" + "".join(f"{n};Antwoord {n}\n" for n in range(10)))
    batches = list(open_archive([path]).batches(4))
    assert [batch.num_rows for batch in batches] == [4, 4, 2]
    for batch in batches:
        assert batch.schema.equals(INPUT_SCHEMA)
        batch.validate(full=True)


BROKEN = (
    "id;antwoord;kanaal\n"
    "1;Goed;x\n"
    "2;te weinig\n"
    "3;te;veel;velden\n"
    '4;"nooit gesloten;x\n'
    "5;Ook goed;x\n"
    "\n"
    '6;"over\ntwee regels";x\n'
    "7;;x\n"
    '8;"dicht"erachter;x\n'
    '9;"twee\nregels";te;veel\n'
    "10;Laatste;x;;\n"
)


def test_broken_rows_are_rows_with_an_error(write: Write) -> None:
    rows = read(write("a.csv", BROKEN))
    assert [(row["text"], row["error"]) for row in rows] == [
        ("Goed", None),
        (None, "Regel 3: 2 velden in plaats van 3."),
        (None, "Regel 4: 4 velden in plaats van 3."),
        (None, "Regel 5: de aanhalingstekens kloppen niet."),
        ("Ook goed", None),
        ("over\ntwee regels", None),
        (None, "Het antwoord is leeg."),
        (None, "Regel 11: de aanhalingstekens kloppen niet."),
        (None, "Regel 12: 4 velden in plaats van 3."),
        ("Laatste", None),
    ]
    assert [row["row"] for row in rows] == list(range(10))
    assert rows[1]["id"] == "rij-1"
    assert rows[6]["id"] == "7"


def test_bytes_that_are_no_utf8_cost_one_row(write: Write) -> None:
    lines = [f"{n};Eén antwoord".encode() for n in range(40)]
    lines[20] = "20;Eén antwoord".encode("cp1252")
    path = write("a.csv", b"id;antwoord\n" + b"\n".join(lines) + b"\n")
    rows = read(path)
    assert len(rows) == 40
    assert [(row["id"], row["error"]) for row in rows if row["error"]] == [("20", "Regel 22: hier staan tekens die geen utf-8 zijn.")]
    assert read(path, ReadOptions(encoding="cp1252"))[20]["text"] == "Eén antwoord"


def test_a_text_with_half_an_emoji_is_still_text(write: Write) -> None:
    (row,) = read(write("a.jsonl", '{"text": "Hoi \\ud83d", "customer": "\\ud83d\\ude0a"}\n'))
    assert (row["text"], row["customer"]) == ("Hoi \ufffd", "😊")


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), min_size=1, max_size=12))
def test_whatever_stands_in_a_table_no_row_is_lost(pairs: list[tuple[str, str]]) -> None:
    """Rows that csv wrote come back; lines with anything in them become at least one row each at most, and never an exception."""
    import csv
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
        writer.writerow(["id", "antwoord"])
        writer.writerows([(left, right) for left, right in pairs])
        path.write_bytes(buffer.getvalue().encode("utf-8", "surrogatepass"))
        table = SeparatedTable(Source(path), "utf-8", ",", header=True)
        records = list(table.records())
    whole = [pair for pair in pairs if all(not 0xD800 <= ord(char) <= 0xDFFF and char != "\ufffd" for text in pair for char in text)]
    assert [tuple(record.cells) for record in records if record.error is None] == whole
    assert len(records) == len(pairs)


@given(st.binary(min_size=1, max_size=300))
def test_rubbish_is_read_or_refused(rubbish: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(b"id;antwoord\n1;Een gewoon antwoord\n" + rubbish)
        try:
            archive = open_archive([path])
        except InputError:
            return
        rows = rows_of(archive)
        assert rows[0]["row"] == 0
        assert all(row["error"] or row["text"] for row in rows)


def test_without_names_of_columns(write: Write) -> None:
    path = write(
        "a.csv", "1;2024-03-01;Hoi Sanne, je pakket komt morgen bij je aan.\n2;2024-03-02;Hoi Piet, we hebben het voor je opgelost hoor.\n"
    )
    archive = open_archive([path])
    assert [row["text"] for row in rows_of(archive)] == [
        "Hoi Sanne, je pakket komt morgen bij je aan.",
        "Hoi Piet, we hebben het voor je opgelost hoor.",
    ]
    assert archive.recognised[0].columns[0].column == "kolom 3"
    assert "enige met zinnen" in archive.recognised[0].columns[0].why
    told = open_archive([path], ReadOptions(header=True, columns=ColumnNames(text="Hoi Sanne, je pakket komt morgen bij je aan.")))
    assert len(rows_of(told)) == 1


def test_one_text_a_line(write: Write) -> None:
    path = write("a.txt", "Hoi Sanne, wat vervelend, ik zoek het uit.\nDag Piet, dat kan.\nBeste Noor, helaas, het is op; morgen weer.\n")
    archive = open_archive([path])
    assert len(rows_of(archive)) == 3
    assert archive.recognised[0].separator == "geen (één kolom)"


def test_excel_says_its_separator(write: Write) -> None:
    (row,) = read(write("a.csv", "sep=;\nid;antwoord\n1;Hoi, daar\n"))
    assert row["text"] == "Hoi, daar"


def test_quotes_with_backslashes(write: Write) -> None:
    body = "".join(f'"{n}","Hij zei \\"hoi\\", echt","x"\n' for n in range(5))
    rows = read(write("a.csv", '"id","antwoord","kanaal"\n' + body))
    assert {row["text"] for row in rows} == {'Hij zei "hoi", echt'}


def test_columns_that_a_person_names(write: Write) -> None:
    path = write("a.csv", "A;B;C;D;E\n1;Dit is de vraag van de klant;En dit is het antwoord van ons;LK;9\n")
    with pytest.raises(InputError, match="Is het antwoord ‘C’ of ‘B’"):
        open_archive([path])
    (row,) = read(path, ReadOptions(columns=ColumnNames(text="c", customer="B", agent="D", thread="E", id="A")))
    assert [row[name] for name in ("text", "customer", "agent", "thread_id", "id")] == [
        "En dit is het antwoord van ons", "Dit is de vraag van de klant", "LK", "9", "1",
    ]  # fmt: skip
    with pytest.raises(InputError, match="Er is geen kolom ‘antwoord’"):
        open_archive([path], ReadOptions(columns=ColumnNames(text="antwoord")))


def test_a_misspelt_column_gets_a_hint(write: Write) -> None:
    with pytest.raises(InputError, match="Bedoel je ‘antwoord’"):
        open_archive([write("a.csv", TABLE)], ReadOptions(columns=ColumnNames(text="antwoorden")))


def test_a_table_without_sentences_is_refused(write: Write) -> None:
    with pytest.raises(InputError, match="--text-column"):
        open_archive([write("a.csv", "x;y\n1;2\n3;4\n")])


def test_messages_with_a_direction(write: Write) -> None:
    lines = "gesprek;richting;tekst;afzender;datum\n"
    talk = ["1;in;Waar is hij?;Sanne;01-03-2024 10:00", "1;uit;Onderweg!;Lisa;01-03-2024 10:05", "1;uit;Morgen dus.;Lisa;01-03-2024 10:06"]
    talk += ["1;in;Fijn;Sanne;01-03-2024 10:07", "1;uit;Graag gedaan;Lisa;01-03-2024 10:08", "1;?;Wat is dit;Lisa;01-03-2024 10:09"]
    archive = open_archive([write("a.csv", lines + "\n".join(talk) + "\n")])
    rows = rows_of(archive)
    assert [(row["text"], row["customer"], row["earlier"]) for row in rows] == [
        ("Onderweg!", "Waar is hij?", []),
        ("Morgen dus.", "Waar is hij?", ["Onderweg!"]),
        ("Graag gedaan", "Fijn", ["Onderweg!", "Morgen dus."]),
    ]
    assert {row["agent"] for row in rows} == {"Lisa"}
    assert {row["customer_name"] for row in rows} == {"Sanne"}
    assert archive.left_out == {"bericht van de klant": 2, "onbekend wie het schreef": 1}
    backwards = rows_of(open_archive([write("b.csv", lines + "\n".join(reversed(talk)) + "\n")]))
    assert [(row["text"], row["customer"], row["earlier"]) for row in backwards[::-1]] == [
        (row["text"], row["customer"], row["earlier"]) for row in rows
    ]
    assert [row["row"] for row in backwards] == sorted(int(str(row["row"])) for row in backwards)


def test_earlier_replies_of_a_thread(write: Write) -> None:
    rows = [f"{n};{n % 2};Antwoord {n};2024-03-01T10:0{n}:00Z" for n in range(6)]
    path = write("a.csv", "id;ticket;antwoord;datum\n" + "\n".join(rows))
    assert [row["earlier"] for row in read(path, ReadOptions(earlier=1))] == [
        [],
        [],
        ["Antwoord 0"],
        ["Antwoord 1"],
        ["Antwoord 2"],
        ["Antwoord 3"],
    ]
    newest = write("b.csv", "id;ticket;antwoord;datum\n" + "\n".join(reversed(rows)))
    archive = open_archive([newest])
    assert all(row["earlier"] == [] for row in rows_of(archive))
    assert "nieuwste rij staat eerst" in " ".join(archive.recognised[0].notes)


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    when = datetime(2024, 3, 1, 10, tzinfo=UTC)
    columns = {
        "antwoord": ["Hoi", None, "Dag"],
        "klantbericht": [b"Vraag \xc3\xa9\xc3\xa9n", b"Vraag", None],
        "datum": pa.array([when] * 3, pa.timestamp("us", "UTC")),
        "kanaal": pa.array(["WhatsApp"] * 3).dictionary_encode(),
        "id": [1.0, 2.0, 3.0],
    }
    pq.write_table(pa.table(columns), path)
    archive = open_archive([path])
    assert archive.rows == 3
    rows = rows_of(archive)
    assert [row["text"] for row in rows] == ["Hoi", None, "Dag"]
    assert [row["error"] for row in rows] == [None, "Het antwoord is leeg.", None]
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["customer"] == "Vraag één"
    assert (rows[0]["time"], rows[0]["channel"]) == (when, "whatsapp")
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError, match="Parquet"):
        open_archive([path])


def test_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy hh:mm"}) as book:
        book.add_worksheet("Uitleg").write(0, 0, "Lees dit eerst")
        sheet = book.add_worksheet("Antwoorden")
        sheet.write_row(0, 0, ["nr", "antwoord", "datum", "team"])
        sheet.write_row(1, 0, [1, "Hoi, tot morgen!"])
        sheet.write_datetime(1, 2, datetime(2024, 3, 1, 10, 0))
        sheet.write_row(3, 0, ["2b", "Dag", date(2024, 7, 1), "Avond"])
    archive = open_archive([path])
    assert [row["text"] for row in rows_of(archive)] == ["Hoi, tot morgen!", "Dag"]
    assert [row["id"] for row in rows_of(archive)] == ["1", "2b"]
    assert [row["time"] for row in rows_of(archive)] == [datetime(2024, 3, 1, 9, tzinfo=UTC), datetime(2024, 6, 30, 22, tzinfo=UTC)]
    assert "‘Antwoorden’ is gelezen" in archive.recognised[0].notes[0]
    with pytest.raises(InputError, match="Er is geen blad ‘X’"):
        open_archive([path], ReadOptions(sheet="X"))
    with pytest.raises(InputError, match="--text-column"):
        open_archive([path], ReadOptions(sheet="Uitleg"))
    path.write_bytes(b"PK\x03\x04rommel")
    with pytest.raises(InputError, match="Excel"):
        open_archive([path])


def test_json_lines_with_broken_lines(write: Write) -> None:
    body = b'{"antwoord": "Hoi", "klant": {"naam": "A"}}\n\n[1]\n{"antwoord": \n{"antwoord": "\xe9"}\n{"antwoord": 5}\n'
    rows = read(write("a.jsonl", body), ReadOptions(encoding="utf-8", columns=ColumnNames(customer_name="klant.naam")))
    assert [row["error"] for row in rows] == [
        None,
        "Regel 3: dit is geen JSON-object.",
        "Regel 4: dit is geen geldige JSON.",
        "Regel 5: hier staan tekens die geen utf-8 zijn.",
        None,
    ]
    assert (rows[0]["customer_name"], rows[4]["text"]) == ("A", "5")


def test_html_and_entities_become_text(write: Write) -> None:
    (row,) = read(write("a.csv", 'id,antwoord\n1,"<p>Hoi &amp; welkom</p><p>Tot <b>zo</b></p>"\n'))
    assert row["text"] == "Hoi & welkom\n\nTot zo"


def test_gzip_and_several_files(write: Write) -> None:
    one = write("a.csv.gz", gzip.compress(TABLE.encode()))
    two = write("b.csv", TABLE)
    rows = rows_of(open_archive([one, two]))
    assert [(row["row"], row["source"]) for row in rows] == [(0, "a.csv.gz"), (1, "b.csv")]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "leeg"),
        ("a.csv", b"\xef\xbb\xbf\r\n", "leeg"),
        ("a.pdf", b"%PDF-1.7 x", "PDF"),
        ("a.json", b"{niet", "geldige JSON"),
        ("a.json", b"[]", "geen berichten"),
        ("a.zip", b"PK\x03\x04rommel", "beschadigd"),
    ],
)
def test_what_cannot_be_read_says_why(write: Write, name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        open_archive([write(name, content)])


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="bestaat niet"):
        open_archive([tmp_path / "a.csv"])
    with pytest.raises(InputError, match="geen bestand dat ik als archief herken"):
        open_archive([tmp_path])
    with pytest.raises(InputError, match="Noem een bestand"):
        open_archive([])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (ReadOptions(format="excel"), "Onbekend formaat 'excel'"),
        (ReadOptions(encoding="utf-9"), "Onbekende codering 'utf-9'"),
        (ReadOptions(separator="ab"), "één teken"),
        (ReadOptions(timezone="Europa/Amsterdam"), "Onbekende tijdzone"),
    ],
)
def test_options_that_cannot_be(write: Write, options: ReadOptions, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        open_archive([write("a.csv", TABLE)], options)


def test_the_fingerprint_is_of_bytes_and_options(write: Write) -> None:
    path = write("a.csv", TABLE)
    first = open_archive([path]).fingerprint()
    assert open_archive([path]).fingerprint() == first
    assert open_archive([path], ReadOptions(channel="chat")).fingerprint() != first
    path.write_text(TABLE + "2;a;b;c\n")
    assert open_archive([path]).fingerprint() != first


def test_a_format_can_be_forced(write: Write) -> None:
    path = write("a.csv", "auteur;bericht tekst;antwoord\n@a;vraag;Dit is het antwoord\n")
    (row,) = read(path, ReadOptions(format="tabel", channel="email"))
    assert (row["text"], row["channel"]) == ("Dit is het antwoord", "email")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the peak of a process")
def test_memory_does_not_grow_with_the_file(write: Write) -> None:
    """Ten times the rows, the same memory, in a process of its own."""
    code = (
        "import sys, re, pathlib\nfrom webcarelint.archive.read import open_archive\n"
        "n = sum(b.num_rows for b in open_archive([pathlib.Path(sys.argv[1])]).batches())\n"
        "print(n, re.search(r'VmHWM:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])"
    )
    peaks = []
    plain = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}  # it takes time, and memory of its own
    for rows in (30_000, 300_000):
        path = write(
            f"{rows}.csv",
            "id;ticket;antwoord\n" + "".join(f"{n};{n};Hoi klant {n}, we zoeken het voor je uit. {'x' * 200}\n" for n in range(rows)),
        )
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, env=plain)
        count, peak = map(int, done.stdout.split())
        assert count == rows
        peaks.append(peak)
    assert peaks[1] < peaks[0] + 30_000  # kB; the larger file is 65 MB longer


def test_an_export_of_both_sides_needs_the_account(write: Write) -> None:
    lines = "Datum;Kanaal;Auteur;Bericht;Mentions\n01-03-2024 10:00;Twitter;@sanne;@wij waar is hij?;1\n01-03-2024 10:05;Twitter;@wij;@sanne Onderweg!;1\n"
    path = write("berichten.csv", lines)
    assert len(read(path)) == 2
    (row,) = read(path, ReadOptions(accounts=("Wij",)))
    assert (row["text"], row["customer"]) == ("@sanne Onderweg!", "@wij waar is hij?")


def test_a_printed_list_of_objects(write: Write) -> None:
    (row,) = read(write("a.json", '[\n  {\n    "antwoord": "Hoi",\n    "tags": [1, 2]\n  }\n]\n'))
    assert row["text"] == "Hoi"
    with pytest.raises(InputError, match="geen berichten"):
        open_archive([write("b.json", "[5, 6]")])


def test_only_a_header_is_no_reply(write: Write) -> None:
    assert read(write("a.csv", "id;antwoord\n")) == []


def test_times_that_cannot_be_read_are_mentioned(write: Write) -> None:
    archive = open_archive([write("a.csv", "id;antwoord;datum\n1;Hoi;gisteren\n")])
    assert "kon ik niet lezen" in " ".join(archive.recognised[0].notes)
    assert rows_of(archive)[0]["time"] is None


def test_a_damaged_gzip_is_told(write: Write) -> None:
    body = gzip.compress(("id;antwoord\n" + "".join(f"{n * 7919};Antwoord {n * 104729}\n" for n in range(400_000))).encode())
    with pytest.raises(InputError, match="beschadigd"):
        open_archive([write("klein.csv.gz", body[:100])])
    archive = open_archive([write("groot.csv.gz", body[:-1000])])
    with pytest.raises(InputError, match="beschadigd"):
        list(archive.batches())
