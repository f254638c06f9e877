"""BG0: what keeps a file from being read at all."""

from briefgen.diagnostics import Rule, Severity

UNREADABLE = Rule(
    "BG001",
    "unreadable",
    Severity.ERROR,
    what="A file that the brief needs is missing or cannot be read.",
    why="Nothing can be said about a brief while a part of it is unknown.",
    example="a folder under `seeds/` without a `source.yaml`",
    fix="Add the file, or mend its name or permissions.",
    binding=True,
)
TOO_LARGE = Rule(
    "BG002",
    "too-large",
    Severity.ERROR,
    what="A file is larger than any brief can reasonably be.",
    why="A file of that size is nearly always something else by mistake, and reading it would stall.",
    example="a scanned PDF saved as `brief.yaml`",
    fix="Put the right file in its place, or split the content over several briefs.",
    binding=True,
)
NOT_UTF8 = Rule(
    "BG003",
    "not-utf8",
    Severity.ERROR,
    what="A file is not UTF-8 text.",
    why="In a legacy encoding Korean and Japanese would be guessed, and guessed wrong.",
    example="a catalog saved as EUC-KR or UTF-16",
    fix="Save the file as UTF-8 in your editor.",
    binding=True,
)
YAML_SYNTAX = Rule(
    "BG004",
    "yaml-syntax",
    Severity.ERROR,
    what="A file is not well-formed YAML.",
    why="Nothing after the fault can be understood.",
    example="title: Alliances: a primer",
    fix='title: "Alliances: a primer"',
    binding=True,
)
DUPLICATE_KEY = Rule(
    "BG005",
    "duplicate-key",
    Severity.ERROR,
    what="A key stands twice in the same record.",
    why="YAML readers keep the last one in silence, and what was written first is lost.",
    example="claim: One.\nclaim: Two.",
    fix="Keep one of the two.",
    binding=True,
)
UNBOUNDED = Rule(
    "BG006",
    "unbounded",
    Severity.ERROR,
    what="A file nests too deep, a record has too many keys, or aliases expand to too much.",
    why="Such files exhaust the memory of whoever opens them; no brief needs them.",
    example="a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b, …]",
    fix="Write the content out, without nesting aliases in aliases.",
    binding=True,
)
UNSUPPORTED_YAML = Rule(
    "BG007",
    "unsupported-yaml",
    Severity.ERROR,
    what="A file uses a part of YAML that briefs do not: tags, several documents, keys that are not text.",
    why="Tags make readers build objects; two documents in a file leave one unread.",
    example="title: !!binary aGVsbG8=",
    fix="title: hello",
    binding=True,
)
PO_SYNTAX = Rule(
    "BG008",
    "po-syntax",
    Severity.ERROR,
    what="A catalog is not well-formed PO as gettext reads it: no byte order mark, no comment inside a "
    "message; or it has plural forms, which no text of ours has.",
    why="The translations after the fault would be lost, here or in a translator's tool.",
    example='msgid "Findings\nmsgstr "분석"',
    fix='msgid "Findings"\nmsgstr "분석"',
    binding=True,
)

TERMS_SYNTAX = Rule(
    "BG009",
    "terms-syntax",
    Severity.ERROR,
    what="A file that is imported into the termbase is neither TBX-Basic in DCA style nor a table.",
    why="Terms that were guessed out of it would be followed by every translation.",
    example="a CSV file whose first row does not name the columns id, language, status, form",
    fix="Export the terms again as TBX-Basic (ISO 30042:2019), or as CSV with a row of names.",
    binding=True,
)

RULES = (
    UNREADABLE,
    TOO_LARGE,
    NOT_UTF8,
    YAML_SYNTAX,
    DUPLICATE_KEY,
    UNBOUNDED,
    UNSUPPORTED_YAML,
    PO_SYNTAX,
    TERMS_SYNTAX,
)
