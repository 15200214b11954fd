"""Ends with 0 where the scrapyd of this machine answers whoever may ask, else with one line."""

from __future__ import annotations

import json
import os
import sys
from base64 import b64encode
from http.client import HTTPConnection, HTTPException

_TIMEOUT = 5.0


def state() -> str:
    """What scrapyd says of itself, or why it says nothing."""
    port = int(os.environ.get("SCRAPYD_HTTP_PORT") or 6800)
    login = ":".join(os.environ.get(f"SCRAPYD_{name}", "") for name in ("USERNAME", "PASSWORD"))
    headers = {"Authorization": f"Basic {b64encode(login.encode()).decode()}"}
    # No proxy: those of the environment are for crawls.
    connection = HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    try:
        connection.request("GET", "/daemonstatus.json", headers=headers)
        answer = connection.getresponse()
        if answer.status != 200:
            return f"answers {answer.status}"
        return str(json.load(answer).get("status"))
    except (OSError, HTTPException, ValueError) as error:
        return f"does not answer: {error}"
    finally:
        connection.close()


if __name__ == "__main__":
    found = state()
    if found != "ok":
        sys.exit(f"scrapyd {found}")
