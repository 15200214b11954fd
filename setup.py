"""Only for eggs, which is what scrapyd runs; everything else is built by pyproject.toml."""

from __future__ import annotations

from setuptools import find_packages, setup

PACKAGES = ["linkcrawl", "spiders", "pipelines", "reports"]

setup(
    name="linkcrawl",
    packages=find_packages(include=[*PACKAGES, *(f"{name}.*" for name in PACKAGES)]),
    # Templates, word lists, models, catalogues: every file of a package that is not Python.
    package_data={"": ["*", "*/*", "*/*/*"]},
    exclude_package_data={"": ["*.pyc", "__pycache__/*"]},
    entry_points={"scrapy": ["settings = linkcrawl.settings"]},
    zip_safe=True,
)
