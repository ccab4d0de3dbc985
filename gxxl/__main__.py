"""`gxxl`, and `python -m gxxl`, is the command line: no garbage is looked for while it loads, and it ends at once."""

from __future__ import annotations

import sys

from gxxl.entry import garbage, loaded_first


def main() -> None:
    """The console script, and the frozen program, which is its own worker process."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    garbage.leave()
    loaded_first.load(sys.argv[1:])
    from gxxl.entry.cli import main as command_line

    try:
        command_line()
    except SystemExit as left:
        garbage.end(left.code)


if __name__ == "__main__":
    main()
