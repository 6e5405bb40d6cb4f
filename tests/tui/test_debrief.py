"""The debrief and the score: all there in the first frame, all by keys, all by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.loader import Pack
from engine.debrief import FactLine
from engine.ledger import ledger
from engine.phase_config import EmailDiscovery
from engine.scoring import score_mission
from engine.story import Moment, story
from tests.tui.grid import screen_text
from tests.tui.plays import played, small
from tests.tui.snapshot import same
from tests.tui.stage import on_stage, session_of, settle
from tui.debrief.contents import Contents
from tui.debrief.lines import first_sentence, flowing, own_words
from tui.debrief.pages import timeline_note
from tui.debrief.sheets import Page, _letter, fact_page
from tui.debrief.standing import Door, Standing
from tui.screens.debrief import DebriefScreen
from tui.screens.grid_view import GridScreen
from tui.screens.sheet import SheetScreen
from tui.session import Session

SIZES = ((80, 24), (120, 40))
WIDE, SMALL = (120, 40), (80, 24)


@pytest.fixture
def poor(tmp_path: Path) -> Session:
    return played(*small(tmp_path, "poor"))


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_frame_holds_the_whole_debrief(
    poor: Session, size: tuple[int, int]
) -> None:
    async with on_stage(poor, DebriefScreen, size) as (hands, _):
        frames: list[str] = []
        hands.app.screen.call_after_refresh(lambda: frames.append(screen_text(hands.app)))
        await hands.until(lambda: frames, "a frame")
        assert "Sent: Offer the largest page" in frames[0]
        assert "Mina reads" in frames[0]


def test_a_letter_that_asks_is_told_of_without_a_second_stop(poor: Session) -> None:
    inbox = poor.mission.phases[0]
    assert isinstance(inbox, EmailDiscovery)
    asking = {"label": "Would the largest page do?"}
    mails = tuple(
        mail.model_copy(
            update={"options": tuple(o.model_copy(update=asking) for o in mail.options)}
        )
        for mail in inbox.emails
    )
    first = inbox.model_copy(update={"emails": mails})
    mission = poor.mission.model_copy(update={"phases": (first, *poor.mission.phases[1:])})
    assert "Sent: Would the largest page do?" in [m.said for m in story(mission, poor.state)]


async def test_the_panels_are_walked_by_tab_and_their_entries_by_arrows(poor: Session) -> None:
    async with on_stage(poor, DebriefScreen, WIDE) as (hands, _):
        screen = await hands.screen(DebriefScreen)
        lit = {name: [name] for name in ("timeline", "there", "chose")} | {"change": [], "take": []}
        for name in ("there", "chose", "change", "take", "timeline"):
            await hands.press("tab", lambda n=name: screen.focused is screen.lists[n], name)  # type: ignore[misc]
            await hands.until(
                lambda n=name: [k for k, r in screen.lists.items() if r.text.lit] == lit[n],  # type: ignore[misc]
                "one cursor",
            )
        moments = story(poor.mission, poor.state)
        for number in range(1, len(moments)):
            await hands.press(
                "down",
                lambda n=number: screen.lists["timeline"].cursor_id == f"moment:{n}",  # type: ignore[misc]
                "the next moment",
            )


async def test_enter_opens_the_whole_of_a_moment(poor: Session) -> None:
    async with on_stage(poor, DebriefScreen, SMALL) as (hands, _):
        await hands.screen(DebriefScreen)
        await hands.press("enter", lambda: isinstance(hands.app.screen, SheetScreen), "the moment")
        await hands.until(lambda: "WHAT IT BROUGHT" in screen_text(hands.app), "its whole text")
        text = screen_text(hands.app)
        assert "It will take whatever three" in text
        assert "Lovely." in text
        assert "You promised the oven that is not there." in text
        foot = text.rstrip("\n").split("\n")[-1]
        assert "Esc Close" in foot
        await hands.press("y", lambda: hands.app.clipboard, "the page copied")
        assert "WHAT IT BROUGHT\n" in hands.app.clipboard
        assert "All of it" not in foot
        await hands.press(
            "escape", lambda: isinstance(hands.app.screen, DebriefScreen), "the debrief"
        )
        await hands.until(lambda: "All of it" in screen_text(hands.app), "its own keys again")


async def test_what_was_missed_says_so_with_what_it_cost(poor: Session) -> None:
    async with on_stage(poor, DebriefScreen, SMALL) as (hands, _):
        screen = await hands.screen(DebriefScreen)
        await hands.press("2", lambda: screen.tab == "there", "what was there")
        await hands.until(lambda: "Missed. The rush met a cold oven." in screen_text(hands.app), "")
        assert "0 found · 2 missed" in screen_text(hands.app)
        await hands.press("enter", lambda: isinstance(hands.app.screen, SheetScreen), "the fact")
        await hands.until(lambda: "WHERE IT LAY" in screen_text(hands.app), "where it lay")
        assert "Ben Oat, Baker" in screen_text(hands.app)
        assert "06:10  forty loaves" in screen_text(hands.app)


async def test_the_question_stands_before_its_answer(poor: Session) -> None:
    async with on_stage(poor, DebriefScreen, SMALL) as (hands, pilot):
        screen = await hands.screen(DebriefScreen)
        await hands.press("5", lambda: screen.tab == "take", "the question")
        assert "Ben does." not in screen_text(hands.app)
        await hands.press("enter", lambda: screen.focused is screen.field, "the line")
        await pilot.press(*"the o", "5", "q")
        assert screen.field.value == "the o5q"
        await hands.press("enter", lambda: screen.answered, "the page turned")
        await hands.until(lambda: "Ben does." in screen_text(hands.app), "the answer")
        text = screen_text(hands.app)
        assert "You   the o5q" in text
        assert "Ask the one who is up first." in text
        assert "YOU SET OUT TO" in text


async def test_esc_leaves_the_answer_first_and_the_debrief_after(poor: Session) -> None:
    async with on_stage(poor, DebriefScreen, SMALL) as (hands, _):
        screen = await hands.screen(DebriefScreen)
        await hands.press("5", lambda: screen.tab == "take", "the question")
        await hands.press("enter", lambda: screen.focused is screen.field, "the line")
        await hands.press("escape", lambda: screen.focused is screen.lists["take"], "the panel")
        await hands.press("escape", lambda: hands.app.screen is not screen, "the board")


async def test_the_change_is_looked_at_on_the_grid_and_beside_it_the_play(poor: Session) -> None:
    async with on_stage(poor, DebriefScreen, SMALL) as (hands, _):
        await hands.screen(DebriefScreen)
        await hands.press("c", lambda: isinstance(hands.app.screen, GridScreen), "the grid")
        grid = hands.app.screen
        assert isinstance(grid, GridScreen)
        assert grid.view.name == "with it"
        await hands.press("c", lambda: grid.view.name == "as played", "the played design")
        rows = len(poor.rows)
        for key in ("x", "b", "d", "t", "delete"):
            hands.app.simulate_key(key)
        await hands.press("escape", lambda: hands.app.screen is not grid, "the debrief")
        assert len(poor.rows) == rows


@pytest.mark.parametrize("size", SIZES)
async def test_the_score_names_every_loss_and_on_demand_every_gain(
    poor: Session, size: tuple[int, int]
) -> None:
    pages = ledger(score_mission(poor.mission, poor.state))
    entries = [e for page in pages for e in page.entries]
    lost = sum(e.points < 0 for e in entries)
    async with on_stage(poor, DebriefScreen, size) as (hands, _):
        screen = await hands.screen(DebriefScreen)
        await hands.press("o", lambda: screen.has_class("-score"), "the score")
        rows = screen.lists["ledger"].text
        every = len({(e.phase, e.kind, e.ref) for e in entries})
        shown = [every, lost] if size == WIDE else [lost, every]
        assert sum(e.id.startswith("point:") for e in rows.entries) == shown[0]
        hands.app.simulate_key("plus")
        await hands.until(
            lambda: sum(e.id.startswith("point:") for e in rows.entries) == shown[1],
            "the other view",
        )
        await hands.press("o", lambda: not screen.has_class("-score"), "the debrief")


async def test_the_score_says_what_is_kept_learnt_and_opened(poor: Session) -> None:
    standing = Standing(
        first=12,
        best=40,
        before=12,
        xp=70,
        skills=(("discovery", 3),),
        doors=(Door("T02", "A Later Order", open=False, words="small-order: 40 of 50"),),
    )
    async with on_stage(poor, lambda s: DebriefScreen(s, standing), WIDE) as (hands, _):
        screen = await hands.screen(DebriefScreen)
        await hands.press("o", lambda: screen.has_class("-score"), "the score")
        await hands.until(lambda: "first 12" in screen_text(hands.app), "the scores kept")
        text = screen_text(hands.app)
        assert "best 40" in text
        assert "C from 60: 31 more" in text
        assert "+17" in text
        assert "A Later Order" in text
        assert "small-order: 40 of 50" in text


async def test_a_rule_of_the_ledger_opens_on_the_grid(poor: Session) -> None:
    async with on_stage(poor, DebriefScreen, SMALL) as (hands, _):
        screen = await hands.screen(DebriefScreen)
        await hands.press("o", lambda: screen.has_class("-score"), "the score")
        rows = screen.lists["ledger"]
        await hands.press("end", lambda: "system_design" in (rows.cursor_id or ""), "the last loss")
        await hands.press("enter", lambda: isinstance(hands.app.screen, GridScreen), "the grid")
        await hands.until(
            lambda: "Nothing reaches a database." in screen_text(hands.app), "the rule"
        )


async def test_tabs_and_entries_are_clicked(poor: Session) -> None:
    async with on_stage(poor, DebriefScreen, SMALL) as (hands, pilot):
        screen = await hands.screen(DebriefScreen)
        await hands.until(lambda: "2 What was there" in screen_text(hands.app), "the tabs")
        await pilot.click("#tabs", offset=(20, 0))
        await hands.until(lambda: screen.tab == "there", "the second tab")
        await hands.until(lambda: screen.lists["there"].size.height > 5, "its table")
        await pilot.click("#there", offset=(8, 4))
        await hands.until(
            lambda: screen.lists["there"].cursor_id == "fact:two-ovens", "the second fact"
        )
        await pilot.click("#there", offset=(8, 4))
        await hands.until(lambda: isinstance(hands.app.screen, SheetScreen), "the fact")


async def test_a_panel_is_clicked_into(poor: Session) -> None:
    async with on_stage(poor, DebriefScreen, WIDE) as (hands, pilot):
        screen = await hands.screen(DebriefScreen)
        await hands.until(lambda: "Nobody counted." in screen_text(hands.app), "the panels")
        await pilot.click("#chose", offset=(8, 4))
        await hands.until(lambda: screen.tab == "chose", "the panel")
        assert screen.lists["chose"].cursor_id == "choice:how-many"
        await pilot.click("#answer")
        await hands.until(lambda: screen.focused is screen.field, "the line")


async def test_a_resize_changes_the_layout_and_keeps_the_place(poor: Session) -> None:
    async with on_stage(poor, DebriefScreen, WIDE) as (hands, pilot):
        screen = await hands.screen(DebriefScreen)
        await hands.press("3", lambda: screen.tab == "chose", "what you chose")
        await pilot.resize_terminal(80, 24)
        await hands.until(lambda: "3 What you chose" in screen_text(hands.app), "the tabs")
        assert screen.lists["chose"].has_focus
        assert "Nobody counted." in screen_text(hands.app)
        assert "Timeline ─" not in screen_text(hands.app)


@pytest.mark.slow
@pytest.mark.parametrize("desk", [False, True])
def test_every_entry_of_every_ending_opens_and_keeps_to_its_width(pack: Pack, desk: bool) -> None:
    for script in pack.walkthroughs:
        session = played(pack.mission(script.mission), script)
        contents = Contents(session.mission, session.state, Standing())
        panels = contents.panels(desk=desk, earned=True)
        entries = [entry for panel in panels.values() for entry in panel.entries]
        pages = [behind for e in entries if e.id and (behind := contents.behind(e.id))]
        assert len(pages) == sum(bool(e.id) for e in entries)
        entries += [e for page in pages if isinstance(page, Page) for e in page.entries]
        for answered in (False, True):
            entries += contents.take(answered=answered, answer="because " * 20)
        aside = [e for name in ("mark", "next", "learnt", "doors") for e in panels[name].entries]
        for width, shown in ((38, aside), (46, entries), (74, entries)):
            lines = [line for entry in shown for line in entry.lay_out(width)]
            wide = [line.plain for line in lines if line.cell_length > width]
            assert wide == [], script.file
            assert not any("…" in line.plain for line in lines)


@pytest.mark.parametrize("size", SIZES)
async def test_a_poor_play_looks_as_it_did(poor: Session, size: tuple[int, int]) -> None:
    async with on_stage(poor, DebriefScreen, size) as (hands, _):
        screen = await hands.screen(DebriefScreen)
        same("poor_debrief", size, await settle(hands))
        await hands.press("2", lambda: screen.tab == "there", "what was there")
        same("poor_debrief_there", size, await settle(hands))
        await hands.press("4", lambda: screen.tab == "change", "the change")
        same("poor_debrief_change", size, await settle(hands))
        await hands.press("o", lambda: screen.has_class("-score"), "the score")
        same("poor_score", size, await settle(hands))


@pytest.mark.parametrize("size", SIZES)
async def test_an_unscored_mission_shows_what_would_have_counted(
    pack: Pack, size: tuple[int, int]
) -> None:
    script = pack.walkthroughs_of("kettle-protocol")[0]
    session = played(pack.mission("kettle-protocol"), script)
    async with on_stage(session, DebriefScreen, size) as (hands, _):
        screen = await hands.screen(DebriefScreen)
        await hands.press("o", lambda: screen.has_class("-score"), "the score")
        await hands.until(lambda: "would have counted" in screen_text(hands.app), "the account")
        text = await settle(hands)
        assert "A ninth cup" in text
        assert "practice, not scored" in text
        assert "grade A" not in text


async def test_a_letter_flows_at_the_sheet_s_width_and_a_list_keeps_its_lines(pack: Pack) -> None:
    mission = pack.mission("client-discovery-workshop")
    body = mission.email_by_id["an-app-like-everyone"].body
    lines = [line.plain for line in _letter(mission, "philippa", "An app", body, 70)]
    assert "the" not in lines
    assert any(line.endswith("when Aunt Hester takes") for line in lines)
    marks = mission.email_by_id["receipts"].body
    assert "- listed in two shop windows for apps: 200" in [
        line.plain for line in _letter(mission, "greta", "Marks", marks, 70)
    ]


def test_who_spoke_is_no_part_of_what_a_first_sentence_says() -> None:
    said = "How nice. Tuesday is deliveries, and one falls over the crates. Wednesday will do."
    short = "How nice. Tuesday is deliveries, and one falls over the crates."
    assert first_sentence(said) == short
    assert first_sentence(f"Philippa: {said}") == f"Philippa: {short}"


@pytest.mark.parametrize("after", ["It may say a day and an hour. 2. It may name nobody.", ""])
def test_the_number_of_an_item_ends_no_sentence(after: str) -> None:
    assert first_sentence(f"Teodor: 1. So it is noted here. 2. {after}").endswith("noted here.")
    assert first_sentence("Ada: She was asked at twelve. 12. Nobody else.").endswith("twelve.")


def test_a_list_in_a_mail_hangs_together_at_any_width() -> None:
    body = "So:\n\n1. It is read by\n   whoever is near.\n2. Few data.\n\n- a box\n  of cards\n\nT."
    assert flowing(body, 60) == [
        "So:", "", "1. It is read by whoever is near.", "2. Few data.", "", "- a box of cards",
        "", "T.",
    ]  # fmt: skip
    assert flowing(body, 14)[2:5] == ["1. It is read", "   by whoever", "   is near."]


def test_each_quote_that_told_a_fact_stands_on_a_line_of_its_own(pack: Pack) -> None:
    mission = pack.mission("quiet-clinic")
    fact = next(fact for fact in mission.facts if len(fact.evidence) > 2)
    shared = session_of(mission).state.shared
    page = fact_page(mission, shared, FactLine(fact=fact, found=False), ())
    rows = [line.plain for entry in page.entries for line in entry.lay_out(200)]
    at = rows.index("IN THE WORDS OF")
    told = rows[at + 1 : at + 1 + len(fact.evidence)]
    assert all(row.count("‘") == 1 and row.endswith("’") for row in told), told


def test_lines_that_a_mail_quotes_are_set_off_and_are_not_its_first_sentence() -> None:
    body = "> Take the gauges off,\n> and send the paper.\n>\n> Sixteen of them.\n\nThey are off."
    assert flowing(body, 30) == [
        "│ Take the gauges off, and",
        "│ send the paper.",
        "│ ",
        "│ Sixteen of them.",
        "",
        "They are off.",
    ]
    assert own_words(body) == "They are off."
    assert own_words("> Only this.\n> And this.") == "Only this.\nAnd this."


def turns(*minutes: int) -> tuple[Moment, ...]:
    return tuple(Moment(minute=m, said="It turned.", answer="", turning=True) for m in minutes)


def test_the_turning_points_of_several_days_are_told_with_their_days() -> None:
    later = 24 * 60 + 792
    assert "points, days 1 to 2" in timeline_note(turns(600, later)).plain
    assert "points, 10:00 to 11:00" in timeline_note(turns(600, 660)).plain
