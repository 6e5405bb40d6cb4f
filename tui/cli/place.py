"""Where a command works: the data folder and the server, from options and environment."""

from __future__ import annotations

import os
from typing import Any

from db.folders import data_folder
from tui.cli import fail
from tui.place import Place

URL_VARIABLE = "SCOPECREEP_DATABASE_URL"


def place_of(options: dict[str, Any]) -> Place:
    """The place that options and environment name; ends the command where it is no such."""
    url = options.get("database") or os.environ.get(URL_VARIABLE) or None
    if url and not url.startswith(("postgresql://", "postgres://")) and "=" not in url:
        fail(
            f"'{url}' is no database address. Write postgresql://USER@HOST:PORT/DATABASE "
            f"in --database or {URL_VARIABLE}.",
            2,
        )
    return Place(folder=data_folder(options.get("data")), database_url=url)
