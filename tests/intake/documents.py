"""Small documents, made here: a DOCX with a note and tracked changes, and a PDF set by Typst."""

from __future__ import annotations

import zipfile
from pathlib import Path

import typst

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

DOCX_BODY = """
<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Ferries and Harbours</w:t></w:r></w:p>
<w:p><w:r><w:t>by A. Writer</w:t></w:r></w:p>
<w:p><w:r><w:t>Two towns share one bay. Their ferries have sailed under “one timetable” since 1998, and both
have gained.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>What follows</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">A common harbour authority looks unlikely </w:t></w:r>
<w:ins w:id="3" w:author="x"><w:r><w:t>for now</w:t></w:r></w:ins>
<w:del w:id="4" w:author="x"><w:r><w:delText>for ever</w:delText></w:r></w:del>
<w:r><w:t>. The towns would rather keep their own harbours.</w:t></w:r></w:p>
<w:p><w:r><w:t>A. Writer lives by the sea.</w:t></w:r></w:p>
"""


def docx(path: Path, body: str = DOCX_BODY) -> Path:
    """Write a DOCX with the parts that Word writes, as few as will do."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_TYPES}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_TYPES}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="Title">'
        '<w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="Heading1">'
        '<w:name w:val="heading 1"/></w:style></w:styles>',
        "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="2"><w:p><w:r><w:t>See the books of '
        "the harbour.</w:t></w:r></w:p></w:footnote></w:footnotes>",
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


PDF_TEXT = """
#align(center, text(16pt)[Ferries and Harbours])
#align(center)[by A. Writer]

Two towns share one bay. Their ferries have sailed under “one timetable” since 1998, and both have gained
from it considerably more than anybody had expected.#footnote[See the books of the harbour, 1998, p. 4.]

A common harbour authority looks unlikely for now. The towns would rather keep their own harbours, each
with its own administration, its own pilots and its own understanding of what cooperation between
neighbours ought to mean in practice.

The timetable is printed twice a year. It is agreed upon in a meeting of the two harbour masters, which
takes place in spring and in autumn, and to which representatives of the ferry companies, the fishermen and
the schools are invited as a matter of course.

Nobody knows who had the idea. Some say that it was a teacher whose pupils came late; others that it was
the mail. The documentation in the archives is silent.

== What follows
The towns should keep the timetable.

A. Writer lives by the sea.
"""
PDF_PARAGRAPHS = [
    " ".join(part.split()).partition("#")[0] for part in PDF_TEXT.strip().split("\n\n")[1:5]
] + ["The towns should keep the timetable."]
STYLES = {
    "indent": "#set par(justify: true, first-line-indent: 1.2em, spacing: 0.65em)",
    "spaced": "#set par(justify: true)",
    "ragged": "#set par(justify: false)",
}


def pdf(folder: Path, style: str) -> Path:
    """Set the text on small pages, with page headers and numbers."""
    page = '#set page(width: 14cm, height: 12cm, header: [Harbour Papers 7], numbering: "1")\n'
    size = '#set text(10pt, lang: "en")\n'
    source = folder / "essay.typ"
    source.write_text(
        page + size + STYLES[style] + PDF_TEXT.replace("\n#align", "\n\n#align"), "utf-8"
    )
    typst.compile(str(source), output=str(folder / "essay.pdf"))
    return folder / "essay.pdf"
