"""The words that linkcrawl uses of links, pages and agreements.

They are those of the documentation, the exports and the reports; docs/glossary.md explains them.
"""

from __future__ import annotations

from enum import StrEnum


class Placement(StrEnum):
    """Where on its page a link stands."""

    CONTENT = "content"
    AUTHOR_BOX = "author_box"
    COMMENTS = "comments"
    SIDEBAR = "sidebar"
    NAVIGATION = "navigation"
    HEADER = "header"
    FOOTER = "footer"
    LINKS_PAGE = "links_page"
    UNKNOWN = "unknown"


# What a page says itself; the rest belongs to its template.
CONTENT = frozenset({Placement.CONTENT, Placement.LINKS_PAGE})


class AnchorType(StrEnum):
    """What kind of text is clicked: the first that fits."""

    IMAGE = "image"
    EMPTY = "empty"
    NAKED_URL = "naked_url"
    BRAND = "brand"
    BRAND_KEYWORD = "brand_keyword"
    EXACT_MATCH = "exact_match"
    PHRASE_MATCH = "phrase_match"
    PARTIAL_MATCH = "partial_match"
    TITLE_MATCH = "title_match"
    GENERIC = "generic"
    DESCRIPTIVE = "descriptive"


class Relation(StrEnum):
    """Whose site a link points to, seen from the user."""

    INTERNAL = "internal"
    OWN = "own"
    PARTNER = "partner"
    CANDIDATE = "candidate"
    COMPETITOR = "competitor"
    OTHER = "other"


class Fetch(StrEnum):
    """How getting a page went. Only OK says anything about the links on it."""

    OK = "ok"
    HTTP_4XX = "http_4xx"
    GONE = "gone"
    HTTP_5XX = "http_5xx"
    TIMEOUT = "timeout"
    DNS = "dns"
    TLS = "tls"
    REFUSED = "refused"
    RATE_LIMITED = "rate_limited"
    BLOCKED = "blocked"
    LOGIN = "login"
    ROBOTS_DISALLOWED = "robots_disallowed"
    NOT_HTML = "not_html"
    SOFT_404 = "soft_404"
    REDIRECT_LOOP = "redirect_loop"
    MOVED = "moved"
    TOO_LARGE = "too_large"
    FAILED = "failed"
    """We failed, not the site: nothing is known of the page."""


class Presence(StrEnum):
    """In which view of its page an agreed link was found."""

    RAW_AND_RENDERED = "raw_and_rendered"
    RAW = "raw"
    RENDERED_ONLY = "rendered_only"
    REMOVED_BY_SCRIPT = "removed_by_script"
    ON_OTHER_PAGE = "on_other_page"
    MENTION_ONLY = "mention_only"
    COMMENTED_OUT = "commented_out"
    IN_IFRAME = "in_iframe"
    IN_NOSCRIPT = "in_noscript"
    HIDDEN = "hidden"
    NOT_CLICKABLE = "not_clickable"
    ABSENT = "absent"
    NOT_CHECKED = "not_checked"


class Target(StrEnum):
    """How the target that was found relates to the target that was agreed."""

    EXACT = "exact"
    EQUIVALENT = "equivalent"
    REDIRECTS_TO_AGREED = "redirects_to_agreed"
    VIA_PARTNER_REDIRECT = "via_partner_redirect"
    WRONG_PAGE = "wrong_page"
    WRONG_DOMAIN = "wrong_domain"
    OUR_PAGE_DEAD = "our_page_dead"
    OUR_PAGE_REDIRECTS = "our_page_redirects"
    NONE = "none"


class Credit(StrEnum):
    """What search engines are told about a link."""

    FOLLOWED = "followed"
    NOFOLLOW = "nofollow"
    SPONSORED = "sponsored"
    UGC = "ugc"
    PAGE_NOFOLLOW = "page_nofollow"
    NOINDEX = "noindex"
    ROBOTS_BLOCKED = "robots_blocked"
    CANONICAL_ELSEWHERE = "canonical_elsewhere"
    NONE = "none"


class State(StrEnum):
    """What is true today of one side of an agreement."""

    LIVE = "live"
    CHANGED = "changed"
    NO_CREDIT = "no_credit"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"
    LOST = "lost"
    PAGE_GONE = "page_gone"
    UNKNOWN = "unknown"
    REVIEW = "review"
    PENDING = "pending"
    OVERDUE = "overdue"
    ENDED = "ended"


class CertificateFlaw(StrEnum):
    """What is wrong with the certificate of a page that was visited."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    OTHER_NAME = "other_name"
    SELF_SIGNED = "self_signed"
    UNREADABLE = "unreadable"


class FootprintKind(StrEnum):
    """What a site leaves on its pages, or answers from, that tells who runs it."""

    GOOGLE_ANALYTICS = "google_analytics"
    GOOGLE_TAG_MANAGER = "google_tag_manager"
    GOOGLE_ADS = "google_ads"
    ADSENSE = "adsense"
    META_PIXEL = "meta_pixel"
    CLARITY = "clarity"
    MATOMO = "matomo"
    HOTJAR = "hotjar"
    YANDEX_METRICA = "yandex_metrica"
    CLOUDFLARE_BEACON = "cloudflare_beacon"
    ADDRESS = "address"
