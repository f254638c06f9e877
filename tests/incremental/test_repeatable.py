"""The same documents give the same bytes: in another folder, time zone, language, at another hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time

import pytest

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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """The files of a brief, built in three folders in different surroundings, each with no cache."""
    found = []
    for number, environment in enumerate(SURROUNDINGS):
        home = tmp_path_factory.mktemp(f"checkout{'-of-another-name' * number}")
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
        folder = home / "out" / cases.BRIEF
        found.append({path.name: path.read_bytes() for path in folder.iterdir()})
    return found


@pytest.mark.parametrize("other", [1, 2])
def test_the_same_bytes(made: list[dict[str, bytes]], other: int) -> None:
    assert len(made[0]) == 8
    assert made[other].keys() == made[0].keys()
    differing = [name for name, data in made[0].items() if made[other][name] != data]
    assert differing == []


def test_no_folder_and_no_user_is_named(made: list[dict[str, bytes]]) -> None:
    for name, data in made[0].items():
        assert b"checkout" not in data, name
