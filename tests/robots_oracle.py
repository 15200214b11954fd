"""RFC 9309 word by word, and nothing else: what the rules of linkcrawl are compared with."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote, unquote_to_bytes

_LINE = re.compile(rb"[ \t]*([A-Za-z-]+)[ \t]*:[ \t]*([^#]*)")
_TOKEN = re.compile(r"[A-Za-z_-]+|\*$")
# What may stand in a path as it is (RFC 3986), with what has a meaning in a rule.
_AS_IT_IS = "/?:@!$&'()*+,;=-._~[]%"

Rule = tuple[bool, str]


def rules_for(body: bytes, agent: str) -> list[Rule]:
    """The rules of the groups of *agent*, else those of everybody: allowed, path."""
    groups: dict[str, list[Rule]] = {}
    names: list[str] = []
    in_rules = False
    for line in re.split(rb"\r\n|\r|\n", body.removeprefix(b"\xef\xbb\xbf")[: 500 * 1024]):
        found = _LINE.match(line)
        if not found:
            continue
        key, value = found[1].lower(), found[2].strip()
        if key == b"user-agent":
            names = [] if in_rules else names
            in_rules = False
            token = _TOKEN.match(value.decode("latin-1"))
            names.append(token[0].lower() if token else "")
            groups.setdefault(names[-1], [])
        elif key in (b"allow", b"disallow"):
            in_rules = True
            for name in names:
                groups[name].append((key == b"allow", _written(value)))
    return groups.get(agent, groups.get("*", []))


def allows(rules: list[Rule], path: str) -> bool:
    """What the most specific match says, of equals the allowing one."""
    if path == "/robots.txt":
        return True
    path = _written(path.encode())
    matches = [(len(rule), allowed) for allowed, rule in rules if rule and _matches(rule, path)]
    return max(matches, default=(0, True))[1]


def _written(path: bytes) -> str:
    """The path with the same letters escaped, whoever wrote it."""
    parts = re.split(rb"(%[0-9A-Fa-f]{2})", path)
    return "".join(
        _unreserved(part) if number % 2 else quote(part, safe=_AS_IT_IS)
        for number, part in enumerate(parts)
    )


def _unreserved(escape: bytes) -> str:
    letter = unquote_to_bytes(escape)
    return letter.decode() if re.fullmatch(rb"[A-Za-z0-9._~-]", letter) else escape.decode().upper()


def _matches(rule: str, path: str) -> bool:
    if "*" not in rule and not rule.endswith("$"):
        return path.startswith(rule)
    return _pattern(rule).match(path) is not None


@cache
def _pattern(rule: str) -> re.Pattern[str]:
    end = "$" if rule.endswith("$") else ""
    return re.compile(".*".join(map(re.escape, rule.removesuffix("$").split("*"))) + end)
