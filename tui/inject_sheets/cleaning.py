"""Texts from other programs as a scenario file may hold them: no signs that cannot be seen, no markup, no links."""

from __future__ import annotations

import re
from html import unescape

from simulator import limits
from simulator.characters import UNSEEN, report_character
from simulator.problems import Place, Problems
from simulator.prose import check_text

QUIET = str.maketrans({"\t": " ", "\xa0": " ", "\u202f": " ", "\xad": "", "\u200b": "", "\ufeff": "", "\u2028": "\n"})
"""What word processors put between and into words, and nobody means."""

MARKED = re.compile(
    r"^[ \t*/–—-]*(?:THIS IS AN EXERCISE[ .!]*|FOR EXERCISE(?: PURPOSES)? ONLY|EXERCISE ONLY|EXERCISE MESSAGE"
    r"|EXERCISE(?:[\s*/–—-]+EXERCISE)*)[ \t*/.!–—-]*$|\bEXERCISE(?:[\s*/–—-]+EXERCISE)+\b[ \t*/–—:-]*",
    re.MULTILINE,
)
"""That this is an exercise stands on every screen and page already; in a text it would stand twice."""

ITEM = re.compile(r"^[ ]*(?:#{1,6}|[-+*>])[ ]+", re.MULTILINE)
SCHEME = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://(?:www\.)?|\bwww\.|\b(?:mailto|javascript|tel):", re.IGNORECASE)
TAG = re.compile(r"<(?=[/?!A-Za-z])")
SIGNS = str.maketrans({"[": "(", "]": ")", "`": "'"})


def clean(text: str, place: Place, problems: Problems) -> str:
    """The text without what a scenario file may not hold. Signs that can hide something are reported."""
    text = MARKED.sub("", visible_lines(text, place, problems))
    return _mended("\n".join(line.rstrip() for line in text.split("\n")).strip(), place)


def visible_lines(text: str, place: Place, problems: Problems) -> str:
    """The text as it is, less signs that cannot be seen; those that can hide something are reported."""
    text = text.translate(QUIET).replace("\r\n", "\n").replace("\r", "\n")
    found = UNSEEN.search(text)
    if found:
        report_character(found[0], place, problems)
    return UNSEEN.sub("", text)


def line(text: str, place: Place, problems: Problems) -> str:
    """The text on one line, as long as a line may be; what is cut off is reported."""
    return shortened(" ".join(text.split()), limits.LINE_LENGTH, place, problems)


def shortened(text: str, most: int, place: Place, problems: Problems) -> str:
    """The text, cut at a word where it is too long, which is reported."""
    if len(text) <= most:
        return text
    problems.add("X928", place, found=len(text), most=most)
    return text[: most - 1].rsplit(None, 1)[0][: most - 1] + "…"


def _mended(text: str, place: Place) -> str:
    """Other signs for those that would be markup; a text that may stand as it is stays so."""
    if _may_stand(text, place):
        return text
    text = SCHEME.sub("", unescape(text).translate(SIGNS))
    text = TAG.sub("< ", ITEM.sub("\n– ", text)).replace("&", "and" if re.search(r"&(?:#|\w+;)", text) else "&")
    text = re.sub(r"\n{3,}", "\n\n", UNSEEN.sub("", text)).strip()
    return text if _may_stand(text, place) else text.replace("*", "∗").replace("<", "‹")


def _may_stand(text: str, place: Place) -> bool:
    problems = Problems()
    check_text(text, place, problems)
    return not problems
