"""Pages are read and not run: what in an element would run, lead a reader away unasked, or load something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.typeset.stylesheets import addresses

DATA = "application/ld+json"
"""The type of a `<script>` that holds data, which no browser runs."""
INSIDE = ("data:image/", "data:font/", "data:audio/", "data:video/", "#")
"""How an address begins that stands in the page itself."""
_ADDRESSES = frozenset(
    ("href", "xlink:href", "src", "action", "formaction", "data", "to", "from", "by", "values")
)
_RUN = re.compile(r"(?:javascript|vbscript|data:text/)", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]+")
_FRAMES = frozenset(("iframe", "frame", "object", "embed", "portal", "fencedframe", "applet"))
_LOADING = frozenset(
    ("archive", "background", "classid", "code", "codebase", "data", "dynsrc", "icon", "lowsrc", "manifest",
     "poster", "src", "xml:base")
)  # fmt: skip
"""Attributes that load what they name, on elements that have them. HTML standard, "Attributes" (the index):
`data`, `poster`, `src`. The rest is from its chapter 16, "Obsolete features", and from older browsers."""
_SETS = frozenset(("imagesrcset", "srcset"))
"""Attributes with several addresses (HTML standard, 4.8.4.2.1)."""
_SENDING = frozenset(("attributionsrc", "ping"))
"""Attributes that send a request beside another (HTML standard, 4.6.5; Attribution Reporting)."""
_LINKS = frozenset(("href", "xlink:href"))
_FOLLOWED = frozenset(("a", "area"))
"""Elements whose links lead somewhere, when a reader follows them, and load nothing."""
_QUIET = frozenset(
    ("alternate", "author", "bookmark", "canonical", "cite-as", "contents", "copyright", "describedby",
     "external", "first", "glossary", "help", "index", "last", "license", "me", "nofollow", "noopener",
     "noreferrer", "prev", "privacy-policy", "tag", "terms-of-service", "up")
)  # fmt: skip
"""What a `<link>` may be without being loaded: the hyperlinks of the HTML standard, 4.6.7, and some of the
link relations of IANA. Not `next` and `search`, which browsers have loaded ahead."""
_STYLED = frozenset(
    ("clip-path", "color-profile", "cursor", "fill", "filter", "marker", "marker-end", "marker-mid",
     "marker-start", "mask", "mask-image", "stroke", "style")
)  # fmt: skip
"""Attributes that hold CSS with addresses (HTML standard, 3.2.6.5; SVG 2, 6.6)."""
_STEPS = ("to", "from", "by", "values")
"""Attributes by which an animation sets another (SVG Animations, 2.2)."""
_STRIPPED = re.compile(r"^[\x00-\x20]+|[\t\n\r]+")
"""What an address is read without (URL standard, 4.4)."""
_DESCRIPTOR = re.compile(r"[0-9.eE+-]+[wxh]")


def is_run(attribute: str, value: str) -> bool:
    """Whether an attribute, by its name in lower case, runs its value."""
    if attribute.startswith("on") or attribute == "srcdoc":
        return True
    if attribute not in _ADDRESSES:
        return False
    steps = value.split(";") if attribute in _STEPS else (value,)
    return any(_RUN.match(_IGNORED.sub("", one)) for one in steps)


def active(tag: str, attributes: Mapping[str, str | None]) -> str | None:
    """What is not passive in an element, as a message calls it; None if all is."""
    if tag == "script" and (attributes.get("type") or "").strip().lower() != DATA:
        return "<script>"
    if tag == "base" or tag in _FRAMES:
        return f"<{tag}>"
    if tag == "meta" and (attributes.get("http-equiv") or "").strip().lower() == "refresh":
        return '<meta http-equiv="refresh">'
    return next((name for name, value in attributes.items() if is_run(name, value or "")), None)


def loads(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """The addresses that an element would have loaded, or sent to, from outside of the page."""
    for name, value in attributes.items():
        if name in _LOADING and not _is_inside(value):
            yield value
        elif name in _SETS:
            yield from (one for one in _candidates(value) if not _is_inside(one))
        elif name in _SENDING:
            yield value or name
        elif name in _LINKS and _is_loaded(tag, attributes) and not _is_inside(value):
            yield value
        elif name in _STEPS and _of_link(attributes):
            steps = value.split(";") if name == "values" else (value,)
            yield from (one for one in steps if not _is_inside(one))
        if name in _STYLED or name in _STEPS:
            yield from styled(value)


def styled(css: str) -> Iterator[str]:
    """The addresses that CSS of a page, a stylesheet or declarations, would have loaded."""
    yield from (one.url for one in addresses(css, INSIDE))


def _is_inside(address: str) -> bool:
    """Whether an address stands in the page itself. One that is empty names nothing."""
    read = _STRIPPED.sub("", address).lower()
    return not read or read.startswith(INSIDE)


def _is_loaded(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether the `href` of an element is loaded. The typesetter takes in what is attached."""
    relations = set(attributes.get("rel", "").lower().split())
    if tag in _FOLLOWED:
        return "attachment" in relations
    return tag != "link" or not relations or not relations <= _QUIET


def _candidates(value: str) -> Iterator[str]:
    """The addresses of a set, without their widths and densities."""
    for one in value.split():
        if not _DESCRIPTOR.fullmatch(one.strip(",")):
            yield one.strip(",")


def _of_link(attributes: Mapping[str, str]) -> bool:
    """Whether an animation sets a link."""
    return attributes.get("attributename", "").strip().lower() in _LINKS
