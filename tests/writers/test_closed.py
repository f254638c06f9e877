"""Pages that are closed: nothing in them runs or is loaded from outside, however a browser may read them."""

from __future__ import annotations

import pytest

from briefgen.writers import closed

PAGE = "<!doctype html>\n<html><head><title>Page</title></head><body>{}</body></html>"
RUNS = r"""
<script type="module" type="application/ld+json">alert(1)</script>
<!--><script>alert(3)</script>-->
<!---><img src=x onerror=alert(1)>-->
<!-- x --!><script>alert(4)</script>-->
<svg><style><script>alert(1)</script></style></svg>
<math><style><img src=x onerror=alert(7)></style></math>
<textarea><!--</textarea><script>alert(5)</script>--></textarea>
<animate attributeName=href values="#;javascript:alert(9)">
<svg><style>@imp<g></g>ort "http://a"</style></svg>
<iframe srcdoc="x"></iframe>
<meta http-equiv=refresh content=0>
<a href="java&#10;script:x">1</a>
<a href=java&Tab;script:x>1</a>
<b/onclick=x>
<b title=""onclick=x>
""".strip().split("\n")
LOADS = r"""
<noscript><p title="</noscript><img src=x>"></noscript>
<img src=http://a/x.png alt="">
<img srcset=http://a/>
<img srcset="data:image/png;base64,AAAA 1x, http://a/ 2x">
<link rel=stylesheet href=http://a>
<p style="background:url(http://a)">
<input type="image" src="http://a">
<style>@font-face{font-family:a;src:u\72l(http://a)} p{font-family:a}</style>
<style>p{background:image-set("http://a" 1x)}</style>
<style>p{background:-webkit-image-set("http://a" 1x)}</style>
<style>p{--x:"http://a";background:image-set(var(--x) 1x)}</style>
<style>@import "data:text/css,x";</style>
<style>@\69mport 'http://a';</style>
<svg><style>p{fill:&#117;rl(http://a)}</style></svg>
<svg><style><![CDATA[p{fill:url(http://a)}]]></style></svg>
<style><!-- p{background:url(http://a)} --></style>
<a rel="attachment" href="file:///etc/passwd">x</a>
<link rel="attachment" href="file:///etc/passwd">
<a ping=http://a href="#x">x</a>
<object data=x></object>
<embed src=x>
<video poster=x></video>
<source srcset=x>
<track src=x>
<link rel=preload href=x>
<link rel="shortcut icon" href=x>
<link href=x>
<link rel="alternate stylesheet" href="x.css">
<base href=x>
<svg><image href=http://a></svg>
<svg><image xlink:href=http://a></svg>
<svg><use href="x.svg#a"></svg>
<svg><feImage href=http://a></svg>
<svg><g fill="url(http://a#b)"></g></svg>
<svg><g fill="u&#114;l(http://a#b)"></g></svg>
<svg><image><set attributeName=href to=http://a></image></svg>
<svg><set attributeName=fill to="url(http://a)"></svg>
<body background=x>
<td background=x>
<select><style><!-- </style><img src=x> --></style></select>
<svg></p><style><!--</style><img src=x>--></style></svg>
<style><!--</style><img src=x>--></style>
<title><!--</title><img src=x>--></title>
<xmp><!--</xmp><img src=x>--></xmp>
<b title='<!--'><img src=x>-->
<b title=<!--><img src=x>-->
<a b=c"><!--"><img src=x>-->
""".strip().split("\n")
PASSIVE = r"""
<!-- <img src="http://a"> <script>x</script> -->
<p class=a>x</p><!-- <a onclick="x"> --><style>p > b { color: red }</style>
<a href="http://a">x</a>
<a href=mailto:x@y>x</a>
<link rel="alternate" hreflang="en" href="us.html">
<link rel=canonical href=http://a>
<img src="data:image/png;base64,AAAA" alt="url(http://a) onclick=x javascript:x">
<img src=data:image/png;base64,AAAA srcset="data:image/png;base64,AAAA 1x, data:image/png;base64,BB== 2x">
<style>p{background:url(data:image/png;base64,AA)} p{fill:url(#a)}</style>
<style>@font-face{src:url(data:font/woff2;base64,AA+/==)}</style>
<style>@media (400px <= width) { b { content: "\201C"; color: red !important } }</style>
<svg><use href="#a"/><linearGradient id="a" xlink:href="#b"/><g fill="url(#a)" style="fill:url('#a')"/></svg>
<svg><style><![CDATA[p{fill:url(#a)}]]></style></svg>
<style><!-- p{color:red} --></style>
<svg><animate attributeName="x" values="0;1;2"/><set attributeName="href" to="#a"/></svg>
<script type="application/ld+json">{"url":"http://a"}</script>
<select><option value="1">x</option></select><template><p>x</p></template><noscript>x</noscript>
<form action="https://example.org"><input type="text"></form>
<meta property="og:image" content="http://a">
<p>1 < 2 & a<3 onclick="x" src="x"</p>
<video src="data:video/mp4;base64,AA"></video>
""".strip().split("\n")


@pytest.mark.parametrize("markup", RUNS)
def test_what_runs_is_found(markup: str) -> None:
    assert closed.found(PAGE.format(markup)).runs


@pytest.mark.parametrize("markup", LOADS)
def test_what_is_loaded_is_found(markup: str) -> None:
    assert closed.found(PAGE.format(markup)).loads


@pytest.mark.parametrize("markup", PASSIVE)
def test_what_is_passive_passes(markup: str) -> None:
    assert not closed.found(PAGE.format(markup))


def test_another_alphabet_is_refused() -> None:
    assert closed.found(PAGE.format("\x1b$B<b>")).runs


def test_a_page_of_beginnings_is_not_read_over_and_over() -> None:
    """It is not read on after the first tag that has far too many attributes."""
    found = closed.found("<a " * 300_000)
    assert list(found.runs) == ["<a>"]
