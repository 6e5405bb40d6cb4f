"""Every term, figure and component answers `?` with a sentence, and it is the pack's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from content.loader import Pack
from engine.design.figures import NUMBERS
from engine.design.graph import Cell
from engine.design.load import RequestClass
from engine.design.outage import ALL_UP, Outage
from engine.design.stress import Aim, climb
from engine.glossary import Term
from engine.mission import Mission
from engine.phase_config import SystemDesign
from tests.tui.grid import screen_text
from tests.tui.plays import played, small
from tests.tui.snapshot import SIZES
from tests.tui.stage import on_stage, session_of, still
from tests.tui.studio_hands import click, go, said, settle
from tests.tui.studio_stage import kettles, shop, staged
from tests.tui.test_studio_known import scene_of
from tui.canvas import Canvas
from tui.debrief.lines import FIGURE_NAMES
from tui.drive.hands import Hands
from tui.plain.voice import sentence
from tui.screens.debrief import DebriefScreen
from tui.screens.grid_view import GridScreen, View
from tui.screens.help import HelpScreen
from tui.screens.stress import StressScreen
from tui.stress import report
from tui.stress import words as run_words
from tui.stress.play import watched
from tui.studio import compare, inspector, metrics, summary, words
from tui.studio.boxes import paint_box
from tui.studio.drawing import Box
from tui.studio.scene import Scene

OWN = "Odile's own sentence on it."
WIDE = 60
ORDERS = RequestClass(name="order", kind="write", share=1)
LABEL = re.compile(r"([a-z][a-z0-9 ]*?)  +\S")
"""A label at the left of a line, with its value at the right."""
FIGURE = re.compile(r"[▲≈+<]|\d[\d.,]*(?: ?%| ?(?:µs|ms|s|min|h|d)\b)?(?:/(?:s|min|h|d))?")
"""Marks, figures and units, as they stand in a box."""


def labels(lines: list[str]) -> Iterator[str]:
    for line in lines:
        found = LABEL.match(line)
        if found:
            yield found[1]


def foot(scene: Scene, node: str) -> str:
    """The words in the lower border of a box."""
    canvas = Canvas(24, 6)
    paint_box(canvas, scene, scene.design.by_id[node], Box(node, 0, 0, 24, 6))
    border = canvas.text().split("\n")[-1]
    return FIGURE.sub("", border.strip("╰╯┗┛╚╝─━═")).strip(" ─━═")


def scenes(pack: Pack) -> Iterator[Scene]:
    """Grids calm and overrun, with the cursor on each component and on none."""
    for mission in (shop(pack), kettles(pack)):
        calm = scene_of(mission)
        load = calm.config.load
        writes = load.model_copy(update={"classes": (ORDERS,)})
        for asked in (load, load.at(load.rps * 40), writes):
            scene = replace(calm, config=calm.config.model_copy(update={"load": asked}))
            yield scene
            yield from (replace(scene, cursor=node.cell) for node in scene.stored.nodes)


def test_whatever_stands_beside_a_figure_of_the_studio_has_a_sentence(pack: Pack) -> None:
    shown: set[str] = set()
    for scene in scenes(pack):
        shown |= set(labels([line.plain for line in metrics.gauges(scene, WIDE)]))
        shown |= set(labels([line.plain for line in inspector.words(scene, WIDE)]))
        shown |= {measure.label for measure in compare.measures(scene)}
        shown |= {foot(scene, node) for node in scene.design.by_id}
        for lines in (metrics.strip(scene, 200), summary.hand_in(scene, WIDE)):
            first = lines.plain.split("\n")[0]
            shown |= set(re.findall(r"(?:^|   )([a-z][a-z0-9]*) ", first))
    few = {"p95", "answered", "cost a month", "up", "cost", "turned away", "piles up", "unused"}
    assert few <= shown, "the labels were not found"
    unexplained = shown - pack.missions[0].term_by_word.keys() - {""}
    assert not unexplained


def test_whatever_stands_beside_a_figure_of_a_run_has_a_sentence(pack: Pack) -> None:
    told: set[str] = set()
    for mission in (shop(pack), kettles(pack)):
        scene = scene_of(mission)
        config = scene.config
        for lost in (ALL_UP, frozenset({Outage("component", scene.design.nodes[-1].id)})):
            for load in (config.load, config.load.at(config.load.rps * 20)):
                run = climb(scene.design, mission.catalogue, load, lost)
                whole = climb(scene.design, mission.catalogue, load)
                play = watched(run, Aim(400, 0.995)).to(run.goal_at)
                lines = report.lines(scene, play, whole)
                told |= {line.figure for line in lines if line.figure}
                told |= {word for line in lines if line.head for word in line.words.split()}
                for node in scene.design.by_id:
                    why = run_words.why(scene, play, node, WIDE)
                    told |= set(labels([line.plain for line in why]))
                figures = run_words.figures(scene, play, WIDE).plain.split("  ")
                told |= {part.split()[0] for part in figures[1:]}
    assert {"p95", "done", "asked", "does", "peak held", "first to give", "money"} <= told
    assert any(figure.startswith("goals missed") for figure in told)
    mission = pack.missions[0]
    assert [figure for figure in told if words.begun_with(mission, figure) is None] == []


def test_the_debriefs_figures_have_a_name_and_a_sentence(pack: Pack) -> None:
    assert FIGURE_NAMES.keys() == set(NUMBERS)
    assert set(FIGURE_NAMES.values()) <= pack.missions[0].term_by_word.keys()


def test_every_component_and_setting_has_its_sentences(pack: Pack) -> None:
    for mission in pack.missions:
        for kind in mission.catalogue.kinds:
            assert words.of_kind(kind).says.count(".") >= 2, kind.id
            for knob in kind.knobs:
                sentence = words.of_knob(mission, knob).says
                assert not sentence.startswith("It goes from"), (kind.id, knob.name)
                assert sentence.endswith("."), (kind.id, knob.name)


def test_a_kinds_own_file_may_explain_its_settings(pack: Pack) -> None:
    mission = pack.mission("kettle-protocol")
    knob = mission.catalogue.kind("kettle").knobs[0]
    own = knob.model_copy(update={"says": "How many Odile bought."})
    assert words.of_knob(mission, own).says.startswith("How many Odile bought. It goes from")
    old = mission.model_copy(update={"glossary": ()})
    assert words.of_knob(old, knob).says.startswith("It goes from"), "there is no sentence"


def test_a_term_is_found_at_the_beginning_of_a_line_as_a_whole_word(pack: Pack) -> None:
    mission = pack.missions[0]

    def term(line: str) -> str | None:
        found = words.begun_with(mission, line)
        return found.term if found else None

    assert term("p95 here        20 ms") == "p95 here"
    assert term("  p95   20 ms") == "p95"
    assert term("p951") is None
    assert term("loaded") is None
    assert term("Web server 67%") is None


# --- on the screens --------------------------------------------------------------------------


def with_own_words(mission: Mission, word: str) -> Mission:
    """The mission as a pack has it that says a thing in its own words, and explains one more."""
    others = tuple(term for term in mission.glossary if word not in term.words)
    own = (Term(term=word, says=OWN), Term(term="decaf", says="Tea that lets you sleep."))
    return mission.model_copy(update={"glossary": (*others, *own)})


async def help_text(hands: Hands) -> str:
    """All that the help says, on one line."""
    await hands.press("question_mark", lambda: isinstance(hands.app.screen, HelpScreen), "help")
    await still(hands)
    shown = []
    for _ in range(12):
        shown.append(screen_text(hands.app))
        hands.app.screen.query_one("VerticalScroll").scroll_relative(y=14, animate=False)
        await still(hands)
    return " ".join(" ".join(shown).replace("│", " ").split())


@pytest.mark.parametrize("size", SIZES)
async def test_the_studios_help_takes_its_sentences_from_the_pack(
    pack: Pack, size: tuple[int, int]
) -> None:
    mission = with_own_words(kettles(pack), "p95")
    async with staged(mission, size) as (screen, hands, _):
        await go(hands, screen, 2, 1)
        text = await help_text(hands)
        kind = mission.catalogue.kind("kettle")
        assert text.index(f"Kettle {kind.purpose}") < text.index("KEYS NOW")
        assert f"p95 {OWN}" in text
        assert "decaf Tea that lets you sleep." in text
        assert "× How many stand side by side" not in text


async def test_the_runs_help_speaks_of_its_component_and_its_report(pack: Pack) -> None:
    mission = with_own_words(kettles(pack), "peak held")
    async with staged(mission, (120, 40)) as (_, hands, _pilot):
        hands.app.simulate_key("t")
        run = await hands.screen(StressScreen)
        await hands.until(lambda: run.play, "the run reckoned")
        await hands.press("escape", lambda: run.over is None, "the grid")
        text = await help_text(hands)
        kind = mission.catalogue.kind("kettle")
        assert text.index(f"Kettle {kind.purpose}") < text.index("KEYS NOW")
        assert f"peak held {OWN}" in text
        assert "decaf Tea that lets you sleep." in text


async def test_the_debriefs_help_takes_its_sentences_from_the_pack(tmp_path: Path) -> None:
    mission, script = small(tmp_path, "poor")
    session = played(with_own_words(mission, "p95"), script)
    async with on_stage(session, DebriefScreen, (80, 24)) as (hands, _):
        text = await help_text(hands)
        assert f"p95 {OWN}" in text
        assert "decaf Tea that lets you sleep." in text


async def test_the_help_over_a_grid_that_was_handed_in_speaks_of_what_stands_there(
    pack: Pack,
) -> None:
    mission = with_own_words(kettles(pack), "p95")
    config = cast(SystemDesign, mission.phases[0])
    session = session_of(mission)
    views = (View("as played", config.initial, ("kettle",)),)

    def grid(_: object) -> GridScreen:
        return GridScreen(mission, config, session.state.shared, views, "It is full.")

    async with on_stage(session, grid, (80, 24)) as (hands, _pilot):
        assert cast(GridScreen, hands.app.screen).cursor == Cell(x=2, y=1)
        text = await help_text(hands)
        purpose = mission.catalogue.kind("kettle").purpose
        assert text.index(f"Kettle {purpose}") < text.index("KEYS NOW")
        assert f"p95 {OWN}" in text


async def test_a_click_on_a_figure_explains_it(pack: Pack) -> None:
    mission = with_own_words(shop(pack), "p95")
    async with staged(mission, (120, 40)) as (screen, hands, pilot):
        await click(pilot, hands, "p95", after="At the busiest hour")
        await hands.until(lambda: OWN in said(hands), "a sentence")
        await click(pilot, hands, "cost a month")
        await hands.until(lambda: "in marks" in said(hands), "another")
        x, y = screen.view.metrics_text.region.offset
        await pilot.click(offset=(x + 2, y + 1))
        await hands.until(lambda: OWN in said(hands), "the bar speaks for the line above")


async def test_a_click_on_a_components_figure_or_setting_explains_it(pack: Pack) -> None:
    async with staged(kettles(pack), (120, 40)) as (screen, hands, pilot):
        await go(hands, screen, 2, 1)
        await click(pilot, hands, "p95 here")
        await hands.until(lambda: "all that it calls" in said(hands), "a sentence")
        await click(pilot, hands, "Kettles")
        await hands.until(lambda: "One more of the same" in said(hands), "the setting's")
        await hands.press("question_mark", lambda: isinstance(hands.app.screen, HelpScreen), "help")
        assert "Kettles  One more of the same" in await settle(hands)


def test_a_line_ends_as_a_sentence_whatever_stands_before_it() -> None:
    assert [sentence(text) for text in ("a look", "'a look'", "Who?", "‘Who?’", "It is.", "")] == [
        "a look.", "'a look'.", "Who?", "‘Who?’", "It is.", "",
    ]  # fmt: skip
