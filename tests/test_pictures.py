"""The pictures in the documentation: drawn by the app, and complete in themselves."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.tabletop.browsing import chromium

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
NAMESPACE = "http://www.w3.org/2000/svg"
PAGES = ("trainee-guide", "facilitator-guide", "tabletop-on-paper")
DOCUMENTS = [ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in PAGES)]
TABLETOP = "tabletop-"
"""How the pictures of an exercise begin, which need a browser."""
LARGEST = 120_000
"""Bytes of a picture: they are fetched with the source, over a poor link too."""
MOST = 7

WORDS = 900
"""What two pages hold, and a tired person reads."""

each_picture = pytest.mark.parametrize("picture", sorted(PICTURES.glob("*.svg")), ids=lambda picture: picture.stem)


def test_the_app_draws_every_picture(tmp_path: Path) -> None:
    """`make pictures` draws just those that are kept, twice the same, with nothing of this computer in them."""
    for folder in (tmp_path / "once", tmp_path / "again"):
        folder.mkdir()
        subprocess.run([sys.executable, PICTURES / "draw.py", folder], check=True, cwd=tmp_path)
    drawn = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "once").iterdir()}
    assert drawn == {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "again").iterdir()}
    assert drawn.keys() == {file.name for file in PICTURES.glob("*.svg") if not file.name.startswith(TABLETOP)}
    assert not any(str(path) in svg for svg in drawn.values() for path in (ROOT, tmp_path, Path.home()))


@pytest.mark.soak
@pytest.mark.skipif(chromium() is None, reason="the system has no Chromium")
def test_real_browsers_draw_the_pictures_of_a_tabletop(tmp_path: Path) -> None:
    """`make pictures` draws just those that are kept, from an exercise that is really played."""
    subprocess.run([sys.executable, PICTURES / "draw_tabletop.py", tmp_path], check=True, cwd=tmp_path)
    drawn = {file.name for file in tmp_path.iterdir()}
    assert drawn == {file.name for file in PICTURES.glob(f"{TABLETOP}*")}
    kept = (PICTURES / f"{TABLETOP}control.svg").read_text(encoding="utf-8")
    assert (tmp_path / f"{TABLETOP}control.svg").read_text(encoding="utf-8") == kept


def test_pictures_of_a_tabletop_are_small_and_few() -> None:
    """Whoever fetches the source over a satellite link fetches them too."""
    pictures = [*PICTURES.glob(f"{TABLETOP}*")]
    assert 0 < len(pictures) <= MOST
    assert [file.name for file in pictures if file.stat().st_size > LARGEST] == []


@each_picture
def test_a_picture_fetches_nothing(picture: Path) -> None:
    """No font, style, script or image from elsewhere: the documentation is read offline."""
    svg = picture.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\s\"')<]+", svg)) == {NAMESPACE}
    assert not re.search(r"@import|@font-face|url\((?!#)|<script|<image|xlink:href", svg)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.stem)
def test_every_picture_that_is_shown_is_there(document: Path) -> None:
    """No broken picture, and each has words for those who cannot see it."""
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", document.read_text(encoding="utf-8"))
    assert shown
    assert all(words and (document.parent / file).exists() for words, file in shown)


def test_the_trainees_guide_is_two_pages() -> None:
    """Whoever reads it at night gets to its end."""
    assert len((ROOT / "docs" / "trainee-guide.md").read_text(encoding="utf-8").split()) <= WORDS
