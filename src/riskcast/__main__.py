"""``python -m riskcast``."""

from riskcast.cli import main

if __name__ == "__main__":
    main()
