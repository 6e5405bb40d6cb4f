"""`scopecreep doctor`: what the game stands on, with advice."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import version
from typing import Literal

import click
import psycopg

from db import migrate
from db.binaries import NoBinaries, found
from db.server import EmbeddedServer, ServerFailed
from tui.cli.place import place_of
from tui.machine import Doctor, Finding

GOOD, DOUBT, BAD = "✓", "▲", "✗"
WORDS: dict[str, Literal["good", "doubt", "bad"]] = {GOOD: "good", DOUBT: "doubt", BAD: "bad"}
Found = tuple[str, str, str]
"""A mark, what was looked at, and what was found."""


@click.command(epilog="Example: scopecreep doctor. Exit code 3 where the game cannot be played.")
@click.option("--json", "as_data", is_flag=True, help="Print the findings as JSON.")
@click.pass_obj
def command(options: dict[str, str | None], as_data: bool) -> None:
    """Look at terminal, size, colours and database, with advice."""
    findings = [*_machine(), *_terminal(), *_database(options)]
    if as_data:
        found = [Finding(mark=WORDS[mark], name=name, told=told) for mark, name, told in findings]
        click.echo(Doctor(findings=found).text())
    else:
        for mark, name, told in findings:
            click.echo(f"{mark} {name:<11} {told}")
    sys.exit(3 if any(mark == BAD for mark, _, _ in findings) else 0)


def _machine() -> Iterator[Found]:
    yield GOOD, "game", f"Scope Creep {version('scopecreep')}, Textual {version('textual')}"
    good = sys.version_info >= (3, 11)
    yield GOOD if good else BAD, "python", platform.python_version()
    if sys.platform == "win32":
        yield BAD, "system", "Native Windows is not supported. Play under WSL."
    else:
        yield GOOD, "system", f"{platform.system()} {platform.machine()}"


def _terminal() -> Iterator[Found]:
    size = shutil.get_terminal_size()
    fits = size.columns >= 80 and size.lines >= 24
    advice = "" if fits else " The game needs 80x24: enlarge the window."
    yield GOOD if fits else DOUBT, "size", f"{size.columns}x{size.lines}.{advice}"
    term = os.environ.get("TERM", "")
    if term in ("", "dumb"):
        yield BAD, "terminal", "TERM names no terminal that can place a cursor."
    else:
        yield GOOD, "terminal", term
    if os.environ.get("NO_COLOR"):
        yield GOOD, "colours", "none, as NO_COLOR asks; every state shows by its shape too"
    elif os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        yield GOOD, "colours", "16 million"
    else:
        yield DOUBT, "colours", "perhaps 256; the look for that is chosen by itself"
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding == "utf8":
        yield GOOD, "letters", "UTF-8"
    else:
        yield BAD, "letters", f"{sys.stdout.encoding}: set a UTF-8 locale, such as C.UTF-8."


def _database(options: dict[str, str | None]) -> Iterator[Found]:
    place = place_of(options)
    if place.database_url:
        yield _other_server(place.database_url)
        return
    yield GOOD, "data", str(place.folder.root)
    try:
        yield GOOD, "postgres", str(found().bin)
    except NoBinaries as fault:
        yield BAD, "postgres", str(fault)
        return
    server = EmbeddedServer(place.folder)
    try:
        server.start(lambda step: None)
        yield GOOD, "database", "the server starts and answers"
    except ServerFailed as failed:
        yield BAD, "database", str(failed)
        for line in failed.log_tail:
            yield BAD, "log", line
    finally:
        server.leave()


def _other_server(url: str) -> Found:
    try:
        found = migrate.status(url)
    except migrate.SchemaFault as fault:
        return BAD, "database", str(fault)
    except psycopg.Error as error:
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        return BAD, "database", f"{first} Check SCOPECREEP_DATABASE_URL."
    if not found.current:
        return BAD, "database", f"It has {found.words}. Its keeper runs 'scopecreep db upgrade'."
    return GOOD, "database", f"another server answers: {found.words}"
