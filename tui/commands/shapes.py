"""The shapes of JSON output; docs/commands.md describes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from simulator.database.runs import RunRow
from simulator.problems import Problem
from simulator.run import Record
from tui.heads import Item

if TYPE_CHECKING:
    from tui.comparing import Comparison


def run_data(row: RunRow) -> dict[str, Any]:
    """A run without its log. Never a name: a person is a number."""
    return {
        "id": row.id,
        "scenario": row.scenario_id,
        "title": row.title,
        "version": row.scenario,
        "variant": row.variant,
        "seed": row.seed,
        "mode": row.mode,
        "person": row.person,
        "forked_from": list(row.forked_from) if row.forked_from else None,
        "begun": row.begun,
        "status": row.status,
        "ending": row.ending,
        "ended": row.ended,
        "records": row.length,
    }


def record_data(record: Record) -> dict[str, Any]:
    """One step of a log, as it stands in the database."""
    data: dict[str, Any] = json.loads(record.to_json())
    return data


def comparison_data(view: Comparison) -> dict[str, Any]:
    """What two runs have alike and what differs, in words."""
    return {
        "together": list(view.together),
        "steps": [{"n": step.n, "a": list(step.a), "b": list(step.b)} for step in view.steps],
        **{
            name: [{"title": found.title, "a": found.a, "b": found.b} for found in getattr(view, name)]
            for name in ("people", "objectives", "findings")
        },
    }


def item_data(item: Item) -> dict[str, Any]:
    """A scenario as a list shows it."""
    return {
        "id": item.id,
        "title": item.title,
        "summary": item.summary,
        "level": item.level,
        "role": item.role,
        "minutes": item.minutes,
        "themes": list(item.themes),
        "content_note": item.content_note,
        "origin": item.origin,
        "version": item.hash,
    }


def problem_data(problem: Problem) -> dict[str, Any]:
    """One problem of a file. Line and column count from 1, null where they are not known."""
    return {
        "code": problem.code,
        "message": problem.message,
        "advice": problem.advice,
        "suggestion": problem.suggestion,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
    }
