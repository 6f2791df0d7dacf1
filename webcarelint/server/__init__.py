"""The HTTP door: a small front that speaks HTTP, and worker processes that each hold a Linter."""
