"""What handing a sheet in does is searched as well: flags, and words that hang on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.explorer.explore import Effort, Explored, explore
from content.folder import read_pack
from content.loader import load_pack
from content.problem import Report
from tests.content import board_pack

SLICE = Effort(states=300, walks=40, processes=1, envelope=False)
WHOLE = Effort(walks=60, processes=1, envelope=False)
SLUG = "weir-offer"


def explored(folder: Path, effort: Effort, old: str = "", new: str = "") -> Explored:
    pack = load_pack(board_pack.write(folder, old, new))
    files = read_pack(folder, Report())
    return explore(pack.mission(SLUG), files.missions[SLUG], pack.walkthroughs_of(SLUG), effort)


def test_a_flag_that_a_sheet_raises_is_raised(tmp_path: Path) -> None:
    flags = next(row for row in explored(tmp_path, SLICE).rows if row.what == "flags")
    assert (flags.reached, flags.of) == (2, 2)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{when: "field(shape, capped)", effects: {flags: [offer_capped]}}',
         '{when: "total < 0", effects: {flags: [offer_capped]}}'),
        ('{when: "total < 60", effects', '{when: "unready(year) > 40", effects'),
    ],
    ids=["a sum that cannot be", "a line that cannot be so unready"],
)  # fmt: skip
def test_a_flag_for_which_no_sheet_can_be_filled_in_is_told(
    tmp_path: Path, old: str, new: str
) -> None:
    codes = {problem.code for problem in explored(tmp_path, WHOLE, old, new).problems}
    assert "never-raised" in codes
