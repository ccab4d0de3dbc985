"""The frozen command line."""

from gxxl.entry.cli import main

main()
