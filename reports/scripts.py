"""The one script of a page: for sorting and filtering. Its policy lets no other run."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pkgutil import get_data

from markupsafe import Markup

_SOURCE = (get_data("reports", "templates/tables.js") or b"").decode()
_DIGEST = b64encode(sha256(_SOURCE.encode()).digest()).decode()
# https://www.w3.org/TR/CSP3/#external-hash: it is known by what is between the tags.
SCRIPT = Markup(f"<script>{_SOURCE}</script>")
POLICY = Markup(f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_DIGEST}'")


def without_script(html: str) -> str:
    """A page for places where scripts are looked at askance, as attachments are."""
    return html.replace(SCRIPT, "").replace(f"; script-src 'sha256-{_DIGEST}'", "")
