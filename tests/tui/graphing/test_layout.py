"""Where boxes stand: apart, in columns, and every way that is drawn leads to the right."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui.graphing.layout import back_links, crossings, laid_out, spread

GAP = 24.0
NAMES = st.integers(1, 12).map(lambda count: [f"s{n}" for n in range(count)])


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[str, float], list[tuple[str, str]]]:
    """Boxes with heights, and links between different ones."""
    names = draw(NAMES)
    heights = {name: draw(st.floats(10, 300)) for name in names}
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda pair: pair[0] != pair[1])
    return heights, draw(st.lists(pairs, max_size=24)) if len(names) > 1 else []


@given(graphs())
def test_boxes_never_touch(graph: tuple[dict[str, float], list[tuple[str, str]]]) -> None:
    """Two boxes of one column are apart, and nothing stands above the picture or below it."""
    heights, links = graph
    layout = laid_out(heights, links, GAP)
    assert layout.places.keys() == heights.keys()
    for column in range(layout.columns):
        stack = sorted((place.top, name) for name, place in layout.places.items() if place.column == column)
        for (top, name), (below, _) in pairwise(stack):
            assert top + heights[name] + GAP <= below + 1e-6
    for name, place in layout.places.items():
        assert place.top >= -1e-6
        assert place.top + heights[name] <= layout.height + 1e-6


@given(graphs())
def test_what_is_drawn_leads_to_the_right(graph: tuple[dict[str, float], list[tuple[str, str]]]) -> None:
    """Each link is drawn to a later column, with a place in each column that it passes, or leads back."""
    heights, links = graph
    layout = laid_out(heights, links)
    for source, target in links:
        if (source, target) in layout.back:
            continue
        steps = layout.places[target].column - layout.places[source].column
        assert steps >= 1
        assert len(layout.passing[source, target]) == steps - 1


@given(graphs())
def test_without_what_leads_back_there_is_no_circle(graph: tuple[dict[str, float], list[tuple[str, str]]]) -> None:
    """Taking out what leads back leaves no circle; where there is none, nothing is taken out."""
    heights, links = graph
    kept = [link for link in links if link not in back_links(list(heights), links)]
    assert back_links(list(heights), kept) == frozenset()


HEIGHTS = st.lists(st.tuples(st.floats(-500, 500), st.floats(1, 100)), min_size=1, max_size=8)


@given(HEIGHTS)
def test_boxes_stand_as_near_as_they_can(boxes: list[tuple[float, float]]) -> None:
    """Boxes keep their order and are apart; where what is wanted leaves room, it is given."""
    wanted, heights = [want for want, _ in boxes], [height for _, height in boxes]
    tops = spread(wanted, heights)
    for n in range(len(tops) - 1):
        assert tops[n] + heights[n] <= tops[n + 1] + 1e-6
    if all(wanted[n] + heights[n] <= wanted[n + 1] for n in range(len(wanted) - 1)):
        assert all(abs(top - want) < 1e-6 for top, want in zip(tops, wanted, strict=True))
    assert abs(sum(tops) - sum(wanted)) < 1e-3


def test_crossings_are_counted_and_avoided() -> None:
    """Two ways that cross are one crossing, and the picture has none where none is needed."""
    onward = {"a": ["d"], "b": ["c"]}
    assert crossings([["a", "b"], ["c", "d"]], onward) == 1
    layout = laid_out(dict.fromkeys("sabcd", 20.0), [("s", "a"), ("s", "b"), ("a", "d"), ("b", "c")])
    top = {name: place.top for name, place in layout.places.items()}
    assert (top["a"] < top["b"]) == (top["d"] < top["c"])


def test_a_circle_is_drawn_as_a_way_there_and_back() -> None:
    """The way that closes a circle leads back, and the other is drawn."""
    layout = laid_out({"a": 20.0, "b": 20.0}, [("a", "b"), ("b", "a")])
    assert layout.back == {("b", "a")}
    assert (layout.places["a"].column, layout.places["b"].column) == (0, 1)
