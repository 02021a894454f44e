"""Writes what is made of the program into docs: `make reference`."""

from __future__ import annotations

import sys
from pathlib import Path

from tui.explaining.pages import files
from tui.explaining.reference import reference
from tui.explaining.word_list import word_list


def write(folder: Path) -> None:
    """Write all pages into this folder, and take out pages of codes that are gone."""
    made = files()
    for name, text in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "format-reference.md").write_text(reference(), encoding="utf-8")
    (folder / "words.md").write_text(word_list(), encoding="utf-8")
    for file in (folder / "problems").glob("*.md"):
        if f"problems/{file.name}" not in made:
            file.unlink()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
