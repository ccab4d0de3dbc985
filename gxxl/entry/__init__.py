"""Who pushes the button: the command line and its ways of showing findings."""
