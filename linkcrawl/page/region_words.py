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


@lru_cache(maxsize=20_000)
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


# Short texts that announce a part of the page, or name a link that every site has.
TOPICS = (
    "related", "latest", "comments", "share", "tags", "archive", "subscribe", "author", "links",
    "legal", "menu", "login", "more", "reply", "pages", "contact", "references", "advert", "shop",
)  # fmt: skip
_TOPIC_WORDS = {
    "related": "related similar recommended recommendations suggested ähnliche verwandte passende"
    " connexes similaires recommandés relacionados relacionadas relacionado similares correlati"
    " gerelateerd aanbevolen relaterade relaterte похожие powiązane podobne 関連記事 相关文章"
    " like likes also auch aussi también",
    "latest": "latest recent trending popular newest neueste aktuelle beliebt meistgelesen derniers"
    " dernières populaires últimas recientes ultimi recenti populair laatste senaste siste"
    " последние популярное najnowsze featured top most headlines",
    "comments": "comments comment responses replies discussion kommentare kommentar kommentarer"
    " commentaires comentarios comentários commenti reacties комментарии komentarze 评论 コメント"
    " thoughts trackbacks pingbacks reviews",
    "share": "share teilen partager compartir compartilhar condividi delen dela del follow folgen"
    " suivez síguenos seguici volg facebook twitter instagram linkedin youtube pinterest tiktok"
    " whatsapp telegram tweet email print social поделиться",
    "tags": "tags tag categories category topics filed kategorien schlagwörter catégories"
    " étiquettes categorías etiquetas categorias categorie categorieën posted labels рубрики метки",
    "archive": "archive archives archiv archivo arquivo archivio archief calendar",
    "subscribe": "subscribe newsletter abonnieren abonnez suscríbete assine iscriviti rss"
    " notifications donate",
    "author": "author authors about autor auteur autore über verfasser written schrijver автор",
    "links": "links link resources partners partner blogroll friends useful liens ressources"
    " partenaires enlaces recursos socios collegamenti risorse amici linkuri odkazy linki ссылки"
    " partnerzy parceiros vínculos bookmarks directory websites sites länkar lenker リンク"
    " 友情链接",
    "legal": "privacy terms cookie cookies copyright disclaimer impressum datenschutz agb legal"
    " mentions confidentialité conditions privacidad privacidade términos aviso termos condizioni"
    " voorwaarden integritetspolicy polityka конфиденциальности accessibility gdpr policy rights"
    " sitemap reserved imprint",
    "menu": "menu navigation home startseite accueil inicio início startpagina hem hjem главная"
    " skip search suche recherche buscar cerca zoeken toggle main categories products",
    "login": "login register account signin signup anmelden registrieren connexion inscription"
    " entrar iniciar accedi inloggen войти password cart basket warenkorb panier carrito wishlist",
    "more": "more read continue weiterlesen mehr lire leer leia leggi lees läs les читать view show"
    " details learn see discover",
    "reply": "reply antworten répondre responder rispondi reageer svara svar report permalink quote"
    " ответить like flag vote upvote",
    "pages": "next previous prev older newer weiter zurück suivant précédent siguiente anterior"
    " próximo successivo precedente volgende vorige första last first page",
    "contact": "contact kontakt contacto contato contatti contatto contactez about careers jobs"
    " press advertise help faq support hilfe aide ayuda team company unternehmen",
    "references": "references sources notes footnotes bibliography quellen einzelnachweise"
    " références fuentes referencias fonti bronnen citations external literature weblinks"
    " источники",
    "advert": "advertisement sponsored anzeige werbung publicité publicidad ad ads promoted",
    "shop": "buy price add cart order sale shop compare kaufen preis acheter prix comprar precio"
    " checkout shipping",
}
_TOPIC = {
    word: TOPICS.index(topic) + 1
    for topic in reversed(_TOPIC_WORDS)
    for word in _TOPIC_WORDS[topic].split()
}
_AROUND = " \t\r\n.,:;!?()[]«»‹›<>|/\\-–—→←»#0123456789+*\"'"  # noqa: RUF001


@lru_cache(maxsize=20_000)
def topic_of(text: str) -> int:
    """What a short text announces, as 1 + its place in TOPICS; 0 where it announces nothing.

    >>> TOPICS[topic_of("Related articles:") - 1], topic_of("Bread is baked here every day")
    ('related', 0)
    """
    words = text.lower().split()
    if len(words) > 5:
        return 0
    return next((t for t in (_TOPIC.get(word.strip(_AROUND), 0) for word in words) if t), 0)


_LINKS_PAGE = {
    "links", "link", "blogroll", "bookmarks", "partners", "partner", "sponsors", "friends",
    "resources", "webring", "directory", "liens", "partenaires", "ressources", "amis", "enlaces",
    "recursos", "socios", "amigos", "vínculos", "linkliste", "linksammlung", "freunde",
    "collegamenti", "risorse", "amici", "parceiros", "koppelingen", "länkar", "lenker", "linkuri",
    "odkazy", "linki", "partnerzy", "ссылки", "партнеры", "リンク", "リンク集", "友情链接", "友链",
    "linker", "linkit", "verweise", "sites", "neighbours", "neighbors", "following",
}  # fmt: skip
_PARTS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=5_000)
def names_links_page(title: str) -> bool:
    """True where a title, heading or last part of a path is that of a links page.

    >>> title = "How the links between the pages of two sites are counted"
    >>> names_links_page("Useful Links"), names_links_page(title)
    (True, False)
    """
    words = _PARTS.findall(title.lower().split("|")[0])
    return any(word in _LINKS_PAGE for word in words[:5]) and len(words) <= 8


# Words of addresses that tell what kind of page it is.
PAGE_KINDS = ("forum", "shop", "list", "manual", "article")
_KIND_WORDS = {
    "forum": "forum forums foros fora thread threads topic topics viewtopic showthread discussion"
    " discussions board boards community questions question foren hilo sujet tema",
    "shop": "product products produkt produkte produit produits producto productos produto"
    " prodotto prodotti item items dp shop store boutique tienda loja negozio winkel buy listing",
    "list": "category categories kategorie categorie categoria collection collections tag tags"
    " archive archives search browse list all directory catalog catalogue explore jobs events",
    "manual": "docs doc documentation manual guide guides reference api wiki help handbuch tutorial"
    " tutorials learn faq support",
    "article": "article articles artikel blog blogs news story post posts magazine noticias"
    " nachrichten actualites notizie opinion stories reviews press",
}
_KIND = {
    word: number + 1 for number, kind in enumerate(PAGE_KINDS) for word in _KIND_WORDS[kind].split()
}
_YEAR_IN_PATH = re.compile(r"/(?:19|20)\d\d/")


def kind_of_address(path: str) -> int:
    """What a URL without its scheme says of a page, as 1 + its place in PAGE_KINDS, else 0.

    >>> PAGE_KINDS[kind_of_address("example.com/viewtopic.php?t=5") - 1]
    'forum'
    """
    words = _PARTS.findall(path.lower())
    found = next((kind for kind in map(_KIND.get, words) if kind), 0)
    return found or (len(PAGE_KINDS) if _YEAR_IN_PATH.search(path) else 0)


_DECLARED = ("article", "website", "product", "profile", "video")


def kind_declared(open_graph_type: str) -> int:
    """What ``og:type`` says of a page: 0 nothing, else a number for each kind."""
    text = open_graph_type.lower()
    if not text:
        return 0
    return next((n for n, word in enumerate(_DECLARED, start=1) if word in text), 6)
