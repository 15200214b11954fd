"""The hand-written text of the demo web: one file a site, read into entries.

A file is a run of entries. Each begins with ``=== /path``, goes on with ``name: value``
lines and, after an empty line, its text: HTML blocks apart by empty lines, where a block
without a tag is a paragraph. ``{1|…}`` and ``{2|…}`` stand for what only one of the two
stages says, and ``only: 2`` marks an entry that exists in one stage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

_ONE_STAGE = re.compile(r"\{([12])\|([^}]*)\}")
_TAG = re.compile(r"<[^>]*>")
_ENTRY = re.compile(r"^=== ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader left under an entry; *url* may be empty."""

    author: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of a site before its layout is put around it."""

    path: str
    title: str
    body: str
    section: str = ""
    date: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()
    price: str = ""
    robots: str = ""
    comments: tuple[Comment, ...] = ()

    @property
    def excerpt(self) -> str:
        """The first words of the text, without tags."""
        words = _TAG.sub("", self.body.partition("\n\n")[0]).split()
        return " ".join(words[:28]) + ("…" if len(words) > 28 else "")

    @property
    def slug(self) -> str:
        """The last part of the path."""
        return self.path.rstrip("/").rpartition("/")[2].partition(".")[0]


Entries = tuple[Entry, ...]


def entries(site: str, stage: int) -> Entries:
    """Return what *site* has written, as it stands in *stage*, in the order of its file."""
    source = resources.files("linkcrawl.demo").joinpath("content", f"{site}.txt")
    return parse(source.read_text(encoding="utf-8"), stage)


def at_stage(text: str, stage: int) -> str:
    """Return *text* without what only the other stage says.

    >>> at_stage("We {1|love}{2|loved} it.", 2)
    'We loved it.'
    """
    return _ONE_STAGE.sub(lambda one: one[2] if int(one[1]) == stage else "", text)


def parse(text: str, stage: int) -> Entries:
    """Return the entries of a content file.

    >>> [entry.title for entry in parse("=== /a/\\ntitle: A\\n\\nText.", stage=2)]
    ['A']
    """
    chunks = (chunk.partition("\n\n") for chunk in _ENTRY.split(at_stage(text, stage))[1:])
    read = (_entry(head.splitlines(), body.strip(), stage) for head, _, body in chunks)
    return tuple(entry for entry in read if entry)


def _entry(head: Sequence[str], body: str, stage: int) -> Entry | None:
    lines = [line.partition(":") for line in head[1:]]
    said = {name: value.strip() for name, _, value in lines}
    if said.get("only", str(stage)) != str(stage):
        return None
    return Entry(
        path=head[0].strip(),
        title=said["title"],
        body=body,
        section=said.get("in", ""),
        date=said.get("date", ""),
        author=said.get("by", ""),
        tags=tuple(tag.strip() for tag in said.get("tags", "").split(",") if tag.strip()),
        price=said.get("price", ""),
        robots=said.get("robots", ""),
        comments=tuple(_comment(value) for name, _, value in lines if name == "comment"),
    )


def _comment(line: str) -> Comment:
    author, url, text = (part.strip() for part in line.split("|", 2))
    return Comment(author, url, text)
