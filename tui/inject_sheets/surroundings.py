"""What stands around the tables of a file: headers, footers, text boxes, notes, comments and properties.

Nothing of it becomes part of a scenario. It is looked at because markings stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, fromstring

from simulator.problems import Place, shown
from tui.inject_sheets.grids import Found
from tui.words import say

PARTS = {
    "header": re.compile(r"^word/header\d*\.xml$"),
    "footer": re.compile(r"^word/footer\d*\.xml$"),
    "notes": re.compile(r"^word/(?:foot|end)notes\.xml$"),
    "comments": re.compile(r"^(?:word|xl)/(?:.*/)?(?:threaded)?comments[^/]*\.xml$", re.IGNORECASE),
    "drawing": re.compile(r"^xl/drawings/drawing\d+\.xml$"),
    "properties": re.compile(r"^docProps/(?:core|app|custom)\.xml$"),
}
SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
CODES = re.compile(r"&(?:[LCRPNDTAFGZBIUEXYSH]|\"[^\"]*\"|K[0-9A-Fa-f]{6}|[0-9]+)")
"""What Excel puts between the words of a header: left, centre, fonts, sizes, colours."""

BREAKS = {"p", "comment", "text"}
"""Elements after which a line ends."""


def surroundings(members: Mapping[str, bytes], file: str) -> tuple[Found, ...]:
    """The texts around the tables, each with the part of the file in which it stands. Members are harmless XML."""
    found = []
    for name, content in members.items():
        kind = next((kind for kind, pattern in PARTS.items() if pattern.match(name)), None)
        if kind is not None:
            place = Place(say("inject-sheets.place.around", file=shown(file), what=say(f"inject-sheets.around.{kind}")))
            apart = kind == "properties"
            found += [Found(line, place) for line in _lines(fromstring(content), apart=apart)]
        elif SHEET.match(name) and b"eaderFooter" in content:
            found += _of_sheet(content, file)
    return tuple(found)


def _of_sheet(content: bytes, file: str) -> Iterator[Found]:
    place = Place(say("inject-sheets.place.around", file=shown(file), what=say("inject-sheets.around.header")))
    for block in fromstring(content).iter():
        if _name(block) == "headerFooter":
            for line in block:
                yield Found(CODES.sub(" ", line.text or "").strip(), place)


def _lines(root: Element, *, apart: bool) -> Iterator[str]:
    """The lines of a part; words that are set in several ways are one line, but properties stand `apart`."""
    line: list[str] = []
    for element in root.iter():
        if apart or _name(element) in BREAKS:
            yield from _whole(line)
            line = []
        line.append(element.text or "")
    yield from _whole(line)


def _whole(line: list[str]) -> Iterator[str]:
    text = " ".join("".join(line).split())
    if text:
        yield text


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
