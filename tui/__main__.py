"""The command `scopecreep`."""

import os
import sys

from content.collecting import collect_seldom
from tui.cli import cli


def main() -> None:
    """Runs the command line; where what it prints cannot be written, it says so and ends with 3."""
    collect_seldom()
    try:
        cli()
    except OSError as error:
        _say_unprinted(error)
    except SystemExit:
        try:
            sys.stdout.flush()
        except OSError as error:
            _say_unprinted(error)
        raise


def _say_unprinted(error: OSError) -> None:
    """Ends with one sentence, and without another try of the interpreter at its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    print(f"What is told here cannot be written: {error.strerror}.", file=sys.stderr)  # noqa: T201
    raise SystemExit(3) from None


if __name__ == "__main__":
    main()
