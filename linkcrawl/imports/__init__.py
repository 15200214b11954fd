"""Exports of other programs → rows. docs/imports.md has each format."""
