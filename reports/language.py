"""How a report speaks: its messages, numbers, days and words in one language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from linkcrawl.languages import DEFAULT, catalogue
from linkcrawl.said import Said
from reports.vocabulary import word

# English as most of the world writes it: the day before the month.
_LOCALES = {DEFAULT: "en_GB"}
_SPEC = re.compile(r"\.(\d)([f%])")
_MINUS = "\N{MINUS SIGN}"
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language: *code* as in ``<html lang>``; all that it says comes out of look-ups."""

    code: str
    locale: Locale
    messages: NullTranslations

    def say(self, text: object) -> object:
        """A sentence in this language; what is none is returned as it is."""
        return self.text(text) if isinstance(text, Said) else text

    def text(self, text: str) -> str:
        """The same for what is a text anyway."""
        if not isinstance(text, Said):
            return text
        known = _TEXTS.get((self, id(text)))
        if known is None:
            if len(_TEXTS) >= _REMEMBERED:
                _TEXTS.clear()
            known = _TEXTS[self, id(text)] = (text, self._put(text))
        return known[1]

    def _put(self, text: Said) -> str:
        message = self._message(text)
        if not text.parameters:
            return message
        return message.format_map({k: self.printed(v) for k, v in text.parameters.items()})

    def _message(self, text: Said) -> str:
        if text.context:
            return self.messages.pgettext(text.context, text.message)
        if text.several:
            count = text.parameters["count"]
            assert isinstance(count, int)
            return self.messages.ngettext(text.message, text.several, count)
        return self.messages.gettext(text.message)

    def printed(self, value: object) -> object:
        """What stands for a {name} of a message, by its kind."""
        if isinstance(value, Said):
            return self.text(value)
        if isinstance(value, StrEnum):
            return self.text(word(value))
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, float):
            return _Figure(value, self)
        if isinstance(value, date):
            return self.day(value.isoformat())
        return value

    def number(self, count: float) -> str:
        """A number with its thousands apart.

        >>> language("en").number(1234567), language("de").number(1234567)
        ('1,234,567', '1.234.567')
        """
        return _decimal(self.locale, count, "#,##0")

    def figure(self, value: float, digits: int = 2) -> str:
        """A number with so many digits after its point.

        >>> language("en").figure(0.5), language("de").figure(0.5)
        ('0.50', '0,50')
        """
        return _decimal(self.locale, value, f"#,##0.{'0' * digits}")

    def signed(self, value: float) -> str:
        """A number with its sign and one digit after its point.

        >>> language("en").signed(0.5), language("de").signed(0.5)
        ('+0.5', '+0,5')
        """
        return f"{_MINUS if value < 0 else '+'}{self.figure(abs(value), 1)}"

    def share(self, value: float, digits: int = 0) -> str:
        """A share of 1 in per cent.

        >>> language("en").share(0.112, 1), language("de").share(0.112, 1)
        ('11.2%', '11,2\\xa0%')
        """
        return _percent(self.locale, value, digits)

    def day(self, moment: str) -> str:
        """A stored moment or date as a day.

        >>> language("en").day("2026-11-03T09:12:44+00:00"), language("de").day("2026-11-03")
        ('3 Nov 2026', '3. Nov. 2026')
        """
        return _on(self.locale, moment[:10], "yMMMd") if moment else ""

    def month(self, on: date) -> str:
        """The month of a day.

        >>> language("en").month(date(2026, 11, 3)), language("de").month(date(2026, 3, 3))
        ('Nov 2026', 'März 2026')
        """
        return _on(self.locale, on.isoformat(), "yMMM")

    def short_month(self, on: date) -> str:
        """The month of a day without its year.

        >>> language("en").short_month(date(2026, 11, 3)), language("de").short_month(date.max)
        ('Nov', 'Dez')
        """
        return format_date(on, "LLL", self.locale)

    def minute(self, moment: str) -> str:
        """A stored moment to the minute.

        >>> language("en").minute("2026-11-03T09:12:44+00:00")
        '3 Nov 2026, 09:12 UTC'
        """
        if not moment:
            return ""
        return f"{self.day(moment)}, {_at(self.locale, moment[11:16])} UTC"


# The same sentences stand on thousands of pages. Each is held with its text, so that no other one
# gets its id; equal texts may be different sentences.
_TEXTS: dict[tuple[Language, int], tuple[Said, str]] = {}


class _Figure(float):
    """A float whose format is that of a language."""

    __slots__ = ("_language",)
    _language: Language

    def __new__(cls, value: float, language: Language) -> _Figure:
        made = super().__new__(cls, value)
        made._language = language
        return made

    def __str__(self) -> str:
        return format(self)

    def __format__(self, spec: str) -> str:
        found = _SPEC.fullmatch(spec)
        if found is None:
            return format_decimal(float(self), locale=self._language.locale)
        digits = int(found[1])
        if found[2] == "%":
            return self._language.share(float(self), digits)
        return self._language.figure(float(self), digits) if digits else self._language.number(self)


@cache
def language(code: str) -> Language:
    """The language of a code that `linkcrawl.languages` lists."""
    locale = Locale.parse(_LOCALES.get(code, code))
    return Language(code, locale, NullTranslations() if code == DEFAULT else _messages(code))


ENGLISH = language(DEFAULT)


def _messages(code: str) -> GNUTranslations:
    """Read out of the very file that people edit, so that no compiled one can be out of date."""
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(catalogue(code)), locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


@lru_cache(_REMEMBERED)
def _decimal(locale: Locale, value: float, pattern: str) -> str:
    return format_decimal(value, pattern, locale=locale)


@lru_cache(_REMEMBERED)
def _percent(locale: Locale, value: float, digits: int) -> str:
    pattern = locale.percent_formats[None].pattern
    if digits:
        pattern = pattern.replace("0", f"0.{'0' * digits}", 1)
    return format_percent(value, pattern, locale=locale)


@lru_cache(_REMEMBERED)
def _on(locale: Locale, day: str, skeleton: str) -> str:
    return format_skeleton(skeleton, date.fromisoformat(day), locale=locale)


@lru_cache(_REMEMBERED)
def _at(locale: Locale, minute: str) -> str:
    return format_time(time.fromisoformat(minute), "short", locale=locale)
