"""`python -m gxxl` is the command line."""

from gxxl.entry.cli import main

if __name__ == "__main__":
    main()
