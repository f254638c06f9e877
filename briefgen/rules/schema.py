"""BG1: where content does not have the shape of the schema."""

from briefgen.diagnostics import Rule, Severity

UNKNOWN_KEY = Rule(
    "BG101",
    "unknown-key",
    Severity.ERROR,
    what="A record has a key that the schema does not know.",
    why="What stands under a misspelt key would never reach a reader.",
    example="- id: F1\n  clam: The triangle is under-watched.",
    fix="- id: F1\n  claim: The triangle is under-watched.",
)
MISSING_KEY = Rule(
    "BG102",
    "missing-key",
    Severity.ERROR,
    what="A record lacks a key that it must have.",
    why="Every edition sets that part; without it the page has a hole.",
    example="- id: F1\n  claim: The triangle is under-watched.",
    fix="Add the key and its value.",
)
WRONG_TYPE = Rule(
    "BG103",
    "wrong-type",
    Severity.ERROR,
    what="A value is of another kind than the schema wants: text, number, list, record.",
    why="A number read as text, or text read as a list of letters, is never what was meant.",
    example="passages: p3",
    fix="passages: [p3]",
)
NOT_IN_LIST = Rule(
    "BG104",
    "not-in-list",
    Severity.ERROR,
    what="A value is not one of those that the schema lists.",
    why="Each listed value has wording in every language; another one has none.",
    example="strength: strong",
    fix="strength: firm",
)
BAD_FORM = Rule(
    "BG105",
    "bad-form",
    Severity.ERROR,
    what="A value does not have the form it must have: an identifier, a date, a passage, a colour.",
    why="Anchors, sorting and checks rely on the form.",
    example="date: 31 August 1998",
    fix="date: 1998-08-31",
)
BAD_SIZE = Rule(
    "BG106",
    "bad-size",
    Severity.ERROR,
    what="A text or list is empty, too long or too short, or a number out of bounds.",
    why="An empty heading prints as a gap; a list without items has nothing to say.",
    example="passages: []",
    fix="passages: [p3]",
)
DUPLICATE_ID = Rule(
    "BG107",
    "duplicate-id",
    Severity.ERROR,
    what="Two records of a brief, register or termbase have the same identifier.",
    why="References and links could mean either.",
    example="- id: F1\n- id: F1",
    fix="- id: F1\n- id: F2",
)
