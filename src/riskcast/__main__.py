"""``python -m riskcast``, and the command itself."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C while it is still being loaded ends it like Ctrl-C later."""
    try:
        from riskcast.cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
