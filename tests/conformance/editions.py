"""Editions made by the real pipeline, each with the HTML that became its PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from unittest import mock

from briefgen import Workspace, build, open_workspace
from briefgen.compiler import Press
from briefgen.diagnostics import Severity
from briefgen.report import text
from tests.conformance import variants
from tests.conformance.variants import Variant


@dataclass(frozen=True)
class Made:
    """One edition: its PDF, and the page that was set."""

    name: str
    """Brief and audience."""
    path: Path
    html: str
    locale: str

    @property
    def data(self) -> bytes:
        """The bytes of the PDF."""
        return self.path.read_bytes()


def make(
    folder: Path,
    wanted: Iterable[Variant],
    cache: Path | None,
    tell: Callable[[str], None] = str,
    audiences: Sequence[str] = variants.AUDIENCES,
) -> Iterator[Made]:
    """Build variants in this process, those of one form together. A variant that fails is an error."""
    key = lambda one: (one.form, one.draft)  # noqa: E731 - sorts and groups alike
    for (form, draft), group in groupby(sorted(wanted, key=key), key):
        home = folder / (f"{form}-draft" if draft else form)
        rows = tuple(group)
        variants.lay_out(home, rows)
        tell(f"{len(rows)} briefs in the form “{form}”{', drafts' if draft else ''}")
        space = open_workspace(
            home / "content", templates=home / "templates", config=home / "briefgen.toml"
        )
        yield from of_workspace(space, home / "out", cache, audiences, draft=draft)


def of_workspace(
    space: Workspace,
    out: Path,
    cache: Path | None,
    audiences: Sequence[str] = variants.AUDIENCES,
    *,
    draft: bool = False,
) -> list[Made]:
    """Build all PDFs of a workspace. Raises `AssertionError` for one that has errors."""
    with recorded() as pages:
        report = build(
            space,
            out=out,
            jobs=1,
            audiences=audiences,
            formats=("pdf",),
            cache=cache,
            draft=draft,
            force=True,  # what the cache has is given to no press
        )
    errors = [one for one in report.diagnostics if one.severity is Severity.ERROR]
    assert not errors, "\n".join(map(text.concise, errors[:9]))
    return [Made(name, out / f"{name}.pdf", html, locale) for name, (html, locale) in pages.items()]


@contextmanager
def recorded() -> Iterator[dict[str, tuple[str, str]]]:
    """Keep the page and the locale of every sheet that is given to the press, by its name."""
    pages: dict[str, tuple[str, str]] = {}
    submit = Press.submit

    def keep(self, html, css, faces, locale, name, *rest):
        pages[name] = html, locale
        return submit(self, html, css, faces, locale, name, *rest)

    with mock.patch.object(Press, "submit", keep):
        yield pages
