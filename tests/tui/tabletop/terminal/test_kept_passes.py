"""Passes of this laptop."""

from __future__ import annotations

from pathlib import Path

from tui.tabletop.terminal.kept_passes import FILE, MOST, KeptPass, keep_pass, kept_pass


def test_the_last_pass_of_a_host_is_found(tmp_path: Path) -> None:
    """Or the one for a seat; only its owner can read them."""
    for seat, text in (("head", "1"), ("force", "2"), ("head", "3")):
        keep_pass(tmp_path, KeptPass("http://a", seat, text))
    assert kept_pass(tmp_path, "http://a") == KeptPass("http://a", "head", "3")
    assert kept_pass(tmp_path, "http://a", "force") == KeptPass("http://a", "force", "2")
    assert kept_pass(tmp_path, "http://b") is None
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_few_are_kept_and_a_broken_file_is_none(tmp_path: Path) -> None:
    """The oldest go first."""
    for n in range(MOST + 1):
        keep_pass(tmp_path, KeptPass(f"http://{n}", "head", "x"))
    assert kept_pass(tmp_path, "http://0") is None
    assert kept_pass(tmp_path, f"http://{MOST}") is not None
    for wrong in ("{", "[1]", '[["a"]]', "null"):
        (tmp_path / FILE).write_text(wrong)
        assert kept_pass(tmp_path, "http://1") is None
