"""Scrapy settings: what differs from Scrapy's defaults, and why.

Everything fetched is hostile until shown otherwise, and every site is somebody's server:
the limits below come before speed.
"""

from __future__ import annotations

import os

BOT_NAME = "linkcrawl"
SPIDER_MODULES = ["spiders"]
# scrapy crawl exits with 1 where its run can't be relied upon: docs/runs.md.
COMMANDS_MODULE = "linkcrawl.cli.scrapy_commands"

LINKCRAWL_WORKSPACE = os.environ.get("LINKCRAWL_WORKSPACE", ".")
# A page that says who crawls and how to reach them. Site owners look for it in their logs.
LINKCRAWL_CONTACT_URL = os.environ.get("LINKCRAWL_CONTACT_URL", "")
# Judge what was found when a crawl has ended, so that verdicts and events are of today.
LINKCRAWL_JUDGE_ON_CLOSE = True
# Write the report, too: one scheduled job does all.
LINKCRAWL_REPORT_ON_CLOSE = False
# Mail its summary then, to those who are to be told.
LINKCRAWL_MAIL_ON_CLOSE = False

# --- Manners -------------------------------------------------------------------------
USER_AGENT = f"linkcrawl (+{LINKCRAWL_CONTACT_URL})" if LINKCRAWL_CONTACT_URL else "linkcrawl"
ROBOTSTXT_OBEY = True
# The product token of RFC 9309. The whole user agent would also match groups that are
# named in its contact address.
ROBOTSTXT_USER_AGENT = "linkcrawl"
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 2
DOWNLOADER = "linkcrawl.fetch.downloader.CountingDownloader"  # which keeps to that number
# A crawl-delay above this is cut down to it: some sites ask for hours, and mean "go away".
LINKCRAWL_CRAWL_DELAY_MAX = 30.0
# Retry-After is waited for up to this many seconds; beyond, the site is left for another run.
LINKCRAWL_RETRY_AFTER_MAX = 120.0
# So many network failures in a row, and a site is left alone for the rest of the run.
LINKCRAWL_FAILURES_MAX = 5

# --- Bounds --------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 30  # the whole answer, not the silence between two bytes
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024  # before and after decompression; the default is 1 GiB
DOWNLOAD_WARNSIZE = 0
LINKCRAWL_HEADERS_MAXSIZE = 256 * 1024
REDIRECT_MAX_TIMES = 5
RETRY_TIMES = 1
# Without 429: asking again at once is what it forbids. linkcrawl.fetch.politeness waits.
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]
# A page that cannot be had is a fact of the visit, not an error of the crawl.
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"
# What did arrive is kept, flagged "dataloss": many servers declare a wrong length.
DOWNLOAD_FAIL_ON_DATALOSS = False
# The page reader stores <meta refresh> as a fact; following it would hide the page.
METAREFRESH_ENABLED = False
COOKIES_ENABLED = False
MEMUSAGE_LIMIT_MB = 2048
# A crawl stops while so much of its disk is free: the log of the database, judging, a report.
LINKCRAWL_DISK_RESERVE_MB = 200

# --- Where requests may go -------------------------------------------------------------
# No file:, ftp:, data: or s3: page has a place in a crawl, and file: reads this machine.
DOWNLOAD_HANDLERS = {
    "http": "linkcrawl.fetch.handler.BoundedDownloadHandler",
    "https": "linkcrawl.fetch.handler.BoundedDownloadHandler",
    "file": None,
    "ftp": None,
    "data": None,
    "s3": None,
}
TWISTED_DNS_RESOLVER = "linkcrawl.fetch.resolver.GuardedResolver"
# Networks ("10.1.0.0/16") and host names, with commas between, that may be reached although they
# are not public.
# A name or address in this list may be reached on any port, everything else on the ports below.
LINKCRAWL_ALLOW_ADDRESSES = os.environ.get("LINKCRAWL_ALLOW_ADDRESSES", "")
LINKCRAWL_ALLOW_PORTS = [80, 443, 8080, 8443]
# Certificates are not verified, plainly or in the browser (DOWNLOAD_VERIFY_CERTIFICATES is off
# by default): an expired one does not keep a link from being seen. Nothing secret is sent.

# --- The browser -------------------------------------------------------------------------
LINKCRAWL_RENDER = "auto"  # auto, always, never; a request's meta may say otherwise
LINKCRAWL_RENDER_SETTLE = 5.0  # seconds to stand still, and again to be scrolled through
LINKCRAWL_RENDER_PAGES = 4  # at a time; two cores gain nothing from more
LINKCRAWL_RENDER_RECYCLE = 50  # pages before the browser forgets all that it holds
PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT = 15_000  # milliseconds until the document is there
PLAYWRIGHT_DOWNLOAD_TIMEOUT = 2_000  # downloads are refused; this is how long that may take
PLAYWRIGHT_ABORT_REQUEST = "linkcrawl.fetch.render.is_unneeded"
# The browser sends its own headers; its user agent is ours all the same.
PLAYWRIGHT_PROCESS_REQUEST_HEADERS = None

# Two listening sockets that would run anybody's Python code.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# --- Work that nobody needs --------------------------------------------------------------
# The store is the frontier (no JOBDIR), and the spiders know which pages they have seen: a
# filter here would silently drop redirects onto pages that were visited before.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # breadth first
# An answer makes one item, and pipelines do not wait for anything: more workers only cost.
CONCURRENT_ITEMS = 1
DOWNLOADER_STATS = False
# Names are resolved in these threads; one hanging server must not hold up the others.
REACTOR_THREADPOOL_MAXSIZE = 20
LOG_LEVEL = "INFO"
LOG_VERSIONS: list[str] = []
LOG_FORMATTER = "linkcrawl.fetch.page_lines.PageLines"
# "json" writes one object a line, for programs that gather logs.
LINKCRAWL_LOG_FORMAT = os.environ.get("LINKCRAWL_LOG_FORMAT", "text")

DOWNLOADER_MIDDLEWARES = {
    "linkcrawl.fetch.guard.AddressGuardMiddleware": 40,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "linkcrawl.fetch.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    # Answers pass from the highest number to the lowest: redirects are followed and bodies
    # unpacked before rendering is considered, and Retry-After is read before retrying.
    "linkcrawl.fetch.politeness.PolitenessMiddleware": 555,
    "linkcrawl.fetch.render.RenderMiddleware": 560,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "linkcrawl.fetch.http_proxy.EnvironmentProxyMiddleware": 750,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "linkcrawl.fetch.compression.CompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "linkcrawl.fetch.redirect.RedirectsMiddleware": 600,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
}
SPIDER_MIDDLEWARES = {
    # A 404 is an answer like any other; the referrer is nobody's business; the planner of the
    # spiders counts depth and length itself; and every request comes from start().
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
}
# Scrapy loads all that it has by default, that which is off or ruled out here too: of an HTTP
# server and Telnet alone that is a tenth of a crawl's start. So what is wanted is named.
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    "linkcrawl.fetch.discretion.DiscreetLogs": 0,
    "linkcrawl.fetch.content_type.HtmlOnly": 0,
    "linkcrawl.fetch.progress.CrawlProgress": 0,
    "linkcrawl.cli.on_close.OnClose": 0,
}
ITEM_PIPELINES = {
    "pipelines.placement.PlacementPipeline": 100,
    "pipelines.anchor.AnchorPipeline": 200,
    "pipelines.relation.RelationPipeline": 300,
    "pipelines.topic.TopicPipeline": 400,
    "pipelines.store.StorePipeline": 900,
}
