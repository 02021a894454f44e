"""What was still possible around the decisions of a run, looked for in a process of its own while the debrief is read.

It takes seconds, and NumPy, which a game never needs. What was found is kept with the run. Whatever goes wrong there,
nothing is said of it.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from subprocess import DEVNULL, PIPE
from threading import Lock, Thread
from typing import TYPE_CHECKING

from scoring.proofs.values.harm import Harm, gravity, harm_judged
from scoring.proofs.values.possible import Possible, PossibleInRun, judged
from simulator.block import Misread, plain, read
from simulator.database import Database, DatabaseError
from simulator.database.sheets import run_subject
from tui.debrief import group_name
from tui.own_process import command
from tui.policy import rulebook
from tui.words import say

if TYPE_CHECKING:
    from simulator.run import Run
    from simulator.scenario import Scenario
    from tui.keeping import Kept

KIND = "possible"

MOST_LINES = 2
"""Lines of the ledger of which a decision tells what became certain: more is a table, and no sentence."""


class Looking:
    """Looks through one run. `tell` is called, in a thread of its own, whenever more is known."""

    def __init__(self, run: Run, tell: Callable[[], None]) -> None:
        self._run, self._tell = run, tell
        self._process: subprocess.Popen[str] | None = None
        self._thread: Thread | None = None
        self._lock = Lock()
        self._found: dict[int, Possible] = {}
        self._harm: dict[int, Harm] = {}
        self.through = False
        """Whether all decisions have been looked at."""

    @property
    def found(self) -> PossibleInRun:
        """What is known so far, in the order of the decisions."""
        with self._lock:
            decisions = tuple(self._found[record] for record in sorted(self._found))
            return PossibleInRun(decisions=decisions, harm=tuple(self._harm[record] for record in sorted(self._harm)))

    def take(self, found: PossibleInRun) -> None:
        """Take what is known of some decisions."""
        with self._lock:
            self._found.update((each.record, each) for each in found.decisions)
            self._harm.update((each.record, each) for each in found.harm)

    def look(self, run: Kept) -> None:
        """Take what is kept with the run, or else begin to look for it, once it has ended."""
        known = kept(run.database, run.id)
        if known is not None:
            self.take(known)
        elif run.run.finished:
            self.begin()

    def begin(self) -> None:
        """Start the process."""
        program = command("tui.still_possible_process")
        with suppress(OSError):
            self._process = subprocess.Popen(
                program, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, text=True, encoding="utf-8"
            )
            self._thread = Thread(target=self._take, args=(self._process,), daemon=True)
            self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait for the end of the search; whether it came within so many seconds."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def keep(self, run: Kept) -> None:
        """Keep what was found with the run, once all decisions have been looked at."""
        if self.through and self._process is not None:
            keep(run.database, run.id, self.found)
            self._process = None

    def finish(self, run: Kept) -> None:
        """Nobody waits for it any more."""
        self.keep(run)
        self.stop()

    def stop(self) -> None:
        """End the search, whatever is known by now."""
        if self._process is not None:
            self._process.kill()

    def _take(self, process: subprocess.Popen[str]) -> None:
        with process, suppress(OSError, ValueError, Misread):  # it was stopped, or said what makes no sense
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(self._asked() + "\n")
            process.stdin.flush()
            for line in process.stdout:
                if line.strip():
                    self.take(_told(json.loads(line)))
                self.through = not line.strip()
                self._tell()

    def _asked(self) -> str:
        from simulator.compiling import to_data

        run, scenario = self._run, self._run.scenario
        log = [record.to_json() for record in run.records]
        about = {"scenario": to_data(scenario), "variant": scenario.variant, "hash": scenario.hash}
        return json.dumps({**about, "seed": run.seed, "records": log})


def _told(line: dict[str, object]) -> PossibleInRun:
    """One line of the process."""
    if "harm" in line:
        return PossibleInRun(harm=(read(Harm, line["harm"]),))
    return PossibleInRun(decisions=(read(Possible, line["decision"]),))


def kept(database: Database, run_id: str) -> PossibleInRun | None:
    """What is kept with a run; None where it has not been looked through by these rules."""
    found = database.sheets.get(run_subject(run_id), KIND, rulebook().hash)
    if found is not None:
        with suppress(Misread):  # it was kept in another shape
            return read(PossibleInRun, found)
    return None


def keep(database: Database, run_id: str, found: PossibleInRun) -> None:
    """Keep what was found with the run; it can be looked for again where that fails."""
    with suppress(DatabaseError):
        data = plain(found, whole=True)
        database.sheets.put(run_subject(run_id), KIND, rulebook().hash, data)


def sentences(found: PossibleInRun | None, scenario: Scenario) -> dict[int, str]:
    """What is said of decisions, by record."""
    said: dict[int, list[str]] = {}
    for decision in found.decisions if found else ():
        said.setdefault(decision.record, []).extend(filter(None, [sentence(decision)]))
    for harm in found.harm if found else ():
        said.setdefault(harm.record, []).extend(harm_sentences(harm, scenario))
    return {record: " ".join(words) for record, words in said.items() if words}


def harm_sentences(found: Harm, scenario: Scenario) -> Iterator[str]:
    """What a decision did to the least that could happen to people, the gravest first."""
    risen = sorted((line for line in found.lines if harm_judged(line)), key=gravity)
    for line in risen[:MOST_LINES]:
        group, _, outcome = line.line.partition(".")
        words = {"group": group_name(scenario, group), "outcome": say(f"ledger.outcomes.{outcome}")}
        if harm_judged(line) == "avoidable":
            yield say("debrief.still.avoidable", **words, before=line.before.least, after=line.taken.least)
        else:
            yield say("debrief.still.unlucky-for-people", **words, before=line.taken.least, after=line.after.least)


def sentence(found: Possible) -> str | None:
    """What is said of a decision, if anything."""
    answer, all_of_it = judged(found), say("debrief.still.rest" if found.broken else "debrief.still.all")
    if answer == "wrong":
        return say("debrief.still.wrong", all=all_of_it, count=found.keeping)
    if answer == "held":
        return say("debrief.still.held", all=all_of_it, count=found.losing)
    if answer == "gambled":
        return say("debrief.still.gambled", all=all_of_it)
    if answer == "unlucky":
        return say("debrief.still.unlucky", all=all_of_it)
    return say("debrief.still.not-known", all=all_of_it) if answer else None
