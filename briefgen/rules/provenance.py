"""BG3: where a statement and the source must agree."""

from briefgen.diagnostics import Rule, Severity

UNKNOWN_PASSAGE = Rule(
    "BG301",
    "unknown-passage",
    Severity.ERROR,
    what="A statement is anchored to a passage that the register does not have.",
    why="A reader who follows the anchor finds nothing.",
    example="passages: [p11]",
    fix="passages: [p10]",
)
UNKNOWN_SENTENCE = Rule(
    "BG302",
    "unknown-sentence",
    Severity.ERROR,
    what="A statement is anchored to a sentence that its passage does not have.",
    why="The anchor claims a precision that it has not.",
    example="passages: [p9.7]",
    fix="passages: [p9.2]",
)
LONG_QUOTATION = Rule(
    "BG303",
    "long-quotation",
    Severity.ERROR,
    what="A quotation has more than 15 words.",
    why="The source is not ours to republish; a brief states in its own words.",
    example="“a quotation of sixteen words or more …”",
    fix="Quote the few words that matter, and put the rest in your own.",
)
ALTERED_QUOTATION = Rule(
    "BG304",
    "altered-quotation",
    Severity.ERROR,
    what="A quotation does not stand in the passages that its record is anchored to.",
    why="Readers trust that what stands between “ and ” was written so.",
    example="“the virtual alliance will quickly emerge”",
    fix="Quote word for word, or take the quotation marks away; or anchor the passage it is from.",
)
UNANCHORED_QUOTATION = Rule(
    "BG305",
    "unanchored-quotation",
    Severity.ERROR,
    what="A quotation stands in a text that has no passages.",
    why="It cannot be found again in the source, nor checked.",
    example="title: Why “daunting” is not the last word",
    fix="Take the quotation marks away, or move the quotation into an anchored record.",
)
SOURCE_CHANGED = Rule(
    "BG306",
    "source-changed",
    Severity.WARNING,
    what="The text of the source at hand is not the one that the register was made from.",
    why="Anchors may point at other sentences than those that were read.",
    example="a corrected reprint under the same file name",
    fix="Compare the two texts, and make the register anew.",
)
