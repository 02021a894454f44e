"""The whole mutation test: mutants of every kind over every scenario that ships, one line of JSON each.

    python -m tests.mutants.run FOLDER [scenario ...]

What is in FOLDER already is not done again, so that it can be broken off and taken up. `table` makes the page of it.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from scoring.proofs.comparing.compare import Asked as Compared
from scoring.proofs.comparing.compare import compare
from tests.mutants.asked import JUDGED, PLAIN, Depth, Said, asked
from tests.mutants.draft import Data, read, read_again, written
from tests.mutants.good_game import good_game
from tests.mutants.judged import judge
from tests.mutants.kinds import KINDS
from tests.mutants.plain import played
from tests.mutants.seeded import Original, Seeded
from tui.commands.checked import check_files
from tui.heads import scenario_files, shipped_folder
from tui.planning.reading import plans_beside
from tui.policy import rulebook

TRIES = 12
"""Places that are tried before a kind counts as one that a scenario has no place for."""

LARGE = 1_000_000
"""Scenarios with more states have one mutant of each kind, and the kinds that ask about rules are left out."""


class Bench:
    """One scenario on the bench: the original with all that is known of it, and a folder to put mutants into."""

    def __init__(self, file: Path, folder: Path, light: bool = False) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        if (file.parent / "area.yaml").exists():
            shutil.copy(file.parent / "area.yaml", folder)
        if (file.parent / "parts").exists():
            shutil.copytree(file.parent / "parts", folder / "parts", dirs_exist_ok=True)
        if plans_beside(file).exists():
            shutil.copy(plans_beside(file), folder)
        data = read(file)
        self.file = folder / file.name
        self.file.write_text(written(data), "utf-8")
        book = rulebook()
        before = asked(self.file)
        assert before.scenario is not None
        met = played(before.scenario, PLAIN, 1, book, JUDGED)
        self.original = Original(self.file, data, met, book, good_game(self.file, before.scenario), before.scenario)
        self.before = {"graph": before}
        self.large = before.found is not None and before.found.count > LARGE

    def said(self, depth: Depth) -> Said:
        """What the checker says of the original, asked this far."""
        if depth not in self.before:
            self.file.write_text(written(self.original.data), "utf-8")
            self.before[depth] = asked(self.file, depth, self.original.objective_rules)
        return self.before[depth]

    def seeded(self, kind: str, seed: int) -> tuple[Data, Seeded] | None:
        """A mutant: the same for the same seed."""
        chance = Random(f"{self.original.data['id']} {kind} {seed}")
        for _ in range(TRIES):
            data = read_again(self.original.data)
            try:
                made = KINDS[kind].made(self.original, data, chance)
            except IndexError:  # nothing to choose from
                return None
            if made is not None and data != self.original.data:
                return data, made
        return None

    def tried(self, kind: str, seed: int) -> dict[str, Any]:
        """Make a mutant, ask the checker and the judge about it, and tell what came of it."""
        began = time.monotonic()
        made = self.seeded(kind, seed)
        told: dict[str, Any] = {"scenario": self.original.data["id"], "kind": kind, "seed": seed}
        if made is None:
            return {**told, "what": None}
        data, seeded = made
        depth = KINDS[kind].depth
        before = self.said(depth)
        text = written(data)
        self.file.write_text(text, "utf-8")
        said = asked(self.file, depth, seeded.rules)
        judged = judge(self.original, data, text, seeded, said, before, said.met)
        told |= {"what": seeded.what, **asdict(judged), "refused": said.scenario is None}
        told["new"] = sorted(
            {(t.code, t.weight, *t.places) for t in said.told if t.key not in {o.key for o in before.told}}
        )
        told["told"] = [f["told"] for f in told["falsified"]]
        told["properties"] = len(set(said.refuted) - set(before.refuted))
        told["plans"] = said.plans > before.plans
        return {**told, "seconds": round(time.monotonic() - began, 1)}

    def compared(self, kind: str, seed: int) -> dict[str, Any]:
        """What `check OLD NEW` says of a mutant."""
        began, old, made = time.monotonic(), self.before["graph"].scenario, self.seeded(kind, seed)
        assert old is not None
        assert made is not None
        self.file.write_text(written(made[0]), "utf-8")
        new = check_files([self.file])[0].scenario
        told: dict[str, Any] = {"scenario": old.id, "kind": kind, "seed": seed}
        if new is None:
            return {**told, "status": "refused", "seen": True}
        found = compare(old, new, rulebook(), COMPARED)
        told |= {"status": found.status, "seen": found.is_seen, "touched": list(found.touched)}
        return {**told, "seconds": round(time.monotonic() - began, 1)}


def run(folder: Path, files: Iterable[Path], seeds: int, *, comparing: bool = False) -> Iterator[dict[str, Any]]:
    """Try all mutants that were not tried yet, or compare those that were, and keep what came of each."""
    for file in files:
        tried, compared = folder / f"{file.stem}.jsonl", folder / f"{file.stem}.compared.jsonl"
        done, bench = _known(tried), None
        if comparing:
            todo = [at for at, told in done.items() if told["what"] is not None and at not in _known(compared)]
        else:
            todo = [(kind, seed) for seed in range(1, seeds + 1) for kind in KINDS if (kind, seed) not in done]
        for kind, seed in todo:
            bench = bench or Bench(file, folder / "bench" / file.stem)
            if bench.large and (seed > 1 or KINDS[kind].depth != "graph"):
                continue
            told = bench.compared(kind, seed) if comparing else bench.tried(kind, seed)
            with (compared if comparing else tried).open("a", encoding="utf-8") as out:
                out.write(json.dumps(told, default=str) + "\n")
            yield told


def _known(results: Path) -> dict[tuple[str, int], dict[str, Any]]:
    """What a file of results holds already."""
    lines = results.read_text("utf-8").splitlines() if results.exists() else []
    return {(told["kind"], told["seed"]): told for told in map(json.loads, lines)}


COMPARED = Compared(partings=1)
"""As the command asks, but that one difference is enough."""


def main() -> None:
    """Run from the command line: FOLDER, seeds of each kind, `try` or `compare`, files."""
    folder, seeds, what, *files = sys.argv[1:]
    chosen = [Path(file) for file in files] or list(scenario_files(shipped_folder()))
    for told in run(Path(folder), chosen, int(seeds), comparing=what == "compare"):
        sys.stdout.write(json.dumps(told, default=str) + "\n")
        sys.stdout.flush()


__all__ = ["Bench", "run"]

if __name__ == "__main__":
    main()
