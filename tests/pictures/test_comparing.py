"""What counts as a change of a page: what a reader would see, and nothing else."""

from __future__ import annotations

import io
import subprocess
from functools import cache

import pytest
from PIL import Image, ImageFilter

from briefgen.typeset.weasy import PdfResult
from tests.pictures import rendering
from tests.pictures.comparing import GONE, Tolerance, compare
from tests.typeset.specimens import typeset

BODY = (
    "<h1>港町の朝</h1>"
    + "<p>午前4時に競りが始まり、6時には箱詰めを終えた「魚」が港を出る。</p>" * 5
    + "<p class=odd>その大半を運んできたのは冷蔵トラックであった。</p><div></div>"
)
CSS = (
    "h1{font-size:16pt;font-weight:400;color:#1d4675}p{text-indent:1em}"
    "div{margin-top:9pt;border-top:.5pt solid #999}"
)


@cache
def page(css: str = "", body: str = BODY) -> Image.Image:
    return rendering.paper(made(css, body).data)[0]


@cache
def made(css: str, body: str) -> PdfResult:
    result = typeset(body, CSS + css)
    assert result.problems == ()
    return result


def poppler(data: bytes, number: int, dpi: float) -> Image.Image:
    pages = ["-f", str(number), "-l", str(number)]
    command = ["pdftoppm", "-r", str(dpi), *pages, "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout))


def test_a_page_equals_itself() -> None:
    again = rendering.paper(made("", BODY).data)[0]
    assert compare(page(), again) is None


CHANGES = {
    "a shifted line": ".odd{position:relative;left:1.1pt}",
    "a shifted paragraph": ".odd{margin-top:1.1pt}",
    "another colour of headings": "h1{color:#5d2675}",
    "a missing rule": "div{border:0}",
    "a lighter rule": "div{border-color:#e6e6e6}",
    "a missing indent": ".odd{text-indent:0}",
    "a ground": "h1{background:#f1e7e7}",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_reader_sees_is_seen(change: str) -> None:
    assert compare(page(), page(CHANGES[change])) is not None


@pytest.mark.parametrize("pair", ["港巷", "。、", "がか", "魚角"])
def test_another_character_is_seen(pair: str) -> None:
    other = BODY[::-1].replace(*pair, 1)[::-1]
    assert other != BODY
    assert compare(page(), page(body=other)) is not None


def test_a_change_is_shown_where_it_is() -> None:
    found = compare(page(), page(CHANGES["a missing rule"]))
    assert found is not None
    left, top, right, bottom = (edge / rendering.SCALE for edge in found.box)
    assert (left, right) == pytest.approx((70, 470), abs=2)
    assert bottom - top < 5
    red = found.picture.getpixel((int(left + 200) * 2, int((top + bottom) / 2 * 2)))
    assert red == GONE


def test_what_one_has_and_the_other_has_not() -> None:
    tall = Image.new("RGB", (100, 120), "white")
    found = compare(tall.crop((0, 0, 100, 100)), tall)
    assert (found.pixels, found.box) == (2000, (0, 100, 100, 120))
    assert found.picture.size == tall.size


class TestNoise:
    """What nobody sees, and what differs from one machine to another."""

    def test_another_rasteriser(self) -> None:
        other = poppler(made("", BODY).data, 1, 72 * rendering.SCALE)
        assert other.tobytes() != page().convert("RGB").tobytes()
        assert compare(page(), other) is None

    @pytest.mark.parametrize("by", [0.1, 0.2])
    def test_a_fraction_of_a_pixel(self, by: float) -> None:
        assert compare(page(), page(f"body{{position:relative;left:{by}pt}}")) is None

    def test_soft_edges(self) -> None:
        assert compare(page(), page().filter(ImageFilter.GaussianBlur(0.5))) is None

    def test_specks(self) -> None:
        other = page().copy()
        for place in range(5):
            other.putpixel((100 + 40 * place, 60), (128, 128, 128))
        assert compare(page(), other) is None
        assert compare(page(), other, Tolerance(shade=2, pixels=0)) is not None
