"""Every recipe of the guide for designers does what it promises, in a project as `briefgen init` makes it.

The files are read out of the guide (`recipes.py`); here stands only what each promises.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from pypdf.generic import NameObject

from briefgen import build, locations, open_workspace
from briefgen.cli import cli
from briefgen.typeset.faces import find_face
from tests.guide.recipes import GUIDE, RECIPES, Recipe

OUT = Path("out/shared-weather")
MILLIMETRE = 72 / 25.4


def page(audience: str) -> str:
    """The HTML of an edition."""
    return (OUT / f"{audience}.html").read_text("utf-8")


def paper(audience: str) -> PdfReader:
    """The PDF of an edition, which is made now."""
    report = build(
        open_workspace(),
        audiences=[audience],
        formats=["pdf"],
        jobs=1,
        cache=locations.cache_folder(),
    )
    assert report.ok, report.diagnostics
    return PdfReader(OUT / f"{audience}.pdf")


def words(pdf: PdfReader) -> Iterator[tuple[str, float]]:
    """The stretches of text of the first page, each with its distance from the left edge in mm."""
    found: list[tuple[str, float]] = []

    def seen(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            found.append((text.strip(), (tm[4] * cm[0] + tm[5] * cm[2] + cm[4]) / MILLIMETRE))

    pdf.pages[0].extract_text(visitor_text=seen)
    yield from found


def fonts(pdf: PdfReader) -> set[str]:
    """The names of the fonts of all pages, without their style."""
    found = set()
    for one in pdf.pages:
        for font in one["/Resources"]["/Font"].values():
            name = str(font.get_object()[NameObject("/BaseFont")])
            found.add(name.strip("/").rpartition("+")[2].partition("-")[0])
    return found


def size(pdf: PdfReader) -> tuple[int, int]:
    """Width and height of the first page in mm."""
    box = pdf.pages[0].mediabox
    return round(float(box.width) / MILLIMETRE), round(float(box.height) / MILLIMETRE)


def headings(audience: str) -> list[str]:
    """The headings of the sections of an edition, without their numbers."""
    found = re.findall(r'<section class="part[^>]*>\n<h2>(.*?)</h2>', page(audience))
    return [re.sub(r'<span class="number">.*?</span> ', "", one) for one in found]


def another_heading() -> None:
    assert "What We Recommend" in headings("us")
    assert "Recommendations" not in headings("us")
    assert "政策提言" in headings("jp")
    assert "정책 제언" in headings("kr")


def organisation() -> None:
    for audience, name, series, text in (
        ("us", "Harbour Institute", "Bay Papers", "The institute takes no positions of its own."),
        ("jp", "港湾研究所", "湾岸叢書", "当研究所は独自の見解を表明しません。"),
        ("kr", "항만연구소", "만안 총서", "연구소는 독자적인 견해를 표명하지 않습니다."),
    ):
        head, _, rest = page(audience).partition("</header>")
        assert f'<span class="publisher">{name}</span>' in head
        assert f">{series}</a>" in head
        assert text in rest.partition('data-proof="disclaimer"')[2].partition("</dd>")[0]
        assert "mailto:desk@harbour.example" in rest


def logo() -> None:
    for audience in ("us", "jp", "kr"):
        assert re.search(
            r'<p class="imprint"><img class="logo" src="data:image/svg\+xml[^"]+" alt="Your Organization">',
            page(audience),
        )
    assert "--logo-height: 32.4pt" in page("us")  # a third more on screen


def colours() -> None:
    assert "--accent: #0b5d57;" in page("jp")
    assert "--accent: #7fcdc1;" in page("jp")
    assert "--front-align: center;" in page("jp")  # as gazette has it
    assert "#0b5d57" not in page("us")
    assert "--front-align: left;" in page("us")


def font() -> None:
    assert '--theme-serif: "House Serif"' in page("us")
    assert "House Serif" not in page("jp")
    assert fonts(paper("us")) == {"House", "Source"}  # and no XCharter


def paper_size() -> None:
    pdf = paper("us")
    assert size(pdf) == (210, 297)
    assert [round(left) for word, left in words(pdf) if word.startswith("One Format")] == [28]
    assert size(paper("kr")) == (170, 240)


def columns() -> None:
    pdf = paper("kr")
    findings = [left for word, left in words(pdf) if word in ("가.", "나.")][:2]
    assert [round(left) for left in findings] == [24, 109]
    assert "이 예시를 위해" not in pdf.pages[0].extract_text()
    assert "이 예시를 위해" in pdf.pages[1].extract_text()  # the note, at the end


def order() -> None:
    assert headings("us")[:5] == [
        "Recommendations",
        "Findings",
        "Risks",
        "Considerations for Congress",
        "Background",
    ]
    assert re.findall(r"<figcaption>Figure \d\. (\w+)", page("us")) == ["Which"]
    assert page("jp").count("<figure") == 3
    assert "Figure 1" not in "".join(one.extract_text() for one in paper("us").pages)


def new_section() -> None:
    found = page("jp").partition('id="questions">')[2].partition("</section>")[0]
    assert "<h2>大臣への質問</h2>" in found
    assert "本文外" in found or "編集" in found
    assert '<a class="ref" href="#R1">R1</a> 観測点の一覧と形式を一つに定めるべきで' in found
    assert "質問" in paper("jp").pages[1].extract_text()
    assert 'id="questions"' not in page("us")


def masthead() -> None:
    for audience, name in (("us", "United States"), ("jp", "日本"), ("kr", "한국")):
        head = page(audience).partition("</header>")[0]
        assert f'<p class="issue">{name} · ' in head
        assert 'class="publisher"' not in head
    pages = paper("us").pages
    assert ["harbour.example" in one.extract_text() for one in pages] == [True] * len(pages)


PROMISES: tuple[Callable[[], None], ...] = (
    *(another_heading, organisation, logo, colours, font),
    *(paper_size, columns, order, new_section, masthead),
)
"""What the recipes promise, in their order."""


def given(recipe: Recipe) -> None:
    """Put in place what a recipe speaks of and no text can hold: font files."""
    for name in re.findall(r"file: (fonts/\S+\.otf)", "".join(recipe.files.values())):
        path = Path("templates/us") / name
        path.parent.mkdir(exist_ok=True)
        weight = 700 if "Bold" in name else 400
        shutil.copyfile(find_face("XCharter", weight).path(), path)


def run(*arguments: str) -> str:
    made = CliRunner().invoke(cli, arguments)
    assert made.exit_code == 0, made.output
    return made.output


def test_there_are_ten() -> None:
    assert [recipe.number for recipe in RECIPES] == [*range(1, 11)]
    assert len(PROMISES) == len(RECIPES)
    assert all(recipe.files for recipe in RECIPES)


@pytest.mark.parametrize(
    ("recipe", "promise"),
    [*zip(RECIPES, PROMISES, strict=True)],
    ids=lambda one: getattr(one, "__name__", "recipe"),
)
def test_it_does_what_it_promises(
    recipe: Recipe,
    promise: Callable[[], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run("init", str(tmp_path / "house"))
    monkeypatch.chdir(tmp_path / "house")
    recipe.write(Path())
    given(recipe)
    assert run("templates", "check", "--strict").endswith("no problems\n")
    run("build", "-f", "html", "--strict")
    promise()


def test_it_is_printed() -> None:
    made = CliRunner().invoke(cli, ["templates", "guide"])
    assert made.stdout == GUIDE.read_text("utf-8")
    assert str(GUIDE) in made.stderr


def test_links_and_pictures_are_there() -> None:
    text = GUIDE.read_text("utf-8")
    named = re.findall(r'\]\(([^)#\s]+)(?:#[\w-]+)?\)|src="([^"]+)"', text)
    assert len(named) > 5
    for link, picture in named:
        assert (GUIDE.parent / (link or picture)).exists(), link or picture
