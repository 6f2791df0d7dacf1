"""From exports to Arrow: `open_archive(paths, options)` recognises the files, `Archive.batches()` reads them."""

from webcarelint.archive.read.archive import Archive, open_archive
from webcarelint.archive.read.options import ColumnNames, ReadOptions
from webcarelint.archive.read.recognised import ColumnChoice, Recognised
from webcarelint.archive.read.recognition import FORMATS

__all__ = ["FORMATS", "Archive", "ColumnChoice", "ColumnNames", "ReadOptions", "Recognised", "open_archive"]
