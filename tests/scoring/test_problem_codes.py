"""The catalogue of problems of rule files, and its section in docs/problems.md."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from scoring.problem_codes import CODES
from simulator.problem_codes import CODES as SIMULATOR_CODES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "problems.md").read_text(encoding="utf-8")


def sections() -> dict[str, str]:
    """What docs/problems.md says of each code of rule files."""
    (page,) = re.findall(r"^## Rule files$(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    parts = re.split(r"^### (R\d{3}) ", page, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def pattern(template: str) -> str:
    """A regular expression for what a template says, whatever its blanks are filled with."""
    pieces = string.Formatter().parse(template)
    return "".join(re.escape(text) + (".+" if word else "") for text, word, _, _ in pieces)


def test_codes_of_rule_files_are_their_own() -> None:
    """They begin with R, stand in order, and none is the simulator's."""
    assert all(re.fullmatch(r"R1\d\d", code) for code in CODES)
    assert list(CODES) == sorted(CODES)
    assert not CODES.keys() & SIMULATOR_CODES.keys()


def test_every_code_has_its_section_in_the_documentation() -> None:
    """All of them, in order, and no others."""
    assert list(sections()) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_documentation_says_what_the_program_says(code: str) -> None:
    """A section has the code's title and example, and the sentences as they are told."""
    section, entry = sections()[code], CODES[code]
    message, advice = (line.removeprefix("> ") for line in section.split("\n") if line.startswith("> "))
    assert section.startswith(f"{entry.title}\n")
    assert f"\n```yaml\n{entry.example}\n```\n" in section
    assert re.fullmatch(pattern(entry.message), message)
    assert re.fullmatch(pattern(entry.advice), advice)
