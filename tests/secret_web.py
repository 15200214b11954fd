"""A web, a workspace and imports with a secret wherever an address can have one."""

from __future__ import annotations

from local_site import Answer, Route
from test_access_log import line

OURS, THEIRS, GUILD = "http://kiln.example", "http://mill.example", "http://guild.example"
CONFIG = """
[[own]]
domain = "kiln.example"
start_urls = ["http://jo:planted-own-password@kiln.example/?preview_token=planted-start"]
brands = ["Kiln"]
[[candidates]]
domain = "guild.example"
[crawl]
render = "never"
delay = 0
[mail]
host = "mail.invalid"
sender = "linkcrawl@kiln.example"
when_unchanged = true
[[mail.recipients]]
address = "ana@kiln.example"
"""
PAGE, TARGET = f"{THEIRS}/page?api_key=planted-page", f"{OURS}/ovens?token=planted-target"
BACK, BACK_TARGET = f"{OURS}/friends?sig=planted-back", f"{THEIRS}/?access_token=planted-theirs"
AGREEMENTS = f"""partner,their_page,our_target,our_page,their_target
mill.example,{PAGE},{TARGET},{BACK},{BACK_TARGET}
mill.example,{PAGE},{OURS}/ovens?token=planted-other,,
mill.example,http://jo:planted-password@mill.example/moved,{OURS}/,,
"""
LINKING = f"""<title>See {OURS}/?token=planted-title</title>
<link rel="canonical" href="/page?api_key=planted-page">
<meta name="robots" content="index; see {OURS}/?token=planted-robots">
<meta property="og:url" content="/page?token=planted-open-graph">
<h1>At {OURS}/?token=planted-heading</h1>
<p>What was at {OURS}/old?id=1&token=planted-before is now at
<a href="{TARGET}" title="{OURS}/?token=planted-tip">{OURS}/ovens?token=planted-words</a>, or at
{OURS}/new?token=planted-after{"x" * 300} as ever.</p>
<p>{"Bread. " * 90}{OURS}/?token=planted-{"far-" * 40}planted <a href="{OURS}/far">here</a></p>
<p><a href="/go?to=http%3A%2F%2Fkiln.example%2F%3Ftoken%3Dplanted-carried"><img src="/a.png"
alt="{OURS}/?token=planted-image"></a> <a href="/next?session=planted-next#top">next</a>
<a href="/;jsessionid=planted-session">all</a> <a href="/broken?hmac=planted-broken">b</a>
<a href="mailto:jo@mill.example?subject=us&token=planted-subject">mail</a>
<a href="ftp://jo:planted-ftp@mill.example/?token=planted-ftp">files</a></p>
<iframe src="{OURS}/?token=planted-frame"></iframe>
<!-- <a href="{OURS}/?token=planted-comment">us</a> -->
<noscript><a href="{OURS}/?token=planted-noscript">us</a></noscript>
<p>Kiln says: {OURS}/?token=planted-mention</p>"""
ROBOTS = "User-agent: *\nDisallow:\nSitemap: http://guild.example/map.xml?token=planted-map\n"
MAP = f"<urlset><url><loc>{GUILD}/contact?token=planted-contact</loc></url></urlset>"
CONTACT = f"""<title>Contact</title><form method="post"><textarea name="message"></textarea>
<input name="email"></form><article><p>{"We bake bread and write about it. " * 20}
Read {GUILD}/?token=planted-passage</p></article>"""
COOKIE = {
    "Set-Cookie": "session=planted-cookie; Path=/",
    "Content-Type": "text/html; charset=utf-8; token=planted-header",
    "Authorization": "Bearer planted-authorization",
    "X-Robots-Tag": "index; token=planted-tag",
    "Link": f'<{THEIRS}/page?api_key=planted-page>; rel="canonical"',
}
WEB: dict[str, Route] = {
    f"{OURS}/?preview_token=planted-start": '<a href="/friends?sig=planted-back">friends</a>',
    f"{OURS}/": "<h1>Ovens</h1>",
    f"{OURS}/ovens?token=planted-target": "<h1>Ovens</h1>",
    f"{OURS}/friends?sig=planted-back": f'<p>We like <a href="{BACK_TARGET}">the mill</a>.</p>',
    PAGE: Answer(LINKING.encode(), headers=COOKIE),
    BACK_TARGET: '<meta http-equiv="refresh" content="9;url=/?token=planted-refresh">Flour',
    f"{THEIRS}/next?session=planted-next": f'<a href="{OURS}/next?token=planted-second">n</a>',
    f"{THEIRS}/broken?hmac=planted-broken": Answer(b"", 500),
    f"{GUILD}/robots.txt": Answer(ROBOTS.encode(), headers={"Content-Type": "text/plain"}),
    f"{GUILD}/map.xml?token=planted-map": Answer(
        MAP.encode(), headers={"Content-Type": "application/xml"}
    ),
    f"{GUILD}/contact?token=planted-contact": CONTACT,
    "http://guild.example/": f'<p>{"Bread. " * 50}</p><a href="{OURS}/?token=planted-guild">k</a>',
}
IMPORTED = {
    "links.csv": '"Source Url","Anchor text","Target Url"\n'
    f'"{THEIRS}/claim?token=planted-source","{OURS}/?token=planted-anchor",'
    f'"{OURS}/a?token=planted-claimed"\n'
    f'"https://blog.example/b?sid=planted-sid","ovens","{OURS}/"\n',
    "disavow.txt": "domain:spam.example\nhttps://worse.example/page?token=planted-disavowed\n",
    "access.log": line(
        "/reset?token=planted-landing", "https://blog.example/c?token=planted-referrer"
    ),
}


def moved(session: str) -> Answer:
    """What a shop answers: each visitor gets a session, in the address of the page."""
    return Answer(b"", 302, {"Location": f"/shop;jsessionid=planted-{session}?page=2", **COOKIE})
