"""Two windows on one database, doing anything in any order: both always see what a simple model says."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from simulator.database import Database
from simulator.database.errors import Conflict, NotFound, RunIsOver
from tests.postgres import RealServer
from tests.simulator.database.stories import ENDED, add_scenario, begin, line

windows = st.integers(0, 1)


class TwoWindows(RuleBasedStateMachine):
    """`logs` is the model: for each run that is there, its person, its records and whether it is over."""

    people = Bundle("people")
    runs = Bundle("runs")

    def opened(self) -> tuple[Database, Database]:
        """Two windows on one new database."""
        raise NotImplementedError

    @initialize()
    def open(self) -> None:
        self.windows = [*self.opened()]
        add_scenario(self.windows[0])
        self.names: dict[int, str] = {}
        self.logs: dict[str, tuple[int | None, list[str]]] = {}
        self.over: set[str] = set()
        self.begun = 0

    @rule(target=people, window=windows, name=st.text("abc", max_size=3))
    def add_person(self, window: int, name: str) -> int:
        id = self.windows[window].people.add(name)
        assert id not in self.names
        self.names[id] = name
        return id

    @rule(target=runs, window=windows, person=st.none() | people)
    def begin_run(self, window: int, person: int | None) -> str:
        self.begun += 1
        run = f"run{self.begun}"
        if person is None or person in self.names:
            begin(self.windows[window], run, person)
            self.logs[run] = (person, [])
        else:
            with pytest.raises(NotFound):
                begin(self.windows[window], run, person)
        return run

    @rule(window=windows, run=runs, ahead=st.sampled_from([0, 0, 0, -1, 1]))
    def append(self, window: int, run: str, ahead: int) -> None:
        log = self.logs[run][1] if run in self.logs else []
        number = len(log) + ahead
        refusal = NotFound if run not in self.logs else RunIsOver if run in self.over else Conflict
        if refusal is not Conflict or ahead:
            with pytest.raises(refusal):
                self.windows[window].runs.append(run, number, "lost")
        else:
            self.windows[window].runs.append(run, number, line(number))
            log.append(line(number))

    @rule(window=windows, run=runs)
    def finish(self, window: int, run: str) -> None:
        if run in self.logs:
            self.windows[window].runs.finish(run, "relieved", "finished", ENDED)
            self.over.add(run)

    @rule(window=windows, run=runs)
    def delete_run(self, window: int, run: str) -> None:
        if self.logs.pop(run, None):
            self.windows[window].runs.delete(run)
        else:
            with pytest.raises(NotFound):
                self.windows[window].runs.delete(run)

    @rule(window=windows, person=people)
    def delete_person(self, window: int, person: int) -> None:
        if self.names.pop(person, None) is not None:
            self.windows[window].people.delete(person)
            self.logs = {run: log for run, log in self.logs.items() if log[0] != person}

    @invariant()
    def both_see_the_same(self) -> None:
        for window in self.windows:
            assert {person.id: person.name for person in window.people.list()} == self.names
            found = {row.id: (row.person, window.runs.records(row.id)) for row in window.runs.list()}
            assert found == self.logs

    def teardown(self) -> None:
        for window in getattr(self, "windows", ()):
            window.close()


def test_two_windows_see_what_the_model_says(tmp_path: Path) -> None:
    """Both windows see the same people, runs and logs after every action, and refusals are the expected ones."""
    attempts = count()

    class OnFiles(TwoWindows):
        def opened(self) -> tuple[Database, Database]:
            path = tmp_path / f"{next(attempts)}.db"
            return Database.open(path), Database.open(path)

    run_state_machine_as_test(OnFiles, settings=settings(stateful_step_count=25))


def test_two_windows_on_a_server_see_the_same(server: RealServer) -> None:
    """The model is the same one."""

    class OnServer(TwoWindows):
        def opened(self) -> tuple[Database, Database]:
            place = server.emptied()
            return Database.open(place), Database.open(place)

    some = settings(stateful_step_count=25, max_examples=max(5, settings().max_examples // 6))
    run_state_machine_as_test(OnServer, settings=some)
