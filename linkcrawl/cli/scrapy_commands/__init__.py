"""Commands of Scrapy that do a little more here."""
