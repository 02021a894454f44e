"""What was saved: noticed, read, and never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tui.preview import changed
from tui.preview import saved as saving
from tui.preview import telling
from tui.preview.saved import is_there, read_saved, stamp
from tui.preview.standing import Standing


def test_a_good_file(tmp_path: Path) -> None:
    """A file with no problem gives its scenario."""
    found = read_saved(changed.file_in(tmp_path))
    assert found.good
    assert found.scenario is not None


def test_every_change_has_another_stamp(tmp_path: Path) -> None:
    """The file, the mission area and a part beside it are looked after; the rest of the folder is not."""
    file = changed.file_in(tmp_path)
    (tmp_path / "parts").mkdir()
    stamps = [stamp(file)]
    for one in (file, tmp_path / "area.yaml", tmp_path / "parts" / "new.yaml"):
        one.write_text((one.read_text(encoding="utf-8") if one.exists() else "") + "\n", encoding="utf-8")
        stamps.append(stamp(file))
    assert len(set(stamps)) == 4
    (tmp_path / "other.yaml").write_text("", encoding="utf-8")
    assert stamp(file) == stamps[-1]


def test_an_empty_or_missing_file_is_not_there(tmp_path: Path) -> None:
    """Many editors empty a file or rename it before they write: that is no version to be shown at once."""
    file = changed.file_in(tmp_path)
    assert is_there(file, stamp(file))
    file.write_bytes(b"")
    assert not is_there(file, stamp(file))
    file.unlink()
    assert not is_there(file, stamp(file))


def test_the_last_good_map_stays(tmp_path: Path) -> None:
    """After a version that cannot be used, map and figures are those before, and it is said that they are old."""
    good = Standing().after(read_saved(changed.file_in(tmp_path)))
    bad = good.after(read_saved(changed.file_in(tmp_path, ("then: who-goes-where", "then: who-goes-were"))))
    assert (good.old, bad.old) == (False, True)
    assert (bad.places, bad.figures) == (good.places, good.figures)
    assert "Did you mean 'who-goes-where'?" in telling.front(bad).plain


def test_a_mistake_of_ours_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the check itself fails, that is told as a problem: whoever writes keeps the preview."""

    def fails(files: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(saving, "check_files", fails)
    found = read_saved(changed.file_in(tmp_path))
    assert "RecursionError: too deep" in str(found.problems[0])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nothing_that_is_saved_is_a_crash(tmp_path: Path, data: st.DataObject) -> None:
    """Any bytes in any place of the file are told as problems, or are a scenario."""
    file = changed.file_in(tmp_path)
    whole = changed.TEXT.encode()
    begin = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(begin, min(len(whole), begin + 200)))
    other = data.draw(st.one_of(st.binary(max_size=40), st.text(max_size=40).map(lambda text: text.encode())))
    file.write_bytes(whole[:begin] + other + whole[end:])
    standing = Standing().after(read_saved(file))
    assert standing.saved is not None
    assert telling.head(standing)
    assert telling.front(standing).plain
    assert (standing.saved.scenario is None) <= (not standing.saved.good)
