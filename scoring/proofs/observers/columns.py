"""What rules remember after many steps at once: each rule's answer to a memory and a view is looked up in columns.

The same as asking the rules step by step, which is what happens where they have to be seen together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import numpy as np

from scoring.proofs.observers.onlookers import Onlookers, Own
from scoring.verdicts import Verdict
from simulator.exploration.contexts import Numbers
from simulator.exploration.fields import Column, Flags
from simulator.exploration.lookup import Grown, Lookup, one_by_one

_BROKEN, _TOGETHER = 1 << 32, 1 << 33
"""Beside the number of the memory after a step: the rule was broken, or an exception was used."""

_FEW = 16
"""Steps that are sooner taken one by one."""


class Columns:
    """`memories` are what all rules remember, `views` what each of them sees of a step, both by number."""

    def __init__(
        self,
        onlookers: Onlookers,
        memories: Numbers,
        is_asked: Callable[[int, int, int], bool],
        together: Callable[[int, int], int],
        breaks: frozenset[Verdict],
        ended: Callable[[Iterable[int]], int],
    ) -> None:
        """`is_asked` says whether a rule with this memory minds a view; `together` takes one step, all rules as one.

        `breaks` are the verdicts that end the watch, `ended` is told the rules that came to one.
        """
        self.onlookers, self.memories, self.breaks = onlookers, memories, breaks
        self._is_asked, self._together, self._ended = is_asked, together, ended
        rules = range(len(onlookers.rules))
        self._answers = [Lookup(one_by_one(partial(self._answer, rule))) for rule in rules]
        self._own, self._views = Grown(len(rules)), Grown(len(rules))
        self._endings: dict[bytes, int] = {}

    def saw(self, views: Own) -> None:
        """One more kind of step, which gets the next number."""
        self._views.add(np.array([views], dtype=np.int64))

    def after(self, memories: Column, labels: Column) -> Column:
        """What is remembered after each step; negative where the watch ends."""
        if len(memories) < _FEW:
            return np.array([*map(self._together, memories.tolist(), labels.tolist())], dtype=np.int64)
        fresh = self.memories.things[self._own.count :]
        if fresh:
            self._own.add(np.array(fresh, dtype=np.int64).reshape(len(fresh), -1))
        own, views = self._own.column[memories], self._views.column[labels]
        for rule, answers in enumerate(self._answers):
            own[:, rule] = answers.of(own[:, rule], views[:, rule])
        signs = np.bitwise_or.reduce(own, axis=1) >> 32
        found = np.empty(len(memories), dtype=np.int64)
        goes_on, ends, together = (np.flatnonzero(each) for each in (signs == 0, signs == 1, signs > 1))
        found[goes_on] = [*map(self.memories.of, map(tuple, own[goes_on].tolist()))]
        found[ends] = [*map(self._end, own[ends] >> 32 == 1)]
        found[together] = [*map(self._together, memories[together].tolist(), labels[together].tolist())]
        return found

    def _end(self, broken: Flags) -> int:
        at = broken.tobytes()
        if at not in self._endings:
            self._endings[at] = self._ended(np.flatnonzero(broken).tolist())
        return self._endings[at]

    def _answer(self, rule: int, memory: int, view: int) -> int:
        if not self._is_asked(rule, memory, view):
            return memory
        after, findings = self.onlookers.judge(rule, memory, view)
        verdicts = {finding.verdict for finding in findings}
        return after | _BROKEN * bool(verdicts & self.breaks) | _TOGETHER * (Verdict.EXCEPTION in verdicts)
