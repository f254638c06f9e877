"""BG4, continued: how translations are written. BG440 to BG459."""

from briefgen.diagnostics import Rule, Severity

WRONG_LANGUAGE = Rule(
    "BG440",
    "wrong-language",
    Severity.WARNING,
    what="The header of a catalog names another language than its file, or none.",
    why="Translators' tools go by the header: spelling, quotation marks and memory are then wrong.",
    example='ja.po with "Language: ko\\n"',
    fix='"Language: ja\\n"',
)
COPIED = Rule(
    "BG441",
    "copied",
    Severity.WARNING,
    what="A translation of four words or more is the base text, word for word.",
    why="It was copied and not translated; readers find a sentence in another language.",
    example='msgid "One timetable is enough."\nmsgstr "One timetable is enough."',
    fix="Translate the message, or leave it empty.",
)
QUESTION_LOST = Rule(
    "BG442",
    "question-lost",
    Severity.WARNING,
    what="The base text ends in a question and its translation does not, or the other way round.",
    why="A question that is put as a statement takes a side.",
    example='msgid "Who keeps the timetable?"\nmsgstr "時刻表は町が守る。"',
    fix='msgstr "時刻表は誰が守るのか。" needs a ？, or か at its end',
)
MIXED_PUNCTUATION = Rule(
    "BG443",
    "mixed-punctuation",
    Severity.WARNING,
    what="A Japanese text has a Western comma or stop after Japanese, or a Korean one has 、 or 。.",
    why="Each readership has one set of marks; two sets in one document look unedited.",
    example="二つの町は,一つの時刻表を使う.",
    fix="二つの町は、一つの時刻表を使う。",
)
MIXED_STYLE = Rule(
    "BG444",
    "mixed-style",
    Severity.WARNING,
    what="A Japanese sentence is in です・ます style where the catalog is in である, or the other way "
    "round; or a Korean text mixes endings in 다 with noun endings (음, 함).",
    why="The change of tone reads as a change of author.",
    example="町は得をした。これからも続けます。",
    fix="町は得をした。これからも続ける。",
)
WIDTH = Rule(
    "BG445",
    "width",
    Severity.WARNING,
    what="A text has full-width digits or Latin letters, or half-width katakana.",
    why="They are not found by a search, and stand beside digits of another width.",
    example="１９９８年",
    fix="1998年",
)
BARE_HANJA = Rule(
    "BG446",
    "bare-hanja",
    Severity.WARNING,
    what="A Korean text has Chinese characters outside parentheses.",
    why="Many readers cannot read them; where they help, they follow the hangul in parentheses.",
    example="美國의 동맹",
    fix="미국(美國)의 동맹, or 미국의 동맹",
)
WRONG_SCRIPT = Rule(
    "BG447",
    "wrong-script",
    Severity.WARNING,
    what="A Japanese text has hangul, or a Korean one kana; or a longer one has no such letter at all.",
    why="It was pasted from the catalog beside it, or is not translated.",
    example='ko.po: msgstr "湾に役立つのは統合よりも共通の時刻表"',
    fix="Put the translation in the catalog of its language.",
)
EMPHASIS_DIFFERS = Rule(
    "BG448",
    "emphasis-differs",
    Severity.WARNING,
    what="A translation has another number of emphasised or strong passages than its base text, or "
    "stresses nearly all where the base text stresses a few words.",
    why="What one readership is told to mind, the other reads past.",
    example='msgid "their *own* harbours"\nmsgstr "自らの港"',
    fix='msgstr "*自らの*港"',
)
QUOTATION_LOST = Rule(
    "BG449",
    "quotation-lost",
    Severity.WARNING,
    what="The base text quotes the source, and its translation has no quotation marks.",
    why="The author's words are then read as ours.",
    example='msgid "… “one timetable” …"\nmsgstr "…共通の時刻表…"',
    fix='msgstr "…「共通の時刻表」…"',
)
TYPEWRITER_QUOTES = Rule(
    "BG450",
    "typewriter-quotes",
    Severity.WARNING,
    what="A translation has straight quotation marks.",
    why="Japanese sets 「」, Korean “ ”; straight ones are those of a typewriter.",
    example='msgstr "여객선은 \\"공동 시간표\\"로 다닌다."',
    fix='msgstr "여객선은 “공동 시간표”로 다닌다."',
)
TOO_LONG_FOR_PLACE = Rule(
    "BG451",
    "too-long-for-place",
    Severity.WARNING,
    what="A translation has more characters than its place bears: 3.5 in Japanese, 4.5 in Korean, for each "
    "word that a base text may have there (BG431). The template for translators (POT) states the number.",
    why="A label runs over its figure, a tag over its line, a summary over its box.",
    example="#. at most 27 characters\n"
    'msgid "Appears firm"\nmsgstr "앞으로도 당분간은 굳게 유지될 것으로 보이는 관계"',
    fix='msgstr "굳건해 보임"',
)
SPACE_AT_EDGE = Rule(
    "BG452",
    "space-at-edge",
    Severity.WARNING,
    what="A translation begins or ends with a space; no base text does.",
    why="It is taken away when the page is set; in a translator's tool it is a difference to be explained.",
    example='msgstr "두 도시 "',
    fix='msgstr "두 도시"',
)
OBSOLETE_IN_USE = Rule(
    "BG453",
    "obsolete-in-use",
    Severity.WARNING,
    what="A text is not translated, and an obsolete message (#~) of its context has a translation.",
    why="The work has been done and stands unused at the end of the file.",
    example='#~ msgctxt "title"\n#~ msgid "A Shared Timetable"\n#~ msgstr "共通の時刻表"',
    fix="Run `briefgen i18n update`, which brings it back, and review it.",
)

RULES = (
    WRONG_LANGUAGE,
    COPIED,
    QUESTION_LOST,
    MIXED_PUNCTUATION,
    MIXED_STYLE,
    WIDTH,
    BARE_HANJA,
    WRONG_SCRIPT,
    EMPHASIS_DIFFERS,
    QUOTATION_LOST,
    TYPEWRITER_QUOTES,
    TOO_LONG_FOR_PLACE,
    SPACE_AT_EDGE,
    OBSOLETE_IN_USE,
)
