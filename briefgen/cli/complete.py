"""What the shell may complete: briefs, audiences and rules."""

from __future__ import annotations

from pathlib import Path

import click


def brief_names(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """The names of briefs: folders with a brief.yaml."""
    from briefgen.paths import is_text

    content = Path(context.params.get("content") or "seeds")
    names = filter(is_text, (path.parent.name for path in content.glob("*/brief.yaml")))
    return sorted(name for name in names if name.startswith(incomplete))


def audiences(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """The names of audiences."""
    from briefgen import audience_names, open_workspace

    return [name for name in audience_names(open_workspace()) if name.startswith(incomplete)]


def rule_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Codes and slugs of rules; after a comma, of one more rule."""
    from briefgen.rules import names

    before, comma, last = incomplete.rpartition(",")
    found = [name for name in names() if name.lower().startswith(last.lower())]
    return [f"{before}{comma}{name}" for name in found]


def languages(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """The languages that audiences read."""
    from briefgen import open_workspace
    from briefgen.content import language_of
    from briefgen.workspace import Reader, read_audiences

    profiles = read_audiences(open_workspace(), Reader(), {}).values()
    found = {language_of(one.value.locale) for one in profiles if one.value.locale}
    return sorted(name for name in found if name.startswith(incomplete))


def record_names(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """The records of the briefs that are named, or all: title, findings/F3."""
    from briefgen import briefs, open_workspace
    from briefgen.signoff import records
    from briefgen.workspace import Reader, read_audiences, read_brief

    space = open_workspace(Path(context.params.get("content") or "seeds"))
    reader = Reader()
    audiences = read_audiences(space, reader, {})
    found: dict[str, None] = {}
    for slug in context.params.get("briefs") or briefs(space):
        content = read_brief(space, slug, audiences, None, None, reader, catalogs=False)
        found |= dict.fromkeys(one.name for one in records(content)) if content else {}
    return [name for name in found if name.startswith(incomplete)]
