"""What was judged before, so that an exact duplicate is judged once. Bounded in memory and on disk; losing it costs time only."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

CACHE_KIB: Final = 8 * 1024
"""How much of it stays in memory; the rest is in a temporary file without a name, that disappears with the process."""

PAGES: Final = 500_000
"""Of 4 KiB: 2 GB, some four million judgements. When it is full it starts again, empty."""

_AT_ONCE: Final = 500


class Seen:
    """Key -> what was kept under it, both bytes."""

    def __init__(self, cache_kib: int = CACHE_KIB, pages: int = PAGES) -> None:
        self._cache_kib = cache_kib
        self._pages = pages
        self._open()

    def _open(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for setting in (f"cache_size=-{self._cache_kib}", "journal_mode=OFF", "synchronous=OFF", f"max_page_count={self._pages}"):
            self._database.execute(f"PRAGMA {setting}")
        self._database.execute("CREATE TABLE seen (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is known of these keys."""
        found: dict[bytes, bytes] = {}
        waiting = iter(keys)
        try:
            while some := list(islice(waiting, _AT_ONCE)):
                marks = ",".join("?" * len(some))
                found.update(self._database.execute(f"SELECT key, value FROM seen WHERE key IN ({marks})", some))
        except sqlite3.Error:
            self._start_again()
        return found

    def keep(self, items: Mapping[bytes, bytes]) -> None:
        try:
            self._insert(items.items())
        except sqlite3.Error:  # full: the limit above, or the disk
            self._start_again()

    def _insert(self, items: Iterable[tuple[bytes, bytes]]) -> None:
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?)", items)
        self._database.execute("COMMIT")

    def _start_again(self) -> None:
        self.close()
        self._open()

    def close(self) -> None:
        self._database.close()
