"""From finished HTML and CSS to a tagged, archival PDF.

`weasy.render_pdf` is the way in. Before layout, `prepare` writes into the text what line breaking
(`linebreak`) and Japanese spacing (`spacing`) need, and `subset` cuts the `faces` down to what is
drawn. During layout, `justify` sets Japanese lines. Afterwards, `tagtree` and `structure` build the
structure tree (`roles`), `glyphs` sees to clean text, `xmp` to the claims of conformance. What is
wrong on the way comes back as `problems`; `styles` and `links` look for some of it.

Only `weasy` imports WeasyPrint, and nothing here imports any other part of briefgen.
"""
