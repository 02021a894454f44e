"""Forms for one inject each: a label and its value beside it, below it, or after a colon in the same cell or line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tui.inject_sheets.entries import Entry
from tui.inject_sheets.grids import Found, Grid, Row, distinct
from tui.inject_sheets.labels import label_of
from tui.inject_sheets.tables import ARRIVES, ELAPSED

FEWEST = 3
"""Labels that a form must have."""

HEADED = re.compile(
    r"(?:INJECT|SERIAL|EVENT|MSEL)(?:\s+(?:SHEET|FORM|NO\.?|NR\.?|NUMBER))*\s*[:.#-]*\s*([A-Z]{0,3}[-.]?\d{1,4}(?:[.-]\w{1,4})?)$",
    re.IGNORECASE,
)
"""A heading that gives the number of what stands below it: `INJECT 7`."""

Pair = tuple[Found, str, Found | None]
"""A label, what it stands for (empty where that is not known) and its value."""


def has_forms(grid: Grid) -> bool:
    """Whether labels stand one below the other, as in a form, and not side by side, as above a list."""
    column = min((_first_column(row) for row in grid.rows), default=0)
    first = [row[column] for row in grid.rows if column < len(row)]
    fields = {field for cell in first if cell is not None and (field := label_of(cell.text))}
    return len(fields) >= FEWEST


def _first_column(row: Row) -> int:
    return next((column for column, cell in enumerate(row) if cell is not None), len(row))


def forms_in(grid: Grid) -> list[Entry]:
    """The injects in a table that holds forms; none where it does not."""
    rows: list[list[Found]] = []
    for row in grid.rows:
        cells = distinct(row)
        # A value that is merged over several rows is read once, beside its label.
        rows.append([cell for cell in cells if not rows or all(cell is not above for above in rows[-1])] or cells)
    return _entries(_pairs_by_side(rows) if _has_two_sides(rows) else _pairs(rows))


def forms_in_lines(lines: Sequence[Found]) -> list[Entry]:
    """The injects in lines such as `From: the governor`; a line without a label goes on with the one before."""
    pairs: list[Pair] = []
    for line in lines:
        found = _with_colon(line)
        if found is not None:
            pairs.append(found)
        elif pairs:
            label, field, value = pairs[-1]
            text = f"{value.text}\n{line.text}" if value else line.text
            pairs[-1] = (label, field, Found(text, value.place if value else line.place))
    return _entries(pairs)


def _has_two_sides(rows: Sequence[Sequence[Found]]) -> bool:
    """Whether labels stand on the left and values on the right, whatever the values look like."""
    left = sum(label_of(row[0].text) is not None for row in rows)
    right = sum(label_of(row[1].text) is not None for row in rows if len(row) == 2)
    return all(len(row) < 3 for row in rows) and left >= FEWEST and left > 2 * right


def _pairs_by_side(rows: Sequence[Sequence[Found]]) -> list[Pair]:
    pairs: list[Pair] = []
    for row in rows:
        if len(row) == 2:
            pairs.append((row[0], label_of(row[0].text) or "", row[1]))
        elif (both := _with_colon(row[0])) is not None:
            pairs.append(both)
        elif pairs and pairs[-1][1] and pairs[-1][2] is None and not label_of(row[0].text):
            pairs[-1] = (*pairs[-1][:2], row[0])  # the value stands below its label
        else:
            pairs.append((row[0], label_of(row[0].text) or "", None))
    return pairs


def _pairs(rows: Sequence[Sequence[Found]]) -> list[Pair]:
    pairs: list[Pair] = []
    waiting: list[Found] = []
    for cells in rows:
        labels = [cell for cell in cells if label_of(cell.text)]
        if waiting and len(cells) == len(waiting) and not labels:
            pairs += [(label, label_of(label.text) or "", cell) for label, cell in zip(waiting, cells, strict=True)]
            waiting = []
            continue
        waiting = []
        if labels and len(labels) == len(cells):
            waiting = labels
        else:
            pairs += _pairs_of(cells)
    return pairs


def _pairs_of(cells: Sequence[Found]) -> list[Pair]:
    """Label, value, label, value in one row."""
    pairs: list[Pair] = []
    at = 0
    while at < len(cells):
        cell, following = cells[at], cells[at + 1] if at + 1 < len(cells) else None
        both = _with_colon(cell)
        if both is not None and both[2] is not None:
            pairs.append(both)
        elif field := label_of(cell.text):
            value = following if following is not None and not label_of(following.text) else None
            pairs.append((cell, field, value))
            at += value is not None
        elif at == 0 and len(cells) == 2 and len(cell.text) <= 60:
            return [(cell, "", following)]
        at += 1
    return pairs


def _with_colon(cell: Found) -> Pair | None:
    """`From: the governor` as a label and its value."""
    headed = HEADED.match(cell.text.strip())
    if headed:
        return cell, "number", replace_text(cell, headed[1])
    label, colon, value = cell.text.partition(":")
    field = label_of(label) if colon else None
    if field is None:
        return None
    return replace_text(cell, label), field, replace_text(cell, value.strip()) if value.strip() else None


def replace_text(found: Found, text: str) -> Found:
    """A part of what stands in a place."""
    return replace(found, text=text, value=None)


def _entries(pairs: Iterable[Pair]) -> list[Entry]:
    """A new inject begins where its number comes again, or any other label that was there already."""
    entries: list[Entry] = []
    current: list[Pair] = []
    for pair in pairs:
        if pair[1] and any(pair[1] == other[1] for other in current) and pair[1] in ("number", "title", "planned"):
            entries += _entry(current)
            current = []
        current.append(pair)
    return entries + _entry(current)


def _entry(pairs: Sequence[Pair]) -> list[Entry]:
    """One inject, if there are enough labels for one."""
    labels = {field for _, field, _ in pairs if field}
    if len(labels) < FEWEST or not labels & set(ARRIVES):
        return []
    arrives = "activity" if "text" not in labels else ""
    fields: dict[str, Found] = {}
    others: list[tuple[str, Found]] = []
    for label, field, value in pairs:
        name = "text" if field and field == arrives else field
        if value is None:
            continue
        if not name or name in fields:
            others.append((label.text.strip(" :"), value))
        else:
            fields[name] = value
    elapsed = any(field == "planned" and ELAPSED.search(label.text) for label, field, _ in pairs)
    named = frozenset(labels | ({"text"} if arrives else set()))
    return [Entry(fields, pairs[0][0].place, tuple(others), named, elapsed)] if fields else []
