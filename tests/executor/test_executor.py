"""Sheets set by an executor's workers: any executor, and a cluster of Dask."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from briefgen import cluster, executor, origin
from briefgen.cli import cli
from briefgen.executor import ExecutorPress, Order, set_order
from briefgen.limits import Exceeded, Limits
from briefgen.pipeline import EnvironmentFault
from briefgen.press import NotSet
from briefgen.source import files
from briefgen.typeset.faces import faces_of, own_face
from tests.conftest import ROOT
from tests.incremental.conftest import Project
from tests.incremental.conftest import project as project

PAGE = "<!doctype html><html lang=en><head><title>A</title></head><body><p>%s</p></body></html>"
CSS = ("body { font-family: 'XCharter' }",)
FACES = faces_of(("XCharter",))[:1]


class Here(Executor):
    """An executor that works in this process, and remembers what it was given."""

    def __init__(self, *, at_once: bool = True) -> None:
        self.orders: list[Order] = []
        self.at_once, self.futures = at_once, list[Future[Any]]()

    def submit(self, function: Any, /, *given: Any, **named: Any) -> Future[Any]:
        self.orders += given
        future: Future[Any] = Future()
        self.futures.append(future)
        if self.at_once:
            try:
                future.set_result(function(*given, **named))
            except Exception as error:
                future.set_exception(error)
        return future


def submit(to: ExecutorPress, text: str = "a", faces: Any = FACES) -> Any:
    return to.submit(PAGE % text, CSS, faces, "en", text)


def test_any_executor_will_do() -> None:
    """One of the standard library's, with processes that know nothing of this one."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        press = ExecutorPress(pool, 1, keeps=False)
        sheets = [submit(press, text) for text in ("one", "two", "three")]
        here = ExecutorPress(Here(), 1, keeps=False)
        for text, sheet in zip(("one", "two", "three"), sheets, strict=True):
            assert sheet.result() == submit(here, text).result()


def test_few_are_in_flight_and_the_longest_go_first() -> None:
    waiting = Here(at_once=False)
    press = ExecutorPress(waiting, 2, keeps=False)
    for length in (1, 2, 3, 4, 9, 5, 7):
        submit(press, "x" * length)
    assert len(waiting.orders) == 2 * executor.AHEAD
    assert press.waiting == 3
    waiting.futures[0].set_result(("failed", "no"))
    press.turn()
    assert press.waiting == 2
    assert b"xxxxxxxxx" in waiting.orders[-1].work


def test_font_files_are_sent_once_to_those_who_lack_them(tmp_path: Path) -> None:
    file = tmp_path / "house.otf"
    file.write_bytes(FACES[0].path().read_bytes() + b"\0" * 5)
    face = own_face("XCharter", 400, "normal", file, spacing=False)
    there = Here()
    press = ExecutorPress(there, 1, keeps=False)
    made = [submit(press, "a", (face,)).result() for _ in range(2)]
    assert made[0] == made[1]
    assert [list(order.fonts.values()) for order in there.orders] == [[], [file.read_bytes()], []]
    file.unlink()
    with pytest.raises(EnvironmentFault, match=r"house\.otf.*missing"):
        submit(press, "a", (face,)).result()


def test_a_worker_with_other_versions_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    press = ExecutorPress(Here(), 1, keeps=False)
    order = Order(dict(origin.environment()) | {"weasyprint": "71.0"}, b"not read", {}, Limits())
    kind, said = set_order(order, keeps=False)
    assert kind == "fault"
    assert "weasyprint 70.0 there, 71.0 here" in said
    order = replace(order, versions={**origin.environment(), "briefgen's code": "0" * 64})
    assert "briefgen's code differs" in set_order(order, keeps=False)[1]
    monkeypatch.setattr(executor, "set_order", lambda *_, **__: (kind, said))
    with pytest.raises(EnvironmentFault, match=r"weasyprint 70\.0 there"):
        submit(press).result()


@pytest.mark.parametrize(
    ("error", "raised", "said"),
    [
        (ModuleNotFoundError("No module named 'briefgen'"), EnvironmentFault, "cannot load this"),
        (RuntimeError("KilledWorker"), NotSet, "the worker that set it was lost"),
    ],
)
def test_what_a_worker_cannot_do(error: Exception, raised: type[Exception], said: str) -> None:
    there = Here(at_once=False)
    sheet = submit(ExecutorPress(there, 1, keeps=False))
    there.futures[0].set_exception(error)
    with pytest.raises(raised, match=said):
        sheet.result()


def test_a_connection_that_is_lost() -> None:
    there = Here(at_once=False)
    sheet = submit(ExecutorPress(there, 1, keeps=False))
    there.futures[0].cancel()
    there.futures[0].set_running_or_notify_cancel()
    with pytest.raises(EnvironmentFault, match="connection to the workers has been lost"):
        sheet.result()


def test_an_executor_that_is_shut_down() -> None:
    with ProcessPoolExecutor(1) as pool:
        press = ExecutorPress(pool, 1, keeps=False)
    with pytest.raises(NotSet, match="no worker is left"):
        submit(press).result()


@pytest.mark.parametrize(
    ("limits", "text", "said"),
    [
        (Limits(seconds=1), "x y " * 200_000, "it takes more than 1 s"),
        (Limits(memory=60), "x y " * 200_000, "it takes more than 60 MB of memory"),
        (Limits(pages=1), "x y " * 2_000, "it has more than 1 pages"),
    ],
)
def test_a_sheet_beyond_a_limit_does_not_end_the_worker(
    limits: Limits, text: str, said: str
) -> None:
    press = ExecutorPress(Here(), 1, keeps=False)
    press.limits = limits
    with pytest.raises(Exceeded, match=said):
        submit(press, text).result()
    press.limits = Limits()
    assert submit(press).result().pages == 1


def hand() -> Any:
    """The process that typesets for this thread, as an executor's worker has it."""
    (found,) = executor._mine.presses[None]._workers
    return found


def test_a_sheet_that_ends_its_process_does_not_end_the_worker() -> None:
    here = ExecutorPress(Here(), 1, keeps=False)
    assert submit(here).result().pages == 1
    stopped, pid = hand().process, hand().process.pid
    os.kill(pid, signal.SIGSTOP)
    threading.Timer(0.2, stopped.kill).start()
    with pytest.raises(NotSet, match=r"the process that set it ended unexpectedly \(SIGKILL\)"):
        submit(here).result()
    assert submit(here).result().pages == 1


def test_a_process_that_dies_with_nothing_to_do_is_replaced() -> None:
    here = ExecutorPress(Here(), 1, keeps=False)
    assert submit(here).result().pages == 1
    before = hand().process
    before.kill()
    before.join()
    assert submit(here).result().pages == 1
    assert hand().process.pid != before.pid


def test_a_worker_whose_installation_has_changed_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its processes begin with what lies on the disk then."""
    here = ExecutorPress(Here(), 1, keeps=False)
    assert submit(here).result().pages == 1
    hand().process.kill()
    hand().process.join()
    monkeypatch.setattr(executor._mine.presses[None], "_apart", {"code": "of another version"})
    with pytest.raises(EnvironmentFault, match="was changed after it had been started"):
        submit(here).result()
    monkeypatch.undo()
    assert submit(here).result().pages == 1


def test_processes_end_with_the_thread_that_they_work_for() -> None:
    here = ExecutorPress(Here(), 1, keeps=False)
    processes = []

    def work() -> None:
        submit(here).result()
        processes.append(hand().process)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert processes[0]._popen.returncode is not None, "and nobody has to look after it"


# -- Dask


@pytest.fixture(scope="module")
def scheduler(cache: Path) -> Iterator[Any]:
    """A cluster with two workers on this machine, as somebody else may have started it."""
    distributed = pytest.importorskip("distributed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFGEN_CACHE", str(cache))
        made = distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            memory_limit=0,
        )
    with made:
        yield made


def killed(workers: Any) -> threading.Thread:
    """Kill a worker as soon as it has something to do."""

    def kill() -> None:
        time.sleep(0.3)
        os.kill(next(iter(workers.values())).pid, signal.SIGKILL)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    return thread


def test_a_cluster_that_runs_makes_the_same_bytes(project: Project, scheduler: Any) -> None:
    assert project.build().ok
    local = project.files()
    where = f"dask={scheduler.scheduler_address}"
    report = project.build(out=project.folder / "far", force=True, executor=where, jobs=0)
    assert report.ok
    assert {path.name: path.read_bytes() for path in (project.folder / "far").glob("*/*")} == local
    death = killed(scheduler.workers)
    report = project.build(out=project.folder / "dead", force=True, executor=where, jobs=0)
    death.join()
    assert report.ok, report.diagnostics
    assert {path.name: path.read_bytes() for path in (project.folder / "dead").glob("*/*")} == local


def test_threads_of_workers_count(scheduler: Any) -> None:
    """`dask worker` starts one process with a thread for each processor."""
    where = f"dask={scheduler.scheduler_address}"
    with cluster.connected(where, 0, None) as press:
        assert press.jobs == 2
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=1,
            threads_per_worker=3,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
        ) as threads,
        cluster.connected(f"dask={threads.scheduler_address}", 0, None) as press,
    ):
        assert press.jobs == 3
        assert [submit(press, text).result().pages for text in "abcd"] == [1] * 4


def test_a_cluster_of_our_own() -> None:
    """Ended with the build, together with its workers; a sheet that kills them takes no other along."""
    pytest.importorskip("distributed")
    with cluster.connected("dask", 2, None) as press:
        lost = press._executor.submit(os._exit, 1)
        pid = press._executor.submit(os.getpid).result(30)
        assert submit(press).result().pages == 1
        press.limits = Limits(seconds=1)
        with pytest.raises(Exceeded, match="it takes more than 1 s"):
            submit(press, "x y " * 200_000).result()
        assert type(lost.exception(60)).__name__ == "KilledWorker"
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("a worker is still there")


def build(project: Project, *options: str) -> Any:
    content = str(project.folder / "content")
    command = ["build", "--content", content, "-o", str(project.out), *options]
    return CliRunner().invoke(cli, command)


def test_nobody_listens(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "_PATIENCE", 0.5)
    result = build(project, "--executor", "dask=tcp://127.0.0.1:9")
    assert result.exit_code == 2
    assert "cannot reach a Dask scheduler at `tcp://127.0.0.1:9`" in result.output
    assert not project.out.exists() or not list(project.out.glob("*/*"))


def test_a_cluster_without_workers(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "_PATIENCE", 4)
    with distributed.LocalCluster(
        n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as empty:
        result = build(project, "--executor", f"dask={empty.scheduler_address}")
    assert result.exit_code == 2
    assert "has no workers" in result.output


def test_a_cluster_that_loses_its_workers(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is waited for, but not for ever; what is not made is said, and what stood there stands."""
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(executor, "DESERTED", 3)
    monkeypatch.setattr(executor, "_LOOK", 0.2)
    assert project.build().ok
    before = project.files()
    shutil.copytree(project.brief, project.brief.parent / "second")
    with distributed.LocalCluster(
        n_workers=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", memory_limit=0
    ) as losing:
        submit = ExecutorPress.submit

        def lost(*given: Any) -> Any:
            if losing.workers:
                losing.scale(0)
                losing.sync(losing._correct_state)
            return submit(*given)

        monkeypatch.setattr(ExecutorPress, "submit", lost)
        where = f"dask={losing.scheduler_address}"
        result = build(project, "--force", "-f", "pdf", "--executor", where)
    assert result.exit_code == 1, result.output
    said = re.findall(
        r"error\[BG702\].* `(\w+)\.pdf`: there has been no worker for 3 s", result.output
    )
    assert sorted(said) == ["jp", "jp", "kr", "kr", "us", "us"], result.output
    assert project.files() == before
    assert not [*project.out.glob("second/*")]


def test_workers_may_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time counts from when all were lost, and anew when they are lost again."""
    monkeypatch.setattr(executor, "_LOOK", 0.01)
    moments, looked = [0, 50, 100, 140, 160.5], list[float]()
    there = iter([0, 0, 1, 0, 0])

    def now() -> float:
        looked.append(moments.pop(0) if moments else looked[-1] + 100)
        return looked[-1]

    monkeypatch.setattr(executor, "time", SimpleNamespace(monotonic=now))
    waiting = Here(at_once=False)
    press = ExecutorPress(waiting, 1, keeps=False, there=lambda: next(there, 0))
    sheets = [submit(press) for _ in range(5)]
    for sheet in sheets:
        with pytest.raises(NotSet, match="there has been no worker for 60 s"):
            sheet.result()
    assert looked[:5] == [0, 50, 100, 140, 160.5]
    assert all(future.cancelled() for future in waiting.futures)


def test_an_interrupted_build_leaves_whole_files_and_no_processes(
    project: Project, tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    for number in range(40):
        shutil.copytree(project.brief, project.brief.parent / f"brief-{number}")
    content, out = project.folder / "content", tmp_path / "out"
    command = [sys.executable, "-m", "briefgen", "build", "--content", content, "-o", out]
    process = subprocess.Popen(
        [*command, "--executor", "dask", "-j", "2", "-f", "pdf"],
        env=os.environ | {"PYTHONPATH": str(ROOT), "BRIEFGEN_CACHE": str(tmp_path / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        # The first brief is whole as soon as there are files of the second: what is half put is put back.
        while len([*out.glob("*/manifest.json")]) < 2:
            assert process.poll() is None, process.communicate()[0]
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        output, _ = process.communicate(timeout=60)  # ends when the last worker has closed it
        assert gone(process.pid), "processes are left"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 130, output
    assert "Traceback" not in output
    made = [*out.glob("*/manifest.json")]
    assert 0 < len(made) < 41
    for manifest in made:
        outputs = json.loads(manifest.read_text("utf-8"))["outputs"]
        digests = {name: one["digest"] for name, one in outputs.items()}
        # What was being written when the signal came lies beside; the next build clears it away.
        seen = (path for path in manifest.parent.iterdir() if not path.name.startswith("."))
        there = {path.name: path for path in seen if path != manifest}
        assert digests == {name: files.digest(path.read_bytes()) for name, path in there.items()}


def gone(group: int) -> bool:
    """Whether a group of processes comes to its end."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_the_extra_is_missing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = build(project, "--executor", "dask")
    assert result.exit_code == 2
    assert "pip install 'briefgen[dask]'" in result.output


@pytest.mark.parametrize("name", ["ray", "dask=", "dask=host:8786", "dask=file:///x"])
def test_another_executor(project: Project, name: str) -> None:
    result = build(project, "--executor", name)
    assert result.exit_code == 2
    assert "dask=tcp://HOST:PORT" in result.output
