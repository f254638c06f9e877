"""TBX: ISO 30042:2019, the dialect TBX-Basic in DCA style.

A term is a `conceptEntry`; approved, accepted and avoided forms are preferred, admitted and deprecated
terms. Audiences are customer subsets. What the dialect has no category for is a note that begins with the
name of the value: `match: review`. What it has and a termbase has not (parts of speech, contexts, sources)
becomes such a note when it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefgen.diagnostics import Diagnostic, Span
from briefgen.model.termbase import STATUSES, Status, Termbase
from briefgen.rules import syntax
from briefgen.source.files import TextFile
from briefgen.terms.records import (
    FORM_KEYS,
    LISTS,
    TERM_KEYS,
    Cell,
    FormDraft,
    TermDraft,
    details,
    form_details,
    spaced,
    tree,
)

if TYPE_CHECKING:
    from briefgen.source.tree import Tree

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
NAMESPACES = (NAMESPACE, "urn:iso:std:iso:30042:ed:3.0", "urn:iso:std:iso:30042:ed:2.0")
"""What is read: the standard's namespace, and those of drafts that tools still write."""
_XML = "{http://www.w3.org/XML/1998/namespace}"
_STATUS: dict[Status, str] = {
    "approved": "preferredTerm-admn-sts",
    "accepted": "admittedTerm-admn-sts",
    "avoided": "deprecatedTerm-admn-sts",
}
_READ: dict[str, Status] = {
    **{value: key for key, value in _STATUS.items()},
    "supersededTerm-admn-sts": "avoided",
}
_OWN = {"definition": "definition", "subject": "subjectField"}
"""Values of a term that the dialect has a category for."""


class LibraryMissing(Exception):
    """The library that reads and writes XML is not installed. The message says how to add it."""

    def __init__(self) -> None:
        super().__init__("TBX needs a library that is not installed: pip install 'briefgen[terms]'")


def _etree() -> Any:
    try:
        from lxml import etree
    except ImportError as error:
        raise LibraryMissing from error
    return etree


# --- writing -----------------------------------------------------------------------------------------


def write(termbase: Termbase, language: str, title: str) -> bytes:
    """A termbase as TBX. `language` is that of notes and reasons. Raises `LibraryMissing`."""
    etree = _etree()
    root = etree.Element(f"{{{NAMESPACE}}}tbx", nsmap={None: NAMESPACE})
    root.set("type", "TBX-Basic")
    root.set("style", "dca")
    root.set(f"{_XML}lang", language)
    described = _add(_add(root, "tbxHeader"), "fileDesc")
    _add(_add(described, "titleStmt"), "title", title)
    _add(_add(described, "sourceDesc"), "p", "exported from a termbase of briefgen")
    body = _add(_add(root, "text"), "body")
    for term in termbase.terms:
        entry = _add(body, "conceptEntry")
        entry.set("id", term.id)
        said = details(term, TERM_KEYS)
        for key, category in _OWN.items():
            for text in said.pop(key, ()):
                _add(entry, "descrip", text, category)
        _notes(entry, said, TERM_KEYS)
        for code, rendering in term.renderings.items():
            section = _add(entry, "langSec")
            section.set(f"{_XML}lang", code)
            for status, _, form in rendering.every():
                _form(section, status, *form_details(form))
    etree.indent(root)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made + b"\n"


def _form(section: Any, status: Status, text: str, said: dict[str, list[str]]) -> None:
    term = _add(section, "termSec")
    _add(term, "term", text)
    _add(term, "termNote", _STATUS[status], "administrativeStatus")
    for name in said.pop("audiences", ()):
        _add(term, "admin", name, "customerSubset")
    _notes(term, said, FORM_KEYS)


def _notes(parent: Any, said: dict[str, list[str]], keys: tuple[str, ...]) -> None:
    for key, values in said.items():
        for value in values:
            is_taken = value.startswith(tuple(f"{name}: " for name in (*keys, "note")))
            prefix = f"{key}: " if key != "notes" else "note: " if is_taken else ""
            _add(parent, "note", prefix + value)


def _add(parent: Any, name: str, text: str | None = None, category: str | None = None) -> Any:
    made = parent.makeelement(f"{{{NAMESPACE}}}{name}")
    if category:
        made.set("type", category)
    made.text = text
    parent.append(made)
    return made


# --- reading -----------------------------------------------------------------------------------------


def read(file: TextFile) -> tuple[Tree | None, list[Diagnostic]]:
    """A TBX file as the tree of a termbase. Gives BG009. Raises `LibraryMissing`.

    Nothing is fetched, no entity is expanded: a file with a document type is refused.
    """
    etree = _etree()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    lines = file.text.split("\n")
    try:
        root = etree.fromstring(file.text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        span = _line(file.name, lines, line, max(column, 1))
        text = f"not well-formed XML: {_first(error.msg)}"
        return None, [syntax.TERMS_SYNTAX.at(span, text)]
    if root.getroottree().docinfo.doctype:
        number = next((n for n, line in enumerate(lines, 1) if "<!DOCTYPE" in line), 1)
        text = "a document type, which TBX files do not need and which can name other files"
        advice = "take the line with <!DOCTYPE out"
        return None, [syntax.TERMS_SYNTAX.at(_line(file.name, lines, number), text, advice)]
    name = etree.QName(root)
    if name.localname != "tbx" or name.namespace not in NAMESPACES:
        text = f"expected `tbx` of ISO 30042:2019, found `{name.localname}`"
        advice = "export it as TBX-Basic, version 3, in DCA style"
        span = _line(file.name, lines, root.sourceline or 1)
        return None, [syntax.TERMS_SYNTAX.at(span, text, advice)]
    if root.get("style", "dca") != "dca":
        text = f"expected the style `dca`, found `{root.get('style')}`"
        span = _line(file.name, lines, root.sourceline or 1)
        return None, [syntax.TERMS_SYNTAX.at(span, text, "export it in DCA style")]
    reader = _Reader(file.name, lines)
    entries = root.iter(f"{{{name.namespace}}}conceptEntry")
    return tree(file.name, [reader.term(entry) for entry in entries], lines), []


def _first(message: str) -> str:
    return message.split("\n")[0].split(", line ")[0]


def _line(name: str, lines: list[str], number: int, column: int = 1) -> Span:
    number = min(max(number, 1), len(lines))
    width = len(lines[number - 1])
    return Span(name, number, min(column, width + 1), number, max(width, column) + 1)


class _Reader:
    """Reads the entries of one file."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name = name
        self.lines = lines

    def cell(self, element: Any, text: str) -> Cell:
        """A text with its place: on the line of its element, or the line whole."""
        number = element.sourceline or 1
        line = self.lines[number - 1] if number <= len(self.lines) else ""
        column = line.find(text) if text else -1
        if column < 0:
            return Cell(text, _line(self.name, self.lines, number))
        return Cell(text, Span(self.name, number, column + 1, number, column + 1 + len(text)))

    def term(self, entry: Any) -> TermDraft:
        """One concept."""
        made = TermDraft(self.cell(entry, entry.get("id") or ""))
        for child in _elements(entry):
            if _name(child) == "langSec":
                self.section(made, child)
            elif _name(child) == "descrip" and child.get("type") in _OWN.values():
                key = next(k for k, v in _OWN.items() if v == child.get("type"))
                self.say(made.details, key, child, _text(child))
            else:
                self.describe(made.details, child, TERM_KEYS, "")
        return made

    def section(self, made: TermDraft, section: Any) -> None:
        """The terms of one language; a region goes to the notes of its forms."""
        tag = section.get(f"{_XML}lang") or ""
        forms = made.forms(self.cell(section, tag.split("-")[0].lower()))
        for child in _elements(section):
            if _name(child) != "termSec":
                self.describe(made.details, child, TERM_KEYS, f" ({tag})")
                continue
            form = self.form(child)
            if "-" in tag:
                self.say(form.details, "notes", section, f"language: {tag}")
            has_first = any(one.status == "approved" for one in forms)
            form.status = form.status or ("accepted" if has_first else "approved")
            forms.append(form)

    def form(self, section: Any) -> FormDraft:
        """One form; without a status it is the approved one if there is none yet, else an accepted one."""
        made = FormDraft("", self.cell(section, ""))
        for child in _elements(section):
            text, category = _text(child), child.get("type")
            if _name(child) == "term":
                made.form = self.cell(child, text)
            elif category == "administrativeStatus" and text in _READ:
                made.status = _READ[text]
                if text not in _STATUS.values():
                    self.say(made.details, "notes", child, f"administrativeStatus: {text}")
            elif _name(child) == "admin" and category == "customerSubset":
                self.say(made.details, "audiences", child, text)
            else:
                self.describe(made.details, child, FORM_KEYS, "")
        return made

    def describe(
        self, said: dict[str, list[Cell]], element: Any, keys: tuple[str, ...], where: str
    ) -> None:
        """A note, or what has no place of its own and becomes one."""
        text = _text(element)
        key, colon, rest = text.partition(": ")
        if _name(element) == "note" and colon and key in keys and key != "notes":
            if key in LISTS or key not in said:
                self.say(said, key, element, rest)
                return
        elif _name(element) == "note":
            text = rest if key == "note" and colon else text
        else:
            text = f"{element.get('type') or _name(element)}{where}: {_flat(element)}"
        self.say(said, "notes", element, text)

    def say(self, said: dict[str, list[Cell]], key: str, element: Any, text: str) -> None:
        """Add a value, if there is one."""
        if text:
            said.setdefault(key, []).append(self.cell(element, text))


def _elements(parent: Any) -> Iterator[Any]:
    return (child for child in parent if isinstance(child.tag, str))


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Any) -> str:
    return spaced("".join(element.itertext()))


def _flat(element: Any) -> str:
    """The text of an element, or of its parts each with its category, and what it points at."""
    parts = [f"{child.get('type') or _name(child)}: {_flat(child)}" for child in _elements(element)]
    text = "; ".join(parts) if parts else _text(element)
    target = element.get("target")
    return f"{text} <{target}>" if target else text


assert set(_STATUS) == set(STATUSES)
