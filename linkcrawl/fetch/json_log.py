"""A crawl's log as one JSON object a line, for programs that gather logs."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from pythonjsonlogger.json import JsonFormatter
from scrapy.settings import BaseSettings

from linkcrawl.masking import discreet
from linkcrawl.urls import site_of

_NAMES = {"levelname": "level", "name": "logger", "exc_info": "traceback"}
_KEPT = ("time", "level", "logger", "message", "spider", "site", "url", "traceback")


class JsonLines(JsonFormatter):
    """Writes time, level, logger, message and spider; site, url and traceback where there are any.

    Each text is masked by itself, so that what comes out stays JSON. A record gives its site or
    its url as ``extra``, or names Scrapy's request or response among its arguments.
    """

    def __init__(self, spider: str) -> None:
        fields = ("levelname", "name", "message")
        super().__init__(
            fields, rename_fields=_NAMES, static_fields={"spider": spider}, timestamp="time"
        )

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        super().add_fields(log_data, record, message_dict)
        # Scrapy's extra of this name is the spider itself.
        log_data["spider"] = self.static_fields["spider"]
        url = _url_of(record)
        if url:
            log_data.setdefault("url", url)
            log_data.setdefault("site", site_of(url))

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {
            name: discreet(value) if isinstance(value, str) else value
            for name in _KEPT
            if (value := log_data.get(name))
        }


def log_as_json(settings: BaseSettings, spider: str) -> None:
    """Send all log lines of this process where Scrapy's *settings* send them, but as JSON.

    Scrapy's own handler is left out: it is made anew several times before a crawl begins.
    """
    name, mode = settings["LOG_FILE"], "a" if settings.getbool("LOG_FILE_APPEND") else "w"
    handler = (
        logging.FileHandler(name, mode, settings["LOG_ENCODING"])
        if name
        else logging.StreamHandler()
    )
    handler.setLevel(settings["LOG_LEVEL"])
    handler.setFormatter(JsonLines(spider))
    logging.getLogger().addHandler(handler)
    settings.set("LOG_ENABLED", value=False, priority="cmdline")


def _url_of(record: logging.LogRecord) -> str:
    args: object = record.args
    if not isinstance(args, Mapping):
        return ""
    told = (getattr(args.get(name), "url", "") for name in ("request", "response"))
    return next((str(url) for url in told if url), "")
