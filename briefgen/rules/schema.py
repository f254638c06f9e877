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
    binding=True,
)
MISSING_KEY = Rule(
    "BG102",
    "missing-key",
    Severity.ERROR,
    what="A record lacks a key that it must have.",
    why="Every edition sets that part; without it the page has a hole.",
    example="- id: F1\n  claim: The triangle is under-watched.",
    fix="Add the key and its value.",
    binding=True,
)
WRONG_TYPE = Rule(
    "BG103",
    "wrong-type",
    Severity.ERROR,
    what="A value is of another kind than the schema wants: text, number, list, record.",
    why="A number read as text, or text read as a list of letters, is never what was meant.",
    example="passages: p3",
    fix="passages: [p3]",
    binding=True,
)
NOT_IN_LIST = Rule(
    "BG104",
    "not-in-list",
    Severity.ERROR,
    what="A value is not one of those that the schema lists.",
    why="Each listed value has wording in every language; another one has none.",
    example="strength: strong",
    fix="strength: firm",
    binding=True,
)
BAD_FORM = Rule(
    "BG105",
    "bad-form",
    Severity.ERROR,
    what="A value does not have the form it must have: an identifier, a date, a passage, a colour; or a "
    "brief or an audience has a name that is taken: by briefgen's own files, or by Windows.",
    why="Anchors, sorting and checks rely on the form.",
    example="date: 31 August 1998",
    fix="date: 1998-08-31",
    binding=True,
)
BAD_SIZE = Rule(
    "BG106",
    "bad-size",
    Severity.ERROR,
    what="A text or list is empty, too long or too short, or a number out of bounds.",
    why="An empty heading prints as a gap; a list without items has nothing to say.",
    example="passages: []",
    fix="passages: [p3]",
    binding=True,
)
DUPLICATE_ID = Rule(
    "BG107",
    "duplicate-id",
    Severity.ERROR,
    what="Two records of a brief, register or termbase have the same identifier; or two briefs or "
    "audiences have names that a file system may take for one: `us` and `US`.",
    why="References and links could mean either, and files of one would take the place of the other's.",
    example="- id: F1\n- id: F1",
    fix="- id: F1\n- id: F2",
    binding=True,
)
TODO = Rule(
    "BG108",
    "todo",
    Severity.ERROR,
    what="A value is, or begins with, the word TODO: it is still to be written.",
    why="A placeholder must not reach a reader; and what is left to do should be one list.",
    example="claim: TODO",
    fix="claim: One timetable has helped both towns.",
    binding=True,
)
IMPOSSIBLE_DATE = Rule(
    "BG109",
    "impossible-date",
    Severity.ERROR,
    what="A date names a month or a day that no calendar has.",
    why="It cannot be written out in any language, nor sorted.",
    example='date: "1999-02-30"',
    fix='date: "1999-02-28"',
    binding=True,
)
REVERSED_INTERVAL = Rule(
    "BG110",
    "reversed-interval",
    Severity.ERROR,
    what="An interval ends before it begins.",
    why="Readers are told something that cannot have been.",
    example='value: "1999-03-24/1999-03-23"',
    fix='value: "1999-03-23/1999-03-24"',
    binding=True,
)
BAD_ADDRESS = Rule(
    "BG111",
    "bad-address",
    Severity.ERROR,
    what="A contact is neither an e-mail address nor a link, or a URL is no link.",
    why="It is printed as a link, which leads nowhere.",
    example="contact: example.org",
    fix="contact: https://example.org",
    binding=True,
)
UNKNOWN_CODE = Rule(
    "BG112",
    "unknown-code",
    Severity.ERROR,
    what="A country or language has a code that ISO 3166-1 or ISO 639 does not.",
    why="Countries are ordered, and languages hyphenated and read aloud, by their code.",
    example="country: UK",
    fix="country: GB",
    binding=True,
)

RULES = (
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    NOT_IN_LIST,
    BAD_FORM,
    BAD_SIZE,
    DUPLICATE_ID,
    TODO,
    IMPOSSIBLE_DATE,
    REVERSED_INTERVAL,
    BAD_ADDRESS,
    UNKNOWN_CODE,
)
