"""BG5: what each edition must show, and where."""

from briefgen.diagnostics import Rule, Severity

NO_EDITION = Rule(
    "BG501",
    "no-edition",
    Severity.ERROR,
    what="An audience is asked for that the brief has no plan for.",
    why="Nothing says what its edition leads with, nor what its editor's note is.",
    example="briefgen build -a fr",
    fix="Add the audience under `editions`, or ask for another one.",
)
HIDDEN_FROM_ADDRESSEE = Rule(
    "BG502",
    "hidden-from-addressee",
    Severity.ERROR,
    what="A recommendation that names the readers' own government does not come before the others.",
    why="A government must not have to look for what it is asked to do.",
    example="leads: {recommendations: [R7]} where R4 is addressed to the readers' government too",
    fix="Name all recommendations to the readers' own government among the leads, or first.",
)
MISSING_PART = Rule(
    "BG503",
    "missing-part",
    Severity.ERROR,
    what="A profile's sections leave out a part of the brief, or set it twice.",
    why="Every edition carries all findings, recommendations, risks and relationships, once.",
    example="sections without `risks`",
    fix="Name each part once among the sections.",
)
