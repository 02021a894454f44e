"""`peacekeeper play`: one scenario, in the app, in plain mode or from a script."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import click

from simulator.block import plain
from simulator.database import Database
from tui import keeping
from tui.commands.database import NotKept, db_option, json_option, playing
from tui.commands.output import out_page, put_json
from tui.commands.shapes import record_data, run_data
from tui.commands.terminal import open_app
from tui.judging import assessment_of
from tui.keeping import Kept, Mode
from tui.plain.choosing import choose
from tui.plain.debriefing import talk_debrief, tell_debrief
from tui.plain.listening import Left, Listener
from tui.plain.page import Page
from tui.plain.playing import Outcome, Pondering, Source, asking, pondering, scripted
from tui.plain.playing import play as play_plainly
from tui.script import BadMove, read_script
from tui.settings import BadSettings, Settings, Timing, read_settings
from tui.shelf import Shelf
from tui.words import say

LAST = "@last"
"""Stands for the run last begun that is still open."""


@dataclass(frozen=True)
class Wishes:
    """What was asked for on the command line."""

    what: str | None
    resume: str | None
    seed: int | None
    mode: Mode
    variant: str | None
    name: str | None
    clock: bool


@click.command(help=say("help.play.long"), short_help=say("help.play.short"))
@click.argument("what", required=False, metavar="[ID or FILE]")
@click.option("--plain", is_flag=True, help=say("help.play.plain"))
@click.option("--moves", metavar="FILE|a,b,c", help=say("help.play.moves"))
@click.option("--seed", type=int, help=say("help.play.seed"))
@click.option("--mode", type=click.Choice(["coached", "exam"]), default="coached", help=say("help.play.mode"))
@click.option("--no-clock", is_flag=True, help=say("help.play.no-clock"))
@click.option("--variant", metavar="ID", help=say("help.play.variant"))
@click.option("--name", help=say("help.play.name"))
@click.option("--resume", is_flag=False, flag_value=LAST, metavar="[RUN]", help=say("help.play.resume"))
@json_option
@db_option
def play(
    what: str | None, plain: bool, moves: str | None, no_clock: bool, as_json: bool, db: str | None, **more: Any
) -> None:
    """Play a scenario."""
    wishes = Wishes(what=what, clock=not no_clock, **more)
    _check_usage(wishes, moves, as_json)
    if moves is not None:
        _play_script(wishes, read_script(moves), db, as_json)
    elif plain:
        _play_plain(wishes, db)
    else:
        open_app(db, wishes)


def _check_usage(wishes: Wishes, moves: str | None, as_json: bool) -> None:
    if as_json and moves is None:
        raise click.UsageError(say("error.json-without-moves"))
    if wishes.resume is not None and wishes.what is not None:
        raise click.UsageError(say("error.resume-and-id"))
    if moves is not None and wishes.what is None and wishes.resume is None:
        raise click.UsageError(say("error.moves-without-id"))


def _play_script(wishes: Wishes, moves: list[str], db: str | None, as_json: bool) -> None:
    with playing(db, wishes.mode) as (database, problem), Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        kept, resumed = _kept(wishes, cast(str, wishes.what), database)
        page = Page(nowhere) if as_json else out_page()
        _notice(page, kept.mode, problem)
        _say_if_older(kept, page, database, resumed=resumed)
        outcome = _played(kept, page, scripted(page, moves), resumed=resumed)
        if outcome is not Outcome.LEFT:
            tell_debrief(kept, page)
        if as_json:
            _put_run(kept, database)
            _warn(problem)


def _play_plain(wishes: Wishes, db: str | None) -> None:
    listener = Listener(out_page(), sys.stdin)
    settings = _settings(listener.page)
    wishes = replace(wishes, name=settings.name if wishes.name is None else wishes.name)
    timing: Timing = settings.timing if wishes.clock and listener.at_terminal else "off"
    with playing(db, wishes.mode) as (database, problem):
        _notice(listener.page, wishes.mode, problem)
        what = wishes.what
        if what is None and wishes.resume is None:
            try:
                what = choose(Shelf(database), listener)
            except Left:
                return
        kept, resumed = _kept(wishes, what or "", database)
        _say_if_older(kept, listener.page, database, resumed=resumed)
        source, ponder = asking(listener, timing=timing), pondering(listener)
        while _played(kept, listener.page, source, resumed=resumed, ponder=ponder) is not Outcome.LEFT:
            again = talk_debrief(kept, listener)
            if again is None:
                return
            kept, resumed = keeping.fork(database, kept.id, again.record), True


def _kept(wishes: Wishes, what: str, database: Database) -> tuple[Kept, bool]:
    """The run to play, and whether it goes on from an earlier time."""
    if wishes.resume is not None:
        row = keeping.find_run(database, None if wishes.resume == LAST else wishes.resume)
        return keeping.resume(database, row.id), row.length > 0
    scenario = Shelf(database).find(what, wishes.variant)
    return keeping.begin(database, scenario, seed=wishes.seed, mode=wishes.mode, name=wishes.name or None), False


def _say_if_older(kept: Kept, page: Page, database: Database, *, resumed: bool) -> None:
    if resumed and not kept.run.finished and Shelf(database).has_changed(kept.scenario):
        page.line(say("keeping.older-version"))


def _settings(page: Page) -> Settings:
    """The settings; the usual ones where they cannot be read, which is told."""
    try:
        return read_settings()
    except BadSettings as error:
        page.line(str(error))
        return Settings()


def _played(kept: Kept, page: Page, source: Source, *, resumed: bool, ponder: Pondering | None = None) -> Outcome:
    """Play, and say how to carry on where the run is not over."""
    page.line(say("plain.run", id=kept.id, seed=kept.run.seed))
    try:
        outcome = play_plainly(kept, page, source, resumed=resumed, ponder=ponder)
    except (KeyboardInterrupt, BadMove):
        _say_how_to_carry_on(kept, page)
        raise
    if outcome is Outcome.LEFT:
        _say_how_to_carry_on(kept, page)
    return outcome


def _say_how_to_carry_on(kept: Kept, page: Page) -> None:
    page.line()
    if not kept.database.lasting:
        page.line(say("plain.not-kept"))
        return
    page.line(say("plain.carry-on"))
    page.as_drawn(f"peacekeeper play --plain --resume {kept.id}")
    page.flush()


def _notice(page: Page, mode: Mode, problem: NotKept | None) -> None:
    page.line(say("notice.title"))
    page.line(say("notice.fictional"))
    page.line(say(f"notice.{'exam' if mode == 'exam' else 'practice'}"))
    if problem is not None:
        page.line(str(problem))


def _warn(problem: NotKept | None) -> None:
    if problem is not None:
        click.echo(str(problem), err=True)


def _put_run(kept: Kept, database: Database) -> None:
    found = assessment_of(database, kept.id, kept.scenario, kept.run.seed, kept.run.records)
    put_json(
        run=run_data(keeping.row_of(database, kept.id)),
        offered=list(kept.run.offered),
        records=[record_data(record) for record in kept.run.records],
        assessment=plain(found, whole=True),
    )
