"""The first page of a review: for whoever has two minutes, and nothing on it that does not stand further down."""

from __future__ import annotations

from tests.tui.tabletop.review.holding import Table as Held
from tests.tui.tabletop.review.holding import held, reviewed
from tui.debrief_lines import Line
from tui.tabletop.review.first_page import FEW, GRAVEST, first_page
from tui.tabletop.review.pieces import Piece, Table
from tui.tabletop.review.review import Review
from tui.tabletop.review.review_lines import review_lines


def told(view: Review) -> list[str]:
    """The lines of the first page, each with its label."""
    return [f"{piece.label}: {piece.text}" for piece in first_page(view) if isinstance(piece, Line)]


def test_it_comes_before_everything_else() -> None:
    """After what this is, and before what was supposed to happen."""
    headings = [
        piece.text for piece in review_lines(reviewed(held())) if isinstance(piece, Line) and piece.kind == "heading"
    ]
    assert headings[:2] == ["In two minutes", "What was supposed to happen"]


def test_it_says_how_objectives_were_rated_and_what_was_not_kept() -> None:
    """Each objective once, with ratings, criteria and rules beside it; the gravest findings with their place."""
    view = reviewed(held())
    (table,) = [piece for piece in first_page(view) if isinstance(piece, Table)]
    assert [row.cells[0] for row in table.rows] == [aim.text for aim in view.objectives]
    assert all(
        judged.text in row.cells[1]
        for aim, row in zip(view.objectives, table.rows, strict=True)
        for judged in aim.ratings
    )
    broken = {
        (found.rule, found.verdict, found.about): found
        for each in view.decisions
        for found in each.findings
        if found.broken
    }
    lines = [line for line in told(view) if any(found.title in line for found in broken.values())]
    assert len(lines) == min(len(broken), GRAVEST)
    critical = [found.title for found in broken.values() if found.critical]
    assert all(any(title in line for title in critical) for line in lines[: len(critical)])


def test_many_lessons_are_counted() -> None:
    """The first few in full, with their owners; of the others how many there are."""
    table = Held("by role")
    run = table.sit()
    run.end("Time.")
    for n in range(FEW + 2):
        run.learn("control", "improve", f"Ask first {n}", owner="Chief of Staff", due="May")
    (line,) = [line for line in told(reviewed(run.entries)) if line.startswith("To improve")]
    assert line.startswith("To improve: Ask first 0 (Chief of Staff, May); Ask first 1")
    assert line.endswith("and 2 more")


def test_an_exercise_in_which_nothing_was_done_says_so() -> None:
    """No empty lines: what there is nothing of is said, or not mentioned."""
    run = Held("by role").sit()
    run.end("Fire alarm.")
    pieces: list[Piece] = [*first_page(reviewed(run.entries))]
    assert all(piece.text.strip() for piece in pieces if isinstance(piece, Line))
    assert "No rule that was put to the test" in "\n".join(told(reviewed(run.entries)))
