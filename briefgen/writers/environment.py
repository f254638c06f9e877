"""The template environment: sandboxed, escaping, strict, and without a file system."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import CodeType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from briefgen import layers
from briefgen.edition import Edition
from briefgen.typeset.linebreak import JOINER, is_hangul
from briefgen.writers import growth
from briefgen.writers.filters import FILTERS
from briefgen.writers.keeping import is_bracket
from briefgen.writers.sandbox import Sandbox

PARTS = "parts"
"""The folder, in that of each audience, of what pages are put together from."""
SETTINGS = "settings.html.j2"
"""The file of switches, which adds up over the layers, switch by switch."""
BASE_LANGUAGE = "en"
"""The language in which the fixed wording stands in the templates."""

TemplateError = jinja2.TemplateError
"""Raised for a template that cannot be read or run: a fault in the template, not in a brief."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True, eq=False)
class TemplateSet:
    """The templates and stylesheets of all audiences, by path: base/edition.html.j2, project/jp/print.css.

    Two sets are equal only if they are the same object, so that compiled templates can be kept.
    """

    files: Mapping[str, str]
    extends: Mapping[str, str] = field(default_factory=dict)
    """The audience that one extends, for those that do."""

    def chain(self, audience: str) -> tuple[str, ...]:
        """An audience and those that it extends, its own first."""
        return layers.chain(audience, self.extends)

    strays: set[str] = field(default_factory=set)
    """Audiences whose templates have loaded one beyond their `reach`, or would have if it had been there."""

    def reach(self, audience: str) -> tuple[str, ...]:
        """The paths of all that an audience's pages can be made from, sorted.

        That is base's files and its own, and those of any other folder that one of them names.
        """
        place = {path: layers.split(path)[1] for path in self.files}
        folders = {*place.values()}
        near, more = set[str](), {layers.BASE, *self.chain(audience)} & folders
        while more:
            near |= more
            texts = [text for path, text in self.files.items() if place[path] in more]
            more = {one for one in folders - near if any(f"{one}/" in text for text in texts)}
        return tuple(sorted(path for path in self.files if place[path] in near))

    def used(self, audience: str) -> tuple[str, ...]:
        """The paths of what pages were made from: all there are, if templates went beyond their `reach`."""
        return tuple(sorted(self.files)) if audience in self.strays else self.reach(audience)

    def find(self, audience: str, name: str, above: str | None = None) -> str | None:
        """The path of the file that a name stands for; `above` is the path of the file that asks."""
        return next(iter(layers.found(self.files, self.chain(audience), name, above)), None)

    def layers(self, audience: str, *names: str) -> tuple[str, ...]:
        """The texts of all files of these names, for stylesheets that add up: layer by layer, base first."""
        wanted = zip(*(layers.order(self.chain(audience), name) for name in names), strict=True)
        paths = [path for layer in reversed([*wanted]) for path in layer]
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

    def __init__(self, edition: Edition, medium: str = "print") -> None:
        self._tied = edition.language == "ko" and medium == "screen"
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
            return _substitute(found, values, tied=self._tied)
        if found or self._translated:
            self._missing[f"{context}: {message}" if context else message] = None
        return _substitute(message, values)


def _substitute(message: str, values: Mapping[str, object], *, tied: bool = False) -> Markup:
    """Put values in for `%(name)s`. Raises `KeyError` if a template forgot one, `Runaway` for too much.

    `tied`: a Korean particle stays with the bracket that ends a value (see `keeping`).
    """
    parts = _PLACEHOLDER.split(message)
    growth.fits(sum(growth.length(values[one]) for one in parts[1::2]))
    for index in range(1, len(parts), 2) if tied else ():
        if is_bracket(str(values[parts[index]])[-1:]) and is_hangul(parts[index + 1][:1]):
            parts[index + 1] = JOINER + parts[index + 1]
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


class _Loader(jinja2.BaseLoader):
    """Finds templates in the layers of one audience."""

    def __init__(self, templates: TemplateSet, audience: str) -> None:
        self.set, self.audience = templates, audience
        self.reach = frozenset(templates.reach(audience))

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, and its path. Raises `TemplateNotFound`."""
        del environment
        path = self.set.find(self.audience, template)
        if path is None:
            raise jinja2.TemplateNotFound(template)
        return self.set.files[path], path, lambda: True

    def _is_elsewhere(self, name: str) -> bool:
        """Whether a file that is not there could be in a folder that no template names in one piece."""
        folder, separator, _ = name.partition("/")
        texts = (self.set.files[path] for path in self.reach)
        return bool(separator) and folder != PARTS and not any(f"{folder}/" in one for one in texts)

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> jinja2.Template:
        """A template compiled. Of the switches, those of the layers below stand before it."""
        path = self.set.find(self.audience, name)
        if path not in self.reach and (path is not None or self._is_elsewhere(name)):
            self.set.strays.add(self.audience)
        if path is None or layers.split(path)[2] != SETTINGS:
            return super().load(environment, name, globals)
        below = layers.found(self.set.files, self.set.chain(self.audience), SETTINGS, path)
        body: list[nodes.Node] = []
        for one in (*reversed(below), path):
            body += environment.parse(self.set.files[one], one, one).body
        kept = [node for node in body if not isinstance(node, nodes.Extends)]
        code = environment.compile(nodes.Template(kept, lineno=1), path, path)
        return environment.template_class.from_code(environment, code, globals or {})


class _Environment(Sandbox):
    """Resolves a name by the file that asks for it: of its own name a file gets the next one down."""

    loader: _Loader

    def join_path(self, template: str, parent: str) -> str:
        """The path of the file that a name in another stands for, or a name that no file has."""
        files, audience = self.loader.set, self.loader.audience
        above = files.find(audience, parent)
        path = files.find(audience, template, above)
        if path is None:
            return f"{template} (below {above})" if files.find(audience, template) else template
        return layers.exactly(path)


@lru_cache(maxsize=32)
def environment(templates: TemplateSet, audience: str) -> jinja2.Environment:
    """The environment in which the templates of one audience run.

    No template can change a value, reach a private attribute, name an undefined variable without
    an error, or read a file; everything it prints is escaped, and its work is bounded.
    """
    return _Environment(
        loader=_Loader(templates, audience),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        filters=FILTERS,
        bytecode_cache=_COMPILED,
    )
