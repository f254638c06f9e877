"""The review sheet: a brief laid out record by record in all its languages, for whoever must sign it."""

from briefgen.sheet.layout import of_content

__all__ = ["of_content"]
