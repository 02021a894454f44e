"""All injects of a file: those of lists and of forms, and where both tell of the same one, put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from simulator.problems import Problems
from tui.inject_sheets.entries import Entry
from tui.inject_sheets.forms import forms_in, forms_in_lines, has_forms
from tui.inject_sheets.grids import Contents, Found, Grid
from tui.inject_sheets.labels import own_label
from tui.inject_sheets.own import Own
from tui.inject_sheets.tables import entries_of, is_head
from tui.words import say

MARK = re.compile(r"\W*(STARTEX|ENDEX|PAUSEX)\b.{0,60}", re.IGNORECASE | re.DOTALL)
"""A row that marks the start or end of the exercise, and is no inject."""


@dataclass(frozen=True)
class Gathered:
    """The injects, the rows that mark the start or the end, and lines that belong to no inject."""

    entries: tuple[Entry, ...]
    marks: tuple[Entry, ...] = ()
    lines: tuple[Found, ...] = ()


def gathered(contents: Contents, own: Own, grids: Sequence[Grid], problems: Problems, notices: list[str]) -> Gathered:
    """The injects in tables and lines. A table in which there are none is told, and one inject told twice."""
    tables: list[list[Entry]] = []
    before: list[Found] = []
    for grid in grids:
        found = _in_grid(grid, notices)
        if found is None:
            if grid.rows and not own.is_there:
                notices.append(say("inject-sheets.no-injects-there", place=grid.place))
            continue
        tables.append(found)
        before += [] if has_forms(grid) else _before_head(grid)
    lines = [*before, *contents.lines]
    if not any(tables):
        tables, lines = [forms_in_lines(contents.lines)], before
    entries = _together(tables, problems)
    marks = () if own.is_there else tuple(entry for entry in entries if _marks(entry))
    return Gathered(tuple(entry for entry in entries if entry not in marks), marks, tuple(lines))


def key_of(entry: Entry) -> str:
    """What tells one inject from the others: its id, else its number; empty where it has neither."""
    return _name_of(entry).casefold()


def _name_of(entry: Entry) -> str:
    return (entry.text("id") or entry.text("number")).strip()


def marks_end(entry: Entry) -> bool:
    """Whether a mark is that of the end."""
    return "ENDEX" in _said(entry).upper()


def _in_grid(grid: Grid, notices: list[str]) -> list[Entry] | None:
    if has_forms(grid):
        return forms_in(grid) or None
    listed = entries_of(grid, notices)
    return listed if listed is not None else forms_in(grid) or None


def _before_head(grid: Grid) -> list[Found]:
    """Lines above a table, such as the title of a sheet."""
    found: list[Found] = []
    for row in grid.rows:
        if is_head(row):
            return found
        found += [cell for n, cell in enumerate(row) if cell is not None and all(cell is not x for x in row[:n])]
    return []


def _together(tables: Sequence[Sequence[Entry]], problems: Problems) -> list[Entry]:
    """Injects of several tables; the same number in two of them is one inject, and twice in one table a mistake."""
    entries: list[Entry] = []
    for table in tables:
        above = {key_of(entry): at for at, entry in enumerate(entries) if key_of(entry)}
        seen: set[str] = set()
        for entry in table:
            key = key_of(entry)
            if key in seen:
                problems.add("X929", entry.at("number"), name=_name_of(entry))
            elif key in above:
                entries[above[key]] = _merged(entries[above[key]], entry, problems)
                continue
            if key:
                seen.add(key)
            entries.append(entry)
    return entries


def _merged(first: Entry, second: Entry, problems: Problems) -> Entry:
    """One inject of what two tables say of it; where they differ, the longer text counts, and it is told."""
    fields, more = dict(first.fields), dict(first.more)
    for name, found in second.fields.items():
        one, other = first.text(name), second.text(name)
        if one and " ".join(one.split()) != " ".join(other.split()):
            # Our own lists have minutes of play; what was told in two ways is a time of any kind.
            field = say("inject-sheets.time") if name == "planned" else own_label(name)
            taken = other if len(other) > len(one) else one
            problems.add("X935", found.place, name=_name_of(first), field=field, value=taken)
        if len(other) > len(one):
            fields[name] = found
            more[name] = second.more.get(name, ())
    others = {(label, found.text): found for label, found in (*first.others, *second.others)}
    return replace(
        first,
        fields=fields,
        more=more,
        labels=first.labels | second.labels,
        elapsed=first.elapsed if "planned" in first.fields else second.elapsed,
        others=tuple((label, found) for (label, _), found in others.items()),
    )


def _marks(entry: Entry) -> bool:
    return bool(MARK.fullmatch(_said(entry)))


def _said(entry: Entry) -> str:
    return f"{entry.text('title')} {entry.text('activity')} {entry.text('text')}".strip()
