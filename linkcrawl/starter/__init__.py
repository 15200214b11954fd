"""The files that ``linkcrawl init`` writes."""
