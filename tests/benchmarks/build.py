"""How long a build takes, beside the weasyprint command and Typst, on the same content.

    python -m tests.benchmarks.build [RUNS]

Prints a Markdown table: the least of RUNS wall-clock times (default 5), all measured in one session,
each command in a process of its own. Ratios are what counts; seconds depend on the machine.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tests.conftest import ROOT, SEEDS

BIN = Path(sys.executable).parent
AUDIENCES = ("us", "jp", "kr")
FONTS = {"us": "XCharter", "jp": "Noto Serif JP", "kr": "Noto Serif KR"}


def timed(command: Sequence[str | Path], **environment: str) -> tuple[float, int]:
    """Seconds, and the peak memory of the process in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, command
    return time.perf_counter() - began, usage.ru_maxrss // 1024


def build(out: Path, cache: Path, *options: str) -> tuple[float, int]:
    command = [BIN / "briefgen", "build", "--content", SEEDS, "-o", out, *options]
    return timed(command, BRIEFGEN_CACHE=str(cache))


def weasyprint(folder: Path) -> float:
    """Three runs of the weasyprint command on our own HTML, with the system's fonts."""
    return sum(
        timed([BIN / "weasyprint", "-q", folder / f"{name}.html", folder / f"{name}-w.pdf"])[0]
        for name in AUDIENCES
    )


def typst_documents(folder: Path) -> list[Path]:
    """The words of our PDFs as plain Typst documents in the same fonts."""
    paths = []
    for name in AUDIENCES:
        text = subprocess.run(
            ["pdftotext", "-layout", folder / f"{name}.pdf", "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        escaped = re.sub(r"([\\#*_`$<>@\[\]=+/-])", r"\\\1", text)
        head = f'#set text(font: "{FONTS[name]}", size: 10.5pt)\n#set par(justify: true)\n'
        path = folder / f"{name}.typ"
        path.write_text(head + escaped, "utf-8")
        paths.append(path)
    return paths


def typst(paths: Sequence[Path], fonts: Path) -> float:
    """One process that compiles the three documents."""
    code = (
        "import sys, typst\n"
        "for path in sys.argv[2:]:\n"
        "    typst.compile(path, output=path + '.pdf', font_paths=[sys.argv[1]])"
    )
    return timed([sys.executable, "-c", code, fonts, *paths])[0]


def gather_fonts(folder: Path) -> Path:
    from briefgen.typeset.faces import faces_of

    for face in faces_of(FONTS.values()):
        shutil.copy(face.path(), folder)
    return folder


def rows(runs: int, work: Path) -> dict[str, float]:
    out, cache = work / "out", work / "cache"
    folder = out / "virtual-alliance"

    def cold() -> float:
        shutil.rmtree(cache, ignore_errors=True)
        return build(out, cache)[0]

    found = {"briefgen build, all caches empty": min(cold() for _ in range(runs))}
    found["briefgen build --force"] = min(build(out, cache, "--force")[0] for _ in range(runs))
    found["briefgen build --force --jobs 1"] = min(
        build(out, cache, "--force", "-j", "1")[0] for _ in range(runs)
    )
    found["three runs of the weasyprint command"] = min(weasyprint(folder) for _ in range(runs))
    fonts = work / "fonts"
    fonts.mkdir()
    gather_fonts(fonts)
    documents = typst_documents(folder)
    found["Typst, one process, PDF only"] = min(typst(documents, fonts) for _ in range(runs))
    for name, options in (("--help", ["--help"]), ("validate", ["validate", "--content", SEEDS])):
        command = [BIN / "briefgen", *options]
        found[f"briefgen {name}"] = min(timed(command)[0] for _ in range(runs * 3))
    return found


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        found = rows(runs, work)
        reference = found["three runs of the weasyprint command"]
        print("| command | seconds | of three weasyprint runs |\n|---|---:|---:|")
        for label, seconds in found.items():
            print(f"| {label} | {seconds:.2f} | {seconds / reference:.2f} |")
        sizes = {n: (work / "out/virtual-alliance" / f"{n}.pdf").stat().st_size for n in AUDIENCES}
        print("\nPDF: " + ", ".join(f"{n} {size / 1000:.0f} kB" for n, size in sizes.items()))
        peak = build(work / "out", work / "cache", "--force", "-j", "1")[1]
        print(f"Peak memory, one process: {peak} MB")
    packages = ("briefgen", "weasyprint", "typst", "pydantic")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    print(f"{versions}, Python {platform.python_version()}, {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
