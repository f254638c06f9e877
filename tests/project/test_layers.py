"""Which file a name stands for, and what is built of several layers."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest

from briefgen import Report, build, open_workspace, validate
from briefgen.diagnostics import has_errors
from briefgen.layers import chain as chain_of
from briefgen.layers import found, order, rank
from briefgen.report import text
from briefgen.writers import TemplateError, TemplateSet
from briefgen.writers.environment import environment
from tests.project.conftest import Project

PAGE = "<h1>{% block title %}base{% endblock %}</h1>{% block body %}{% include 'part.j2' %}{% endblock %}"
OWN = {
    "base/page.j2": PAGE,
    "base/part.j2": "base",
    "jp/part.j2": "{% include 'base/part.j2' %} jp",
}


def rendered(files: dict[str, str], audience: str = "jp", name: str = "page.j2") -> str:
    return environment(TemplateSet(files), audience).get_template(name).render()


def test_the_order() -> None:
    assert order("jp", "a") == ("project/jp/a", "project/base/a", "jp/a", "base/a")
    assert [rank(path) for path in order("jp", "a")] == [0, 1, 2, 3]
    assert order("base", "a") == ("project/base/a", "base/a")


@pytest.mark.parametrize(
    ("file", "text", "jp", "us"),
    [
        ("jp/part.j2", "mine", "mine", "base"),
        ("base/part.j2", "mine", "mine", "mine"),
        ("jp/part.j2", "<{% include 'part.j2' %}>", "<base jp>", "base"),
        ("base/part.j2", "<{% include 'part.j2' %}>", "<base jp>", "<base>"),
        ("jp/part.j2", "<{% include 'base/part.j2' %}>", "<base>", "base"),
        ("us/part.j2", "<{% include 'jp/part.j2' %}>", "base jp", "<base jp>"),
        ("jp/part.j2", "<{% include 'built-in/us/../part.j2' ignore missing %}>", "<>", "base"),
    ],
)
def test_a_template_is_replaced_or_built_upon(file: str, text: str, jp: str, us: str) -> None:
    files = {**OWN, f"project/{file}": text}
    assert rendered(files) == f"<h1>base</h1>{jp}"
    assert rendered(files, "us") == f"<h1>base</h1>{us}"


def test_blocks_of_all_four_layers_add_up() -> None:
    extends = "{% extends 'page.j2' %}{% block title %}"
    files = {
        "base/page.j2": "{% block title %}1{% endblock %}",
        "jp/page.j2": extends + "{{ super() }}2{% endblock %}",
        "project/base/page.j2": extends + "{{ super() }}3{% endblock %}",
        "project/jp/page.j2": extends + "{{ super() }}4{% endblock %}",
    }
    assert rendered(files) == "1234"
    assert rendered(files, "us") == "13"


def test_a_name_of_its_own_is_never_the_file_itself() -> None:
    """Whatever folder it names: no file of the same name stands above what asks for it."""
    names = ("a", "base/a", "jp/a", "built-in/a", "built-in/base/a", "built-in/jp/a")
    for size in range(5):
        for paths in itertools.combinations(order("jp", "a"), size):
            for path, name in itertools.product(paths, names):
                assert all(rank(one) > rank(path) for one in found(paths, "jp", name, path))


def test_built_in_leaves_the_project_out() -> None:
    files = {**OWN, "project/base/part.j2": "house", "project/jp/part.j2": "mine"}
    files["project/jp/page.j2"] = "{% include 'built-in/part.j2' %}/{% include 'part.j2' %}"
    assert rendered(files) == "base jp/mine"


def test_what_is_missing_below_is_said() -> None:
    files = {**OWN, "project/jp/new.j2": "{% extends 'new.j2' %}"}
    with pytest.raises(TemplateError, match=r"new\.j2 \(below project/jp/new\.j2\)"):
        rendered(files, name="new.j2")


def test_switches_add_up() -> None:
    files = {
        "base/settings.html.j2": "{% set a = 1 %}{% set b = 1 %}{% set c = 1 %}",
        "jp/settings.html.j2": "{% set b = 2 %}{% set c = 2 %}",
        "project/jp/settings.html.j2": "{% extends 'settings.html.j2' %}{% set c = 3 %}",
        "base/page.j2": "{% import 'settings.html.j2' as s %}{{ s.a }}{{ s.b }}{{ s.c }}",
    }
    assert rendered(files) == "123"
    assert rendered(files, "us") == "111"


def test_a_layer_of_stylesheets_comes_after_the_one_below() -> None:
    names = ("common.css", "screen.css")
    files = {
        f"{layer}{folder}/{name}": f"{layer}{folder}/{name}"
        for layer in ("", "project/")
        for folder in ("base", "jp", "us")
        for name in names
    }
    assert TemplateSet(files).layers("jp", *names) == tuple(
        f"{layer}{folder}/{name}"
        for layer in ("", "project/")
        for folder in ("base", "jp")
        for name in names
    )


def pages() -> Report:
    return build(open_workspace(), formats=["html"], out=Path("out"), jobs=1)


def test_a_block_a_stylesheet_a_key_and_a_wording(project: Project) -> None:
    """One of each in a project's templates, and nothing else of the page changes."""
    assert pages().ok
    before = project.page("jp").splitlines()
    extends = '{% extends "edition.html.j2" %}\n'
    project.write(
        "templates/jp/edition.html.j2", extends + "{% block title %}題 {{ super() }}{% endblock %}"
    )
    project.write("templates/base/common.css", "h1 { letter-spacing: 0.01em; }\n")
    project.write("templates/base/profile.yaml", 'theme: {accent: "#123456"}\n')
    project.write("templates/jp/profile.yaml", "summary: {heading: The Gist}\n")
    header = 'msgid ""\nmsgstr "Language: ja\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    project.write(
        "templates/base/locales/ja.po",
        header + 'msgid "The Gist"\nmsgstr "骨子"\n\nmsgid "Contents"\nmsgstr "内容"\n',
    )
    assert not pages().diagnostics
    after = project.page("jp")
    assert "題 <h1>" in after
    assert ">骨子</h2>" in after
    assert ">内容<" in after
    assert "--accent: #123456" in after
    assert after.index("letter-spacing: 0.01em") > after.index("/* 日本・画面")
    assert len({*before} & {*after.splitlines()}) > 0.9 * len({*before})
    assert "--accent: #123456" in project.page("us")
    assert "題" not in project.page("us")
    inputs = json.loads(Path("out/harbour/manifest.json").read_text("utf-8"))["inputs"]
    assert [name for name in inputs if name.startswith("project/")] == [
        "project/briefgen.toml",
        "project/templates/base/common.css",
        "project/templates/base/locales/ja.po",
        "project/templates/base/profile.yaml",
        "project/templates/jp/edition.html.j2",
        "project/templates/jp/profile.yaml",
    ]
    assert "templates/base/edition.html.j2" in inputs


FAULTS = {
    "templates/us/edition.html.j2": (
        '{% extends "edition.html.j2" %}\n{% block title %}{{ edition.titel }}{% endblock %}',
        "BG602",
        2,
    ),
    "templates/base/parts/byline.html.j2": ("\n{% include 'elsewhere.j2' %}", "BG603", 2),
    "templates/jp/profile.yaml": ("summary:\n  heeding: A\n", "BG101", 2),
    "templates/base/profile.yaml": ("theme:\n  accent: red\n", "BG105", 2),
    "templates/base/locales/ko.po": ("msgid\n", "BG008", 1),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_at_its_place_in_the_project(project: Project, name: str) -> None:
    text, code, line = FAULTS[name]
    project.write(name, text)
    report = pages()
    assert has_errors(report.diagnostics)
    assert {(one.code, one.span.file, one.span.line) for one in report.diagnostics} == {
        (code, name, line)
    }


def test_a_fault_of_briefgen_s_own_templates_is_legible(project: Project) -> None:
    """What a project withholds from them shows in them, and their place is not its own."""
    project.write("templates/base/macros.html.j2", "{% macro number(text) %}{% endmacro %}")
    found = [one for one in pages().diagnostics if one.code == "BG602"]
    assert found
    for one in found:
        assert Path(one.span.file).is_file()
        assert re.search(r"--> built-in/[\w/]+\.html\.j2", text.full(one, {}))


def test_the_message_of_a_loop(project: Project) -> None:
    project.write("templates/base/edition.html.j2", "{% extends 'print.html.j2' %}")
    told = [one for one in pages().diagnostics if has_errors([one])]
    assert told
    assert all("comes to itself again" in one.message for one in told)
    assert not Path("out").exists()


def test_without_settings_there_is_no_project(project: Project) -> None:
    project.write("templates/us/edition.html.j2", "{{ nonsense")
    Path("briefgen.toml").unlink()
    assert open_workspace().own_templates is None
    assert pages().ok


def test_an_audience_of_the_project(project: Project) -> None:
    own = (open_workspace().templates / "us" / "profile.yaml").read_text("utf-8")
    project.write("templates/gb/profile.yaml", own.replace("id: us", "id: gb"))
    space = open_workspace()
    assert validate(space, audiences=["gb"]).diagnostics[0].code == "BG501"
    assert validate(space, audiences=["us"]).ok


def test_an_audience_extends_another() -> None:
    chain = ("tw", "jp")
    assert order(chain, "a") == (
        *("project/tw/a", "project/jp/a", "project/base/a"),
        *("tw/a", "jp/a", "base/a"),
    )
    files = {**OWN, "tw/part.j2": "{% include 'part.j2' %} tw"}
    templates = TemplateSet(files, {"tw": "jp"})
    page = environment(templates, "tw").get_template("page.j2").render()
    assert page == "<h1>base</h1>base jp tw"
    for size in range(7):
        for paths in itertools.combinations(order(chain, "a"), size):
            for path in paths:
                below = found(paths, chain, "a", path)
                assert all(rank(one, chain) > rank(path, chain) for one in below)


def test_audiences_that_extend_one_another_end() -> None:
    assert chain_of("a", {"a": "b", "b": "a"}) == ("a", "b")
    assert chain_of("a", {"a": "a"}) == ("a",)
