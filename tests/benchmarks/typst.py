"""The editions as Typst documents: the same form, as somebody would write it who had chosen Typst.

Headings, lists, footnotes, tables, figures, references to paragraphs in the margin, links within the
document, running heads with page numbers, and the metadata; tagged, PDF/A-2a and PDF/UA-1.

    python -m tests.benchmarks.typst FONTS TIMES DOCUMENT...

compiles documents in one process, so many times. Typst remembers what it has set: each time all
paragraphs, items and cells begin with another number.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import tinyhtml5

STANDARDS = ["a-2a", "ua-1"]
_TEXT = re.compile(r"(\n\n|- |\[)(?=[^\n#=/\[\] -])")
"""Where text begins."""
_SVG = "{http://www.w3.org/2000/svg}"
_SPECIAL = re.compile(r"([\\#*_`$<>@\[\]=+/~'\"-])")
_LEVELS = {"h1": 1, "h2": 2, "h3": 3}
_BLOCKS = {"p", "ul", "dl", "div", "section", "header", "footer", "figure", "table", "main"}
_HEAD = """\
#set document(title: "{title}", author: "{author}")
#set page(paper: "{paper}", margin: (x: 24mm, y: 22mm), header: context {{
  if counter(page).get().first() > 1 [#set text(8pt, font: "{sans}"); {series} #h(1fr) {title}]
}}, footer: context [
  #set text(8pt, font: "{sans}")
  {author} #h(1fr) #counter(page).display("1 / 1", both: true)
])
#set text(font: "{serif}", size: 9.5pt, lang: "{language}")
#set par(justify: true, leading: 0.62em, spacing: 0.75em)
#set table(stroke: (y: 0.4pt), inset: (x: 0pt, y: 4pt), column-gutter: 8pt)
#show heading: set text(font: "{sans}", fill: rgb("#1d4675"))
#show heading.where(level: 1): set text(18pt)
#show heading.where(level: 2): set text(12pt)
#show heading.where(level: 3): set text(9.5pt)
#show figure.caption: set text(8pt, font: "{sans}")
#show footnote.entry: set text(7.5pt)
#let margin(body) = box(place(dx: 4mm, right, text(6.5pt, font: "{sans}", fill: rgb("#1d4675"), body)))
#let small(body) = text(8pt, font: "{sans}", body)

"""


class Document:
    """An edition in Typst's language. Its figures are files beside it.

    Args:
        html: the page that our PDF is made from.
        path: where to write it.
        fonts: for its text, and for headings and captions.
        paper: as Typst names it.
    """

    def __init__(self, html: str, path: Path, fonts: tuple[str, str], paper: str) -> None:
        self.path, self._figures = path, 0
        root = tinyhtml5.parse(html, namespace_html_elements=False)
        body = root.find("body")
        assert body is not None
        meta = {one.get("name"): one.get("content", "") for one in root.iter("meta")}
        title = "".join(root.find("head/title").itertext())  # type: ignore[union-attr]
        head = _HEAD.format(
            title=_quoted(title),
            author=_quoted(meta["author"]),
            series=_escaped(meta["keywords"].split(",")[0]),
            language=root.get("lang", "en")[:2],
            serif=fonts[0],
            sans=fonts[1],
            paper=paper,
        )
        self.path.write_text(head + "".join(self._children(body)), "utf-8")

    def _children(self, element: Element) -> Iterator[str]:
        yield _escaped(element.text)
        for child in element:
            yield from self._one(child)
            yield _escaped(child.tail)

    def _inside(self, element: Element) -> str:
        return re.sub(r"\s+", " ", "".join(self._children(element))).strip()

    def _one(self, element: Element) -> Iterator[str]:
        name, kind = element.tag.removeprefix(_SVG), element.get("class", "")
        if name == "svg":
            yield self._figure(element)
            return
        if name in ("sup", "title") or kind == "mark":
            return  # calls and numbers of notes are Typst's own
        if name in _LEVELS:
            yield f"\n\n{'=' * _LEVELS[name]} {self._inside(element)}\n\n"
            return
        if name in _BLOCKS:
            yield "\n\n" + self._target(element)
        if name == "ul":
            yield "".join(f"- {self._inside(item)} {self._target(item)}\n" for item in element)
        elif name == "dl":
            rows = [[self._inside(one) for one in row] for row in element]
            yield "".join(f"/ {term}: {text}\n" for term, text in rows)
        elif name == "table":
            yield self._table(element)
        elif name == "figure":
            drawn, caption = (element.find(one) for one in ("div", "figcaption"))
            assert drawn is not None
            assert caption is not None
            yield f"#figure({self._figure(drawn[0])}, caption: [{self._inside(caption)}])\n\n"
        elif kind == "footnote":
            yield f"#footnote[{self._inside(element)}]"
        elif kind == "anchors":
            yield f"#margin[{self._inside(element)}]"
        elif kind in ("id", "meta", "addressee", "terms", "imprint", "provenance", "issue"):
            yield f"#small[{self._inside(element)}]"
        elif name == "strong":
            yield f"#strong[{self._inside(element)}]"
        elif name == "a":
            yield f"#link({self._aim(element)})[{self._inside(element)}]"
        elif name == "p":
            yield self._inside(element) + "\n\n"
        else:
            yield from self._children(element)
        if name in _BLOCKS:
            yield "\n\n"

    def _target(self, element: Element) -> str:
        name = element.get("id")
        return f"#metadata(none)<{name}>" if name else ""

    def _aim(self, element: Element) -> str:
        href = element.get("href", "")
        return f"<{href[1:]}>" if href.startswith("#") else f'"{href}"'

    def _table(self, table: Element) -> str:
        head, *body = (
            [f"[{self._inside(cell)}]" for cell in row] + [f"[{self._target(row)}]"]
            for row in table.iter("tr")
        )
        cells = ", ".join(cell for row in body for cell in row)
        columns = ", ".join(["auto", "1fr"] + ["auto"] * (len(head) - 2))
        return f"#table(columns: ({columns}), table.header({', '.join(head)}), {cells})\n\n"

    def _figure(self, svg: Element) -> str:
        self._figures += 1
        path = self.path.with_name(f"{self.path.stem}-{self._figures}.svg")
        said = "".join(svg.find(_SVG + "title").itertext())  # type: ignore[union-attr]
        ET.register_namespace("", _SVG[1:-1])
        for name in [one for one in svg.attrib if one.endswith("xmlns")]:
            del svg.attrib[name]
        path.write_text(ET.tostring(svg, "unicode"), "utf-8")
        return f'image("{path.name}", width: 100%, alt: "{_quoted(said)}")'


def _escaped(text: str | None) -> str:
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text or ""))


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def main(fonts: str, times: str, *documents: str) -> None:
    """Compile documents, so many times."""
    import typst

    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
    )
    for number in range(int(times)):
        for path in map(Path, documents):
            changed = path.with_suffix(".again.typ")
            changed.write_text(_TEXT.sub(rf"\g<1>{number} ", path.read_text("utf-8")), "utf-8")
            typst.compile(
                str(changed),
                output=str(path.with_suffix("")) + "-t.pdf",
                font_paths=found,
                pdf_standards=STANDARDS,
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
