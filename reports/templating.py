"""The templates with all that they may call, in one language: they print, and decide nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from linkcrawl.judge.details import detail
from reports import markup
from reports.language import Language
from reports.looks import LOOKS
from reports.mailto import mailto
from reports.pictures import mix_picture, months_picture, neighbourhood_picture
from reports.printing import Printing
from reports.scripts import POLICY, SCRIPT
from reports.visible import readable_host, visible
from reports.vocabulary import CRITERIA, EVENTS, RELATIONSHIPS, SIGNALS, word
from reports.wording import (
    ANSWERS,
    CREDIT,
    DRAFTS,
    FETCH,
    OUTCOME,
    PRESENCE,
    QUESTIONS,
    RECIPROCITY,
    ROLES,
    STATES,
    TARGET,
    VERDICTS,
    place_words,
    rel_words,
    relevance_words,
    strength,
)

_REMEMBERED, _SHORT = 1_000, 100
_NAMES = {
    "criterion": CRITERIA,
    "event": EVENTS,
    "relationship": RELATIONSHIPS,
    "signal": SIGNALS,
}


@cache
def environment(language: Language, autoescape: bool = True) -> Environment:
    """The templates; only plain text goes without *autoescape*.

    docs/languages.md says how texts in them are written, so that they can be translated.
    """
    made = _Templates(
        loader=PackageLoader("reports"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        finalize=_printed_in(language, autoescape),
        # Files of an installed package: Jinja asks for their age at each page.
        auto_reload=False,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.newstyle_gettext = True  # type: ignore[attr-defined]
    made.globals |= _messages(language, Markup if autoescape else str)
    made.globals |= _WORDS | {"language": language}
    made.filters |= _filters(language)
    return made


class _Templates(Environment):
    code_generator_class = Printing


def _printed_in(language: Language, autoescape: bool) -> Callable[[object], str]:
    """What makes the text that is printed of a value: said in the language, and escaped."""
    # A page says the same few words hundreds of times.
    remembered = lru_cache(_REMEMBERED)(escape)

    def plain(value: object) -> str:
        return str(language.say(value))

    def markup(value: object) -> str:
        if type(value) is Markup:
            return value
        words = language.say(value)
        return remembered(words) if type(words) is str and len(words) < _SHORT else escape(words)

    return markup if autoescape else plain


def _messages(language: Language, kind: type[str]) -> dict[str, Callable[..., str]]:
    """What ``{{ _("…") }}`` and ``{% trans %}`` call."""

    def put(value: object) -> object:
        # Markup would escape by itself, and takes three times as long.
        printed = language.printed(value)
        return printed if kind is str else escape(printed)

    @cache
    def unfilled(message: str) -> str:
        return kind(message % {})

    def filled(message: str, names: dict[str, object]) -> str:
        if not names:
            return unfilled(message)
        return kind(message % {name: put(value) for name, value in names.items()})

    def gettext(message: str, **names: object) -> str:
        return filled(language.messages.gettext(message), names)

    def ngettext(one: str, several: str, num: int, **names: object) -> str:
        return filled(language.messages.ngettext(one, several, num), {"num": num, **names})

    def pgettext(context: str, message: str, **names: object) -> str:
        return filled(language.messages.pgettext(context, message), names)

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext}


def _filters(language: Language) -> dict[str, Callable[..., object]]:
    text = language.text

    def words(value: str, names: str = "") -> str:
        return text(_NAMES[names].get(value, value) if names else word(value))

    def percent(share: float | None) -> str:
        if share is None:
            return language.messages.gettext("not known")
        return language.share(share / 100, 0 if share in (0, 100) else 1)

    def shown(words: str, limit: int = 160, keep: str = "start") -> Markup:
        return markup.shown(words if type(words) is str else text(words), limit, keep)

    opening, closing = language.messages.gettext("“{text}”").split("{text}")

    def quoted(words: str, limit: int) -> Markup:
        return Markup(f"{opening}{shown(words, limit)}{closing}")

    return {
        "day": language.day,
        "detail": detail,
        "figure": language.figure,
        "host": readable_host,
        "letter": lambda message: markup.letter(text(message)),
        "link": markup.link,
        "minute": language.minute,
        "month": language.month,
        "number": language.number,
        "percent": percent,
        "printed": language.printed,
        "plain": lambda words, *cut, **how: visible(text(words), *cut, **how),
        "quoted": quoted,
        "relevance": lambda value: text(relevance_words(value)),
        "rel": lambda rel: text(rel_words(rel)),
        "share": language.share,
        "shown": shown,
        "strength": lambda weight: text(strength(weight)),
        "weight": language.signed,
        "words": words,
    }


_WORDS: dict[str, object] = {
    "ANSWERS": ANSWERS,
    "CREDIT": CREDIT,
    "DRAFTS": DRAFTS,
    "FETCH": FETCH,
    "LOOKS": LOOKS,
    "OUTCOME": OUTCOME,
    "PRESENCE": PRESENCE,
    "QUESTIONS": QUESTIONS,
    "RECIPROCITY": RECIPROCITY,
    "POLICY": POLICY,
    "ROLES": ROLES,
    "SCRIPT": SCRIPT,
    "STATES": STATES,
    "TARGET": TARGET,
    "VERDICTS": VERDICTS,
    "mailto": mailto,
    "mix_picture": mix_picture,
    "months_picture": months_picture,
    "neighbourhood_picture": neighbourhood_picture,
    "place_words": place_words,
    # For macros that print the same of the same few words, over and over.
    "remembered": lru_cache(_REMEMBERED, typed=True),
}
