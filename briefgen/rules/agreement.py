"""BG52 and BG53: the editions of a brief say the same, and show what each of them owes its readers."""

from briefgen.diagnostics import Rule, Severity

MISSING_RECORD = Rule(
    "BG521",
    "missing-record",
    Severity.ERROR,
    what="A record of the brief stands in none of an edition's sections.",
    why="Every edition carries all findings, recommendations, risks and relationships; only order and form "
    "differ.",
    example="the edition for kr without K3",
    fix="Give the part that the record belongs to a section of the profile.",
    binding=True,
)
CORE_NOT_IN_SUMMARY = Rule(
    "BG522",
    "core-not-in-summary",
    Severity.ERROR,
    what="A core finding does not stand in the summary of an edition.",
    why="Many readers read no further than the summary; what is called core must reach all of them.",
    example="core: [F3, F4, F7], and a summary for jp with F5, F4, F8 and F7",
    fix="Take the finding into the summary, or out of `core`.",
    binding=True,
)
ADDRESSEES_DIFFER = Rule(
    "BG523",
    "addressees-differ",
    Severity.ERROR,
    what="A recommendation is addressed to other actors in one edition than in the brief.",
    why="What a government is asked must not depend on who reads it.",
    example="R5 is addressed to US and ROK in us, and to ROK alone in kr",
    fix="Address it to the same actors everywhere.",
    binding=True,
)
ANCHORS_DIFFER = Rule(
    "BG524",
    "anchors-differ",
    Severity.ERROR,
    what="A statement has other passages in one edition than in the brief, or none.",
    why="Readers of two editions who follow a statement to the source must arrive at the same place.",
    example="F4 rests on ¶4 and ¶10 in us, and on ¶4 alone in jp",
    fix="Anchor it to the same passages everywhere.",
    binding=True,
)
STATES_DIFFER = Rule(
    "BG525",
    "states-differ",
    Severity.ERROR,
    what="A tie, or how firmly a statement is held, has another state in one edition than in the brief.",
    why="A tie that is firm for one readership and weak for another is the defect that editions from one "
    "encoding exist to prevent.",
    example="L2 is firm in us, and renewed in kr",
    fix="Take the state from the brief.",
    binding=True,
)
VERSIONS_DIFFER = Rule(
    "BG526",
    "versions-differ",
    Severity.ERROR,
    what="The editions of a brief name different sources, numbers, dates of issue or digests.",
    why="Two editions with one number and different content cannot be told apart when they are cited.",
    example="no. 3 of November 22, 2026 for us, and no. 2 for kr",
    fix="Build all editions from the same brief.",
    binding=True,
)
COUNTRY_ORDER = Rule(
    "BG527",
    "country-order",
    Severity.WARNING,
    what="Countries joined into one word do not stand in the audience's order: its own comes first, and "
    "three or more follow `country_order`. Quotations and titles of publications are exempt; two other "
    "countries have settled names (中韓, 米朝) and are left alone, but for the name of a relationship.",
    why="Readers notice whose name comes first, and read a meaning into it.",
    example="미·한 동맹 for readers in Korea",
    fix="한·미 동맹",
)
CONTEXT_IN_RECORD = Rule(
    "BG528",
    "context-in-record",
    Severity.ERROR,
    what="Seven words in a row of an editorial note, or more, stand in a finding, recommendation, risk or "
    "relationship too. A name counts as one word, however long it is.",
    why="What the editors add is labelled as theirs and stands apart; in a finding it would pass for the "
    "source's.",
    example="a finding with the very words of C2, which says what the rocket is called elsewhere",
    fix="Say it in the note alone, and name the finding in its `about`.",
)
LENGTH_RATIO = Rule(
    "BG529",
    "length-ratio",
    Severity.WARNING,
    what="The translation of a record is unusually short or long for its base text: from English, below "
    "0.25 or above 0.70 of its characters in Japanese, 0.30 and 0.85 in Korean. Records of less than 80 "
    "characters are not measured.",
    why="Most often a sentence has been left out, or something has been added.",
    example="a paragraph of 300 characters with a translation of 40",
    fix="Compare the two; if both are right, silence the rule with the reason.",
)
SUMMARY_BEYOND_BODY = Rule(
    "BG530",
    "summary-beyond-body",
    Severity.NOTE,
    what="The bottom line or a finding's summary has a number or a proper name that nothing in the body has.",
    why="The summary says nothing that the body does not; a person decides whether it does.",
    example="summary: Trade grew by 14 percent. where no finding names the number",
    fix="Say it in the explanation or the evidence too, with its passage; or leave it out.",
)
NOTE_HIDDEN = Rule(
    "BG531",
    "note-hidden",
    Severity.ERROR,
    what="A note that only some readerships are shown does not stand on the index page.",
    why="What one readership alone is told must be open to those who answer for the others.",
    example="an index.html.j2 without the notes to the readers",
    fix="Show `card.note` and `card.alone` on the index page, each in an element with data-proof.",
)
MISSING_FROM_PAGE = Rule(
    "BG532",
    "missing-from-page",
    Severity.ERROR,
    what="A page lacks what every edition owes its readers: provenance, citation, disclaimer, version, the "
    "label of editorial context, or a record.",
    why="A page that is passed on alone must say what it is, whose views it gives, and what is not the "
    "source's.",
    example="parts/colophon.html.j2 of an audience without the disclaimer",
    fix='Mark the element that says it: <dd data-proof="disclaimer">…</dd>.',
)

RULES = (
    MISSING_RECORD,
    CORE_NOT_IN_SUMMARY,
    ADDRESSEES_DIFFER,
    ANCHORS_DIFFER,
    STATES_DIFFER,
    VERSIONS_DIFFER,
    COUNTRY_ORDER,
    CONTEXT_IN_RECORD,
    LENGTH_RATIO,
    SUMMARY_BEYOND_BODY,
    NOTE_HIDDEN,
    MISSING_FROM_PAGE,
)
