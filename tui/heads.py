"""What a list of scenarios shows: the heads of their files, read without the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from simulator.database.scenarios import ScenarioVersion
from simulator.problems import Problems
from simulator.source import AREA_FILE, PARTS_FOLDER, read_source

HEAD_ENDS = ("\nbriefing:", "\nstate:", "\nfacts:", "\nscenes:")
"""Where the head of a file ends, so that a list need not read whole files."""

PLANS = ".plans.yaml"
"""How the name of a file of test plans ends; it stands beside its scenario."""

LEVELS = ("tactical", "operational", "leadership")
"""From the ground up: the order in which a list shows them."""

ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True)
class Item:
    """A scenario as a list shows it. `file` is set for one that ships, `hash` for one that was added."""

    id: str
    title: str
    summary: str
    level: str
    role: str
    component: str
    minutes: int
    themes: tuple[str, ...]
    content_note: str | None
    origin: Literal["shipped", "added"]
    file: Path | None = None
    hash: str | None = None


def shipped_folder() -> Path:
    """Where the scenarios that ship stand."""
    import scenarios

    return Path(scenarios.__file__).parent


def scenario_files(folder: Path) -> list[Path]:
    """The scenario files in a folder and the folders in it; what is no scenario is left out."""
    return sorted(file for file in folder.rglob("*.yaml") if is_scenario(file))


def is_scenario(file: Path) -> bool:
    """Whether this can be a scenario, by its name and folder: no mission area, no test plans, no part."""
    return file.name != AREA_FILE and not is_plans(file) and file.parent.name != PARTS_FOLDER


def is_plans(file: Path) -> bool:
    """Whether this is a file of test plans, by its name."""
    return file.name.endswith(PLANS)


def shipped_item(file: Path) -> Item:
    """The head of a file that ships."""
    text = file.read_text(encoding="utf-8")
    end = min((at for mark in HEAD_ENDS if (at := text.find(mark)) >= 0), default=len(text))
    source = read_source(file, Problems(stop_at_first=True), text=text[: end + 1])
    return _item(source.data if source else {"id": file.stem}, origin="shipped", file=file)


def added_item(version: ScenarioVersion) -> Item:
    """The head of a scenario that was added to the library."""
    return _item(version.data["scenario"], origin="added", hash=version.hash)


def in_order(item: Item) -> tuple[int, int, str, str]:
    """The order of a list: from the ground up, the short before the long, then by title without its article."""
    title = item.title.casefold()
    bare = next((title.removeprefix(article) for article in ARTICLES if title.startswith(article)), title)
    level = LEVELS.index(item.level) if item.level in LEVELS else len(LEVELS)
    return level, item.minutes, bare, item.id


def _item(head: Mapping[str, Any], **more: Any) -> Item:
    return Item(
        id=head["id"],
        title=head.get("title", head["id"]),
        summary=head.get("summary", "").strip(),
        level=head.get("level", ""),
        role=head.get("role", ""),
        component=head.get("component", "military"),
        minutes=head.get("play minutes", 0),
        themes=tuple(head.get("themes", ())),
        content_note=head.get("content note"),
        **more,
    )
