"""BG7: setting the pages, fonts, and the files that are written."""

from briefgen.diagnostics import Rule, Severity

TYPESETTING = Rule(
    "BG701",
    "typesetting",
    Severity.ERROR,
    what="Setting the pages gave a warning: a missing glyph, an unknown property, a lost resource.",
    why="What is not set as written is printed wrong, and nobody notices until it is on paper.",
    example="a character that none of the edition's fonts has",
    fix="Mend the text, the stylesheet or the theme that the message names.",
)

NOT_MADE = Rule(
    "BG702",
    "not-made",
    Severity.ERROR,
    what="A file could not be made: the process that set it died, or met a fault of the program.",
    why="The brief is left as it stood; all others are built. The same document will often fail again.",
    example="a process that the system has ended for want of memory",
    fix="Build again, with fewer processes (`--jobs 1`) where memory is short; report what stays.",
    binding=True,
)

LIMIT = Rule(
    "BG703",
    "limit",
    Severity.ERROR,
    what="A file would take more time or memory than an edition may, or have more pages.",
    why="Whoever builds the content of others must get their machine back, and all other files.",
    example="a stylesheet that begins a page before each word",
    fix="Mend the brief, the template or the stylesheet; or raise the limit in briefgen.toml:\n"
    "[limits]\nseconds = 300\nmemory = 4000\npages = 2000",
    binding=True,
)

RULES = (TYPESETTING, NOT_MADE, LIMIT)
