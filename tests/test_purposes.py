"""What a page is for, as its address and title tell."""

from __future__ import annotations

import pytest

from linkcrawl.purposes import Purpose, purpose_of


@pytest.mark.parametrize(
    ("path", "purpose"),
    [
        ("", Purpose.HOME),
        ("/", Purpose.HOME),
        ("/?lang=de", Purpose.CONTENT),
        ("/kontakt", Purpose.CONTACT),
        ("/de/Kontakt.html", Purpose.CONTACT),
        ("/contact-us/", Purpose.CONTACT),
        ("/contact-lenses/", Purpose.CONTENT),
        ("/impressum.php", Purpose.LEGAL),
        ("/mentions-l%C3%A9gales/", Purpose.LEGAL),
        ("/%C3%BCber-uns/", Purpose.ABOUT),
        ("/about/", Purpose.ABOUT),
        ("/links.htm", Purpose.LINKS),
        ("/tag/bread/", Purpose.LISTING),
        ("/category/ovens", Purpose.LISTING),
        ("/2024/05/", Purpose.LISTING),
        ("/2024/05/ovens", Purpose.CONTENT),
        ("/blog/", Purpose.LISTING),
        ("/blog/ovens/", Purpose.CONTENT),
        ("/news/2024/oven-fair", Purpose.CONTENT),
        ("/shop/oven-door", Purpose.PRODUCT),
        ("/p/12", Purpose.PRODUCT),
        ("/forum/viewtopic.php?t=12", Purpose.FORUM),
        ("/ovens/", Purpose.CONTENT),
    ],
)
def test_an_address_tells_what_its_page_is_for(path: str, purpose: Purpose) -> None:
    assert purpose_of(f"https://mill.example{path}") is purpose


@pytest.mark.parametrize(
    ("title", "purpose"),
    [
        ("Kontakt | Mill", Purpose.CONTACT),
        ("About us", Purpose.ABOUT),
        ("About us and our ovens", Purpose.CONTENT),
        ("", Purpose.CONTENT),
    ],
)
def test_a_title_of_one_word_tells_too(title: str, purpose: Purpose) -> None:
    assert purpose_of("https://mill.example/seite-7", title) is purpose
