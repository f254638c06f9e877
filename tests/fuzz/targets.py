"""What is tried with each case, and what must hold: no failure, no end of time, every place in its file."""

from __future__ import annotations

import atexit
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import FrameType

from hypothesis import strategies as st

from briefgen import Report, Workspace, build, open_workspace, validate
from briefgen.diagnostics import Diagnostic, has_errors
from briefgen.intake import Document, Unreadable, html, markdown, prose
from briefgen.intake import text as plain_text
from briefgen.load import load
from briefgen.model.audience import Audience
from briefgen.model.base import Model
from briefgen.model.brief import Brief
from briefgen.model.config import Config
from briefgen.model.register import Register
from briefgen.model.signoff import SignOff
from briefgen.model.termbase import Termbase
from briefgen.pipeline import Shared, check, share
from briefgen.report import text
from briefgen.silences import find
from briefgen.source import catalog, fonts, pictures, po, toml, yaml
from briefgen.source.files import TextFile, decode
from briefgen.terms import table, tbx
from briefgen.workspace import Reader, read_audiences
from tests import cases
from tests.fuzz import strategies as made
from tests.fuzz.strategies import Data, Target

MOST_SECONDS = 2.0
"""Of the processor, for one case."""
HARBOUR = "tests/content/harbour"


class TimeOut(AssertionError):
    """A case takes too long."""


@contextmanager
def in_time() -> Iterator[None]:
    """Time-outs also where nothing returns."""

    def late(_signal: int, _frame: FrameType | None) -> None:
        raise TimeOut

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS * 5)
    began = time.process_time()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    if time.process_time() - began > MOST_SECONDS:
        raise TimeOut


def sound(diagnostics: Iterable[Diagnostic], lines: Mapping[str, Sequence[str]]) -> None:
    """Every diagnostic can be printed, and each place that it names is in its file."""
    for one in diagnostics:
        assert one.message.strip(), one
        for span in one.spans:
            assert 1 <= span.line <= span.end_line, span
            assert span.column >= 1, span
            assert (span.line, span.column) <= (span.end_line, span.end_column), span
            if span.file in lines:
                there = lines[span.file]
                assert span.line <= len(there), (one, span)
                assert span.column <= len(there[span.line - 1]) + 1, (one, span)
                assert span.end_line <= len(there) + 1, (one, span)
        assert text.concise(one)
        assert text.full(one, lines)


def _file(data: bytes, name: str) -> TextFile | None:
    file, problems = decode(data, name)
    sound(problems, {})
    return file


def _model(model: type[Model], name: str) -> Target:
    def attempt(data: bytes) -> None:
        file = _file(data, name)
        if file is None:
            return
        lines = {name: file.text.split("\n")}
        tree, problems = (toml if model is Config else yaml).parse(file)
        sound(problems, lines)
        sound(find([file])[1], lines)
        if tree is not None:
            sound(load(model, tree)[1], lines)

    return attempt


def _catalog(data: bytes) -> None:
    file = _file(data, "ko.po")
    if file is None:
        return
    found, problems = catalog.parse(file)
    sound(problems, {"ko.po": file.text.split("\n")})
    try:
        units = po.read(file.text)
    except po.NotUnderstood:
        assert found is None or problems
        return
    again = po.write(units)
    assert po.write(po.read(again)) == again, "what is written is read as something else"


def _terms(data: bytes) -> None:
    for module in (table, tbx):
        file = _file(data, "terms.csv")
        if file is None:
            return
        tree, problems = module.read(file)
        sound(problems, {"terms.csv": file.text.split("\n")})
        if tree is not None:
            sound(load(Termbase, tree)[1], {"terms.csv": file.text.split("\n")})


def _essay(data: bytes) -> None:
    for module in (plain_text, markdown, html):
        try:
            blocks = module.blocks(data, "essay", None)
        except Unreadable:
            continue
        prose.sort_out(Document("essay", blocks))


def _picture(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".svg") as stream:
        stream.write(data)
        stream.flush()
        for module, fault in ((pictures, pictures.UnusablePicture), (fonts, fonts.UnusableFont)):
            try:
                module.read(Path(stream.name))  # type: ignore[attr-defined]
            except fault:
                continue


# -- whole briefs


@lru_cache(maxsize=1)
def _space() -> tuple[Workspace, Shared]:
    space = open_workspace(cases.CONTENT)
    reader = Reader()
    return space, share(space, reader, read_audiences(space, reader))


def _in_brief(file: str) -> Target:
    """One file of the sound brief, of all others as they are; what is sound is built."""

    def attempt(data: bytes) -> None:
        space, shared = _space()
        path = (space.content / cases.BRIEF / file).resolve()
        changed = _with(space, {path: data})
        checked = check(changed, cases.BRIEF, shared)
        lines = {name: f.text.split("\n") for name, f in checked.reader.files.items()}
        sound(checked.diagnostics, lines)

    return attempt


def _with(space: Workspace, buffers: Mapping[Path, bytes]) -> Workspace:
    return replace(space, buffers=buffers)


@lru_cache(maxsize=1)
def _project() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="briefgen-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(cases.CONTENT, folder / "seeds")
    (folder / "briefgen.toml").write_text("")
    for name in ("us/profile.yaml", "us/parts/byline.html.j2", "us/print.css"):
        (folder / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "templates" / name).write_text("")
    (folder / "templates/us/profile.yaml").write_text("id: us\n")
    return folder


def _in_project(file: str) -> Target:
    """One file of a project, all else as it is: what is said; and what is sound is built, as HTML."""

    def attempt(data: bytes) -> None:
        folder = _project()
        path = folder / file
        before = path.read_bytes() if path.is_file() else None
        path.write_bytes(data)
        try:
            space = open_workspace(folder / "seeds", config=folder / "briefgen.toml")
            report = validate(space)
            sound(report.diagnostics, report.lines)
            if not has_errors(report.diagnostics):
                _built(space, folder)
        finally:
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)

    return attempt


LATER = ("BG412", "BG413", "BG531", "BG532", "BG612")
"""Errors that only a page shows, when it is made."""


def _built(space: Workspace, folder: Path) -> None:
    """What validates builds, unless its templates leave out what a page owes its readers."""
    done: Report = build(space, formats=["html"], audiences=["us"], out=folder / "out")
    sound(done.diagnostics, done.lines)
    errors = {one.code for one in done.diagnostics if one.severity == "error"}
    assert errors <= {*LATER}, [text.concise(one) for one in done.diagnostics]


REAL = {
    "brief": (*[f"{HARBOUR}/brief.yaml"] * 4, "seeds/virtual-alliance/brief.yaml"),
    "register": (*[f"{HARBOUR}/source.yaml"] * 4, "seeds/virtual-alliance/source.yaml"),
    "catalog": (*[f"{HARBOUR}/ko.po", f"{HARBOUR}/ja.po"] * 2, "seeds/virtual-alliance/ko.po"),
    "profile": ("templates/us/profile.yaml", "templates/kr/profile.yaml"),
    "theme": ("templates/themes/gazette.yaml",),
    "termbase": ("seeds/termbase.yaml",),
    "template": ("templates/base/parts/byline.html.j2", "templates/base/parts/findings.html.j2"),
    "sheet": ("templates/base/print.css", "templates/us/print.css"),
    "settings": ("tests/fuzz/settings.toml",),
    "terms": ("tests/fuzz/terms.csv",),
    "essay": ("README.md",),
    "picture": ("tests/fuzz/logo.svg",),
    "signoff": ("tests/fuzz/ko.signed.yaml",),
}
"""Real files of each kind."""

BRIEFS = made.either(made.yaml_of("brief"), *REAL["brief"])
REGISTERS = made.either(made.yaml_of("register"), *REAL["register"])
CATALOGS = made.either(made.CATALOGS, *REAL["catalog"])
PROFILES = made.either(made.yaml_of("audience"), *REAL["profile"])
TERMBASES = made.either(made.yaml_of("termbase"), *REAL["termbase"])
SIGNOFFS = made.either(made.yaml_of("signoff"), *REAL["signoff"])
SETTINGS = made.either(made.SETTINGS, *REAL["settings"])
TEMPLATES = made.either(made.TEMPLATES, *REAL["template"])
SHEETS = made.either(
    st.text(max_size=60).map(lambda t: t.encode("utf-8", "replace")), *REAL["sheet"]
)

TARGETS: dict[str, tuple[Data, Callable[[bytes], None], float]] = {
    "brief": (BRIEFS, _model(Brief, "brief.yaml"), 0.07),
    "register": (REGISTERS, _model(Register, "source.yaml"), 0.1),
    "catalog": (CATALOGS, _catalog, 0.2),
    "profile": (PROFILES, _model(Audience, "profile.yaml"), 0.09),
    "termbase": (TERMBASES, _model(Termbase, "termbase.yaml"), 0.12),
    "sign-off": (SIGNOFFS, _model(SignOff, "ko.signed.yaml"), 0.1),
    "settings": (SETTINGS, _model(Config, "briefgen.toml"), 0.15),
    "terms": (made.either(TERMBASES, *REAL["terms"]), _terms, 0.05),
    "essay": (made.either(BRIEFS, *REAL["essay"]), _essay, 0.02),
    "picture": (made.either(BRIEFS, *REAL["picture"]), _picture, 0.03),
    "brief, whole": (made.real(REAL["brief"][0]), _in_brief("brief.yaml"), 0.03),
    "register, whole": (made.real(REAL["register"][0]), _in_brief("source.yaml"), 0.01),
    "catalog, whole": (made.real(*REAL["catalog"][:1]), _in_brief("ko.po"), 0.02),
    "sign-off, whole": (SIGNOFFS, _in_brief("ko.signed.yaml"), 0.012),
    "settings, built": (SETTINGS, _in_project("briefgen.toml"), 0.003),
    "profile, built": (PROFILES, _in_project("templates/us/profile.yaml"), 0.002),
    "template, built": (TEMPLATES, _in_project("templates/us/parts/byline.html.j2"), 0.002),
    "stylesheet, built": (SHEETS, _in_project("templates/us/print.css"), 0.001),
    "termbase, built": (TERMBASES, _in_project("seeds/termbase.yaml"), 0.002),
    "brief, built": (made.real(REAL["brief"][0]), _in_project("seeds/harbour/brief.yaml"), 0.003),
}
"""Where cases come from, what is done with them, and their part of all."""


def shared_out(total: int, least: int) -> dict[str, int]:
    """How many of all cases each target gets: so many at least, and its part of what is left."""
    parts = {name: part for name, (_, _, part) in TARGETS.items()}
    left, whole = max(total - least * len(parts), 0), sum(parts.values())
    counts = {name: least + round(left * part / whole) for name, part in parts.items()}
    counts["catalog"] += total - sum(counts.values())  # what rounding leaves
    return counts


def attempt(name: str, data: bytes) -> None:
    """Try one case, in time."""
    with in_time():
        TARGETS[name][1](data)
