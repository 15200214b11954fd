"""Two blogs made with the same well-known engine: sidebar, archives, comments, author box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import chain

from linkcrawl.demo.archive import dated, english_date, paginated
from linkcrawl.demo.content import Comment, Entries, Entry
from linkcrawl.demo.site import Site


def _card(entry: Entry) -> str:
    return (
        f'<article class="post hentry"><header class="entry-header"><h2 class="entry-title">'
        f'<a href="{entry.path}" rel="bookmark">{escape(entry.title)}</a></h2></header>'
        f'<div class="entry-summary"><p>{entry.excerpt} <a class="more-link" href="{entry.path}">'
        f"Continue reading</a></p></div></article>"
    )


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _derive(written: Entries) -> Entries:
    posts = dated(written)
    archives = (
        paginated(path, title, tuple(p for p in posts if _is_in(p, path)), _card, 6)
        for path, title in _archives(posts).items()
    )
    return tuple(chain(paginated("/", "Latest posts", posts, _card, 4), *archives))


def _archives(posts: Entries) -> dict[str, str]:
    return dict(chain.from_iterable(_places(post) for post in posts))


def _places(post: Entry) -> Iterator[tuple[str, str]]:
    yield f"/category/{_slug(post.section)}/", post.section
    yield from ((f"/tag/{_slug(tag)}/", f"Tag: {tag}") for tag in post.tags)
    yield f"/author/{_slug(post.author)}/", post.author
    yield f"/{post.date[:7].replace('-', '/')}/", english_date(post.date).partition(" ")[2]


def _is_in(post: Entry, path: str) -> bool:
    return path in dict(_places(post))


def _furnish(entry: Entry, every: Entries) -> Mapping[str, str]:
    posts = dated(every)
    if not entry.date:
        return {"meta": "", "tagline": "", "below": "", "widgets": _widgets(posts)}
    category, *tags, author, _ = _places(entry)
    tagged = ", ".join(f'<a href="{p}" rel="tag">{t.removeprefix("Tag: ")}</a>' for p, t in tags)
    return {
        "meta": f'<div class="entry-meta">Posted on <time datetime="{entry.date}">'
        f'{english_date(entry.date)}</time> by <a class="url fn n" rel="author" href="{author[0]}">'
        f"{author[1]}</a></div>",
        "tagline": f'<footer class="entry-footer">Filed under <a href="{category[0]}" '
        f'rel="category tag">{category[1]}</a>. Tagged {tagged}.</footer>',
        "below": _author_box(entry, author[0]) + _related(entry, posts) + _comments(entry),
        "widgets": _widgets(posts),
    }


def _author_box(entry: Entry, path: str) -> str:
    return (
        f'<div class="author-bio show-avatars"><div class="author-bio-content"><h2 '
        f'class="author-title">By {entry.author}</h2><p class="author-description">{entry.author} '
        f'has written here since 2019. <a class="author-link" href="{path}" rel="author">'
        f"View all of {entry.author}&rsquo;s posts.</a></p></div></div>"
    )


def _related(entry: Entry, posts: Entries) -> str:
    near = [p for p in posts if p != entry and set(p.tags) & set(entry.tags)][:3]
    links = "".join(f'<div><a href="{p.path}">{escape(p.title)}</a></div>' for p in near)
    return f'<h2>You may also like</h2><div class="related related-posts">{links}</div>'


def _comments(entry: Entry) -> str:
    listed = "".join(
        _comment(comment, number) for number, comment in enumerate(entry.comments, start=1)
    )
    return (
        f'<div id="comments" class="comments-area"><h2 class="comments-title">'
        f'{len(entry.comments)} comments</h2><ol class="comment-list">{listed}</ol>'
        '<div id="respond" class="comment-respond"><h3>Leave a reply</h3>'
        '<form><textarea name="comment"></textarea></form></div></div>'
    )


def _comment(comment: Comment, number: int) -> str:
    name = escape(comment.author)
    if comment.url:
        name = f'<a href="{comment.url}" class="url" rel="ugc external nofollow">{name}</a>'
    return (
        f'<li id="comment-{number}" class="comment"><b class="fn">{name}</b> '
        f'<span class="says">says:</span><div class="comment-content"><p>{escape(comment.text)}'
        "</p></div></li>"
    )


def _widgets(posts: Entries) -> str:
    recent = "".join(f'<li><a href="{p.path}">{escape(p.title)}</a></li>' for p in posts[:5])
    archives = _archives(posts)
    categories = "".join(
        f'<li class="cat-item"><a href="{path}">{title}</a></li>'
        for path, title in archives.items()
        if path.startswith("/category/")
    )
    return (
        '<section class="widget widget_recent_entries"><h2 class="widget-title">Recent Posts</h2>'
        f'<ul>{recent}</ul></section><section class="widget widget_categories">'
        f'<h2 class="widget-title">Categories</h2><ul>{categories}</ul></section>'
    )


MILLSTONE_LANE = Site(
    host="millstonelane.example",
    name="millstonelane",
    card=_card,
    derive=_derive,
    furnish=_furnish,
)

SUNDAY_SOURDOUGH = Site(
    host="www.sundaysourdough.example",
    name="sundaysourdough",
    card=_card,
    derive=_derive,
    furnish=_furnish,
)
