"""Opening a file that may hold inject sheets: what it is, is told by what is in it, not by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from simulator.problems import LoadError, Problems, shown
from tui.exchange.archives import content_of, members_of
from tui.exchange.office_files import BOUNDS, BadWorkbook, check_harmless
from tui.inject_sheets.grids import Contents
from tui.words import say

WORKBOOK, DOCUMENT = "xl/workbook.xml", "word/document.xml"
NAMED = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*?\bname=\"([^\"]*)\"")
OF_A_SCENARIO = {"head", "briefing", "scenes", "options", "fields", "also", "chance"}
"""Sheets of the workbook of a whole scenario; a list of injects has none of these, or one by accident."""

EMBEDDED = re.compile(r"^word/embeddings/")


def is_scenario_workbook(file: Path) -> bool:
    """Whether a file is the workbook of a whole scenario. Raises BadArchive, OSError."""
    content = members_of(content_of(file, BOUNDS), file, BOUNDS).get(WORKBOOK, b"")
    names = {unescape(name.decode("utf-8", "replace")).strip().casefold() for name in NAMED.findall(content)}
    return len(names & OF_A_SCENARIO) > 1


def contents_of(file: Path, problems: Problems) -> Contents:
    """What stands in a document or workbook; what in it cannot be trusted is reported.

    Raises BadArchive, BadWorkbook, OSError.
    """
    members = members_of(content_of(file, BOUNDS), file, BOUNDS)
    if DOCUMENT not in members and WORKBOOK not in members:
        raise BadWorkbook(say("inject-sheets.no-office-file", file=shown(file.name)))
    embedded = [name for name in members if EMBEDDED.match(name)]
    check_harmless({name: content for name, content in members.items() if name not in embedded}, file)
    try:
        return _read(members, file.name, problems, bool(embedded))
    except (BadWorkbook, LoadError):
        raise
    except Exception as error:  # whatever a damaged file brings the libraries to: it is damaged
        raise BadWorkbook(say("inject-sheets.damaged", file=shown(file.name))) from error


def _read(members: Mapping[str, bytes], name: str, problems: Problems, embedded: bool) -> Contents:
    if DOCUMENT in members:
        from tui.inject_sheets.word_reading import word_contents

        found = word_contents(members, name)
    else:
        from tui.inject_sheets.excel_reading import excel_contents

        found = excel_contents(members, name, problems)
    if embedded:
        found.notices.append(say("inject-sheets.embedded"))
    return found
