"""The generated story as ink source."""

from __future__ import annotations

from benchmarks.story import GAUGES, Option, Scene, Story, Value


def as_ink(story: Story) -> str:
    """Ink source, texts and all. Choices are sticky, so that cycles stay open."""
    first = next(iter(story.scenes))
    head = [f"VAR {name} = {_value(value)}" for name, value in story.start.items()]
    knots = [_knot(id, scene) for id, scene in story.scenes.items()]
    return "\n".join([*head, f"-> {_name(first)}", *knots, ""])


def _knot(id: str, scene: Scene) -> str:
    return "\n".join([f"=== {_name(id)} ===", *scene.paragraphs, *map(_choice, scene.options)])


def _choice(option: Option) -> str:
    when = f"{{{option.condition.text}}} " if option.condition else ""
    effects = [*(_add(name, n) for name, n in option.adds.items()), *map(_set, option.sets.items())]
    told = [option.consequence] if option.consequence else []
    inner = [*(f"~ {effect}" for effect in effects), *told, f"-> {_name(option.then)}"]
    return "\n    ".join([f"+ {when}[{option.label}]", *inner])


def _add(name: str, n: int) -> str:
    return f"{name} = MAX(0, MIN({GAUGES[name].high}, {name} + {n}))"


def _set(change: tuple[str, Value]) -> str:
    return f"{change[0]} = {_value(change[1])}"


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else f'"{value}"'


def _name(id: str) -> str:
    return id.replace("-", "_")
