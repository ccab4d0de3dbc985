"""The frozen command line."""

from gxxl.__main__ import main

main()
