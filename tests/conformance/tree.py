"""The structure tree of a PDF, read back and held against the page that was set (PDF/UA-1, 7.1 to 7.18)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdf

from briefgen.typeset import roles
from tests.conformance import page
from tests.conformance.editions import Made
from tests.typeset.specimens import marked

BULLETS = frozenset("–□○•")
"""Signs that stylesheets set before items."""
SOFT_HYPHEN = "\u00ad"
_LATIN = re.compile(r"[A-Za-z]*[a-z]{2}[A-Za-z]*")
_NO_WORD = re.compile(r"\S+(?:://|@)\S+|(?<![0-9A-Za-z])[0-9a-f]{12}")


@dataclass(eq=False)
class Node:
    """An element of the tree."""

    role: str
    lang: str
    entries: Any
    kids: list[Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of reading."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def text(self) -> str:
        """All text of the element."""
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)

    def nodes(self, *wanted: str) -> list[Node]:
        """The elements below that have one of these types."""
        return [one for one in self.walk() if one.role in wanted]

    def own(self, key: str) -> str:
        """An entry of the element or of its attributes."""
        return str(self.entries.get(key, self.entries.get("/A", {}).get(key, "")))


def read(data: bytes) -> Node:
    """The tree of a PDF."""
    document = pypdf.PdfReader(io.BytesIO(data))
    catalog = document.trailer["/Root"]
    texts = [marked(one) for one in document.pages]
    pages = {one.indirect_reference.idnum: i for i, one in enumerate(document.pages)}
    top = Node("", str(catalog["/Lang"]), {})
    _grow(top, catalog["/StructTreeRoot"]["/K"], None, pages, texts)
    (root,) = top.nodes("Document")
    return root


def _grow(
    node: Node, kid: Any, at: int | None, pages: dict[int, int], texts: list[dict[int, str]]
) -> None:
    kid = kid.get_object() if hasattr(kid, "get_object") else kid
    if isinstance(kid, list):
        for one in kid:
            _grow(node, one, at, pages, texts)
        return
    if isinstance(kid, int):
        assert at is not None
        node.kids.append(texts[at].pop(kid))
        return
    if "/Pg" in kid:
        at = pages[kid.raw_get("/Pg").idnum]
    if kid.get("/Type") == "/MCR":
        _grow(node, kid["/MCID"], at, pages, texts)
    elif kid.get("/Type") != "/OBJR":
        made = Node(kid["/S"][1:], str(kid.get("/Lang", node.lang)), kid)
        node.kids.append(made)
        _grow(made, kid.get("/K", []), at, pages, texts)
        if "/ActualText" in kid:
            made.kids[:] = [str(kid["/ActualText"]).replace(SOFT_HYPHEN, "")]


def faults(made: Made) -> list[str]:
    """All that is wrong with the tree of an edition."""
    tree = read(made.data)
    checks = (_headings, _lists, _tables, _figures, _notes, _languages, _order)
    return [fault for check in checks for fault in check(tree, made)] + list(_margins(made))


def _headings(tree: Node, made: Made) -> Iterator[str]:
    """One H1, and below it no level is skipped (7.4.2)."""
    levels = [int(one.role[1]) for one in tree.nodes(*(f"H{n}" for n in range(1, 7)))]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"expected one H1 at the beginning, found {levels[:5]}"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"H{after} after H{before}"
    wanted = [int(one.tag[1]) for one in page.elements(made.html, "h1", "h2", "h3", "h4")]
    if levels != wanted:
        yield f"headings {levels}, on the page {wanted}"


def _lists(tree: Node, made: Made) -> Iterator[str]:
    """L holds LI, LI holds Lbl and one LBody, and what marks an item is its label (14.8.4.3.3)."""
    found = tree.nodes("L")
    for one in found:
        roles_in = {kid.role if isinstance(kid, Node) else "text" for kid in one.kids}
        if roles_in != {"LI"}:
            yield f"a list holds {sorted(roles_in)}"
    for item in tree.nodes("LI"):
        parts = [kid.role if isinstance(kid, Node) else "text" for kid in item.kids]
        if parts not in (["LBody"], ["Lbl", "LBody"]):
            yield f"an item holds {parts}: {item.text()[:40]}"
        for body in item.nodes("LBody"):
            if re.match(rf"[{''.join(BULLETS)}※]|\d+[.)]\s", body.text()):
                yield f"the mark of an item is in its body: {body.text()[:40]}"
    lists = len(list(page.elements(made.html, "ul", "ol", "dl")))
    items = len(list(page.elements(made.html, "li", "dt")))
    if (len(found), len(tree.nodes("LI"))) != (lists, items):
        yield f"{len(found)} lists, {len(tree.nodes('LI'))} items; on the page {lists}, {items}"


def _tables(tree: Node, made: Made) -> Iterator[str]:
    """One head for each table, cells in rows, a scope for each header cell (7.5)."""
    tables = tree.nodes("Table")
    for table in tables:
        parts = [kid.role if isinstance(kid, Node) else "text" for kid in table.kids]
        if parts != ["THead", "TBody"]:
            yield f"a table holds {parts}"
        widths = {len(row.nodes("TH", "TD")) for row in table.nodes("TR")}
        if len(widths) != 1:
            yield f"rows of {sorted(widths)} cells"
        for cell in table.nodes("TH"):
            if cell.own("/Scope") not in ("/Row", "/Column"):
                yield f"a header cell without a scope: {cell.text()[:40]}"
        if any(cell.own("/Scope") != "/Column" for cell in table.kids[0].nodes("TH")):
            yield "a cell of the head is not the head of its column"
    for tag, role in (("table", "Table"), ("thead", "THead"), ("tr", "TR"), ("td", "TD")):
        there, wanted = len(tree.nodes(role)), len(list(page.elements(made.html, tag)))
        if there != wanted:
            yield f"{there} {role}, on the page {wanted}"


def _figures(tree: Node, made: Made) -> Iterator[str]:
    """An alternative and a place for each figure (7.3)."""
    found = tree.nodes("Figure")
    for one in found:
        if len(one.own("/Alt")) < 10 or not one.own("/BBox"):
            yield f"a figure without an alternative or a place: {one.own('/Alt')}"
    wanted = len(list(page.elements(made.html, "{http://www.w3.org/2000/svg}svg")))
    if len(found) != wanted:
        yield f"{len(found)} figures, on the page {wanted}"


def _notes(tree: Node, made: Made) -> Iterator[str]:
    """Notes are notes, each with an identifier; what calls them is a reference (7.9)."""
    found = tree.nodes("Note")
    names = {one.own("/ID") for one in found}
    if "" in names or len(names) != len(found):
        yield f"{len(found)} notes with {len(names)} identifiers"
    for role in ("Note", "Reference"):
        marks = [e for e in page.root_of(made.html).iter() if e.get("data-tag") == role]
        if len(tree.nodes(role)) != len(marks):
            yield f"{len(tree.nodes(role))} {role}, on the page {len(marks)}"
    for one in tree.nodes("Reference"):
        if [kid.role for kid in one.kids if isinstance(kid, Node)] != ["Link"]:
            yield f"a reference that is no link: {one.text()}"
    if any(e.get("class") == "footnote" for e in page.root_of(made.html).iter()):
        for call, note in zip(tree.nodes("Reference"), found, strict=False):
            if call.entries.raw_get("/Pg") != note.entries.raw_get("/Pg"):
                yield f"a note on another page than its call: {note.text()[:40]}"
            if [kid.role for kid in note.nodes("Lbl", "Link")][:2] != ["Lbl", "Link"]:
                yield f"a note whose mark does not lead back: {note.text()[:40]}"


def _languages(tree: Node, made: Made) -> Iterator[str]:
    """Foreign words say their language (7.2): Latin words in Japanese and Korean are English."""
    if tree.lang and tree.lang != made.locale:
        yield f"the document is in {tree.lang}"
    for node in tree.walk():
        if node.role == "Figure" or node.lang.startswith("en"):
            continue
        text = "".join(kid for kid in node.kids if isinstance(kid, str))
        words = _LATIN.findall(_NO_WORD.sub("", text)) if node.role != "Link" else []
        if words:
            yield f"English words in {node.lang}: {words[:4]}"


def _order(tree: Node, made: Made) -> Iterator[str]:
    """The tree says what the page says, in its order, word for word (7.1)."""
    read_text, wanted = _blocks(tree), page.blocks(made.html)
    for index, (one, other) in enumerate(zip(read_text, wanted, strict=False)):
        if one != other:
            yield f"block {index} reads “{_near(one, other)}”, on the page “{_near(other, one)}”"
            return
    if len(read_text) != len(wanted):
        yield f"{len(read_text)} blocks, on the page {len(wanted)}"


def _near(text: str, other: str) -> str:
    """What a text has where another differs from it."""
    pairs = enumerate(zip(text, other, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(text), len(other)))
    return text[max(0, at - 25) : at + 25]


def _blocks(tree: Node) -> list[str]:
    """The texts of a tree, one for each element that is no part of a line."""
    found: list[list[str]] = [[]]

    def walk(node: Node) -> None:
        if node.role == "Figure":
            return
        apart = node.role not in roles.INLINE
        if apart:
            found.append([])
        for kid in node.kids:
            if isinstance(kid, str):
                found[-1].append(kid)
            else:
                walk(kid)
        if node.role == page.LABEL and "".join(found[-1]).strip() in BULLETS:
            found.pop()
        if apart:
            found.append([])

    walk(tree)
    return [text for parts in found if (text := page.normal("".join(parts)))]


def _margins(made: Made) -> Iterator[str]:
    """What stands in the margins of each page is no part of the text (7.8)."""
    for number, one in enumerate(pypdf.PdfReader(io.BytesIO(made.data)).pages, 1):
        contents = one["/Contents"].get_data()
        heads, feet = (
            len(re.findall(rb"/Subtype */%b" % k, contents)) for k in (b"Header", b"Footer")
        )
        if feet < 2 or (heads < 2) != (number == 1):
            yield f"page {number} has {heads} parts of a head and {feet} of a foot"
