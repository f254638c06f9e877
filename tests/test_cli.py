"""The command line as its users meet it: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS

pytestmark = pytest.mark.usefixtures("quiet")


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setenv("BRIEFGEN_CACHE", str(cache))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def run(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefgen", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_help_shows_examples() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "briefgen build virtual-alliance -a kr" in done.stdout
    for command in ("build", "validate", "list"):
        assert run(command, "--help").returncode == 0


def test_version() -> None:
    assert run("--version").stdout.startswith("briefgen ")


def test_validate_the_real_brief() -> None:
    done = run("validate", "virtual-alliance")
    assert (done.returncode, done.stdout) == (0, "1 brief checked: no problems\n"), done.stderr


def test_list_names_briefs_and_audiences() -> None:
    done = run("list")
    assert done.returncode == 0
    assert "virtual-alliance" in done.stdout
    assert all(locale in done.stdout for locale in ("en-US", "ja-JP", "ko-KR"))


def test_build_one_audience_in_one_format(tmp_path: Path) -> None:
    done = run("build", "virtual-alliance", "-a", "kr", "-f", "html", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "virtual-alliance"
    assert sorted(p.name for p in folder.iterdir()) == ["index.html", "kr.html", "manifest.json"]
    assert done.stdout.splitlines()[-1] == "1 brief built, 2 files written"
    assert "\x1b" not in done.stdout + done.stderr


def test_a_later_build_of_one_audience_keeps_the_others(tmp_path: Path) -> None:
    assert run("build", "-f", "html", "-o", tmp_path).returncode == 0
    folder = tmp_path / "virtual-alliance"
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert run("build", "-a", "kr", "-f", "html", "-o", tmp_path).returncode == 0
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "-a", "uk"), "there is no audience `uk`"),
        (("validate", "--content", "nowhere"), "there is no folder `nowhere`"),
        (("validate", "elsewhere/brief"), "is not in `seeds`"),
        (("build", "-f", "docx"), "docx"),
        (("build", "-j", "0"), "0"),
        (("frobnicate",), "frobnicate"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_brief_ends_with_1_and_a_suggestion() -> None:
    done = run("validate", "virtual-aliance")
    assert done.returncode == 1
    assert "did you mean `virtual-alliance`?" in done.stderr


def test_faulty_content_is_not_written_and_what_stood_stays(tmp_path: Path) -> None:
    content = tmp_path / "seeds" / "virtual-alliance"
    content.mkdir(parents=True)
    for path in (SEEDS / "virtual-alliance").iterdir():
        (content / path.name).write_bytes(path.read_bytes())
    (content.parent / "termbase.yaml").write_bytes((SEEDS / "termbase.yaml").read_bytes())
    assert run("build", "-f", "html", cwd=tmp_path).returncode == 0
    folder = tmp_path / "out" / "virtual-alliance"
    before = {p.name: p.read_bytes() for p in folder.iterdir()}

    brief = content / "brief.yaml"
    brief.write_text(brief.read_text("utf-8").replace("supports: [F3, F4]", "supports: [F3, F9]"))
    done = run("build", "-f", "html", cwd=tmp_path)

    assert done.returncode == 1
    assert "there is no finding `F9`" in done.stderr
    assert "seeds/virtual-alliance/brief.yaml:" in done.stderr
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_a_full_disk_or_a_file_in_the_way_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "virtual-alliance").write_text("in the way")
    done = run("build", "-a", "us", "-f", "html", "-o", tmp_path)
    assert done.returncode == 2
    assert "cannot write" in done.stderr
    assert "move it away" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is full")
@pytest.mark.parametrize("arguments", [["list"], ["validate", "--output-format", "json"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_cannot_be_printed_ends_with_2(arguments: list[str], unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "briefgen", *arguments],
            cwd=ROOT,
            env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 2
    assert "cannot write `standard output`: no space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_manifest_names_inputs_and_outputs(tmp_path: Path) -> None:
    import hashlib

    assert run("build", "-a", "us", "-f", "html", "-o", tmp_path).returncode == 0
    folder = tmp_path / "virtual-alliance"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for name, made in manifest["outputs"].items():
        data = (folder / name).read_bytes()
        assert made["digest"] == "sha256:" + hashlib.sha256(data).hexdigest()
        assert made["bytes"] == len(data)
    assert any(name.endswith("brief.yaml") for name in manifest["inputs"])
    assert manifest["versions"]["briefgen"]


def test_weasyprint_is_imported_for_neither_help_nor_validating() -> None:
    code = (
        "import sys; sys.argv[1:] = {args}; import briefgen.cli as c\n"
        "try: c.main()\nexcept SystemExit as e: assert not e.code, e.code\n"
        "assert 'weasyprint' not in sys.modules and 'jinja2' not in sys.modules"
    )
    for arguments in (["--help"], ["validate"]):
        done = subprocess.run(
            [sys.executable, "-c", code.format(args=arguments)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with a copy of the real content, to be spoilt."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    return tmp_path


def test_a_character_without_a_glyph_is_named_at_its_place(elsewhere: Path) -> None:
    catalog = elsewhere / "seeds" / "virtual-alliance" / "ko.po"
    text = catalog.read_text("utf-8")
    assert "튼튼한 세 양자관계" in text
    catalog.write_text(text.replace("튼튼한 세 양자관계", "튼튼한 세 양자관계 😀"), "utf-8")
    done = run("build", "-a", "kr", "-f", "pdf", cwd=elsewhere)
    assert done.returncode == 1
    assert "no font of `kr` has a glyph for `😀` (U+1F600)" in done.stderr
    number = next(
        n for n, line in enumerate(catalog.read_text("utf-8").splitlines(), 1) if "😀" in line
    )
    assert f"seeds/virtual-alliance/ko.po:{number}:" in done.stderr
    assert not (elsewhere / "out" / "virtual-alliance").exists()


def test_files_that_should_be_there_are_missed(elsewhere: Path) -> None:
    (elsewhere / "seeds" / "termbase.yaml").unlink()
    done = run("validate", cwd=elsewhere)
    assert done.returncode == 1
    assert "there is no termbase beside the briefs" in done.stderr
    (elsewhere / "seeds" / "virtual-alliance" / "brief.yaml").unlink()
    done = run("validate", cwd=elsewhere)
    assert done.returncode == 1
    assert "cannot read `seeds/virtual-alliance/brief.yaml`" in done.stderr


def test_a_template_that_fails_is_named(elsewhere: Path) -> None:
    templates = elsewhere / "templates"
    shutil.copytree(ROOT / "templates", templates)
    page = templates / "base" / "parts" / "risks.html.j2"
    page.write_text(
        "{% for n in range(99999) %}{% for o in range(99999) %}{% endfor %}{% endfor %}\n"
        + page.read_text("utf-8"),
        "utf-8",
    )
    code = (
        "from pathlib import Path; from briefgen import build, open_workspace\n"
        "space = open_workspace(Path('seeds'), templates=Path('templates'))\n"
        "report = build(space, formats=['html'])\n"
        "print(*(f'{d.code} {d.span.file}:{d.span.line}' for d in report.diagnostics))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=elsewhere, capture_output=True, text=True, check=False
    )
    assert done.stdout == "BG612 templates/base/parts/risks.html.j2:1\n", done.stderr


def test_an_interruption_is_not_lost() -> None:
    """Exceptions in callbacks of the garbage collector go nowhere; Dask has such callbacks."""
    code = (
        "import gc, os, signal, time\n"
        "from briefgen import cli\n"
        "def collected(phase, info):\n"
        "    gc.callbacks.remove(collected)\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "def work(**named):\n"
        "    gc.callbacks.append(collected)\n"
        "    gc.collect()\n"
        "    time.sleep(60)\n"
        "    print('not interrupted')\n"
        "cli.cli = work\n"
        "cli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_an_interrupted_build_leaves_neither_processes_nor_files(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "briefgen", "build", "-j", "2", "-o", tmp_path],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    time.sleep(0.6)
    os.killpg(process.pid, number)
    output, _ = process.communicate(timeout=60)  # ends only when the last worker has closed it
    assert process.returncode == status
    assert "Traceback" not in output
    assert list(tmp_path.iterdir()) == []
    for _ in range(50):  # the last helpers of a pool end a moment after the workers
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("processes are left")


INTERRUPTED = """
import os, signal
from briefgen import cli

def build(**_):
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except SystemExit as end:
        raise ValueError("cannot build the validator") from end

cli.cli = build
cli.main()
"""


def test_an_interruption_that_a_library_makes_a_fault_of_is_one_all_the_same() -> None:
    """A library that calls back, as pydantic does while it makes a model, wraps what is raised there."""
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (130, "")
