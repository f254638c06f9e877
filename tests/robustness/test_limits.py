"""What one edition may take: beyond that it is not made, the others are, and the machine is there again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.cli import cli
from briefgen.limits import Limits
from briefgen.worker import answered
from tests.project.conftest import Project
from tests.project.conftest import project as project

SLOW = (
    "{% for a in range(99999) %}{% set b = range(9999) | map('string') | sort | join %}{% endfor %}"
)
GREEDY = "".join(f"{{% set x{n} = '가' * 900000 %}}" for n in range(100))
MANY = "{% for a in range(60000) %}<p>{{ a }}</p>{% endfor %}{% include 'parts/findings.html.j2' %}"
HUGE = "p::after { content: '" + "x y " * 200_000 + "' }"
ENDLESS = "p, li, h2, h3 { break-before: page } p { line-height: 30cm }"


@pytest.fixture(autouse=True)
def _cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFGEN_CACHE", str(cache / "limits"))


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(cli, ["build", "--force", "--output-format", "concise", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def told(result: Result) -> list[str]:
    return re.findall(r"error\[BG703\] (.*)", result.output)


@pytest.mark.parametrize(
    ("jobs", "limit", "file", "text", "said"),
    [
        ("1", "pages = 5", "print.css", ENDLESS, "it has more than 5 pages"),
        ("2", "pages = 5", "print.css", ENDLESS, "it has more than 5 pages"),
        ("1", "seconds = 3", "print.css", HUGE, "it takes more than 3 s"),
        (
            "1",
            "memory = 100",
            "parts/findings.html.j2",
            MANY,
            "it takes more than 100 MB of memory",
        ),
    ],
)
def test_typesetting_keeps_to_limits(
    project: Project, jobs: str, limit: str, file: str, text: str, said: str
) -> None:
    """One edition goes beyond its limits, with one process as with several."""
    project.write("briefgen.toml", f"[limits]\n{limit}\n")
    project.write(f"templates/us/{file}", text)
    done = run("-j", jobs, "-f", "pdf", "-a", "us", "-a", "kr")
    name = limit.split()[0]
    assert done.exit_code == 1
    assert told(done) == [
        f"cannot make `us.pdf`: {said} (if that is as it should be, raise `{name}` under `[limits]` "
        "in briefgen.toml)"
    ]
    assert not (project.folder / "out").exists() or not [*project.folder.glob("out/harbour/*.pdf")]
    (project.folder / f"templates/us/{file}").unlink()
    assert run("-j", jobs, "-f", "pdf", "-a", "kr").exit_code == 0


@pytest.mark.parametrize(
    ("limit", "text", "said"),
    [
        ("seconds = 1", SLOW, "it takes more than 1 s"),
        ("memory = 100", GREEDY, "it takes more than 100 MB of memory"),
    ],
)
def test_templates_keep_to_limits(project: Project, limit: str, text: str, said: str) -> None:
    project.write("briefgen.toml", f"[limits]\n{limit}\n")
    project.write("templates/us/parts/findings.html.j2", text)
    done = run("-f", "html", "-a", "us")
    assert done.exit_code == 1
    assert "templates/us/parts/findings.html.j2:1:1: error[BG703]" in done.output
    (found,) = told(done)
    assert said in found
    assert "raise `" in found


def test_one_brief_beyond_its_limits_takes_no_other_along(project: Project) -> None:
    """The other brief is built whole."""
    shutil.copytree(project.folder / "seeds" / "harbour", project.folder / "seeds" / "second")
    project.write("briefgen.toml", "[limits]\npages = 5\n")
    project.write("templates/us/print.css", ".leaf { break-before: page }")
    leaves = "{% for a in range(9) %}<p class=leaf>{{ a }}</p>{% endfor %}"
    project.write(
        "templates/us/parts/findings.html.j2",
        '{% if edition.brief == "second" %}' + leaves + "{% endif %}"
        '{% include "parts/findings.html.j2" %}',
    )
    done = run("-f", "pdf", "-a", "us")
    assert done.exit_code == 1
    assert len(told(done)) == 1
    assert [path.parent.name for path in project.folder.glob("out/*/us.pdf")] == ["harbour"]
    project.write("briefgen.toml", "[limits]\npages = 50\n")
    assert run("-f", "pdf", "-a", "us").exit_code == 0


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "exceeded"),
        (SystemError("error return without exception set"), "exceeded"),
        (SystemError("something else"), "failed"),
    ],
)
def test_memory_that_did_not_suffice_to_say_so(error: Exception, told: str) -> None:
    def make() -> None:
        raise error

    assert answered(make, Limits())[0] == told
