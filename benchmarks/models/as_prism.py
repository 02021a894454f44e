"""The model in the PRISM language, for Storm: a Markov decision process with the player's moves as its actions.

`hurt` counts people as a reward of each move: its mean over the branches, which has the same expected total.
"""

from __future__ import annotations

from benchmarks.models.model import GAUGES, HIGH, START, Branch, Model, Option


def as_prism(model: Model) -> str:
    """The source of one module. A state is a scene, five gauges and a minute, as in the other spellings."""
    moves = [(f"s{n}o{m}", n, option) for n, options in enumerate(model.scenes) for m, option in enumerate(options)]
    return "\n".join(
        [
            "mdp",
            "module game",
            f"  scene : [0..{model.ending}] init 0;",
            *(f"  {gauge} : [0..{HIGH}] init {START};" for gauge in GAUGES),
            f"  minute : [0..{model.size.horizon}] init 0;",
            *(_command(model, *move) for move in moves),
            f"  [] scene={model.ending} -> true;",
            "endmodule",
            'rewards "hurt"',
            *(_reward(name, option) for name, _, option in moves),
            "endrewards",
            f'label "ended" = scene={model.ending};',
            "",
        ]
    )


def _command(model: Model, name: str, scene: int, option: Option) -> str:
    guard = " & ".join([f"scene={scene}", *(f"{c.gauge}{c.operator}{c.number}" for c in option.conditions)])
    outcomes = " + ".join(_outcome(model, option, branch) for branch in option.branches)
    return f"  [{name}] {guard} -> {outcomes};"


def _outcome(model: Model, option: Option, branch: Branch) -> str:
    horizon = model.size.horizon
    beyond = f"minute+{option.takes}>={horizon}"
    changes = [
        *(f"({gauge}'=min({HIGH},max(0,{gauge}+{add})))" for gauge, add in branch.adds.items()),
        f"(minute'=min({horizon},minute+{option.takes}))",
        f"(scene'={beyond} ? {model.ending} : {branch.then})",
    ]
    return f"{branch.weight}/{option.total}:{'&'.join(changes)}"


def _reward(name: str, option: Option) -> str:
    hurt = sum(branch.weight * branch.hurt for branch in option.branches)
    return f"  [{name}] true : {hurt}/{option.total};"
