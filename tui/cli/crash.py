"""What happens when the game fails: one sentence, a report without secrets, exit code 1."""

from __future__ import annotations

import asyncio
import traceback
from datetime import UTC, datetime
from pathlib import Path

import click

from tui.app import ScopeCreepApp


def guarded(app: ScopeCreepApp) -> int:
    """Runs the application; gives its exit code, and closes the office whatever happened."""
    failure: BaseException | None = None
    try:
        app.run()
        failure = app.failure
    except Exception as error:  # noqa: BLE001 - the last line of defence
        failure = error
    finally:
        _close(app)
    if failure is not None:
        report = _report(app, failure)
        click.echo(
            f"The game stopped on a fault of its own. What you did is stored. Report: {report}",
            err=True,
        )
        return 1
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


def _report(app: ScopeCreepApp, failure: BaseException) -> Path:
    """Writes where the fault was, without the values that were at hand."""
    folder = app.place.folder.crashes
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    lines = traceback.format_exception(failure, limit=None, chain=True)
    path.write_text("".join(lines))
    return path
