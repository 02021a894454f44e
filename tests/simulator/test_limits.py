"""The limits: each constant limits something, and says why it is as it is."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

import pytest

from simulator import limits

SIMULATOR = Path(limits.__file__).parent
NAMES = [name for name in vars(limits) if name.isupper()]


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_is_used(name: str) -> None:
    """No limit stands there for nothing."""
    sources = [path.read_text() for path in SIMULATOR.rglob("*.py")]
    assert any(f"limits.{name}" in source for source in sources)


def test_every_limit_has_its_reason() -> None:
    """Under each constant stands what it counts, and why it is not more."""
    body = ast.parse(Path(limits.__file__).read_text()).body
    reasons = {
        target.id: after.value.value
        for before, after in pairwise(body)
        if isinstance(before, ast.Assign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        for target in before.targets
        if isinstance(target, ast.Name)
    }
    assert list(reasons) == NAMES
    assert all(len(str(reason)) > 40 for reason in reasons.values())
