"""The stacks: everything is where it belongs, and nowhere else."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.small import scene, small
from tests.tui.tabletop.paper.printed import (
    OBJECTIVES,
    SEATS,
    decided,
    pages_of,
    paper_scenario,
    printed,
    slips_of,
    table,
    table_of,
    where,
    words,
)
from tui.report_html import TEMPLATES
from tui.tabletop.naming import exercise_mark
from tui.tabletop.paper.pages import pages
from tui.tabletop.paper.rendering import css_text
from tui.words import catalogue

FOUND = printed()
HOSTILE = '</style><script>x()</script><img src=y> & "{{ 7 * 7 }}"'

BELONGS = {
    **{f"role-{seat}": {"roles"} for seat in SEATS},
    **{key: {"private"} for key in ("told-head", "told-force", "slip-force", "slip-legal", "lines-plan")},
    **{key: {"injects"} for key in ("words-call", "words-radio")},
    **{key: {"script", "injects", "evaluators"} for key in ("inject-call", "inject-radio")},
    **{key: {"script"} for key in ("type-call", "activity-call")},
    **{key: {"script", "evaluators"} for key in ("expected-call", "evaluators-call")},
    **{key: {"script", "evaluators"} for key in ("objective-share", "objective-act")},
    **{key: {"evaluators"} for key in ("criterion-asked", "criterion-told", "criterion-early", "evidence-asked")},
    **{key: {"script", "situations", "decisions"} for key in ("title-first", "title-second")},
    **{key: {"situations"} for key in ("text-first", "text-second", "strip-first", "lines-map")},
    **{key: {"script", "situations", "decisions"} for key in ("label-wait", "label-go", "label-maybe", "label-talk")},
    **{key: {"script"} for key in ("after-wait", "lucky-go", "unlucky-go", "board-trust")},
    **{f"question-{n}": {"script"} for n in range(6)},
}
"""Each text of the scenario, and the stacks on which it may be read."""


@pytest.mark.parametrize("text", BELONGS)
def test_each_text_is_on_the_stacks_where_it_belongs_and_on_no_other(text: str) -> None:
    """What a seat may read, what exercise control reads, and what all see, stay apart."""
    assert where(text, FOUND) == BELONGS[text]


def test_each_seat_has_a_card_of_its_own() -> None:
    """One page for each seat, with nothing of another seat's role."""
    cards = pages_of(FOUND["roles"])
    assert [[seat for seat in SEATS if f"role-{seat}" in card] for card in cards] == [[seat] for seat in SEATS]


def test_a_card_says_which_decisions_are_its_own_and_who_hears_for_whom() -> None:
    """By their number: titles of situations that are to come give the story away."""
    head, force, legal, watcher = pages_of(FOUND["roles"])
    assert "1 of 2 decisions is yours" in head
    assert "if they stand empty: Legal" in head
    assert "1 of 2 decisions is yours" in force
    assert "No decision is yours" in legal
    assert "goes to: Head" in legal
    assert "You take no part" in watcher


def test_private_texts_are_apart_by_seat() -> None:
    """A folded sheet for each seat that is told something, and a slip for each situation that tells it more."""
    sheets = pages_of(FOUND["private"])
    assert [each for sheet in sheets[:-1] for each in re.findall(r"told-\w+", sheet)] == ["told-head", "told-force"]
    slips = slips_of(FOUND["private"])
    assert [re.findall(r"slip-\w+", slip) for slip in slips] == [["slip-force"], ["slip-legal"]]
    assert "Force" in slips[0]
    assert "sheet 1" in slips[0]
    assert "slip-" not in slips[0].split("fold here")[0]
    assert "If this seat stands empty, give to: Head." in slips[1]


def test_an_inject_has_a_slip_for_each_seat_that_it_reaches() -> None:
    """By planned minute; one slip to read aloud where it reaches all; none where it only changes the board."""
    slips = [slip for slip in slips_of(FOUND["injects"]) if "On the spot" not in slip]
    assert [re.findall(r"To: ([\w ()]+?) (?:From|inject)", slip)[0] for slip in slips] == [
        "all (read aloud)",
        "Head",
        "Force",
    ]
    assert "No. 7, slip 2 of 2" in slips[2]
    assert "minute 10 of play" in slips[2]
    assert "means-call" in slips[2]


def test_an_option_on_a_condition_is_a_strip() -> None:
    """The wall shows what is always on offer; the condition is cut off."""
    sheets = pages_of(FOUND["situations"])
    first = next(sheet for sheet in sheets if "text-first" in sheet)
    assert "label-wait" in first
    assert "label-maybe" not in first
    assert "trust" not in first
    strips = slips_of(FOUND["situations"])
    assert ["trust < 2" in strips[0] and "strip-first" in strips[0], "C label-maybe" in strips[1]] == [True, True]


def test_the_script_says_what_follows_each_letter() -> None:
    """Consequence, board, minutes of the story, the draw, and the next sheet on each condition."""
    script = words(FOUND["script"])
    assert "A label-wait (wait) after-wait Board: board-trust -1 Story minutes: 5 → Sheet 2: title-second" in script
    assert "Draw a number from 1 to 4" in script
    assert "1 to 3: lucky-go → Sheet 3: The end" in script
    assert "4: unlucky-go → Sheet 2: title-second" in script
    assert "trust > 1 : Sheet 3: The end otherwise : Sheet 4" in script
    assert "On the table only if: trust > 2" in script
    assert "Slips to: Force; Legal." in script
    assert "as soon as: trust < 1" in script
    assert "Board: board-trust: 2" in script


def test_the_guide_comes_first_and_leads_nowhere() -> None:
    """It is Markdown with tables; tags in it are text, and links and pictures are none."""
    guide = "# guide-title\n\n| a | b |\n| - | - |\n| cell-a | x |\n\n<script>y()</script> [a](http://x.y) ![p](q)"
    html = printed(table(guide=guide))["script"].html
    assert html.index("guide-title") < html.index("Ground rules")
    assert "<td>cell-a</td>" in html
    assert not re.search(r"<script|<a |<img", html)


def test_the_decision_record_has_a_form_for_each_decision() -> None:
    """With all options, and a row for each seat that recommends."""
    forms = pages_of(FOUND["decisions"])
    assert ["label-wait" in forms[0], "label-talk" in forms[1], len(forms)] == [True, True, 2]
    assert all(seat in forms[0] for seat in ("Head", "Force", "Legal"))
    assert "Watcher" not in forms[0]


def test_a_list_of_injects_without_options_has_forms_enough() -> None:
    """One situation that leads back to itself: each inject may ask for a decision in words."""
    options = {"decided": {"takes": 5, "then": "table"}, "close": {"takes": 5, "then": "end"}}
    injects = {f"n{n}": {"by hand": {"at most": 1}, "title": f"Call {n}", "sheet": {"planned": n}} for n in range(3)}
    found = printed(table(small({"table": scene(options)}, seats=SEATS, injects=injects, documents={"plan": PLAN})))
    assert len(pages_of(found["decisions"])) == 3
    assert ["Call" in slip for slip in slips_of(found["injects"])].count(True) == 3


PLAN = {"title": "Plan", "kind": "note", "text": "Lines."}


def test_an_exercise_goes_on_where_it_stands() -> None:
    """What was decided is filled in, the board is as it is, and what has come is not printed again."""
    found = printed(table_of(decided()))
    record = words(found["decisions"])
    assert "Minute 2: A label-wait" in record
    assert "Because: because-decided" in record
    assert "Dissent, Force: dissent-force" in record
    assert "Force: B label-go (because-force)" in record
    assert len(pages_of(found["decisions"])) == 2
    script = words(found["script"])
    assert "On the table: Sheet 2: title-second" in script
    assert "Inject: inject-call" in script
    assert re.search(r"board-trust trust 0 · 1 · 2 · 3 · 4 1", script)
    assert "words-call" not in words(found["injects"])
    assert "Legal" in words(found["private"])


def test_names_stand_on_paper_as_it_was_agreed() -> None:
    """By name with the name; not at all without even the seat."""
    named = printed(table_of(decided("by name"), {1: "Amina", 2: "Bo"}))
    assert "Dissent, Force (Bo): dissent-force" in words(named["decisions"])
    assert "Head (Amina)" in words(named["roles"])
    nobody = words(printed(table_of(decided("not at all"), {1: "Amina"}))["decisions"])
    assert "dissent-force" in nobody
    assert "Amina" not in nobody
    assert "Dissent, Force" not in nobody
    assert "Head: A label-wait" not in nobody


@pytest.mark.parametrize("name", FOUND)
def test_each_page_says_that_it_is_an_exercise(name: str) -> None:
    """At the top and at the bottom of A4 upright, in the margin of each page, and once in the title of the file."""
    html = FOUND[name].html
    mark = str(css_text(exercise_mark()))
    assert "size: A4 portrait" in html
    assert all(
        re.search(rf"{place} {{ content: {re.escape(mark)}", html) for place in ("@top-center", "@bottom-center")
    )
    assert f"<title>{exercise_mark()}" in html
    assert all(exercise_mark() in slip for slip in slips_of(FOUND[name]))


@pytest.mark.parametrize("name", FOUND)
def test_a_file_needs_nothing_from_outside(name: str) -> None:
    """No script, no font, no picture, no address; and no type under ten points."""
    html = FOUND[name].html
    assert not re.search(r"<script|<link|<img|@import|url\(|https?:", html)
    assert min(float(size) for size in re.findall(r"(?<![\d.])(\d+(?:\.\d+)?)pt", html)) >= 10


def hostile(value: Any) -> Any:
    """The same with a text that would break out of a page."""
    if isinstance(value, dict):
        texts = ("title", "text", "role", "told", "label", "consequence", "expected")
        return {key: f"{each} {HOSTILE}" if key in texts else hostile(each) for key, each in value.items()}
    return [hostile(each) for each in value] if isinstance(value, list) else value


def test_what_people_wrote_is_escaped_everywhere() -> None:
    """Titles too, which stand in the style sheet, and the names of people."""
    scenario = paper_scenario(title=HOSTILE, seats=hostile(SEATS), objectives=hostile(OBJECTIVES))
    for stack in printed(table(scenario, guide=HOSTILE)).values():
        assert not re.search(r"<script|<img", stack.html), stack.name
        assert stack.html.count("</style>") == 1
        assert "49" not in words(stack).split()
    named = printed(table_of(decided("by name"), {1: "<script>x()</script>"}))
    assert all("<script" not in stack.html for stack in named.values())


def test_the_cover_counts_sides_and_copies() -> None:
    """Each stack once, evaluator's sheets for each observer, and the sum of all."""
    cover = words(FOUND["cover"])
    sides = sum(stack.pages * stack.copies for stack in FOUND.values())
    assert f"about {sides} sides of A4" in cover
    assert "Less paper" in cover
    assert FOUND["roles"].pages == len(SEATS)
    assert FOUND["evaluators"].copies == 1


def test_sides_are_counted_by_pages_and_lines() -> None:
    """A page that is begun counts; a long text takes more; what must not be broken begins a page."""
    page = "<article data-page><p>{}</p></article>"
    assert pages(page.format("a") * 3) == 3
    assert pages(page.format("word " * 2000)) == 3
    assert pages('<section data-whole><p data-mm="150">a</p></section>' * 3) == 3


def test_templates_and_catalogue_fit() -> None:
    """Each word that a template asks for is in the catalogue, and each word of the catalogue is asked for."""
    known = {key.removeprefix("paper.") for key in catalogue("en") if key.startswith("paper.")}
    source = "".join(file.read_text() for file in (TEMPLATES / "paper").glob("*.html"))
    asked = {key for key in re.findall(r'\bw\("([^"]+)"', source) if not key.endswith(".")}
    begun = tuple(key for key in re.findall(r'\bw\("([^"]+\.)" ~', source))
    code = "".join(
        file.read_text() for file in Path(table.__code__.co_filename).parents[4].glob("tui/tabletop/paper/*.py")
    )
    code += (TEMPLATES.parent / "commands" / "tabletop_print.py").read_text()
    said = set(re.findall(r'"paper\.([^"{]+)"', code))
    begun += tuple(re.findall(r'"paper\.([^"{]+\.){', code))
    assert asked - known == set()
    assert {key for key in known - asked - said if not key.startswith(begun)} == set()


def test_numbers_of_injects_are_never_given_twice() -> None:
    """An inject without a number takes one that is free."""
    numbers = Counter(re.findall(r"(\d+) · inject-\w+", words(FOUND["script"])))
    assert sorted(numbers) == ["1", "7"]
    assert set(numbers.values()) == {1}
