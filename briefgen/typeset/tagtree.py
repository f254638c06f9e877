"""The structure tree of the PDF, built from the laid-out pages in the shape of the HTML.

WeasyPrint builds its tree from boxes, page by page: a paragraph that continues overleaf becomes
two, a table repeats its head, page headers turn into text, notes and emphasis lose their meaning,
every line becomes an element of its own. This module goes over the same boxes but hangs what they
hold onto the elements of the document, each of which appears once, in the order of reading.

`weasy` calls `build` in the place of WeasyPrint's function; `structure` writes the tree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from briefgen.typeset import roles
from briefgen.typeset.reading import Reading

SOFT_HYPHEN = "\u00ad"


class Kit(NamedTuple):
    """What this module needs of WeasyPrint: classes of boxes."""

    text_box: Any
    block_box: Any
    replaced_box: Any
    cell_box: Any
    margin_box: Any
    footnote_area: Any
    placeholder: Any


class Content(NamedTuple):
    """A marked-content sequence: page number from 0, and its number on that page."""

    page: int
    mcid: int


class Annotation(NamedTuple):
    """A link annotation and the page it is on."""

    page: int
    dictionary: Any


def hyphen_of(content: Content) -> Content:
    """Return the name of the hyphen at the end of a piece of content, which `structure` parts."""
    return Content(content.page, -1 - content.mcid)


@dataclass(eq=False, slots=True)
class Node:
    """An element of the structure tree."""

    role: str
    parent: Node | None = None
    element: Element | None = None
    kids: list[Node | Content | Annotation] = field(default_factory=list)
    #: The rectangle of a figure on its page, in points from the lower left corner.
    rectangle: tuple[float, ...] | None = None
    #: The CSS list style of the labels of a list.
    numbering: str = ""
    #: The text that the content of this element stands for, if it is another.
    actual: str = ""

    def add(self, role: str, element: Element | None = None) -> Node:
        """Append a new element and return it."""
        node = Node(role, self, element)
        self.kids.append(node)
        return node

    def last(self, role: str) -> Node:
        """Return the last kid if it is an implied element of this type, else append one."""
        kid = self.kids[-1] if self.kids else None
        if isinstance(kid, Node) and kid.role == role and kid.element is None:
            return kid
        return self.add(role)

    def holder(self, inline: bool) -> Node:
        """Return the element to which content of this one goes.

        Text in a group goes to an implied paragraph, content of a list item to its body, text of
        ruby to its base.
        """
        if self.role == "LI":
            return self.last("LBody")
        if self.role in roles.GROUPING and inline:
            return self.last("P")
        return self


class Tree:
    """The structure tree of one document, growing as its pages are read."""

    def __init__(self, kit: Kit, root: Element, report: Callable[[str], None]) -> None:
        self.kit = kit
        self.report = report
        self.document = Node("Document", element=root)
        self.artifacts: dict[Content, str] = {}
        #: Content after which the document has a space that is not drawn.
        self.spaced: set[Content] = set()
        #: Content that ends in a hyphen which the document does not have; see `hyphen_of`.
        self.hyphened: set[Content] = set()
        self._nodes: dict[Element, Node] = {root: self.document}
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._notes: set[Element] = set()
        self._first_page: dict[Element, int] = {}
        self._page = 0
        self._reading = Reading(root)
        #: The last text, if it does not end in a space, and the place where it ends in the document.
        self._last_text: Content | None = None
        self._last_end = 0
        #: The element of the block that is read, and paragraph and block of the last text.
        self._block: Element | None = None
        self._last_place: tuple[Node, Element | None] | None = None
        #: The last text of each paragraph, as above, and where it ends.
        self._ends: dict[Node, tuple[Content | None, int]] = {}
        self._height = 0.0
        self._tags: dict[Any, dict[str, Any]] = {}

    def read_page(self, number: int, box: Any, tags: dict[Any, dict[str, Any]]) -> None:
        """Take in the content of one page; `tags` maps boxes to marked content, and is emptied."""
        self._page, self._tags = number, tags
        self._height = box.margin_height()
        self._find_notes(box)
        for child in box.children:
            if isinstance(child, self.kit.margin_box):
                self._discard(child, "Header" if child.at_keyword.startswith("@top") else "Footer")
            else:
                self._read(child)
        for tag in tags.values():
            self.artifacts[Content(number, tag["mcid"])] = ""
            self.report("content was drawn that stands nowhere in the layout")
        tags.clear()

    def release(self) -> None:
        """Let go of all elements, which hold each other in cycles, when the tree is written."""
        waiting = [self.document]
        while waiting:
            node = waiting.pop()
            waiting += [kid for kid in node.kids if isinstance(kid, Node)]
            node.kids.clear()

    def ranks(self) -> dict[Content, int]:
        """Return the place of each piece of content in the order of reading."""
        found: dict[Content, int] = {}

        def walk(node: Node) -> None:
            for kid in node.kids:
                if isinstance(kid, Node):
                    walk(kid)
                elif isinstance(kid, Content):
                    found[kid] = len(found)

        walk(self.document)
        return found

    def _find_notes(self, page: Any) -> None:
        """Note which elements are set in the footnote area of a page."""
        for area in page.children:
            if isinstance(area, self.kit.footnote_area):
                self._notes.update(child.element for child in area.children)

    def _read(self, box: Any) -> None:
        """Hang the content of a box and of the boxes in it onto the tree."""
        if isinstance(box, self.kit.placeholder):
            box = box._box
        if box.link_annotation:
            self._link(box)
        if isinstance(box, self.kit.cell_box) and not self._is_repeated(box.element):
            self._node(box.element)  # an empty one too: all rows are to have all columns
        tag = self._tags.pop(box, None)
        if tag is not None:
            content = Content(self._page, tag["mcid"])
            if self._is_blank(box):
                self.artifacts[content] = ""
            else:
                self._place(box, content)
        outer = self._block
        if isinstance(box, self.kit.block_box):
            self._block = box.element
        for child in getattr(box, "children", ()):
            self._read(child)
        self._block = outer

    def _is_blank(self, box: Any) -> bool:
        """Tell whether a box is of text and is not drawn: a space alone between two elements."""
        return isinstance(box, self.kit.text_box) and not box.text.strip()

    def _follow(self, box: Any, content: Content, node: Node) -> None:
        """Settle whether a space stands between the last text and this one, of element `node`.

        One does where the document has it, and between parts of one paragraph that are set as
        blocks of their own, or out of the flow.
        """
        while node.parent is not None and _is_in_line(node, node.parent):
            node = node.parent
        before, self._last_place = self._last_place, (node, self._block)
        is_parted = before != self._last_place
        place = self._locate(box, content)
        if place is not None:
            is_parted = is_parted or self._reading.has_space(self._last_end, place[0])
            self._last_end = place[1]
        in_paragraph = before is not None and before[0] is node
        if is_parted and in_paragraph and self._last_text and not box.text[0].isspace():
            self.spaced.add(self._last_text)
        elif place is not None and not in_paragraph:
            self._take_up(node, place[0])
        self._last_text = None if box.text[-1].isspace() else content
        self._ends[node] = self._last_text, self._last_end

    def _take_up(self, node: Node, start: int) -> None:
        """Settle whether a paragraph goes on after a space, where notes at the foot came between."""
        text, end = self._ends.get(node, (None, 0))
        if text is not None and self._reading.is_space(end, start):
            self.spaced.add(text)

    def _locate(self, box: Any, content: Content) -> tuple[int, int] | None:
        """Return where a text stands in the document; note it if its hyphen does not stand there.

        What a stylesheet sets before an element stands where that begins.
        """
        _, generated, pseudo = str(box.element_tag).partition("::")
        if generated:
            start = self._reading.start(box.element)
            return (start, start) if pseudo == "before" else None
        place = self._reading.locate(box.element, box.text)
        hyphen = box.style["hyphenate_character"]
        if place is None and box.text.endswith(hyphen):
            place = self._reading.locate(box.element, box.text.removesuffix(hyphen))
            if place is not None:
                self.hyphened.add(content)
        return place

    def _discard(self, box: Any, kind: str) -> None:
        """Make an artifact of the content of a box and of the boxes in it."""
        tag = self._tags.pop(box, None)
        if tag is not None:
            self.artifacts[Content(self._page, tag["mcid"])] = kind
        for child in getattr(box, "children", ()):
            self._discard(child, kind)

    def _place(self, box: Any, content: Content) -> None:
        """Hang one piece of content onto the element that it belongs to."""
        element, pseudo = box.element, str(box.element_tag).split("::")[1:]
        if element is None or self._is_repeated(element):
            self.artifacts[content] = ""
            return
        if "footnote-call" in pseudo:
            node = self._call(element)
        else:
            node = self._node(element)
            if _is_label(node, box, pseudo):
                node = self._label(node, box)
        if node.role == roles.ARTIFACT:
            self.artifacts[content] = ""
            return
        if isinstance(box, self.kit.replaced_box) and node.role == "Figure":
            self._frame(node, box)
        elif node.role == "Ruby":
            node = node.last("RB")
        node = node.holder(inline=True)
        if isinstance(box, self.kit.text_box):
            self._follow(box, content, node)
        node.kids.append(content)
        if content in self.hyphened:
            node.kids.append(Node("Span", node, kids=[hyphen_of(content)], actual=SOFT_HYPHEN))

    def _label(self, node: Node, box: Any) -> Node:
        """Return the label of a list item or a note."""
        if node.parent is not None and node.parent.role == "L":
            node.parent.numbering = str(box.style["list_style_type"])
        for kid in node.kids:
            if isinstance(kid, Node) and kid.role == "Lbl" and kid.element is None:
                return kid
        return node.add("Lbl")

    def _is_repeated(self, element: Element) -> bool:
        """Tell whether an element stands in a table head or foot that an earlier page has."""
        part: Element | None = element
        while part is not None and part.tag not in ("thead", "tfoot"):
            part = self._parents.get(part)
        return part is not None and self._first_page.setdefault(part, self._page) != self._page

    def _node(self, element: Element) -> Node:
        """Return the structure element of an HTML element, made at its first content."""
        node = self._nodes.get(element)
        if node is None:
            parent = self._node(self._parents[element])
            node = self._nodes[element] = self._new(element, parent)
        return node

    def _new(self, element: Element, parent: Node) -> Node:
        """Make the structure element of an HTML element whose parent's is `parent`."""
        if parent.role == roles.ARTIFACT or element.tag == "body":
            return parent
        role = roles.role_of(element, element in self._notes, self._language(element))
        if role == roles.TRANSPARENT:
            return parent
        if role == roles.ARTIFACT:
            return Node(role)
        if parent.role == "L":
            parent, role = _list_place(parent, role)
        if role in roles.INLINE and element.tag == "p" and parent.role in roles.GROUPING:
            parent = parent.add("P")  # a note in a paragraph of its own
        elif role not in ("Lbl", "LBody"):
            parent = parent.holder(role in roles.INLINE)
        return parent.add(role, element)

    def _language(self, element: Element) -> str:
        """Return the language that an element inherits."""
        above = self._parents.get(element)
        while above is not None:
            if language := above.get("lang"):
                return language
            above = self._parents.get(above)
        return ""

    def _call(self, element: Element) -> Node:
        """Return the reference to a footnote; the note itself comes right after it."""
        outer = self._node(self._parents[element]).holder(inline=True)
        for kid in outer.kids:
            if isinstance(kid, Node) and kid.role == "Reference" and kid.element is element:
                return kid
        reference = outer.add("Reference", element)
        self._notes.add(element)
        if element not in self._nodes:
            self._nodes[element] = outer.add("Note", element)
        return reference

    def _link(self, box: Any) -> None:
        """Hang a link annotation onto its link (PDF/UA-1, 7.18.5)."""
        annotation = Annotation(self._page, box.link_annotation)
        element = box.element
        while element is not None and not (element.tag == "a" and element.get("href")):
            element = self._parents.get(element)
        if element is not None and (node := self._node(element)).role == "Link":
            node.kids.append(annotation)
        elif box.element is not None:
            self._node(box.element).holder(inline=True).add("Link").kids.append(annotation)

    def _frame(self, node: Node, box: Any) -> None:
        """Note the rectangle of a figure; report one that nothing stands for (PDF/UA-1, 7.3)."""
        left, bottom = box.content_box_x(), self._height - box.content_box_y() - box.height
        right, top = left + box.width, bottom + box.height
        node.rectangle = tuple(round(edge * 0.75, 2) for edge in (left, bottom, right, top))
        if node.element is not None and not roles.alternative(node.element):
            self.report(f"figure `{node.element.tag.rpartition('}')[2]}` has no alternative text")


def _is_in_line(node: Node, parent: Node) -> bool:
    """Tell whether an element is part of a line of text, as the label of a list item is not."""
    return node.role in roles.INLINE or (node.role == "Lbl" and parent.role != "LI")


def _is_label(node: Node, box: Any, pseudo: list[str]) -> bool:
    """Tell whether a box is the mark of an item or a note: its marker, or a sign set before it."""
    if "marker" in pseudo or "footnote-marker" in pseudo:
        return True
    return node.role == "LI" and "before" in pseudo and bool(getattr(box, "text", ""))


def _list_place(parent: Node, role: str) -> tuple[Node, str]:
    """Return where in a list an element goes, and as what (PDF/UA-1, 7.2).

    A list holds items only: a `dt` opens an item and the `dd` after it belong to it, a `div` around
    them is the item.
    """
    if role in ("LI", "Caption"):
        return parent, role
    if role == "Div":
        return parent, "LI"
    return (parent.add("LI") if role == "Lbl" else parent.last("LI")), role


def build(
    kit: Kit, root: Element, report: Callable[[str], None], pages: list[Any], streams: list[Any]
) -> Tree:
    """Return the structure tree of laid-out pages whose content `streams` hold the marks.

    `report` takes problems. The tags that WeasyPrint gathered on the streams are used up.
    """
    tree = Tree(kit, root, report)
    for number, (page, stream) in enumerate(zip(pages, streams, strict=True)):
        tree.read_page(number, page._page_box, stream._tags)
    return tree
