"""Which pages are shells that only scripts fill."""

from __future__ import annotations

import pytest

from linkcrawl.fetch.shell import is_shell

SCRIPT = '<script src="/app.js"></script>'
WORDS = "plenty of words that a reader can see " * 6
LINK = '<a href="/x">a link</a> '


@pytest.mark.parametrize(
    "body",
    [
        f'<body><div id="root"></div>{SCRIPT}</body>',
        f"<body><div id=app>\n</div>{SCRIPT}</body>",
        f'<body><noscript>You need JavaScript.</noscript><div id="root"></div>{SCRIPT}</body>',
        f'<body><div id="__next"><p>Loading …</p></div>{SCRIPT}</body>',
        f"<body><app-root></app-root>{SCRIPT}</body>",
        f'<body>{LINK * 8}{WORDS}<main id="app"></main>{SCRIPT}</body>',
        f"<body><p>Please wait.</p>{SCRIPT}</body>",
        f"<body>{SCRIPT}</body>",
        f"<body><noscript>{WORDS}</noscript>{SCRIPT}",
        f"<body><!-- {WORDS} -->{SCRIPT}",
        "<SCRIPT>document.write('x')</SCRIPT>",
    ],
)
def test_shells(body: str) -> None:
    assert is_shell(body.encode())


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>Hello</p>",
        f"<body>{WORDS}{SCRIPT}</body>",
        f"<body>{LINK * 3}{SCRIPT}</body>",
        f"<body><script>1</script> {WORDS}",
        f'<body><div id="root">{WORDS}</div>{SCRIPT}</body>',
        f'<body><div id="root">{LINK * 3}</div>{SCRIPT}</body>',
        f'<body>{LINK * 20}<div id="app"></div>{SCRIPT}</body>',
    ],
)
def test_pages_that_speak_for_themselves(body: str) -> None:
    assert not is_shell(body.encode())
