"""The scales on which evaluators rate."""

from __future__ import annotations

from scoring.rating_scales import scale_named, scales


def test_the_usual_scale_is_nobodys() -> None:
    """An exercise that names none is rated in four neutral steps of our own."""
    usual = scale_named(None)
    assert usual is not None
    assert (usual.id, usual.source) == ("four-steps", None)
    assert next(iter(scales())) == "four-steps"


def test_the_four_ratings_of_hseep() -> None:
    """In its own words, under the letters by which they are known, with its name and no paragraph."""
    scale = scale_named("hseep")
    assert scale is not None
    assert scale.source == "HSEEP 2020"
    assert {each.id: each.text for each in scale.ratings} == {
        "P": "Performed without Challenges",
        "S": "Performed with Some Challenges",
        "M": "Performed with Major Challenges",
        "U": "Unable to be Performed",
    }


def test_a_scale_that_is_not_known_is_none() -> None:
    """Ratings on it are shown as they were written."""
    assert scale_named("stars") is None
    assert scale_named("hseep").rating("X") is None  # type: ignore[union-attr]


def test_no_step_stands_twice() -> None:
    """Ids tell the steps of a scale apart."""
    for scale in scales().values():
        assert len({each.id for each in scale.ratings}) == len(scale.ratings) >= 4
