"""The papers that an exercise ends in: the review for each reader, the hot debrief, and two forks side by side."""

from __future__ import annotations

from pathlib import Path

from simulator.database import Database
from tui.exporting import export_folder
from tui.tabletop.review.beside import beside, beside_data
from tui.tabletop.review.beside_lines import beside_lines
from tui.tabletop.review.copy import Reader
from tui.tabletop.review.files import Paper, write_paper
from tui.tabletop.review.hot import hot_data, hot_lines
from tui.tabletop.review.reading import PATIENCE, Read, find_exercise, read_exercise, review_of
from tui.tabletop.review.review import review_data
from tui.tabletop.review.review_lines import review_lines


def review_paper(database: Database, read: Read, reader: Reader, *, patience: float = PATIENCE) -> Paper:
    """The whole review. What else was possible is looked for as long as `patience` allows, in seconds."""
    view = review_of(database, read, reader, patience=patience)
    return Paper("review", [*review_lines(view)], {"review": review_data(view)})


def hot_paper(database: Database, read: Read, reader: Reader) -> Paper:
    """The hot debrief, for thirty minutes."""
    view = review_of(database, read, reader, patience=0)
    return Paper("hot-debrief", [*hot_lines(view)], {"hot": hot_data(view)})


def beside_paper(database: Database, this: Read, other: Read, reader: Reader) -> Paper:
    """Two forks side by side."""
    views = [review_of(database, each, reader, patience=0) for each in (this, other)]
    both = beside(views[0], views[1], this.entries, other.entries)
    return Paper(f"beside-{other.row.id}", [*beside_lines(both)], {"beside": beside_data(both)})


def write_reviews(database: Database, id: str) -> list[Path]:
    """Write the review for participants and for exercise control, and the hot debrief, without looking for more.

    An exercise is going on, and its pages must not wait. Raises NotFound, NotWritten.
    """
    row = find_exercise(database, id)
    read, folder = read_exercise(database, row), export_folder()
    readers: tuple[Reader, ...] = ("participants", "control")
    files = [write_paper(row, review_paper(database, read, each, patience=0), each, folder) for each in readers]
    files.append(write_paper(row, hot_paper(database, read, "participants").without_data(), "participants", folder))
    return [file for written in files for file in written]
