"""The preview as an app: it looks after the file, and has games played from the map that are not kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from rich.text import Text
from textual.screen import Screen

from simulator.database import Database
from simulator.problems import SimulatorError
from tui.app import app as whole_app
from tui.app import drawing
from tui.app.app import PeacekeeperApp
from tui.app.looking_up import Paper
from tui.heads import Item
from tui.keeping import Kept
from tui.preview.findings_screen import FindingsScreen
from tui.preview.games import Games, Way
from tui.preview.listening import Background
from tui.preview.practice_screen import PracticeScreen
from tui.preview.preview_screen import PreviewScreen
from tui.preview.replaying import Replayed, replayed, way_of
from tui.preview.saved import LOOK, PATIENCE, Stamp, is_there, read_saved, stamp
from tui.preview.standing import Standing
from tui.settings import Settings
from tui.shelf import Shelf
from tui.words import say

ATTEMPTS = 4
"""Times that a file is read again because it changed while it was read, before what was read is shown all the same."""


class EmptyShelf(Shelf):
    """Nothing else is played here."""

    def items(self) -> list[Item]:
        """None."""
        return []


class PreviewApp(PeacekeeperApp):
    """Shows one file. `standing` is what is shown, `practice` the game that is played or was left, if any."""

    CSS = """
    PreviewScreen {
        #told { height: 8; }
        #ask { padding: 0 1; max-width: 132; }
        #scenes { height: 1fr; max-height: 100%; padding: 0 1; }
        #scenes.old { color: $foreground 60%; }
    }
    FindingsScreen {
        #ask { padding: 0 1; max-width: 132; }
        #findings { height: 1fr; max-height: 100%; padding: 0 1; }
    }
    PreviewScreen.-tiny #told, PreviewScreen.-low #told { height: 1fr; }
    PreviewScreen.-tall #told { height: 16; }
    PreviewScreen.-wide #main { width: 1fr; }
    PreviewScreen.-wide #beside { width: 84; }
    """
    CSS_PATH = str(Path(whole_app.__file__).with_name("app.tcss"))

    def __init__(
        self,
        file: Path,
        database: Database,
        *,
        settings: Settings | None = None,
        problem: SimulatorError | None = None,
        stopwatch: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(database, EmptyShelf(), settings=settings, problem=problem, stopwatch=stopwatch)
        self.file = file
        self.standing = Standing()
        self.practice: Kept | None = None
        self._map = PreviewScreen()
        self._background = Background(self.hear)

    def get_default_screen(self) -> Screen[None]:
        """The map is at the bottom."""
        return self._map

    def on_mount(self) -> None:
        """From now on the file is looked after."""
        self.run_worker(self._look_after(), name="file")

    async def on_unmount(self) -> None:
        """No process stays behind."""
        await self._background.ended()

    async def _look_after(self) -> None:
        """Look at the file for ever; what was saved is read at once."""
        seen: Stamp | None = None
        there = monotonic()
        while True:
            now = stamp(self.file)
            whole = is_there(self.file, now)
            there = monotonic() if whole else there
            if now != seen and (whole or monotonic() - there > PATIENCE):
                seen = await self._read()
            await asyncio.sleep(LOOK)

    async def _read(self) -> Stamp:
        """Read the file, again where it changed meanwhile; the stamp of what was read."""
        self._background.hold()
        now, standing = stamp(self.file), self.standing
        for _ in range(ATTEMPTS):
            now = stamp(self.file)
            standing = await asyncio.to_thread(lambda: self.standing.after(read_saved(self.file)))
            if stamp(self.file) == now:
                break
        self.take(standing)
        return now

    def take(self, standing: Standing) -> None:
        """Show another version of the file, and go on with the game that is played as far as it fits."""
        if any(isinstance(screen, FindingsScreen) for screen in self.screen_stack) and standing is not self.standing:
            self.to_library()
        self.standing = standing
        self._map.show()
        self._go_on_playing(standing)
        self._carry_over()

    def _go_on_playing(self, standing: Standing) -> None:
        """Silent games go on where they are of the version that is shown; another version has games of its own."""
        if standing.games.played and not standing.games.over:
            self._background.go_on()
        elif standing.games.over or standing.old or standing.scenario is None:
            self._background.stop()
        else:
            self._background.start(self.file)

    def hear(self, games: Games) -> None:
        """More is known from silent games."""
        self.standing = self.standing.told(games)
        self._map.show()

    # Games that are not kept

    def play_from(self, scene: str) -> None:
        """Play from a scene, in a state to which a game has really come."""
        way = self.standing.way_to(scene)
        if way is None:
            never = scene in self.standing.games.never
            self._say(say("preview.never" if never else "preview.no-way", id=scene))
            return
        game = self._replay(way)
        if game is not None and scene != game.kept.run.state.scene:
            self._say(say("preview.way-lost", id=scene))
        elif game is not None:
            self.play(game.kept)

    def play_finding(self, number: int) -> None:
        """Play the game that shows what the proofs found, up to the state that is meant."""
        found = (self.standing.games.found or ())[number]
        if found.moves is None or found.seed is None:
            self._say(say("preview.no-game"))
            return
        game = self._replay(Way(found.seed, found.moves))
        if game is not None:
            self.play(game.kept)
            if not game.whole:  # the last move is the mistake itself
                move = ", ".join(found.moves[game.fitted])
                self._say(say("preview.found-breaks", move=move, reason=game.reason))

    def play(self, kept: Kept) -> None:
        """Show a game where it stands, and come back to it from the map."""
        self._show(kept, say("preview.news.practice"))

    def go_on(self) -> None:
        """Go on with the game that was left, on the file as it is now."""
        if self.practice is not None:
            self._go_on_with(self.practice)

    def to_library(self) -> None:
        """Back to the map, from wherever it was left."""
        while self.screen is not self._map and len(self.screen_stack) > 1:
            self.pop_screen()

    def _show(self, kept: Kept, news: str) -> None:
        self.practice = kept
        if kept.play.phase == "briefing":
            kept.play.begin()
        if kept.run.finished:
            self.debrief(kept)
        else:
            self.to_library()
            self.push_screen(PracticeScreen(kept, news))

    def _carry_over(self) -> None:
        """A game that is looked at goes on with the file as it is now."""
        playing = next((screen for screen in self.screen_stack if isinstance(screen, PracticeScreen)), None)
        saved = self.standing.saved
        if playing is None or saved is None:
            return
        if saved.scenario is None:
            playing.tell(say("preview.news.problems", count=saved.count))
        elif saved.scenario.hash == playing.kept.scenario.hash:
            playing.tell(say("preview.news.same", time=saved.time))
        else:
            self._go_on_with(playing.kept)

    def _go_on_with(self, before: Kept) -> None:
        scenario = self.standing.scenario
        if scenario is None or scenario.hash == before.scenario.hash:
            self._show(before, say("preview.news.practice"))
            return
        game = self._replay(way_of(before))
        if game is None:
            return
        time = self.standing.saved.time if self.standing.saved else ""
        self._show(game.kept, say("preview.news.fits", count=game.fitted, time=time))
        if not game.whole:
            self._say(say("preview.parted", fitted=game.fitted, n=game.fitted + 1, count=game.moves), game.reason)

    def _replay(self, way: Way) -> Replayed | None:
        if self.standing.scenario is None:
            return None
        try:
            return replayed(self.database, self.standing.scenario, way)
        except SimulatorError as error:
            self.explain(error)
            return None

    def _say(self, *paragraphs: str) -> None:
        self.look_up(Paper(drawing.page(map(Text, paragraphs))))
