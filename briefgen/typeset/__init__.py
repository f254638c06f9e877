"""From finished HTML and CSS to a tagged, archival PDF.

`weasy.render_pdf` is the way in. Before layout, `prepare` writes into the text what line breaking
(`linebreak`) and Japanese spacing (`spacing`) need, and `subset` cuts the `faces` down to what is
drawn. During layout, `linefit` fills lines, `justify` sets
Japanese ones, `totalfit` breaks Korean paragraphs and `wordgaps` sets their lines, and `shortcuts` save
time. Afterwards, `tagtree` and `structure` build the structure tree (`roles`) and the `marks` it points
to (`reading` tells which words the document parts), `paint` puts the marks into its order, `glyphs` sees
to clean text, `streams` to short ones, `embed` to small fonts with coarser `outlines` (`charstrings`,
`curves`), `xmp` to the claims of conformance. What is wrong on the way comes back as `problems`; `styles`
and `links` look for some of it. `measure` tells figures how wide their labels are, `webfont` puts fonts
into HTML.

Only `engine` imports WeasyPrint, and nothing here imports any other part of briefgen.
"""
