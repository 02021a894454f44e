"""`peacekeeper test`: the plans of scenarios are played, and it is said where a game leaves its plan."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.database import json_option
from tui.commands.output import put, put_json
from tui.commands.shapes import problem_data
from tui.planning.reading import plan_files, read_plans
from tui.planning.testing import PlayedFile, played_file
from tui.words import say


@click.command(help=say("help.test.long"), short_help=say("help.test.short"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@json_option
@click.pass_context
def test(ctx: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """Play all plans of these scenarios."""
    files = plan_files(paths)
    if not files:
        raise click.ClickException(say("plans.none"))
    read = [read_plans(file) for file in files]  # what cannot be read is told before anything is played
    found = []
    for plans in read:
        found.append(played_file(plans))
        if not as_json:
            _tell(found[-1])
    if as_json:
        put_json(files=[_data(one) for one in found])
    else:
        every = [plan for one in found for plan in one.plans]
        put(say("plans.told", count=len(every), failed=sum(bool(plan.problems) for plan in every)))
    ctx.exit(1 if any(plan.problems for one in found for plan in one.plans) else 0)


def _tell(found: PlayedFile) -> None:
    """Say how the plans of a file went."""
    for plan in found.plans:
        if plan.problems:
            put(say("plans.bad", file=found.file, id=plan.id))
            for problem in plan.problems:
                put(f"  {problem}")
        else:
            told = {"count": plan.decisions, "minute": plan.minute, "scene": plan.scene}
            put(say("plans.good", file=found.file, id=plan.id, **told))


def _data(found: PlayedFile) -> dict[str, object]:
    return {
        "file": str(found.file),
        "scenario": found.scenario,
        "plans": [
            {
                "id": plan.id,
                "text": plan.text,
                "as_planned": not plan.problems,
                "decisions": plan.decisions,
                "minute": plan.minute,
                "scene": plan.scene,
                "ended": plan.ended,
                "problems": [problem_data(problem) for problem in plan.problems],
            }
            for plan in found.plans
        ],
    }
