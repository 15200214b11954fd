"""Pages that are hard to read, and the word that a visit has for each."""

from __future__ import annotations

from local_site import Answer, Route

from sites.faults.answers import LINK

_ENTITIES = b"<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'>%s]>" % b"".join(
    b"<!ENTITY %c '%s'>" % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(98, 107)
)


def page(body: bytes, kind: str = "text/html; charset=utf-8") -> Answer:
    return Answer(LINK + body, headers={"Content-Type": kind})


PAGES: dict[str, tuple[Route, str]] = {
    "nothing": (Answer(), "not_html"),
    "a million elements": (page(b"<p>x" * 1_000_000), "ok"),
    "a hundred thousand nested elements": (page(b"<div>" * 100_000), "ok"),
    "a million links": (page(b"<a href>" * 1_000_000), "ok"),
    "an attribute of 7 MB": (page(b'<p title="%s">' % (b"x" * 7_000_000)), "ok"),
    "an attribute of 10 MB": (page(b'<p title="%s">' % (b"x" * 10_000_000)), "too_large"),
    "a word of 7 MB": (page(b"x" * 7_000_000), "ok"),
    "ten thousand attributes": (
        page(b"<p %s>" % b" ".join(b"a%d=1" % number for number in range(10_000))), "ok",
    ),
    "a hundred thousand open formats": (page(b"<b><i><a href=/x>" * 100_000), "ok"),
    "a table in a table, ten thousand times": (page(b"<table><tr><td>" * 10_000), "ok"),
    "entities that grow": (Answer(_ENTITIES + LINK + b"&j;"), "ok"),
    "an entity of a file": (
        Answer(b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;' + LINK), "ok",
    ),
    "NUL bytes": (page(b"\0" * 10_000), "ok"),
    "half letters": (page(b"&#xD800;&#55296;<a href='/&#xDFFF;'>\xed\xa0\x80</a>"), "ok"),
    "a charset that does not exist": (page(b"\xff\xfe", "text/html; charset=utf-99"), "ok"),
    "another charset than it says": (page("Größe".encode("cp1252")), "ok"),
    "two charsets": (page(b"<meta charset=utf-16><meta charset=koi8-r>\xc3\xa4"), "ok"),
    "a base that is a script": (page(b"<base href='javascript:alert(1)'><a href=x>x</a>"), "ok"),
    "links that are no addresses": (page(b"<a href='http://[::1'>a</a><a href='//%'>b</a>"), "ok"),
    "a refresh to itself": (page(b"<meta http-equiv=refresh content='0;url=/page'>"), "ok"),
    "a tag that never ends": (page(b"<a href='" + b"x" * 100_000), "ok"),
    "a comment that never ends": (page(b"<!--" + b"-" * 1_000_000), "ok"),
}  # fmt: skip
