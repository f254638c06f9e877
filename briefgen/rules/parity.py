"""BG4, continued: facts that a translation must keep. BG470 to BG479."""

from briefgen.diagnostics import Rule, Severity

NUMBER_DIFFERS = Rule(
    "BG470",
    "number-differs",
    Severity.WARNING,
    what="A number of the base text has no counterpart in the translation, or the other way round; "
    "digits, words (two, 二, 두), fractions and 万, 億, 만, 억 are read.",
    why="One readership is told of two boats, the other of three.",
    example='msgid "Two towns share a bay."\nmsgstr "三つの町が湾を分け合う。"',
    fix='msgstr "二つの町が湾を分け合う。"',
)
UNIT_DIFFERS = Rule(
    "BG471",
    "unit-differs",
    Severity.WARNING,
    what="A number has another unit in the translation: months for years, points for per cent, yen "
    "for dollars.",
    why="The figure looks right and says something else.",
    example='msgid "Trade fell by 12 percent."\nmsgstr "무역은 12%포인트 줄었다."',
    fix='msgstr "무역은 12% 줄었다."',
)
DATE_DIFFERS = Rule(
    "BG472",
    "date-differs",
    Severity.WARNING,
    what="A year, month, day, decade, century, quarter, season or relative date of one text has no "
    "counterpart in the other.",
    why="An event moves in time for one readership.",
    example='msgid "since 1998"\nmsgstr "1989年から"',
    fix='msgstr "1998年から"',
)
DATE_PRECISION = Rule(
    "BG473",
    "date-precision",
    Severity.WARNING,
    what="A date has a day in one text, and only a month in the other.",
    why="A translation knows no more than its base text, and says no less.",
    example='msgid "August 1998"\nmsgstr "1998년 8월 31일"',
    fix='msgstr "1998년 8월"',
)
NEGATION_DIFFERS = Rule(
    "BG474",
    "negation-differs",
    Severity.NOTE,
    what="A sentence is negated in the base text or in its translation, and not in the other one.",
    why="A lost `not` turns a statement round. Languages deny in many ways: a person decides.",
    example='msgid "The towns do not share a bay."\nmsgstr "二つの町は湾を分け合う。"',
    fix='msgstr "二つの町は湾を分け合わない。"',
)
HEDGE_DIFFERS = Rule(
    "BG475",
    "hedge-differs",
    Severity.NOTE,
    what="A hedge of the base text (appears, likely, may, generally, at least, for now, unless, "
    "about 300) has no marker of its class in the translation, or a translation hedges what is stated.",
    why="Hedges carry meaning; one edition would be surer than the other. A person decides.",
    example='msgid "The towns may quarrel."\nmsgstr "두 도시가 다툰다."',
    fix='msgstr "두 도시가 다툴 수 있다."',
)
NAME_DIFFERS = Rule(
    "BG476",
    "name-differs",
    Severity.WARNING,
    what="A country, or a person, organisation or agreement that the actors and the termbase know, is "
    "named in the base text or in its translation, and not in the other one. People, capitals and "
    "joined names count (日米韓, 対米, 在韓米軍, 한·미·일, 방미, 주한미군). It is a warning where one name "
    "stands for another, and a note where one is only lost or added: a translation may say `he`, or "
    "name what its readers do not know.",
    why="One readership is told of another party; with China added, a sentence about allies is a new one.",
    example='msgid "Japan will send three ships."\nmsgstr "中国は船を3隻送る。"',
    fix='msgstr "日本は船を3隻送る。"',
)

FACTS_NOT_READ = Rule(
    "BG477",
    "facts-not-read",
    Severity.NOTE,
    what="There is no table of words for a language: of its translations only numbers in digits and dates "
    "are compared with the base texts.",
    why="Numbers in words, negations, hedges and names are then for a reader to compare.",
    example="seeds/harbour/fr.po",
    fix="Have the translations reviewed side by side with `briefgen review`.",
)
RULES = (
    NUMBER_DIFFERS,
    UNIT_DIFFERS,
    DATE_DIFFERS,
    DATE_PRECISION,
    NEGATION_DIFFERS,
    HEDGE_DIFFERS,
    NAME_DIFFERS,
    FACTS_NOT_READ,
)
