"""From the studio into files: by key, by the command palette, and where it cannot be."""

from __future__ import annotations

import json
from pathlib import Path

from content.loader import Pack
from db.folders import DataFolder
from engine.design import react_flow
from tests.tui.stage import still
from tests.tui.studio_stage import shop, staged
from tui.commands import commands
from tui.place import Place

WIDE = (120, 40)


async def test_a_key_writes_the_design_and_its_drawing_and_says_where(
    pack: Pack, tmp_path: Path
) -> None:
    async with staged(shop(pack), WIDE) as (screen, hands, pilot):
        hands.app.place = Place(folder=DataFolder(tmp_path / "data"))
        for _ in range(2):
            await pilot.press("e")
            said = await still(hands)
            assert "Written: " in said
            assert "and on the clipboard." in said
            await pilot.press("right")
        designs = tmp_path / "data" / "designs"
        assert sorted(path.name for path in designs.iterdir()) == [
            "kettle-protocol-1.json", "kettle-protocol-1.txt",
            "kettle-protocol-2.json", "kettle-protocol-2.txt",
        ]  # fmt: skip
        stored = json.loads((designs / "kettle-protocol-1.json").read_text())
        assert react_flow.parse(stored).targets == screen.design.targets
        art = (designs / "kettle-protocol-1.txt").read_text()
        assert hands.app.clipboard == art
        assert art.count("─ WEB ─") + art.count("═ WEB ═") == 3
        assert designs.stat().st_mode & 0o077 == 0
        assert (designs / "kettle-protocol-1.json").stat().st_mode & 0o077 == 0


async def test_a_folder_that_cannot_be_written_is_told(pack: Pack, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    async with staged(shop(pack), WIDE) as (_, hands, pilot):
        hands.app.place = Place(folder=DataFolder(blocked))
        await pilot.press("e")
        said = await still(hands)
        assert "The design cannot be written: Not a directory." in said
        assert "It would stand in" in said


async def test_the_command_palette_offers_it(pack: Pack) -> None:
    async with staged(shop(pack), WIDE) as (screen, hands, _):
        titles = [command.title for command in commands(hands.app, screen)]
        assert "Export" in titles
