"""What all models share: the frozen base class and the scalar types with their patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from briefgen.fields import LANGUAGE_PATTERN

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class Model(BaseModel):
    """Base of every record: immutable, strict about types, refusing keys it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        validate_default=False,
    )


def _list_as_tuple(value: object) -> object:
    """Let a YAML list stand for a tuple: strict mode would accept only a real tuple."""
    return tuple(value) if isinstance(value, list) else value


def _year_as_text(value: object) -> object:
    """Let a bare year, which YAML reads as a number, stand for its text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


# The forms that values may have. Diagnostics explain each of them in words (load.py).
ID_PATTERN = r"^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$"
EDTF_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?~?(/\d{4}(-\d{2}(-\d{2})?)?~?)?$"
PASSAGE_PATTERN = r"^p[1-9]\d{0,3}(\.[1-9]\d{0,2})?$"
PARAGRAPH_PATTERN = r"^p[1-9]\d{0,3}$"
TEXT_PATTERN = r"\S"
COUNTRY_PATTERN = r"^[A-Z]{2}$"
COLOUR_PATTERN = r"^#[0-9a-fA-F]{6}$"
LENGTH_PATTERN = r"^\d+(\.\d+)?(mm|in|pt)$"
LOCALE_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?-[A-Z]{2}$"
DIGEST_PATTERN = r"^sha256:[0-9a-f]{64}$"
DAY_PATTERN = r"^\d{4}-\d{2}-\d{2}$"
RECORD_PATTERN = r"^[A-Za-z_][A-Za-z0-9_-]*(/[A-Za-z0-9_-]+){0,2}$"
SHINGLES_PATTERN = r"^[A-Za-z0-9+/\s]*={0,2}\s*$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=40)]
"""An identifier: letters, digits and single hyphens, beginning with a letter."""

PassageRef = Annotated[str, StringConstraints(pattern=PASSAGE_PATTERN)]
"""A passage of the source: `p3` is paragraph 3, `p3.2` its second sentence."""


class Translated:
    """Marks a field whose text is a message of the catalogs; in JSON Schemas as `x-translated`."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema of the text, marked."""
        return {**handler(core), TRANSLATED_KEYWORD: True}


TRANSLATED_KEYWORD = "x-translated"
"""The keyword that marks such a text in a JSON Schema."""
TRANSLATED = Translated()

Text = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, pattern=TEXT_PATTERN), TRANSLATED
]
"""Prose that is translated. May hold *emphasis*, **strong** and [links](https://…), nothing else."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=TEXT_PATTERN)]
"""A line of text without markup that is not translated (a name of a file, a code, a key)."""

Date = Annotated[
    str,
    BeforeValidator(_year_as_text, json_schema_input_type=str | int),
    StringConstraints(pattern=EDTF_PATTERN),
]
"""A date as precise as it is known: 1998, 1998-08, 1998-08-31, or an interval a/b (EDTF, ISO 8601-2).
A trailing ~ marks an approximate date."""

Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
"""A language, by its ISO 639 code: en, ja, ko."""

Country = Annotated[str, StringConstraints(pattern=COUNTRY_PATTERN)]
"""A country, by its ISO 3166-1 alpha-2 code: US, JP, KR."""


Digest = Annotated[str, StringConstraints(pattern=DIGEST_PATTERN)]
"""A SHA-256 digest in hexadecimal, after `sha256:`."""


class AsTuple(BeforeValidator):
    """Marks a field that is a list in YAML and a tuple in the model."""

    def __init__(self) -> None:
        super().__init__(_list_as_tuple)


Ids = Annotated[tuple[Id, ...], AsTuple()]
PassageRefs = Annotated[
    tuple[PassageRef, ...], AsTuple(), Field(min_length=1, json_schema_extra={"uniqueItems": True})
]
Texts = Annotated[tuple[Text, ...], AsTuple()]
