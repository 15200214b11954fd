"""What a crawl costs: a synthetic web, a server for it, and the measurements."""
