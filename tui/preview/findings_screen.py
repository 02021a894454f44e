"""What the proofs found, as a list: Enter plays the game that shows a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.app.app_screen import AppScreen
from tui.app.head import Head
from tui.app.key_line import KeyLine
from tui.app.offer_list import Item
from tui.app.steady import Asking, SteadyVertical
from tui.preview import telling
from tui.preview.scene_list import SceneList
from tui.words import say

if TYPE_CHECKING:
    from tui.preview.preview_app import PreviewApp


class FindingsScreen(AppScreen):
    """The findings of the version that is shown; a save leads back to the map, since they are not of the new file."""

    HELP = "preview.help-findings"
    PAGED = "#findings"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "map", say("preview.key.map"), id="findings.map"),
    ]

    @property
    def preview(self) -> PreviewApp:
        """The app."""
        return cast("PreviewApp", self.app)

    def compose(self) -> ComposeResult:
        """What this is, and the list."""
        yield Head()
        with SteadyVertical(id="main"):
            yield Asking(id="ask")
            yield SceneList(self.choose, id="findings")
        yield KeyLine()

    def on_mount(self) -> None:
        """Each finding with its line in the file."""
        standing = self.preview.standing
        title = standing.scenario.title if standing.scenario else self.preview.file.name
        self.query_one(Head).show(say("preview.found-title", title=title), telling.head(standing))
        self.query_one(Asking).show(Text(say("preview.found-about")))
        listed = self.query_one(SceneList)
        listed.renew(Item(str(n), text) for n, text in enumerate(telling.found_lines(standing)))
        listed.focus()

    def choose(self, number: str) -> None:
        """Play the game of a finding."""
        self.preview.play_finding(int(number))

    def action_map(self) -> None:
        """Back to the map."""
        self.preview.to_library()
