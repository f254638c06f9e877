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
    what="A quotation resembles words of its passages, and differs from them in some.",
    why="Readers trust that what stands between “ and ” was written so.",
    example="“absent a clear or present threat” where the source has “and”",
    fix="Quote word for word; leave words out with … and put your own between [ and ].",
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
    fix="Compare the two texts, and refresh the register with `briefgen source register`.",
)
UNFOUND_QUOTATION = Rule(
    "BG307",
    "unfound-quotation",
    Severity.ERROR,
    what="A quotation stands nowhere in the source, and nothing in its passages resembles it.",
    why="Words that the author never wrote are put into the author's mouth.",
    example="“the end of history” in a finding on a source that has no such words",
    fix="Take the quotation marks away, or quote what the source says.",
)
MISPLACED_QUOTATION = Rule(
    "BG308",
    "misplaced-quotation",
    Severity.ERROR,
    what="A quotation stands in the source, but not in the passages that its record is anchored to.",
    why="A reader who follows the anchor does not find the words.",
    example="passages: [p3] on a quotation of paragraph 7",
    fix="passages: [p3, p7]",
)
SOURCE_UNAVAILABLE = Rule(
    "BG309",
    "source-unavailable",
    Severity.NOTE,
    what="A quotation of one word cannot be checked without the text, since fingerprints are of two; "
    "or the text is there, and the library that reads it is not.",
    why="Nobody has compared it with the source, and the run looks as if somebody had.",
    example="“daunting”, where the text of the source is not at hand",
    fix="Name the folder that holds the text with `--sources`; for DOCX and PDF, "
    "`pip install 'briefgen[documents]'`.",
)
UNMARKED_QUOTATION = Rule(
    "BG310",
    "unmarked-quotation",
    Severity.ERROR,
    what="Eight words in a row, or more, are the source's own and not marked as a quotation. "
    "A name counts as one word, however long it is.",
    why="What is not marked reads as our wording; taken over word for word it is a copy.",
    example="explanation: The towns would rather keep their own harbours than share one.",
    fix="Say it in your own words, or put at most 15 words between “ and ”.",
)
UNBALANCED_QUOTATION = Rule(
    "BG311",
    "unbalanced-quotation",
    Severity.ERROR,
    what="A “ has no ”, a ” has no “, or one quotation begins inside another.",
    why="Nobody can tell where the quotation ends, and it is not checked.",
    example="The towns share “one timetable since 1998.",
    fix="The towns share “one timetable” since 1998. Inside a quotation, use ‘ and ’.",
)
STRAIGHT_QUOTES = Rule(
    "BG312",
    "straight-quotes",
    Severity.ERROR,
    what="Words stand between straight quotation marks.",
    why="Only what stands between “ and ” is checked against the source.",
    example="They share 'one timetable' since 1998.",
    fix="They share “one timetable” since 1998.",
)
PASSAGE_ORDER = Rule(
    "BG313",
    "passage-order",
    Severity.ERROR,
    what="The passages of a register are not p1, p2, … in the order of the source, without gap.",
    why="The number is what readers see (¶3); they count paragraphs to find it.",
    example="passages: p1, p2, p4",
    fix="Number the passages in order, or refresh the register with `briefgen source register`.",
)
MISCOUNTED_PASSAGE = Rule(
    "BG314",
    "miscounted-passage",
    Severity.WARNING,
    what="A passage has another number of words or sentences than its register says.",
    why="Anchors to sentences (p3.2) are checked against the number.",
    example="sentences: 4 for a paragraph of three",
    fix="Refresh the register with `briefgen source register`.",
)
DAMAGED_FINGERPRINTS = Rule(
    "BG315",
    "damaged-fingerprints",
    Severity.ERROR,
    what="The fingerprints of a passage cannot be read, or are not those of its text.",
    why="Quotations would be refused though they are right, or pass though they are wrong.",
    example="bigrams: AbK1B (a line was cut)",
    fix="Refresh the register with `briefgen source register`; do not write fingerprints by hand.",
)
WRONG_DIGEST = Rule(
    "BG316",
    "wrong-digest",
    Severity.WARNING,
    what="The digest of the whole is not that of the passages, though each of them is right.",
    why="By this digest another person knows that two copies of the source are the same.",
    example="a register whose passages were edited by hand",
    fix="Refresh the register with `briefgen source register`.",
)

RULES = (
    UNKNOWN_PASSAGE,
    UNKNOWN_SENTENCE,
    LONG_QUOTATION,
    ALTERED_QUOTATION,
    UNANCHORED_QUOTATION,
    SOURCE_CHANGED,
    UNFOUND_QUOTATION,
    MISPLACED_QUOTATION,
    SOURCE_UNAVAILABLE,
    UNMARKED_QUOTATION,
    UNBALANCED_QUOTATION,
    STRAIGHT_QUOTES,
    PASSAGE_ORDER,
    MISCOUNTED_PASSAGE,
    DAMAGED_FINGERPRINTS,
    WRONG_DIGEST,
)
