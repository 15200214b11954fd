"""Elements with more attributes than anybody writes, before which the reading of a page ends."""

from __future__ import annotations

import re

# libxml2 compares each attribute of an element with all before it: half a million take it minutes.
_MOST = 1_000
# So many as fit into less take it two seconds, and looking for them as long as reading.
_LARGE = 200_000
_UNMARKED = "script|style|textarea|title|xmp|iframe|noembed|noframes"
_ATTRIBUTE = r"""
    [\s/]*+ [^\s/>][^\s/>=]*+
    (?: \s*+ = \s*+ (?: "[^"]*+" | '[^']*+' | [^\s>"'][^\s>]*+ | ) )?+
"""
# Each alternative ends where the tokenizer of HTML does, and none is tried twice: the time is that
# of one pass, whatever stands there. https://html.spec.whatwg.org/multipage/parsing.html
_UNCROWDED = re.compile(
    rf"""
    (?: [^<]++
    | < (?: {_UNMARKED} ) \b [^>]*+ > .*? (?: </ (?= {_UNMARKED} ) | \Z )
    | <!-- .*? (?: --> | \Z )
    | < (?! [a-z] )
    | < [a-z][^\s/>]*+ (?: {_ATTRIBUTE} ){{0,{_MOST}}}+ [\s/]*+ (?: > | \Z )
    )*+
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
    if len(text) < _LARGE:
        return text
    found = _UNCROWDED.match(text)
    return text[: found.end()] if found else text
