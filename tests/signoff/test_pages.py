"""What an edition's imprint says of its review, and what is built of what is not signed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from briefgen import Workspace, build, open_workspace, sign
from briefgen.cli import cli
from tests import cases
from tests.conftest import SEEDS
from tests.signoff.signed import edit, lay_out

UNSIGNED = {
    "us": "No reviewer has signed this edition.",
    "jp": "この版は校閲を経ていない。",
    "kr": "이 판은 감수를 거치지 않았다.",
}


@pytest.fixture
def harbour(tmp_path: Path) -> Workspace:
    return lay_out(tmp_path)


def said(space: Workspace, out: Path) -> dict[str, str]:
    """What each edition's imprint says of its review."""
    report = build(space, out=out, formats=["html"], jobs=1)
    assert report.ok, report.diagnostics
    found = {}
    for name in UNSIGNED:
        text = (out / cases.BRIEF / f"{name}.html").read_text("utf-8")
        (made,) = re.findall(r'<dd data-proof="review">(.*?)</dd>', text, re.DOTALL)
        found[name] = unescape(made.strip())
    return found


def test_an_edition_says_that_nobody_has_signed_it(harbour: Workspace, tmp_path: Path) -> None:
    assert said(harbour, tmp_path / "out") == UNSIGNED


def test_a_signed_edition_says_by_whom_and_when(harbour: Workspace, tmp_path: Path) -> None:
    sign(harbour, "en", reviewer="Jane <b>Doe", date="2026-11-22")
    sign(harbour, "ja", reviewer="田中良子", date="2026-11-22", records=["title"])
    sign(harbour, "ja", reviewer="Hanako Sato", date="2026-11-20")
    sign(harbour, "ko", reviewer="김민수", date="2026-11-22")
    assert said(harbour, tmp_path / "out") == {
        "us": "Reviewed by Jane <b>Doe, November 22, 2026.",
        "jp": "Hanako Sato、田中良子（2026年11月20〜22日確認）",
        "kr": "김민수(2026. 11. 22. 확인)",
    }


def test_an_edition_says_how_much_is_not_signed(harbour: Workspace, tmp_path: Path) -> None:
    for language in ("en", "ja", "ko"):
        sign(harbour, language, reviewer="A", date="2026-11-22")
    home = harbour.content / cases.BRIEF
    edit(home / "ja.po", "二つの町は共に得をした。", "二つの町は共に得をしてきた。")
    text = (home / "ko.signed.yaml").read_text("utf-8")
    (home / "ko.signed.yaml").write_text(re.sub(r"\n      risks/K1: .*", "", text), "utf-8")
    found = said(harbour, tmp_path / "out")
    assert found["us"] == "Reviewed by A, November 22, 2026."
    assert found["jp"] == "校閲は未了である（全20項目のうち未確認1項目、うち確認後の変更1項目）。"
    assert found["kr"] == "감수가 끝나지 않았다(전체 20개 항목 중 미확인 1개)."
    edit(home / "brief.yaml", "The towns may quarrel.", "The towns may well quarrel.")
    for language in ("ja", "ko"):
        edit(home / f"{language}.po", "The towns may quarrel.", "The towns may well quarrel.")
    expected = (
        "Not complete (items without a reviewer’s signature: 1 of 20; changed since signing: 1)."
    )
    assert said(harbour, tmp_path / "out")["us"] == expected


def test_what_is_not_signed_is_not_built_where_that_is_asked(
    harbour: Workspace, tmp_path: Path
) -> None:
    arguments = ["build", "--content", str(harbour.content), "-f", "html", "-j", "1"]
    arguments += ["-o", str(tmp_path / "out"), "--require-signoff", "--output-format", "concise"]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 1
    assert done.stdout.count("error[BG480]") == 3
    assert not (tmp_path / "out").exists()
    sign(harbour, "ja", reviewer="A")
    done = CliRunner().invoke(cli, [*arguments, "-a", "jp"])
    assert done.exit_code == 0, done.output
    edit(harbour.content / cases.BRIEF / "ja.po", "二つの町は共に得をした。", "町は共に得をした。")
    page = tmp_path / "out" / cases.BRIEF / "jp.html"
    before = page.read_bytes()
    done = CliRunner().invoke(cli, [*arguments, "-a", "jp"])
    assert done.exit_code == 1
    assert "`findings/F1` was edited after A signed it" in done.stdout
    assert "ja.signed.yaml" in done.stdout
    assert page.read_bytes() == before


def test_a_sign_off_is_an_input(harbour: Workspace, tmp_path: Path) -> None:
    def manifest(out: str) -> dict[str, dict[str, dict[str, str]]]:
        assert build(harbour, out=tmp_path / out, formats=["html"], jobs=1).ok
        path = tmp_path / out / cases.BRIEF / "manifest.json"
        return dict(json.loads(path.read_text("utf-8")))

    before = manifest("one")
    sign(harbour, "ja", reviewer="A", date="2026-11-22")
    after = manifest("two")
    name = f"content/{cases.BRIEF}/ja.signed.yaml"
    assert name not in before["inputs"]
    assert after["inputs"][name].startswith("sha256:")
    changed = {
        file
        for file, made in after["outputs"].items()
        if made["digest"] != before["outputs"][file]["digest"]
    }
    assert changed == {"jp.html"}
    signed = {file: made.get("signoff") for file, made in after["outputs"].items()}
    digest = after["inputs"][name]
    assert signed == {"us.html": None, "jp.html": digest, "kr.html": None, "index.html": None}
    contents = {
        made["content"] for made in (*before["outputs"].values(), *after["outputs"].values())
    }
    assert len(contents) == 1, "a signature changes nothing of what the brief says"
    assert manifest("three") == after


def test_a_character_of_a_name_that_no_font_has(
    harbour: Workspace, tmp_path: Path, cache: Path
) -> None:
    sign(harbour, "en", reviewer="Jane \U00010900")
    report = build(harbour, audiences=["us"], formats=["pdf"], out=tmp_path, jobs=1, cache=cache)
    (one,) = (found for found in report.diagnostics if found.code == "BG701")
    assert one.span.file.endswith("en.signed.yaml")
    assert one.span.line == 7


def text_of(path: Path) -> str:
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return "".join(done.stdout.decode().split())


@pytest.mark.parametrize("audience", UNSIGNED)
def test_the_shipped_brief_says_so_on_paper(built: Path, audience: str) -> None:
    """No person has reviewed it; the line is there, and costs no page."""
    assert "".join(UNSIGNED[audience].split()) in text_of(built / f"{audience}.pdf")


def test_signed_editions_keep_their_pages(tmp_path: Path, cache: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    space = open_workspace(tmp_path / "seeds")
    for language, reviewer in {"en": "Jane Doe", "ja": "田中良子", "ko": "김민수"}.items():
        assert sign(space, language, reviewer=reviewer, date="2026-11-22").ok
    report = build(space, out=tmp_path, formats=["pdf"], jobs=1, cache=cache, require_signoff=True)
    assert report.ok, report.diagnostics
    out = tmp_path / "virtual-alliance"
    for audience, line in UNSIGNED.items():
        assert len(pypdf.PdfReader(out / f"{audience}.pdf").pages) == 4
        assert "".join(line.split()) not in text_of(out / f"{audience}.pdf")
    assert "田中良子（2026年11月22日確認）" in text_of(out / "jp.pdf")
    assert "김민수(2026.11.22.확인)" in text_of(out / "kr.pdf")
    assert "ReviewedbyJaneDoe,November22,2026." in text_of(out / "us.pdf")
