"""Templates checked without rendering: what passes, renders.

The walk (`templates`) goes through each page as rendering would, with types (`types`) in the place of values:
over `statements`, what is written (`output`), templates that extend (`inheritance`) and include others
(`inclusion`), and `macros`. The types come from the annotations of the edition and of the writers' context
(`declared`); `expressions` infers them, by `attributes`, `logic`, `arithmetic`, `calls` and `filters`;
`narrowing` follows conditions, `taking` says what takes which values, `builtins` types what Jinja brings.
`places` keeps the columns, `markup` tells words and addresses in the markup, `naming` what messages call
expressions, `pages` puts the pages of all audiences together, `sheets` looks at the stylesheets, `styled`
at those that are templates, `customs` at custom properties, `switches` at settings.
"""
