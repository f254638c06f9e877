"""The reference for templates in Markdown: what pages are made of, and what templates are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.model.audience import Theme
from briefgen.report import anatomy, data
from briefgen.writers.filters import FILTERS

_HEAD = """\
# Reference for templates

Made by `briefgen templates reference`; do not edit. What pages are made of, told from the templates, and
what templates are given, told from its types. [The guide for designers](designers.md) has pictures."""


def markdown() -> str:
    """The reference, for the repository."""
    return "\n\n".join((_HEAD, *_blocks(), *_pieces(), *_data()))


def _blocks() -> Iterator[str]:
    """The blocks of the page, on screen and on paper."""
    files = anatomy.sources()
    paper = {one.name: one for one in anatomy.blocks(anatomy.PAPER, files)}
    yield "## Blocks"
    yield f"`{anatomy.PAGE}`: {anatomy.heading(files[anatomy.PAGE])} Its blocks, from top to bottom:"
    yield _table(
        ("Block", "What it holds", "File that it includes", "Stands on"),
        (
            (f"`{one.name}`", one.text, _names(one.files), _media(one, paper))
            for one in anatomy.blocks(anatomy.PAGE, files)
        ),
    )
    own = "; ".join(f"its `{one.name}`: {one.text}" for one in paper.values() if not one.empty)
    yield f"`{anatomy.PAPER}`: {anatomy.heading(files[anatomy.PAPER])} {own[:1].upper()}{own[1:]}"
    yield f"`index.html.j2`: {anatomy.heading(files['index.html.j2'])} It has no blocks."


def _media(block: anatomy.Piece, paper: dict[str, anatomy.Piece]) -> str:
    other = paper.get(block.name)
    return "screen" if other and other.empty else "screen, paper"


def _pieces() -> Iterator[str]:
    """Parts, macros, switches, filters."""
    files = anatomy.sources()
    yield "## Parts"
    yield "Files that blocks and other parts include. A file of the same name in the project replaces one."
    yield _table(
        ("File", "What it holds", "Files that it includes"),
        ((f"`{one.name}`", one.text, _names(one.files)) for one in anatomy.parts(files)),
    )
    yield "## Macros"
    macros = files[anatomy.MACROS]
    call = "{{ m.refs(item.supports) }}"
    yield f"`{anatomy.MACROS}`: {anatomy.heading(macros)} Pages have them as `m`: `{call}`."
    yield _table(
        ("Macro", "What it sets"),
        ((f"`{one.name}`", one.text) for one in anatomy.macros(macros)),
    )
    yield "## Switches"
    yield 'Set in `settings.html.j2`, switch by switch: `{% set notes = "end" %}`.'
    yield _table(
        ("Switch", "As it is", "What it decides"),
        ((f"`{o.name}`", f"`{_literal(v)}`", o.text) for o, v in anatomy.switches(files)),
    )
    yield "## Filters"
    yield "Beside those of Jinja itself."
    yield _table(
        ("Filter", "What it does"),
        ((f"`{name}`", _about(one.__doc__)) for name, one in sorted(FILTERS.items())),
    )


def _data() -> Iterator[str]:
    """Variables and records."""
    head = ("Field", "What it is", "What it means")
    yield "## Variables"
    yield (
        "A *rich text* may hold emphasis and links, and is set by `{{ edition.title | rich }}`; a *text* by "
        "`{{ item.name | text }}`, which marks foreign words; `| plain` makes the one into the other for "
        "attributes. Included templates see the same, and `item` or `part` where they stand in a loop."
    )
    besides = ""
    for names, own in data.variables():
        who = "Every template" if not besides else _names(names)
        yield f"{who} has{besides}:"
        yield _table(("Variable", *head[1:]), (_row(one) for one in own))
        besides = " besides"
    yield "## Records"
    for of in data.records().values():
        yield f"### {of.__name__}"
        fields = [*data.fields(of)]
        text = data.heading(of)
        if of.__name__ == "Theme":
            fields = [one for one in fields if one.name not in Theme.model_fields]
            text += " Its fields are [the tokens](themes.md), and what follows from them:"
        yield text
        yield _table(head, map(_row, fields))


def _row(field: data.Field) -> tuple[str, str, str]:
    return f"`{field.name}`", field.kind, field.text


def _names(files: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in dict.fromkeys(files))


def _literal(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'


def _about(text: str | None) -> str:
    first = " ".join((text or "").split("\n\n")[0].split()).removeprefix("Filter: ")
    return first[:1].upper() + first.partition(" Raises ")[0][1:]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines
    )
