"""`peacekeeper check OLD NEW`: what an edit changed in games, in verdicts, and for saved runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from scoring.proofs.comparing.compare import Asked, Difference, compare
from scoring.proofs.comparing.partings import Parting
from scoring.proofs.comparing.reaching import Reached
from scoring.proofs.comparing.turning import Turned
from scoring.proofs.sheet import GameStep
from simulator.block import plain
from simulator.compiling import of_variant
from simulator.exploration.budget import Budget
from simulator.problems import SimulatorError
from simulator.scenario import Scenario
from tui.commands.checked import Checked, Format, tell_checked
from tui.commands.database import reading
from tui.commands.output import put
from tui.commands.sheets import end_progress, looked_up, tell_progress
from tui.exchange.authored import authored
from tui.exchange.changes import changes
from tui.play_line import typed
from tui.policy import rulebook
from tui.proof_sheets.saved_runs import unfit_runs
from tui.words import say


def compare_files(checked: Sequence[Checked], form: Format, seconds: int, db: str | None) -> int:
    """Tell what is wrong with both files and what changed from one to the other; the exit status is that of a check."""
    old, new = (found.scenario for found in checked)
    assert old is not None
    assert new is not None
    found = _compared(old, new, seconds, db)
    runs = _runs(old, new, db)
    if form == "json":
        about: dict[str, Any] = {"unfit_runs": None if isinstance(runs, str) else list(runs.unfit)}
        about["variants"] = {name: plain(each, whole=True) for name, each in found.items() if name is not None}
        return tell_checked(list(checked), form, changes=plain(found[None], whole=True) | about)
    status = tell_checked(list(checked), form)
    put()
    put(say("changes.title", old=checked[0].file, new=checked[1].file))
    for line in changes(authored(old.file), authored(new.file)):
        put(line)
    for name, difference in found.items():
        if name is not None:
            put(say("sheet.variant", title=new.file.variants[name].title))
        for line in _lines(difference):
            put(line)
    if isinstance(runs, str):
        put(say("changes.no-database", reason=runs))
    elif runs.unfit:
        put(say("changes.runs", count=len(runs.unfit), ids=", ".join(runs.unfit)))
    elif runs.all:
        put(say("changes.runs-fit", count=runs.all))
    return status


def _compared(old: Scenario, new: Scenario, seconds: int, db: str | None) -> dict[str | None, Difference]:
    """What changed in the scenario as it is, and in the variants where that alone does not tell it.

    Where games part already, a variant is looked at only if it was edited itself.
    """
    tell = tell_progress if sys.stderr.isatty() else None
    asked = Asked(Budget(seconds=seconds, states=3_000_000))
    before, after = old.file.variants, new.file.variants
    found: dict[str | None, Difference] = {}
    for name in (None, *(name for name in after if name in before)):
        if name is not None and found[None].status == "differs" and before[name] == after[name]:
            continue
        pair = of_variant(old, name), of_variant(new, name)
        found[name] = compare(*pair, rulebook(), asked, games=_games(*pair, db), tell=tell)
    if tell is not None:
        end_progress()
    return found


def _games(old: Scenario, new: Scenario, db: str | None) -> list[tuple[GameStep, ...]]:
    """The games of the sheets that are kept of both versions."""
    sheets = [looked_up(each, db) for each in (old, new)]
    shown = [ending.game for kept in sheets if kept for ending in kept.sheet.endings]
    return [game for game in shown if game]


def _runs(old: Scenario, new: Scenario, db: str | None) -> Any:
    try:
        with reading(db) as database:
            return unfit_runs(database, old, new)
    except SimulatorError as error:
        return str(error)


def _lines(found: Difference) -> Iterator[str]:
    if found.status == "same":
        yield say("changes.same-file" if found.old == found.new else "changes.same")
        return
    if found.partings:
        yield say("changes.differs", count=len(found.partings))
    for parting in found.partings:
        yield from _parting(parting)
    if not found.complete:
        yield say("changes.not-all") if found.is_seen else say("changes.unknown")
    elif not found.partings:
        yield say("changes.judged", count=found.fit.games)
    for reached in found.reached:
        yield from _reached(reached)
    for turned in found.turned:
        yield from _turned(turned)
    if found.fit.unfit:
        yield say("changes.unfit", games=found.fit.games, count=found.fit.unfit)


def _parting(parting: Parting) -> Iterator[str]:
    move = "+".join(parting.move).lstrip("@")
    yield "- " + say(f"changes.kind.{parting.kind}", scene=parting.scene, move=f"'{move}'")
    for side, words in (("old", parting.old), ("new", parting.new)):
        yield "  " + say(f"changes.side.{side}", words=", ".join(words) or say("changes.nothing"))
    yield from _game(parting.game)


def _reached(reached: Reached) -> Iterator[str]:
    way = "gained" if reached.gained else "lost"
    yield "- " + say(f"changes.reach.{way}.{reached.what}", scene=reached.scene, option=reached.option or "")
    yield from _game(reached.game)


def _turned(turned: Turned) -> Iterator[str]:
    verdicts = {"old": say(f"verdict.{turned.old.value}"), "new": say(f"verdict.{turned.new.value}")}
    yield "- " + say("changes.turned", rule=turned.rule, count=turned.count, **verdicts)
    yield from _game(turned.game)


def _game(game: Sequence[GameStep]) -> Iterator[str]:
    moves = typed(step.move for step in game)
    yield "  " + say("changes.game", moves=moves or say("changes.beginning"))
