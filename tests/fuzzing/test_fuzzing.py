"""What fuzzing found stays mended, and a million inputs more find nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzzing.targets import TARGETS

FOUND = sorted((Path(__file__).parent / "found").glob("*-*"))
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.name)
def test_what_was_found_stays_mended(file: Path) -> None:
    """Each input that once broke something has an answer now."""
    name = next(name for name in sorted(TARGETS, key=len, reverse=True) if file.name.startswith(f"{name}-"))
    TARGETS[name][0](file.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("data", [b"", b"\1", b"\2" * 28, b"\xff" * 28, bytes(range(28))], ids=str)
def test_every_target_takes_any_bytes(name: str, data: bytes) -> None:
    """A target answers, whatever it is given."""
    TARGETS[name][0](data)


def test_a_million_inputs_are_tried() -> None:
    """The counts of all targets together."""
    assert sum(inputs for _, inputs in TARGETS.values()) == 1_000_000


@pytest.mark.soak
@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_found_any_more(name: str) -> None:
    """Inputs that reach new places in the program are followed further; none breaks anything."""
    pytest.importorskip("atheris", reason="atheris has no build for this system")
    told = subprocess.run([sys.executable, "-m", "tests.fuzzing", name], cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr[-3_000:]
