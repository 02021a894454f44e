"""A file as it was written: its content as plain data, and the place of every key and value.

Files are hostile until proved otherwise. `read_source` reads no more than the limits allow, refuses what
could hide or mislead, and reports every problem with file, line and column.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path as FilePath
from typing import Any

from simulator import limits
from simulator.characters import check_characters
from simulator.problems import Place, Problems
from simulator.yaml_reader import Path, YamlReader, place_of

__all__ = ["AREA_FILE", "PARTS_FOLDER", "Path", "Source", "read_source"]

AREA_FILE = "area.yaml"
"""The file of a mission area, in the folder of its scenarios."""

PARTS_FOLDER = "parts"
"""The folder, beside the scenarios of a mission area, that holds parts which several of them use."""


class Places(Mapping[Path, Place]):
    """Path to place. Places are made when they are asked for: most never are."""

    def __init__(self, file: str, events: Mapping[Path, Any], end: Place) -> None:
        self._file, self._events, self._end = file, events, end

    def __getitem__(self, path: Path) -> Place:
        return place_of(self._file, self._events[path], self._end)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._events)

    def __len__(self) -> int:
        return len(self._events)


@dataclass(frozen=True, eq=False)
class Source:
    """One file: `data` in plain dicts, lists, strings, numbers, flags and None, and where each of it stands.

    `places` has the place of each value, `key_places` that of each key. `text` is the file's text,
    `events` what the parser said of each value.
    """

    file: str
    data: Any
    places: Mapping[Path, Place] = field(default_factory=dict)
    key_places: Mapping[Path, Place] = field(default_factory=dict)
    text: str = ""
    events: Mapping[Path, Any] = field(default_factory=dict, repr=False)

    def place(self, path: Path) -> Place:
        """Where the value at `path` stands; where there is none, the nearest block around it."""
        for length in range(len(path), -1, -1):
            found = self.places.get(path[:length])
            if found is not None:
                return found
        return Place(self.file)

    def key_place(self, path: Path) -> Place:
        """Where the key of the entry at `path` stands; else as `place`."""
        return self.key_places.get(path) or self.place(path)

    def place_at(self, path: Path, offset: int) -> Place:
        """Where character `offset` of the text at `path` stands: in a condition, or in a text of many lines.

        Found by counting what is not blank, as YAML only changes blanks; in a text with escapes, its start.
        """
        event = self.events.get(path)
        value = getattr(event, "value", None)
        if event is None or not isinstance(value, str):
            return self.place(path)
        start, raw = _written(self.text, event)
        before = _solid(value[:offset])
        if _solid(raw) != _solid(value):
            return self.place(path)
        return _place_of_index(self.file, self.text, start + _index_after(raw, before))


def read_source(file: FilePath | str, problems: Problems, *, text: str | None = None) -> Source | None:
    """Read a YAML file into a Source; None where it cannot be read, which has been reported.

    `text` is the content where it comes from an editor; `file` then only names it.
    """
    name = str(file)
    content = _content(FilePath(file), problems) if text is None else _sized(text, name, problems)
    if content is None:
        return None
    content = check_characters(content.removeprefix("\ufeff").replace("\r\n", "\n"), name, problems)
    reader = YamlReader(name, problems)
    if not reader.read(content):
        return None
    if reader.data is None:
        problems.add("S117", Place(name))
        return None
    places, keys = Places(name, reader.values, reader.end), Places(name, reader.keys, reader.end)
    return Source(name, reader.data, places, keys, content, reader.values)


def _content(file: FilePath, problems: Problems) -> str | None:
    try:
        data = _bytes(file)
    except (OSError, ValueError) as error:
        problems.add("S101", Place(str(file)), why=_reason(error))
        return None
    if len(data) > limits.FILE_BYTES:
        problems.add("S102", Place(str(file)), most=limits.FILE_BYTES)
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        problems.add("S103", _place_of_index(str(file), before, len(before)))
        return None


def _bytes(file: FilePath) -> bytes:
    """At most one byte more than is allowed; never waits for a pipe or reads a device."""
    mode = file.stat().st_mode
    if not stat.S_ISREG(mode):
        raise IsADirectoryError if stat.S_ISDIR(mode) else ValueError("it is not a file of text")
    with file.open("rb") as opened:
        return opened.read(limits.FILE_BYTES + 1)


def _reason(error: OSError | ValueError) -> str:
    reasons: dict[type[Exception], str] = {
        FileNotFoundError: "there is no such file",
        PermissionError: "you may not read it",
        IsADirectoryError: "it is a folder",
        NotADirectoryError: "there is no such folder",
    }
    said = getattr(error, "strerror", None) or str(error)
    return reasons.get(type(error), said.lower())


def _sized(text: str, file: str, problems: Problems) -> str | None:
    if len(text.encode("utf-8", errors="replace")) <= limits.FILE_BYTES:
        return text
    problems.add("S102", Place(file), most=limits.FILE_BYTES)
    return None


def _solid(text: str) -> str:
    """The text without its blanks."""
    return "".join(text.split())


def _written(text: str, event: Any) -> tuple[int, str]:
    """Where a scalar's content starts in the file's text, and the content as it stands there."""
    start, end = event.start_mark.index, event.end_mark.index
    if event.style in ("|", ">"):
        start = text.find("\n", start) + 1 or end
    elif event.style:
        start, end = start + 1, end - 1
    return start, text[start:end]


def _index_after(raw: str, before: str) -> int:
    """Index in `raw` of the solid character that comes after as many solid ones as `before` has."""
    counts = accumulate(not character.isspace() for character in raw)
    wanted = len(before) + 1
    return next((index for index, count in enumerate(counts) if count == wanted), len(raw.rstrip()))


def _place_of_index(file: str, text: str, index: int) -> Place:
    return Place(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
