"""Pages that say OK and are none: not found, for sale, a test for humans, a login."""

from __future__ import annotations

import re
from dataclasses import replace

from linkcrawl.items import Page
from linkcrawl.page.read import parse
from linkcrawl.page.shown import visible_text
from linkcrawl.page.traces import Watched
from linkcrawl.vocabulary import Fetch

# Real pages have more to say; articles about error pages and captchas do too.
_TINY, _SHORT, _SMALL, _LONG = 50, 150, 300, 900
# Few words may be megabytes, and few words of text have megabytes of markup around them.
_MOST_TEXT, _MOST_MARKUP = 20_000, 500_000

_MISSING = re.compile(
    r"^\W*(?:error|fehler|erreur)?\W*404\b"
    r"|(?:page|file|post|article|document|content|url|site)\s(?:was\s|is\s|could\s|can\s?)?"
    r"(?:not|n[o']t)\s(?:be\s)?(?:found|available|exist)"
    r"|(?:can[\u2019']?t|cannot|couldn[\u2019']?t|unable to) (?:be )?(?:find|found|locate)"
    r"|does(?: not|n[\u2019']t) exist|no longer (?:exists?|available|here)"
    r"|(?:has been|was) (?:removed|deleted)$|^\W*not found\b|nothing (?:was )?found"
    r"|nicht gefunden|existiert nicht|nicht (?:mehr )?verfügbar|introuvable"
    r"|n[\u2019']existe (?:pas|plus)"
    r"|no (?:se )?(?:ha )?encontrad[ao]|no existe|não (?:foi )?encontrad[ao]|non trovat[ao]"
    r"|non esiste|niet gevonden|bestaat niet|hittades inte|ikke fundet|ikke funnet|ei löydy"
    r"|не найден|не существует|nie znalezion|nenalezen|nem található|bulunamad\u0131|δεν βρέθηκε"
    r"|見つかりません|找不到|不存在|찾을 수 없",
    re.IGNORECASE,
)
_PARKED = re.compile(
    r"(?:domain|site|web ?address)(?: name)?[^.!?]{0,60}\b(?:is|may be|could be|are) (?:\w+ )?"
    r"(?:for sale|parked|available for purchase)|buy this (?:domain|site)|make an offer on this"
    r"|(?:domain|website)[^.!?]{0,40} (?:has )?expired|parked (?:free|domain|page|at|with)"
    r"|domain parking|inquire about this domain|this (?:account|website) (?:has been|is) suspended"
    r"|account suspended|domain[^.!?]{0,40} (?:zu verkaufen|steht zum verkauf|kaufen)"
    r"|domaine[^.!?]{0,40} (?:à vendre|en vente|expiré)|dominio[^.!?]{0,40} (?:en venta|in vendita)"
    r"|domein[^.!?]{0,40} te koop|welcome to nginx|apache2? \w+ default page"
    r"|default web ?site page",
    re.IGNORECASE,
)
_PARKING = re.compile(
    rb"sedoparking|parkingcrew|bodis\.com|cashparking|domainmarket\.com|hugedomains|afternic\.com"
    rb"|parklogic|skenzo|above\.com/park|dan\.com/buy|parking-lander|window\.park\b|/lander\b",
    re.IGNORECASE,
)
_TEST = re.compile(
    r"just a moment|attention required|checking (?:if |your |the )(?:site|browser|connection)"
    r"|verify(?:ing)? (?:that )?you(?:[\u2019']re| are) (?:a |not )?(?:human|robot|a robot)"
    r"|(?:are|confirm|prove) (?:that )?you(?:[\u2019']re| are)? (?:not )?(?:an? )?"
    r"(?:human|robot|bot)\b"
    r"|(?:i[\u2019']m|i am) not a robot|robot check|bot (?:check|verification|protection)"
    r"|security check|human verification|ddos[ -]protection|pardon our interruption"
    r"|unusual (?:traffic|activity)"
    r"|enable (?:javascript and )?cookies|access (?:to this page )?(?:has been )?(?:denied|blocked)"
    r"|captcha|request unsuccessful|(?:kein|ein) roboter|sicherheitsüberprüfung"
    r"|pas un robot|no (?:eres|soy) un robot|non (?:sei|sono) un robot|geen robot",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"before you continue|accept (?:all )?cookies to"
    r"|(?:over|under|at least|older than) (?:1[68]|21)|(?:verify|confirm) (?:your|you) age"
    r"|age (?:check|verification)"
    r"|not (?:currently )?available in your (?:country|region|location)"
    r"|blocked in your (?:country|region)|in deinem land nicht"
    r"|in ihrem land nicht|pas disponible dans votre pays|no está disponible en (?:tu|su) país",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"(?:under|scheduled|in) maintenance|maintenance mode|be (?:right )?back (?:soon|shortly)"
    r"|temporarily (?:unavailable|down|offline)|(?:service|site) unavailable|internal server error"
    r"|bad gateway|database connection|wartungs(?:arbeiten|modus)|en mantenimiento|en maintenance",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"(?:must|need to|have to|please) (?:be )?(?:log(?:ged)?|sign(?:ed)?)[ -]?in"
    r"|(?:log|sign) in (?:or \w+ )?to (?:read|view|see|continue|access)"
    r"|subscribe (?:now )?to (?:continue|keep|read|unlock)|(?:for|only for|to) (?:our )?"
    r"(?:members|subscribers) only|(?:members|subscribers)[ -]only (?:content|page|article|area)"
    r"|(?:bitte )?(?:melden sie sich an|melde dich an)|nur für (?:mitglieder|abonnenten)"
    r"|réservé aux (?:membres|abonnés)|solo para (?:socios|suscriptores)|password[ -]protected",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"\blog[ -]?in\b|\bsign[ -]?in\b|members?[ -]only|logged in|anmeld|einloggen|connexion"
    r"|connectez|se connecter|iniciar sesión|inicia sesión|acced[ie]|entrar|inlogg|zaloguj|войти"
    r"|authenticat|password required|passwortgeschützt|password[ -]protected",
    re.IGNORECASE,
)
_LOGIN_PATH = re.compile(r"/(?:wp-)?(?:log-?in|sign-?in|auth|sso|account|session|anmelden)\b", re.I)
_PASSWORD = re.compile(rb"""<input[^<>]{0,500}?type\s*=\s*["']?password""", re.IGNORECASE)


def unmasked(page: Page, body: bytes, watched: Watched) -> Page:
    """An agreed page; without links and with the reason where it says OK and is no page.

    One with a link that is looked for is a page, whatever else it says. Where nothing is
    looked for nothing is lost by taking a page at its word.
    """
    here = any(link.site in watched.domains for link in page.links)
    if here or not watched.domains or page.word_count > _LONG:
        return page
    words = visible_text(parse(body.decode(page.charset, errors="replace"))).split()
    disguise = disguise_of(page, body[:_MOST_MARKUP], " ".join(words)[:_MOST_TEXT])
    if disguise is None:
        return page
    fetch, why = disguise
    return replace(page, fetch=fetch, failure=why, links=(), traces=())


def disguise_of(page: Page, body: bytes, text: str) -> tuple[Fetch, str] | None:
    """What a page that says OK really is, with the reason; None for a page.

    *text* is what readers see of it. Only short pages are doubted: one that has a text of
    its own is a page, whatever its title says.
    """
    if not page.word_count and not page.links and not page.title:
        return Fetch.NOT_HTML, "an empty page"
    heads = [head for head in (page.title, page.h1) if head]
    said = " | ".join((*heads, text))
    for fetch, pattern, longest, what in _KINDS:
        if page.word_count <= longest and (found := pattern.search(said)):
            return fetch, f"{what}: “{found[0]}”"
    if _PASSWORD.search(body) and _is_login(page, " | ".join(heads), text):
        return Fetch.LOGIN, "a login instead of the page"
    if _PARKING.search(body) and page.word_count <= _SHORT:
        return Fetch.SOFT_404, "a parked page"
    missing = [head for head in heads if _MISSING.search(head)]
    if missing and (page.word_count <= _SMALL or len(missing) > 1):
        return Fetch.SOFT_404, f"it says OK, and: “{' / '.join(heads)[:120]}”"
    if page.word_count <= _TINY and (found := _MISSING.search(text)):
        return Fetch.SOFT_404, f"it says OK, and: “{found[0]}”"
    return None


def _is_login(page: Page, heads: str, text: str) -> bool:
    """True for a page with a password field that is about nothing else."""
    if page.word_count > _SHORT:
        return False
    moved = page.url != page.final_url and _LOGIN_PATH.search(page.final_url)
    return bool(moved or _LOGIN.search(heads) or (page.word_count <= _TINY and _LOGIN.search(text)))


_KINDS = (
    (Fetch.BLOCKED, _TEST, _SHORT // 2, "a test for humans"),
    (Fetch.BLOCKED, _WALL, _SHORT // 2, "a wall before the page"),
    (Fetch.HTTP_5XX, _WORKS, _SHORT // 2, "out of order"),
    (Fetch.LOGIN, _CLOSED, _SHORT, "for members"),
    (Fetch.SOFT_404, _PARKED, _SMALL, "a parked page"),
)
