"""Settings that nest, count or name what cannot be, and settings that are no file."""

from __future__ import annotations

import os
import tomllib

import pytest

from briefgen.source import toml, toml_bounds
from briefgen.source.files import decode
from tests.project.conftest import Project
from tests.project.conftest import project as project
from tests.robustness.commands import run_concise as run

pytestmark = pytest.mark.usefixtures("own_cache")
DEEP = 5_000
MANY = 400_000
HOSTILE = {
    "dots": ("a" + ".a" * DEEP + " = 1", "BG006", 1, 1),
    "quoted dots": ("'a'" + ' . "a"' * DEEP + " = 1", "BG006", 1, 1),
    "dots in a header": ("b = 1\n[a" + ".a" * DEEP + "]", "BG006", 2, 2),
    "a header and keys": ("[a" + ".a" * 30 + "]\n\nb" + ".b" * 20 + " = 1", "BG006", 3, 1),
    "lists": ("a = " + "[" * DEEP + "]" * DEEP, "BG006", 1, 44),
    "tables": ("a = " + "{a = " * DEEP + "1" + "}" * DEEP, "BG006", 1, 101),
    "dotted tables": ("a = " + "{a.b.c = " * DEEP + "1" + "}" * DEEP, "BG006", 1, 87),
    "a number": ("[limits]\npages = " + "1" * DEEP, "BG006", 2, 9),
    "a number in base 16": ("[limits]\npages = 0x" + "f" * DEEP, "BG006", 2, 9),
    "many keys": ("".join(f"k{n} = 1\n" for n in range(2_000)), "BG006", 1, 1),
    "many values": ("a = [" + "1," * MANY + "]", "BG006", 1, 200_002),
    "a NUL in a path": (r'content = "a\u0000b"', "BG003", 1, 11),
    "a NUL in a logo's": ("[organisation.logo]\n" r'file = "\U00000000"', "BG003", 2, 8),
    "a NUL in a key": (r'"a\u0000b" = 1', "BG003", 1, 1),
    "texts without an end": ('a = "' + '\\"' * MANY, "BG801", 1, 2 * MANY + 6),
    "a long text without an end": ('a = """' + '\\"""' * MANY, "BG801", 1, 4 * MANY + 8),
}
"""Settings, and the code and the place of what is said of them."""


@pytest.mark.parametrize("name", HOSTILE)
def test_settings_are_refused_at_their_place(name: str) -> None:
    text, code, line, column = HOSTILE[name]
    file, _ = decode(text.encode(), "briefgen.toml")
    assert file
    tree, (found,) = toml.parse(file)
    assert tree is None
    assert (found.code, found.span.line, found.span.column) == (code, line, column)


@pytest.mark.parametrize("name", ["dots", "lists", "a number", "a NUL in a path"])
@pytest.mark.parametrize("verb", [("validate",), ("build", "-f", "html")])
def test_every_command_refuses_them(project: Project, verb: tuple[str, ...], name: str) -> None:
    text, code, line, column = HOSTILE[name]
    project.write("briefgen.toml", text)
    done = run(*verb)
    assert done.exit_code == 1
    assert f"briefgen.toml:{line}:{column}: error[{code}]" in done.output


@pytest.mark.parametrize("kind", ["folder", "pipe", "link to itself", "link to nothing"])
def test_settings_that_are_no_file_are_told(project: Project, kind: str) -> None:
    """They are not taken for no settings."""
    path = project.folder / "briefgen.toml"
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path.name if "itself" in kind else "nothing.toml")
    for verb in (("validate",), ("build", "-f", "html")):
        done = run(*verb)
        assert done.exit_code == 1
        assert ".toml:1:1: error[BG001] cannot read" in done.output
    assert not (project.folder / "out").exists()


MEASURED = (
    "a = 1",
    "a" + ".a" * 39 + " = 1",
    "[[a.b]]\nc = ['[[[[', \"{{{{\", 1.5, [07:32:00.5]] # [[[[\n",
    'a = """' + "[" * 99 + '"" \\""" """\nb = \'\'\'' + "{" * 99 + "'' '''",
    "[" + ".".join("a" * 9) + "]\n" + "\n".join(f"k{n} = [[[[[1]]]]]" for n in range(99)),
    "[[a]]\nb = 1\n" * 99,
    "a = [\n[1],\n[2],\n]\n" + "\n".join(f"b{n} = {{c = [{{d = 1}}, {{}}]}}" for n in range(99)),
)


@pytest.mark.parametrize("text", MEASURED)
def test_what_keeps_to_the_bounds_is_read(text: str) -> None:
    """Brackets in texts and remarks do not count, and what is closed counts no more."""
    assert toml_bounds.read(text) == tomllib.loads(text)
