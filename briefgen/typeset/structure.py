"""Writing a structure tree into the PDF (ISO 32000-1, 14.7; PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from briefgen.typeset import marks, roles
from briefgen.typeset.prepare import clean
from briefgen.typeset.tagtree import Annotation, Content, Node, Tree, hyphen_of

_NUMBERING = {
    "disc": "Disc", "circle": "Circle", "square": "Square", "decimal": "Decimal",
    "lower-roman": "LowerRoman", "upper-roman": "UpperRoman", "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha", "lower-latin": "LowerAlpha", "upper-latin": "UpperAlpha",
}  # fmt: skip


class Writer:
    """Writes one tree into one `pydyf.PDF`.

    `streams` are the contents of the pages; `spaces` has the number of the space glyph of each
    font, by the name of the font in the contents.
    """

    def __init__(
        self, pdf: Any, tree: Tree, streams: list[Any], spaces: Mapping[bytes, int]
    ) -> None:
        import pydyf

        self._pydyf = pydyf
        self._pdf = pdf
        self._tree = tree
        self._spaces = spaces
        self._pages = pdf.page_references
        self._owners: dict[Content, bytes] = {}
        self._annotations: list[tuple[Any, bytes]] = []
        self._notes: list[tuple[str, bytes]] = []
        self._joined: set[Content] = set()
        self._renumbered = self._mark(streams)

    def write(self) -> None:
        """Write the tree, the maps that lead into it, and the catalogue entries that go with it."""
        root = self._object(Type="/StructTreeRoot")
        document = self._write(self._tree.document, root.reference, "")
        root["K"] = self._array([document.reference])
        root["ParentTree"] = self._parent_tree().reference
        root["ParentTreeNextKey"] = len(self._pages) + len(self._annotations)
        root["RoleMap"] = self._pydyf.Dictionary({k: f"/{v}" for k, v in roles.ROLE_MAP.items()})
        if self._notes:
            names = [part for name, ref in sorted(self._notes) for part in (self._text(name), ref)]
            limits = [self._text(name) for name in (min(self._notes)[0], max(self._notes)[0])]
            leaf = self._object(Names=self._array(names), Limits=self._array(limits))
            root["IDTree"] = self._pydyf.Dictionary({"Kids": self._array([leaf.reference])})
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._pdf.catalog["MarkInfo"] = self._pydyf.Dictionary({"Marked": "true"})
        self._pdf.catalog["ViewerPreferences"] = self._pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _mark(self, streams: list[Any]) -> dict[Content, Content]:
        """Make artifacts in the content streams, and number the remaining marks without gaps."""
        followers = dict(_followers(self._tree.document))
        renumbered: dict[Content, Content] = {}
        for page, stream in enumerate(streams):
            tokens = stream.stream
            self._settle(page, tokens)
            on_page = {one.mcid: two.mcid for one, two in followers.items() if one.page == page}
            self._joined |= {Content(page, mcid) for mcid in marks.join(tokens, on_page)}
            for number, properties in enumerate(map(tokens.__getitem__, marks.places(tokens))):
                renumbered[Content(page, properties["MCID"])] = Content(page, number)
                properties["MCID"] = number
        return renumbered

    def _settle(self, page: int, tokens: list[Any]) -> None:
        """Make artifacts among the tokens of a page, end its texts with spaces, and part their hyphens."""
        for index in reversed([*marks.places(tokens)]):  # tokens are added after an index
            content = Content(page, tokens[index]["MCID"])
            if content in self._tree.artifacts:
                tokens[index - 1] = "/Artifact"
                tokens[index] = self._artifact(self._tree.artifacts[content])
                continue
            if content in self._tree.spaced:
                marks.end_with_space(tokens, index, self._spaces)
            if content in self._tree.hyphened:
                hyphen = self._pydyf.Dictionary({"MCID": hyphen_of(content).mcid})
                marks.part_hyphen(tokens, index, hyphen)

    def _artifact(self, kind: str) -> Any:
        """Return the properties of an artifact: a page header or footer, or something else."""
        entries = {"Type": "/Pagination", "Subtype": f"/{kind}"} if kind else {"Type": "/Layout"}
        return self._pydyf.Dictionary(entries)

    def _write(self, node: Node, parent: bytes, language: str) -> Any:
        """Write one element and what is below it; return its dictionary."""
        page = _first_page(node)
        linked = any(isinstance(kid, Annotation) for kid in node.kids)
        role = "Span" if node.role == "Link" and not linked else node.role  # a link taken away
        entries = self._object(S=f"/{role}", P=parent)
        if page is not None:
            entries["Pg"] = self._pages[page]
        if node.actual:
            entries["ActualText"] = self._text(node.actual)
        if node.element is not None:
            language = self._describe(node, node.element, entries, language)
        found = (self._kid(child, entries.reference, page, language) for child in node.kids)
        kids = [kid for kid in found if kid is not None]
        if kids:
            entries["K"] = self._array(kids)
        return entries

    def _kid(
        self, child: Node | Content | Annotation, parent: bytes, page: int | None, language: str
    ) -> Any:
        """Return the form in which a kid stands in the array of its parent."""
        if isinstance(child, Node):
            if child.actual and child.kids[0] not in self._renumbered:
                return None  # a hyphen that could not be parted
            return self._write(child, parent, language).reference
        if isinstance(child, Annotation):
            self._annotations.append((child.dictionary, parent))
            entries = {"Type": "/OBJR", "Obj": child.dictionary.reference}
            return self._pydyf.Dictionary(entries | {"Pg": self._pages[child.page]})
        if child in self._joined:
            return None
        content = self._renumbered.get(child)
        if content is None:
            self._tree.report("text inside a group (opacity, mask or blend mode) cannot be tagged")
            return None
        self._owners[content] = parent
        if content.page == page:
            return content.mcid
        entries = {"Type": "/MCR", "Pg": self._pages[content.page], "MCID": content.mcid}
        return self._pydyf.Dictionary(entries)

    def _describe(self, node: Node, element: Element, entries: Any, language: str) -> str:
        """Write what an HTML element says about itself; return its language."""
        stated = element.get("lang") or language
        if language and stated != language:
            entries["Lang"] = self._text(stated)
        if node.role == "Figure":
            if text := roles.alternative(element):
                entries["Alt"] = self._text(text)
            if node.rectangle:
                entries["A"] = self._attributes("Layout", BBox=self._array(node.rectangle))
        elif node.role in ("TH", "TD"):
            entries["A"] = self._cell(node, element)
        elif node.role == "L":
            entries["A"] = self._attributes("List", ListNumbering=f"/{_numbering(node, element)}")
        elif node.role == "Note":
            name = f"note-{len(self._notes) + 1:04d}"
            entries["ID"] = self._text(name)
            self._notes.append((name, entries.reference))
        elif node.role == "Link":
            self._name_link(node, element)
        elif node.role == "Span" and (expansion := element.get("title")):
            entries["E"] = self._text(expansion)
        return stated

    def _cell(self, node: Node, element: Element) -> Any:
        """Return the attributes of a table cell."""
        row = node.parent
        in_head = row is not None and row.parent is not None and row.parent.role == "THead"
        attributes = self._attributes("Table")
        if node.role == "TH":
            attributes["Scope"] = f"/{roles.scope_of(element, in_head)}"
        for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
            if element.get(name, "1").isdigit() and int(element.get(name, "1")) > 1:
                attributes[key] = int(element.get(name, "1"))
        return attributes

    def _name_link(self, node: Node, element: Element) -> None:
        """Give the annotations of a link the text of the link as their description."""
        text = element.get("title") or " ".join(clean("".join(element.itertext())).split())
        for kid in node.kids:
            if isinstance(kid, Annotation) and text:
                kid.dictionary["Contents"] = self._text(text)

    def _parent_tree(self) -> Any:
        """Write the map from marked content and annotations to elements (14.7.4.4)."""
        numbers = self._pydyf.Array()
        for page in range(len(self._pages)):
            owners = sorted((c.mcid, ref) for c, ref in self._owners.items() if c.page == page)
            numbers.extend([page, self._array([reference for _, reference in owners])])
        for number, (annotation, reference) in enumerate(self._annotations, len(self._pages)):
            annotation["StructParent"] = number
            numbers.extend([number, reference])
        return self._object(Nums=numbers)

    def _object(self, **entries: Any) -> Any:
        """Add a dictionary to the file and return it."""
        dictionary = self._pydyf.Dictionary(entries)
        self._pdf.add_object(dictionary)
        return dictionary

    def _attributes(self, owner: str, **entries: Any) -> Any:
        """Return an attribute object."""
        return self._pydyf.Dictionary({"O": f"/{owner}", **entries})

    def _array(self, items: Any) -> Any:
        """Return a PDF array."""
        return self._pydyf.Array(items)

    def _text(self, text: str) -> Any:
        """Return a PDF text string."""
        return self._pydyf.String(text)


def _first_page(node: Node) -> int | None:
    """Return the page on which an element begins, or None if it is empty."""
    for kid in node.kids:
        page = _first_page(kid) if isinstance(kid, Node) else kid.page
        if page is not None:
            return page
    return None


def _followers(node: Node) -> Iterator[tuple[Content, Content]]:
    """Yield pieces of content of one element, on one page, that follow each other."""
    for one, two in pairwise(node.kids):
        if isinstance(one, Content) and isinstance(two, Content) and one.page == two.page:
            yield one, two
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _followers(kid)


def _numbering(node: Node, element: Element) -> str:
    """Return the numbering of a list (ISO 32000-1, table 347); custom styles count as common."""
    common = "Decimal" if element.tag == "ol" else "Disc"
    return _NUMBERING.get(node.numbering, common) if node.numbering else "None"
