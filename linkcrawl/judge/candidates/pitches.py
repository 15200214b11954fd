"""A proposal → the draft of a first message; an agreement → the one that confirms it.

A person reads, changes and sends them. They stay under 150 words, quote what was read, and name
no words for a link but the own name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from linkcrawl.agreements import Agreement
from linkcrawl.judge.candidates.proposals import Fit, Proposal
from linkcrawl.judge.verdicts.messages import day_in, one_line
from linkcrawl.judge.verdicts.relationship import Draft
from linkcrawl.policy import Policy

# Words of a title and of a quotation.
_TITLE, _QUOTE, _BEGINNING = 8, 12, 5


def pitch(found: Proposal, policy: Policy, own_name: str, to: str = "") -> Draft | None:
    """The first message, None where nothing fits.

    Where the policy says that no links are traded it offers what helps their readers, and only
    that.
    """
    for_us = found.for_us if policy.trade_links else None
    if for_us is None and found.for_them is None:
        return None
    words = _words(policy.language)["proposal"]
    kind = "for_them" if for_us is None else "both" if found.for_them else "for_us"
    fields = {"greeting": _words(policy.language)["greeting"], "own": one_line(own_name)}
    fields |= _for_us(for_us) | _for_them(found.for_them)
    subject = fields | {"their_title": fields.get("their_title") or fields["their_host"]}
    text = Template(words[kind]).substitute(fields).lstrip()
    return Draft(kind, to, Template(words["subject"]).substitute(subject), text)


def confirmation(agreement: Agreement, language: str, own_name: str) -> Draft:
    """The message that says exactly what was agreed."""
    words = _words(language)
    items = [
        Template(words["confirmation"][side]).substitute(
            page=one_line(page),
            target=one_line(target),
            anchor=one_line(agreement.anchor or own_name),
            deadline=day_in(language, agreement.deadline or date.today()),
        )
        for side, page, target in (
            ("theirs", agreement.their_page, agreement.our_target),
            ("ours", agreement.our_page, agreement.their_target),
        )
        if page and target
    ]
    name = one_line(agreement.contact_name)
    greeting = Template(words["contact"]).substitute(name=name) if name else words["greeting"]
    text = Template(words["confirmation"]["text"]).substitute(
        greeting=greeting,
        items="\n".join(f"- {item}" for item in items),
        own=one_line(own_name),
    )
    subject = words["confirmation"]["subject"]
    return Draft("confirmation", one_line(agreement.contact_email), subject, text.lstrip())


@cache
def _words(language: str) -> Mapping[str, Any]:
    file = files("linkcrawl.judge.verdicts.letters").joinpath(f"proposal.{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _for_us(fit: Fit | None) -> dict[str, str]:
    if fit is None:
        return {}
    return {
        "their_title": _cut(fit.target.title, _TITLE),
        "their_page": one_line(fit.target.url),
        "their_words": _cut(fit.shown or fit.target.title, _QUOTE),
        "our_host": _cut(fit.host.title, _TITLE),
        "our_words": _cut(fit.paragraph, _BEGINNING),
    }


def _for_them(fit: Fit | None) -> dict[str, str]:
    if fit is None:
        return {}
    return {
        "their_host": _cut(fit.host.title, _TITLE),
        "their_host_page": one_line(fit.host.url),
        "host_words": _cut(fit.paragraph, _QUOTE),
        "our_page": one_line(fit.target.url),
        "our_title": _cut(fit.target.title, _TITLE),
    }


def _cut(text: str, most: int) -> str:
    """The first words of a text in one line.

    >>> _cut("Put the loaves in while the stones are hot.", 4)
    'Put the loaves in …'
    """
    words = one_line(text).split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")
