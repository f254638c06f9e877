"""What each verb may import: a library that is loaded for nothing makes every start slower.

The lists are of top-level packages outside the standard library, and of the standard library's slow modules.
A verb that needs one more is free to add it here; whoever adds one by accident is told.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.incremental.conftest import Project

CODE = (
    "import sys; before = set(sys.modules); sys.argv[1:] = {args}; import briefgen.cli as c\n"
    "try: c.main()\nexcept SystemExit as e: assert not e.code, e.code\n"
    "print('LOADED', *sorted(set(sys.modules) - before))"
)
SLOW = {
    *("asyncio", "concurrent", "email", "html", "http", "importlib.metadata", "logging"),
    *("multiprocessing", "pdb", "sqlite3", "ssl", "subprocess", "tempfile", "unittest"),
    *("urllib.request", "xml", "zipfile"),
}
"""Modules of the standard library that take long to import, or bring much along."""
TERMINAL = {"click", "briefgen"}
READING = {
    "yaml",
    "cython_runtime",
    "pydantic",
    "pydantic_core",
    "annotated_types",
    "typing_inspection",
}
MARKUP = {"markdown_it", "mdurl"}
ALLOWED = {
    "help": TERMINAL,
    "nothing to do": TERMINAL | {"platformdirs"},
    "validate": TERMINAL | READING | MARKUP | {"typing_extensions"},
}
PARTS = {
    "help": {"cli"},
    "nothing to do": {
        *("cli", "diagnostics", "layers", "locations", "outcome", "paths", "reading", "recall"),
        *("report", "surroundings", "typeset"),
    },
}
"""What of briefgen itself is loaded."""


def loaded(folder: Path, cache: Path, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(args=list(arguments))],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "BRIEFGEN_CACHE": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.rpartition("LOADED")[2].split())


def judge(verb: str, modules: set[str]) -> None:
    packages = {name.partition(".")[0] for name in modules}
    foreign = {one for one in packages if one not in sys.stdlib_module_names}
    foreign = {one for one in foreign if not one.startswith(("_", "collections"))}
    assert foreign <= ALLOWED[verb], f"{verb} loads {sorted(foreign - ALLOWED[verb])}"
    if verb in PARTS:
        parts = {name.split(".")[1] for name in modules if name.startswith("briefgen.")}
        assert parts <= PARTS[verb], f"{verb} loads {sorted(parts - PARTS[verb])} of briefgen"
        slow = {one for one in SLOW if one in modules}
        assert not slow, f"{verb} loads {sorted(slow)}"


def test_help(tmp_path: Path) -> None:
    judge("help", loaded(ROOT, tmp_path, "--help"))


def test_validate(tmp_path: Path) -> None:
    loaded(
        ROOT, tmp_path, "validate"
    )  # asks the typesetter what it thinks of the stylesheets, once
    judge("validate", loaded(ROOT, tmp_path, "validate"))


@pytest.mark.parametrize("options", [[], ["--explain"]])
def test_a_build_with_nothing_to_do(project: Project, options: list[str]) -> None:
    build = ("build", "--content", "content", "-f", "html")
    first = loaded(project.folder, project.cache, *build)
    assert "briefgen.compiler" in first
    judge("nothing to do", loaded(project.folder, project.cache, *build, *options))
