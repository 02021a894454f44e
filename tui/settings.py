"""What a person has set: theme, timed decisions, language, name and keys. One small JSON file, apart from the database.

It is the person's own and may be written by hand; what cannot be read is told, and the usual settings hold.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulator.problems import SimulatorError
from tui.words import DEFAULT, say

VARIABLE = "PEACEKEEPER_SETTINGS"
STRETCH = 3
"""How many times as long a stretched decision takes."""

Theme = Literal["dark", "light", "high-contrast", "colour-blind", "no-colour"]
Timing = Literal["on", "stretched", "off"]


class BadSettings(SimulatorError):
    """The settings file cannot be read or written; the sentence says which, where and what to do."""


class Settings(BaseModel):
    """Settings, all of which may be missing. `keys` gives the bindings, by id, that have other keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    theme: Theme = "dark"
    timing: Timing = "on"
    language: str = DEFAULT
    name: Annotated[str, Field(max_length=60)] = ""
    keys: dict[str, str] = {}

    def seconds(self, seconds: int) -> int:
        """So many seconds of a timed decision, stretched where that is set."""
        return seconds * STRETCH if self.timing == "stretched" else seconds


def settings_file() -> Path:
    """The file that PEACEKEEPER_SETTINGS names, or the one in the user's folder for settings."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("peacekeeper", appauthor=False) / "settings.json"


def read_settings(file: Path | None = None) -> Settings:
    """The settings; the usual ones where there is no file. Raises BadSettings."""
    file = file or settings_file()
    try:
        return Settings.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise BadSettings(say("settings.unreadable", file=file, reason=error.strerror)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "-"
        raise BadSettings(say("settings.wrong", file=file, where=where, reason=first["msg"])) from error


def write_settings(settings: Settings, file: Path | None = None) -> None:
    """Keep the settings: the old file stays whole until the new one is. Raises BadSettings."""
    file = file or settings_file()
    new = file.with_name(file.name + ".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(settings.model_dump_json(indent=2, exclude_defaults=True) + "\n", encoding="utf-8")
        new.replace(file)
    except OSError as error:
        raise BadSettings(say("settings.unwritable", file=file, reason=error.strerror)) from error
