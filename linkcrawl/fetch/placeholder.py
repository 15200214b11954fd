"""In place of pictures, a drawing of nothing: it takes room as a picture would."""

from __future__ import annotations

from playwright.async_api import Route

_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="90"></svg>'


async def show_placeholder(route: Route) -> None:
    """Answer for a picture; leave everything else to whoever comes next."""
    if route.request.resource_type == "image":
        await route.fulfill(content_type="image/svg+xml", body=_DRAWING)
    else:
        await route.fallback()
