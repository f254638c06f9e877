"""Templates checked without rendering: what passes, renders.

The walk (`templates`) goes through each page as rendering would, over includes, imports, blocks and
macros, with types (`types`) in the place of values. They come from the annotations of the edition and of
the writers' context (`declared`); `expressions` and `calls` infer them, `narrowing` follows conditions,
`builtins` types what Jinja brings along. `places` keeps the columns, `markup` tells words and addresses in
the markup, `pages` puts the pages of all audiences together, `sheets` looks at the stylesheets.
"""
