"""Writers: an edition goes in, a document comes out. They set type and decide nothing.

Writers import neither model, load, source nor checks: what an edition withholds cannot be named in
a template.
"""

from __future__ import annotations

from briefgen.writers.data import DATA_FILE, data_digest, data_file, edition_data
from briefgen.writers.environment import Rendered, TemplateError, TemplateSet
from briefgen.writers.html import (
    INDEX_NAME,
    Printable,
    write_html,
    write_index,
    write_print,
)
from briefgen.writers.linked_data import file_name

__all__ = [
    "DATA_FILE",
    "INDEX_NAME",
    "Printable",
    "Rendered",
    "TemplateError",
    "TemplateSet",
    "data_digest",
    "data_file",
    "edition_data",
    "file_name",
    "write_html",
    "write_index",
    "write_print",
]
