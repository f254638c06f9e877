"""All pages of all audiences gone through, and what can only be said when all have been seen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import jinja2

from briefgen import layers
from briefgen.diagnostics import Diagnostic, Span
from briefgen.layers import BASE
from briefgen.rules import language as wording_rules
from briefgen.rules import template as rules
from briefgen.source.catalog import Catalog
from briefgen.spelling import close
from briefgen.typecheck import declared, inheritance, markup, switches, wording
from briefgen.typecheck.places import PlacingEnvironment, Source, syntax_place
from briefgen.typecheck.templates import Seen, Walk
from briefgen.writers.environment import BASE_LANGUAGE, SETTINGS, TemplateSet, environment

SHEETS = ("common.css", "screen.css", "print.css")
"""The stylesheets that an audience may have."""
INDEX_SHEETS = (*SHEETS, "index.css")
"""Those of base, which makes the index too."""


@dataclass(frozen=True)
class Project:
    """What is checked."""

    files: Mapping[str, str]
    """Templates and stylesheets, by path: base/edition.html.j2."""
    languages: Mapping[str, str]
    """The language of each audience."""
    catalogs: Mapping[str, Catalog]
    """The templates' wording, by language."""
    shown: Callable[[str], str]
    """What diagnostics call a path."""
    extends: Mapping[str, str] = field(default_factory=dict)
    """The audience that one extends, for those that do."""
    headings: Collection[str] = ()
    """What profiles say: names of audiences, headings of sections."""


def check(project: Project) -> list[Diagnostic]:
    """What is wrong with the templates. Gives BG405, BG412, BG413, BG601 to BG609, BG611 and BG612."""
    return _Check(project).run()


def strays(
    files: Iterable[str], audiences: Collection[str], shown: Callable[[str], str]
) -> Iterator[Diagnostic]:
    """A project's files in folders that are no audience's, once for each folder. Gives BG607."""
    told: set[str] = set()
    for path in files:
        is_project, folder, name = layers.split(path)
        if not is_project or folder in (BASE, *audiences, *told):
            continue
        told.add(folder)
        best = close(folder, [*audiences, BASE])
        if not name:
            text = f"nothing uses `{shown(path)}`: it is in no audience's folder"
            hint = "move it into the folder of an audience, or into `base`"
        else:
            text = f"nothing uses `{shown(path)}`: there is no audience `{folder}`"
            hint = f"did you mean `{best}`?" if best else "`briefgen audiences new` makes one"
        yield rules.UNREACHABLE.at(Span(shown(path)), text, hint)


def owner(path: str) -> str:
    """The audience that a file belongs to, or base."""
    return layers.split(path)[1]


class _Check:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.set = TemplateSet(project.files, project.extends)
        self.seen = Seen()
        self.found: dict[tuple[str, Span, str], Diagnostic] = {}
        self._placing = PlacingEnvironment()
        self._sources: dict[str, Source | None] = {}
        self._used: dict[str, set[str]] = {}

    def run(self) -> list[Diagnostic]:
        walks = []
        for audience in self.project.languages:
            for name, (given, medium) in declared.ENTRIES.items():
                state = markup.STYLE if name.endswith(".css.j2") else markup.TEXT
                walks.append(self._walk(audience, name, given, medium, state))
        name, given = declared.INDEX_ENTRY
        walks.append(self._walk(BASE, name, given, "screen", markup.TEXT))
        for walk in walks:
            for path in sorted(self.seen.templates):
                walk.uncalled(path)
            self._keep(walk.finish())
        self._keep(self._unsaid())
        self._keep(self._words())
        self._keep(self._comparisons())
        self._keep(self._switches())
        if not self.seen.endless and not any(
            one.code in (rules.TEMPLATE.code, rules.UNKNOWN_TEMPLATE.code)
            for one in self.found.values()
        ):
            self._keep(self._unreachable())
            said = {(one.context, one.text) for one in self.seen.messages}
            self._keep(wording.unsaid(self.project.catalogs, said, self.project.headings))
        return [*self.found.values()]

    def _keep(self, found: Iterator[Diagnostic] | list[Diagnostic]) -> None:
        for one in found:
            self.found.setdefault((one.code, one.span, one.message), one)

    def _walk(
        self, audience: str, name: str, given: type, medium: str, state: markup.State
    ) -> Walk:
        before = set(self.seen.templates)
        self.seen.templates.clear()
        messages, self.seen.messages = self.seen.messages, set()
        walk = Walk(self._source, _Resolve(self.set, audience), self.seen)
        walk.page(name, declared.context(given, medium), state)
        self._used.setdefault(audience, set()).update(self.seen.templates)
        self.seen.templates |= before
        self._keep(self._unworded(audience))
        self.seen.messages |= messages
        return walk

    def _source(self, path: str) -> Source | None:
        if path not in self._sources:
            self._sources[path] = None
            shown = self.project.shown(path)
            try:
                source = Source(shown, self.project.files[path], self._placing)
                self._sources[path] = source
            except jinja2.TemplateSyntaxError as error:
                line, column = syntax_place(error)
                said = str(error.message or error).rstrip(".")
                text = f"the template cannot be used: {said[:1].lower()}{said[1:]}"
                span = Span(shown, line, column, line, column + 1)
                self._keep([rules.TEMPLATE.at(span, text, "correct the template")])
            else:
                self._keep(inheritance.doubles(source))
        return self._sources[path]

    # -- what all pages together tell -------------------------------------------------------------

    def _unworded(self, audience: str) -> Iterator[Diagnostic]:
        """Messages of a page that have no wording in its language."""
        own = self.project.languages.get(audience)
        for use in self.seen.messages:
            every = use.every or own is None
            languages = self.project.languages.values() if every else (own or "",)
            for language in dict.fromkeys(languages):
                catalog = self.project.catalogs.get(language)
                entry = catalog.entries.get((use.context, use.text)) if catalog else None
                if catalog and entry and entry.msgstr.strip() and not entry.fuzzy:
                    yield from wording.blanks(catalog, entry)
                if language == BASE_LANGUAGE or catalog is None:
                    continue
                if entry is None or not entry.msgstr.strip():
                    text = f"`{use.text}` has no wording in `{catalog.name}`"
                    hint = "run `briefgen i18n update --templates`, and translate it"
                    yield wording_rules.NO_WORDING.at(use.span, text, hint)

    def _unsaid(self) -> Iterator[Diagnostic]:
        """Templates that cannot be parsed, though no page has come by them."""
        for path in self.project.files:
            if path.endswith(".j2") and owner(path) in (BASE, *self.project.languages):
                self._source(path)
        yield from ()

    def _words(self) -> Iterator[Diagnostic]:
        """Words in markup that every reader would see in one language."""
        languages = set(self.project.languages.values())
        for one in self.seen.words:
            own = self.project.languages.get(owner(one.path))
            foreign = languages > {BASE_LANGUAGE} if own is None else own != BASE_LANGUAGE
            if foreign and (own is None or one.word.isascii()):
                readers = "for every readership" if own is None else f"for readers of `{own}`"
                text = f"`{one.word}` stands here in one language, {readers}"
                hint = f'write {{{{ _("{one.word}") }}}}, with the whole phrase in it'
                yield rules.UNTRANSLATED.at(one.span, text, hint)

    def _comparisons(self) -> Iterator[Diagnostic]:
        for (span, value), values in self.seen.compared.items():
            if value not in values:
                best = close(value, values)
                listed = ", ".join(f"`{one}`" for one in sorted(values))
                hint = f"did you mean `{best}`?" if best else f"it may be {listed}"
                text = f"what is compared here is never `{value}`"
                yield rules.NEVER_EQUAL.at(span, text, hint)

    def _switches(self) -> Iterator[Diagnostic]:
        """Switches that are set, but not as base's own settings and all templates ask for them."""
        found = [(path, one) for path, one in self._sources.items() if one]
        own = [path for path, _ in found if path != f"{BASE}/{SETTINGS}"]
        yield from switches.check(found, [one for one in own if one.endswith(f"/{SETTINGS}")])

    def _unreachable(self) -> Iterator[Diagnostic]:
        """Files that no page comes by, and macros that an audience writes anew and nothing calls."""
        names = {layers.split(path)[2] for path in self.seen.templates}
        known = {layers.split(path)[2] for path in self.project.files if owner(path) == BASE}
        for path in self.project.files:
            whose, name = owner(path), layers.split(path)[2]
            if whose != BASE and whose not in self.project.languages:
                continue
            if path in self.seen.templates:
                continue  # be it another audience that includes it
            if name.endswith(".css"):
                allowed = INDEX_SHEETS if whose == BASE else SHEETS
                if name in allowed:
                    continue
                known_here: set[str] = set(allowed)
            else:
                used = self._used.get(whose, set()) if whose != BASE else self.seen.templates
                here = names if whose == BASE else {layers.split(one)[2] for one in used}
                if name in here:
                    continue
                known_here = known
            best = close(name, known_here - {name})
            hint = f"did you mean `{best}`?" if best else "name it where it belongs, or delete it"
            text = f"nothing uses `{self.project.shown(path)}`"
            yield rules.UNREACHABLE.at(Span(self.project.shown(path)), text, hint)
        for path in sorted(self.seen.templates):
            yield from self._idle_macros(path)

    def _idle_macros(self, path: str) -> Iterator[Diagnostic]:
        from jinja2 import nodes

        source = self._source(path)
        first: dict[str, nodes.Macro] = {}
        for macro in source.tree.find_all(nodes.Macro) if source else ():
            assert source is not None
            if macro.name in first:
                text = (
                    f"the macro `{macro.name}` is defined again below, so that this one is not used"
                )
                span = source.span(first[macro.name], macro.name)
                yield rules.UNREACHABLE.at(span, text, "keep one of them")
            first[macro.name] = macro
            if owner(path) != BASE and (path, macro.name) not in self.seen.macros:
                text = f"nothing calls the macro `{macro.name}`"
                hint = "call it, or take it away"
                yield rules.UNREACHABLE.at(source.span(macro, macro.name), text, hint)


class _Resolve:
    """The path of the template that a name stands for, as the writers' environment finds it."""

    def __init__(self, templates: TemplateSet, audience: str) -> None:
        self._set, self._audience = templates, audience
        self._environment = environment(templates, audience)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that there are."""
        mine = (BASE, self._audience)
        return tuple(dict.fromkeys(layers.split(p)[2] for p in self._set.files if owner(p) in mine))

    def __call__(self, name: str, parent: str) -> str | None:
        if not parent:
            return self._set.find(self._audience, name)
        joined = self._environment.join_path(name, layers.exactly(parent))
        return self._set.find(self._audience, joined)

    def below(self, path: str) -> tuple[str, ...]:
        """The files that come before one, since it adds up with them: switches do."""
        if layers.split(path)[2] != SETTINGS:
            return ()
        found = layers.found(self._set.files, self._audience, SETTINGS, path)
        return tuple(reversed(found))
