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
    binding=True,
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
    binding=True,
)
SUMMARY_POINTS = Rule(
    "BG504",
    "summary-points",
    Severity.WARNING,
    what="The summary of an edition has more than five findings; or fewer than three, where the brief "
    "has more than five.",
    why="Its leads and the core findings make the summary box, which is read in half a minute.",
    example="leads: {findings: [F1, F2, F5, F6]} and core: [F3, F4, F7]",
    fix="Lead with fewer findings, or with some of the core.",
)
LOW_CONTRAST = Rule(
    "BG505",
    "low-contrast",
    Severity.ERROR,
    what="A colour of a theme has a contrast below 4.5 against a colour that it is set on, on paper, on "
    "a light or on a dark screen (WCAG 2.2, 1.4.3). Every pair is computed that the stylesheets use, "
    "those that follow from others too: small print in a tinted box, the text of a filled summary.",
    why="Readers with weak sight cannot read it.",
    example='accent: "#7fcdc1"',
    fix='accent: "#0f5f5a"',
)
DATE_PATTERN = Rule(
    "BG506",
    "date-pattern",
    Severity.ERROR,
    what="A pattern for dates has a letter that CLDR does not know, or lacks the day, month or year; "
    "or `approximate` has no place (%s) for the date.",
    why="Dates would be printed with letters in them, or less precise than they are.",
    example="day: DD/MM/YYYY",
    fix="day: dd/MM/y",
    binding=True,
)
NUMBERING_SAMPLE = Rule(
    "BG507",
    "numbering-sample",
    Severity.ERROR,
    what="A sample for numbering shows none of the numbers that we can count in.",
    why="Every item would have the same number.",
    example="items: (x)",
    fix='items: "(1)"',
)
OWN_COUNTRY = Rule(
    "BG508",
    "own-country",
    Severity.WARNING,
    what="The order of countries of an audience lacks the readers' own.",
    why="Their own government would be named last.",
    example="government: JP\ncountry_order: [US, KR]",
    fix="country_order: [JP, US, KR]",
)
MARGINS = Rule(
    "BG509",
    "margins",
    Severity.WARNING,
    what="The margins leave less than half of the paper's width or height for text, or are below 10 mm.",
    why="Lines become too short to read, or printers cut them off.",
    example="margin_left: 2.5in\nmargin_right: 2.5in",
    fix="margin_left: 1in\nmargin_right: 1in",
)

UNKNOWN_FONT = Rule(
    "BG510",
    "unknown-font",
    Severity.ERROR,
    what="A theme asks for a family that neither briefgen brings along nor the theme's `fonts` name.",
    why="No page can be set in it, and the fonts of one machine are not those of another.",
    example="serif: [Times New Roman]",
    fix="serif: [XCharter]",
    binding=True,
)
FONT_FILE = Rule(
    "BG511",
    "font-file",
    Severity.ERROR,
    what="A font file of a theme cannot be used: it is not there, lies outside templates/, is no "
    "TrueType or OpenType font of one fixed weight and style, may not be embedded, or has a name that "
    "is taken.",
    why="The PDF embeds it, and unpacks it each time: WOFF2 takes twenty seconds, and a font "
    "that changes with the machine gives other pages.",
    example="fonts:\n  - {file: fonts/House.woff2, family: House Serif}",
    fix="fonts:\n  - {file: fonts/House.ttf, family: House Serif}",
    binding=True,
)

FIGURE_TWICE = Rule(
    "BG512",
    "figure-twice",
    Severity.WARNING,
    what="A profile names a figure twice for the screen, or twice for paper.",
    why="It is shown once, with the part of the brief that it draws; perhaps another one was meant. There "
    "are `triangle`, `timeline`, `matrix` and `evidence`.",
    example="figures: {paper: [triangle, triangle]}",
    fix="figures: {paper: [triangle, matrix]}",
)

TOKEN_BOUNDS = Rule(
    "BG513",
    "token-bounds",
    Severity.ERROR,
    what="A size or a factor of a theme is beyond what makes a page that can be read.",
    why="Text below 8.5 pt on paper or 15 px on screen tires the eye; lines too tight or too loose lead "
    "it astray; a title too large leaves no room for the summary on the first page.",
    example="size: 7pt\nscale: 2",
    fix="size: 9.5pt\nscale: 1.1",
)
UNKNOWN_THEME = Rule(
    "BG514",
    "unknown-theme",
    Severity.ERROR,
    what="A profile asks for a finished theme that is not in templates/themes/.",
    why="Nothing says how its pages look.",
    example="theme: {preset: gazete}",
    fix="theme: {preset: gazette}",
    binding=True,
)
NO_BOLD = Rule(
    "BG515",
    "no-bold",
    Severity.WARNING,
    what="A theme sets headings or labels bold in a family that has no bold face.",
    why="The PDF engine would smear the regular face. There is no bold serif for Japanese and Korean.",
    example="serif: [Noto Serif JP]\ntitle_font: serif\ntitle_weight: 700",
    fix="serif: [Noto Serif JP]\ntitle_font: serif\ntitle_weight: 400",
)
UNPLANNED = Rule(
    "BG516",
    "unplanned-audience",
    Severity.NOTE,
    what="No brief plans an edition for an audience.",
    why="Its profile is checked, but nothing is built for it.",
    example="templates/tw/profile.yaml, and no `tw` under `editions` in any brief.yaml",
    fix="editions:\n  tw:\n    leads: {findings: [F1], recommendations: [R1]}\n    note: {text: …}",
)
RULES = (
    NO_EDITION,
    HIDDEN_FROM_ADDRESSEE,
    MISSING_PART,
    SUMMARY_POINTS,
    LOW_CONTRAST,
    DATE_PATTERN,
    NUMBERING_SAMPLE,
    OWN_COUNTRY,
    MARGINS,
    UNKNOWN_FONT,
    FONT_FILE,
    FIGURE_TWICE,
    TOKEN_BOUNDS,
    UNKNOWN_THEME,
    NO_BOLD,
    UNPLANNED,
)
