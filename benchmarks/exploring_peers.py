"""The peers of the explorer alone: counts and seconds of SPIN and Storm over the generated models, as JSON.

    python benchmarks/exploring_peers.py [--sizes NAME ...] [--rounds N] [--oracle]

SPIN: `spin -a`, then gcc as told in peers/spin.py; only the run of the verifier is measured, from start to end, with no
partial order reduction, so that its states are ours. Storm: stormpy in its own environment; building and checking are
told apart. `--oracle` counts with the plain explorer of the tests too (seconds to a minute; not the large one).
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path[0] = str(ROOT)  # run as a file, this folder would stand where the project has to

from benchmarks.models.as_prism import as_prism  # noqa: E402 - the project has to be found first
from benchmarks.models.as_promela import as_promela  # noqa: E402
from benchmarks.models.as_scenario import as_scenario  # noqa: E402
from benchmarks.models.model import SIZES, Model, generate  # noqa: E402
from benchmarks.peers import install  # noqa: E402
from benchmarks.peers import spin as spin_peer  # noqa: E402
from benchmarks.row import Absent  # noqa: E402

LONGEST = 600  # seconds
STORM = ROOT / "benchmarks" / "peers" / "storm.py"
TOO_LARGE = 1_000_000
"""States beyond which the plain explorer is not asked."""


def ours(model: Model) -> dict[str, Any]:
    """States and processor seconds of our own explorer, which leaves nothing out."""
    explorer = importlib.import_module("simulator.exploration.explorer")
    scenario = as_scenario(model)
    begin = time.process_time()
    found = explorer.Explorer(scenario, reduce=False).run()
    taken = time.process_time() - begin
    return {"states": found.count, "processor seconds": taken, "states per second": found.count / taken}


def spin(model: Model, rounds: int) -> dict[str, Any]:
    """SPIN's counts, and the median of its seconds. Raises Absent."""
    with spin_peer.verifier(as_promela(model), model.size.states) as verifier:
        runs = [verifier.run() for _ in range(rounds)]
        how = " ".join([*spin_peer.COMPILE, "&& ./pan", f"-m{spin_peer.DEPTH}", f"-w{verifier.bits}", "-n"])
    seconds = median(run.seconds for run in runs)
    states, transitions = runs[0].states, runs[0].transitions
    found: dict[str, Any] = {
        "states": states,
        "transitions": transitions,
        "seconds": seconds,
        "states per second": states / seconds,
    }
    processor = median(run.processor for run in runs)
    found |= {"processor seconds": processor, "rounds": [run.seconds for run in runs]}
    return {**found, "version": spin_peer.version(), "how": how}


def storm(model: Model, rounds: int) -> dict[str, Any]:
    """Storm's counts and values, and the medians of its seconds. Raises Absent."""
    python = install.storm()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "model.prism"
        file.write_text(as_prism(model))
        command = [str(python), str(STORM), str(file), str(rounds)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)
    if done.returncode:
        raise Absent(f"stormpy was installed and does not run: {done.stderr[-300:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    medians = {name: median(found[name]) for name in ("building", "checking")}
    return {**found, **medians, "rounds": {name: found[name] for name in medians}, "version": install.STORM.read_text()}


def oracle(model: Model) -> dict[str, Any]:
    """The plain explorer's counts, and its seconds in one run."""
    if model.size.states > TOO_LARGE:
        return {"absent": "too large for the plain explorer"}
    plain = importlib.import_module("tests.simulator.direct_exploration")
    scenario = as_scenario(model)
    begin = time.perf_counter()
    states, edges = plain.count(scenario)
    return {"states": states, "edges": edges, "seconds": time.perf_counter() - begin}


def measured(names: list[str], rounds: int, with_oracle: bool) -> Iterator[dict[str, Any]]:
    """One answer for each size: SPIN where there is no chance, Storm where there is."""
    for name in names:
        model = generate(SIZES[name])
        found: dict[str, Any] = {"model": name, "states": model.size.states, "ours": ours(model)}
        peer, ask = ("storm", storm) if model.size.chance else ("spin", spin)
        try:
            found[peer] = ask(model, rounds)
        except Absent as reason:
            found[peer] = {"absent": str(reason)}
        if with_oracle:
            found["oracle"] = oracle(model)
        yield found


def main() -> None:
    """Measure and print, one line of JSON for each size."""
    parser = argparse.ArgumentParser(description="Measure SPIN and Storm over the generated models.")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["small", "thirty", "large", "chance"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--oracle", action="store_true", help="count with the plain explorer too")
    arguments = parser.parse_args()
    for found in measured(arguments.sizes, arguments.rounds, arguments.oracle):
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
