"""What is wrong with the settings of a project by themselves. Gives BG111, BG204 and BG807."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from briefgen.checks.codes import is_address
from briefgen.checks.references import hint
from briefgen.diagnostics import Diagnostic
from briefgen.load import Loaded
from briefgen.model.config import Config
from briefgen.paths import resolved
from briefgen.rules import references, schema
from briefgen.rules import settings as rules
from briefgen.source.tree import Scalar, walk


def run(config: Loaded[Config], audiences: Collection[str]) -> Iterator[Diagnostic]:
    """The audiences are there, and the contact is an address. `audiences` are those there are."""
    for index, name in enumerate(config.value.audiences or ()):
        if name not in audiences:
            span = config.tree.span(("audiences", index))
            text = f"there is no audience `{name}`"
            yield references.UNKNOWN_AUDIENCE.at(span, text, hint(name, [*audiences]))
    yield from outside(config)
    contact = config.tree.find(("organisation", "contact"))
    for _, node in walk(contact) if contact else ():
        if isinstance(node, Scalar) and node.text and not is_address(node.text):
            text = f"`contact`: expected an e-mail address or a link, found `{node.text}`"
            yield schema.BAD_ADDRESS.at(node.span, text, "write https:// before a web address")


def outside(config: Loaded[Config]) -> Iterator[Diagnostic]:
    """The folders that lie outside of the project, be it by way of a link."""
    home = resolved(Path(config.tree.name).parent)
    for key in ("content", "out"):
        node = config.tree.find((key,))
        if isinstance(node, Scalar) and not resolved(home / node.text).is_relative_to(home):
            text = f"`{key}`: the folder `{node.text}` lies outside of the project"
            advice = f"name a folder of the project; on the command line, `--{key}` may name any"
            yield rules.OUTSIDE.at(node.span, text, advice)
