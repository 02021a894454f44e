"""What can be wrong with a rule file. The codes of YAML, shape and conditions are the simulator's."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.problem_codes import Code

CODES: Mapping[str, Code] = {
    "R101": Code(
        "A rule id used twice",
        "There is already a rule '{name}'.",
        "Give each rule an id of its own, a letter and two digits.",
        "- id: T01\n- id: T01",
    ),
    "R102": Code(
        "Not a list of rules",
        "A rule file is a list of rules, each beginning with '- id:'.",
        "Put a dash and a space before the first key of each rule.",
        "id: T01",
    ),
    "R103": Code(
        "An unknown word",
        "The vocabulary has no act, event or family '{name}'.",
        "Use a word of the vocabulary, or add one there with a sentence that says what it means.",
        "never: force.dedly",
    ),
    "R104": Code(
        "A guarded word that nobody decides",
        "'{name}' is an event; only acts can be forbidden.",
        "Guard the act that leads to it, or make the event a trigger with `must`.",
        "never: bottle.thrown",
    ),
    "R105": Code(
        "A word without a target under `about: same`",
        "'{name}' is about nobody, so it cannot be followed for each target.",
        "Leave `about: same` out, or use a word that can be about somebody.",
        "{when: radio.down, must: report.flash, about: same}",
    ),
    "R106": Code(
        "An unknown provision",
        "There is no provision '{name}'.",
        "Use the id of a provision in provisions.json.",
        "provisions: [bp.100]",
    ),
    "R107": Code(
        "An exception named twice",
        "The rule has two exceptions '{name}'.",
        "Give each exception a name of its own.",
        "unless: [{id: pointless, ...}, {id: pointless, ...}]",
    ),
    "R108": Code(
        "A clause that there is not",
        "The exception '{name}' excuses clause {clause}, and there is none.",
        "Clauses are counted from 1.",
        "clauses: [3]",
    ),
    "R109": Code(
        "A time limit that the card does not have",
        "'{name}' is no time limit of the card.",
        "Write minutes, or `card.` and a key of the vocabulary's `card` that is in minutes.",
        "within: card.flash-reprot",
    ),
    "R110": Code(
        "An example that cannot be read",
        "This example cannot be read: {why}.",
        "docs/rules.md lists what an example may say.",
        "kept: [{at: 5}]",
    ),
    "R111": Code(
        "An example that comes out otherwise",
        "The example '{name}' comes out as '{found}'.",
        "Change the example or the rule until both say the same.",
        "kept: [{force.deadly: crowd}]",
    ),
    "R112": Code(
        "A duty that nobody can do",
        "'{name}' is no act, so the player can never do it.",
        "Ask for an act; where something must not happen before it, `before` takes the event.",
        "must: bottle.thrown",
    ),
}
