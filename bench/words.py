"""Words for the synthetic web: phrases, sentences and slugs, drawn from a seeded source."""

from __future__ import annotations

from random import Random

_NOUN_LIST = """
workshop garden ladder timber recipe harvest bicycle window kettle notebook bridge lantern
orchard catalogue fabric engine compass gallery kitchen meadow harbour library pottery
saddle telescope violin warehouse blanket cellar drawing festival glacier handbook invoice
journey keyboard lighthouse market nursery oven painting quarry railway sculpture theatre
umbrella village wardrobe archive balcony campsite dairy estate furnace greenhouse hallway
island jacket kiosk laboratory mountain newsletter observatory parcel questionnaire roof
studio terrace upholstery valley wheel yard answer budget contract delivery estimate figure
guide habit index lesson method needle option process quality reason sample tool update
version weight pattern column joint layer margin notice outline panel result season
"""

_ADJECTIVE_LIST = """
local careful seasonal wooden handmade reliable quiet northern modern practical detailed
annual small sturdy bright common durable early fair gentle honest independent joint keen
light mild narrow open plain quick regional simple thorough useful varied warm young ample
basic calm deep even firm good heavy ideal just late main neat old proper rare safe true
"""

_VERB_LIST = """
keeps shows needs offers follows explains repairs compares measures collects improves
supports replaces protects describes answers prepares carries changes covers divides
encourages finishes gathers holds includes joins leaves matches orders
"""

_OPENING_LIST = """
Meanwhile Later Usually Today Often Sometimes Elsewhere Afterwards Still Here
"""

_NOUNS = _NOUN_LIST.split()
_ADJECTIVES = _ADJECTIVE_LIST.split()
_VERBS = _VERB_LIST.split()
_OPENINGS = _OPENING_LIST.split()

_PATTERNS = (
    "The {a} {n} {v} every {n2} that a {a2} {n3} leaves behind.",
    "{o}, one {n} {v} the {a} {n2}, and nobody asks why the {n3} is so {a2}.",
    "A {n} of this kind {v} its {n2} without a {a} {n3}.",
    "What the {n} {v} is less the {a} {n2} than the {a2} {n3} beside it.",
    "{o} the {n2} {v} more than a {n}: it gives the {n3} a {a} place.",
    "Ask for a {a} {n} if the {a2} {n2} {v} nothing but the {n3}.",
)


def phrase(rng: Random) -> str:
    """Two words, as in an anchor text: one of some seven thousand."""
    return f"{rng.choice(_ADJECTIVES)} {rng.choice(_NOUNS)}"


def title(rng: Random) -> str:
    """A headline of four or five words."""
    return f"{phrase(rng)} and the {phrase(rng)}".capitalize()


def slug(text: str) -> str:
    """*text* as part of a path.

    >>> slug("Quiet garden")
    'quiet-garden'
    """
    return text.lower().replace(" ", "-")


def sentence(rng: Random) -> str:
    """One sentence of 60 to 120 characters."""
    n, n2, n3 = rng.sample(_NOUNS, 3)
    a, a2 = rng.sample(_ADJECTIVES, 2)
    pattern = rng.choice(_PATTERNS)
    return pattern.format(
        n=n, n2=n2, n3=n3, a=a, a2=a2, v=rng.choice(_VERBS), o=rng.choice(_OPENINGS)
    )
