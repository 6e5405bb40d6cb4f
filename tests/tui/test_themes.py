"""The looks: every colour in one table, readable, and exact where the terminal has few."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from content.loader import Pack
from tests.tui.campaigns import BoardApp, begun, board_of, facts
from tests.tui.grid import screen_text
from tui import theme
from tui.theme import CONTRAST, GREY, NIGHT, THEMES, XTERM

ROOT = Path(__file__).resolve().parents[2]
HEX = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b")
NAMED = re.compile(
    r"(?:color|background|border[a-z-]*|tint)\s*:\s*(?:red|blue|green|white|black)\b"
)
GROUNDS = ("background", "surface", "panel")
HUES = tuple(f"hue-{number}" for number in range(1, theme.PEOPLE_HUES + 1))
CUBE = (0, 95, 135, 175, 215, 255)


def colours(look: Theme) -> dict[str, str]:
    """Every colour that a look gives, by its variable."""
    own = ("primary", "secondary", "accent", "warning", "error", "success", "foreground", *GROUNDS)
    fields = {name: str(getattr(look, name)) for name in own}
    return {**fields, **{k: v for k, v in look.variables.items() if HEX.fullmatch(v)}}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG reckons it."""
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: str) -> float:
    parts = [part / 255 for part in Color.parse(colour).rgb]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def in_256_colours(colour: str) -> bool:
    red, green, blue = Color.parse(colour).rgb
    grey = red == green == blue and (red - 8) % 10 == 0 and 8 <= red <= 238
    return grey or all(part in CUBE for part in (red, green, blue))


def test_no_colour_stands_outside_the_theme() -> None:
    for path in (*(ROOT / "tui").rglob("*.py"), *(ROOT / "tui").rglob("*.tcss")):
        if path.name != "theme.py":
            text = path.read_text(encoding="utf-8")
            found = HEX.findall(text) + NAMED.findall(text)
            assert not found, f"{path.relative_to(ROOT)} names colours of its own: {found}"


def test_every_variable_that_a_screen_uses_is_in_every_look() -> None:
    known = {*App().get_css_variables()}
    used: dict[str, str] = {}
    for path in (*(ROOT / "tui").rglob("*.py"), *(ROOT / "tui").rglob("*.tcss")):
        for name in re.findall(r"\$([a-z][a-z0-9-]*)", path.read_text(encoding="utf-8")):
            used[name] = path.name
    for look in THEMES:
        for name, where in used.items():
            stem = name.rstrip("-")
            there = {*known, *look.variables}
            prefix = name.endswith("-") or any(v.startswith(f"{stem}-") for v in look.variables)
            assert name in there or prefix, f"{where} uses ${name}, which {look.name} lacks"


def test_all_looks_name_the_same_variables() -> None:
    for look in THEMES:
        assert look.variables.keys() == NIGHT.variables.keys(), look.name


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_text_is_readable_on_every_surface(look: Theme) -> None:
    told = colours(look)
    strict = look is CONTRAST
    for ground in GROUNDS:
        assert contrast(told["foreground"], told[ground]) >= 7
        assert contrast(told["mute"], told[ground]) >= (7 if strict else 4.5), ground
        assert contrast(told["faint"], told[ground]) >= (4.5 if strict else 3.2), ground
        for name in ("accent", "primary", "success", "error", *HUES):
            assert contrast(told[name], told[ground]) >= 4.5, f"{name} on {ground}"
        tertiary = faded(told["foreground"], told[ground], 0.58)
        assert contrast(tertiary, told[ground]) >= 4.2, f"tertiary on {ground}"
    for ground in ("lit", "lamp"):
        assert contrast(told["foreground"], told[ground]) >= 5, ground
        assert contrast(told["accent"], told[ground]) >= 3, f"accent on {ground}"
        secondary = faded(told["foreground"], told[ground], 0.62)
        assert contrast(secondary, told[ground]) >= (4.5 if strict else 3.8), (
            f"secondary on {ground}"
        )


def faded(colour: str, ground: str, share: float) -> str:
    """A colour of which so much is laid over a ground, as Textual blends the two."""
    return Color.parse(ground).blend(Color.parse(colour), share).hex


def test_the_256_colour_look_is_made_of_colours_that_rounding_leaves_alone() -> None:
    inexact = {k: v for k, v in colours(XTERM).items() if not in_256_colours(v)}
    assert not inexact


@pytest.mark.parametrize(
    ("look", "terminal", "expected"),
    [
        ("", "truecolor", "night"),
        ("", "256", "xterm"),
        ("", "standard", "contrast"),
        ("", None, "night"),
        ("day", "256", "day"),
        ("gone", "256", "xterm"),
    ],
)
def test_the_look_follows_the_terminal_until_one_is_set(
    look: str, terminal: str | None, expected: str
) -> None:
    assert theme.chosen(look, terminal) == expected


@pytest.mark.slow
@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
async def test_a_look_changes_no_character_of_a_screen(look: Theme, pack: Pack) -> None:
    texts = []
    for name in (NIGHT.name, look.name):
        app = BoardApp(board_of(begun(pack), facts(pack), "M09"), name)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            texts.append(screen_text(app))  # type: ignore[arg-type]
    assert texts[0] == texts[1]


def test_without_colours_what_is_wrong_is_brightest() -> None:
    grey = colours(GREY)
    assert all(len(set(Color.parse(colour).rgb)) == 1 for colour in grey.values())
    for calm in ("success", "primary", "secondary", "edge", "mute", *HUES):
        assert _light(grey["error"]) > _light(grey["accent"]) > _light(grey[calm])
    assert theme.chosen("", "truecolor", no_color=True) == GREY.name
    assert theme.chosen(CONTRAST.name, "truecolor", no_color=True) == CONTRAST.name
