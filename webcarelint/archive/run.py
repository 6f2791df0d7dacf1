"""One run: what is selected from an archive goes through an engine into a folder, and goes on where it was interrupted."""

import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from webcarelint.archive.errors import FolderError
from webcarelint.archive.folder import PART_ROWS, Folder, saying_why, without_finished, write_parts
from webcarelint.archive.scores import OUR_FAULT, SCORES_VERSION, Layout
from webcarelint.archive.selection import Selected, Selection
from webcarelint.errors import InputError

if TYPE_CHECKING:
    from webcarelint.archive.read import Archive

KEY_FILE: Final = "pseudonyms.key"
"""The key of the pseudonyms. Whoever has it can check a guess at a name; keep it apart from scores that you hand on."""

_CHANGED: Final[Mapping[str, str]] = {
    "input": "De invoer is niet meer die waarmee deze run begon",
    "rules": "De regels, de huisstijl, de pijplijn of webcarelint zelf zijn veranderd sinds deze run begon",
    "options": "Deze run begon met andere opties (periode, steekproef, tekst, pseudoniemen …)",
}


class Engine(Protocol):
    """Something that scores batches of replies: this process, several, or a cluster."""

    @property
    def layout(self) -> Layout: ...
    @property
    def batch_rows(self) -> int: ...
    def score(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]: ...


@dataclass(frozen=True, slots=True)
class Job:
    """What is scored and where to. `resume` goes on with what is there; `overwrite` begins again."""

    out: Path
    selection: Selection = field(default_factory=Selection)
    resume: bool = False
    overwrite: bool = False
    part_rows: int = PART_ROWS


@dataclass(frozen=True, slots=True)
class Progress:
    """Rows of the input that are done, of how many if that is known, and how many of them this run did not need to score."""

    done: int
    total: int | None
    resumed: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to. `errors` are rows without a judgement; `left_out` says what is no row at all, and why."""

    rows: int
    errors: int
    crashes: int
    resumed: int
    parts: int
    left_out: Mapping[str, int]


def run(archive: "Archive", engine: Engine, job: Job, show: Callable[[Progress], None] = lambda _: None) -> Outcome:
    """Score an archive into a folder.

    Raises FolderError when the folder holds something else, or the disk is full; whatever is raised, finished parts stay and a
    call with `resume` goes on.
    """
    folder = Folder(job.out)
    archive.fingerprint()  # reads everything once; meanwhile workers build their Linters
    finished = _prepared(folder, archive, engine.layout, job)
    selected = Selected(lambda: archive.batches(engine.batch_rows), job.selection)
    resumed = sum(finished.values())
    done = resumed
    total = _total(archive, job.selection)
    show(Progress(done, total, resumed))
    scored = engine.score(without_finished(selected.batches(), finished, job.part_rows))
    with closing(write_parts(folder, scored, engine.layout.schema, finished, job.part_rows, archive.fingerprint())) as writing:
        for rows in writing:
            done += rows
            show(Progress(done, total, resumed))
    if not done:
        raise InputError(
            "Er blijft geen enkel antwoord over. Kijk naar --since en --until, of met 'webcarelint archive inspect' naar de bestanden."
        )
    return _completed(folder, archive, selected, resumed)


def _prepared(folder: Folder, archive: "Archive", layout: Layout, job: Job) -> dict[int, int]:
    """The parts that are done already. Writes the manifest of a new run, or finds that the one that is there is of the same run."""
    wanted = _manifest(archive, layout, job)
    if job.overwrite:
        with saying_why(folder.path):
            folder.clear()
    there = folder.manifest()
    if there is None:
        if folder.parts:
            raise FolderError("Hier staan scores zonder manifest. Kies een andere map met --out, of ruim deze op:", folder.path)
        folder.write_manifest(wanted)
        return {}
    if not job.resume:
        state = "een afgeronde run" if there.get("complete") else "een run die niet af is"
        raise FolderError(
            f"Hier staat al {state}. Ga verder met --resume, begin opnieuw met --overwrite of kies een andere map:", folder.path
        )
    for part, sentence in _CHANGED.items():
        if there.get(part) != wanted[part]:
            raise FolderError(
                f"{sentence}, en zulke scores horen niet bij elkaar. Begin opnieuw met --overwrite of kies een andere map met --out:",
                folder.path,
            )
    return folder.finished()


def _manifest(archive: "Archive", layout: Layout, job: Job) -> dict[str, Any]:
    """What stands in manifest.json when a run begins. `input`, `rules` and `options` must stay the same to go on."""
    return {
        "schema": SCORES_VERSION,
        "complete": False,
        "input": {"fingerprint": archive.fingerprint(), "files": [{"source": r.source, "format": r.format} for r in archive.recognised]},
        "rules": layout.identity,
        "options": {**asdict(job.selection), **_moments(job.selection), "part_rows": job.part_rows},
        "catalogue": {
            "pass_mark": layout.pass_mark,
            "dimensions": layout.dimensions,
            "measures": layout.measures,
            "signals": layout.signals,
            "rules": [asdict(card) for card in layout.rules],
            "off": [asdict(skipped) for skipped in layout.off],
        },
    }


def _moments(selection: Selection) -> dict[str, str | None]:
    moments: dict[str, datetime | None] = {"since": selection.since, "until": selection.until}
    return {name: moment.isoformat() if moment else None for name, moment in moments.items()}


def _total(archive: "Archive", selection: Selection) -> int | None:
    known = [count for count in (archive.rows, selection.sample, selection.limit) if count is not None]
    return min(known, default=None)


def _completed(folder: Folder, archive: "Archive", selected: Selected, resumed: int) -> Outcome:
    """Count what is in the folder, and say in the manifest that it is all there."""
    rows = errors = crashes = 0
    for path in folder.parts:
        found = pq.read_table(path, columns=["error"]).column("error")
        rows += len(found)
        errors += len(found) - found.null_count
        crashes += pc.sum(pc.ends_with(found, OUR_FAULT)).as_py() or 0
    left_out = {**archive.left_out, **{reason: number for reason, number in selected.counts.items() if number}}
    outcome = Outcome(rows, errors, crashes, resumed, len(folder.parts), left_out)
    counts = {"rows": rows, "errors": errors, "crashes": crashes, "left_out": left_out}
    folder.write_manifest({**(folder.manifest() or {}), "complete": True, "counts": counts})
    return outcome


def pseudonym_key(out: Path, given: Path | None = None) -> bytes:
    """The key of `given`, or of the folder; made, readable for its owner only, when there is none. Raises FolderError."""
    path = given or out / KEY_FILE
    try:
        if path.is_file():
            return _checked_key(path.read_bytes().strip(), path)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        key = secrets.token_hex(32).encode()
        with os.fdopen(handle, "wb") as file:
            file.write(key + b"\n")
    except OSError as cause:
        raise FolderError(f"De sleutel van de pseudoniemen is niet te lezen of te schrijven ({cause.strerror}):", path) from cause
    return key


def _checked_key(key: bytes, path: Path) -> bytes:
    if len(key) < 16:
        raise FolderError("De sleutel van de pseudoniemen is te kort: gebruik minstens 16 tekens, of laat er een maken:", path)
    return key
