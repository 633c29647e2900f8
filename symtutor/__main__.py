"""``python -m symtutor``: the same as the command ``symtutor``."""

from symtutor.cli import main

if __name__ == "__main__":
    main()
