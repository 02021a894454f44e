"""Fuzzes one target by coverage, with atheris: `python -m tests.fuzzing TARGET [INPUTS]`.

An input that finds a mistake is written to `tests/fuzzing/found/TARGET-...`, where a test tries it from then on.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["simulator", "scoring", "tui"], enable_loader_override=False):
    from tests.fuzzing.targets import TARGETS
    from tests.simulator.test_hostile_conditions import MEANT
    from tests.simulator.writing import FILE

FOUND = Path(__file__).parent / "found"
LONGEST, SECONDS, MEGABYTES = 4_096, 30, 2_048
"""Bytes of an input; what one may take before it counts as a mistake."""


def main() -> None:
    """Fuzz until so many inputs were tried; libFuzzer ends the process, with 0 where nothing was found."""
    name = sys.argv[1]
    target, inputs = TARGETS[name]
    inputs = int(sys.argv[2]) if len(sys.argv) > 2 else inputs
    FOUND.mkdir(exist_ok=True)
    with TemporaryDirectory() as corpus:
        for n, seed in enumerate(_seeds(name)):
            (Path(corpus) / str(n)).write_bytes(seed)
        options = [
            f"-runs={inputs}",
            f"-max_len={LONGEST}",
            f"-timeout={SECONDS}",
            f"-report_slow_units={SECONDS}",
            f"-rss_limit_mb={MEGABYTES}",
        ]
        where = f"-artifact_prefix={FOUND / name}-"
        atheris.Setup([sys.argv[0], *options, where, "-seed=1", "-verbosity=0", "-print_final_stats=1", corpus], target)
        atheris.Fuzz()


def _seeds(name: str) -> list[bytes]:
    if name == "condition":
        return [text.encode() for text in MEANT]
    if name == "file":
        return [FILE.encode()]
    return [bytes((kind, 1, 7, 3)) * 5 for kind in range(9)]


if __name__ == "__main__":
    main()
