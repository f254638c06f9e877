"""BG4, continued: what reviewers have signed. BG480 to BG489."""

from briefgen.diagnostics import Rule, Severity

UNSIGNED = Rule(
    "BG480",
    "unsigned",
    Severity.ERROR,
    what="A record that an edition shows is not signed by a reviewer, or was edited after it was. Asked for "
    "with `--require-signoff` only.",
    why="What nobody has read in its present wording should not go out under a reviewer's name.",
    example="records: {} # of ja.signed.yaml, and an edition in Japanese",
    fix="Review the record, and sign it: `briefgen sign ja harbour --record findings/F3 --reviewer NAME`.",
    binding=True,
)
UNKNOWN_SIGNED = Rule(
    "BG481",
    "unknown-signed",
    Severity.WARNING,
    what="A sign-off names a record that there is not, or that no edition in its language shows.",
    why="The signature is under nothing: its record has another name now, or is gone.",
    example="findings/F33: sha256:…",
    fix="findings/F3: sha256:…",
)
SIGNED_TWICE = Rule(
    "BG482",
    "signed-twice",
    Severity.ERROR,
    what="Two signatures of a sign-off name the same record.",
    why="Which of the two reviewers, and which wording, counts cannot be told.",
    example="the record title under the signature of one reviewer, and again under that of another",
    fix="Take one of the two lines away.",
    binding=True,
)
UNREAD_LANGUAGE = Rule(
    "BG483",
    "unread-language",
    Severity.WARNING,
    what="A sign-off is in a language that the brief plans no edition in.",
    why="Nobody reads what was signed; perhaps the file is named for an audience, or for a country.",
    example="jp.signed.yaml",
    fix="ja.signed.yaml",
)

RULES = (
    UNSIGNED,
    UNKNOWN_SIGNED,
    SIGNED_TWICE,
    UNREAD_LANGUAGE,
)
