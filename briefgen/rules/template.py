"""BG6: the templates and stylesheets of the editions."""

from briefgen.diagnostics import Rule, Severity

TEMPLATE = Rule(
    "BG601",
    "template",
    Severity.ERROR,
    what="A template cannot be used: a syntax error, or a name that it does not have.",
    why="The page cannot be made.",
    example="{{ edition.titel }}",
    fix="{{ edition.title }}",
    binding=True,
)

RULES = (TEMPLATE,)
