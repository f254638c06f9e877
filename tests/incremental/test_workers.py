"""Processes that typeset: one that dies, or a sheet that fails, takes nothing else along."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest

from briefgen import press, worker
from briefgen.pipeline import EnvironmentFault
from briefgen.press import NotSet, Press, Sheet
from tests import cases
from tests.incremental.conftest import Project

PAGE = "<!doctype html><html lang=en><head><title>A</title></head><body><p>%s</p></body></html>"


def submit(to: Press, name: str, text: str = "a") -> Sheet:
    return to.submit(PAGE % text, (), (), "en", name)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sheets are not set, but noted in a file; some die, some fail, `slow` waits to be killed."""
    path = tmp_path / "log"
    path.touch()

    def instead(html: str, *_rest: object) -> tuple[str, object]:
        with path.open("a") as stream:
            stream.write(f"{os.getpid()} {html.partition('<p>')[2].partition('<')[0][:20]}\n")
        if "die" in html:
            os.kill(os.getpid(), signal.SIGKILL)
        if "slow" in html:
            time.sleep(60)
        if "fail" in html:
            return "failed", "ValueError: no (x.py:1)"
        return "set", press.PdfResult(b"%PDF", 1, ())

    monkeypatch.setattr(worker, "typeset", instead)
    monkeypatch.setattr(worker, "warm_up", lambda: None)
    return path


@pytest.mark.usefixtures("log")
def test_a_process_that_dies_takes_one_sheet_along() -> None:
    with Press(2, None) as made:
        sheets = {name: submit(made, name, name) for name in ("a", "die", "b", "fail", "c", "d")}
        for name in ("a", "b", "c", "d"):
            assert sheets[name].result().data == b"%PDF"
        with pytest.raises(NotSet, match=r"the process that set it ended unexpectedly \(SIGKILL\)"):
            sheets["die"].result()
        with pytest.raises(NotSet, match="ValueError"):
            sheets["fail"].result()


def test_the_longest_goes_first(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Characters that take more bytes count more."""
    monkeypatch.setattr(worker, "warm_up", lambda: time.sleep(0.5))
    with Press(1, None) as made:
        texts = ["a", "bb" * 50, "한국" * 30, "d" * 90]
        sheets = [submit(made, str(n), text) for n, text in enumerate(texts)]
        assert [sheet.result().pages for sheet in sheets] == [1, 1, 1, 1]
    order = [line.split(" ", 1)[1] for line in log.read_text("utf-8").splitlines()]
    assert order == [text[:20] for text in ("한국" * 30, "bb" * 50, "d" * 90, "a")]


@pytest.mark.usefixtures("log")
def test_leaving_ends_processes_at_once() -> None:
    began = time.monotonic()
    with Press(2, None) as made:
        submit(made, "slow", "slow")
        for _ in range(20):
            made.turn(0.05)
        processes = [hand.process for hand in made._workers]
    assert processes
    assert all(process.exitcode is not None for process in processes)
    assert time.monotonic() - began < 20


def test_processes_are_replaced_after_a_time(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "_LIFE", 2)
    with Press(2, None) as made:
        sheets = [submit(made, str(n), str(n)) for n in range(9)]
        assert [sheet.result().data for sheet in sheets] == [b"%PDF"] * 9
    pids = [line.split()[0] for line in log.read_text().splitlines()]
    assert len(pids) == 9
    assert max(pids.count(pid) for pid in pids) == 2


def test_processes_that_die_as_soon_as_they_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "warm_up", lambda: os._exit(3))
    with (
        pytest.raises(EnvironmentFault, match=r"end as soon as they start \(exit status 3\)"),
        Press(2, None) as made,
    ):
        submit(made, "a").result()


def test_a_process_ends_with_its_parent(tmp_path: Path) -> None:
    """Even if that is killed and can tell nobody."""
    told = tmp_path / "pid"
    parent = os.fork()
    if parent == 0:
        made = Press(2, None, early=1)
        told.write_text(str(made._workers[0].process.pid))
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(parent, 0)
    child = int(told.read_text())
    for _ in range(100):
        if not _runs(child):
            return
        time.sleep(0.1)
    pytest.fail("the process is left")


def _runs(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def two_briefs(project: Project) -> None:
    shutil.copytree(project.brief, project.brief.parent / "second")


def kill_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill the process that sets a sheet, from outside, as soon as it has it."""
    hand_out = Press._hand_out
    killed: list[int] = []

    def then(self: Press) -> None:
        hand_out(self)
        for hand in self._workers:
            if hand.sheet and not killed and hand.sheet.work[4] == name:
                assert hand.process.pid
                killed.append(hand.process.pid)
                threading.Timer(0.05, os.kill, (hand.process.pid, signal.SIGKILL)).start()

    monkeypatch.setattr(Press, "_hand_out", then)


def test_a_build_goes_on_when_a_process_is_killed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_briefs(project)
    kill_one("harbour/jp", monkeypatch)
    report = project.build(jobs=2)
    assert not report.ok
    assert report.faulty == ("harbour",)
    (said,) = report.diagnostics
    assert said.code == "BG702"
    assert "cannot make `jp.pdf`" in said.message
    assert said.span.file.endswith("harbour/brief.yaml")
    assert not project.made.exists()
    assert {path.name for path in (project.out / "second").iterdir()} >= {"jp.pdf", "us.html"}
    assert not report.repeatable
    monkeypatch.undo()
    again = project.build(jobs=2)
    assert again.ok
    assert {one.path.name for one in again.explained if one.fate == "made"} == {"jp.pdf"}


def test_a_build_goes_on_when_a_brief_meets_a_fault_of_the_program(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefgen import printer

    two_briefs(project)
    draw = printer.draw

    def instead(edition, *given):
        if (edition.brief, edition.audience) == ("second", "kr"):
            raise RuntimeError("nobody has foreseen this")
        return draw(edition, *given)

    monkeypatch.setattr(printer, "draw", instead)
    report = project.build(formats=["html"])
    assert report.faulty == ("second",)
    assert "BG702" in {one.code for one in report.diagnostics}
    assert any("RuntimeError: nobody has foreseen" in one.message for one in report.diagnostics)
    assert (project.made / "kr.html").is_file()


def test_few_briefs_are_open_at_a_time(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen.printer import SHEETS_AHEAD, Printer

    def slowly(*_: object) -> tuple[str, object]:
        time.sleep(0.5)
        return "set", press.PdfResult(b"%PDF", 1, ())

    for number in range(12):
        shutil.copytree(project.brief, project.brief.parent / f"copy-{number}")
    most = [0]
    add = Printer.add

    def counted(self: Printer, checked) -> None:
        add(self, checked)
        most[0] = max(most[0], len(self._open))

    monkeypatch.setattr(Printer, "add", counted)
    monkeypatch.setattr(worker, "typeset", slowly)
    monkeypatch.setattr(worker, "warm_up", lambda: None)
    report = project.build(jobs=2, audiences=["us"], formats=["pdf"])
    assert report.ok
    assert len(report.written) == 26
    assert (
        1 <= most[0] <= 2 * SHEETS_AHEAD + 3
    )  # those that wait, are being set, and have just come
    assert cases.BRIEF in report.briefs
