"""What is wrong with the settings of a project by themselves. Gives BG111 and BG204."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefgen.checks.codes import is_address
from briefgen.checks.references import hint
from briefgen.diagnostics import Diagnostic
from briefgen.load import Loaded
from briefgen.model.config import Config
from briefgen.rules import references, schema
from briefgen.source.tree import Scalar, walk


def run(config: Loaded[Config], audiences: Collection[str]) -> Iterator[Diagnostic]:
    """The audiences are there, and the contact is an address. `audiences` are those there are."""
    for index, name in enumerate(config.value.audiences or ()):
        if name not in audiences:
            span = config.tree.span(("audiences", index))
            text = f"there is no audience `{name}`"
            yield references.UNKNOWN_AUDIENCE.at(span, text, hint(name, [*audiences]))
    contact = config.tree.find(("organisation", "contact"))
    for _, node in walk(contact) if contact else ():
        if isinstance(node, Scalar) and node.text and not is_address(node.text):
            text = f"`contact`: expected an e-mail address or a link, found `{node.text}`"
            yield schema.BAD_ADDRESS.at(node.span, text, "write https:// before a web address")
