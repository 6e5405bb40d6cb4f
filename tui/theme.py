"""The looks of the game. Screens use variables only, so that a look is one table here."""

from typing import Any

from textual.app import App
from textual.theme import Theme

PEOPLE_HUES = 6
"""How many hues people take in turn; a person's hue is constant within a mission."""

_NIGHT = {
    "mute": "#8593a8",
    "faint": "#6b7a91",
    "rule": "#2a3648",
    "track": "#2b3849",
    "loss": "#633037",
    "lit": "#22405a",
    "lamp": "#3a2f1c",
    "edge": "#4d6382",
    "done": "#4c7b58",
    "grid": "#1d2735",
    "glow": "#ffffff",
    "tint": "7%",
    "tint-strong": "16%",
    "hue-1": "#f08f7d",
    "hue-2": "#8fa8d8",
    "hue-3": "#c792ea",
    "hue-4": "#7fd18b",
    "hue-5": "#7aa7ff",
    "hue-6": "#e0b0d5",
    "border": "#2a3648",
    "border-blurred": "#2a3648",
    "scrollbar": "#2f3d52",
    "scrollbar-hover": "#4d6382",
    "scrollbar-active": "#4d6382",
    "scrollbar-background": "#121924",
    "scrollbar-corner-color": "#121924",
    "footer-background": "#1a2330",
    "block-cursor-background": "#22405a",
    "block-cursor-foreground": "#ffffff",
    "block-cursor-text-style": "none",
    "input-cursor-background": "#f2b75c",
    "input-cursor-foreground": "#0d1219",
}

NIGHT = Theme(
    name="night",
    primary="#5cc8c0",
    secondary="#8fa8d8",
    accent="#f2b75c",
    warning="#f2b75c",
    error="#ef6f6c",
    success="#7fd18b",
    foreground="#d6dde8",
    background="#0d1219",
    surface="#121924",
    panel="#1a2330",
    dark=True,
    variables=_NIGHT,
)

DAY = Theme(
    name="day",
    primary="#0b6e69",
    secondary="#2f4f8f",
    accent="#8a5200",
    warning="#8a5200",
    error="#b3261e",
    success="#1f6f32",
    foreground="#080e16",
    background="#fbf9f4",
    surface="#f4f1ea",
    panel="#e8e3d8",
    dark=False,
    variables={
        **_NIGHT,
        "mute": "#55606f",
        "faint": "#6b7480",
        "rule": "#c9c3b5",
        "track": "#d9d3c6",
        "loss": "#e9b9b4",
        "lit": "#cfe0ee",
        "lamp": "#f3e2bd",
        "edge": "#7d8796",
        "done": "#5a8f66",
        "grid": "#e2dccf",
        "glow": "#000000",
        "hue-1": "#a8321f",
        "hue-2": "#2f4f8f",
        "hue-3": "#7a2ea8",
        "hue-4": "#1f6f32",
        "hue-5": "#1750b8",
        "hue-6": "#93306f",
        "border": "#c9c3b5",
        "border-blurred": "#c9c3b5",
        "scrollbar": "#c9c3b5",
        "scrollbar-background": "#f4f1ea",
        "scrollbar-corner-color": "#f4f1ea",
        "footer-background": "#e8e3d8",
        "block-cursor-background": "#cfe0ee",
        "block-cursor-foreground": "#000000",
        "input-cursor-background": "#8a5200",
        "input-cursor-foreground": "#fbf9f4",
    },
)

CONTRAST = Theme(
    name="contrast",
    primary="#5fffff",
    secondary="#afd7ff",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff8787",
    success="#87ff87",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={
        **_NIGHT,
        "mute": "#d0d0d0",
        "faint": "#b2b2b2",
        "rule": "#8a8a8a",
        "track": "#4e4e4e",
        "loss": "#870000",
        "lit": "#0000af",
        "lamp": "#444400",
        "edge": "#b2b2b2",
        "done": "#5fd75f",
        "grid": "#303030",
        "tint": "0%",
        "tint-strong": "20%",
        "border": "#b2b2b2",
        "border-blurred": "#8a8a8a",
        "scrollbar": "#8a8a8a",
        "scrollbar-background": "#000000",
        "scrollbar-corner-color": "#000000",
        "footer-background": "#1c1c1c",
        "block-cursor-background": "#0000af",
    },
)

XTERM = Theme(
    name="xterm",
    primary="#5fd7d7",
    secondary="#87afd7",
    accent="#ffaf5f",
    warning="#ffaf5f",
    error="#ff5f5f",
    success="#87d787",
    foreground="#d0d0d0",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    dark=True,
    variables={
        **_NIGHT,
        "mute": "#949494",
        "faint": "#767676",
        "rule": "#444444",
        "track": "#3a3a3a",
        "loss": "#5f0000",
        "lit": "#303030",
        "lamp": "#3a3a3a",
        "edge": "#767676",
        "done": "#5f875f",
        "grid": "#262626",
        "tint": "0%",
        "tint-strong": "0%",
        "hue-1": "#ff8787",
        "hue-2": "#87afd7",
        "hue-3": "#d787ff",
        "hue-4": "#87d787",
        "hue-5": "#5fafff",
        "hue-6": "#d7afd7",
        "border": "#444444",
        "border-blurred": "#3a3a3a",
        "scrollbar": "#3a3a3a",
        "scrollbar-hover": "#767676",
        "scrollbar-active": "#767676",
        "scrollbar-background": "#1c1c1c",
        "scrollbar-corner-color": "#1c1c1c",
        "footer-background": "#262626",
        "block-cursor-background": "#303030",
        "input-cursor-background": "#ffaf5f",
        "input-cursor-foreground": "#121212",
    },
)
"""Every colour is an exact entry of the 256-colour table, so that rounding changes no hue."""

GREY = Theme(
    name="grey",
    primary="#b4b4b4",
    secondary="#a8a8a8",
    accent="#f0f0f0",
    warning="#f0f0f0",
    error="#ffffff",
    success="#b0b0b0",
    foreground="#d8d8d8",
    background="#101010",
    surface="#161616",
    panel="#1e1e1e",
    dark=True,
    variables={
        **_NIGHT,
        "mute": "#929292",
        "faint": "#7c7c7c",
        "rule": "#343434",
        "track": "#363636",
        "loss": "#4c4c4c",
        "lit": "#3c3c3c",
        "lamp": "#303030",
        "edge": "#6c6c6c",
        "done": "#707070",
        "grid": "#262626",
        **{f"hue-{number}": "#aaaaaa" for number in range(1, PEOPLE_HUES + 1)},
        "border": "#343434",
        "border-blurred": "#343434",
        "scrollbar": "#3e3e3e",
        "scrollbar-hover": "#6c6c6c",
        "scrollbar-active": "#6c6c6c",
        "scrollbar-background": "#161616",
        "scrollbar-corner-color": "#161616",
        "footer-background": "#1e1e1e",
        "block-cursor-background": "#3c3c3c",
        "block-cursor-foreground": "#ffffff",
        "input-cursor-background": "#f0f0f0",
        "input-cursor-foreground": "#101010",
    },
)
"""The night for NO_COLOR: brightness says what hue would, so what is wrong is brightest."""

THEMES = (NIGHT, DAY, CONTRAST, XTERM, GREY)
LOOKS = {"night": "night", "day": "day", "high contrast": "contrast", "256 colours": "xterm"}
"""The names that a player chooses from, and the theme behind each."""


def look_of(theme: str) -> str:
    """The player's name for a theme; the first look's where it is none of ours."""
    return next((name for name, own in LOOKS.items() if own == theme), next(iter(LOOKS)))


def chosen(look: str, colours: str | None, *, no_color: bool = False) -> str:
    """The theme of a look that was set, else the one that suits the terminal's colours.

    Rounding to 256 colours turns the night's surfaces navy and red, and sixteen have no
    surfaces at all: each has a theme made of colours that it shows exactly.
    """
    if look in {theme.name for theme in THEMES}:
        return look
    if no_color:
        return GREY.name
    return {"256": XTERM.name, "standard": CONTRAST.name}.get(colours or "", NIGHT.name)


def register(app: App[Any]) -> None:
    """Makes the looks known to an application."""
    for theme in THEMES:
        app.register_theme(theme)
