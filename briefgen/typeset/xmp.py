"""The XMP statement that lets one file conform to PDF/A-3a and PDF/UA-1 at once.

WeasyPrint writes the statement of one variant only. PDF/UA-1 clause 5 asks for `pdfuaid:part`;
PDF/A-3 clause 6.6.2.3 asks that a property outside its predefined schemas be described in an
extension schema. Both must stand in the first `rdf:RDF` of the packet.
"""

from __future__ import annotations

_UA = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>"""

_SCHEMA = """<rdf:Description rdf:about=""\
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>The part of ISO 14289 that the file conforms to\
</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>\
</pdfaExtension:schemas></rdf:Description>"""

_END = b"</rdf:RDF>"


def claim_ua(rdf: bytes) -> bytes:
    """Return the RDF of a PDF/A packet with the PDF/UA-1 statement added to it.

    Raises `ValueError` if `rdf` is not one serialised `rdf:RDF` element.
    """
    if rdf.count(_END) != 1:
        raise ValueError("expected one rdf:RDF element")
    return rdf.replace(_END, (_UA + _SCHEMA).encode() + _END)
