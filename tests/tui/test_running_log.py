"""The running game notes down what happened: in a file that rotates, without what is private."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui import running_log
from tui.running_log import LOG, NAME, close_log, open_log


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data" / "logs"
    close_log()


def test_a_note_is_one_line_with_its_time(folder: Path) -> None:
    open_log(folder)
    LOG.warning("Row %d waits: %s", 7, "connection refused\n\tIs the server\x1b[2J running?")
    (line,) = (folder / NAME).read_text().splitlines()
    assert line.endswith("WARNING Row 7 waits: connection refused Is the server▒[2J running?")
    assert line[:4].isdigit()


def test_no_password_is_noted(folder: Path) -> None:
    open_log(folder)
    LOG.error("cannot reach postgresql://ana:open-sesame@db.example/x password='hush'")
    text = (folder / NAME).read_text()
    assert "open-sesame" not in text
    assert "hush" not in text


def test_the_folder_is_private(folder: Path) -> None:
    open_log(folder)
    assert [made.stat().st_mode & 0o777 for made in (folder, folder.parent)] == [0o700, 0o700]


def test_a_full_file_makes_room_for_a_new_one_and_few_are_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_log, "LARGEST", 1000)
    open_log(folder)
    for number in range(200):
        LOG.info("note %d", number)
    kept = sorted(folder.iterdir())
    assert len(kept) == 1 + running_log.OLDER
    assert all(file.stat().st_size <= 1000 for file in kept)
    assert (folder / NAME).read_text().rstrip().endswith("note 199")


def test_a_file_that_cannot_be_written_says_nothing_on_the_screen(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder.parent.mkdir()
    folder.write_text("in the way")
    open_log(folder)
    LOG.info("lost")
    assert capfd.readouterr() == ("", "")


def test_without_a_file_nothing_is_noted_anywhere(capfd: pytest.CaptureFixture[str]) -> None:
    LOG.warning("nowhere")
    assert capfd.readouterr() == ("", "")
