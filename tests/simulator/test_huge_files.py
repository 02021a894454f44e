"""Files of a megabyte, each of one thing over and over: told at once, and in little memory."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from simulator import limits
from simulator.loading import load
from simulator.problems import LoadError, Problems
from tests.hostile import bounded
from tests.simulator.test_hostile_files import folder
from tests.simulator.writing import FILE
from tests.simulator.writing import VOCABULARY as SMALL_VOCABULARY

ROOT = Path(__file__).resolve().parents[2]

PEAK = 80_000_000
"""Bytes that the worst of these files may add to a process; it needs less than half of it."""

OVER_AND_OVER = (
    *("[", "{a: ", "- ", "? ", "&a ", "!!int ", "- !!int 1\n", "- &a 1\n", "a: 1\n", "<<: {}\n", "? [a]\n: b\n"),
    *("---\n", "%YAML 1.1\n", "%TAG !a! !b\n", "\n", "# x\n", "#", "\t", "\r", "'", '"', ":", "a: ", "x", "x ", "9"),
    *("\0", "\u0301", "\u2028", "\u202e", "\ufeff", "\ud800", "\U0001f600"),
)
"""What stands in a file over and over, and in no scenario."""

BEGUN = ('"', "'", "a: |\n  ", "a: >\n  ", "[", "{", "a: ")
"""How something begins that never ends."""

NUMBERED = ("k{n}: 1\n", "{n}: 1\n", "k{n}: &a{n} 1\n", "b{n}: *b{n}\n", "k{n}: {{}}\n")
"""Lines of which no two are the same."""

MARKS = (
    *("*", "**a** ", "_", "`", "[", "[a](", "![](", "<", "<b>", "&#x41;", "http://", "a@b.c ", "\\", "{", "%s"),
    *("\n", "a\n\n", "- a\n", "# ", "1. ", "|", "é", "\U0001f600"),
)
"""What means something in other texts than ours."""


def filled(piece: str, most: int = limits.FILE_BYTES) -> str:
    """A text of at most so many bytes with nothing but this piece."""
    return piece * (most // len(piece.encode("utf-8", "surrogatepass")))


def laughing(generations: int = 40) -> str:
    """A file whose entries each stand for three of the one before: expanded, none could hold it."""
    return "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, generations))


def huge_files() -> Iterator[str]:
    """All of these files, one by one: together they need more room than reading them."""
    rest = limits.FILE_BYTES - 10
    yield from (filled(piece) for piece in OVER_AND_OVER)
    yield from (begin + filled(piece, rest) for begin in BEGUN for piece in ("x ", "1,", "\\\n", "\n\n", "a:"))
    for line in NUMBERED:
        yield "".join(line.format(n=n) for n in range(limits.FILE_BYTES // (len(line) + 10)))
    yield "".join(" " * n + "a:\n" for n in range(1_400))
    yield laughing()


def load_all(base: Path) -> int:
    """Load each of them, all of which are told; the bytes that the process grew by at its peak."""
    file = folder(base) / "gate.yaml"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for text in huge_files():
        with bounded(), pytest.raises(LoadError):
            load(file, SMALL_VOCABULARY, problems=Problems(), text=text)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return grown if sys.platform == "darwin" else grown * 1024


def test_no_file_of_a_megabyte_costs_much(tmp_path: Path) -> None:
    """Each is told long before a case counts as one that hangs, and none eats memory: measured from outside Python."""
    code = f"from pathlib import Path; from {__name__} import load_all; print(load_all(Path({str(tmp_path)!r})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    assert int(done.stdout) < PEAK


@pytest.mark.parametrize("key", ["summary", "text", "label"])
def test_no_text_full_of_marks_costs_much(key: str, tmp_path: Path) -> None:
    """Texts as long as they may be, full of what other programs read as markup: loaded or told, and soon."""
    file = folder(tmp_path) / "gate.yaml"
    most = limits.LINE_LENGTH if key == "label" else limits.TEXT_LENGTH
    for mark in MARKS:
        value = json.dumps(filled(mark, most - 10), ensure_ascii=False)
        text = re.sub(rf"\b{key}: .*", lambda found, value=value: f"{key}: {value}", FILE)  # type: ignore[misc]
        assert text != FILE
        with bounded(), suppress(LoadError):
            load(file, SMALL_VOCABULARY, problems=Problems(), text=text)
