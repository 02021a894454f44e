"""One buffer as the features read it: its text, its outline, and the names in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath

from simulator import limits
from simulator.source import AREA_FILE, PARTS_FOLDER
from tui.heads import PLANS
from tui.language_server.blocks import FileKind
from tui.language_server.names import Name, Occurrence, occurrences
from tui.language_server.outline import Outline
from tui.language_server.outline_reader import outline

HEAD = ("format:", "mission area:", "briefing:", "scenes:", "at the horizon:")
"""Lines that a scenario has, and hardly any other YAML file."""


@dataclass(frozen=True, eq=False)
class Buffer:
    """The text of a file as it stands in the editor."""

    file: FilePath
    text: str
    version: int | None = None

    @cached_property
    def kind(self) -> FileKind | None:
        """What kind of file it is; None where it is none of ours, or too large to be looked into."""
        if self.file.name == AREA_FILE:
            return "area"
        if self.file.suffix not in (".yaml", ".yml"):
            return None
        if self.file.name.endswith(PLANS):
            return "plans"
        if self.file.parent.name == PARTS_FOLDER:
            return "part" if (self.file.parent.parent / AREA_FILE).exists() else None
        ours = not self.text.strip() or any(line.startswith(HEAD) for line in self.text.splitlines())
        return "scenario" if ours or (self.file.parent / AREA_FILE).exists() else None

    @property
    def readable(self) -> FileKind | None:
        """The kind of a file that is not too large to be looked into as one types."""
        return self.kind if len(self.text) <= limits.FILE_BYTES else None

    @cached_property
    def outline(self) -> Outline:
        """Every key and value with its place."""
        return outline(self.text)

    @cached_property
    def names(self) -> list[Occurrence]:
        """Every name in it."""
        kind = self.readable
        return occurrences(self.outline, kind) if kind else []

    def name_at(self, offset: int) -> Occurrence | None:
        """The name that stands at an offset; of two that touch, the one that starts there."""
        found = [each for each in self.names if each.start <= offset <= each.end]
        return found[-1] if found else None

    def declaration(self, name: Name) -> Occurrence | None:
        """Where a name is declared in this file."""
        return next((each for each in self.names if each.declares and each.name == name), None)

    def places_of(self, name: Name) -> list[Occurrence]:
        """Every place that means a name, its declaration included."""
        return [each for each in self.names if each.name == name]
