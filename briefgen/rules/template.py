"""BG6: the templates and stylesheets of the editions."""

from briefgen.diagnostics import Rule, Severity

TEMPLATE = Rule(
    "BG601",
    "template",
    Severity.ERROR,
    what="A template cannot be used: a syntax error, or a fault while a page is made.",
    why="The page cannot be made.",
    example="{% if edition.draft %}…",
    fix="{% if edition.draft %}…{% endif %}",
    binding=True,
)

UNKNOWN_NAME = Rule(
    "BG602",
    "unknown-name",
    Severity.ERROR,
    what="A template names a variable, attribute, macro, block, filter or test that there is not.",
    why="The page cannot be made; what there is, the types in briefgen/edition/ say.",
    example="{{ edition.titel | rich }}",
    fix="{{ edition.title | rich }}",
    binding=True,
)

UNKNOWN_TEMPLATE = Rule(
    "BG603",
    "unknown-template",
    Severity.ERROR,
    what="A template includes, imports or extends a file that there is not, or that cannot be known.",
    why="The page cannot be made.",
    example='{% include "parts/finding.html.j2" %}',
    fix='{% include "parts/findings.html.j2" %}',
    binding=True,
)

WRONG_TYPE = Rule(
    "BG604",
    "template-type",
    Severity.ERROR,
    what="A template does with a value what its type forbids: a loop over a text, a list that is printed.",
    why="The page cannot be made, or shows what was meant for programs.",
    example="<h1>{{ edition.title }}</h1>",
    fix="<h1>{{ edition.title | rich }}</h1>",
    binding=True,
)

MAYBE_MISSING = Rule(
    "BG605",
    "maybe-missing",
    Severity.ERROR,
    what="A template uses a value that may be none or may not be there, and does not ask for it first.",
    why="The page cannot be made of a brief that lacks it, though it could be of all the others.",
    example="{{ card.note.text | rich }}",
    fix="{% if card.note %}{{ card.note.text | rich }}{% endif %}",
    binding=True,
)

WRONG_ARGUMENT = Rule(
    "BG606",
    "wrong-argument",
    Severity.ERROR,
    what="A macro, a function, a filter or a test is called with arguments that it does not take.",
    why="The page cannot be made.",
    example="{{ m.number() }}",
    fix="{{ m.number(item.number) }}",
    binding=True,
)

UNREACHABLE = Rule(
    "BG607",
    "unreachable-override",
    Severity.WARNING,
    what="A file, block, macro or switch of a template is never used: nothing asks for it by this name.",
    why="What an audience has written for its readers does not appear, and nothing else says so.",
    example="{% block tittle %}…{% endblock %}",
    fix="{% block title %}…{% endblock %}",
)

UNTRANSLATED = Rule(
    "BG608",
    "untranslated-literal",
    Severity.WARNING,
    what="A word stands in the markup of a template that readers of another language read too.",
    why="Translators do not see it, and every readership reads it in one language.",
    example="<h2>Findings</h2>",
    fix='<h2>{{ _("Findings") }}</h2>',
)

NEVER_EQUAL = Rule(
    "BG609",
    "never-equal",
    Severity.WARNING,
    what="A template compares a value with a text that it can never be, or sets a switch to a value that no "
    "template asks for.",
    why="What depends on it is never shown, or always.",
    example='{% if item.basis == "implicit" %}',
    fix='{% if item.basis == "implied" %}',
)

IGNORED_STYLE = Rule(
    "BG610",
    "ignored-style",
    Severity.ERROR,
    what="The typesetter ignores a property, a value or a selector of a stylesheet for paper; or a custom "
    "property is used that no stylesheet sets.",
    why="The PDF does not look as the stylesheet says, and nobody notices until it is on paper.",
    example="h1 { text-wrap: balance; }",
    fix="h1 { max-width: 14em; }",
)

OUTSIDE = Rule(
    "BG611",
    "outside-reference",
    Severity.ERROR,
    what="A stylesheet, a template or a page made from them names an address that would be loaded: url(), "
    "@import, src, a `<link>`; or a stylesheet holds `</`, which would end it; or a page holds what a "
    "browser would run: a script, a handler such as onclick, a frame.",
    why="A page is whole in one file, and making it reads nothing but the project.",
    example="body { background: url(file:///srv/paper.png); }",
    fix="body { background: url(data:image/png;base64,…); }",
    binding=True,
)

RUNAWAY = Rule(
    "BG612",
    "runaway-template",
    Severity.ERROR,
    what="A template takes too long or writes too much: a loop without a sensible end; or the nested rules "
    "of a stylesheet for paper multiply.",
    why="The build would not come to its end.",
    example="{% for n in range(99999) %}{% for o in range(99999) %}…",
    fix="Go over what the edition has: its sections, findings, passages.",
    binding=True,
)

RULES = (
    TEMPLATE,
    UNKNOWN_NAME,
    UNKNOWN_TEMPLATE,
    WRONG_TYPE,
    MAYBE_MISSING,
    WRONG_ARGUMENT,
    UNREACHABLE,
    UNTRANSLATED,
    NEVER_EQUAL,
    IGNORED_STYLE,
    OUTSIDE,
    RUNAWAY,
)
