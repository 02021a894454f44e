"""What should not stand in an exercise: real names, markings of classified papers, and what looks like real ROE.

It is found, told with its place, and left as it is: whether it is what it looks like is for people to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from simulator.problems import Problems
from tui.inject_sheets.grids import Found
from tui.words import say

REAL_NAMES = Path(__file__).with_name("real_names.json")
Kind = Literal["name", "marking", "roe", "person"]
CODES: dict[Kind, str] = {"name": "X931", "marking": "X932", "roe": "X933"}
PLACES = 4
"""Places that are told of one and the same word; how many more there are is counted."""

MARKINGS = re.compile(
    r"\b(?i:UN\s+(?:STRICTLY\s+)?CONFIDENTIAL|UN\s+(?:RESTRICTED|SECRET)|STRICTLY\s+CONFIDENTIAL|FOR\s+OFFICIAL\s+USE\s+ONLY"
    r"|(?:NATO|EU|AU)[\s/-]+(?:UNCLASSIFIED|RESTRICTED|CONFIDENTIAL|SECRET)|OFFICIAL[\s-]+SENSITIVE|COSMIC\s+TOP\s+SECRET"
    r"|RESTREINT\s+UE|DIFFUSION\s+RESTREINTE|CONFIDENTIEL\s+DEFENSE|LIMITED\s+DISTRIBUTION)\b"
    r"|\b(?:TOP\s+SECRET|SECRET|CONFIDENTIAL|RESTRICTED|FOUO|NOFORN|REL\s+TO\s+[A-Z]{3}|CUI)\b"
)
ALONE = re.compile(r"\W*(?:top\s+)?(?:secret|confidential|restricted|classified)\W*", re.IGNORECASE)
"""In any letters, where nothing else stands in the line."""

ROE = re.compile(
    r"(?i:\bROE\s*(?:no\.?|nr\.?|number|serial|card|rule)?\s*[:#]?\s*\d[\w.]*|\bR\.O\.E\.?\s*\d+"
    r"|\brule\s+(?:no\.?\s*)?\d+(?:\.\d+)+\b|\brules?\s+of\s+engagement\s+(?:no\.?\s*|serial\s*|annex\s*)?\d[\w.]*"
    r"|\bauthori[sz](?:ed|ation|ing|es?)\s+(?:is\s+\w+\s+)?(?:to\s+use|for\s+the\s+use\s+of|the\s+use\s+of|use\s+of)\s+"
    r"(?:deadly|lethal|all\s+necessary|necessary|reasonable|minimum)?\s*force"
    r"|\b(?:deadly|lethal)\s+force\s+(?:is|may\s+be|has\s+been|are)\s+(?:\w+\s+)?(?:authori[sz]ed|used|permitted)"
    r"|\bhostile\s+(?:intent|acts?)\s+(?:is|are|was|has\s+been|have\s+been)?\s*declared"
    r"|\bdeclared?\s+hostile\b|\bweapons?[\s-]+(?:release|free|tight|hold|control\s+status|state\s+\w+)\b)"
)
PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Amb|Gen|Maj[\s-]Gen|Lt[\s-]Gen|Brig(?:adier)?(?:[\s-]Gen)?|Lt[\s-]?Col|Col|Maj|Capt|Cpt|Lt|Sgt"
    r"|General|Colonel|Major|Captain|Lieutenant|Sergeant|Ambassador|President|Sheikh|Imam|Bishop|Professor)\.?\s+"
    r"((?:[A-Z]\.\s*)?[A-ZÀ-Þ][a-zß-ÿ]+(?:[-'\s][A-ZÀ-Þ][a-zß-ÿ]+)?)"
)
NOBODY = "nobody"
"""Words that follow a rank or title and are nobody's name stand under this key beside the real names."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that was seen, and in which texts."""

    kind: Kind
    what: str
    sort: str
    found: tuple[Found, ...]


def report_sensitive(texts: Iterable[Found], fictional: str, problems: Problems, notices: list[str]) -> None:
    """Report real names, markings and ROE, each once with its places; names of persons are only a notice.

    Who or what stands in the text of the mission area is `fictional`.
    """
    for seen in _seen(texts, frozenset(re.findall(r"[^\W\d_][\w'-]+", fictional))):
        first, more = seen.found[0].place, [str(found.place) for found in seen.found[1:PLACES]]
        left = len(seen.found) - 1 - len(more)
        also = say("inject-sheets.also", places="; ".join(more)) if more else ""
        also += say("inject-sheets.more", count=left) if left > 0 else ""
        if seen.kind == "person":
            notices.append(say("inject-sheets.person", place=first, name=seen.what, also=also))
        else:
            problems.add(
                CODES[seen.kind], first, name=seen.what, sort=say(f"inject-sheets.sort.{seen.sort}"), also=also
            )


def _seen(texts: Iterable[Found], fictional: frozenset[str]) -> list[Seen]:
    places: dict[tuple[Kind, str, str], list[Found]] = {}
    for text in texts:
        for kind, what, sort in _in(text.text, fictional):
            listed = places.setdefault((kind, what, sort), [])
            if text not in listed:
                listed.append(text)
    return [Seen(*what, tuple(found)) for what, found in places.items()]


def _in(text: str, fictional: frozenset[str]) -> Iterator[tuple[Kind, str, str]]:
    for found in _names().finditer(text):
        if found[0] not in fictional:
            yield "name", found[0], _sorts()[found[0]]
    for found in MARKINGS.finditer(text):
        yield "marking", " ".join(found[0].upper().split()), "marking"
    for line in text.split("\n"):
        if ALONE.fullmatch(line) and not MARKINGS.search(line):
            yield "marking", " ".join(line.upper().split()), "marking"
    for found in ROE.finditer(text):
        yield "roe", " ".join(found[0].split()), "roe"
    for found in PERSON.finditer(text):
        words = set(re.findall(r"\w+", found[1]))
        if not words & _nobody() and not words & fictional:
            yield "person", " ".join(found[0].split()), "person"


@cache
def _sorts() -> dict[str, str]:
    """What each real name is the name of."""
    return {name: sort.replace(" ", "-") for sort, names in _listed().items() if sort != NOBODY for name in names}


@cache
def _nobody() -> frozenset[str]:
    return frozenset(_listed()[NOBODY])


def _listed() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(REAL_NAMES.read_text(encoding="utf-8"))
    return found


@cache
def _names() -> re.Pattern[str]:
    """Any of the real names, the longest first, as a whole word and in its own letters."""
    names = "|".join(re.escape(name) for name in sorted(_sorts(), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")
