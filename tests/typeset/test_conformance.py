"""PDF/A-3a and PDF/UA-1, judged by veraPDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools import verapdf
from tests.typeset.specimens import specimen
from tests.typeset.test_tags import trees, typeset_tree

NAMES = ["ja", "ko", "en", *(f"tree-{page.stem}" for page in trees())]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], verapdf.Result]:
    """What veraPDF says of every file, from one start of the Java machine."""
    verapdf.require()
    folder = tmp_path_factory.mktemp("verapdf")
    files = {name: folder / f"{name}.pdf" for name in NAMES}
    for name in ("ja", "ko", "en"):
        files[name].write_bytes(specimen(name).data)
    for page in trees():
        files[f"tree-{page.stem}"].write_bytes(typeset_tree(page).data)
    broken = folder / "broken.pdf"
    broken.write_bytes(_without_tags(specimen("en").data))
    found = verapdf.check([*files.values(), broken])
    return {(Path(one.file).stem, one.profile): one for one in found}


def _without_tags(data: bytes) -> bytes:
    """A PDF that does not conform, to see that veraPDF looks."""
    import io

    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    del writer.root_object["/StructTreeRoot"]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.verapdf
@pytest.mark.parametrize("profile", [verapdf.PDFA_3A, verapdf.PDFUA_1])
@pytest.mark.parametrize("name", NAMES)
def test_conforms(name: str, profile: str, results: dict[tuple[str, str], verapdf.Result]) -> None:
    result = results[name, profile]
    assert result.failures == ()
    assert result.passed
    assert result.checks > 1000


@pytest.mark.verapdf
def test_the_check_can_fail(results: dict[tuple[str, str], verapdf.Result]) -> None:
    assert not results["broken", verapdf.PDFUA_1].passed
    assert results["broken", verapdf.PDFUA_1].failures
