import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from linkcrawl import inspect_page
from linkcrawl.classify.placement import classify_placements
from linkcrawl.items import Surroundings
from linkcrawl.vocabulary import Placement

PROJECT = Path(__file__).parent.parent
SENTENCES = (
    "Bread is baked before dawn, in an oven that was built of brick a century ago. "
    "The dough has rested for a night, so that its crumb is open and its crust is dark. "
    "Those who come early find the shop full of steam, and of neighbours who talk. "
)


def paragraphs(count: int) -> str:
    return "".join(f"<p>{SENTENCES}</p>" for _ in range(count))


def items(name: str, count: int) -> str:
    return "".join(f'<li><a href="/{name}/{n}/">{name} {n}</a></li>' for n in range(count))


def blog(article: str, *, after: str = "", hidden: bool = False) -> str:
    """A page of a blog; *hidden*, with neither landmarks nor class names that tell."""
    page = f"""<!doctype html><html><head><title>On bread</title></head><body>
    <header class="site-header"><a href="/"><img src="l.png" alt="Bakery"></a>
      <nav class="menu"><ul>{items("shop", 6)}</ul></nav></header>
    <main class="content"><h1>On bread</h1>{article}</main>{after}
    <footer class="site-footer"><ul>{items("legal", 5)}</ul>
      <p>© 2026 The Bakery. All rights reserved. <a href="/privacy/">Privacy</a>
      <a href="https://studio.example/">Made by Studio</a></p></footer></body></html>"""
    if not hidden:
        return page
    for told, mute in (
        ("header", "div"), ("nav", "div"), ("main", "div"), ("footer", "div"),
        ("site-div", "ka"), ("menu", "kb"), ("content", "kc"),
    ):  # fmt: skip
        page = page.replace(f"<{told}", f"<{mute}").replace(f"</{told}", f"</{mute}")
        page = page.replace(f'"{told}"', f'"{mute}"').replace(f'"site-{told}"', f'"{mute}"')
    return page


def placed(html: str, url: str = "https://bakery.example/blog/bread/") -> dict[str, Placement]:
    return {link.href: link.placement for link in inspect_page(html.encode(), url).links}


ARTICLE = f'{paragraphs(3)}<p>{SENTENCES}<a href="https://oven.example/">an oven</a>.</p>'


@pytest.mark.parametrize("hidden", [False, True], ids=["as it is", "names hidden"])
def test_the_parts_of_an_ordinary_page(hidden):
    found = placed(blog(ARTICLE + paragraphs(3), hidden=hidden))

    assert found["https://oven.example/"] is Placement.CONTENT
    assert found["/shop/3/"] in (Placement.NAVIGATION, Placement.HEADER)
    assert found["/legal/2/"] is Placement.FOOTER
    assert found["https://studio.example/"] is Placement.FOOTER


def test_navigation_inside_a_footer_is_not_content():
    after = f"<footer><nav><ul>{items('more', 12)}</ul></nav><p>© 2026</p></footer>"

    found = placed(blog(ARTICLE + paragraphs(3), after=after))

    assert found["/more/5/"] in (Placement.FOOTER, Placement.NAVIGATION)


def test_the_header_of_an_article_is_no_header_of_the_page():
    head = (
        f'<article><header><h2>Ovens</h2><p>{SENTENCES}<a href="https://oven.example/">an oven</a>'
        f"</p></header>{paragraphs(4)}</article>"
    )

    assert placed(blog(head))["https://oven.example/"] is Placement.CONTENT


def test_comments_inside_main_are_comments():
    comments = "".join(
        f'<li class="comment"><a href="https://reader{n}.example/">Reader {n}</a>'
        f'<time>2 May 2026</time><p>I tried it, and it works.</p><a href="#r{n}">Reply</a></li>'
        for n in range(6)
    )
    thread = f'<section id="comments"><h2>6 Comments</h2><ol>{comments}</ol></section>'

    found = placed(blog(ARTICLE + paragraphs(3) + thread))

    assert found["https://reader3.example/"] is Placement.COMMENTS
    assert found["https://oven.example/"] is Placement.CONTENT


def test_class_names_in_other_languages_tell_too():
    body = (
        f'<div id="kopfzeile"><ul class="navigation">{items("laden", 6)}</ul></div>'
        f'<div id="inhalt"><h1>Brot</h1>{ARTICLE}{paragraphs(3)}</div>'
        f'<div class="seitenleiste"><h3>Archiv</h3><ul>{items("archiv", 9)}</ul></div>'
        f'<div class="fusszeile"><ul>{items("rechtliches", 4)}</ul>© 2026</div>'
    )

    found = placed(f"<html><body>{body}</body></html>")

    assert found["/archiv/4/"] is Placement.SIDEBAR
    assert found["/rechtliches/2/"] is Placement.FOOTER
    assert found["https://oven.example/"] is Placement.CONTENT


def links(count: int, *, words: str = "") -> str:
    return "".join(
        f'<li><a href="https://friend{n}.example/">Friend {n}</a> {words}</li>'
        for n in range(count)
    )


def test_a_page_of_links_to_many_sites_is_a_links_page():
    html = f"<ul>{links(25, words='a fine baker')}</ul>"
    page = blog(html).replace("On bread", "Links")

    found = placed(page, "https://bakery.example/links/")

    assert found["https://friend7.example/"] is Placement.LINKS_PAGE
    assert found["https://studio.example/"] is Placement.FOOTER


@pytest.mark.parametrize(
    ("content", "title", "url"),
    [
        (paragraphs(12) + f"<h2>Sources</h2><ol>{links(12)}</ol>", "On bread", "/blog/bread/"),
        (f"<ul>{items('oven', 40)}</ul>", "Our links of ovens", "/ovens/"),
        (
            "".join(f"<p>{SENTENCES * 2}<a href='https://s{n}.example/'>[{n}]</a></p>"
                    for n in range(20)),
            "Resources for bakers", "/resources/",
        ),
    ],
    ids=["an article with sources", "a directory of its own", "prose full of references"],
)  # fmt: skip
def test_what_is_no_links_page(content, title, url):
    page = blog(content).replace("On bread", title)

    assert Placement.LINKS_PAGE not in placed(page, f"https://bakery.example{url}").values()


def test_the_links_of_one_block_agree():
    found = placed(blog(ARTICLE + paragraphs(3)))

    assert len({found[f"/legal/{n}/"] for n in range(5)}) == 1
    assert len({found[f"/shop/{n}/"] for n in range(6)}) == 1


def test_an_author_box_is_named_where_its_words_say_so():
    box = (
        '<div class="author-box"><img src="jo.jpg" alt=""><p>Jo bakes.'
        ' <a href="https://social.example/jo">Jo on Social</a>'
        ' <a href="/author/jo/">All posts by Jo</a></p></div>'
    )

    found = placed(blog(ARTICLE + paragraphs(3) + box))

    assert found["/author/jo/"] in (Placement.AUTHOR_BOX, Placement.CONTENT)
    assert found["/author/jo/"] is not Placement.FOOTER


def test_the_evidence_says_what_was_seen():
    page = inspect_page(blog(ARTICLE + paragraphs(3)).encode(), "https://bakery.example/b/")
    (link,) = [link for link in page.links if link.href == "/legal/2/"]

    assert link.placement_evidence == (
        "inside a footer element, in the page's last block, 100% of its block's text is links,"
        " 0 of 5 links leave the site"
    )
    assert link.placement_confidence > 0.8


def test_facts_without_measures_or_of_another_version_are_not_judged():
    other = Surroundings("html>body", b"\xff" * 20)

    answers = classify_placements([Surroundings(), other])

    assert [answer.placement for answer in answers] == [Placement.UNKNOWN] * 2
    assert [answer.evidence for answer in answers] == ["", ""]
    assert classify_placements([]) == []


def test_stored_facts_give_the_same_answers_again():
    page = inspect_page(blog(ARTICLE).encode(), "https://bakery.example/blog/bread/")

    answers = classify_placements([link.surroundings for link in page.links])

    assert [a.placement for a in answers] == [link.placement for link in page.links]


def test_the_model_is_small_and_loads_from_a_zipped_package(tmp_path):
    package = PROJECT / "linkcrawl"
    zipped = tmp_path / "linkcrawl.zip"
    with ZipFile(zipped, "w") as archive:
        for path in package.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                archive.write(path, path.relative_to(PROJECT))
    program = (
        "from linkcrawl.classify import placement_model as m; print(m.__file__);"
        "print(m.load_model().first.shape)"
    )

    run = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(zipped)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith(str(zipped))
    assert (package / "classify" / "placement_model.npz").stat().st_size < 300_000


def test_every_answer_has_a_probability():
    page = inspect_page(blog(ARTICLE).encode(), "https://bakery.example/blog/bread/")

    assert all(0 < link.placement_confidence <= 1 for link in page.links)
