"""What a person has set: theme, timed decisions, language, name and keys. One small JSON file, apart from the database.

It is the person's own and may be written by hand; what cannot be read is told, and the usual settings hold.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from simulator.problems import SimulatorError, shown
from tui.settings_file import settings_file
from tui.words import DEFAULT, say

STRETCH = 3
"""How many times as long a stretched decision takes."""

LONGEST_NAME = 60
"""Characters of a name; a line on a completion sheet holds them."""

Theme = Literal["dark", "light", "high-contrast", "colour-blind", "no-colour"]
Timing = Literal["on", "stretched", "off"]
THEMES: tuple[Theme, ...] = get_args(Theme)
TIMINGS: tuple[Timing, ...] = get_args(Timing)


class BadSettings(SimulatorError):
    """The settings file cannot be read or written; the sentence says which, where and what to do."""


@dataclass(frozen=True)
class Settings:
    """Settings, all of which may be missing. `keys` gives the bindings, by id, that have other keys."""

    theme: Theme = "dark"
    timing: Timing = "on"
    language: str = DEFAULT
    name: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)


def read_settings(file: Path | None = None) -> Settings:
    """The settings; the usual ones where there is no file. Raises BadSettings."""
    file = file or settings_file()
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise BadSettings(say("settings.unreadable", file=file, reason=error.strerror)) from error
    except (ValueError, RecursionError) as error:
        raise BadSettings(say("settings.wrong", file=file, where="-", reason=say("settings.no-json"))) from error
    wrong = _wrong(found)
    if wrong is not None:
        where, reason = wrong
        raise BadSettings(say("settings.wrong", file=file, where=shown(where), reason=reason))
    return Settings(**found)


def write_settings(settings: Settings, file: Path | None = None) -> None:
    """Keep the settings: the old file stays whole until the new one is. Raises BadSettings."""
    file = file or settings_file()
    new = file.with_name(file.name + ".new")
    usual = Settings()
    kept = {f.name: getattr(settings, f.name) for f in fields(settings)}
    kept = {name: value for name, value in kept.items() if value != getattr(usual, name)}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        new.replace(file)
    except OSError as error:
        raise BadSettings(say("settings.unwritable", file=file, reason=error.strerror)) from error


def _wrong(found: Any) -> tuple[str, str] | None:
    """The first setting that is not right, and why. Not pydantic's work: the first screen does not wait for it."""
    if not isinstance(found, dict):
        return "-", say("settings.no-json")
    for name, value in found.items():
        if name in ("theme", "timing"):
            known = THEMES if name == "theme" else TIMINGS
            if value not in known:
                return name, say("settings.one-of", values=", ".join(known))
        elif name in ("language", "name"):
            if not isinstance(value, str) or len(value) > LONGEST_NAME:
                return name, say("settings.text", most=LONGEST_NAME)
        elif name == "keys":
            if not isinstance(value, dict) or not all(isinstance(key, str) for key in value.values()):
                return name, say("settings.keys-form")
        else:
            return str(name), say("settings.unknown")
    return None
