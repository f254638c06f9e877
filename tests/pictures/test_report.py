"""The command and its report, as a reader meets them in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests import browser
from tests.browser import Opener
from tests.pictures import __main__ as command
from tests.pictures import rendering, report, stored
from tests.pictures.test_comparing import CHANGES, page


def changed() -> list[report.Row]:
    old = {"same": page(), "a & b": page(), "gone": page()}
    new = {"same": page(), "a & b": page(CHANGES["a missing rule"]), "come": page()}
    return report.rows(old, new)


def test_rows() -> None:
    rows = changed()
    assert [row.name for row in rows] == ["a & b", "come", "gone"]
    assert rows[0].verdict.endswith(" pixels differ")
    assert [row.verdict for row in rows[1:]] == ["only new", "only old"]


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True])
def test_the_report_shows_three_pictures_a_row(
    tmp_path: Path, open_page: Opener, dark: bool
) -> None:
    file = tmp_path / "index.html"
    html = report.page(changed(), ["same", "a & b", "come", "gone"], "v1", "here")
    file.write_text(html, "utf-8")
    opened = open_page(file, dark=dark)
    assert opened.title() == "3 of 4 pages differ"
    assert opened.locator("h2").all_text_contents() == ["a & b", "come", "gone", "Not changed"]
    assert opened.locator("li").all_text_contents() == ["same"]
    shown = opened.evaluate(
        "Promise.all([...document.images].map(async one => {one.loading = 'eager';"
        "await one.decode(); return [one.alt, one.naturalWidth, one.getBoundingClientRect().top]}))"
    )
    assert [alt for alt, *_ in shown] == [
        *(f"a & b: {one}" for one in ("old", "new", "difference")),
        "come: new",
        "gone: old",
    ]
    assert {width for _, width, _ in shown} == {page().width}
    assert len({top for *_, top in shown[:3]}) == 1  # side by side
    assert browser.violations(opened) == []


@pytest.mark.browser
def test_pages_of_html_are_taken_from_head_to_foot(
    tmp_path: Path, chromium: browser.Browser
) -> None:
    file = tmp_path / "long.html"
    style = "body{margin:0}div{height:2000px}div+div{background:#808080}"
    file.write_text(f"<!DOCTYPE html><style>{style}</style><div></div><div></div>", "utf-8")
    strips = rendering.screen(chromium, file, 390)
    assert [one.size for one in strips] == [(390, 1800), (390, 1800), (390, 400)]
    white, grey = (255, 255, 255), (128, 128, 128)
    assert [one.getpixel((9, 9)) for one in strips] == [white, white, grey]
    assert strips[1].getpixel((9, 201)) == grey


def test_a_revision_that_there_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--against", "no-such-revision", "-o", str(tmp_path / "r")]) == 2
    assert capsys.readouterr().err.startswith("no revision `no-such-revision`: ")
    assert not (tmp_path / "r").exists()


def test_pages_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "briefgen").mkdir()
    (tmp_path / "briefgen" / "__init__.py").write_text("build = None")
    with pytest.raises(command.CannotMake, match="its pages cannot be made:"):
        command.pages_of(tmp_path, tmp_path / "out")


class TestStored:
    """The small set of the repository."""

    def test_it_is_small(self) -> None:
        files = list(stored.ACCEPTED.glob("*.png"))
        assert len(files) > 9
        assert sum(one.stat().st_size for one in files) < 400_000

    def test_our_pages_look_like_it(self, built: Path) -> None:
        rows = report.rows(stored.accepted(), stored.taken(built), stored.TOLERANCE)
        told = "".join(f"\n  {row.name}: {row.verdict}" for row in rows)
        assert not rows, (
            f"{told}\nTo see what has changed: python -m tests.pictures\n"
            "To accept it: python -m tests.pictures --accept"
        )

    def test_it_tells_pages_apart(self, built: Path) -> None:
        old = stored.accepted()
        new = stored.taken(built)
        turned = dict(zip(new, [*list(new.values())[1:], next(iter(new.values()))], strict=True))
        assert len(report.rows(old, turned, stored.TOLERANCE)) == len(new)

    def test_storing_loses_nothing_that_counts(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(stored, "ACCEPTED", tmp_path / "set")
        for shade in range(256):
            picture = Image.new("L", (60, 60), shade)
            stored.accept({"page": picture})
            assert report.rows(stored.accepted(), {"page": picture}, stored.TOLERANCE) == []
        assert [one.name for one in stored.ACCEPTED.iterdir()] == ["page.png"]
