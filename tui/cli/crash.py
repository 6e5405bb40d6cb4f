"""What happens when the game fails: one sentence, a report without secrets, exit code 1."""

from __future__ import annotations

import asyncio
import os
import platform
import traceback
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.running_log import LOG, close_log, open_log, without_passwords

if TYPE_CHECKING:
    from tui.app import ScopeCreepApp


def guarded(app: ScopeCreepApp, *, noted: bool = True) -> int:
    """Runs the application; gives its exit code, and closes the office whatever happened.

    `noted` is whether it writes notes of its running: what is only shown keeps nothing.
    """
    failure: BaseException | None = None
    if noted:
        open_log(app.place.folder.logs)
    LOG.info("The game begins: %s", _stands())
    try:
        app.run()
        failure = app.failure
    except Exception as error:  # noqa: BLE001 - the last line of defence
        failure = error
    finally:
        _close(app)
    if failure is not None:
        LOG.error("The game stopped on a fault of its own: %s", type(failure).__name__)
        close_log()
        click.echo(
            f"The game stopped on a fault of its own. {_kept(app)} "
            f"{told(app.place.folder.crashes, failure)}",
            err=True,
        )
        return 1
    LOG.info("The game ends.%s", " The last step is not stored." if app.unstored else "")
    close_log()
    if app.unstored:
        click.echo("The database did not answer: your last step is not stored.", err=True)
    return app.return_value if app.return_value is not None else (app.return_code or 0)


def _close(app: ScopeCreepApp) -> None:
    office = app.office
    if office is not None:
        try:
            asyncio.run(office.close())
        except Exception as error:  # noqa: BLE001 - the way out stays open
            click.echo(f"The database was not left tidily: {error}", err=True)


def _kept(app: ScopeCreepApp) -> str:
    stored = app.session is None or app.session.stored
    return "What you did is stored." if stored else "Your last step may not be stored."


def told(crashes: Path, failure: BaseException) -> str:
    """Where the report of a failure lies now, or why there is none."""
    try:
        return f"Report: {_report(crashes, failure)}"
    except OSError as error:
        return f"No report could be written: {error.strerror}."


def _stands() -> str:
    """What the game stands on."""
    return (
        f"Scope Creep {version('scopecreep')}, Textual {version('textual')}, "
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    )


def _report(folder: Path, failure: BaseException) -> Path:
    """Writes where the fault was, without the values that were at hand, and without passwords."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    text = "".join(traceback.format_exception(failure, limit=None, chain=True))
    path.touch(mode=0o600)
    path.write_text(f"{_stands()}\n\n{without_passwords(text)}", encoding="utf-8")
    return path
