"""The edition: one brief resolved for one audience. Selected, ordered, translated, numbered.

Nothing is left to decide: writers and templates only set what stands here. All classes are frozen,
and none holds a reference to the brief, so that a template cannot name what an edition withholds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefgen.palette import Palette, palette
from briefgen.text import Rich


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage that carries a statement, as a small link: ¶3."""

    id: str
    """Identifier of the passage's paragraph, p3: the anchor in the document."""
    label: str
    """What the reader sees: ¶3, or ¶3.2 for a sentence."""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A call to an editorial note."""

    id: str
    number: int


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to another record: a link to its anchor."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ActorName:
    """An actor, as it is named in this edition."""

    id: str
    name: Rich
    short: str
    country: str | None
    own: bool
    """Whether it belongs to the readers' own country."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Anchored prose: introduction, conclusion, or an item of evidence."""

    id: str
    text: Rich
    anchors: tuple[Anchor, ...]
    notes: tuple[NoteRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding under its claim."""

    id: str
    number: str
    """Number in the form of the edition: 1, (1), 가. Empty where items go unnumbered."""
    claim: Rich
    explanation: Rich
    evidence: tuple[Paragraph, ...]
    actors: tuple[ActorName, ...]
    strength: Literal["evidenced", "firm", "asserted", "hedged"]
    strength_label: str
    anchors: tuple[Anchor, ...]
    notes: tuple[NoteRef, ...]
    core: bool
    lead: bool


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation with those it is addressed to."""

    id: str
    number: str
    action: Rich
    explanation: Rich
    addressees: tuple[ActorName, ...]
    """In the country order of the audience."""
    addressee_line: str
    """The addressees as one phrase, joined as the language joins them."""
    horizon: str
    """When, as one phrase in the edition's language."""
    supports: tuple[Ref, ...]
    basis: Literal["explicit", "implied"]
    basis_label: str
    anchors: tuple[Anchor, ...]
    notes: tuple[NoteRef, ...]
    own: bool
    """Whether it is addressed to the readers' own government."""
    lead: bool


@dataclass(frozen=True, slots=True)
class Risk:
    """Something that may go wrong."""

    id: str
    number: str
    title: Rich
    text: Rich
    basis: Literal["explicit", "implied"]
    basis_label: str
    actors: tuple[ActorName, ...]
    anchors: tuple[Anchor, ...]
    notes: tuple[NoteRef, ...]


@dataclass(frozen=True, slots=True)
class Relationship:
    """The tie between two actors."""

    id: str
    number: str
    between: tuple[ActorName, ActorName]
    """In the country order of the audience."""
    name: str
    """The pair as a name: Japan–South Korea, in the edition's language."""
    state: Literal["firm", "renewed", "strained", "weak"]
    state_label: str
    trend: Literal["improving", "steady", "declining"] | None
    trend_label: str
    label: str
    """The state in a few words, with the hedge of the source."""
    text: Rich
    anchors: tuple[Anchor, ...]
    notes: tuple[NoteRef, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened."""

    id: str
    kind: Literal["agreement", "law", "incident", "institution", "initiative", "study"]
    kind_label: str
    title: Rich
    date: str
    """The date as this edition writes it; empty if there is none."""
    start: str
    """First day it can stand for, ISO 8601, for placing on a time line; empty if there is none."""
    end: str
    """Last day it can stand for, ISO 8601."""
    external: bool
    """Whether the date comes from outside the source, and must be marked so."""
    stated: str
    """The date in the words of the source; empty if it gives none."""
    external_note: Rich
    anchors: tuple[Anchor, ...]
    notes: tuple[NoteRef, ...]


@dataclass(frozen=True, slots=True)
class EditorNote:
    """The one labelled passage in which the edition speaks to its own readers."""

    text: Rich
    points: tuple[Rich, ...]


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Part of a section: running prose."""

    kind: Literal["introduction", "conclusion"]
    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """Part of a section: findings, the edition's leads first."""

    items: tuple[Finding, ...]
    kind: Literal["findings"] = "findings"


@dataclass(frozen=True, slots=True)
class Recommendations:
    """Part of a section: recommendations, the edition's leads first."""

    items: tuple[Recommendation, ...]
    addressees: tuple[ActorName, ...] = ()
    """All whom they are addressed to, in the country order of the audience."""
    kind: Literal["recommendations"] = "recommendations"


@dataclass(frozen=True, slots=True)
class Risks:
    """Part of a section: risks."""

    items: tuple[Risk, ...]
    kind: Literal["risks"] = "risks"


@dataclass(frozen=True, slots=True)
class Relationships:
    """Part of a section: the relationships, with the figure of their states."""

    items: tuple[Relationship, ...]
    actors: tuple[ActorName, ...]
    """All the actors that the ties join, in the country order of the audience."""
    kind: Literal["relationships"] = "relationships"


@dataclass(frozen=True, slots=True)
class Timeline:
    """Part of a section: the events, in the order of time, undated ones last."""

    items: tuple[Event, ...]
    kind: Literal["timeline"] = "timeline"


@dataclass(frozen=True, slots=True)
class NotePart:
    """Part of a section: the editor's note."""

    note: EditorNote
    kind: Literal["note"] = "note"


Part = Paragraphs | Findings | Recommendations | Risks | Relationships | Timeline | NotePart


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the body."""

    id: str
    number: str
    """Number in the form of the edition: 1, 第1, Ⅰ. Empty where sections go unnumbered."""
    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SummaryPoint:
    """A line of the summary box, referring to its record."""

    ref: Ref
    text: Rich
    anchors: tuple[Anchor, ...]
    addressee_line: str = ""
    """Whom a recommendation is addressed to; empty for a finding."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The box on the first page."""

    heading: str
    bottom_line: Rich
    findings: tuple[SummaryPoint, ...]
    recommendations: tuple[SummaryPoint, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the source: its number and gist. Where a reader follows an anchor to."""

    id: str
    label: str
    gist: Rich
    words: int
    cited_by: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Editorial context from outside the source."""

    id: str
    number: int
    text: Rich
    about: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """An author."""

    name: str
    """As written in the edition's language."""
    citation_name: str
    """As written in a bibliography of the edition's language."""
    original: str
    """As written in the source."""


@dataclass(frozen=True, slots=True)
class Source:
    """The essay that the brief condenses."""

    title: str
    """Title in its own language."""
    language: str
    translated_title: str
    """Title in the edition's language; the same as `title` where the languages agree."""
    authors: tuple[Person, ...]
    author_note: Rich
    date: str
    """Date of publication as the edition writes it, or empty."""
    date_iso: str
    """Date of publication, ISO 8601, as precise as known, or empty."""
    date_inferred: bool
    date_note: Rich
    publisher: str
    container_title: str
    url: str
    passages: int
    digest: str


@dataclass(frozen=True, slots=True)
class Publication:
    """The brief as a publication of its own."""

    series: str
    number: str
    publisher: str
    contact: str
    contact_href: str
    date: str
    """Date of issue as the edition writes it."""
    date_iso: str
    disclaimer: str = ""
    """What the organisation says of all its briefs, or empty."""
    logo: str = ""
    """The organisation's mark as a data URI, or empty."""
    logo_alt: str = ""
    """What stands for the logo where it is not seen."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another edition of the same brief."""

    audience: str
    locale: str
    language_name: str
    """The language's name in that language: 한국어."""
    audience_name: str
    """The readership, in the language of that edition."""
    title: str
    """The title, in the language of that edition."""
    current: bool
    html: bool = True
    """Whether its HTML is made, or stands there from an earlier build."""
    pdf: bool = True
    """Whether its PDF is made, or stands there from an earlier build."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Paper size and margins, as CSS lengths."""

    size: str
    margin_top: str
    margin_right: str
    margin_bottom: str
    margin_left: str


Family = Literal["serif", "sans"]
"""Which families of a theme a text is set in."""


@dataclass(frozen=True, slots=True)
class Theme:
    """How pages look: fonts, type, spacing, colours, forms. Templates turn it into custom properties."""

    serif: tuple[str, ...]
    sans: tuple[str, ...]
    accent: str
    accent_dark: str
    figures: tuple[str, ...] = ()
    """Families for text in figures that is not bold; those that `figure_font` names if empty."""
    body_font: Family = "serif"
    title_font: Family = "sans"
    heading_font: Family = "sans"
    label_font: Family = "sans"
    figure_font: Literal["serif", "sans", "body", "label"] = "label"
    title_weight: int = 700
    heading_weight: int = 700
    size: str = "9.5pt"
    leading: float = 1.4
    screen_size: float = 17
    """Size of text on screen, in px."""
    screen_leading: float = 1.6
    title_size: str = "23pt"
    heading_size: str = "13pt"
    small_size: str = "7.8pt"
    scale: float = 1
    space: float = 1
    section_gap: str = "8pt"
    record_gap: str = "4pt"
    ink: str | None = None
    ink_dark: str | None = None
    muted: str | None = None
    muted_dark: str | None = None
    paper: str | None = None
    paper_dark: str | None = None
    tint: str | None = None
    tint_dark: str | None = None
    line: str | None = None
    line_dark: str | None = None
    masthead: Literal["rule", "line", "band", "centred"] = "rule"
    headings: Literal["rule", "underline", "block", "plain"] = "rule"
    box: Literal["tinted", "ruled", "filled", "plain"] = "tinted"
    note: Literal["bar", "tinted", "ruled", "plain"] = "bar"
    table: Literal["ruled", "grid", "striped", "plain"] = "ruled"
    rule: float = 1
    corner: str = "0pt"
    button_corner: str = "2.25pt"
    logo_height: str = "20pt"
    logo_place: Literal["start", "end"] = "start"

    @property
    def on_paper(self) -> Palette:
        """The colours on paper."""
        return palette(self, "paper")

    @property
    def light(self) -> Palette:
        """The colours on a light screen."""
        return palette(self, "light")

    @property
    def dark(self) -> Palette:
        """The colours on a dark screen."""
        return palette(self, "dark")

    @property
    def round(self) -> bool:
        """Whether boxes have round corners."""
        return float(self.corner.rstrip("mintp")) > 0

    @property
    def figure_families(self) -> tuple[str, ...]:
        """Families for text in figures that is not bold."""
        roles = {"body": self.body_font, "label": self.label_font}
        role = roles.get(self.figure_font, self.figure_font)
        return self.figures or (self.serif if role == "serif" else self.sans)


@dataclass(frozen=True, slots=True)
class Review:
    """What reviewers have signed of an edition."""

    records: int = 0
    """The records that the edition shows."""
    unsigned: int = 0
    """Those without a signature that holds."""
    changed: int = 0
    """Those of them that were signed, and edited since."""
    reviewers: tuple[str, ...] = ()
    """Those whose signatures hold, the first to sign first."""
    dates: str = ""
    """The day, or the first and the last day, of the signatures that hold, as the edition writes it."""

    @property
    def state(self) -> Literal["signed", "part", "none"]:
        """How much is signed as it stands: all, a part, or nothing."""
        if self.unsigned < self.records:
            return "part" if self.unsigned else "signed"
        return "none" if not self.changed else "part"


@dataclass(frozen=True, slots=True)
class Figures:
    """Which figures an edition shows, by the names of `briefgen.figures`."""

    screen: tuple[str, ...] = ("triangle", "timeline", "matrix", "evidence")
    paper: tuple[str, ...] = ("triangle", "timeline")


@dataclass(frozen=True, slots=True)
class Edition:
    """One brief resolved for one audience."""

    brief: str
    """Slug of the brief: the name of its folder."""
    audience: str
    audience_name: str
    locale: str
    """BCP 47: ko-KR."""
    language: str
    """ISO 639: ko."""
    title: Rich
    subtitle: Rich
    publication: Publication
    source: Source
    summary: Summary
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    passages: tuple[Passage, ...]
    alternates: tuple[Alternate, ...]
    """All the editions of the brief, this one among them, in the same order in each."""
    paper: Paper
    theme: Theme
    digest: str
    """Digest of the brief's content: the same in every edition."""
    figures: Figures = Figures()
    wording: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The fixed wording of the templates in the edition's language, by (context, English)."""
    review: Review = field(default_factory=Review)
    """Whether reviewers have signed what the edition shows."""
    draft: bool = False
    """Whether this is a draft: it says so on every page."""
    untranslated: int = 0
    """Texts of a draft that stand in the base language, each marked."""
