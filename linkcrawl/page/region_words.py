"""Words that people give to the parts of a page, in class names, ids and short headings.

Common words of a dozen languages; none is tied to a site.
"""

from __future__ import annotations

import re
from functools import lru_cache

# What an element says of itself: one bit each, by class or id words, then by tag or role.
SIGNS = (
    "nav", "header", "footer", "side", "comments", "author", "content", "share", "listing", "tool",
    "related", "breadcrumb", "pages", "advert", "tags", "nav_element", "header_element",
    "footer_element", "aside_element", "main_element", "article_element", "section_element",
    "comment_item", "person_item", "form", "heading", "paragraph", "table", "list_item", "figure",
    "quote", "cell",
)  # fmt: skip
BIT = {name: 1 << number for number, name in enumerate(SIGNS)}

_CLASS_WORDS = {
    "nav": "nav navbar navigation navi nav menu menus submenu dropdown megamenu hamburger offcanvas"
    " topnav subnav sidenav mainnav menue menubar navegacion navegacao navigazione navigatie toc"
    " tabs sitemap navlist nawigacja навигация меню",
    "header": "header head masthead topbar banner hdr kopf kopfzeile cabecera entete cabecalho"
    " testata logo branding top brand sitehead preheader hero шапка naglowek",
    "footer": "footer foot ftr bottom fuss fusszeile pie pied rodape piede colophon copyright legal"
    " impressum subfooter prefooter credits stopka подвал footnav sitemap",
    "side": "sidebar side aside widget widgets rail secondary seitenleiste lateral colonne barra"
    " rightcol leftcol right left sidecol spalte sidebox column2 blogroll zijbalk",
    "comments": "comment comments disqus reply replies respond kommentar kommentare kommentarer"
    " commentaire commentaires comentario comentarios commento commenti reacties reactie feedback"
    " discussion commentlist responses комментарии koment",
    "author": "author authors byline bio autor auteur autore verfasser contributor vcard profile"
    " writer signature schrijver автор",
    "content": "content contents main article post entry body story text prose markdown hentry"
    " inhalt contenido conteudo contenu contenuto artikel articolo articulo artigo beitrag"
    " maincontent single primary richtext rte wysiwyg copy description",
    "share": "share sharing social sociale facebook twitter follow addthis sharedaddy teilen"
    " partager compartir condividi delen icons subscribe newsletter rss",
    "listing": "list grid item items card cards product products results result catalog gallery"
    " thread threads topic topics listing teaser tile tiles row collection carousel slider feed"
    " archive loop entries posts articles news",
    "tool": "modal popup cookie cookies consent login signin search form lang language languages"
    " cart account button btn toolbar overlay actions share print skip sr accessibility gdpr"
    " notice alert cta settings panel user",
    "related": "related recommended recommendations popular trending similar more latest recent"
    " mostread readmore suggested outbrain taboola also relacionados ahnliche verwandte top10"
    " lire gerelateerd upsell crosssell next prev",
    "breadcrumb": "breadcrumb breadcrumbs crumb crumbs brotkrumen migas ariane fil path pathway"
    " trail breadcrumblist",
    "pages": "pagination pager pagenav paging pages pagenumbers paginator paginacion nextprev"
    " pagelinks numbers wp-pagenavi",
    "advert": "ad ads advert advertisement adsense sponsor sponsored sponsors promo promotion"
    " anzeige werbung publicidad pub affiliate dfp banner adslot reklama",
    "tags": "tag tags category categories cat taxonomy tagcloud labels label keywords kategorie"
    " kategorien categoria categorias topics meta metadata postmeta date time published info",
}
_CLASS = {
    word: BIT[group] for group, words in _CLASS_WORDS.items() for word in reversed(words.split())
}
for _group, _words in _CLASS_WORDS.items():
    for _word in _words.split():
        _CLASS[_word] |= BIT[_group]
_STEMS = (
    ("footer", BIT["footer"]), ("header", BIT["header"]), ("sidebar", BIT["side"]),
    ("comment", BIT["comments"]), ("breadcrumb", BIT["breadcrumb"]), ("menu", BIT["nav"]),
    ("nav", BIT["nav"]), ("author", BIT["author"]), ("content", BIT["content"]),
    ("article", BIT["content"]), ("related", BIT["related"]), ("widget", BIT["side"]),
    ("social", BIT["share"]), ("share", BIT["share"]), ("pagination", BIT["pages"]),
    ("product", BIT["listing"]), ("list", BIT["listing"]), ("card", BIT["listing"]),
)  # fmt: skip
_TAGS = {
    "nav": "nav_element", "header": "header_element", "footer": "footer_element",
    "aside": "aside_element", "main": "main_element", "article": "article_element",
    "section": "section_element", "form": "form", "p": "paragraph", "table": "table",
    "li": "list_item", "figure": "figure", "blockquote": "quote", "address": "person_item",
    "td": "cell", "th": "cell", "dd": "cell", "dt": "cell", "menu": "nav_element",
    **{f"h{level}": "heading" for level in range(1, 7)},
}  # fmt: skip
_ROLES = {
    "navigation": "nav_element", "menu": "nav_element", "menubar": "nav_element",
    "menuitem": "nav_element", "tablist": "nav_element", "toolbar": "tool", "banner":
    "header_element", "contentinfo": "footer_element", "complementary": "aside_element",
    "main": "main_element", "article": "article_element", "region": "section_element",
    "search": "form", "form": "form", "dialog": "tool", "list": "listing", "listitem": "list_item",
    "heading": "heading", "feed": "listing",
}  # fmt: skip
_ITEM_TYPES = {
    "sitenavigationelement": "nav_element", "wpheader": "header_element", "wpfooter":
    "footer_element", "wpsidebar": "aside_element", "breadcrumblist": "breadcrumb",
    "comment": "comment_item", "usercomments": "comment_item", "person": "person_item",
    "article": "article_element", "newsarticle": "article_element", "blogposting":
    "article_element", "product": "listing", "itemlist": "listing", "review": "comment_item",
    "webpageelement": "section_element", "wpadblock": "advert",
}  # fmt: skip
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_a-zA-Z]+")


@lru_cache(maxsize=4_000)
def signs_of_name(name: str) -> int:
    """The signs in one class attribute or id, split as people write them.

    >>> signs_of_name("siteFooter") == signs_of_name("site-footer") == BIT["footer"]
    True
    """
    signs = 0
    for word in _WORD.findall(name[:300]):
        word = word.lower()
        found = _CLASS.get(word)
        if found is None and len(word) > 5:
            found = next((b for s, b in _STEMS if word.startswith(s) or word.endswith(s)), 0)
        signs |= found or 0
    return signs


def signs_of_tag(tag: str) -> int:
    """The sign that an element's own name gives, 0 where it gives none."""
    name = _TAGS.get(tag)
    return BIT[name] if name else 0


@lru_cache(maxsize=1_000)
def signs_of_role(role: str) -> int:
    """The sign of a ``role`` attribute; the first role that is known counts."""
    return next((BIT[_ROLES[word]] for word in role.lower().split() if word in _ROLES), 0)


@lru_cache(maxsize=1_000)
def signs_of_item_type(item_type: str) -> int:
    """The sign of a schema.org type given as ``itemtype``."""
    name = _ITEM_TYPES.get(item_type.strip().rstrip("/").rpartition("/")[2].lower())
    return BIT[name] if name else 0
