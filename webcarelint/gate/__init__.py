"""The gate: one question and one answer that every door before *Send* shares. Importing this package brings neither spaCy nor pydantic."""
