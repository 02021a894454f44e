"""Opening a file of an office program from a stranger: a workbook or a document, without macros and without what grows.

Both are zip files of XML. What is refused is told in one sentence.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from simulator.problems import SimulatorError, shown
from tui.exchange.archives import Bounds
from tui.words import say

BOUNDS = Bounds(file=8_000_000, content=24_000_000, member=10_000_000, members=300)
"""A workbook of the longest scenario that ships has 80,000 bytes, and 330,000 unpacked. Reviewers add pictures."""

TAGS = 500_000
"""Tags of XML in all of it, each of which becomes objects in memory. The longest that ships has 20,000."""

ROWS, COLUMNS = 6_000, 60
"""Rows and columns of a sheet that are read: three hundred scenes with twelve options and some more."""

XML = (".xml", ".rels")
MACROS = re.compile(r"vbaProject|macrosheets|activeX|embeddings", re.IGNORECASE)
FILLED = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br=\"[A-Za-z]{1,3}([0-9]{1,7})\"[^<>]*(?<!/)>")
DECLARED = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)


class BadWorkbook(SimulatorError):
    """A workbook or document cannot be read; the sentence says why and what to do."""


def written_of(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The members that are XML: what is read of the file."""
    return {name: content for name, content in members.items() if name.endswith(XML)}


def check_harmless(members: Mapping[str, bytes], file: Path) -> None:
    """Refuse macros, embedded programs, XML that grows, and far too much of it. Raises BadWorkbook."""
    written = written_of(members).values()
    if any(MACROS.search(name) for name in members):
        raise BadWorkbook(say("exchange.workbook.macros", file=shown(file.name)))
    if any(map(_may_grow, written)):
        raise BadWorkbook(say("exchange.workbook.damaged", file=shown(file.name)))
    if sum(content.count(b"<") for content in written) > TAGS:
        raise BadWorkbook(say("exchange.workbook.too-much", file=shown(file.name)))


def zipped_again(members: Mapping[str, bytes]) -> bytes:
    """A zip file of these members: what reads it sees what was checked, and nothing else."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stored.getvalue()


def check_rows(content: bytes, sheet: str) -> None:
    """Refuse a sheet with a cell that holds something below the rows that are read: openpyxl would fill up to it.

    Raises BadWorkbook.
    """
    if any(int(found[1]) > ROWS for found in FILLED.finditer(content)):
        raise BadWorkbook(say("exchange.workbook.too-many-rows", sheet=sheet, most=ROWS))


def _may_grow(content: bytes) -> bool:
    """Whether XML may declare entities, which grow when they are read; in another encoding that cannot be seen."""
    encoding = DECLARED.match(content)
    told = encoding[1].lower() if encoding else b"utf-8"
    return told not in (b"utf-8", b"us-ascii", b"ascii") or b"\0" in content or b"<!DOCTYPE" in content.upper()
