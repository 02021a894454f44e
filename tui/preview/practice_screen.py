"""A game that is played from the map. Nothing of it is kept; Escape leads back to the map at once."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.app import drawing
from tui.app.head import Head
from tui.app.play_screen import ESCAPES, PlayScreen
from tui.keeping import Kept
from tui.words import say


class PracticeScreen(PlayScreen):
    """The play, under a first line that says how it stands with the file. `news` is that."""

    HELP = "preview.help-play"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "map", say("preview.key.map"), id="practice.map"),
    ]

    def __init__(self, kept: Kept, news: str) -> None:
        super().__init__(kept)
        self.news = news

    def tell(self, news: str) -> None:
        """Say something else of the file."""
        self.news = news
        self._put_head()

    def _put_head(self) -> None:
        super()._put_head()
        if self._moment is not None and self._clock is None:
            title = say("preview.practice", news=self.news, title=self.scenario.title)
            self.query_one(Head).show(title, drawing.clock(self._moment))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is held here: the map is one key away, and the game can be gone on with from there."""
        return action not in ESCAPES and super().check_action(action, parameters)

    def action_map(self) -> None:
        """Back to the map."""
        self.peacekeeper.to_library()
