"""Sentences that are text in English, and can be said in other languages later.

Who makes a sentence does not know who will read it: the terminal, a spreadsheet and the
database get it in English, a report in its reader's language (reports/language.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Said(str):
    """A text in English that knows what it is made of.

    *message* is what the catalogues of linkcrawl/languages list, *several* its plural, "" where
    there is none; *parameters* are what stands for the {names} in it. *context* tells apart
    words that are one in English.
    """

    __slots__ = ("context", "message", "parameters", "several")
    message: str
    several: str
    context: str
    parameters: Mapping[str, object]


def said(message: str, /, **parameters: object) -> Said:
    """A sentence with what stands for the {names} in it: texts, figures, days, other sentences.

    >>> said("The page answers {status} since {day}.", status="404", day="2026-11-14")
    'The page answers 404 since 2026-11-14.'
    """
    return _made(message, "", "", parameters)


def said_n(one: str, several: str, count: int, /, **parameters: object) -> Said:
    """A sentence about so many things; {count} stands for the number.

    >>> said_n("{count} page", "{count} pages", 1), said_n("{count} page", "{count} pages", 3)
    ('1 page', '3 pages')
    """
    return _made(one, several, "", {"count": count, **parameters})


def said_as(context: str, word: str) -> Said:
    """A word that stands alone: what it means hangs on its *context*, as in State and Verdict."""
    return _made(word, "", context, {})


def marked(message: str) -> str:
    """The message of a sentence that is made later: here is where catalogues find it."""
    return message


def marked_n(one: str, several: str) -> tuple[str, str]:
    """The same of a message about a number of things."""
    return one, several


def said_all(separator: str, parts: Iterable[str]) -> Said:
    """Several texts as one, each said by itself.

    >>> said_all("; ", [said("One"), "two"])
    'One; two'
    """
    named = {f"part{number}": part for number, part in enumerate(parts)}
    between = separator.replace("{", "{{").replace("}", "}}")
    # No catalogue has this message, so that it is said as it stands.
    return _made(between.join(f"{{{name}}}" for name in named), "", "", named)


def _made(message: str, several: str, context: str, parameters: Mapping[str, object]) -> Said:
    key = (message, several, context, *parameters, *map(_key, parameters.values()))
    if (known := _KNOWN.get(key)) is None:
        if len(_KNOWN) >= _REMEMBERED:
            _KNOWN.clear()
        known = _KNOWN[key] = _put_together(message, several, context, parameters)
    return known


# Thousands of relationships say the same: each sentence is put together, and held, once.
_REMEMBERED = 20_000
_KNOWN: dict[tuple[object, ...], Said] = {}


def _key(value: object) -> object:
    """What tells a parameter from others: equal texts may be other sentences, 1 is no True.

    A sentence that is remembered holds its parts, so that nothing else gets their ids.
    """
    plain = type(value) is str
    return value if plain else (type(value), id(value) if isinstance(value, Said) else value)


def _put_together(
    message: str, several: str, context: str, parameters: Mapping[str, object]
) -> Said:
    wanted = several if several and parameters["count"] != 1 else message
    words = {name: _english(value) for name, value in parameters.items()}
    made = Said(wanted.format_map(words) if words else wanted)
    made.message, made.several, made.context = message, several, context
    made.parameters = parameters
    return made


def _english(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.replace("_", " ")
    return f"{value:,}" if isinstance(value, int) else value
