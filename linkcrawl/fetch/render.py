"""Placeholder until the browser is wired."""
class RenderMiddleware:
    pass
