"""Pages that say OK and are none: not found, for sale, a test for humans, a login."""

from __future__ import annotations

import re
from dataclasses import replace

from linkcrawl.items import Fetch, Page
from linkcrawl.page.read import parse, visible_words
from linkcrawl.page.traces import Watched

# Real pages have more to say; articles about error pages and captchas do too.
_SHORT = 150
_SMALL = 300

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
_LOGIN = re.compile(
    r"\blog[ -]?in\b|\bsign[ -]?in\b|members?[ -]only|logged in|anmeld|einloggen|connexion"
    r"|connectez|se connecter|iniciar sesión|inicia sesión|acced[ie]|entrar|inlogg|zaloguj|войти"
    r"|authenticat|password required|passwortgeschützt|password[ -]protected",
    re.IGNORECASE,
)
_LOGIN_PATH = re.compile(r"/(?:wp-)?(?:log-?in|sign-?in|auth|sso|account|session|anmelden)\b", re.I)
_PASSWORD = re.compile(rb"""<input[^>]*type\s*=\s*["']?password""", re.IGNORECASE)


def unmasked(page: Page, body: bytes, watched: Watched) -> Page:
    """The page; without links and with the reason where it says OK and is no page.

    A page with a link that is looked for is one, whatever else it says.
    """
    if page.word_count > _SMALL or any(link.site in watched.domains for link in page.links):
        return page
    words = visible_words(parse(body.decode(page.charset, errors="replace")))
    disguise = disguise_of(page, body, " ".join(words))
    if disguise is None:
        return page
    fetch, why = disguise
    return replace(page, fetch=fetch, failure=why, links=(), traces=())


def disguise_of(page: Page, body: bytes, text: str) -> tuple[Fetch, str] | None:
    """What a page that says OK really is, with the reason; None for a page.

    *text* is what readers see of it. Only short pages are doubted: one that has a text of
    its own is a page, whatever its title says.
    """
    said = f"{page.title} | {page.h1} | {text}" if page.word_count <= _SHORT else ""
    heads = (page.title, page.h1)
    if (found := _TEST.search(said)) and page.word_count <= _SHORT // 2:
        return Fetch.BLOCKED, f"a test for humans: “{found[0]}”"
    if _PASSWORD.search(body) and (_LOGIN.search(said) or _login_path(page)):
        return Fetch.LOGIN, "a login instead of the page"
    if page.word_count > _SMALL:
        return None
    parked = _PARKED.search(f"{page.title} | {page.h1} | {text}")
    if parked or (_PARKING.search(body) and page.word_count <= _SHORT):
        return Fetch.SOFT_404, "a parked page" + (f": “{parked[0]}”" if parked else "")
    if any(_MISSING.search(head) for head in heads):
        return Fetch.SOFT_404, f"it says OK, and: “{' / '.join(filter(None, heads))[:120]}”"
    if page.word_count <= _SHORT // 3 and (found := _MISSING.search(text)):
        return Fetch.SOFT_404, f"it says OK, and: “{found[0]}”"
    return None


def _login_path(page: Page) -> bool:
    moved = page.url != page.final_url
    return moved and page.word_count <= _SHORT and bool(_LOGIN_PATH.search(page.final_url))
