"""What a path leads to, asked without an error for names that cannot be asked about."""

from __future__ import annotations

from pathlib import Path


def is_folder(path: Path) -> bool:
    """Whether there is a folder; a name that cannot be asked about is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def exists(path: Path) -> bool:
    """Whether anything is there; a name that cannot be asked about is nothing."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
