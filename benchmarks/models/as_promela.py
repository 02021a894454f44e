"""The model in Promela, for SPIN: one state for each of ours, and no others.

Each scene is a place in the program, and each move one deterministic step to the next place, so that nothing is stored
in between and the options of other scenes are never looked at.
"""

from __future__ import annotations

from benchmarks.models.model import GAUGES, HIGH, START, Branch, Model, Option


def as_promela(model: Model) -> str:
    """The source of one process. Only for models without chance."""
    variables = [f"byte {gauge} = {START};" for gauge in GAUGES]
    scenes = [line for n, options in enumerate(model.scenes) for line in _scene(model, n, options)]
    # The ending is a place where the process stays: to leave it would make one more state of each.
    ending = ["end:", "  false"]
    return "\n".join([*variables, "short minute = 0;", "active proctype game() {", *scenes, *ending, "}", ""])


def _scene(model: Model, n: int, options: tuple[Option, ...]) -> list[str]:
    moves = [line for option in options for line in _option(option, model.size.horizon)]
    return [f"s{n}:", "  if", *moves, "  fi;"]


def _option(option: Option, horizon: int) -> list[str]:
    (branch,) = option.branches
    offered = [f"{c.gauge} {c.operator} {c.number}" for c in option.conditions]
    before = " && ".join([*offered, f"minute < {horizon - option.takes}"])
    beyond = " && ".join([*offered, f"minute >= {horizon - option.takes}"])
    changes = _changes(branch)
    return [
        _move(before, [*changes, f"minute = minute + {option.takes}"], f"s{branch.then}"),
        _move(beyond, [*changes, f"minute = {horizon}"], "end"),
    ]


def _move(guard: str, changes: list[str], to: str) -> str:
    return f"  :: d_step {{ {guard} -> {'; '.join(changes)} }}; goto {to}"


def _changes(branch: Branch) -> list[str]:
    return [f"{gauge} = {_clamped(gauge, add)}" for gauge, add in branch.adds.items()]


def _clamped(gauge: str, add: int) -> str:
    if add > 0:
        return f"({gauge} > {HIGH - add} -> {HIGH} : {gauge} + {add})"
    return f"({gauge} < {-add} -> 0 : {gauge} - {-add})"
