"""The structure tree: what it says of a page with everything on it, and of the specimens."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from briefgen.typeset.faces import faces_of
from briefgen.typeset.weasy import PdfResult, render_pdf
from tests.typeset.specimens import outline, reader, source, specimen, typeset

TREES = Path(__file__).with_name("trees")
FAMILIES = ("Source Sans 3", "Noto Sans JP")


def trees() -> list[Path]:
    found = sorted(TREES.glob("*.html"))
    assert found
    return found


@pytest.mark.parametrize("page", trees(), ids=lambda path: path.stem)
def test_tree(page: Path) -> None:
    """The tree of trees/x.html, styled by x.css, is x.tree."""
    result = typeset_tree(page)
    assert result.problems == ()
    expected = page.with_suffix(".tree").read_text("utf-8").splitlines()
    assert outline(result) == [line for line in expected if line.strip()]


def typeset_tree(page: Path) -> PdfResult:
    head = f'<!DOCTYPE html><html lang="en"><head><title>{page.stem}</title></head><body>'
    css = page.with_suffix(".css").read_text("utf-8")
    html = head + page.read_text("utf-8")
    return render_pdf(html, css=(css,), faces=faces_of(FAMILIES), language="en")


@pytest.mark.parametrize("name", ["ja", "ko", "en"])
class TestSpecimen:
    def test_reads_as_the_document_does(self, name: str) -> None:
        """Every text of the HTML stands in the tree, once, in order, spaces included."""
        read = _texts(outline(specimen(name)))
        root = tinyhtml5.parse(source(name), namespace_html_elements=False)
        wanted = _flat("".join(_reading(root.find("body"))))
        assert _flat("".join(read)) == wanted
        for paragraph in root.iter("p"):
            if not len(paragraph):
                assert _flat(paragraph.text) in map(_flat, read)

    def test_each_element_stands_once(self, name: str) -> None:
        lines = [line.strip().partition(" ")[0] for line in outline(specimen(name))]
        root = tinyhtml5.parse(source(name), namespace_html_elements=False)
        for tag, role in (("h1", "H1"), ("h2", "H2"), ("h3", "H3"), ("table", "Table")):
            assert lines.count(role) == len(root.findall(f".//{tag}"))
        for tag, role in (("thead", "THead"), ("tr", "TR"), ("th", "TH"), ("td", "TD")):
            assert lines.count(role) == len(root.findall(f".//{tag}"))
        assert lines.count("LI") == len(root.findall(".//li"))
        assert lines.count("Note") == lines.count("Reference") == 2
        assert lines.count("Figure") == 1

    def test_the_table_is_cut_by_a_page(self, name: str) -> None:
        """Else the test of its tree proves nothing."""
        pages = [page.extract_text() for page in reader(specimen(name)).pages]
        root = tinyhtml5.parse(source(name), namespace_html_elements=False)
        cells = [row[0].text for row in root.findall(".//tbody/tr")]
        where = {number for number, page in enumerate(pages) for cell in cells if cell in page}
        assert len(where) == 2
        head = root.find(".//thead/tr")[-1].text
        assert all(head in pages[number] for number in where)  # repeated for the eye

    def test_page_numbers_and_running_heads_are_artifacts(self, name: str) -> None:
        assert not any(re.search(r"\| \d / \d$", line) for line in outline(specimen(name)))
        contents = reader(specimen(name)).pages[1]["/Contents"].get_data()
        assert contents.count(b"/Subtype /Header") == contents.count(b"/Subtype /Footer") == 1


def _texts(lines: list[str]) -> list[str]:
    """The texts of a tree, without labels of lists and lettering of figures."""
    pairs = zip(["", *lines], lines, strict=False)
    texts = [line.partition("| ")[2] for last, line in pairs if not last.lstrip().startswith("Fig")]
    return [text for text in texts if text and not re.fullmatch(r"(\d+[.)]|•) ", text)]


def _reading(element: Element) -> list[str]:
    """The text of an element, without figures."""
    if element.tag.endswith("}svg"):
        return []
    found = [element.text or ""]
    for child in element:
        found += [*_reading(child), child.tail or ""]
    return found


def _flat(text: str) -> str:
    """A text without white space and the numbers of notes."""
    return re.sub(r"\s|(?<!\d)\d\)", "", text)


def test_a_figure_without_a_title_is_reported() -> None:
    result = typeset("<p><svg width=9 height=9><circle r=4></circle></svg> a</p>")
    assert result.problems == ("figure `svg` has no alternative text",)


def test_text_in_a_group_is_reported() -> None:
    assert "cannot be tagged" in typeset("<p style='opacity:.5'>漢字</p>").problems[0]


def test_a_link_that_was_taken_away_is_plain_text() -> None:
    lines = outline(typeset("<p>漢<a href='javascript:x'>字</a></p>"))
    assert [line.strip() for line in lines] == ["Document", "P", "| 漢", "Span", "| 字"]


def test_a_figure_has_its_place_on_the_page() -> None:
    css = "svg{display:block}"
    result = typeset("<svg width=40 height=20><title>t</title><circle r=4></circle></svg>", css)
    figure = reader(result).trailer["/Root"]["/StructTreeRoot"]["/K"][0]["/K"][0]
    assert figure["/A"]["/BBox"] == [70, 700 - 70 - 15, 70 + 30, 700 - 70]


def test_the_maps_into_the_tree_agree() -> None:
    """Every mark leads to an element that holds it, every annotation to its link."""
    document = reader(specimen("en"))
    root = document.trailer["/Root"]["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert list(owners) == sorted(owners)
    assert root["/ParentTreeNextKey"] == len(owners)
    for page in document.pages:
        marks = [int(m) for m in re.findall(rb"/MCID (\d+)", page["/Contents"].get_data())]
        assert marks == list(range(len(marks)))
        elements = owners[page["/StructParents"]]
        assert len(elements) == len(marks)
        for mark, element in zip(marks, elements, strict=True):
            kids = element.get_object()["/K"]
            own = [kid if isinstance(kid, int) else kid.get_object().get("/MCID") for kid in kids]
            assert mark in own
        for annotation in page.get("/Annots", ()):
            assert owners[annotation["/StructParent"]].get_object()["/S"] == "/Link"
    assert [str(name) for name in root["/IDTree"]["/Kids"][0]["/Names"][::2]] == [
        "note-0001",
        "note-0002",
    ]


def test_words_stay_parted_where_a_note_comes_between_two_pages() -> None:
    """The note is read on the first page, after the text that the second page goes on with."""
    words = " ".join(["항구의", "아침은", "이르고", "배는", "일찍", "떠난다."] * 60)
    body = f"<p>첫째<span class=fn>각주의 글이다.</span> 글이다.</p><p>둘째 글은 {words}</p>"
    css = "@page{size:400pt 300pt!important} .fn{float:footnote} p{orphans:2;widows:2}"
    result = typeset(body, css, "ko", ("Noto Serif KR",))
    assert result.pages > 1
    read = " ".join(line.partition("| ")[2] for line in outline(result))
    assert words in re.sub(" +", " ", read)
