"""The stacks: one file each, in the order in which a facilitator needs them, with the cover that counts their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tui.tabletop.ground_rules import ground_rules
from tui.tabletop.paper.board import board
from tui.tabletop.paper.control_script import HOT, agenda_lines, hours, turns
from tui.tabletop.paper.decisions import forms, in_voices, taken
from tui.tabletop.paper.evaluating import evaluators_sheets, unassigned
from tui.tabletop.paper.guide import rendered
from tui.tabletop.paper.injects import inject_slips, is_over, numbered
from tui.tabletop.paper.pages import pages
from tui.tabletop.paper.private import private_notes, private_slips
from tui.tabletop.paper.rendering import page_of
from tui.tabletop.paper.roles import role_cards
from tui.tabletop.paper.situations import wall
from tui.tabletop.paper.table import Table
from tui.tabletop.paper.timeline import now, timeline
from tui.tabletop.review.hot import steps
from tui.words import say


@dataclass(frozen=True)
class Stack:
    """A file to print. `pages` is how many sides of A4 one copy has, about; `copies` how many are needed."""

    name: str
    title: str
    html: str
    pages: int
    copies: int

    @property
    def whom(self) -> str:
        """For whom it is."""
        return say(f"paper.for.{self.name}")


def stacks(table: Table) -> tuple[Stack, ...]:
    """All stacks, the cover first."""
    made = {
        "script": _script(table),
        "situations": {"wall": wall(table), "seats": [table.called(id) for id in table.seats]},
        "roles": {"cards": role_cards(table), "seats": [table.called(id) for id in table.seats]},
        "private": {"all_notes": private_notes(table), "slips": private_slips(table)},
        "injects": {
            "slips": inject_slips(table),
            "over": [each for each in numbered(table) if each.tells and is_over(table, each.inject)],
        },
        "decisions": _decisions(table),
        "evaluators": {"objectives": evaluators_sheets(table), "others": unassigned(table)},
    }
    found = tuple(_stack(table, name, values) for name, values in made.items())
    return (_cover(table, found), *found)


def _script(table: Table) -> dict[str, Any]:
    questions = table.scenario.file.debrief_questions
    return {
        "guide": rendered(table.guide) if table.guide else None,
        "rules": ground_rules(),
        "hours": hours(table),
        "board": board(table),
        "agenda": agenda_lines(table),
        "turns": turns(table),
        "steps": steps(),
        "hot": questions[:HOT],
        "later": questions[HOT:],
        "now": now(table),
        "timeline": timeline(table),
        "wall": wall(table),
    }


def _decisions(table: Table) -> dict[str, Any]:
    standing = table.standing
    open_now = tuple(in_voices(table, tuple(standing.recommendations.values())))
    shown = (standing.before_pause or standing.phase) in ("revealed", "decided")
    return {"taken": taken(table), "forms": forms(table), "open_now": open_now if shown else (), "now": now(table)}


def _stack(table: Table, name: str, values: dict[str, Any]) -> Stack:
    html = page_of(table, name, values)
    observers = sum(seat.post == "observer" for seat in table.seats.values())
    copies = max(1, observers) if name == "evaluators" else 1
    return Stack(name, say(f"paper.title.{name}"), html, pages(html), copies)


def _cover(table: Table, found: tuple[Stack, ...]) -> Stack:
    sides = sum(stack.pages * stack.copies for stack in found) + 1
    html = page_of(table, "cover", {"stacks": found, "sides": sides, "now": now(table), "hours": hours(table)})
    return Stack("cover", say("paper.title.cover"), html, 1, 1)
