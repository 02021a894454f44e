"""A file whose parts are filled in: its data is whole, and every place is where somebody wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from simulator.problems import Place
from simulator.source import Path, Source

PARAMETER = re.compile(r"\{([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\}")
"""A parameter in a text of a part: `{patient}`."""

Origins = Mapping[str, tuple[Source, Path]]
"""For each part that was made: the file and the path of what it was made from."""


class MovedPlaces(Mapping[Path, Place]):
    """Places by path, those of parts that were made looked up where they came from."""

    def __init__(self, origin: Callable[[Path], tuple[Source, Path]], pick: Callable[[Source], Mapping[Path, Place]]):
        self._origin, self._pick = origin, pick

    def __getitem__(self, path: Path) -> Place:
        source, moved = self._origin(path)
        return self._pick(source)[moved]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._pick(self._origin(())[0]))

    def __len__(self) -> int:
        return len(self._pick(self._origin(())[0]))


@dataclass(frozen=True, eq=False)
class FilledSource(Source):
    """A source with parts that were made from others, in the same file or in files of their own."""

    base: Source = field(default_factory=lambda: Source("", None))
    origins: Origins = field(default_factory=dict)

    def origin(self, path: Path) -> tuple[Source, Path]:
        """The file in which the value at `path` was written, and its path there."""
        made = self.origins.get(str(path[1])) if len(path) > 1 and path[0] == "parts" else None
        return (made[0], (*made[1], *path[2:])) if made else (self.base, path)

    def place_at(self, path: Path, offset: int) -> Place:
        """Where character `offset` of the text at `path` stands, in the file in which it was written.

        Of a text with parameters its start: what was filled in is longer or shorter than what stands there.
        """
        source, moved = self.origin(path)
        text = getattr(source.events.get(moved), "value", None)
        made = moved != path and isinstance(text, str) and PARAMETER.search(text) is not None
        return self.place(path) if made or text is None else source.place_at(moved, offset)


def filled_source(base: Source, data: object, origins: Origins) -> FilledSource:
    """`base` with other data, in which the parts of `origins` were made."""
    at = FilledSource(base.file, data, base=base, origins=origins).origin
    places, keys = MovedPlaces(at, lambda source: source.places), MovedPlaces(at, lambda source: source.key_places)
    return FilledSource(base.file, data, places, keys, base.text, base.events, base, origins)
