"""`scopecreep run`: where the pictures of failing screens go."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import scopecreep

SCRIPT = """\
format: 1
mission: kettle-protocol
seed: 7
steps:
  - open: your-desk
  - sees: Lantern
expect: {status: open}
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "folder"),
    [(["--junit", "out.xml"], "out-pictures"), (["--pictures", "kept"], "kept")],
)
def test_a_failure_names_the_picture_of_its_screen(
    options: list[str], folder: str, tmp_path: Path
) -> None:
    script = tmp_path / "looks.yaml"
    script.write_text(SCRIPT, encoding="utf-8")
    option, name = options
    done = scopecreep("run", script, "--through", "screen", option, tmp_path / name)
    picture = tmp_path / folder / "looks-kettle-protocol-step-2.svg"
    assert done.returncode == 1
    assert f"(picture: {picture})" in done.stderr
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    assert "Your desk" in picture.with_suffix(".txt").read_text(encoding="utf-8")
