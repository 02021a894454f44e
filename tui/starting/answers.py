"""What is asked before a scenario is begun, and whether an answer can stand in a file."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from scoring.rule import Rule
from simulator import limits
from simulator.area import Area
from simulator.problems import Place, Problems, SimulatorError, shown
from simulator.prose import check_texts
from simulator.source import AREA_FILE, read_source
from simulator.written import ID_PATTERN
from tui.words import say

Component = Literal["military", "police", "civilian"]
Level = Literal["tactical", "operational", "leadership"]
COMPONENTS: tuple[Component, ...] = get_args(Component)
LEVELS: tuple[Level, ...] = get_args(Level)
MOST_MINUTES = 240
SUFFIX = ".yaml"


class NotPossible(SimulatorError):
    """An answer cannot stand in a file, or there is nothing to begin with."""


@dataclass(frozen=True, slots=True)
class Answers:
    """All that `new` asks. `minutes` is how long it takes to play; a scenario trains at least one rule."""

    title: str
    role: str
    component: Component
    level: Level
    minutes: int
    area: Area
    rules: tuple[Rule, ...]


def line_of(answer: str) -> str:
    """The answer as one line of a file. Raises NotPossible where it cannot stand in one."""
    line = " ".join(answer.split())
    if not line:
        raise NotPossible(say("new.wrong.empty"))
    if len(line) > limits.LINE_LENGTH:
        raise NotPossible(say("new.wrong.long", count=limits.LINE_LENGTH, length=len(line)))
    problems = Problems()
    source = read_source("answer.yaml", problems, text=f"title: {quoted(line)}\n")
    if source is not None:
        check_texts(source, problems)
    for problem in problems:
        raise NotPossible(f"{problem.message} {problem.advice}")
    return line


def minutes_of(answer: str) -> int:
    """The answer as a number of minutes. Raises NotPossible."""
    if answer.isascii() and answer.isdecimal() and len(answer) <= 3 and 1 <= int(answer) <= MOST_MINUTES:
        return int(answer)
    raise NotPossible(say("new.wrong.minutes", count=MOST_MINUTES))


def file_of(given: Path | None, title: str) -> Path:
    """The file to write: the one that was given, or one named after the title. Raises NotPossible."""
    file = Path(id_of(title) + SUFFIX) if given is None else given
    if file.suffix != SUFFIX or not is_id(file.stem) or file.name == AREA_FILE:
        meant = id_of(file.name.removesuffix(SUFFIX)) + SUFFIX
        raise NotPossible(say("new.wrong.file", file=shown(file.name), meant=meant))
    if file.exists() or file.is_symlink():
        raise NotPossible(say("new.wrong.exists", file=shown(file)))
    if not file.parent.is_dir():
        raise NotPossible(say("new.wrong.folder", folder=shown(file.parent)))
    return file


def is_id(text: str) -> bool:
    """Whether this can be the id of a scenario."""
    return len(text) <= limits.ID_LENGTH and re.fullmatch(ID_PATTERN.strip("^$"), text) is not None


def id_of(title: str) -> str:
    """The id that a title suggests: its words in plain letters, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    if not words or not words[0][0].isalpha() or "-".join(words) == Path(AREA_FILE).stem:
        words = ["scenario", *words]
    return "-".join(words)[: limits.ID_LENGTH].strip("-")


def quoted(text: str) -> str:
    """A text between quotation marks, as YAML reads it back."""
    return json.dumps(text, ensure_ascii=False)


def words(text: str) -> str:
    """A text as people would write it: without quotation marks where none are needed."""
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9 ,.;'()-]*", text)
    flag = text.casefold() in ("true", "false", "null")
    return text if plain and not flag and text == text.strip() else quoted(text)


def place(file: Path) -> str:
    """A file as messages name it."""
    return str(Place(str(file)))
