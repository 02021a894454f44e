"""Verdicts and findings: what is said of a rule over a trace."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What is said of one activation of a rule, or of a rule: the worst of its findings."""

    NOT_KEPT = "not kept"
    LATE = "late"
    OPEN = "open"
    EXCEPTION = "kept under exception"
    KEPT = "kept"
    NOT_DUE = "not due"
    NOT_TESTED = "not tested"


ORDER = tuple(Verdict)
"""From worst to best; what was not tested is said only where there is nothing else."""


class Finding(NamedTuple):
    """One verdict with what it rests on. `decision` is where it was settled, `opened` where a duty began.

    `minute` and `due` are scenario minutes; `clause` counts from 1.
    """

    rule: str
    clause: int
    verdict: Verdict
    target: str | None
    decision: int
    minute: int
    opened: int | None = None
    due: int | None = None
    exception: str | None = None


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of some verdicts; *not tested* where there are none."""
    return min(verdicts, key=ORDER.index, default=Verdict.NOT_TESTED)
