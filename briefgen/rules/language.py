"""BG4: texts, their markup, and their translations."""

from briefgen.diagnostics import Rule, Severity
from briefgen.rules import parity, prose, signoff, terms, translation

NO_CATALOG = Rule(
    "BG401",
    "no-catalog",
    Severity.ERROR,
    what="An edition needs a catalog that is not there.",
    why="The edition cannot be written in its language.",
    example="an edition for `jp`, and no `ja.po` beside the brief",
    fix="Add the catalog, or leave the edition out.",
    binding=True,
)
UNTRANSLATED = Rule(
    "BG402",
    "untranslated",
    Severity.ERROR,
    what="A text has no translation.",
    why="The edition would say less than the others, or say it in another language.",
    example='msgctxt "findings/F3/claim"\nmsgid "…"\nmsgstr ""',
    fix="Translate the message.",
    binding=True,
)
FUZZY = Rule(
    "BG403",
    "fuzzy",
    Severity.ERROR,
    what="A translation is marked fuzzy: nobody has confirmed it since the base text changed.",
    why="The edition might say what the brief no longer says.",
    example='#, fuzzy\nmsgid "…"',
    fix="Compare the translation with the base text, mend it, and take the mark away.",
    binding=True,
)
STALE = Rule(
    "BG404",
    "stale",
    Severity.ERROR,
    what="A translation belongs to an earlier wording of the base text.",
    why="The edition would say what the brief no longer says.",
    example="a `msgid` that differs from the text in brief.yaml",
    fix="`briefgen i18n update` brings the message up to date; then review the translation.",
    binding=True,
)
UNKNOWN_MESSAGE = Rule(
    "BG405",
    "unknown-message",
    Severity.WARNING,
    what="A catalog has a message whose context is no field of the brief.",
    why="It is never used; often its record was renamed, and the translation is lost there.",
    example='msgctxt "findings/F33/claim"',
    fix="Correct the context, or delete the message.",
)
EMPTY_CATALOG = Rule(
    "BG406",
    "empty-catalog",
    Severity.ERROR,
    what="A catalog has no messages.",
    why="Nothing of the edition is translated.",
    example="a `ko.po` that holds only its header",
    fix="`briefgen i18n update` fills the catalog from the brief; then translate it.",
    binding=True,
)
MARKUP = Rule(
    "BG407",
    "markup",
    Severity.ERROR,
    what="A text uses markup that is not emphasis, strong or a link, or does not close it.",
    why="It would be printed as it stands, with its stars and brackets.",
    example="The study <b>generally</b> found *no need.",
    fix="The study **generally** found *no need*.",
)
BAD_LINK = Rule(
    "BG408",
    "bad-link",
    Severity.ERROR,
    what="A link does not begin with http:, https: or mailto:.",
    why="Other links can run scripts, or point at a file of the author's machine.",
    example="[report](file:///tmp/report.pdf)",
    fix="[report](https://example.org/report.pdf)",
)
MARKUP_DIFFERS = Rule(
    "BG409",
    "markup-differs",
    Severity.ERROR,
    what="A translation has another number of links, or other link targets, than its base text; or "
    "another web address, mail address or DOI among its words.",
    why="One reader can follow a source that the other cannot.",
    example="base: [a](https://x.org) — translation: no link",
    fix="Give the translation the same links.",
)
CHARACTERS = Rule(
    "BG410",
    "characters",
    Severity.ERROR,
    what="A text holds an invisible or control character: zero-width, soft hyphen, no-break space.",
    why="Such characters break search, copying and screen readers, and nobody sees them in the source.",
    example="a text pasted from a web page, with U+200B in it",
    fix="Delete the character, or type an ordinary space.",
)
DUPLICATE_MESSAGE = Rule(
    "BG411",
    "duplicate-message",
    Severity.ERROR,
    what="A catalog has two messages with the same context.",
    why="Only one of the two translations can be used.",
    example='two entries with `msgctxt "title"`',
    fix="Delete one of the two.",
)
NO_WORDING = Rule(
    "BG412",
    "no-wording",
    Severity.ERROR,
    what="A heading or label of the templates has no translation.",
    why="English words would stand in a Japanese or Korean page.",
    example='msgid "Key Takeaways" without an entry in templates/base/locales/ko.po',
    fix="Add the message to the catalog of the templates.",
)
PLACEHOLDERS = Rule(
    "BG413",
    "placeholders",
    Severity.ERROR,
    what="A wording of the templates has other blanks than its English; or a translation marked as a format "
    "(python-format) has other blanks than its base text.",
    why="The page would show a blank that nobody fills, or leave out what should stand there.",
    example='msgid "No. %(number)s"\nmsgstr "第%(nummer)s号"',
    fix='msgstr "第%(number)s号"',
    binding=True,
)
CATALOG_HEADER = Rule(
    "BG414",
    "catalog-header",
    Severity.ERROR,
    what="A catalog has no header, or one that misleads tools: without a charset, with another than UTF-8, "
    "or with plural forms that are none.",
    why="Translators' tools read and save the file by its header, and spoil every letter if it is wrong.",
    example='"Content-Type: text/plain; charset=EUC-JP\\n"',
    fix='"Content-Type: text/plain; charset=UTF-8\\n"',
)

RULES = (
    NO_CATALOG,
    UNTRANSLATED,
    FUZZY,
    STALE,
    UNKNOWN_MESSAGE,
    EMPTY_CATALOG,
    MARKUP,
    BAD_LINK,
    MARKUP_DIFFERS,
    CHARACTERS,
    DUPLICATE_MESSAGE,
    NO_WORDING,
    PLACEHOLDERS,
    CATALOG_HEADER,
    *prose.RULES,
    *translation.RULES,
    *terms.RULES,
    *parity.RULES,
    *signoff.RULES,
)
