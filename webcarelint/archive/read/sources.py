"""Where bytes come from: files, folders, members of a zip, gzipped files."""

import gzip
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final, cast

from webcarelint.errors import InputError

HEAD: Final = 1 << 20
_PROBE: Final = 1 << 16
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"

_WANTED: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".jsonl", ".ndjson", ".json", ".parquet", ".js", ".gz")
_BESIDE_THE_POINT: Final = ("__macosx/", "readme")
_X_FILE: Final = re.compile(r"(?:tweets?|direct-messages)(?:-part\d+)?\.js")


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes with a name. `member` is a path inside the zip at `path`."""

    path: Path
    member: str | None = None

    @property
    def name(self) -> str:
        return self.path.name if self.member is None else f"{self.path.name}/{self.member}"

    @property
    def leaf(self) -> str:
        """The file's own name, in lower case, without .gz."""
        name = self.path.name if self.member is None else PurePosixPath(self.member).name
        return name.lower().removesuffix(".gz")

    @property
    def folder(self) -> str:
        return str(self.path.parent if self.member is None else self.path / PurePosixPath(self.member).parent)

    def open(self) -> IO[bytes]:
        """The bytes, unzipped. Raises InputError when the file cannot be read."""
        try:
            if self.member is not None:
                return zipfile.ZipFile(self.path).open(self.member)
            stream = self.path.open("rb")
        except FileNotFoundError:
            raise InputError("Dit bestand bestaat niet:", self.path) from None
        except OSError as cause:
            raise InputError(f"Dit bestand is niet te lezen ({cause.strerror}):", self.path) from cause
        except RuntimeError as cause:  # what zipfile says of a password
            raise InputError("Deze zip heeft een wachtwoord. Pak hem eerst uit:", self.path) from cause
        if stream.peek(2)[:2] == _GZIP:
            return cast(IO[bytes], gzip.GzipFile(fileobj=stream))
        return stream

    def read(self) -> bytes:
        with self.open() as stream:
            return stream.read()

    def head(self, size: int = HEAD) -> bytes:
        with self.open() as stream:
            return stream.read(size)

    def probes(self) -> Iterator[bytes]:
        """The beginning, and pieces from further on where that is cheap: an accent may first occur late."""
        with self.open() as stream:
            yield stream.read(HEAD)
            if self.member is not None or isinstance(stream, gzip.GzipFile):
                return
            size = stream.seek(0, io.SEEK_END)
            for quarter in (1, 2, 3):
                if (place := size * quarter // 4) > HEAD:
                    stream.seek(place)
                    stream.readline()
                    yield stream.read(_PROBE)


def find_sources(paths: Sequence[Path]) -> list[Source]:
    """Files as they are; folders and zips opened, in the order of their names. Raises InputError for what is not there or holds nothing."""
    found = [source for path in paths for source in _sources(path)]
    if not found:
        raise InputError("Noem een bestand, een map of een zip met verstuurde antwoorden.")
    return found


def _sources(path: Path) -> list[Source]:
    if path.is_dir():
        inside = _useful([str(file.relative_to(path)) for file in path.rglob("*") if file.is_file()])
        found = [Source(path / name) for name in inside]
    else:
        source = Source(path)
        if source.head(4) != _ZIP or path.suffix.lower() in (".xlsx", ".xlsm"):
            return [source]
        found = _members(path)
    if not found:
        raise InputError("Hierin zit geen bestand dat ik als archief herken:", path)
    return found


def _members(path: Path) -> list[Source]:
    try:
        with zipfile.ZipFile(path) as zipped:
            names = [info.filename for info in zipped.infolist() if not info.is_dir()]
    except zipfile.BadZipFile as cause:
        raise InputError("Deze zip is beschadigd. Download of exporteer hem opnieuw:", path) from cause
    if "xl/workbook.xml" in names:
        return [Source(path)]
    return [Source(path, name) for name in _useful(names)]


def _useful(names: Sequence[str]) -> list[str]:
    """What may hold messages. Of a download of X or Meta, which hold hundreds of files, only those that do."""
    wanted = [name for name in names if name.lower().endswith(_WANTED) and not any(word in name.lower() for word in _BESIDE_THE_POINT)]
    posix = [name.replace("\\", "/") for name in wanted]
    meta = [name for name in posix if PurePosixPath(name).name.startswith("message_") and name.endswith(".json")]
    scripts = [name for name in posix if _X_FILE.fullmatch(PurePosixPath(name).name)]
    return sorted(meta or scripts or (name for name in posix if not name.endswith(".js")))
