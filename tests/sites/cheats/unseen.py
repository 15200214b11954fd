"""Links that readers do not see, cannot click, or that lead elsewhere when they do."""

from __future__ import annotations

from linkcrawl.demo.web import typed_response
from sites.cheats.case import Case, Expected, article, link, post

_HIDDEN = Expected("changed", presence="hidden")


def _by(style: str, words: str = "brick ovens") -> str:
    return f'<span style="{style}">{link(words=words)}</span>'


# Told by the HTML alone.
HIDDEN = (
    Case("display-none", "display: none", post(_by("display: none")), _HIDDEN),
    Case("visibility", "visibility: hidden", post(_by("VISIBILITY : hidden")), _HIDDEN),
    Case("hidden-attribute", "the hidden attribute", post(f"<div hidden>{link()}</div>"), _HIDDEN),
)

# Told by a browser only.
HIDDEN_BY_STYLE = (
    Case(
        "style-sheet",
        "hidden by a style sheet",
        post(f'<b class="promo">{link()}</b>', "<style>.promo { display: none }</style>"),
        _HIDDEN,
    ),
    Case(
        "style-file",
        "hidden by a style sheet of its own",
        {
            **post(f'<b class="promo">{link()}</b>', '<link rel="stylesheet" href="/s.css">'),
            "/s.css": typed_response(".promo { visibility: hidden }", "text/css"),
        },
        _HIDDEN,
    ),
    Case("opacity", "transparent", post(_by("opacity: 0")), _HIDDEN),
    Case("tiny", "letters of no size", post(_by("font-size: 0")), _HIDDEN),
    Case(
        "off-screen", "far off the screen", post(_by("position: absolute; left: -9999px")), _HIDDEN
    ),
    Case(
        "indented",
        "indented out of its box",
        post(
            _by(
                "display: inline-block; width: 90px; overflow: hidden; white-space: nowrap;"
                " text-indent: -9999px"
            )
        ),
        _HIDDEN,
    ),
    Case(
        "clipped",
        "a box of one pixel",
        post(
            _by(
                "position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0)"
            )
        ),
        _HIDDEN,
    ),
    Case(
        "camouflaged",
        "white on white",
        post(
            '<span style="background: #fff">'
            + link(more="style=color:#fff;text-decoration:none")
            + "</span>"
        ),
        _HIDDEN,
    ),
    Case(
        "covered",
        "under a picture",
        post(
            '<span style="position: relative; display: inline-block">'
            + link()
            + '<span style="position: absolute; inset: 0; background: #eee; z-index: 9"></span>'
            + "</span>"
        ),
        _HIDDEN,
    ),
    Case("empty-anchor", "without words", post(link(words="")), _HIDDEN),
    Case("dotted-anchor", "a full stop of one pixel", post(_by("font-size: 1px", ".")), _HIDDEN),
    Case(
        "hidden-late",
        "a script hides it",
        post(f'<b id="promo">{link()}</b>', after="<script>promo.style.display = 'none'</script>"),
        _HIDDEN,
    ),
    Case(
        "unclickable",
        "does not take clicks",
        post(_by("pointer-events: none")),
        Expected("changed", presence="not_clickable"),
    ),
)

PRESSED = (
    Case(
        "pressed",
        "its address changes when it is pressed",
        post(link(more="""onmousedown="this.href='http://rival.example/'" """)),
        Expected("changed", target="wrong_domain"),
    ),
    Case(
        "pressed-script",
        "the same, by a script",
        post(
            link(more="id=k"),
            after="<script>k.addEventListener('mousedown', () => { k.href = '/go/kiln' })</script>",
        ),
        Expected("changed", target="via_partner_redirect"),
    ),
    Case(
        "shadow",
        "in a shadow tree, which a script makes",
        post(
            '<span id="host"></span>',
            after=f"<script>host.attachShadow({{mode: 'open'}}).innerHTML = '{link()}'</script>",
        ),
        Expected(presence="rendered_only"),
    ),
    Case(
        "framed-page",
        "in a frame of the partner's own",
        {
            **post('<iframe src="/frame" width="400" height="200"></iframe>'),
            "/frame": article(link()),
        },
        Expected("changed", presence="in_iframe"),
    ),
    Case(
        "written-frame",
        "in a frame written into the page",
        post(f"<iframe srcdoc='<p>{link()}</p>'></iframe>"),
        Expected("changed", presence="in_iframe"),
    ),
)
