"""The first screen of the preview: problems, figures, games, and the map of scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.app.app_screen import WIDE, AppScreen
from tui.app.head import Head
from tui.app.key_line import KeyLine
from tui.app.looking_up import Paper
from tui.app.reading import Reading
from tui.app.steady import Asking, SteadyHorizontal, SteadyVertical
from tui.preview import telling
from tui.preview.findings_screen import FindingsScreen
from tui.preview.scene_list import SceneList
from tui.preview.scene_map import Place
from tui.preview.standing import Standing
from tui.words import say

if TYPE_CHECKING:
    from tui.preview.preview_app import PreviewApp

OLD = "old"
"""The class of a map that is not of the file as it is."""


class PreviewScreen(AppScreen):
    """Shows how the file stands. The app says when that is otherwise."""

    HELP = "preview.help"
    PAGED = "#told"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "go_on", say("preview.key.go-on"), id="preview.go-on"),
        Binding("d", "details", say("preview.key.details"), id="preview.details"),
        Binding("p", "problems", say("preview.key.problems"), id="preview.problems"),
        Binding("f", "findings", say("preview.key.findings"), id="preview.findings"),
        Binding("q", "app.quit", say("app.key.quit"), id="preview.quit"),
        Binding("pagedown,space", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[str, Text] = {}

    @property
    def preview(self) -> PreviewApp:
        """The app."""
        return cast("PreviewApp", self.app)

    @property
    def standing(self) -> Standing:
        """What is shown."""
        return self.preview.standing

    @property
    def current(self) -> Place | None:
        """The scene under the cursor."""
        at = self.query_one(SceneList).at_cursor
        return next((place for place in self.standing.places if place.scene == at), None)

    def compose(self) -> ComposeResult:
        """Header; problems and figures over the scenes; with room for it, what is known of one scene."""
        yield Head()
        with SteadyHorizontal(classes="columns"):
            with SteadyVertical(id="main"):
                yield Reading(focus=False, id="told")
                yield Asking(id="ask")
                yield SceneList(self.choose, id="scenes")
            yield Reading(focus=False, id="beside")
        yield KeyLine()

    def on_mount(self) -> None:
        """How the file stands now."""
        self.query_one(SceneList).focus()
        self.show()

    def on_screen_resume(self) -> None:
        """A game may be going on now."""
        self.refresh_bindings()

    def show(self) -> None:
        """Show how the file stands; the problems first."""
        standing = self.standing
        title = standing.scenario.title if standing.scenario else self.preview.file.name
        self.query_one(Head).show(say("preview.title", title=title), telling.head(standing))
        self._read("#told", telling.front(standing))
        self.query_one(Asking).show(telling.asked(standing))
        listed = self.query_one(SceneList)
        listed.set_class(standing.old, OLD)
        listed.renew(telling.item(place, standing.games) for place in standing.places)
        self._put_beside()
        self.refresh_bindings()

    def _read(self, name: str, text: Text) -> None:
        """Show a text where it is another: who scrolls in one is not sent back to its top."""
        if text != self._shown.get(name):
            self._shown[name] = text
            self.query_one(name, Reading).show(text)

    def _put_beside(self) -> None:
        place = self.current
        if self.has_class("-wide") and place is not None:
            self._read("#beside", telling.scene(self.standing, place))

    def on_resize(self, event: events.Resize) -> None:
        """A terminal that has become wide has room for the second column."""
        if event.size.width >= WIDE:
            self.call_after_refresh(self._put_beside)

    def on_offer_list_highlighted(self) -> None:
        """Another scene is looked at."""
        self._put_beside()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what there is something for."""
        if action == "details":
            return bool(self.standing.places)
        if action == "go_on":
            return self.preview.practice is not None
        if action == "findings":
            return bool(self.standing.games.found) and not self.standing.old
        return action != "problems" or bool(self.standing.saved and not self.standing.saved.good)

    def choose(self, scene: str) -> None:
        """Play from a scene."""
        self.preview.play_from(scene)

    def action_go_on(self) -> None:
        """Go on with the game that was left."""
        self.preview.go_on()

    def action_details(self) -> None:
        """What is known of the scene under the cursor."""
        place = self.current
        if place is not None:
            self.peacekeeper.look_up(Paper(telling.scene(self.standing, place)))

    def action_problems(self) -> None:
        """All problems, over the whole screen."""
        if self.standing.saved is not None:
            self.peacekeeper.look_up(Paper(telling.problems(self.standing.saved)))

    def action_findings(self) -> None:
        """All that the proofs found; the game of each can be played."""
        self.app.push_screen(FindingsScreen())
