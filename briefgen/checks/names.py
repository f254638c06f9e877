"""Names of briefs and audiences, by which folders and files are called. Gives BG105 and BG107."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen import names
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.load import Loaded
from briefgen.model.audience import Audience
from briefgen.rules import schema

_SAME = "a file system may take the two for one, and the files of one for those of the other"


def brief(content: Content) -> Iterator[Diagnostic]:
    """The name of a brief's folder is not taken by something else in the output folder."""
    if why := names.taken_from_briefs(content.slug):
        text = f"`{content.slug}` cannot name a brief: {why}"
        yield schema.BAD_FORM.at(Span(content.brief.tree.name), text, "rename its folder")


def twin(slug: str, other: str, place: Span, first: Span) -> Diagnostic:
    """What is said of a brief whose folder is called almost like that of another one."""
    text = f"the name `{slug}` is taken by `{other}`: {_SAME}"
    related = (Related(first, "the other brief"),)
    return schema.DUPLICATE_ID.at(place, text, "rename one of the two folders", related)


def audiences(profiles: Mapping[str, Loaded[Audience]]) -> Iterator[Diagnostic]:
    """The names of audiences are not taken, and differ in more than upper and lower case."""
    for name, profile in profiles.items():
        if why := names.taken_from_audiences(name):
            text = f"`{name}` cannot name an audience: {why}"
            advice = "rename its folder, and say so in `id`"
            yield schema.BAD_FORM.at(profile.tree.span(("id",)), text, advice)
    for name, other in names.twins(profiles).items():
        text = f"the name `{name}` is taken by `{other}`: {_SAME}"
        related = (Related(profiles[other].tree.span(("id",)), "the other audience"),)
        span = profiles[name].tree.span(("id",))
        advice = "give one of the two another name: its folder, and `id`"
        yield schema.DUPLICATE_ID.at(span, text, advice, related)
