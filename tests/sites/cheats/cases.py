"""Every case, by what it shows."""

from __future__ import annotations

from sites.cheats.agreed import CALENDAR, OURS
from sites.cheats.bent import BENT
from sites.cheats.broken import BROKEN
from sites.cheats.history import HISTORY
from sites.cheats.kept_pages import KEPT_PAGES
from sites.cheats.kept_spellings import KEPT_SPELLINGS
from sites.cheats.unreachable import GONE, UNREACHABLE
from sites.cheats.unseen import HIDDEN, HIDDEN_BY_STYLE, PRESSED
from sites.cheats.withheld import WITHHELD

GROUPS = {
    "Kept, in odd but honest ways": (*KEPT_SPELLINGS, *KEPT_PAGES),
    "Broken: no link, or none that can be followed": BROKEN,
    "There, but no credit is given": WITHHELD,
    "There, but it leads, says or stands elsewhere": BENT,
    "There, but readers do not see it": (*HIDDEN, *HIDDEN_BY_STYLE, *PRESSED),
    "Not to be read: never a broken promise": UNREACHABLE,
    "Gone": GONE,
    "The user's calendar": CALENDAR,
    "Our own side": OURS,
    "From one crawl to the next": HISTORY,
}
CASES = tuple(case for group in GROUPS.values() for case in group)
