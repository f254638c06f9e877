"""Nested rules that multiply are told before the typesetter writes them out."""

from __future__ import annotations

import pytest

from briefgen.typecheck import sheets
from briefgen.typeset import nesting, stylesheets

AMPERSANDS = "p{color:red;" + "& &{" * 25 + "color:red" + "}" * 26
LISTS = "p,p{" * 26 + "color:red" + "}" * 26
BOTH = "p{" + "&,&,&{" * 12 + "color:red" + "}" * 13
WIDE = "p" + ",p" * 3000 + "{" + "b{color:red}" * 60 + "}"


@pytest.mark.parametrize("css", [AMPERSANDS, LISTS, BOTH, WIDE], ids=range(4))
@pytest.mark.parametrize("around", ["", "@media print{"])
@pytest.mark.parametrize("name", ["print.css", "tokens.css.j2"])
def test_rules_that_multiply_are_told_at_their_place(css: str, around: str, name: str) -> None:
    text = f"\n{around}{css}{'}' if around else ''}"
    (one,) = sheets.check({f"project/us/{name}": text.replace("{", "{ ")}, str)
    assert (one.code, one.span.line) == ("BG612", 2)
    assert one.span.column > 4


@pytest.mark.parametrize(
    "css",
    [
        "p{" + "b{" * 40 + "color:red" + "}" * 41,
        "p{" + "&:hover, &.a{" * 4 + "color:red" + "}" * 5,
        "".join(f".a{n}, .b{n} {{ & > p, .c & {{ color: red }} }}" for n in range(300)),
        "p{color:red" * 3,
    ],
    ids=range(4),
)
def test_rules_that_do_not_are_left(css: str) -> None:
    assert nesting.runaway(css) is None
    assert all("fails" not in one.reason for one in stylesheets.ignored(css))


def test_a_deep_stylesheet_is_counted_without_end_of_the_stack() -> None:
    assert nesting.runaway("a{" * 20_000) is not None


def test_no_more_is_written_out_than_was_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The count is that of the typesetter, at least."""
    from weasyprint.css import validation

    compiled: list[int] = []
    compile_ = validation.compile_selector_list

    def counting(prelude: list[object]) -> object:
        compiled.append(nesting._size(prelude))
        return compile_(prelude)

    monkeypatch.setattr(validation, "compile_selector_list", counting)
    for css in ("a{& &,b{c,& d{e{color:red}}}}", "a,b{&,&,c{& &{color:red}}}"):
        compiled.clear()
        stylesheets.ignored(css)
        _outermost, *nested = compiled
        assert nested
        monkeypatch.setattr(nesting, "MAX_PARTS", sum(nested) - 1)
        assert nesting.runaway(css) is not None
