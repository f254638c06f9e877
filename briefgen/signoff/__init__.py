"""Sign-off: which records reviewers have signed in a language, and whether that still holds.

A record is what a reader takes in at once, and what is named by the beginning of its contexts in catalogs:
`title`, `findings/F3` with its evidence, `editions/jp`, `source/passages/p1`. A signature holds the digest of
all that was reviewed: the record as the brief has it, references and anchors included, and in other languages
its translation. It holds as long as the record has that digest; the text that was signed is not kept.

    standing = signoff.of_content(content, "ja")
    for record in standing.records:
        standing.state(record.name), standing.signature(record.name)
"""

from briefgen.signoff.records import (
    Record,
    language_read_by,
    languages,
    read_at,
    readers,
    record_of,
    records,
    shown_in,
    shown_to,
)
from briefgen.signoff.standing import Signed, Standing, State, of_content

__all__ = [
    "Record",
    "Signed",
    "Standing",
    "State",
    "language_read_by",
    "languages",
    "of_content",
    "read_at",
    "readers",
    "record_of",
    "records",
    "shown_in",
    "shown_to",
]
