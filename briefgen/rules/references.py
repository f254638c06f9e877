"""BG2: where one record names another."""

from briefgen.diagnostics import Rule, Severity
from briefgen.rules import records

UNKNOWN_RECORD = Rule(
    "BG201",
    "unknown-record",
    Severity.ERROR,
    what="A reference names a record that does not exist.",
    why="The link would lead nowhere, and a recommendation would rest on nothing.",
    example="supports: [F3, F9]",
    fix="supports: [F3, F8]",
    binding=True,
)
WRONG_KIND = Rule(
    "BG202",
    "wrong-kind",
    Severity.ERROR,
    what="A reference names a record of another kind than is wanted there.",
    why="A risk cannot be an addressee; a recommendation rests on findings only.",
    example="addressees: [K1]",
    fix="addressees: [US]",
    binding=True,
)
UNKNOWN_TERM = Rule(
    "BG203",
    "unknown-term",
    Severity.ERROR,
    what="A brief names a term that the termbase does not have.",
    why="Its renderings would go unchecked.",
    example="terms: [virtual-aliance]",
    fix="terms: [virtual-alliance]",
)
UNKNOWN_AUDIENCE = Rule(
    "BG204",
    "unknown-audience",
    Severity.ERROR,
    what="A brief names an audience that has no folder under templates/; or a profile extends one, or in the "
    "end itself.",
    why="No edition would be made for it, or none in the form that it is to have.",
    example="editions:\n  uk: …",
    fix="Use one of the audiences of `briefgen list`, or make the folder.",
    binding=True,
)
REPEATED = Rule(
    "BG205",
    "repeated-reference",
    Severity.WARNING,
    what="A list names the same record twice.",
    why="It is printed twice, or hides that another one was meant.",
    example="supports: [F3, F3]",
    fix="supports: [F3, F4]",
)

RULES = (
    UNKNOWN_RECORD,
    WRONG_KIND,
    UNKNOWN_TERM,
    UNKNOWN_AUDIENCE,
    REPEATED,
    *records.RULES,
)
