"""The environment of templates: what they find, and what they cannot do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from markupsafe import Markup

from briefgen.text import Run, parse
from briefgen.writers import TemplateError, TemplateSet, write_html
from briefgen.writers.environment import Wording, environment
from briefgen.writers.filters import (
    css_counters,
    css_families,
    css_string,
    css_value,
    foreign,
    is_safe_link,
    mix,
    safe_link,
    set_rich,
    set_text,
)
from tests.writers.sample import sample, templates

FILES = {
    "base/page.html.j2": "<p>{% block a %}base{% endblock %} {% include 'part.html.j2' %}</p>",
    "base/part.html.j2": "base part",
    "kr/page.html.j2": '{% extends "base/page.html.j2" %}{% block a %}kr{% endblock %}',
    "kr/part.html.j2": "kr part",
    "jp/part.html.j2": '{% include "base/part.html.j2" %} and more',
}


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("us", "<p>base base part</p>"),
        ("kr", "<p>kr kr part</p>"),
        ("jp", "<p>base base part and more</p>"),
    ],
)
def test_an_audience_finds_its_own_file_first(audience: str, expected: str) -> None:
    made = environment(TemplateSet(FILES), audience)
    assert made.get_template("page.html.j2").render() == expected


def test_stylesheets_add_up() -> None:
    files = {"base/print.css": "a", "kr/print.css": "b"}
    assert TemplateSet(files).layers("kr", "print.css") == ("a", "b")
    assert TemplateSet(files).layers("us", "print.css") == ("a",)


FORBIDDEN = [
    "{{ edition.titel }}",
    "{{ nothing }}",
    "{{ ''.__class__ }}",
    "{{ edition.__class__.__init__.__globals__ }}",
    "{{ edition.sections.__class__.__mro__ }}",
    "{{ links.append(1) }}",
    "{{ edition.wording.clear() }}",
    "{{ _.__self__ }}",
    "{{ _.__func__.__globals__ }}",
    "{% include 'elsewhere.html.j2' %}",
    "{% include '/etc/passwd' %}",
    "{% extends '../../etc/passwd' %}",
]


@pytest.mark.parametrize("source", FORBIDDEN)
def test_what_a_template_cannot_do(source: str) -> None:
    """Undefined names, private attributes, changes and other files raise; nothing is printed."""
    files = {**templates().files, "us/edition.html.j2": source}
    with pytest.raises(TemplateError):
        write_html(sample("us"), {}, TemplateSet(files))


def test_a_stylesheet_cannot_end_its_element() -> None:
    files = {**templates().files, "us/screen.css": "p { } </style><script>"}
    with pytest.raises(ValueError, match="stylesheet"):
        write_html(sample("us"), {}, TemplateSet(files))


def test_a_korean_particle_stays_with_the_bracket_before_it() -> None:
    messages = {("", "Of %(title)s"): "%(title)s의 글, %(title)s 글"}
    edition = replace(sample("us"), language="ko", wording=messages)
    for medium, joiner in (("screen", "\u2060"), ("print", "")):
        said = Wording(edition, medium)
        assert said.gettext("Of %(title)s", title="한(韓)") == f"한(韓){joiner}의 글, 한(韓) 글"
        assert said.gettext("Of %(title)s", title="한국") == "한국의 글, 한국 글"


def wording(language: str, messages: dict[tuple[str, str], str]) -> Wording:
    return Wording(replace(sample("us"), language=language, wording=messages))


def test_wording() -> None:
    said = wording("ko", {("", "By %(who)s"): "<%(who)s> 지음", ("state", "firm"): "견고"})
    assert said.gettext("By %(who)s", who="a<b") == "&lt;a&lt;b&gt; 지음"
    assert said.gettext("By %(who)s", who=Markup("<i>a</i>")) == "&lt;<i>a</i>&gt; 지음"
    assert said.pgettext("state", "firm") == "견고"
    assert said.missing == ()


def test_missing_wording_falls_back_to_english_and_is_told() -> None:
    said = wording("ko", {("", "By %(who)s"): "%(whom)s 지음"})
    assert said.gettext("Findings") == "Findings"
    assert said.pgettext("state", "weak") == "weak"
    assert said.gettext("Findings") == "Findings"
    assert said.gettext("By %(who)s", who="me") == "By me", "its placeholder is another"
    assert said.missing == ("Findings", "state: weak", "By %(who)s")


def test_english_needs_no_catalog() -> None:
    said = wording("en", {("basis", "explicit"): "stated"})
    assert said.gettext("100 % of %(what)s", what="it") == "100 % of it"
    assert said.pgettext("basis", "explicit") == "stated"
    assert said.missing == ()


FILTERED: list[tuple[Any, tuple[Any, ...], str]] = [
    (css_string, ("A",), '"A"'),
    (css_string, ('"} </style>\\\n',), '"\\22 \\7d  \\3c \\2f style\\3e \\5c \\a "'),
    (css_string, ("한국어, 日本語",), '"한국어, 日本語"'),
    (css_families, (("Noto Serif KR", 'a"b'),), '"Noto Serif KR", "a\\22 b"'),
    (css_counters, ("{page} / {pages}쪽",), 'counter(page) " \\2f  " counter(pages) "쪽"'),
    (css_value, ("25mm",), "25mm"),
    (css_value, ("#1d4675",), "#1d4675"),
    (mix, ("#000000", "#ffffff", 0.5), "#808080"),
    (mix, ("#1d4675", "#ffffff", 0.0), "#1d4675"),
    (safe_link, ("https://example.org/a?b=c",), "https://example.org/a?b=c"),
    (safe_link, ("HTTPS://example.org",), "HTTPS://example.org"),
    (safe_link, ("javascript:alert(1)",), ""),
    (safe_link, ("java\nscript:alert(1)",), ""),
    (safe_link, ("//example.org",), ""),
    (safe_link, ("http://[::1",), ""),
    (foreign, ("Yoido Society 사무실", "ko"), '<span lang="en">Yoido Society</span> 사무실'),
    (foreign, ("CSISとTCOG", "ja"), "CSISとTCOG"),
    (foreign, ("Yoido Society", "en"), "Yoido Society"),
    (foreign, ("<Ab>", "ja"), "&lt;Ab&gt;"),
    (set_rich, (parse("*a* **b** [c](https://d.e)"), "en"),
     '<em>a</em> <strong>b</strong> <a href="https://d.e" rel="external noopener">c</a>'),
    (set_rich, ((Run("a<b", href="data:,x"),), "en"), "a&lt;b"),
    (set_text, ("일본·중국·러시아와", "ko", "screen"),
     '일<span class="keep">본·중</span><span class="keep">국·러</span>시아와'),
    (set_text, ("일본·CSIS", "ko", "screen"), '일<span class="keep">본·</span>CSIS'),
    (set_text, ("한·일 간 감정", "ko", "screen"), '<span class="keep">한·일</span>\u00a0간 감정'),
    (set_text, ("필요한 것은 조약", "ko", "screen"), '필요한\u00a0것은 조약'),
    (set_text, ("한 수도 서울", "ko", "screen"), "한 수도 서울"),
    (set_text, ("한·미·일은", "ko", "screen"), '<span class="keep">한·미·일</span>은'),
    (set_rich, ((Run("관련법(등)은"),), "ko", "screen"),
     '관련법(등<span class="keep">)은</span>'),
    (set_rich, ((Run("관련법(등)은"),), "ko", "print"), "관련법(등)은"),
    (set_rich, ((Run("한 축에서 협력을 강화해야 함"),), "ko", "screen"),
     '한 축에서 협력을 강화해야\u00a0함'),
    (set_rich, ((Run("한 축에서 협력을 강화해야 함"),), "ko", "print"), "한 축에서 협력을 강화해야 함"),
    (set_rich, ((Run("국민 인식은 아직 제자리에 머물러있다"),), "ko", "screen"),
     "국민 인식은 아직 제자리에 머물러있다"),
    (set_rich, ((Run("国民の意識にはなお課題が残る。"),), "ja", "screen"),
     '国民の意識にはなお課題が<span class="keep">残る。</span>'),
    (set_rich, ((Run("課題が残る。"),), "ja", "screen"), "課題が残る。"),
    (set_rich, ((Run("この研究はなおも続くとみる TCOG"),), "ja", "screen"),
     "この研究はなおも続くとみる TCOG"),
    (set_rich, ((Run("will collide with the United States."),), "en", "screen"),
     'will collide with the United\u00a0States.'),
    (set_rich, ((Run("on extraordinary recommendations notwithstanding."),), "en", "screen"),
     "on extraordinary recommendations notwithstanding."),
    (set_rich, ((Run("a friend of "), Run("all of us", emphasis=True)), "en", "screen"),
     "a friend of <em>all of us</em>"),
    (set_rich, ((Run("of <b and c a & b"),), "en", "screen"),
     'of &lt;b and c a &amp;\u00a0b'),
]  # fmt: skip


@pytest.mark.parametrize(("function", "given", "expected"), FILTERED)
def test_filters(function: Any, given: tuple[Any, ...], expected: str) -> None:
    assert function(*given) == expected


@pytest.mark.parametrize(
    ("function", "given"),
    [
        (css_value, ("red; }",)),
        (css_value, ("url(x)",)),
        (css_value, ("",)),
        (mix, ("red", "#ffffff", 0.5)),
    ],
)
def test_filters_refuse(function: Any, given: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=r"expected|plain"):
        function(*given)


def test_inner_links_are_safe() -> None:
    assert is_safe_link("#F1")
