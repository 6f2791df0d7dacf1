"""Draw the picture of a report from invented rows: python docs/report_picture.py [FOLDER]

The texts are those of the corpus, which were written for this project; accounts, teams, agents and moments are drawn at random. Such
figures show what a report looks like, and nothing about webcare. Needs Chromium; with FOLDER the scores and the report stay there.
"""

import csv
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
ROWS = 4_000
START = datetime(2025, 1, 6, 8)
TEAMS = {"Zuid": ["Eva Kok", "Tim de Vries", "Bram Jansen"], "Noord": ["Jet Bos", "Sam Visser"], "Avond": ["Noor Smit", "Lars Mulder"]}
TEMPLATES = [
    "Hoi {name}, wat vervelend! Stuur ons even een DM met je ordernummer en postcode, dan zoeken we het voor je uit. ^{agent}",
    "Beste {name}, bedankt voor je bericht. We hebben je vraag doorgezet naar onze collega's en komen er zo snel mogelijk op terug. ^{agent}",
    "Hoi {name}, er is op dit moment een storing bij jou in de buurt. Onze monteurs zijn bezig; volg de laatste stand op onze site. ^{agent}",
]
NAMES = ["Jan", "Fatima", "Petra", "Youssef", "Sanne", "Ingrid", "Mo", "Joke", "Daan", "Lotte"]


def rows(draw: random.Random) -> Iterator[list[str]]:
    """Half a year of replies: the good ones grow in number, team Avond uses templates."""
    replies = [json.loads(line) for path in sorted(CORPUS.glob("t*/*.jsonl")) for line in path.open(encoding="utf-8")]
    good = [reply for reply in replies if reply["quality"] == "goed"]
    for n in range(ROWS):
        moment = START + timedelta(minutes=n * 60 * 24 * 170 // ROWS + draw.randrange(60))
        team = draw.choices(list(TEAMS), weights=[5, 3, 2])[0]
        agent = draw.choice(TEAMS[team])
        reply = draw.choice(good if draw.random() < 0.1 + 0.5 * n / ROWS + (0.15 if team == "Zuid" else 0) else replies)
        text, channel = reply["text"], reply["channel"]
        if draw.random() < (0.3 if team == "Avond" else 0.08):
            initials = "".join(word[0] for word in agent.split())[:2].upper()
            text, channel = draw.choice(TEMPLATES).format(name=draw.choice(NAMES), agent=initials), "twitter"
        account = draw.choices(["@Poortbank", "@Belmo", "@Sporenland"], weights=[5, 3, 2])[0]
        yield [f"r{n}", moment.isoformat(" "), channel, account, team, agent, text, reply.get("customer") or ""]


def write_archive(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "tijd", "kanaal", "account", "team", "medewerker", "antwoord", "klantbericht"])
        writer.writerows(rows(random.Random(1)))


def webcarelint(*words: str) -> None:
    subprocess.run([sys.executable, "-c", "from webcarelint.cli import main; main()", *words], check=True)


def photograph(page: Path, picture: Path, width: int = 1200, height: int = 1500, *options: str) -> None:
    """A picture of the top of a page. Raises when there is no Chromium."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("Chromium is not installed: apt-get install chromium")
    subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--window-size={width},{height}",
            f"--screenshot={picture}",
            *options,
            page.resolve().as_uri(),
        ],
        check=True,
        capture_output=True,
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        write_archive(folder / "archief.csv")
        webcarelint("archive", "score", str(folder / "archief.csv"), "--out", str(folder / "scores"), "--overwrite")
        webcarelint("archive", "report", str(folder / "scores"))
        photograph(folder / "scores" / "report.html", HERE / "rapport.png")


if __name__ == "__main__":
    main()
