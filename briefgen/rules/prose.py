"""BG4, continued: how the base texts are written. BG420 to BG439."""

from briefgen.diagnostics import Rule, Severity

SPACING = Rule(
    "BG420",
    "spacing",
    Severity.WARNING,
    what="A space stands before a comma, a full stop or a closing bracket, or after an opening one.",
    why="It is printed, and a line may break there.",
    example="The essay , however, asks ( in passing ) for more .",
    fix="The essay, however, asks (in passing) for more.",
)
THREE_DOTS = Rule(
    "BG421",
    "three-dots",
    Severity.WARNING,
    what="Three full stops stand for an ellipsis.",
    why="They are set with the spacing of full stops, and can be parted at the end of a line.",
    example="“a sense of ... distrust”",
    fix="“a sense of … distrust”",
)
HYPHEN_AS_DASH = Rule(
    "BG422",
    "hyphen-as-dash",
    Severity.WARNING,
    what="A hyphen between spaces, or two hyphens, stand for a dash.",
    why="In print that is a hyphen: shorter, lower, and not what marks a break in a sentence.",
    example="three ties - not a treaty - are enough",
    fix="three ties—not a treaty—are enough",
)
DOUBLED_WORD = Rule(
    "BG423",
    "doubled-word",
    Severity.WARNING,
    what="A word stands twice in a row.",
    why="Readers stumble; it is nearly always left over from an edit.",
    example="The essay turns to the the third triangle.",
    fix="The essay turns to the third triangle.",
)
UNBALANCED = Rule(
    "BG424",
    "unbalanced",
    Severity.WARNING,
    what="A bracket is opened and not closed, or closed and not opened; in a translation, or a quote.",
    why="Readers look for the other one.",
    example="The group (known as TCOG helps.",
    fix="The group (known as TCOG) helps.",
)
HEADING_STOP = Rule(
    "BG425",
    "heading-stop",
    Severity.WARNING,
    what="A title or a label ends in a full stop, a comma or a colon.",
    why="Titles are set apart by their type and stand without a stop. A claim may be a sentence.",
    example="title: Obstacles to a treaty.",
    fix="title: Obstacles to a treaty",
)
UNFINISHED_SENTENCE = Rule(
    "BG426",
    "unfinished-sentence",
    Severity.WARNING,
    what="A paragraph, summary or action does not begin with a capital, or does not end in a stop.",
    why="It is a full sentence for its readers; one that breaks off may have lost its end.",
    example="summary: the towns gain from one timetable",
    fix="summary: The towns gain from one timetable.",
)
MIXED_CLAIMS = Rule(
    "BG427",
    "mixed-claims",
    Severity.WARNING,
    what="Some claims of a brief or catalog end in a full stop, and others do not.",
    why="Claims are the headings of the findings; they stand below each other and should agree.",
    example="F1: “… has helped both towns.” — F2: “… looks unlikely”",
    fix="End all claims with a full stop, or none.",
)
UNDEFINED_ABBREVIATION = Rule(
    "BG428",
    "undefined-abbreviation",
    Severity.WARNING,
    what="An abbreviation is nowhere explained: no actor or term has it, no parenthesis introduces it.",
    why="Readers from another country do not know it, and translators guess.",
    example="The MOFA has agreed.",
    fix="The Ministry of Foreign Affairs (MOFA) has agreed.",
)
US_AS_NOUN = Rule(
    "BG429",
    "us-as-noun",
    Severity.WARNING,
    what="“U.S.” is used as a noun.",
    why="American style keeps “U.S.” for the adjective, and writes the name of the country out.",
    example="The strategy of the U.S. rests on close ties.",
    fix="The strategy of the United States rests on close ties.",
)
AVOIDED_TERM = Rule(
    "BG430",
    "avoided-term",
    Severity.ERROR,
    what="A base text uses a form that the termbase says to avoid.",
    why="It says something else, or is of another time; every translation would follow it.",
    example="a quasi-alliance of three states",
    fix="a virtual alliance of three states",
)
TOO_LONG = Rule(
    "BG431",
    "too-long",
    Severity.WARNING,
    what="A text has more words than its place on the page bears: 60 in the bottom line, 25 in a claim, "
    "40 in a finding's summary, 30 in an action, 12 in a title of risk or event, 6 in a label, 4 in an "
    "actor's short name.",
    why="A summary that has to be searched is none; a long heading is not read.",
    example="bottom_line: … 84 words …",
    fix="Say less there, and the rest in the explanation.",
)
ACTION_FORM = Rule(
    "BG432",
    "action-form",
    Severity.WARNING,
    what="An action does not begin with its verb.",
    why="The addressee stands beside it, and verb first is how readers find what is asked.",
    example="action: Both governments should run a broader campaign.",
    fix="action: Run a broader campaign.",
)
DECOMPOSED = Rule(
    "BG433",
    "decomposed",
    Severity.WARNING,
    what="Letters are written as a base and separate marks (not in Unicode's composed form, NFC).",
    why="They look the same, and are not found by a search, nor matched with the termbase.",
    example="한국 pasted from a name of a file, as ㅎ + ㅏ + ㄴ …",
    fix="Type the text anew, or have your editor normalise it to NFC.",
)
SERIAL_COMMA = Rule(
    "BG434",
    "serial-comma",
    Severity.NOTE,
    what="A list of four words or more has no comma before its “and” or “or”.",
    why="American style has one; without it the last two read as a pair.",
    example="Japan, China, Russia and Korea",
    fix="Japan, China, Russia, and Korea",
)

RULES = (
    SPACING,
    THREE_DOTS,
    HYPHEN_AS_DASH,
    DOUBLED_WORD,
    UNBALANCED,
    HEADING_STOP,
    UNFINISHED_SENTENCE,
    MIXED_CLAIMS,
    UNDEFINED_ABBREVIATION,
    US_AS_NOUN,
    AVOIDED_TERM,
    TOO_LONG,
    ACTION_FORM,
    DECOMPOSED,
    SERIAL_COMMA,
)
