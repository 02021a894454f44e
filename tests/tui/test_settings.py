"""Settings: a small file of the person's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.settings import BadSettings, Settings, read_settings, write_settings
from tui.settings_file import settings_file


def test_without_a_file_the_usual_settings_hold(tmp_path: Path) -> None:
    """Nothing has to be set."""
    assert read_settings(tmp_path / "none.json") == Settings()


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    """Settings last, in a folder that was not there before."""
    kept = Settings(theme="high-contrast", timing="stretched", name="K-7", keys={"note": "ctrl+n"})
    write_settings(kept, tmp_path / "new" / "settings.json")
    assert read_settings(tmp_path / "new" / "settings.json") == kept
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["settings.json"]


@given(st.binary(max_size=200))
def test_any_bytes_are_settings_or_one_problem(tmp_path_factory: pytest.TempPathFactory, found: bytes) -> None:
    """A damaged file is told and harms nothing."""
    file = tmp_path_factory.mktemp("settings") / "settings.json"
    file.write_bytes(found)
    told = str(file)
    try:
        assert isinstance(read_settings(file), Settings)
    except BadSettings as error:
        told = str(error)
    assert str(file) in told


def test_a_setting_that_does_not_exist_is_named(tmp_path: Path) -> None:
    """What, where, and what to do."""
    file = tmp_path / "settings.json"
    file.write_text('{"theme": "pink"}')
    with pytest.raises(BadSettings, match=r"'theme'.*Mend or delete"):
        read_settings(file)


def test_where_nothing_can_be_written_it_is_told(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "here").write_text("")
    with pytest.raises(BadSettings, match="until the program closes"):
        write_settings(Settings(), tmp_path / "here" / "settings.json")


def test_the_environment_may_name_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a stick, a test, or two people at one laptop."""
    monkeypatch.setenv("PEACEKEEPER_SETTINGS", str(tmp_path / "mine.json"))
    assert settings_file() == tmp_path / "mine.json"
