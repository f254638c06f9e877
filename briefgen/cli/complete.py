"""What the shell may complete: briefs, audiences and rules."""

from __future__ import annotations

from pathlib import Path

import click


def brief_names(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """The names of briefs: folders with a brief.yaml."""
    content = Path(context.params.get("content") or "seeds")
    names = (path.parent.name for path in content.glob("*/brief.yaml"))
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
