"""What an edition may take holds in the preview too: beyond that the last good pages stand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from queue import Queue
from typing import TYPE_CHECKING

import pytest

from briefgen import limits
from briefgen.limits import LetGo, Limits, holding
from briefgen.preview import galleys
from briefgen.preview.galley import Answer, Done, Look, Order
from briefgen.preview.galleys import Galleys
from briefgen.typeset.faces import faces_of
from briefgen.writers import sandbox
from tests.preview.driver import Project, Running
from tests.preview.test_making import KOREAN, Bench, bench
from tests.robustness.test_limits import ENDLESS, GREEDY, HUGE, SLOW

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["bench"]
WAIT = 120
PAGE = "<!doctype html><html lang=en><head><title>A</title></head><body>%s</body></html>"
CSS = "body { font-family: 'XCharter' }"
MANY = "".join(f"<p>{n}</p>" for n in range(20_000))
LINELESS = "<p style='counter-reset: a'></p>" * 200_000
"""Takes long before there is a line to be broken, where a process would let go of it."""


class Processes:
    """Galleys, and what they tell."""

    def __init__(self) -> None:
        self.told: Queue[Answer] = Queue()
        self.galleys = Galleys(self.told.put, 1)

    def order(self, body: str, css: str = "", **allowed: int) -> int:
        number = self.galleys.next_number()
        given = replace(Limits(), **allowed)
        made = PAGE % body, (CSS, css), faces_of(("XCharter",))[:1], "en"
        self.galleys.submit(Order(number, "us", Look(200), given, *made))
        self.galleys.approve("us")
        return number

    def done(self, number: int) -> Done:
        while True:
            answer = self.told.get(timeout=WAIT)
            if isinstance(answer, Done):
                assert answer.number == number
                return answer

    @property
    def pid(self) -> int | None:
        return self.galleys._workers[0].process.pid


@pytest.fixture
def processes() -> Iterator[Processes]:
    made = Processes()
    yield made
    made.galleys.close()


@pytest.mark.parametrize(
    ("body", "css", "limit", "most"),
    [
        ("<p>a</p>", HUGE, "seconds", 2),
        (MANY, "", "memory", 60),
        ("<p>a</p>" * 9, ENDLESS, "pages", 5),
    ],
)
def test_a_process_that_has_met_a_limit_is_replaced(
    processes: Processes, body: str, css: str, limit: str, most: int
) -> None:
    assert processes.done(processes.order("<p>good</p>")).data
    before = processes.pid
    done = processes.done(processes.order(body, css, **{limit: most}))
    assert (done.exceeded, done.fault, done.data) == ((limit, most), "", b"")
    again = processes.done(processes.order("<p>good</p>"))
    assert again.data
    assert not again.exceeded
    assert processes.pid != before


def test_a_process_that_dies_is_replaced(processes: Processes) -> None:
    """What it had in hand is told of; what came meanwhile is set by the next process."""
    assert processes.done(processes.order("<p>good</p>")).data
    lost = processes.order(MANY)
    while processes.galleys._waiting:
        time.sleep(0.01)
    processes.galleys._workers[0].process.kill()
    done = processes.done(lost)
    assert "the process that set it ended unexpectedly (SIGKILL)" in done.fault
    assert processes.done(processes.order("<p>good</p>")).data


def test_a_process_that_does_not_let_go_is_ended(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is mended need not wait for the end of what was not."""
    monkeypatch.setattr(galleys, "_GRACE", 0.3)
    assert processes.done(processes.order("<p>good</p>")).data
    before = processes.pid
    processes.order(LINELESS)
    time.sleep(1)
    assert processes.done(processes.order("<p>mended</p>")).data
    assert processes.pid != before


# -- templates, which are rendered in the server's own process


def test_a_page_that_is_superseded_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not at once: a view that moves would keep a slow page from ever being made."""
    clock = iter([0, 500_000_000, 1_500_000_000])
    monkeypatch.setattr(limits.time, "thread_time_ns", lambda: next(clock))
    with holding(Limits(), lambda: True), sandbox.bounded():
        sandbox.step(6_000)
        with pytest.raises(LetGo):
            sandbox.step(6_000)


@pytest.mark.parametrize(
    ("limit", "text", "said"),
    [
        ("seconds = 1", SLOW, "it takes more than 1 s"),
        ("memory = 100", GREEDY, "it takes more than 100 MB of memory"),
    ],
)
def test_a_template_beyond_its_limits(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, limit: str, text: str, said: str
) -> None:
    """It is tried once, in a thread as in the server; nothing else is held up; mended, it is shown."""
    rendered = []
    bounded = sandbox.bounded

    def counted(*given: int) -> object:
        rendered.append(1)
        return bounded(*given)

    monkeypatch.setattr("briefgen.writers.html.bounded", counted)
    (bench.project.folder / "briefgen.toml").write_text(f"[limits]\n{limit}\n", "utf-8")
    part = bench.project.templates / "kr" / "parts" / "risks.html.j2"
    part.write_text(text, "utf-8")
    in_thread(bench.run)
    assert (bench.stale(), bench.said() & {"limit"}) == ({"kr"}, {"limit"})
    (told,) = [one for one in bench.stage.snapshot()["diagnostics"] if one["rule"] == "limit"]
    assert (told["code"], told["place"]) == ("BG703", "templates/kr/parts/risks.html.j2:1:1")
    assert said in told["message"]
    assert "raise `" in told["hint"]
    assert bench.published() == {"us": 1, "jp": 1, "kr": 1}
    rendered.clear()
    in_thread(bench.run)
    assert not rendered
    assert "limit" in bench.said()
    part.write_text('{% include "parts/risks.html.j2" %}<p>mended</p>', "utf-8")
    in_thread(bench.run)
    assert (bench.stale(), bench.said() & {"limit"}) == (set(), set())
    assert bench.published()["kr"] == 2


def in_thread(work: Callable[[], None]) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


def test_pages_beyond_a_limit(bench: Bench) -> None:
    """They are said once, not tried again as they are, and tried again when the limit is raised."""
    bench.exceeded = ("pages", 1)
    bench.project.edit(bench.project.brief / "ko.po", KOREAN, "지금과 통일 이후")
    bench.run()
    assert bench.ordered == ["kr"]
    assert "limit" in bench.said()
    assert bench.held() == {"kr"}
    (told,) = [one for one in bench.stage.snapshot()["diagnostics"] if one["rule"] == "limit"]
    assert told["message"] == "cannot make `kr.pdf`: it has more than 1 pages"
    assert "raise `pages`" in told["hint"]
    bench.run()
    assert bench.ordered == ["kr"]
    bench.exceeded = None
    (bench.project.folder / "briefgen.toml").write_text("[limits]\npages = 2000\n", "utf-8")
    bench.run()
    assert bench.ordered == ["kr", "us", "jp", "kr"]
    assert (bench.held(), "limit" in bench.said()) == (set(), False)


# -- in the browser


def test_a_runaway_stylesheet(
    preview: Running, project: Project, visit: Callable[..., Page]
) -> None:
    """The last good pages stand under what is wrong and what can be done; mended, it goes on."""
    from playwright.sync_api import expect

    expect.set_options(timeout=WAIT * 1000)
    (project.folder / "briefgen.toml").write_text("[limits]\nseconds = 4\n", "utf-8")
    page = visit(media="pdf")
    pages = page.locator("#edition-kr .pdf img")
    pages.first.wait_for()
    expect(page.locator("#state")).to_contain_text("Up to date")
    before, children = page.locator("#edition-kr .pdf img").count(), preview.children()
    sheet = project.templates / "kr" / "print.css"
    good = sheet.read_text("utf-8")
    sheet.write_text(good + HUGE, "utf-8")
    problem = page.locator("#list li.error")
    expect(problem).to_contain_text("BG703")
    expect(problem).to_contain_text("cannot make `kr.pdf`: it takes more than 4 s")
    expect(problem.locator(".hint")).to_contain_text("raise `seconds`")
    expect(page.locator("#state")).to_have_text("Last good pages")
    expect(page.locator("#edition-kr .note")).to_have_text(
        "PDF pages as they were before the errors"
    )
    assert pages.count() == before
    assert set(preview.children()) != set(children)
    sheet.write_text(good + "h1 { color: #123456 }", "utf-8")
    expect(page.locator("#list li.error")).to_have_count(0)
    expect(page.locator("#state")).to_contain_text("Up to date")
    expect(page.locator("#edition-kr .note")).to_have_text("")
