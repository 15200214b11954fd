"""What a page is for, as its address and its title tell: where candidates are read first, and
which pages no link is proposed on."""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import unquote, urlsplit


class Purpose(StrEnum):
    """What a page is for; CONTENT is all that nothing else is known of."""

    HOME = "home"
    ABOUT = "about"
    CONTACT = "contact"
    LEGAL = "legal"
    LISTING = "listing"
    PRODUCT = "product"
    FORUM = "forum"
    LINKS = "links"
    CONTENT = "content"


# Words between the marks of an address, in the languages that linkcrawl knows.
_WORDS: dict[Purpose, str] = {
    Purpose.CONTACT: "contact|contacts|contact-us|contactez-nous|contatti|contato|contacto|kontakt"
    "|kontaktformular|nous-contacter|get-in-touch|schreiben-sie-uns",
    Purpose.LEGAL: "impressum|imprint|legal|legal-notice|mentions-legales|aviso-legal|note-legali"
    "|colofon|datenschutz|datenschutzerklaerung|privacy|privacy-policy|terms|agb|terms-of-service"
    "|terms-and-conditions|cookies|cookie-policy|disclaimer|confidentialite|privacidad"
    "|privacidade|widerruf|shipping|versand|returns|accessibility|barrierefreiheit",
    Purpose.ABOUT: "about|about-us|ueber-uns|ueber-mich|wir-ueber-uns|a-propos|qui-sommes-nous"
    "|chi-siamo|sobre|sobre-nosotros|quienes-somos|quem-somos|over-ons|team|company|unternehmen",
    Purpose.LINKS: "links|link|partners|partner|linkpartner|liens|enlaces|friends|blogroll"
    "|webverzeichnis|directory|verzeichnis|linktausch|link-exchange|resources-links",
    Purpose.LISTING: "tag|tags|category|categories|kategorie|kategorien|schlagwort|categorie"
    "|categoria|archive|archives|archiv|author|authors|autor|autoren|page|seite|search|suche"
    "|sitemap|feed|label|topics|topic|market|collections|subject|rankings|listing|list",
    Purpose.FORUM: "forum|forums|foren|foro|foros|thread|threads|viewtopic|showthread|boards"
    "|questions|discussion|discussions|community|comments",
    Purpose.PRODUCT: "product|products|produkt|produkte|produit|produits|producto|productos"
    "|prodotto|prodotti|shop|store|cart|basket|warenkorb|checkout|item|p|artikelnummer|kaufen|buy",
}
_PATTERNS = {
    purpose: re.compile(rf"(?:^|[/_.?=])(?:{words})(?=$|[/_.?&])")
    for purpose, words in _WORDS.items()
}
# What such pages are called that list all that is new; one below them is what they list.
_ALL_NEW = re.compile(
    r"(?:^|/)(?:news|latest|latest-news|all-latest-news|blog|magazin|magazine|journal|issues"
    r"|articles|artikel|beitraege|actualites|noticias|notizie|nieuws|guides|ratgeber)/?$"
)
_LONE_DATE = re.compile(r"^/(?:[\w-]+/)?(?:19|20)\d\d(?:/\d\d){0,2}/?$")
_MARKS = re.compile(r"[\s_]+")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "é": "e", "è": "e", "à": "a", "ç": "c"})


def purpose_of(url: str, title: str = "") -> Purpose:
    """What the page at *url* is for; its *title* counts where it is little else than one word.

    >>> [purpose_of("https://a.example" + path).value for path in ("/", "/kontakt.html")]
    ['home', 'contact']
    >>> purpose_of("https://a.example/2024/05/").value, purpose_of("https://a.example/ovens").value
    ('listing', 'content')
    """
    parts = urlsplit(url)
    path = _plain(unquote(parts.path))
    if path in ("", "/") and not parts.query:
        return Purpose.HOME
    if _LONE_DATE.match(path) or _ALL_NEW.search(path):
        return Purpose.LISTING
    named = _plain(re.split(r"\s[|\u2013\u2014-]\s", title.strip(), maxsplit=1)[0])
    for purpose, pattern in _PATTERNS.items():
        if pattern.search(path) or pattern.fullmatch(named):
            return purpose
    return Purpose.CONTENT


def _plain(text: str) -> str:
    return _MARKS.sub("-", text.casefold().translate(_LETTERS))
