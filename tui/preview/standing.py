"""What the preview shows, in one value: the file as it was saved last, the last good map, and what games told of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from simulator.scenario import Scenario
from tui.preview.figures import Figures, figures
from tui.preview.games import Games, Way
from tui.preview.saved import Saved
from tui.preview.scene_map import Place, places


@dataclass(frozen=True)
class Standing:
    """Before anything was read, everything is empty.

    `scenario`, `places` and `figures` are of the last version that could be used. `games` is what is known of that
    version, and `earlier` has ways of versions before it, which may still fit.
    """

    saved: Saved | None = None
    scenario: Scenario | None = None
    places: tuple[Place, ...] = ()
    figures: Figures | None = None
    games: Games = field(default_factory=Games)
    earlier: dict[str, Way] = field(default_factory=dict)

    @property
    def old(self) -> bool:
        """Whether the map is that of an earlier version, because the file cannot be used as it is."""
        return self.saved is not None and self.saved.scenario is None and self.scenario is not None

    def after(self, saved: Saved) -> Standing:
        """With another version of the file."""
        scenario = saved.scenario
        if scenario is None:
            return replace(self, saved=saved)
        same = self.scenario is not None and scenario.hash == self.scenario.hash
        return Standing(
            saved,
            scenario,
            places(scenario),
            figures(scenario),
            self.games if same else Games(),
            self.earlier if same else {**self.earlier, **self.games.ways},
        )

    def told(self, games: Games) -> Standing:
        """With more that is known of the version that is shown."""
        return replace(self, games=games)

    def way_to(self, scene: str) -> Way | None:
        """A game that comes to a scene; None where none is known."""
        if self.scenario is not None and scene == self.scenario.initial.scene:
            return Way(1)
        return self.games.ways.get(scene) or self.earlier.get(scene)
