"""Files of rows and columns, whatever they are written in."""

from webcarelint.archive.read.tables.table import Cell, Record, Table

__all__ = ["Cell", "Record", "Table"]
