"""A run again as it was seen, pure: one page for each decision, with what came of it and what the player saw next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.moves import STOP
from simulator.run import Record, history
from simulator.scenario import Scenario
from tui import colleagues, story
from tui.story import Consequence, DocumentView, Situation


@dataclass(frozen=True, slots=True)
class ReplayPage:
    """One page: the situation that was seen, what was chosen in it, and what came of that.

    `record` is the number of the record that answers it; None at an ending, and where the run stands.
    """

    n: int
    situation: Situation
    documents: tuple[DocumentView, ...]
    record: int | None
    consequence: Consequence | None
    stopped: bool = False


def pages(scenario: Scenario, seed: int, records: Sequence[Record]) -> tuple[ReplayPage, ...]:
    """The pages of a run, from its first situation to the one where it stands or ended."""
    states = history(scenario, seed, records)
    found = []
    for n, after in enumerate(states[1:]):
        if records[n].move == STOP:
            break
        answer = records[n + 1] if n + 1 < len(records) else None
        stopped = answer is not None and answer.move == STOP
        seen = {document.id for document in story.documents_seen(scenario, records[:n])}
        view = colleagues.situation(scenario, after, records[: n + 1])
        found.append(
            ReplayPage(
                n=n + 1,
                situation=view,
                documents=tuple(document for document in view.documents if document.id not in seen),
                record=answer.n if answer and not stopped else None,
                consequence=story.consequence(scenario, answer) if answer and not stopped else None,
                stopped=stopped,
            )
        )
    return tuple(found)
