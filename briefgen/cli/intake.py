"""What the commands that read a text have in common: reading it, and saying what was found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from briefgen.cli.common import fail, print_diagnostics, say

if TYPE_CHECKING:
    from briefgen.diagnostics import Diagnostic
    from briefgen.intake.prose import Essay

encoding_option = click.option(
    "--encoding", metavar="NAME", help="Encoding of the text, where it is neither UTF-8 nor marked."
)
language_option = click.option(
    "--language",
    default="en",
    show_default=True,
    metavar="CODE",
    help="Language of the text, by its ISO 639 code.",
)


def read_essay(path: Path, encoding: str | None) -> Essay:
    """The paragraphs of a document. Exits with 1 if it cannot be read, 2 if a library is missing."""
    from briefgen import intake
    from briefgen.intake import prose
    from briefgen.workspace import shown

    if path.suffix.lower() not in intake.READERS:
        fail(f"`{path}`: documents of this kind are not read", intake.kinds())
    try:
        document, problems = intake.read(path, shown(path), encoding)
    except intake.LibraryMissing as missing:
        fail(str(missing), missing.remedy)
    if document is None:
        stop(problems, {})
    essay = prose.sort_out(document)
    if not essay.paragraphs:
        from briefgen.diagnostics import Span
        from briefgen.rules import syntax

        message = f"there is no paragraph of prose in `{path}`"
        stop([syntax.UNREADABLE.at(Span(shown(path)), message)], {})
    return essay


def check_language(language: str) -> None:
    """Exit with 2 unless a language is a code such as `en`."""
    import re

    from briefgen.fields import LANGUAGE_PATTERN

    if not re.fullmatch(LANGUAGE_PATTERN, language):
        fail(f"`{language}` is not a language code", "two or three letters, such as en, ja, ko")


def stop(diagnostics: Sequence[Diagnostic], lines: Mapping[str, Sequence[str]]) -> NoReturn:
    """Print what is wrong with a document, and exit with 1."""
    print_diagnostics(diagnostics, lines)
    raise SystemExit(1)


def tell(path: Path, essay: Essay) -> None:
    """Say what was found in a document, and what of it was left out."""
    from briefgen.registering import first_words
    from briefgen.source.essay import word_count

    words = sum(map(word_count, essay.paragraphs))
    noun = "passage" if len(essay.paragraphs) == 1 else "passages"
    say(f"{path}: {len(essay.paragraphs)} {noun}, {words:,} words")
    say(f"  title     {essay.title or 'not found'}")
    say(f"  by        {', '.join(essay.authors) or 'not found'}")
    for position, rest in essay.joined.items():
        say(f"  joined    p{position + 1}: a blank line stood before “{first_words(rest)}”")
    for block in essay.left_out:
        say(f"  left out  {block.why}: “{first_words(block.text)}”")
