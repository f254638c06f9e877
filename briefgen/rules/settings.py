"""BG8: briefgen.toml, and the silences that authors write beside a text."""

from briefgen.diagnostics import Rule, Severity

SETTINGS_SYNTAX = Rule(
    "BG801",
    "settings-syntax",
    Severity.ERROR,
    what="The file briefgen.toml is not well-formed TOML.",
    why="None of the settings could be followed, and nobody would notice.",
    example="[rules]\nfuzzy = off",
    fix='[rules]\nfuzzy = "off"',
    binding=True,
)
UNKNOWN_RULE = Rule(
    "BG802",
    "unknown-rule",
    Severity.ERROR,
    what="A setting or a silence names a rule that does not exist.",
    why="What was meant to be silent, or strict, is not.",
    example='[rules]\nrepeated-referense = "error"',
    fix='[rules]\nrepeated-reference = "error"',
    binding=True,
)
BAD_SILENCE = Rule(
    "BG803",
    "bad-silence",
    Severity.ERROR,
    what="A comment that begins with `briefgen:` is no silence, or gives no reason.",
    why="Whoever reads it later must know why the rule does not hold there.",
    example="claim: The “big five” agree  # briefgen: allow BG305",
    fix="claim: The “big five” agree  # briefgen: allow BG305 (a nickname, not a quotation)",
    binding=True,
)
UNUSED_SILENCE = Rule(
    "BG804",
    "unused-silence",
    Severity.WARNING,
    what="A silence silences nothing.",
    why="The fault it was written for is gone; the next one in that place would pass unseen.",
    example="title: A Bay Shared  # briefgen: allow BG410 (pasted from the printed edition)",
    fix="title: A Bay Shared",
)
BINDING_RULE = Rule(
    "BG805",
    "binding-rule",
    Severity.ERROR,
    what="A setting or a silence would do away with a rule that every edition rests on.",
    why="A brief that breaks it cannot be set, or would be set with holes.",
    example='[rules]\nunknown-record = "warning"',
    fix="Mend what the rule reports, and take the setting or the silence away.",
    binding=True,
)
LOGO = Rule(
    "BG806",
    "logo",
    Severity.ERROR,
    what="The logo cannot be used: it is not there, lies outside the project, is too large, is neither PNG "
    "nor SVG, or names other files.",
    why="It stands in the pages themselves, which load nothing.",
    example='[organisation.logo]\nfile = "../logo.eps"',
    fix='[organisation.logo]\nfile = "art/logo.svg"',
    binding=True,
)
OUTSIDE = Rule(
    "BG807",
    "outside",
    Severity.ERROR,
    what="A setting names a folder outside of the project, or behind a link that leads out of it.",
    why="Whoever builds the project of somebody else must know where files are read and written.",
    example='out = "../../elsewhere"',
    fix='out = "public"\nOn the command line (`--out`, `--content`) any folder may be named.',
    binding=True,
)

RULES = (
    SETTINGS_SYNTAX,
    UNKNOWN_RULE,
    BAD_SILENCE,
    UNUSED_SILENCE,
    BINDING_RULE,
    LOGO,
    OUTSIDE,
)
