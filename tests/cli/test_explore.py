"""`scopecreep explore`: how it ends where nothing was there to explore."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import here, one_plain_message
from tests.content.lint_mutants import CARD_ALONE
from tests.content.small_pack import write


@pytest.mark.parametrize("more", [(), ("--campaign",), ("--quick",)])
def test_a_pack_of_which_nothing_is_played_fails(tmp_path: Path, more: tuple[str, ...]) -> None:
    done = here("explore", "--pack", write(tmp_path, CARD_ALONE), *more)
    assert one_plain_message(done, 2) == "No mission of this pack is played.\n"
