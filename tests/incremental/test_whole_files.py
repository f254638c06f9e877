"""A file is there whole or not at all, whatever happens to a build."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen import lock, output
from tests import killing
from tests.incremental.conftest import Project
from tests.incremental.program import BUILD, environment, run


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_that_stand_there_are_left_alone(tmp_path: Path) -> None:
    assert output.write_together(tmp_path, {"a": b"1", "b": b"2"}) == ("a", "b")
    first = (tmp_path / "a").stat().st_ino
    assert output.write_together(tmp_path, {"a": b"1", "b": b"3"}) == ("b",)
    assert (tmp_path / "a").stat().st_ino == first
    assert contents(tmp_path) == {"a": b"1", "b": b"3"}


@pytest.mark.parametrize("linked", [True, False])
def test_if_one_file_cannot_be_replaced_all_stand_as_they_stood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    """Such as a file that another program holds, on systems where that hinders it."""
    output.write_together(tmp_path, {"a": b"1", "b": b"2"})
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if target == tmp_path / "b" and self.parent.name != "before":
            raise PermissionError(errno.EACCES, "in use", str(target))
        return replace(self, target)

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "replace", refused)
    if not linked:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(PermissionError):
        output.write_together(tmp_path, {"new": b"0", "a": b"9", "b": b"9"})
    assert contents(tmp_path) == {"a": b"1", "b": b"2"}


def test_files_and_folders_are_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    output.write_together(tmp_path, {"a": b"1"})
    assert tmp_path in synced
    assert any(".a." in path.name for path in synced)


def test_what_a_killed_build_has_left_is_taken_away(project: Project) -> None:
    assert project.build(formats=["html"]).ok
    left = project.made / f"{output.STAGE}abc"
    left.mkdir()
    (left / "us.html").write_text("half")
    project.edit("content/harbour/ko.po", "만", "灣")
    assert project.build(formats=["html"]).ok
    assert not left.exists()


# -- the lock


def test_a_lock_is_held_by_one_and_is_gone_afterwards(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with lock.held(out):
        with pytest.raises(lock.Locked) as met, lock.held(out):
            pass
        assert met.value.holder.pid == os.getpid()
        assert f"process {os.getpid()} on " in str(met.value)
        assert "since 20" in str(met.value)
    assert not out.exists()
    with lock.held(out):
        (out / "kept").touch()
    assert [path.name for path in out.iterdir()] == ["kept"]


def _hold(folder: Path, told: Path) -> None:
    with lock.held(folder):
        child = os.fork()
        if child == 0:
            time.sleep(30)  # it has inherited what was open
            os._exit(0)
        told.write_text(str(child))
        time.sleep(30)


def test_a_crash_lets_go_of_the_lock(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    holder = multiprocessing.get_context("fork").Process(
        target=_hold, args=(tmp_path / "out", told)
    )
    holder.start()
    while not (told.exists() and told.read_text()):
        time.sleep(0.02)
    with pytest.raises(lock.Locked), lock.held(tmp_path / "out"):
        pass
    holder.kill()
    holder.join()
    with lock.held(tmp_path / "out"):
        pass
    os.kill(int(told.read_text()), signal.SIGKILL)


def test_who_waits_is_told_for_whom_and_has_it_next(tmp_path: Path) -> None:
    told = []
    first = lock.held(tmp_path)
    first.__enter__()

    def let_go(holder: lock.Holder) -> None:
        told.append(holder.pid)
        first.__exit__(None, None, None)

    with lock.held(tmp_path, wait=True, tell=let_go):
        assert (tmp_path / lock.NAME).exists()
    assert told == [os.getpid()]


def test_a_second_build_into_a_folder_says_who_is_there(project: Project) -> None:
    with lock.held(project.out):
        done = run(project, *BUILD)
        assert done.returncode == 2
        assert f"another build is writing to `out`: process {os.getpid()} on" in done.stderr
        assert "--wait" in done.stderr
        waiting = subprocess.Popen(
            [sys.executable, "-m", "briefgen", *BUILD, "--wait"],
            cwd=project.folder,
            env=environment(project),
            stderr=subprocess.PIPE,
            text=True,
        )
        assert waiting.stderr
        assert "waiting for another build: process" in waiting.stderr.readline()
    waiting.communicate(timeout=60)
    assert waiting.returncode == 0
    assert (project.made / "kr.html").is_file()


def _at(place: Path, kind: str, victim: Path) -> None:
    """Put in the lock's place what is no lock."""
    place.parent.mkdir()
    if kind == "link":
        place.symlink_to(victim)
    elif kind == "hard link":
        place.hardlink_to(victim)
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(victim.with_name("nothing"))


@pytest.mark.parametrize("kind", ["link", "hard link", "link to nothing", "pipe"])
def test_a_lock_that_leads_elsewhere_is_refused(project: Project, kind: str) -> None:
    victim = project.folder / "victim.txt"
    victim.write_text("precious")
    _at(project.out / lock.NAME, kind, victim)
    done = run(project, *BUILD)
    assert done.returncode == 2
    said = "cannot write `out`: .briefgen.lock in it is a link, or no plain file"
    assert said in done.stderr
    assert "take it away" in done.stderr
    assert victim.read_text() == "precious"
    assert not victim.with_name("nothing").exists()
    assert [path.name for path in project.out.iterdir()] == [lock.NAME]


# -- disks and rights


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 300 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small tmpfs")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_what_stood(project: Project, small_disk: Path) -> None:
    assert run(project, *BUILD, "-a", "us", "-o", small_disk).returncode == 0
    before = contents(small_disk / "harbour")
    filling = small_disk / "filling"
    room = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_bsize
    filling.write_bytes(b"0" * (room - 20_000))
    project.edit("content/harbour/brief.yaml", "It costs little.", "It costs very little.")
    done = run(project, *BUILD, "-a", "us", "-o", small_disk)
    assert done.returncode == 2
    assert "no space left on device" in done.stderr
    assert "make room on the disk" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(small_disk / "harbour") == before
    filling.unlink()
    assert run(project, *BUILD, "-a", "us", "-o", small_disk).returncode == 0
    assert contents(small_disk / "harbour") != before


def test_a_full_disk_for_the_cache_is_no_matter(project: Project, small_disk: Path) -> None:
    room = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_bsize
    (small_disk / "filling").write_bytes(b"0" * room)
    done = run(project, *BUILD, BRIEFGEN_CACHE=str(small_disk))
    assert done.returncode == 0, done.stderr
    assert [path.name for path in small_disk.rglob("*") if path.is_file()] == ["filling"]


def test_a_read_only_disk_leaves_what_stood(project: Project, small_disk: Path) -> None:
    assert run(project, *BUILD, "-a", "us", "-o", small_disk).returncode == 0
    before = contents(small_disk / "harbour")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    nothing = run(project, *BUILD, "-a", "us", "-o", small_disk)
    assert nothing.returncode == 0, nothing.stderr
    project.edit("content/harbour/brief.yaml", "It costs little.", "It costs very little.")
    done = run(project, *BUILD, "-a", "us", "-o", small_disk)
    assert done.returncode == 2
    assert "read-only file system" in done.stderr
    assert contents(small_disk / "harbour") == before


def test_a_folder_that_vanishes_is_a_message(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefgen import EnvironmentFault

    write = output.write

    def vanishing(path: Path, data: bytes) -> None:
        shutil.rmtree(project.out, ignore_errors=True)
        if not project.out.exists():
            project.out.write_text("something else")
        write(path, data)

    monkeypatch.setattr(output, "write", vanishing)
    with pytest.raises(EnvironmentFault, match="cannot write"):
        project.build(formats=["html"])


# -- builds that are killed


def test_builds_that_are_killed_leave_whole_files(tmp_path: Path, cache: Path) -> None:
    """A sample of `python -m tests.killing`."""
    tally = killing.campaign(tmp_path, 5, seed=1, cache=cache)
    assert tally.killed == 5
    assert tally.faults == []
