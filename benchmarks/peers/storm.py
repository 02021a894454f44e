"""Storm beside us: least and most expected total over a PRISM file. Runs in an environment of its own.

    python storm.py MODEL ROUNDS

Prints JSON: states, transitions, the two values, and seconds of each round, for building the model and for checking it.
Storm works with what it takes for sound results by default: its topological solver, which says on such a model without
cycles that its lower and upper bounds are one. Both questions are answered for all states, as ours are.
"""

from __future__ import annotations

import json
import sys
import time

import stormpy
from stormpy import environments

ASKED = {"least": 'R{"hurt"}min=? [F "ended"]', "most": 'R{"hurt"}max=? [F "ended"]'}


def measured(program: object) -> dict[str, object]:
    """One round: build, then ask both questions."""
    formulas = stormpy.parse_properties(";".join(ASKED.values()), program)
    begin = time.perf_counter()
    model = stormpy.build_model(program, formulas)
    built = time.perf_counter()
    first = model.initial_states[0]
    results = [stormpy.model_checking(model, formula, environment=environments.sound()) for formula in formulas]
    checked = time.perf_counter()
    values = [result.get_value(first) for result in results]
    return {
        "states": model.nr_states,
        "transitions": model.nr_transitions,
        "building": built - begin,
        "checking": checked - built,
        **dict(zip(ASKED, values, strict=True)),
    }


def main() -> None:
    """Measure so many rounds; the last one tells the counts and values."""
    program = stormpy.parse_prism_program(sys.argv[1])
    rounds = [measured(program) for _ in range(int(sys.argv[2]))]
    told = {name: [one[name] for one in rounds] for name in ("building", "checking")}
    print(json.dumps({**rounds[-1], **told}))


if __name__ == "__main__":
    main()
