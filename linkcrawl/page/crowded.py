"""Elements with more attributes than anybody writes, before which the reading of a page ends."""

from __future__ import annotations

import re

# libxml2 compares each attribute of an element with all before it: half a million take it minutes.
_MOST = 1_000
# So many as fit into less take it two seconds; looking for them takes a third of a page's reading.
_LARGE = 200_000
# Pieces of a page at once, each of which the matcher remembers.
_AT_ONCE = 5_000
_UNMARKED = "script|style|textarea|title|xmp|iframe|noembed|noframes"
_ATTRIBUTE = r"""
    [\s/]* [^\s/>][^\s/>=]*
    (?: \s* = \s* (?: "[^"]*" | '[^']*' | [^\s>"'][^\s>]* | ) )?
"""


def _attributes(name: str) -> str:
    # Looking ahead, and then taking what was seen, is never tried twice. (Possessive quantifiers
    # would say so, but match too much up to Python 3.11.4.)
    return rf"(?= (?P<{name}> (?: {_ATTRIBUTE} ){{0,{_MOST}}} ) ) (?P={name}) [\s/]*"


# Each piece ends where the tokenizer of HTML ends it, so that the time is that of one pass,
# whatever stands there. https://html.spec.whatwg.org/multipage/parsing.html
_UNCROWDED = re.compile(
    rf"""
    (?: [^<]+
    | < (?: {_UNMARKED} ) (?= [\s/>] ) {_attributes("unmarked")} >
        .*? (?: </ (?= {_UNMARKED} ) | \Z )
    | <!-- .*? (?: --> | \Z )
    | < (?! [a-z] )
    | < [a-z][^\s/>]* {_attributes("marked")} (?: > | \Z )
    ){{1,{_AT_ONCE}}}
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)


def uncrowded(text: str) -> str:
    """An HTML text up to its first element with more than a thousand attributes; mostly all of it.

    >>> uncrowded("<p class=a>" * 20_000) == "<p class=a>" * 20_000
    True
    >>> uncrowded("<p>" * 80_000 + "<a " + " ".join(map(str, range(2_000))) + ">")[-9:]
    '<p><p><p>'
    """
    end = 0 if len(text) >= _LARGE else len(text)
    while end < len(text) and (found := _UNCROWDED.match(text, end)):
        end = found.end()
    return text[:end]
