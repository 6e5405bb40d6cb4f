"""The command `scopecreep`."""

from tui.cli import cli


def main() -> None:
    """Runs the command line."""
    cli()


if __name__ == "__main__":
    main()
