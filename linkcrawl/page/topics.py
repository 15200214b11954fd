"""What short texts, titles and addresses say: words of a dozen languages, none tied to a site."""

from __future__ import annotations

import re
from functools import lru_cache

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


@lru_cache(maxsize=4_000)
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
