"""Every rule of RFC 9309, read by our stack from a real server."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from conftest import Crawl, Serve
from fetching import FetchSpider
from local_site import Answer


class Rule(NamedTuple):
    """A robots.txt, with paths that it disallows and paths that it allows."""

    text: str | bytes
    disallowed: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


def all_of(*lines: str) -> str:
    """The rules of a group that holds for everybody."""
    return "\n".join(["User-agent: *", *lines, ""])


# Section 2.2.1: whose rules they are.
GROUPS = {
    "a group for everybody": Rule(all_of("Disallow: /a"), ("/a", "/a/b"), ("/b",)),
    "our own group alone": Rule(
        "User-agent: *\nDisallow: /\n\nUser-agent: linkcrawl\nDisallow: /a\n", ("/a",), ("/b",)
    ),
    "our name in any case": Rule("user-agent: LinkCrawl\nDisallow: /a\n", ("/a",), ("/b",)),
    "our name with a version": Rule("User-agent: linkcrawl/1.0\nDisallow: /a\n", ("/a",), ("/b",)),
    "our name with a comment": Rule("User-agent: linkcrawl # hi\nDisallow: /a\n", ("/a",), ("/b",)),
    "a name that begins like ours": Rule("User-agent: linkcrawler\nDisallow: /\n", (), ("/a",)),
    "a name within ours": Rule("User-agent: crawl\nDisallow: /\n", (), ("/a",)),
    "other names only": Rule("User-agent: otherbot\nDisallow: /\n", (), ("/a",)),
    "one group of several names": Rule(
        "User-agent: otherbot\nUser-agent: linkcrawl\nDisallow: /a\n", ("/a",), ("/b",)
    ),
    "our groups are merged": Rule(
        "User-agent: linkcrawl\nDisallow: /a\n\nUser-agent: otherbot\nDisallow: /c\n\n"
        "User-agent: linkcrawl\nDisallow: /b\n",
        ("/a", "/b"),
        ("/c",),
    ),
    "groups of everybody are merged": Rule(
        "User-agent: *\nDisallow: /a\n\nUser-agent: otherbot\nDisallow: /c\n\n"
        "User-agent: *\nDisallow: /b\n",
        ("/a", "/b"),
        ("/c",),
    ),
    "no rule in our group": Rule(
        "User-agent: *\nDisallow: /\n\nUser-agent: linkcrawl\nDisallow:\n", (), ("/a",)
    ),
    "rules before any group": Rule("Disallow: /a\nUser-agent: *\nDisallow: /b\n", ("/b",), ("/a",)),
    "other lines between names": Rule(
        "User-agent: linkcrawl\nSitemap: /s.xml\nUser-agent: otherbot\nDisallow: /a\n",
        ("/a",),
        ("/b",),
    ),
}
# Section 2.2.2 and 2.2.3: what they say.
PATHS = {
    "the longest rule wins": Rule(
        all_of("Disallow: /a", "Allow: /a/b", "Disallow: /a/b/c"), ("/a", "/a/b/c"), ("/a/b",)
    ),
    "whatever its place": Rule(
        all_of("Allow: /a/b", "Disallow: /a/b/c", "Disallow: /a"), ("/a", "/a/b/c"), ("/a/b",)
    ),
    "of equal ones the allowing": Rule(all_of("Disallow: /a", "Allow: /a"), (), ("/a",)),
    "names of rules in any case": Rule("USER-AGENT: *\ndISALLOW: /a\n", ("/a",), ("/b",)),
    "paths in their own case": Rule(all_of("Disallow: /a"), ("/a",), ("/A",)),
    "an empty rule": Rule(all_of("Disallow:"), (), ("/a",)),
    "all": Rule(all_of("Disallow: /"), ("/", "/a?b=c")),
    "a star": Rule(all_of("Disallow: /a/*/c"), ("/a/b/c", "/a//c/d"), ("/a/c", "/a/b")),
    "a star at the end": Rule(all_of("Disallow: /a*"), ("/a", "/ab"), ("/b",)),
    "a dollar": Rule(all_of("Disallow: /a.php$"), ("/a.php",), ("/a.php?b", "/a.phpx")),
    "both": Rule(all_of("Disallow: /*.gif$"), ("/x/y.gif",), ("/x/y.gif?z",)),
    "a query": Rule(all_of("Disallow: /*?id="), ("/a?id=1",), ("/a", "/a?b=1")),
    "many stars": Rule(all_of(f"Disallow: /{'*a' * 30}$"), ("/" + "a" * 30,), ("/" + "a" * 29,)),
    "a letter, escaped in the rule": Rule(all_of("Disallow: /%61b"), ("/ab",), ("/b",)),
    "a letter, escaped in the address": Rule(all_of("Disallow: /ab"), ("/%61b",), ("/b",)),
    "letters beyond ASCII": Rule(all_of("Disallow: /ä"), ("/%C3%A4", "/%c3%a4"), ("/a",)),
    "the same, escaped": Rule(all_of("Disallow: /%c3%a4"), ("/%C3%A4",), ("/a",)),
    "an escaped slash is none": Rule(all_of("Disallow: /a/b"), ("/a/b",), ("/a%2Fb",)),
    "an escaped star is a letter": Rule(all_of("Disallow: /a%2Ab"), ("/a*b",), ("/axb",)),
    "an escaped dollar is a letter": Rule(all_of("Disallow: /a%24"), ("/a$", "/a$b"), ("/a",)),
}
# Sections 2.2.4 and 2.3: how it is written.
WRITING = {
    "nothing": Rule("", (), ("/a",)),
    "a byte order mark": Rule("\ufeff" + all_of("Disallow: /a"), ("/a",), ("/b",)),
    "lines that end with CR LF": Rule("User-agent: *\r\nDisallow: /a\r\n", ("/a",), ("/b",)),
    "lines that end with CR": Rule("User-agent: *\rDisallow: /a\r", ("/a",), ("/b",)),
    "no end of the last line": Rule("User-agent: *\nDisallow: /a", ("/a",), ("/b",)),
    "spaces all over": Rule("  User-agent :\t*  \n\tDisallow  :  /a  \n", ("/a",), ("/b",)),
    "comments": Rule("# a\nUser-agent: * # b\nDisallow: /a#b\n#Disallow: /c\n", ("/a",), ("/c",)),
    "lines of other kinds": Rule(
        "Host: x\nUser-agent: *\nNoindex: /b\nSitemap: http://x/\nDisallow: /a\n", ("/a",), ("/b",)
    ),
    "empty lines within a group": Rule("User-agent: *\n\n\nDisallow: /a\n", ("/a",), ("/b",)),
    "bytes that are no letters": Rule(
        b"User-agent: *\nDisallow: /\xff\xfe\nDisallow: /a\n\0\0\n", ("/a",), ("/b",)
    ),
    "a page of HTML": Rule("<!doctype html><p>User-agents: all welcome</p>", (), ("/a",)),
    "robots.txt itself": Rule(all_of("Disallow: /"), ("/a",), ("/robots.txt",)),
}


@pytest.mark.parametrize("rules", [GROUPS, PATHS, WRITING], ids=["groups", "paths", "writing"])
def test_each_rule_holds(crawl: Crawl, serve: Serve, rules: dict[str, Rule]) -> None:
    urls: dict[str, tuple[str, str, bool]] = {}
    for number, (name, rule) in enumerate(rules.items(), 1):
        text = rule.text if isinstance(rule.text, bytes) else rule.text.encode()
        answer = Answer(text, headers={"Content-Type": "text/plain"})
        site = serve({"/robots.txt": answer}, address=f"127.0.1.{number}")
        for allowed, paths in ((False, rule.disallowed), (True, rule.allowed)):
            urls |= {site.url + path: (name, path, allowed) for path in paths}

    result = crawl(FetchSpider, {"RETRY_TIMES": 0}, urls=list(urls))

    found = {urls[got.url]: got.fetch != "robots_disallowed" for got in result.items}
    assert found == {asked: asked[2] for asked in urls.values()}
