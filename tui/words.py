"""Every word on every screen: `say("play.over")` looks it up in the catalogue of the language that was chosen.

A catalogue is a folder of JSON files for each language; nested keys are joined by dots. An entry with the keys `one`
and `other` is chosen by `count`. Values go into the braces of an entry, as with `str.format`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tui.settings_file import language_set

DEFAULT = "en"
FOLDER = Path(__file__).with_name("catalogue")
Entry = str | dict[str, str]


def say(key: str, /, **values: object) -> str:
    """The words under this key, with the values filled in; the key itself where the catalogue has none."""
    entry = catalogue(language()).get(key)
    if entry is None:
        return key
    if isinstance(entry, dict):
        entry = entry["one" if values.get("count") == 1 else "other"]
    return entry.format(**values)


def template(key: str) -> str:
    """The words under this key as they stand, for others to fill in."""
    return str(catalogue(language()).get(key, key))


def has(key: str) -> bool:
    """Whether the catalogue has words under this key."""
    return key in catalogue(language())


def language() -> str:
    """The language of PEACEKEEPER_LANGUAGE or of the settings, where there is a catalogue for it."""
    known = languages()
    if len(known) == 1:  # nothing to choose: a help page does not look for the settings
        return DEFAULT
    wanted = os.environ.get("PEACEKEEPER_LANGUAGE") or language_set() or DEFAULT
    return wanted if wanted in known else DEFAULT


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are catalogues for."""
    return tuple(sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir()))


@cache
def catalogue(language: str) -> Mapping[str, Entry]:
    """A whole catalogue, by joined key. Words that a translation lacks are English."""
    found: dict[str, Entry] = {}
    for file in sorted((FOLDER / language).glob("*.json")):
        found |= _joined(json.loads(file.read_text(encoding="utf-8")))
    return found if language == DEFAULT else {**catalogue(DEFAULT), **found}


def _joined(entries: Mapping[str, object], before: str = "") -> list[tuple[str, Entry]]:
    found: list[tuple[str, Entry]] = []
    for key, entry in entries.items():
        name = f"{before}{key}"
        if isinstance(entry, str):
            found.append((name, entry))
        elif isinstance(entry, dict) and entry.keys() == {"one", "other"}:
            found.append((name, {number: str(words) for number, words in entry.items()}))
        elif isinstance(entry, dict):
            found += _joined(entry, f"{name}.")
    return found
