"""A setting of the studio that is a number may be typed: one edit, and a range that is told."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.mission import Mission
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES, same
from tests.tui.studio_hands import does, go, said, settle
from tests.tui.studio_stage import shop, staged
from tui.drive import studio as driver
from tui.drive.hands import Hands
from tui.screens.studio import StudioScreen
from tui.studio.typing import Typed


def timed(pack: Pack, of: str = "two-ledgers") -> Mission:
    """The shop, with the settings of another mission: of one in which calls may time out."""
    return shop(pack).model_copy(update={"catalogue": pack.mission(of).catalogue})


async def at_setting(hands: Hands, screen: StudioScreen, knob: str) -> None:
    """Opens the inspector of the first web server, at one of its settings."""
    await go(hands, screen, 2, 0)
    await hands.press("enter", lambda: screen.over == "inspect", "the inspector")
    await hands.cursor_to(screen.view.knobs, f"knob:{knob}")


async def types(hands: Hands, screen: StudioScreen, knob: str, number: str) -> None:
    """Types a number, sign by sign."""
    for n, sign in enumerate(number, start=1):
        wanted = Typed(knob, number[:n])
        key = {".": "full_stop", ",": "comma"}.get(sign, sign)
        await hands.press(key, lambda wanted=wanted: screen.typed == wanted, f"'{sign}' typed")  # type: ignore[misc]


@pytest.mark.parametrize("size", SIZES)
async def test_a_number_is_typed_and_enter_sets_it_as_one_edit(
    pack: Pack, size: tuple[int, int]
) -> None:
    async with staged(timed(pack), size) as (screen, hands, _pilot):
        await at_setting(hands, screen, "timeout")
        assert "0–9 Type" in await settle(hands)
        await types(hands, screen, "timeout", "4000")
        assert "4000▏ ms" in await settle(hands)
        same("studio_typed", size, screen_text(hands.app))
        await does(
            hands,
            lambda: hands.app.simulate_key("enter"),
            ac.Configure(node="web1", knob="timeout", value=4000),
        )
        assert screen.typed is None
        assert "4000 ms" in screen_text(hands.app)
        await does(hands, lambda: hands.app.simulate_key("u"), ac.Undo())
        web = screen.design.by_id["web1"]
        assert web.value(screen.scene().kind("web_server"), "timeout", 0) == 0


async def test_esc_leaves_a_number_as_it_was_and_stays_at_its_setting(pack: Pack) -> None:
    async with staged(timed(pack), (80, 24)) as (screen, hands, _pilot):
        await at_setting(hands, screen, "timeout")
        await types(hands, screen, "timeout", "40")
        await hands.press(
            "backspace", lambda: screen.typed == Typed("timeout", "4"), "a digit less"
        )
        await hands.press("escape", lambda: screen.typed is None, "nothing typed")
        assert screen.over == "inspect"
        assert screen.pending == {}
        assert len(hands.session.rows) == 1
        await hands.press("escape", lambda: screen.over is None, "the grid")


async def test_a_number_out_of_range_is_refused_in_one_line_with_the_range(pack: Pack) -> None:
    async with staged(timed(pack), (80, 24)) as (screen, hands, _pilot):
        await at_setting(hands, screen, "timeout")
        await types(hands, screen, "timeout", "30001")
        hands.app.simulate_key("enter")
        await hands.until(lambda: "runs from" in said(hands), "the range told")
        assert "Timeout, 0 for none runs from 0 to 30000 ms." in said(hands)
        assert screen.typed == Typed("timeout", "30001")
        assert len(hands.session.rows) == 1
        await hands.press("backspace", lambda: screen.pending == {"timeout": 3000}, "3,000 ms")


async def test_a_step_goes_on_from_what_was_typed(pack: Pack) -> None:
    async with staged(timed(pack), (80, 24)) as (screen, hands, _pilot):
        await at_setting(hands, screen, "timeout")
        await types(hands, screen, "timeout", "4000")
        await hands.press("right", lambda: screen.pending == {"timeout": 4100}, "one step more")
        assert screen.typed is None


async def test_a_share_is_typed_with_its_point(pack: Pack) -> None:
    kept = timed(pack, of="client-discovery-workshop")
    async with staged(kept, (80, 24)) as (screen, hands, _pilot):
        await go(hands, screen, 4, 0)
        await hands.press("enter", lambda: screen.over == "inspect", "the inspector")
        await hands.cursor_to(screen.view.knobs, "knob:hit")
        await types(hands, screen, "hit", "0.6")
        await does(
            hands,
            lambda: hands.app.simulate_key("enter"),
            ac.Configure(node="cache", knob="hit", value=0.6),
        )


async def test_a_digit_at_what_is_no_number_says_so_and_takes_no_component(pack: Pack) -> None:
    async with staged(timed(pack), (80, 24)) as (screen, hands, _pilot):
        await at_setting(hands, screen, "timeout")
        await hands.cursor_to(screen.view.knobs, "link:balancer>web1")
        hands.app.simulate_key("3")
        await hands.until(lambda: "A link has no number." in said(hands), "why not")
        assert screen.over == "inspect"
        assert screen.held is None


async def test_what_was_typed_and_left_is_told_as_not_set(pack: Pack) -> None:
    async with staged(timed(pack), (80, 24)) as (screen, hands, _pilot):
        await at_setting(hands, screen, "timeout")
        await types(hands, screen, "timeout", "90000")
        await hands.press("up", lambda: screen.typed is None, "another setting")
        await hands.until(lambda: "What was typed is not set." in said(hands), "it told")


async def test_a_script_sets_a_number_between_two_steps(pack: Pack) -> None:
    async with staged(timed(pack), (80, 24)) as (screen, hands, _pilot):
        wanted = ac.Configure(node="web1", knob="timeout", value=12345)
        await driver.play(hands, screen, wanted)
        assert hands.session.rows[-1].action == wanted
