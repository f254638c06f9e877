"""What files are made from, as manifests say it: documents, programs, what is handed to the press."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from briefgen import origin, output, writers
from briefgen.edition import Edition
from briefgen.figures import draw
from briefgen.jobs import Plan
from briefgen.lettering import Fonts
from briefgen.paths import resolved
from briefgen.pipeline import Format
from briefgen.source.files import TextFile
from briefgen.source.files import digest as source_digest
from briefgen.typeset.weasy import Attached
from briefgen.workspace import Workspace

FONT_PACKAGES = ("pylopdf-fonts-jp", "pylopdf-fonts-ko", "rendercv-fonts")
PDF_PACKAGES = ("weasyprint", *FONT_PACKAGES)
"""The packages that decide what is in a PDF, beside those that make the HTML."""


def made_from(
    edition: Edition,
    digest: str,
    name: str,
    templates: writers.TemplateSet,
    fonts: Fonts,
    entry: Mapping[str, Any],
) -> str:
    """The digest of what a file of an edition would be made from now.

    `digest` is the edition's own, `entry` what the manifest says of the file.
    """
    own = fonts.own(edition)
    if name.endswith(".pdf"):
        figures = draw(edition, fonts.measure(edition), ("print",))
        page, data = to_set(edition, figures, templates)
        return origin.sheet(page, name_of(edition), data.data, own)
    embed, every = bool(entry.get("embedded")), bool(entry.get("every"))
    return origin.page(digest, edition.audience, "html", templates, own, embed=embed, every=every)


def is_alike(
    edition: Edition | None,
    editions: Collection[Edition],
    name: str,
    templates: writers.TemplateSet,
    fonts: Fonts,
    entry: Mapping[str, Any],
) -> bool:
    """Whether a page comes out as it stands there, byte for byte, though what it is made from has changed.

    `edition` is None for the index page, which shows all `editions`. A PDF is known by its page already.
    """
    if name.endswith(".pdf"):
        return False
    if edition is None:
        text = writers.write_index(tuple(editions), templates).text
    else:
        figures = draw(edition, fonts.measure(edition), ("screen",))
        text = writers.write_html(edition, figures, templates).text
        if entry.get("embedded"):
            sheet = fonts.stylesheet(edition, text)
            text = writers.write_html(edition, figures, templates, sheet).text
    return source_digest(text.encode()) == entry.get("digest")


def to_set(
    edition: Edition, figures: Mapping[str, str], templates: writers.TemplateSet
) -> tuple[writers.Printable, Attached]:
    """What is typeset of an edition: its page, and its data, which the PDF carries."""
    return writers.write_print(edition, figures, templates), _data_of(edition)


def name_of(edition: Edition) -> str:
    """The name of an edition among all, by which its PDF stays the same document."""
    return f"{edition.brief}/{edition.audience}"


def inputs_of(space: Workspace, files: Mapping[str, TextFile]) -> dict[str, str]:
    """The digests of files that were read, named by where they are.

    That is under the content, briefgen's own templates, or the project: content/harbour/brief.yaml,
    templates/base/edition.html.j2, project/templates/base/edition.html.j2, project/briefgen.toml.
    """
    roots = {"content": space.content, "templates": space.templates}
    if space.project:
        roots["project"] = space.project
    roots = {label: resolved(root) for label, root in roots.items()}
    found = {}
    for file in files.values():
        path = resolved(Path(file.name))
        label = next((one for one, root in roots.items() if path.is_relative_to(root)), None)
        if label:
            found[f"{label}/{path.relative_to(roots[label]).as_posix()}"] = file.digest
    return found


def versions_of(formats: Sequence[Format], *, embed: bool) -> dict[str, str]:
    """The versions of the packages that a build rests on."""
    names = ["briefgen", "jinja2", "babel", *(PDF_PACKAGES if "pdf" in formats else ())]
    if embed and "html" in formats:
        names += [*FONT_PACKAGES, "uharfbuzz", "fonttools", "brotli"]
    return {name: version(name) for name in dict.fromkeys(names)}


def _data_of(edition: Edition) -> Attached:
    """The edition as data, for its PDF to carry (PDF/A-3, associated file)."""
    return Attached(
        name=writers.DATA_FILE,
        data=writers.data_file(edition),
        media_type="application/json",
        modified=datetime.fromisoformat(edition.publication.date_iso).replace(tzinfo=UTC),
        description=f"{edition.brief}/{edition.audience}: what this edition says, as data",
    )


def signoff_of(plan: Plan, name: str) -> str | None:
    """The digest of the sign-off that a file was made with: that of its edition's language."""
    edition = plan.editions.get(name.rpartition(".")[0])
    loaded = plan.content.signoffs.get(edition.language) if edition else None
    return plan.checked.reader.files[loaded.tree.name].digest if loaded else None


def left_alone(
    plan: Plan, made: Collection[str], formats: Sequence[Format], *, embed: bool
) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """What the manifest says of the files that stay as they are; and all versions.

    Of inputs that have changed since they were made it keeps the digests then.
    """
    versions = versions_of(formats, embed=embed)
    before, now = plan.before.manifest, plan.inputs
    outputs = output.standing(plan.before.folder)
    outputs = {name: entry for name, entry in outputs.items() if name not in made}
    if not outputs or before is None:
        return {}, versions
    then = {path: before["inputs"].get(path) for path in sorted({**before["inputs"], **now})}
    then = {path: digest for path, digest in then.items() if digest != now.get(path)}
    for name, entry in outputs.items():
        if then:
            outputs[name] = {**entry, "then": {**then, **entry.get("then", {})}}
    return outputs, {**before["versions"], **versions}
