"""The pass over the print HTML: what line breaking and spacing need and CSS cannot say here.

WeasyPrint ignores `word-break: keep-all`, `text-autospace` and `text-spacing-trim`, so their
effect is written into the text, in invisible characters that no extractor sees:

- Korean: WORD JOINER between the syllables of an eojeol, so that lines break between words only, and before
  a last word of one or two syllables.
  Give such text `overflow-wrap: anywhere` for words longer than a line.
- Japanese and Chinese: marks of `spacing` for adjacent punctuation and for the space between Japanese and
  Latin, WORD JOINER after ＃ and between the last characters of a paragraph, and in headings
  WORD JOINER inside phrases.
- Everywhere: WORD JOINER before a raised note call, which must not start a line, and after the
  last space of a heading, whose last word must not stand alone; in web addresses WORD JOINER after
  hyphens, and ZERO WIDTH SPACE before them.

The unit of work is a run: the text of one block, across its inline elements. The nearest `lang`
attribute decides for each character. Nothing is written into `code`, `pre`, `svg`, `style`,
`script`, `title`, or an attribute. An element of class `fn` or `footnote`, or with the role
`doc-footnote`, is a note set elsewhere: a run of its own, and a raised call in its place.

Phrases of Japanese headings (h1 to h4, or class `phrased`) come from BudouX. An author overrides
it in two ways: with ZERO WIDTH SPACE or `wbr` in the text, which then alone tells where the
heading may break; or with words that are to stay whole, in the attribute `data-keep` (parted by
spaces) or in the argument `keep`. Chinese headings break anywhere, as is the custom, unless an author
says where: BudouX's Chinese model parts words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree.ElementTree import Element

from briefgen.typeset import linebreak, spacing
from briefgen.typeset.linebreak import BREAK, JOINER, OBJECT

_SVG = "{http://www.w3.org/2000/svg}svg"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
        _SVG,
    )
)
_CJK = ("ja", "ko", "zh")
_FIXED = frozenset(
    (
        "code",
        "kbd",
        "pre",
        "samp",
        "script",
        "style",
        "template",
        "textarea",
        "title",
        "var",
    )
)
_PHRASED = frozenset(("h1", "h2", "h3", "h4"))
_EMPTY = {"img": OBJECT, _SVG: OBJECT, "wbr": BREAK, "br": "\n"}


@dataclass(frozen=True, slots=True)
class _State:
    """What an element hands down to its descendants."""

    lang: str = ""
    fixed: bool = False
    raised: bool = False
    phrased: bool = False
    keep: tuple[str, ...] = ()

    def inside(self, element: Element) -> _State:
        """Return the state inside a child element."""
        classes = element.get("class", "").split()
        return _State(
            lang=(element.get("lang") or element.get(_XML_LANG) or self.lang).lower(),
            fixed=self.fixed or element.tag in _FIXED or element.tag.startswith("{"),
            raised=self.raised or element.tag in ("sup", "sub"),
            phrased=self.phrased or element.tag in _PHRASED or "phrased" in classes,
            keep=self.keep + tuple(element.get("data-keep", "").split()),
        )


@dataclass(slots=True)
class _Slot:
    """A piece of a run: the text or the tail of an element, or what stands for the element."""

    element: Element
    tail: bool
    text: str
    state: _State


@dataclass(slots=True)
class _Walk:
    """Gathers the runs of a tree."""

    runs: list[list[_Slot]] = field(default_factory=lambda: [[]])

    def visit(self, element: Element, outer: _State) -> None:
        """Gather the text of an element and its descendants."""
        state = outer.inside(element)
        self._add(_Slot(element, False, element.text or "", state))
        for child in element:
            self._child(child, state)
            self._add(_Slot(child, True, child.tail or "", state))

    def _child(self, child: Element, state: _State) -> None:
        """Gather one child, in the current run if it is inline."""
        if not isinstance(child.tag, str):  # a comment or a processing instruction
            return
        if is_note(child):
            outer, self.runs[-1:] = self.runs[-1], [[]]
            self.visit(child, _State(lang=state.lang, keep=state.keep))
            self.runs.append(outer)
            self._add(_Slot(child, False, OBJECT, _State(state.lang, fixed=True, raised=True)))
        elif child.tag in _EMPTY:
            self._add(_Slot(child, False, _EMPTY[child.tag], _State(state.lang, fixed=True)))
        elif child.tag in _INLINE:
            self.visit(child, state)
        else:
            self.runs.append([])
            self.visit(child, state)
            self.runs.append([])

    def _add(self, slot: _Slot) -> None:
        """Add a piece to the current run."""
        if slot.text:
            self.runs[-1].append(slot)


def prepare(root: Element, keep: Iterable[str] = ()) -> None:
    """Write joiners and spacing marks into the text of an HTML tree, in place.

    `root` is the `html` element as tinyhtml5 parses it (HTML elements without a namespace, SVG in
    its own), which is the form WeasyPrint holds. `keep` are words that a Japanese heading must
    not break, terms for instance. A second pass changes nothing.
    """
    walk = _Walk()
    walk.visit(root, _State(keep=tuple(keep)))
    for run in walk.runs:
        if any(not slot.state.fixed for slot in run):
            _write(run)


def clean(text: str) -> str:
    """Return `text` without the invisible characters that this pass writes or heeds."""
    return spacing.strip_marks(text).replace(JOINER, "").replace(BREAK, "")


def is_note(element: Element) -> bool:
    """Tell whether an element is a footnote, set outside the block in which it is written."""
    classes = element.get("class", "").split()
    return "fn" in classes or "footnote" in classes or element.get("role") == "doc-footnote"


def _write(run: list[_Slot]) -> None:
    """Insert what is needed into a run, and write its pieces back."""
    owner = [slot for slot in run for _ in slot.text]
    joins, marks = insertions(tuple((slot.text, slot.state) for slot in run))
    if joins or marks:
        _store(run, owner, joins, marks)


@lru_cache(maxsize=2000)
def insertions(run: tuple[tuple[str, _State], ...]) -> tuple[set[int], dict[int, str]]:
    """Return after which characters of a run a joiner is to be inserted, and after which a mark, and which.

    Drafts are prepared again and again, and most of their runs are what they were.
    """
    owner = [state for piece, state in run for _ in piece]
    raised = [state.raised for state in owner]
    text = "".join(piece for piece, _ in run)
    masked = "".join(
        OBJECT if up and char != JOINER else char for char, up in zip(text, raised, strict=True)
    )
    joins = {left for left, right in linebreak.pairs(text) if raised[right] and not raised[left]}
    marks: dict[int, str] = {}
    languages = {state.lang[:2] for _, state in run}
    phrased = any(state.phrased for _, state in run)
    if phrased:
        joins |= linebreak.join_last_words(masked)
    if "ko" in languages:
        korean = [state.lang.startswith("ko") for state in owner]
        joins |= linebreak.join_eojeol(masked, korean)
        if korean[-1]:
            joins |= linebreak.join_short_word(masked)
    if solid := next((state.lang for _, state in run if spacing.is_set_solid(state.lang)), ""):
        mask = [spacing.is_set_solid(state.lang) for state in owner]
        marks = spacing.find_marks(masked, mask, centred=spacing.is_centred(solid))
        joins |= linebreak.join_symbols(masked)
        if phrased and (solid.startswith("ja") or BREAK in masked):
            keep = {word for _, state in run for word in state.keep}
            joins |= linebreak.join_phrases(masked, sorted(keep))
        elif spacing.is_set_solid(run[-1][1].lang):
            joins |= linebreak.join_ending(masked.rstrip())
    hyphens = linebreak.hyphens_of_addresses(masked)
    joins |= hyphens
    before = {index - 1 for index in hyphens} - hyphens
    return joins, marks | {index: marks.get(index, "") + BREAK for index in before}


def _store(run: list[_Slot], owner: list[_Slot], joins: set[int], marks: dict[int, str]) -> None:
    """Write joiners and marks after the characters at the given indices.

    Where the piece before may not be changed, or ends in a word that may be hyphenated and is not to
    be taken for a longer one, a joiner goes to the start of the piece after.
    """
    start = 0
    for slot in run:
        end = start + len(slot.text)
        if not slot.state.fixed:
            tied = start - 1 in joins and _is_closed(owner[start - 1], slot)
            following = next((one for one in owner[end : end + 1]), None)
            left = following is not None and _is_closed(slot, following)
            text = JOINER * tied + "".join(
                character
                + marks.get(index, "")
                + JOINER * (index in joins and not (left and index == end - 1))
                for index, character in enumerate(slot.text, start)
            )
            if slot.tail:
                slot.element.tail = text
            else:
                slot.element.text = text
        start = end


def _is_closed(slot: _Slot, following: _Slot) -> bool:
    """Tell whether what ties a piece to the next is to be written into the next."""
    if following.state.fixed:
        return False
    word = slot.text[-1].isalpha() and slot.state.lang[:2] not in _CJK
    return slot.state.fixed or (following.state.raised and word)
