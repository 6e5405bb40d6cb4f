"""The studio's main states at three sizes and in every look: the same characters, all readable."""

from __future__ import annotations

import pytest
from rich.color import Color
from rich.segment import Segment
from textual._context import visible_screen_stack

from content.loader import Pack
from tests.tui.snapshot import SIZES, same
from tests.tui.studio_hands import settle
from tests.tui.studio_states import states
from tests.tui.test_themes import contrast
from tui.drive.hands import Hands
from tui.theme import CONTRAST, DAY, GREY, NIGHT

LOOKS = (NIGHT, DAY, CONTRAST, GREY)
DRAWN = frozenset("·╭╮╰╯─│╌╎┈┊├┤┬┴┼╴╶▁▂▃▄▅▆▇█▏▎▍▌▋▊▉╵╷")
"""Lines and fillings, which may be fainter than letters."""
LETTERS = 3.0
"""Contrast of the faintest letters, which say what may not be done."""


def faintest(hands: Hands) -> tuple[float, str]:
    """The letter on the screen that stands out least from its ground, and what it is part of."""
    app = hands.app
    visible_screen_stack.set(app._background_screens)
    found = (99.0, "")
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if set(segment.text.strip()) - DRAWN - {" "}:
                found = min(found, (_contrast(segment), segment.text))
    return found


def _contrast(segment: Segment) -> float:
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    pair = [_hex(style.color), _hex(style.bgcolor)]
    return contrast(*pair)


def _hex(colour: Color) -> str:
    return colour.get_truecolor().hex


@pytest.mark.parametrize("size", [*SIZES, (200, 60)])
async def test_each_state_looks_as_it_did(pack: Pack, size: tuple[int, int]) -> None:
    async for name, hands in states(pack, size):
        same(f"studio_state_{name.replace('-', '_')}", size, await settle(hands))


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
async def test_every_state_is_readable_in_every_look(pack: Pack, size: tuple[int, int]) -> None:
    async for name, hands in states(pack, size):
        text = await settle(hands)
        for look in LOOKS:
            hands.app.theme = look.name
            assert await settle(hands) == text, f"{name} has other characters in {look.name}"
            least, part = faintest(hands)
            assert least >= LETTERS, f"{name} in {look.name}: {part!r} at {least:.1f}"
        hands.app.theme = NIGHT.name
        await settle(hands)
