"""The themes that a person may choose. Nothing is said by colour alone; a theme only makes reading easier."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ffffff",
    success="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#000000",
    text_alpha=1.0,
    variables={
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffff00",
        "block-cursor-blurred-foreground": "#000000",
        "block-cursor-blurred-background": "#ffffff",
        "footer-key-foreground": "#ffff00",
        "input-cursor-background": "#ffff00",
    },
)
"""White on black, and yellow for what is chosen: 19 to 1 or more."""

COLOUR_BLIND = Theme(
    name="colour-blind",
    primary="#56b4e9",
    secondary="#0072b2",
    accent="#e69f00",
    warning="#e69f00",
    error="#e69f00",
    success="#56b4e9",
    foreground="#e8e8e8",
    background="#101418",
    surface="#181c22",
    panel="#20262e",
    variables={
        "block-cursor-foreground": "#101418",
        "block-cursor-background": "#e69f00",
        "footer-key-foreground": "#e69f00",
    },
)
"""Blue and orange, which all common kinds of colour blindness tell apart."""

NO_COLOUR = "no-colour"
OWN = {"high-contrast": HIGH_CONTRAST, "colour-blind": COLOUR_BLIND}
BUILT_IN = {"dark": "textual-dark", "light": "textual-light", NO_COLOUR: "ansi-dark"}


def begin_in(app: App[None], name: str) -> None:
    """Let the app begin in the theme of this name, before its styles are read: to read them twice takes a while."""
    app.set_reactive(App.theme, _taken_out(app, name))
    app.stylesheet.set_variables(app.get_css_variables())


def put_on(app: App[None], name: str) -> None:
    """Show the app in the theme of this name; where the terminal may have no colour, in none."""
    app.theme = _taken_out(app, name)
    app.refresh_css(animate=False)


def _taken_out(app: App[None], name: str) -> str:
    """Textual's name of a theme, which the app knows now."""
    if name in OWN:
        app.register_theme(OWN[name])
    app.no_color = name == NO_COLOUR
    return BUILT_IN.get(name, name)


def filters(name: str) -> tuple[LineFilter, ...]:
    """What takes the colours out of every line, where that was chosen."""
    return (WithoutColour(),) if name == NO_COLOUR else ()


class WithoutColour(LineFilter):
    """Takes every colour out of a line. What had a ground of its own, as the cursor has, is reversed instead."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same text in the terminal's own two colours."""
        return [Segment(text, style and _plain(style), control) for text, style, control in segments]


def _plain(style: Style) -> Style:
    grounded = style.bgcolor is not None and not style.bgcolor.is_default
    return Style(
        bold=style.bold,
        italic=style.italic,
        underline=style.underline,
        reverse=bool(style.reverse) != grounded,
        meta=style.meta or None,
    )
