"""Which pages fit each other, where a link would stand, and the message that says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from candidates_web import BAU, BUILD, DOUGH, LOAN, TEIG

from linkcrawl.agreements import Agreement
from linkcrawl.classify.topic import topic_of
from linkcrawl.judge.candidates.pitches import confirmation, pitch
from linkcrawl.judge.candidates.proposals import ContentPage, Fit, Proposal, proposal, worth_linking
from linkcrawl.policy import Policy

LONG = "Readers of this page learn at length and in detail what they came for, and more besides. "


def page(url: str, *passages: str, title: str = "A page", language: str = "en") -> ContentPage:
    text = " ".join(passages)
    return ContentPage(url, title, language, 400, topic_of(text, 400).vector, passages * 2)


def vectors(text: str) -> bytes:
    return topic_of(text, 0).vector


OURS = (
    page("https://own.example/building", BUILD, DOUGH, title="How to build an oven"),
    page("https://own.example/sourdough", DOUGH, title="Sourdough for beginners"),
)
THEIRS = (
    page("https://mill.example/mauern", BAU, title="Den Ofen mauern", language="de"),
    page("https://mill.example/teig", LOAN, TEIG, title="Sauerteig", language="de"),
    page("https://mill.example/kredit", LOAN, title="Loans"),
)


def fit(target: ContentPage, host: ContentPage, paragraph: str = BUILD, shown: str = BAU) -> Fit:
    return Fit(target, host, paragraph, shown, 0.9)


def test_related_pages_fit_whatever_their_language_and_loans_do_not() -> None:
    found = proposal(OURS, THEIRS, (), vectors)

    assert found.for_us is not None
    assert found.for_them is not None
    assert {found.for_us.target.url, found.for_them.host.url} <= {one.url for one in THEIRS[:2]}


def test_the_paragraph_is_the_one_that_is_about_the_other_page() -> None:
    host = replace(THEIRS[1], vector=vectors(TEIG))

    found = proposal(OURS[1:], [host], (), vectors, trade=False)

    assert found.for_them is not None
    assert (found.for_them.paragraph, found.for_them.shown) == (TEIG, DOUGH)


def test_two_pages_are_never_proposed_to_link_to_each_other() -> None:
    found = proposal(OURS[:1], THEIRS[:1], (), vectors)

    assert found.for_us is not None
    assert found.for_them is None


def test_what_is_linked_already_is_not_proposed_again() -> None:
    linked = [(ours.url, theirs.url) for ours in OURS for theirs in THEIRS]

    found = proposal(OURS, THEIRS, linked, vectors)

    assert found.for_us is None
    assert found.for_them is not None


def test_without_trading_only_their_readers_count() -> None:
    found = proposal(OURS, THEIRS, (), vectors, trade=False)

    assert found.for_us is None
    assert found.for_them is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "https://mill.example/links/"},
        {"url": "https://mill.example/tag/ofen/"},
        {"url": "https://mill.example/2024/05/"},
        {"url": "https://mill.example/category/bread"},
        {"url": "https://mill.example/impressum.html"},
        {"url": "https://mill.example/shop/ofentuer"},
        {"url": "https://mill.example/"},
        {"title": "Partner | Mill"},
        {"words": 40},
        {"vector": b""},
        {"passages": ()},
        {"passages": (BAU,)},
        {"passages": ("Oven doors, bricks, mortar, peels, brushes, thermometers " * 3,) * 2},
        {"url": "https://mill.example/forum/thread-12"},
        {"url": "https://mill.example/news/"},
        {"url": "https://mill.example/bread?preview_token=***63906248"},
    ],
)
def test_some_pages_are_no_targets(changes: dict[str, object]) -> None:
    assert worth_linking([THEIRS[0]]) == (THEIRS[0],)
    assert worth_linking([replace(THEIRS[0], **changes)]) == ()  # type: ignore[arg-type]


def test_a_page_that_several_others_lie_below_is_a_list_of_them() -> None:
    hub = page("https://mill.example/holzofen/", BAU)
    below = [page(f"https://mill.example/holzofen/{n}/", TEIG) for n in range(3)]

    assert worth_linking([hub, *below[:2]]) == (hub, *below[:2])
    assert worth_linking([hub, *below]) == tuple(below)


PROPOSALS = {
    "both": Proposal(fit(THEIRS[0], OURS[0]), fit(OURS[1], THEIRS[1], TEIG, DOUGH)),
    "for_us": Proposal(fit(THEIRS[0], OURS[0]), None),
    "for_them": Proposal(None, fit(OURS[1], THEIRS[1], TEIG, DOUGH)),
}


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("kind", PROPOSALS)
def test_a_message_is_short_whatever_it_quotes(kind: str, language: str) -> None:
    policy = Policy(language=language)  # type: ignore[arg-type]
    wordy = page("https://long.example/" + "a/" * 40, LONG * 9, title=LONG * 3)
    long = fit(wordy, wordy, LONG * 9, LONG * 9)
    longest = Proposal(long if kind != "for_them" else None, long if kind != "for_us" else None)

    for found in (PROPOSALS[kind], longest):
        draft = pitch(found, policy, "Oak & Ember", "post@mill.example")

        assert draft is not None
        assert (draft.kind, draft.to) == (kind, "post@mill.example")
        assert len(draft.text.split()) < 150
        assert "$" not in draft.subject + draft.text
        assert "\n" not in draft.subject


def test_a_message_names_the_pages_and_quotes_what_was_read() -> None:
    draft = pitch(PROPOSALS["both"], Policy(), "Oak & Ember")

    assert draft is not None
    for said in (
        "Den Ofen mauern", "https://mill.example/mauern", "Wer einen Backofen aus",
        "https://own.example/sourdough", "Ein Sauerteig wird fünf Tage", "How to build an oven",
    ):  # fmt: skip
        assert said in draft.text


def test_where_links_are_not_traded_none_of_ours_is_offered() -> None:
    policy = Policy(trade_links=False)

    draft = pitch(PROPOSALS["both"], policy, "Oak & Ember")

    assert draft is not None
    assert draft.kind == "for_them"
    assert "mill.example/mauern" not in draft.text
    assert pitch(PROPOSALS["for_us"], policy, "Oak & Ember") is None
    assert pitch(Proposal(), Policy(), "Oak & Ember") is None


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_others_wrote_breaks_no_line_of_a_message(language: str) -> None:
    odd = page("https://mill.example/x\r\nBcc: all@a.example", "“$own\r\n\x1b[31m" + LONG,
               title="Oven\nBcc: all@a.example ${x}")  # fmt: skip
    draft = pitch(
        Proposal(None, fit(OURS[0], odd, odd.passages[0])),
        Policy(language=language),  # type: ignore[arg-type]
        "Oak",
    )

    assert draft is not None
    assert not any(line.startswith("Bcc") for line in draft.text.splitlines())
    assert "\x1b" not in draft.text


@pytest.mark.parametrize(
    ("language", "said", "quoted", "day"),
    [
        ("en", "On your page", "“Oak & Ember”", "21 December 2026"),
        ("de", "Auf Ihrer Seite", "„Oak & Ember“", "21. Dezember 2026"),
    ],
)
def test_a_confirmation_has_exactly_what_was_agreed(
    language: str, said: str, quoted: str, day: str
) -> None:
    agreed = Agreement(
        "mill.example",
        their_page="https://mill.example/teig",
        our_target="https://own.example/sourdough",
        our_page="https://own.example/building",
        their_target="https://mill.example/mauern",
        anchor="Oak & Ember",
        deadline=date(2026, 12, 21),
        contact_email="post@mill.example",
    )

    draft = confirmation(agreed, language, "Oak & Ember")

    assert said in draft.text
    pages = (agreed.their_page, agreed.our_target, agreed.our_page, agreed.their_target)
    for part in (*pages, quoted, day):
        assert part in draft.text
