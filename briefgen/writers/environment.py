"""The template environment: sandboxed, escaping, strict, and without a file system."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType

import jinja2
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from briefgen.edition import Edition
from briefgen.writers.filters import FILTERS

BASE = "base"
"""The folder of the templates that all audiences share."""
BASE_LANGUAGE = "en"
"""The language in which the fixed wording stands in the templates."""

TemplateError = jinja2.TemplateError
"""Raised for a template that cannot be read or run: a fault in the template, not in a brief."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True, eq=False)
class TemplateSet:
    """The templates and stylesheets of all audiences, by path: base/edition.html.j2.

    Two sets are equal only if they are the same object, so that compiled templates can be kept.
    """

    files: Mapping[str, str]

    def find(self, audience: str, name: str) -> str | None:
        """The path under which an audience finds a file: as given, its own folder's, base's."""
        for path in (name, f"{audience}/{name}", f"{BASE}/{name}"):
            if path in self.files:
                return path
        return None

    def layers(self, audience: str, name: str) -> tuple[str, ...]:
        """The texts of base's file and the audience's of this name, for stylesheets that add up."""
        paths = dict.fromkeys((f"{BASE}/{name}", f"{audience}/{name}"))
        return tuple(self.files[path] for path in paths if path in self.files)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document, and the fixed wording that has no translation in its language."""

    text: str
    missing: tuple[str, ...] = ()


class Wording:
    """Looks up the fixed wording of one edition and records what it does not find.

    Templates call the methods as `_("Findings")` and `pgettext("state", "firm")`. Values for
    `%(name)s` are escaped unless they are markup already.
    """

    def __init__(self, edition: Edition) -> None:
        self._messages = edition.wording
        self._translated = edition.language != BASE_LANGUAGE
        self._missing: dict[str, None] = {}

    @property
    def missing(self) -> tuple[str, ...]:
        """Messages that fell back to English, in the order of use, as `context: message`."""
        return tuple(self._missing)

    def gettext(self, message: str, /, **values: object) -> Markup:
        """The wording of a message in the language of the edition."""
        return self.pgettext("", message, **values)

    def pgettext(self, context: str, message: str, /, **values: object) -> Markup:
        """The wording of a message in a context."""
        found = self._messages.get((context, message))
        if found and set(_PLACEHOLDER.findall(found)) <= values.keys():
            return _substitute(found, values)
        if found or self._translated:
            self._missing[f"{context}: {message}" if context else message] = None
        return _substitute(message, values)


def _substitute(message: str, values: Mapping[str, object]) -> Markup:
    """Put values in for `%(name)s`. Raises `KeyError` if a template forgot one."""
    parts = _PLACEHOLDER.split(message)
    return Markup("").join(
        escape(values[part]) if index % 2 else escape(part) for index, part in enumerate(parts)
    )


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates by path and text, for all audiences of this process; texts change, paths are few."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find the code of a template, if its text is the same."""
        checksum, code = self._codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is not None:
            self._codes[bucket.key] = bucket.checksum, bucket.code


_COMPILED = _Compiled()


@lru_cache(maxsize=32)
def environment(templates: TemplateSet, audience: str) -> jinja2.Environment:
    """The environment in which the templates of one audience run.

    No template can change a value, reach a private attribute, name an undefined variable without
    an error, or read a file; everything it prints is escaped.
    """

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = templates.find(audience, name)
        return None if path is None else (templates.files[path], path, lambda: True)

    made = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    made.filters.update(FILTERS)
    return made
