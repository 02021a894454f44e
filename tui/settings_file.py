"""Where the settings are, and the one of them that every word waits for: the language."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

VARIABLE = "PEACEKEEPER_SETTINGS"


def settings_file() -> Path:
    """The file that PEACEKEEPER_SETTINGS names, or the one in the user's folder for settings."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("peacekeeper", appauthor=False) / "settings.json"


@cache
def language_set() -> str | None:
    """The language that stands in the settings; None where none does. A damaged file is told of by `read_settings`."""
    try:
        found = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    language = found.get("language") if isinstance(found, dict) else None
    return language if isinstance(language, str) else None
