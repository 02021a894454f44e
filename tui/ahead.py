"""Files that are checked ahead, in a process of its own, while the first screen is being read.

Checking a file takes pydantic, its schemas and the tree of the file: memory that a game never needs again. So another
process does it and hands over plain data, which is read back at once. Whatever goes wrong there, the file is checked
here instead, and here its problems are told.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from subprocess import DEVNULL, PIPE
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any

from simulator.block import Misread, read
from simulator.problems import LoadError
from simulator.source import AREA_FILE, PARTS_FOLDER
from tui.own_process import command

if TYPE_CHECKING:
    from scoring.rules import RuleBook
    from simulator.scenario import Scenario

RULES = "@rules"
"""Stands for the rules and the vocabulary that ship."""

PATIENCE = 30
"""Seconds to wait for another process before doing its work here."""


class Ahead:
    """What another process has checked so far. Before `begin`, and after a failure, there is nothing."""

    def __init__(self) -> None:
        self._asked: set[str] = set()
        self._checked: dict[str, bytes] = {}
        self._running = 0
        self._arrived = Condition()

    def begin(self, files: Iterable[Path]) -> None:
        """Have these files and the rules checked, in this order; not what was asked for before.

        Nothing is done where the means to check are loaded already: there is nothing left to save.
        """
        names = [name for name in (*map(str, files), RULES) if name not in self._asked]
        if not names or can_check_here():
            return
        program = command("tui.checking_process", *names)
        try:
            process = subprocess.Popen(program, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
        except OSError:
            return
        self._asked.update(names)
        self._running += 1
        Thread(target=self._take, args=(process,), daemon=True).start()

    def scenario(self, file: Path, variant: str | None = None) -> Scenario | None:
        """The scenario of a file, if it was checked and is still the same; None where it must be checked here."""
        found = self._found(str(file))
        if not found or not found["scenario"] or found["digests"] != digests(file):
            return None
        from simulator.compiling import from_data

        try:
            return from_data(found["scenario"], variant=variant)
        except (LoadError, Misread):
            return None

    def rulebook(self) -> RuleBook | None:
        """The rules that ship, without their examples."""
        found = self._found(RULES)
        if not found:
            return None
        from scoring.rule import Rule
        from scoring.rules import RuleBook
        from simulator.vocabulary import Vocabulary

        rules = tuple(read(Rule, rule) for rule in found["rules"])
        return RuleBook(rules, read(Vocabulary, found["vocabulary"]))

    def _take(self, process: subprocess.Popen[bytes]) -> None:
        """Take every line as it comes, so that the other process never waits and soon ends."""
        with process:
            for line in process.stdout or ():
                if line.endswith(b"\n"):  # else it was killed in the middle of it
                    name, _, data = line.partition(b"\t")
                    with self._arrived:
                        self._checked[json.loads(name)] = data
                        self._arrived.notify_all()
        with self._arrived:
            self._running -= 1
            self._arrived.notify_all()

    def _found(self, name: str) -> dict[str, Any] | None:
        if name not in self._asked:
            return None
        with self._arrived:
            self._arrived.wait_for(lambda: name in self._checked or not self._running, PATIENCE)
            data = self._checked.get(name)
        found: dict[str, Any] | None = json.loads(data) if data else None
        return found


def digests(file: Path) -> Mapping[str, str]:
    """What a scenario's file, the mission area and the parts beside it are now; nothing for what cannot be read."""
    found = {}
    for one in (file, file.parent / AREA_FILE, *sorted((file.parent / PARTS_FOLDER).glob("*.yaml"))):
        try:
            found[f"{one.parent.name}/{one.name}"] = hashlib.sha256(one.read_bytes()).hexdigest()
        except OSError:
            continue
    return found


def can_check_here() -> bool:
    """Whether this process carries all that checking takes already."""
    return "pydantic" in sys.modules


AHEAD = Ahead()
"""What this program has had checked."""
