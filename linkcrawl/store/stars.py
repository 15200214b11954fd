"""A database of before secrets in addresses were starred → the same with stars."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlite_utils import Database

from linkcrawl.store.intern import page_name, storable

_SENTENCES = {
    "document": ("content_type", "refresh"),
    "visit": ("failure",),
    "link": ("before", "after"),
    "sight": ("why", "leads_to"),
    "event": ("source_url", "target_url", "before", "after", "note"),
    "contact": ("value",),
    "verdict": ("changed",),
    "accepted": ("sentence",),
}
_JSON = {
    "document": ("robots", "traces"),
    "passage": ("texts",),
    "event": ("said",),
    "verdict": ("signals", "answers", "said"),
    "accepted": ("said",),
}
# No secret is told without one of these.
_MAY_TELL = "instr({0}, '=') or instr({0}, '%') or instr({0}, '@')"


def star(db: Database) -> None:
    """Put stars in the place of secrets in all that is stored, inside the caller's transaction."""
    db.conn.create_function("starred", 1, storable, deterministic=True)
    db.conn.create_function("starred_json", 1, starred_json, deterministic=True)
    for function, columns_of in (("starred", _SENTENCES), ("starred_json", _JSON)):
        for table, columns in columns_of.items():
            for column in columns:
                db.execute(
                    f"update or replace {table} set {column} = {function}({column})"
                    f" where {_MAY_TELL.format(column)}"
                )
    _rename(db, "page", "url", page_name)
    _rename(db, "text", "value", storable)


def _rename(db: Database, table: str, column: str, name_of: Callable[[str], str]) -> None:
    """Two that fall together stay two, as their history is: the later gets a fragment."""
    waiting = f"select id, {column} from {table} where {_MAY_TELL.format(column)} order by id"
    for id_, value in db.execute(waiting).fetchall():
        name = name_of(value)
        if name == value:
            continue
        taken = db.execute(f"select 1 from {table} where {column} = ?", (name,)).fetchone()
        row = (f"{name}#{id_}" if taken else name, id_)
        db.execute(f"update {table} set {column} = ? where id = ?", row)


def starred_json(text: str) -> str:
    """JSON with its strings starred, in which more of it may stand; any other text as it is."""
    try:
        found = json.loads(text)
    except ValueError:
        return storable(text)
    return json.dumps(_starred(found), ensure_ascii=False)


def _starred(value: object) -> object:
    match value:
        case str():
            # What a sentence is made of stands as a text in what a verdict's are made of.
            return starred_json(value) if value.startswith('{"') else storable(value)
        case list():
            return [_starred(one) for one in value]
        case dict():
            return {name: _starred(one) for name, one in value.items()}
    return value
