"""The catalogue of problems, first part: files, YAML and text (S1) and the shape of blocks (S2)."""

from __future__ import annotations

from collections.abc import Mapping

Row = tuple[str, str, str, str]
"""Title, message, advice, example: see `simulator.problem_codes.Code`."""

FILE: Mapping[str, Row] = {
    "S101": (
        "The file cannot be read",
        "The file cannot be read: {why}.",
        "Check the name and the folder, and that you may read the file.",
        "peacekeeper check crowd-at-the-depo.yaml",
    ),
    "S102": (
        "The file is too large",
        "The file has more than {most} bytes.",
        "Split the scenario, or take out what is not needed.",
        "(a file of two megabytes)",
    ),
    "S103": (
        "The file is not UTF-8 text",
        "The file is not UTF-8 text from here on.",
        "Save it again with the encoding UTF-8. Most editors offer this under 'Save as'.",
        "(a file that was saved as Latin-1, where é is one byte)",
    ),
    "S104": (
        "A character that cannot be seen",
        "There is a character here that cannot be seen: {character}.",
        "Delete it and type the words again. Such characters come along with text copied from elsewhere.",
        'title: "The\\u200bcrowd"',
    ),
    "S105": (
        "The file is not valid YAML",
        "The file cannot be read as YAML: {what}.",
        "{advice}",
        "title: Depot: the crowd",
    ),
    "S106": (
        "The same key twice",
        "The key '{name}' stands twice in this block; it was first on line {first}.",
        "Keep one of the two, or give one another name.",
        "start: at-the-wire\nstart: the-elder",
    ),
    "S107": (
        "A key that is not text",
        "A key must be text; '{name}' is not.",
        "Put it in quotation marks.",
        "1: first",
    ),
    "S108": (
        "An anchor or alias",
        "Anchors (&) and aliases (*) are not allowed here: '{name}'.",
        "Write the content out. For text that starts with & or *, put quotation marks around it.",
        "base: &base {tension: 1}",
    ),
    "S109": (
        "A tag",
        "Tags are not allowed here: '{name}'.",
        "Delete it. For text that starts with an exclamation mark, put quotation marks around it.",
        "horizon: !!int 180",
    ),
    "S110": (
        "A merge key",
        "Merge keys (<<) are not allowed here.",
        "Write the content out in this block.",
        "<<: {tension: 1}",
    ),
    "S111": (
        "More than one document",
        "A second document begins here; a file holds one.",
        "Put it into a file of its own, or delete the line of dashes.",
        "format: 1\n---\nformat: 1",
    ),
    "S112": (
        "A directive",
        "Lines that start with % before the content are not allowed.",
        "Delete the line. Files are read by the rules of YAML 1.2.",
        "%YAML 1.1\n---\nformat: 1",
    ),
    "S113": (
        "Made for another version of the program",
        "This scenario was stored for version {name} of the engine, which plays by other rules.",
        "Load its file again, or open it with the version of the program that stored it.",
        "(a stored run of an earlier release)",
    ),
    "S114": (
        "Too deep",
        "Blocks stand in each other more than {most} deep.",
        "Check the indentation and the brackets; no scenario needs this many levels.",
        "a: [[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]",
    ),
    "S115": (
        "Too many entries",
        "The file has more than {most} keys and values.",
        "Split the scenario into several.",
        "(a list of a hundred thousand numbers)",
    ),
    "S116": (
        "A number that is too long",
        "The number '{name}' has more than {most} digits.",
        "Use a smaller number. If it is a name or a code, put it in quotation marks.",
        "horizon: 180000000000",
    ),
    "S117": (
        "An empty file",
        "The file has no content.",
        "Start from a copy of another scenario.",
        "# nothing but this comment",
    ),
    "S118": (
        "A tab",
        "There is a tab here.",
        "Use spaces. Most editors can be set to put spaces when you press Tab.",
        "start:\tat-the-wire",
    ),
    "S121": (
        "Markup in a text",
        "A text may not contain {what}.",
        "{advice}",
        "text: The women [b]shout[/b].",
    ),
    "S122": (
        "Emphasis that does not fit",
        "The {stars} here has no partner in this paragraph.",
        "Write **bold** and *italic*, with no space inside the stars, and close them in the same paragraph.",
        "text: The women **shout.",
    ),
}

SHAPE: Mapping[str, Row] = {
    "S201": (
        "A key is missing",
        "The key '{name}' is missing here.",
        "Add it; docs/format.md shows what it holds.",
        "scenes: {at-the-wire: {text: Forty women sit on the road.}}   # title is missing",
    ),
    "S202": (
        "An unknown key",
        "There is no key '{name}' here.",
        "Check the spelling and the indentation; docs/format.md lists the keys of each block.",
        "tittle: The crowd at the depot",
    ),
    "S203": (
        "The wrong kind of value",
        "This should be {wanted}, and is {found}.",
        "{advice}",
        "horizon: three hours",
    ),
    "S204": (
        "Not one of the values allowed",
        "'{name}' is not one of the values allowed here.",
        "Write one of: {values}.",
        "level: tacticle",
    ),
    "S205": (
        "Too long or too short a text",
        "This text has {found} characters; {bound}.",
        "Change its length.",
        "title: ''",
    ),
    "S206": (
        "Too many or too few entries",
        "The number of entries here is {found}; {bound}.",
        "Take some out, or add what is missing.",
        "gauge: [0]",
    ),
    "S207": (
        "A number outside its limits",
        "The number {found} does not fit here; {bound}.",
        "Write a number within the limits.",
        "horizon: 0",
    ),
    "S208": (
        "Not written as it should be",
        "'{name}' is not written as it should be here.",
        "{advice}",
        "id: The Crowd",
    ),
    "S209": (
        "A value that does not fit",
        "This value does not fit here: {why}.",
        "docs/format.md shows what stands here.",
        "regime: {means: Which law applies., flag: false, one of: [peace, war]}",
    ),
}
