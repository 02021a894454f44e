"""What changed between two versions of a scenario, in a few lines: which scenes, options and texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.problems import shown
from tui.exchange.tables import all_scenes
from tui.words import say

LINES = 12
"""Lines that are shown; how many more there are is said."""

Data = Mapping[str, Any]


def changes(old: Data, new: Data) -> list[str]:
    """A line for each thing that changed, shortened; both are scenario files as plain data."""
    found = [*_head(old, new), *_scenes(old, new), *_named(old, new)]
    more = len(found) - LINES
    return [*found[:LINES], say("exchange.change.more", count=more)] if more > 0 else found


def _head(old: Data, new: Data) -> Iterator[str]:
    apart = ("scenes", "parts", "injects", "documents")
    keys = [key for key in {**old, **new} if key not in apart and old.get(key) != new.get(key)]
    if keys:
        yield say("exchange.change.head", keys=", ".join(keys))


def _named(old: Data, new: Data) -> Iterator[str]:
    for key in ("injects", "documents"):
        before, after = old.get(key, {}), new.get(key, {})
        for id in {**before, **after}:
            if before.get(id) != after.get(id):
                yield _line(say(f"exchange.change.named.{key}", id=shown(id)), before.get(id), after.get(id))


def _scenes(old: Data, new: Data) -> Iterator[str]:
    before, after = _by_name(old), _by_name(new)
    if [id for id in before if id in after] != [id for id in after if id in before]:
        yield say("exchange.change.order")
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            yield _line(say("exchange.change.scene", id=shown(name)), one, other)
        elif one != other:
            yield from _scene(name, one, other)


def _by_name(data: Data) -> dict[str, Data]:
    return {f"{part}: {id}" if part else id: scene for part, id, scene in all_scenes(data)}


def _scene(name: str, old: Data, new: Data) -> Iterator[str]:
    """The scene's own keys in one line, then a line for each of its options."""
    before, after = _options(old), _options(new)
    line = _line(say("exchange.change.scene", id=shown(name)), _own(old), _own(new))
    if _own(old) != _own(new):
        yield line
    for id in {**before, **after}:
        if before.get(id) != after.get(id):
            what = say("exchange.change.option", id=shown(id), scene=shown(name))
            yield _line(what, before.get(id), after.get(id))
    same = list(before) != list(after) and set(before) == set(after)
    if same:
        yield say("exchange.change.options-order", id=shown(name))


def _own(scene: Data) -> Data:
    """A scene without its options; what belongs to a selection or form stands beside its text."""
    inner = {key: value for way in ("select", "form") for key, value in scene.get(way, {}).items()}
    fields = {id: {**field, "options": None} for id, field in inner.get("fields", {}).items()}
    own = {key: value for key, value in {**inner, **scene}.items() if key not in ("options", "select", "form")}
    return {**own, "fields": fields} if fields else own


def _options(scene: Data) -> dict[str, Data]:
    fields = scene.get("form", {}).get("fields", {}).values()
    groups = [scene, scene.get("select", {}), *fields]
    return {id: option for group in groups for id, option in group.get("options", {}).items()}


def _line(what: str, old: Data | None, new: Data | None) -> str:
    if old is None:
        return say("exchange.change.new", what=what)
    if new is None:
        return say("exchange.change.gone", what=what)
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    return say("exchange.change.changed", what=what, keys=", ".join(keys))
