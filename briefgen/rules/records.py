"""BG2, continued: what the records of a brief say of each other, and when things happened."""

from briefgen.diagnostics import Rule, Severity

ORPHAN_ACTOR = Rule(
    "BG206",
    "orphan-actor",
    Severity.WARNING,
    what="An actor is defined, and no record names it.",
    why="It is translated and checked for nothing; often a record has forgotten to name it.",
    example="- {id: OECD, kind: organisation, name: OECD}   # and no record about it",
    fix="Name the actor in the records that are about it, or delete it.",
)
UNCALLED_NOTE = Rule(
    "BG207",
    "uncalled-note",
    Severity.WARNING,
    what="A context note is about nothing that an edition prints, or for audiences without an edition.",
    why="No number in the text leads to the note, so that readers do not know what it explains.",
    example="about: [OECD] where no finding, recommendation, risk or relationship names OECD",
    fix="Name the record that the note explains, or delete the note.",
)
SELF_RELATIONSHIP = Rule(
    "BG208",
    "self-relationship",
    Severity.ERROR,
    what="A relationship is between an actor and itself.",
    why="A tie has two ends; the figure cannot draw one that has not.",
    example="between: [US, US]",
    fix="between: [US, JP]",
    binding=True,
)
DUPLICATE_RELATIONSHIP = Rule(
    "BG209",
    "duplicate-relationship",
    Severity.WARNING,
    what="Two relationships are between the same two actors.",
    why="The figure draws one line for a pair, and readers ask which of the two states holds.",
    example="L1 between: [US, JP]; L4 between: [JP, US]",
    fix="Make one relationship of the two.",
)
ADDRESSEE_WITHOUT_COUNTRY = Rule(
    "BG210",
    "addressee-without-country",
    Severity.WARNING,
    what="A recommendation is addressed to an actor that has no country.",
    why="Editions put what the readers' own government is asked before the rest, and cannot tell.",
    example="addressees: [MOFA] where MOFA has no `country`",
    fix="- {id: MOFA, kind: organisation, name: Foreign Ministry, country: JP}",
)
UNSUPPORTED_ADDRESSEE = Rule(
    "BG211",
    "unsupported-addressee",
    Severity.NOTE,
    what="None of the findings that a recommendation rests on names one of its addressees.",
    why="That addressee is asked to act, and nothing it is shown speaks of it.",
    example="R2 asks CN; it supports F1, whose actors are US and JP",
    fix="Name the actor in the finding, or rest the recommendation on one that does.",
)
UNEVIDENCED = Rule(
    "BG212",
    "unevidenced",
    Severity.WARNING,
    what="A finding is said to be evidenced, and has no evidence.",
    why="The label promises readers something that the page does not have.",
    example="strength: evidenced   # and no `evidence`",
    fix="Add the evidence with its passages, or write `firm` or `asserted`.",
)
UNUSED_FINDING = Rule(
    "BG213",
    "unused-finding",
    Severity.NOTE,
    what="No recommendation rests on a finding, no edition leads with it, and it is not of the core.",
    why="It may be background; or a recommendation has forgotten to name it.",
    example="F4 in no list of `supports`",
    fix="Name the finding where a recommendation rests on it.",
)
REPEATED_TEXT = Rule(
    "BG214",
    "repeated-text",
    Severity.WARNING,
    what="Two records have the same text, word for word.",
    why="Nearly always one of the two was copied and not yet rewritten.",
    example="the `explanation` of F2 is that of F1",
    fix="Write the text of each record.",
)
DATE_CONTRADICTION = Rule(
    "BG215",
    "date-contradiction",
    Severity.ERROR,
    what="An external date lies outside the date that the source gives.",
    why="It may be more precise than the source; one that contradicts it is another event's.",
    example='date: "1998-08"\nexternal: {value: "1998-09-01"}',
    fix='date: "1998-08"\nexternal: {value: "1998-08-31"}',
)
ISSUED_BEFORE_SOURCE = Rule(
    "BG216",
    "issued-before-source",
    Severity.WARNING,
    what="The brief is dated before its source was published.",
    why="One of the two dates is wrong, and both are printed on the first page.",
    example="publication: {date: 1998-05-01} on an essay of 1999",
    fix="Correct the date of issue, or `issued` in the register.",
)
EVENT_AFTER_ISSUE = Rule(
    "BG217",
    "event-after-issue",
    Severity.WARNING,
    what="An event is dated after the brief itself.",
    why="A brief tells what has happened; such a date is nearly always a slip of the year.",
    example='date: "2099-03"',
    fix='date: "1999-03"',
)
UNDATED_EVENT = Rule(
    "BG218",
    "undated-event",
    Severity.NOTE,
    what="An event has neither a date of the source nor an external one.",
    why="It is set at the end of the timeline, and in the figure not at all.",
    example="- {id: E4, kind: law, title: A new law, passages: [p3]}",
    fix="Add `date` or `external`, as precise as it is known.",
)
MISSING_RENDERING = Rule(
    "BG219",
    "missing-rendering",
    Severity.WARNING,
    what="A term that the brief relies on has no rendering in the language of one of its editions.",
    why="Translators have nothing to follow there, and each finds another word.",
    example="terms: [tcog] where the termbase has no `ja` for tcog",
    fix="Add the rendering to the termbase.",
)
CONTRADICTORY_TERM = Rule(
    "BG220",
    "contradictory-term",
    Severity.ERROR,
    what="The termbase names one form both as one to use and as one to avoid, in the same term.",
    why="Whatever a translator writes is wrong.",
    example="ja: {approved: [仮想同盟], avoided: [仮想同盟]}",
    fix="Decide, and take the form out of one list.",
)

RULES = (
    ORPHAN_ACTOR,
    UNCALLED_NOTE,
    SELF_RELATIONSHIP,
    DUPLICATE_RELATIONSHIP,
    ADDRESSEE_WITHOUT_COUNTRY,
    UNSUPPORTED_ADDRESSEE,
    UNEVIDENCED,
    UNUSED_FINDING,
    REPEATED_TEXT,
    DATE_CONTRADICTION,
    ISSUED_BEFORE_SOURCE,
    EVENT_AFTER_ISSUE,
    UNDATED_EVENT,
    MISSING_RENDERING,
    CONTRADICTORY_TERM,
)
