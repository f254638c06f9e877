"""The same documents give the same bytes: in another folder, time zone, language, at another hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests import cases
from tests.conftest import ROOT

SURROUNDINGS = [
    {"TZ": "UTC", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "0"},
    {
        "TZ": "Asia/Seoul",
        "LC_ALL": "ko_KR.UTF-8",
        "LANG": "ko_KR.UTF-8",
        "PYTHONHASHSEED": "1",
        "COLUMNS": "40",
        "PYTHONUTF8": "1",
    },
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR", "PYTHONHASHSEED": "4242"},
]


def made(folder: Path) -> list[dict[str, bytes]]:
    """The files of a brief, built in three folders in different surroundings, each with no cache."""
    found = []
    for number, environment in enumerate(SURROUNDINGS):
        home = folder / f"checkout{'-of-another-name' * number}"
        shutil.copytree(cases.CONTENT, home / "content")
        for path in (home / "content").rglob("*.*"):
            os.utime(path, (time.time() - 86_400 * number,) * 2)
        subprocess.run(
            [
                *(sys.executable, "-m", "briefgen", "build", "--content", "content"),
                *("-a", ("us", "jp", "kr")[number], "--embed-fonts", "-j", str(1 + number % 2)),
                *("-a", "jp", "-a", "kr", "-a", "us"),
            ],
            cwd=home,
            env=os.environ
            | {"PYTHONPATH": str(ROOT), "BRIEFGEN_CACHE": str(home / "cache")}
            | environment,
            check=True,
            capture_output=True,
        )
        files = (home / "out" / cases.BRIEF).iterdir()
        found.append({path.name: path.read_bytes() for path in files})
    return found


def test_the_same_bytes_and_no_folder_is_named(tmp_path: Path) -> None:
    first, *others = made(tmp_path)
    assert len(first) == 8
    for other in others:
        assert other.keys() == first.keys()
        assert [name for name, data in first.items() if other[name] != data] == []
    for name, data in first.items():
        assert b"checkout" not in data, name
