"""BG4, continued: the terms of the termbase in translations. BG460 to BG469."""

from briefgen.diagnostics import Rule, Severity

AVOIDED_RENDERING = Rule(
    "BG460",
    "avoided-rendering",
    Severity.ERROR,
    what="A translation uses a form that the termbase says to avoid, or one of another time.",
    why="It says something else than the other editions, or takes a side that the source does not. "
    "A form that may stand inside another word is a note, and so is a short one where its term says "
    "`match: review` and it begins a longer word; alone, that one is a warning.",
    example='ja: {approved: [港湾協定], avoided: [港湾条約]}\nmsgstr "新しい港湾条約"',
    fix='msgstr "新しい港湾協定"',
)
TERM_NOT_RENDERED = Rule(
    "BG461",
    "term-not-rendered",
    Severity.WARNING,
    what="The base text uses a term, and its translation has none of the term's forms.",
    why="Two words for one thing read as two things; or the term was lost. It is a note where the "
    "termbase is not sure of its rendering (`confidence`), or where the term is one of `match: review`.",
    example='msgid "the harbour pact"\nmsgstr "その約束"',
    fix="Write the approved form; or add the form that stands there to `accepted`, and a term that says "
    "this one too to `implied_by`.",
)
GLOSS_MISSING = Rule(
    "BG462",
    "gloss-missing",
    Severity.NOTE,
    what="The first approved form of a term has a gloss in parentheses, and a catalog nowhere has it.",
    why="Readers meet the bare form, and are never told what it stands for.",
    example="approved: [대북정책조정감독그룹(TCOG), 대북정책조정감독그룹], and only the second one in ko.po",
    fix="Write the form with its gloss where the term is first mentioned.",
)

RULES = (AVOIDED_RENDERING, TERM_NOT_RENDERED, GLOSS_MISSING)
