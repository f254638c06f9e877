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

RULES = (TYPESETTING,)
