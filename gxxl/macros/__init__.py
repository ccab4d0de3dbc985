"""One pure function per button: a snapshot in, edits out."""
