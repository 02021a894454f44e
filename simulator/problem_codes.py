"""The catalogue of problems: each code with its title, its sentence, what to do, and an example.

Codes are stable: a code keeps its meaning, a new problem gets a new code. S1 is about files, YAML and
text, S2 about the shape of blocks, S3 about names, S4 about conditions, S5 about meaning.
`docs/problems.md` lists them, and each has a page with a mistake that has it: see `tui.explaining.mistakes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simulator.problem_codes_files import FILE, SHAPE
from simulator.problem_codes_scenarios import CONDITIONS, MEANING, NAMES


class Code(NamedTuple):
    """One kind of problem. `example` is a piece of a file that has it.

    `message` and `advice` are templates; the words in braces are filled in where the problem is reported.
    """

    title: str
    message: str
    advice: str
    example: str


CODES: Mapping[str, Code] = {
    code: Code(*row) for table in (FILE, SHAPE, NAMES, CONDITIONS, MEANING) for code, row in table.items()
}
