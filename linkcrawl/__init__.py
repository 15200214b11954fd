"""linkcrawl keeps a company's link partnerships honest."""
