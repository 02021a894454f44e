"""The debrief as Markdown."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.test_debrief import view
from tui.report import markdown


def test_a_report_is_markdown_that_begins_with_the_notice() -> None:
    """A report says first that this was training, and nothing in it is taken for markup."""
    text = markdown(view())
    assert text.startswith("*This is training.")
    assert "\n# Debrief: The gate\n" in text
    assert "\n## What happened to people\n\n- **women:** nobody was hurt\n- **men:** 2 gassed\n" in text
    assert "\n### Decision 3, 06:37: Stones\n" in text


@given(st.text(alphabet="a*_`[]<>#|\\!(", min_size=1, max_size=20))
def test_nothing_in_a_title_is_obeyed(text: str) -> None:
    """Signs that Markdown knows are escaped wherever an author or a player wrote them."""
    first = markdown(replace(view(), title=text)).split("\n\n")[1]
    written = first.removeprefix("# Debrief: ")
    assert re.sub(r"\\(.)", r"\1", written) == " ".join(text.split())
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>#|]", written)
